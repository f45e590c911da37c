"""Indicators: targets differ from the baseline in the direction stated (M-03)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from strategy_editor.document.node import Node
from strategy_editor.validation.facts import Given
from strategy_editor.validation.problem import Problem, Severity, problem


def targets(indicator: Node, _owner: Node, _given: Given) -> Iterator[Problem]:
    """An indicator without target or baseline, or with a target in the wrong direction."""
    aims = indicator.children_of("target")
    baseline = indicator.child("baseline")
    if not aims:
        yield problem("indicator-without-target", Severity.WARNING, indicator.id, "target")
    if baseline is None:
        yield problem("indicator-without-baseline", Severity.WARNING, indicator.id, "baseline")
        return
    start = _number(baseline)
    for aim in aims:
        value = _number(aim)
        if start is not None and value is not None:
            yield from _direction(indicator, aim, start, value)


def _direction(indicator: Node, aim: Node, start: Decimal, value: Decimal) -> Iterator[Problem]:
    wrong = {"up": value <= start, "down": value >= start, "hold": value != start}
    direction = indicator.get("direction")
    if wrong.get(direction, False):
        yield problem(
            "target-in-wrong-direction",
            Severity.ERROR,
            aim.id,
            "@value",
            value=aim.get("value"),
            start=str(start),
            direction=direction,
        )


def _number(node: Node) -> Decimal | None:
    try:
        number = Decimal(node.get("value"))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
