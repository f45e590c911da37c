"""What differs between two running texts: words and markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from strategy_editor.comparison.layout import Part
from strategy_editor.comparison.runs import Token, text_tokens
from strategy_editor.comparison.words import WordKind, Words, steps


@dataclass(frozen=True)
class Rewording:
    """``kinds`` are ``reworded``, ``markup``, both or none."""

    kinds: tuple[str, ...]
    words: tuple[Words, ...]


def rewording(
    old: tuple[Part, ...], new: tuple[Part, ...], *, has_notes: bool = False
) -> Rewording:
    """Compare two texts that are not equal; ``has_notes``: it may be the footnotes that differ."""
    before, after = text_tokens(old), text_tokens(new)
    path = steps(
        [each.key for each in before], [each.key for each in after], [each.text for each in before]
    )
    words: list[Words] = []
    kinds: list[str] = []
    other_markup = False
    for stays, i1, i2, j1, j2 in path:
        if stays:
            words += _stretch("same", before[i1:i2])
            pairs = zip(before[i1:i2], after[j1:j2], strict=True)
            other_markup = other_markup or any(a.wrapped != b.wrapped for a, b in pairs)
        else:
            words += [*_stretch("old", before[i1:i2]), *_stretch("new", after[j1:j2])]
    if any(each.kind != "same" for each in words):
        kinds.append("reworded")
    if other_markup or not (kinds or has_notes):
        kinds.append("markup")
    return Rewording(tuple(kinds), tuple(words))


def _stretch(kind: WordKind, tokens: Sequence[Token]) -> Iterator[Words]:
    """Yield the stretch as words, with each reference apart."""
    at = 0
    for number, each in enumerate(tokens):
        if each.target:
            if number > at:
                yield Words(kind, "".join(token.text for token in tokens[at:number]))
            yield Words(kind, each.text, each.target)
            at = number + 1
    if at < len(tokens):
        yield Words(kind, "".join(token.text for token in tokens[at:]))
