"""Fixes for indicators and for relations that go round in a circle."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.validation.fixes.fix import (
    Fix,
    Means,
    drop_element,
    lead_to,
    owner_of,
    set_value,
)
from strategy_editor.validation.problem import Problem


def direction(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """A target against the direction: the direction that all targets do fit, if there is one."""
    aim = owner_of(document, problem)
    if aim is None or aim.id is None:
        return
    indicator = document.path(aim.id)[-2]
    fitting = _direction_of(indicator)
    if fitting and indicator.id is not None:
        edit = set_value(indicator.id, "direction")
        yield Fix("direction", lambda now, _answer: edit(now, fitting), (("direction", fitting),))
    yield lead_to(problem)


def circle(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """A circle of dependencies: break it at one of the relations that start here."""
    node = owner_of(document, problem)
    for each in node.children_of("relation") if node is not None else ():
        if each.get("type") == "depends-on" and each.id is not None:
            values = (("target", each.get("target")),)
            yield Fix("remove-relation", drop_element(each.id), values)
    yield lead_to(problem)


def _direction_of(indicator: Node) -> str:
    baseline = indicator.child("baseline")
    try:
        start = Decimal(baseline.get("value") if baseline is not None else "")
        aims = [Decimal(each.get("value")) for each in indicator.children_of("target")]
    except InvalidOperation:
        return ""
    if aims and all(value > start for value in aims):
        return "up"
    if aims and all(value < start for value in aims):
        return "down"
    return "hold" if aims and all(value == start for value in aims) else ""
