"""Sections that are much harder to read than the rest of the document (T-05)."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt
from statistics import fmean

from strategy_editor.validation.context import Context
from strategy_editor.validation.problem import Problem, Severity, problem

_WORDS, _SECTIONS = 100, 5
"""Fewer say nothing: in a section, and sections to compare with."""
_APART = 12
_SPREAD = 2
"""Points and standard deviations above the mean of the document's sections."""


def hard_sections(context: Context) -> Iterator[Problem]:
    """A section that reads much harder than the document's sections do on average."""
    read = [(node_id, each.lix) for node_id, each in context.told.sections if each.words >= _WORDS]
    if len(read) < _SECTIONS:
        return
    usual = fmean(lix for _, lix in read)
    spread = sqrt(fmean((lix - usual) ** 2 for _, lix in read))
    limit = usual + max(_APART, _SPREAD * spread)
    for node_id, lix in read:
        if lix > limit:
            yield problem(
                "hard-to-read", Severity.HINT, node_id, "", index=round(lix), usual=round(usual)
            )
