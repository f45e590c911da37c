"""Fixes for who is in the lead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from strategy_editor.document.dates import Span, day_before, next_day, parse_day, parse_span
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.document.profile import actors_of, profile_of
from strategy_editor.editing.responsibility import leads, span_of
from strategy_editor.validation.fixes.fix import (
    Edit,
    Fix,
    Means,
    add_element,
    drop_value,
    lead_to,
    owner_of,
    set_value,
)
from strategy_editor.validation.problem import Problem


def no_lead(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """Nobody is in the lead: choose somebody."""
    node = owner_of(document, problem)
    if node is None or node.id is None:
        return
    fresh = means.new_id()
    node_id = node.id

    def edit(now: Document, answer: str) -> Document:
        if not answer or node_id not in now or leads(now.node(node_id)):
            return now
        child = element("responsibility", id=fresh, actor=answer, role="lead")
        return add_element(means, node_id, child)(now, "")

    if actors_of(document.root):
        yield Fix("choose-lead", edit, choices=actor_ids, kind="element", for_all=True)
    yield lead_to(problem)


def gap(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """A time without lead: let the one before go on, let the one after begin earlier."""
    node = owner_of(document, problem)
    first, last = parse_day(problem.value("first")), parse_day(problem.value("last"))
    if node is None:
        return
    for each in leads(node):
        span = span_of(each)
        if each.id is None:
            continue
        values = (("actor", each.get("actor")),)
        goes_on = _exists(document, each.get("actor"), Span(first, last))
        if not goes_on:
            continue
        if first is not None and span.last is not None and next_day(span.last) == first:
            yield Fix("lead-longer", _until(each, last), values)
        elif last is not None and span.first is not None and day_before(span.first) == last:
            yield Fix("lead-earlier", _from(each, first), values)
    yield lead_to(problem)


def two(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """Two in the lead at once: the earlier ends the day before the later begins."""
    node = owner_of(document, problem)
    day = parse_day(problem.value("date"))
    found = [] if node is None else [each for each in leads(node) if each.id is not None]
    spans = [(each, span_of(each)) for each in found]
    if day is not None and len(spans) == len(found) == 2:
        spans.sort(key=lambda pair: pair[1].first or date.min)
        (one, span), (other, later) = spans
        if later.first is not None and (span.first is None or span.first < later.first):
            values = (("actor", one.get("actor")), ("date", day_before(later.first).isoformat()))
            yield Fix("lead-until", _until(one, day_before(later.first)), values)
    for each in found if len(found) == 2 else ():
        other = next(one for one in found if one is not each)
        if span_of(other) == Span(None, None):
            yield Fix("lead-involved", _as(each, "involved"), (("actor", each.get("actor")),))
    yield lead_to(problem)


def absent(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """A lead that did not exist: its successor, or another body, takes the part over."""
    node = owner_of(document, problem)
    actors = actors_of(document.root)
    found = [] if node is None else leads(node)
    wrong = [
        each
        for each in found
        if each.get("actor") in actors and actors[each.get("actor")].short == problem.value("value")
    ]
    if node is not None and len(wrong) == 1 and wrong[0].id is not None:
        lead = wrong[0]
        heir = actors[lead.get("actor")].successor
        limit = parse_day(problem.value("limit"))
        if heir in actors and limit is not None and problem.value("date") > limit.isoformat():
            rest = Span(next_day(limit), span_of(lead).last or _end(document, node))
            if _exists(document, heir, rest):
                edit = _handed_over(node, lead, heir, limit, means)
                values = (("actor", heir), ("date", next_day(limit).isoformat()))
                yield Fix("lead-successor", edit, values)
        whole = Span(
            span_of(lead).first or _begin(document, node),
            span_of(lead).last or _end(document, node),
        )

        def others(now: Document) -> list[str]:
            return [each for each in actor_ids(now) if _exists(now, each, whole)]

        if others(document):
            yield Fix("choose-lead", set_value(lead.id or "", "actor"), choices=others,
                      kind="element")  # fmt: skip
    yield lead_to(problem)


def succession(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """A body that succeeds itself: it has no successor."""
    values = (("element", "actor"), ("attribute", "successor"))
    yield Fix("remove-attribute", drop_value(problem.node_id, "successor"), values)
    yield lead_to(problem)


def actor_ids(document: Document) -> list[str]:
    """Return the ids of all actors."""
    return list(actors_of(document.root))


def _until(each: Node, day: date | None) -> Edit:
    if day is None:
        return drop_value(each.id or "", "until")
    edit = set_value(each.id or "", "until")
    return lambda now, _answer: edit(now, day.isoformat())


def _from(each: Node, day: date | None) -> Edit:
    if day is None:
        return drop_value(each.id or "", "from")
    edit = set_value(each.id or "", "from")
    return lambda now, _answer: edit(now, day.isoformat())


def _as(each: Node, role: str) -> Edit:
    edit = set_value(each.id or "", "role")
    return lambda now, _answer: edit(now, role)


def _exists(document: Document, actor_id: str, span: Span) -> bool:
    """Whether a body exists all through a span."""
    actor = actors_of(document.root).get(actor_id)
    if actor is None:
        return False
    life = actor.lifetime
    begun = life.first is None or (span.first is not None and life.first <= span.first)
    return begun and (life.last is None or (span.last is not None and span.last <= life.last))


def _begin(document: Document, node: Node) -> date | None:
    known = [parse_day(node.get("valid-from")), profile_of(document.root).term.first]
    start = parse_span(node.get("start"))
    known.append(start.first if start is not None else None)
    return max((day for day in known if day is not None), default=None)


def _end(document: Document, node: Node) -> date | None:
    known = [parse_day(node.get("valid-until")), profile_of(document.root).term.last]
    end = parse_span(node.get("end"))
    known.append(end.last if end is not None else None)
    return min((day for day in known if day is not None), default=None)


def _handed_over(node: Node, lead: Node, heir: str, limit: date, means: Means) -> Edit:
    """The lead ends with its body, and the heir goes on from the next day."""
    fresh = means.new_id()
    node_id, lead_id = node.id or "", lead.id or ""
    starts_later = (span_of(lead).first or date.min) > limit

    def edit(now: Document, _answer: str) -> Document:
        current = now.find(lead_id)
        if current is None:
            return now
        if starts_later:
            return set_value(lead_id, "actor")(now, heir)
        until = {"until": current.get("until")} if current.get("until") else {}
        child = element(
            "responsibility", id=fresh, actor=heir, role="lead",
            from_=next_day(limit).isoformat(), **until,
        )  # fmt: skip
        now = set_value(lead_id, "until")(now, limit.isoformat())
        return add_element(means, node_id, child)(now, "")

    return edit
