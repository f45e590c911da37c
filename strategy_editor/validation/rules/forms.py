"""Days, numbers, sums and citations in the form that the document uses most (T-09)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from strategy_editor.document.texts import is_german
from strategy_editor.validation.context import Context
from strategy_editor.validation.notations import rewritten
from strategy_editor.validation.problem import Problem, Severity, problem


def one_form(context: Context) -> Iterator[Problem]:
    """What is written in another form than elsewhere; the first of each kind in a text."""
    usual = _usual(context)
    others = frozenset(way for way in context.told.ways if usual.get(way.split()[0], way) != way)
    if not others:
        return
    in_german = is_german(context.root)
    told: set[tuple[str, str, str]] = set()
    for owner, field, each in context.written_so(others):
        wanted = rewritten(each, usual[each.kind].split()[1], is_german=in_german)
        place = (owner.id or "", field, each.kind)
        if place not in told and wanted != each.written:
            told.add(place)
            yield problem(
                "other-form", Severity.HINT, owner.id, field, written=each.written, wanted=wanted
            )


def _usual(context: Context) -> dict[str, str]:
    """The most frequent way for each kind; the first between equals."""
    counted: dict[str, dict[str, int]] = defaultdict(dict)
    for way, count in context.told.ways.items():
        counted[way.split()[0]][way] = count
    return {kind: max(ways, key=ways.__getitem__) for kind, ways in counted.items()}
