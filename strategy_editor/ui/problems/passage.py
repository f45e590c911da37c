"""Which words a finding is about, where it is about words and not about a whole text."""

from __future__ import annotations

import re

from strategy_editor.validation.problem import Problem

_QUOTED = ("written", "short", "word")
"""Values that quote what is written, in the rules that have them."""
_MARKS = frozenset({"typography-blank", "typography-dash", "list-announced-but-missing"})
"""Rules whose ``text`` is as it is written."""
_CUT = "…"


def passage_of(problem: Problem) -> re.Pattern[str] | None:
    """Return what finds the words that a finding means in the text it addresses; None for all.

    What parts the words may be a blank of another kind.
    """
    if problem.rule == "several-blanks":
        return re.compile(r"(?<=\S)[ ]{2,}(?=\S)")
    if problem.rule == "typography-soft-hyphen":
        return re.compile("\\S*\u00ad[\\S\u00ad]*")
    if problem.rule == "long-sentence":
        return _sentence(problem.value("text"), int(problem.value("words") or 1))
    words = next(filter(None, map(problem.value, _QUOTED)), "")
    if not words and problem.rule in _MARKS:
        words = problem.value("text").strip(_CUT)
    return re.compile(_spaced(words)) if words else None


def _sentence(start: str, count: int) -> re.Pattern[str]:
    """The words of a sentence, of which a finding quotes the first."""
    known = start.removesuffix(_CUT).split()
    rest = max(0, count - len(known))
    return re.compile(rf"{_spaced(' '.join(known))}\S*(?:\s+\S+){{0,{rest}}}")


def _spaced(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))
