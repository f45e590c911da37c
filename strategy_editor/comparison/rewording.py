"""What differs between two running texts: words and markup."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from strategy_editor.comparison.layout import Part
from strategy_editor.comparison.runs import Run, footnotes, run_of, without_footnotes
from strategy_editor.comparison.words import (
    OBJECT,
    Step,
    WordKind,
    Words,
    compare_words,
    steps,
    tokens,
)


@dataclass(frozen=True)
class Rewording:
    """``kinds`` are ``reworded``, ``markup``, both or none."""

    kinds: tuple[str, ...]
    old: str
    new: str
    words: tuple[Words, ...]


def rewording(
    old: tuple[Part, ...], new: tuple[Part, ...], *, has_notes: bool = False
) -> Rewording:
    """Compare two texts that are not equal; ``has_notes``: it may be the footnotes that differ."""
    before, after = run_of(old), run_of(new)
    marked = False
    if before.things or after.things or before.spans or after.spans:
        one, other = _Tokens(before), _Tokens(after)
        path = steps(one.keys, other.keys, one.texts, other.texts)
        words = tuple(_words(path, one, other))
        has_markup = before.spans or after.spans
        marked = bool(has_markup) and any(
            step.stays and _is_marked(step, one, other) for step in path
        )
    else:
        words = compare_words(before.text, after.text)
    kinds = ["reworded"] if any(each.kind != "same" for each in words) else []
    if marked or not (kinds or (has_notes and _same_around_notes(old, new))):
        kinds.append("markup")
    return Rewording(tuple(kinds), before.text, after.text, words)


def _same_around_notes(old: tuple[Part, ...], new: tuple[Part, ...]) -> bool:
    """Whether texts are alike but for what footnotes say and which of them are there."""
    shared = footnotes(old).keys() & footnotes(new).keys()
    return without_footnotes(old, shared) == without_footnotes(new, shared)


class _Tokens:
    """The tokens of a text; the key of a thing is the thing itself."""

    def __init__(self, run: Run) -> None:
        self.texts = tokens(run.text)
        self.ends = list(accumulate(map(len, self.texts)))
        self._run = run
        self.keys: list[Hashable] = list(self.texts)
        if run.things:
            for at, (end, text) in enumerate(zip(self.ends, self.texts, strict=True)):
                if text == OBJECT and end - 1 in run.things:
                    self.keys[at] = run.things[end - 1]

    def target(self, at: int) -> str:
        """Return where the reference at a place leads to, empty where there is none."""
        thing = self._run.things.get(self.ends[at] - 1) if self._run.things else None
        return thing.get("target") if thing is not None else ""

    def markup(self, at: int) -> list[object]:
        """Return what marks up a token, and which part of it."""
        end = self.ends[at]
        start = end - len(self.texts[at])
        return [
            (markup, max(low, start) - start, min(high, end) - start)
            for low, high, markup in self._run.spans
            if low < end and start < high
        ]


def _is_marked(step: Step, one: _Tokens, other: _Tokens) -> bool:
    """Whether some of what stays is marked up differently."""
    return any(
        not one.texts[i].isspace() and one.markup(i) != other.markup(j)
        for i, j in zip(
            range(step.old_start, step.old_end), range(step.new_start, step.new_end), strict=True
        )
    )


def _words(path: Sequence[Step], one: _Tokens, other: _Tokens) -> Iterator[Words]:
    for stays, i1, i2, j1, j2 in path:
        yield from _stretch("same" if stays else "old", one, i1, i2)
        if not stays:
            yield from _stretch("new", other, j1, j2)


def _stretch(kind: WordKind, row: _Tokens, start: int, end: int) -> Iterator[Words]:
    """Yield a stretch as words, with each reference apart."""
    waiting = start
    for at in range(start, end):
        target = row.target(at)
        if target:
            if at > waiting:
                yield Words(kind, "".join(row.texts[waiting:at]))
            yield Words(kind, row.texts[at], target)
            waiting = at + 1
    if waiting < end:
        yield Words(kind, "".join(row.texts[waiting:end]))
