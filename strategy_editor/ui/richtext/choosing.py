"""Which of many targets fit what was typed, the likeliest first; no Qt here."""

from __future__ import annotations

from collections.abc import Sequence

from strategy_editor.ui.richtext.surroundings import Target


def matching(targets: Sequence[Target], query: str) -> list[Target]:
    """Return the targets that hold all words of a query; numbers and beginnings come first."""
    words = query.casefold().split()
    if not words:
        return list(targets)
    ranked = []
    for at, target in enumerate(targets):
        text = target.words.casefold()
        if all(word in text for word in words):
            ranked.append((_rank(target, words), at))
    return [targets[at] for _, at in sorted(ranked)]


def _rank(target: Target, words: list[str]) -> int:
    number = target.number.casefold().rstrip(".")
    query = " ".join(words)
    if number and query.replace(" ", "").rstrip(".") == number.replace(" ", ""):
        return 0
    title = target.title.casefold()
    if title.startswith(query):
        return 1
    if number.startswith(query):
        return 2
    return 3 if f" {words[0]}" in f" {title}" else 4
