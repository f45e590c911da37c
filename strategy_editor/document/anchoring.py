"""Find a quoted passage again in a text that was edited (the W3C text-quote selector).

A quote is the passage itself with a little text before and after it. The passage is found where
it still stands, told from like ones by what surrounds it; where it was changed itself, between
what stood before and after it, as long as it is still much the same. Where that is not certain,
it counts as lost: a comment must never point at another place than the one it was written for.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from strategy_editor.document.node import Node

CONTEXT = 32
"""Characters kept before and after a passage."""
_ALIKE = 0.6
"""How much of a changed passage must be as it was."""
_LONG = 24
"""Characters. So long a passage is known by itself; a shorter one needs its surroundings."""
_KNOWN = 8
"""Characters of the surroundings that must be as they were."""


@dataclass(frozen=True)
class Quote:
    """A passage with a little of what stands before and after it."""

    exact: str
    before: str = ""
    after: str = ""


def quote_of(text: str, start: int, end: int) -> Quote:
    """Return the quote for a stretch of a text."""
    return Quote(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def quoted_in(node: Node) -> Quote:
    """Return what an element ``quote`` quotes."""
    return Quote(node.get("exact"), node.get("before"), node.get("after"))


def find(text: str, quote: Quote) -> tuple[int, int] | None:
    """Return where a quoted passage stands in a text, None where it is lost."""
    if not quote.exact:
        return None
    places = occurrences(text, quote.exact)
    if not places:
        return _changed(text, quote)
    end = len(quote.exact)
    scored = sorted(((_context(text, at, at + end, quote), at) for at in places), reverse=True)
    best, at = scored[0]
    if len(scored) > 1 and scored[1][0] == best:
        return None
    alone = len(places) == 1 and len(quote.exact) >= _LONG
    return (at, at + end) if alone or best >= _needed(quote) else None


def occurrences(text: str, part: str) -> list[int]:
    """Return all positions at which a part begins in a text."""
    found: list[int] = []
    at = text.find(part)
    while at >= 0:
        found.append(at)
        at = text.find(part, at + 1)
    return found


def common_end(one: str, other: str) -> int:
    """Return how many characters at the end of two texts are the same."""
    return _common(one[::-1], other[::-1])


def _context(text: str, start: int, end: int, quote: Quote) -> int:
    """How many characters next to a place are those next to the passage, on both sides."""
    before = _common(text[:start][::-1], quote.before[::-1])
    after = _common(text[end:], quote.after)
    # A text that begins or ends with the passage has nothing there to compare.
    if not quote.before and start == 0:
        before = _KNOWN
    if not quote.after and end == len(text):
        after = _KNOWN
    return before + after


def _needed(quote: Quote) -> int:
    return min(_KNOWN, max(len(quote.before), len(quote.after), 1))


def _changed(text: str, quote: Quote) -> tuple[int, int] | None:
    """Find a passage that was edited: between its surroundings, which must both be there once."""
    starts = _ends_of(text, quote.before)
    stops = _starts_of(text, quote.after)
    if len(starts) != 1:
        return None
    start = starts[0]
    following = [at for at in stops if at > start]
    if len(following) != 1:
        return None
    stop = following[0]
    ratio = SequenceMatcher(None, quote.exact, text[start:stop], autojunk=False).ratio()
    return (start, stop) if ratio >= _ALIKE else None


def _ends_of(text: str, before: str) -> list[int]:
    if not before:
        return [0]
    tail = before[-_KNOWN:]
    if len(tail) < _KNOWN:
        return [len(tail)] if text.startswith(tail) else []
    return [at + len(tail) for at in occurrences(text, tail)]


def _starts_of(text: str, after: str) -> list[int]:
    if not after:
        return [len(text)]
    head = after[:_KNOWN]
    if len(head) < _KNOWN:
        return [len(text) - len(head)] if text.endswith(head) else []
    return occurrences(text, head)


def _common(one: str, other: str) -> int:
    for at, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return at
    return min(len(one), len(other))
