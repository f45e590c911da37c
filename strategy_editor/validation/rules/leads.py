"""Responsibility: exactly one lead at any date, by a body that existed then (R-01)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from strategy_editor.document.dates import Span, day_before, next_day, parse_day, parse_span
from strategy_editor.document.node import Node
from strategy_editor.editing.responsibility import NEEDS_LEAD, leads, span_of
from strategy_editor.validation.context import Context
from strategy_editor.validation.facts import Given
from strategy_editor.validation.problem import Problem, Severity, problem

LED = (*NEEDS_LEAD, "subgoal")
_ANY_DAY = "2000-01-01"


def one_lead(node: Node, _owner: Node, given: Given) -> Iterator[Problem]:
    """No lead, a time without or with two, or one by a body that did not exist."""
    found = leads(node)
    if not found and node.tag in NEEDS_LEAD:
        yield problem("no-lead", Severity.ERROR, node.id, "responsibility", element=node.tag)
    if found and all(_is_readable(each) for each in found):
        yield from _coverage(node, found, _needed(given, node))
        for each in found:
            yield from _existence(given, node, each)


def successions(context: Context) -> Iterator[Problem]:
    """A body that, through its successors, succeeds itself."""
    reported: set[str] = set()
    for actor_id in context.actors:
        chain: list[str] = []
        current = actor_id
        while current and current in context.actors and current not in chain:
            chain.append(current)
            current = context.actors[current].successor
        if current in chain and not reported.intersection(chain[chain.index(current) :]):
            reported.update(chain)
            yield problem(
                "circular-succession",
                Severity.ERROR,
                current,
                "@successor",
                value=context.actors[current].short,
            )


def _is_readable(lead: Node) -> bool:
    """Whether its days are days; if not, the schema says so and nothing follows from them."""
    return all(parse_day(lead.get(name, _ANY_DAY)) for name in ("from", "until"))


def _needed(given: Given, node: Node) -> Span:
    """The days on which a lead is needed: the element's own life within the term."""
    term = given.profile.term
    first = parse_day(node.get("valid-from")) or term.first
    last = parse_day(node.get("valid-until")) or term.last
    begin, end = parse_span(node.get("start")), parse_span(node.get("end"))
    if begin is not None and begin.first is not None:
        first = begin.first if first is None else max(first, begin.first)
    if end is not None and end.last is not None:
        last = end.last if last is None else min(last, end.last)
    return Span(first, last)


def _coverage(node: Node, found: list[Node], needed: Span) -> Iterator[Problem]:
    """Go through the days on which a lead is needed, lead by lead."""
    spans = [span for each in found if not (span := span_of(each)).is_empty]
    inside = [span for span in spans if span.overlaps(needed)]
    if needed.is_empty or not spans:
        return
    if not inside:
        yield _gap(node, needed.first, needed.last)
        return
    inside.sort(key=lambda span: span.first or date.min)
    expected = needed.first or inside[0].first or date.min
    reached: date | None = None
    for span in inside:
        first = max(span.first or date.min, needed.first or date.min)
        if first > expected:
            yield _gap(node, expected, day_before(first))
        elif reached is not None and first <= reached:
            yield problem(
                "two-leads", Severity.ERROR, node.id, "responsibility", date=first.isoformat()
            )
        last = span.last or date.max
        reached = last if reached is None else max(reached, last)
        expected = next_day(reached)
    if reached is not None and reached < (needed.last or date.max):
        yield _gap(node, expected, needed.last)


def _gap(node: Node, first: date | None, last: date | None) -> Problem:
    return problem(
        "lead-gap",
        Severity.ERROR,
        node.id,
        "responsibility",
        first=first.isoformat() if first else "",
        last=last.isoformat() if last else "",
    )


def _existence(given: Given, node: Node, lead: Node) -> Iterator[Problem]:
    actor = given.actors.get(lead.get("actor"))
    if actor is None:
        return
    life, span = actor.lifetime, span_of(lead)
    needed = _needed(given, node)
    first, last = _within(span, needed)
    if first and last and first > last:
        return
    if life.first and first and first < life.first:
        yield _absent(node, actor.short, first, life.first)
    elif life.last and ((last and last > life.last) or (first and first > life.last)):
        yield _absent(node, actor.short, last or first or life.last, life.last)


def _within(span: Span, needed: Span) -> tuple[date | None, date | None]:
    """The days of a responsibility on which the element needs it."""
    firsts = [day for day in (span.first, needed.first) if day is not None]
    lasts = [day for day in (span.last, needed.last) if day is not None]
    return max(firsts, default=None), min(lasts, default=None)


def _absent(node: Node, name: str, day: date, limit: date) -> Problem:
    return problem(
        "lead-did-not-exist",
        Severity.ERROR,
        node.id,
        "responsibility",
        value=name,
        date=day.isoformat(),
        limit=limit.isoformat(),
    )
