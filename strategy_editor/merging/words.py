"""Running text of several revisions in one: word by word, inline markup included.

Text is cut into tokens: words, numbers, blanks, signs, the beginnings and ends of inline
elements, and whole elements without content. What a revision changed against the base are hunks
of tokens. Hunks of different revisions that neither overlap nor touch all apply; equal ones apply
once; the others make a conflict, in which each revision has the text that it wrote, whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from strategy_editor.comparison.words import tokens as words_of
from strategy_editor.document.content import Content
from strategy_editor.document.node import Node

Token = str | tuple[object, ...] | Node
_MOST = 4_000_000
"""Pairs of tokens. Texts that differ over more are not compared word by word."""


@dataclass(frozen=True)
class Hunk:
    """Tokens of the base from ``start`` to ``stop`` that a revision has replaced."""

    start: int
    stop: int
    tokens: tuple[Token, ...]


@dataclass(frozen=True)
class MergedText:
    """The merged text, or that of the first revision where there is a conflict.

    The variants of a conflict are the texts of the revisions as they are: nobody is said to have
    written a sentence that was put together of two. ``together`` puts them together.
    """

    content: Content
    variants: tuple[Content, ...] = ()
    takers: frozenset[int] = frozenset()
    """Which of the revisions have something in the text that was merged without conflict."""

    @property
    def clashes(self) -> bool:
        """Whether there is a conflict."""
        return bool(self.variants)


def merge_texts(base: Content, sides: Sequence[Content]) -> MergedText:
    """Merge the texts of several revisions word by word, where no words clash."""
    before = tokens_of(base)
    hunks = [changed(before, tokens_of(side)) for side in sides]
    result: list[Token] = []
    takers: set[int] = set()
    at = 0
    for start, stop in _clusters(before, hunks):
        versions = [_version(before, each, start, stop) for each in hunks]
        span = before[start:stop]
        changing = [number for number, each in enumerate(versions) if each != span]
        if len({tuple(versions[number]) for number in changing}) > 1:
            return MergedText(sides[0], tuple(sides))
        result += before[at:start]
        result += versions[changing[0]] if changing else span
        takers.update(changing)
        at = stop
    content = content_of([*result, *before[at:]])
    if content is None or _repeats_an_id(content):
        return MergedText(sides[0], tuple(sides))
    return MergedText(content, (), frozenset(takers))


def tokens_of(content: Content) -> list[Token]:
    """Cut running text into tokens that together are the text."""
    found: list[Token] = []
    for part in content:
        if isinstance(part, str):
            found += words_of(part)
        elif not part.content or part.tag[0] in "#{":
            found.append(part)
        else:
            found.append(("begin", part.tag, part.attributes))
            found += tokens_of(part.content)
            found.append(("end", part.tag))
    return found


def content_of(tokens: Sequence[Token]) -> Content | None:
    """Put tokens together; None where beginnings and ends of elements do not pair."""
    open_ones: list[tuple[Token, list[Node | str]]] = [("", [])]
    for token in tokens:
        parts = open_ones[-1][1]
        if isinstance(token, str):
            if parts and isinstance(parts[-1], str):
                parts[-1] += token
            else:
                parts.append(token)
        elif isinstance(token, Node):
            parts.append(token)
        elif token[0] == "begin":
            open_ones.append((token, []))
        else:
            begin, inner = open_ones.pop()
            if not open_ones or begin[1] != token[1]:  # type: ignore[index]
                return None
            node = Node(begin[1], begin[2], tuple(inner))  # type: ignore[index, arg-type]
            open_ones[-1][1].append(node)
    return tuple(open_ones[0][1]) if len(open_ones) == 1 else None


def changed(before: Sequence[Token], after: Sequence[Token]) -> list[Hunk]:
    """Return what was replaced between two texts."""
    most = min(len(before), len(after))
    head = next((at for at in range(most) if before[at] != after[at]), most)
    rest = most - head
    tail = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    if not old and not new:
        return []
    if not old or not new or len(old) * len(new) > _MOST:
        return [Hunk(head, head + len(old), tuple(new))]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [
        Hunk(head + i1, head + i2, tuple(new[j1:j2]))
        for kind, i1, i2, j1, j2 in matcher.get_opcodes()
        if kind != "equal"
    ]


def together(base: Content, sides: Sequence[Content], *, is_one_clear: bool = False) -> Content:
    """Return a text with the words of all: where they clash, one version after the other.

    With ``is_one_clear`` the words of the first that has any stand alone where they clash.
    """
    before = tokens_of(base)
    hunks = [changed(before, tokens_of(side)) for side in sides]
    result: list[Token] = []
    at = 0
    for start, stop in _clusters(before, hunks):
        result += before[at:start]
        versions = [_version(before, each, start, stop) for each in hunks]
        span = before[start:stop]
        said = list(dict.fromkeys(tuple(each) for each in versions if each != span))
        for version in said[:1] if is_one_clear else said:
            result += _apart(result, version)
        at = stop
    content = content_of([*result, *before[at:]])
    if content is None or _repeats_an_id(content):
        return sides[0] if is_one_clear else _one_after_the_other(sides)
    return content


def carried_over(base: Content, wanted: Content, since: Content) -> Content:
    """Return a wanted text with what another one changed in the base.

    Unlike ``together`` this is no question of two opinions: words that were written beside what is
    replaced do not bring that back; where both replaced the same, both stand.
    """
    before = tokens_of(base)
    put: dict[int, list[tuple[Token, ...]]] = {}
    gone: set[int] = set()
    for side in (wanted, since):
        for hunk in changed(before, tokens_of(side)):
            gone.update(range(hunk.start, hunk.stop))
            there = put.setdefault(hunk.start, [])
            if hunk.tokens not in there:
                there.append(hunk.tokens)
    result: list[Token] = []
    for at in range(len(before) + 1):
        for tokens in put.get(at, ()):
            result += _apart(result, tokens)
        if at < len(before) and at not in gone:
            result.append(before[at])
    content = content_of(result)
    if content is None or _repeats_an_id(content):
        return _one_after_the_other([wanted, since])
    return content


def _one_after_the_other(sides: Sequence[Content]) -> Content:
    tokens: list[Token] = []
    for side in dict.fromkeys(sides):
        tokens += _apart(tokens, tuple(tokens_of(side)))
    content = content_of(tokens)
    assert content is not None
    return content


def _apart(before: Sequence[Token], tokens: Sequence[Token]) -> list[Token]:
    """Tokens as they go behind others: words do not run together."""
    runs = bool(before and tokens) and _is_word(before[-1]) and _is_word(tokens[0])
    return [" ", *tokens] if runs else [*tokens]


def _is_word(token: Token) -> bool:
    return not isinstance(token, str) or token[0].isalnum()


def _clusters(before: Sequence[Token], hunks: Sequence[list[Hunk]]) -> list[tuple[int, int]]:
    """The stretches of the base that are decided together: hunks that overlap or touch."""
    spans = sorted({(each.start, each.stop) for side in hunks for each in side})
    found: list[tuple[int, int]] = []
    for start, stop in spans:
        if found and _touches(before, found[-1][1], start):
            found[-1] = (found[-1][0], max(found[-1][1], stop))
        else:
            found.append((start, stop))
    return found


def _touches(before: Sequence[Token], end: int, start: int) -> bool:
    """Whether nothing but blanks lies between two stretches."""
    return start <= end or all(_is_blank(token) for token in before[end:start])


def _version(before: Sequence[Token], hunks: list[Hunk], start: int, stop: int) -> list[Token]:
    """What a revision made of a stretch of the base."""
    result: list[Token] = []
    at = start
    for hunk in hunks:
        if start <= hunk.start and hunk.stop <= stop:
            result += before[at : hunk.start]
            result += hunk.tokens
            at = hunk.stop
    return [*result, *before[at:stop]]


def _is_blank(token: Token) -> bool:
    return isinstance(token, str) and token.isspace()


def _repeats_an_id(content: Content) -> bool:
    ids = [
        each.id
        for part in content
        if isinstance(part, Node)
        for each in part.walk()
        if each.id is not None and part.tag[0] not in "#{"
    ]
    return len(ids) != len(set(ids))
