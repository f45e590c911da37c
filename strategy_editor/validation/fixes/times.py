"""Fixes for horizons, dates and terms."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.dates import parse_day, parse_span
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.profile import HorizonClass, profile_of
from strategy_editor.validation.fixes.fix import (
    Edit,
    Fix,
    Means,
    drop_value,
    lead_to,
    owner_of,
    set_value,
)
from strategy_editor.validation.problem import Problem


def horizon(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """No horizon, or one that the target date contradicts: choose one that fits."""
    goal = owner_of(document, problem)
    if goal is None or goal.id is None:
        return

    def fitting(now: Document) -> list[str]:
        current = now.find(problem.node_id)
        return [] if current is None else horizons_for(now.root, current)

    values = (("element", goal.tag), ("attribute", "horizon"))
    classes = fitting(document)
    if classes:
        yield Fix("choose-horizon", set_value(goal.id, "horizon"), values, fitting, "element",
                  for_all=True)  # fmt: skip
    if problem.rule == "horizon-mismatch":
        yield _without_date(goal)
    if not classes:
        yield lead_to(problem)


def horizons_for(root: Node, goal: Node) -> list[str]:
    """Return the horizon classes that a goal's target date does not contradict."""
    profile = profile_of(root)
    target = parse_span(goal.get("target-date"))
    base = parse_day(goal.get("base-date")) or profile.horizon_base

    def fits(each: HorizonClass) -> bool:
        if target is None or (base is None and not each.permanent):
            return True
        return base is not None and not each.permanent and each.span(base).overlaps(target)

    return [each.id for each in profile.horizon_classes if each.id and fits(each)]


def base_date(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """Nothing to count from: take one of the dates that the metadata have."""
    metadata = document.root.child("metadata")
    if metadata is None or metadata.id is None:
        return
    adoption = metadata.child("adoption")
    known = [metadata.get("valid-from"), adoption.get("date") if adoption is not None else ""]
    for day in dict.fromkeys(filter(parse_day, [*known, metadata.get("as-of")])):
        values = (("attribute", "horizon-base"), ("element", "metadata"), ("date", day))
        yield Fix("set-date", _set(metadata.id, "horizon-base", day), values)


def class_border(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """Horizon classes that overlap or leave a gap: the later begins where the other ends."""
    profile = document.root.child("profile")
    later = owner_of(document, problem)
    if profile is None or later is None or later.id is None:
        return
    if problem.rule == "horizon-classes-start":
        border = "0"
    else:
        earlier = [
            each
            for each in profile.children_of("horizon-class")
            if each is not later and each.get("label") == problem.value("value")
        ]
        border = earlier[0].get("up-to") if len(earlier) == 1 else ""
    up_to = later.get("up-to")
    if not border or (up_to and float(up_to) <= float(border)):
        yield lead_to(problem)
        return

    def edit(now: Document, _answer: str) -> Document:
        if problem.node_id not in now:
            return now
        return now.updated(
            problem.node_id,
            lambda node: node.with_attribute("at-least", None).with_attribute("over", border),
        )

    values = (("name", later.get("label")), ("years", border))
    yield Fix("class-from", edit, values)


def target_date(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """A target date that is out of the term, or that a permanent goal cannot have."""
    goal = owner_of(document, problem)
    if goal is None or goal.id is None:
        return
    if problem.rule == "target-beyond-term":
        values = (("element", goal.tag), ("attribute", "beyond-period"))
        yield Fix("beyond-term", _set(goal.id, "beyond-period", "true"), values)
    yield _without_date(goal)


def end_before_begin(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """An end before its beginning: let the two change places, or remove the end."""
    node = owner_of(document, problem)
    end = problem.field.removeprefix("@")
    begin = {"valid-until": "valid-from", "end": "start", "until": "from"}.get(end, "")
    if node is None or node.id is None or not begin:
        return
    first, last = node.get(begin), node.get(end)

    def swap(now: Document, _answer: str) -> Document:
        if problem.node_id not in now:
            return now
        return now.updated(
            problem.node_id,
            lambda each: each.with_attribute(begin, last).with_attribute(end, first),
        )

    values = (("element", node.tag), ("attribute", end))
    declared = means.schema.elements[node.tag].attribute(end)
    yield Fix("swap-dates", swap, values)
    if declared is not None and not declared.required:
        yield Fix("remove-attribute", drop_value(node.id, end), values)


def too_late(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """A part that is due after the whole: due with it."""
    node = owner_of(document, problem)
    if node is None or node.id is None:
        return
    name, limit = problem.field.removeprefix("@"), problem.value("limit")
    values = (("element", node.tag), ("attribute", name), ("date", limit))
    yield Fix("set-date", _set(node.id, name, limit), values)
    yield lead_to(problem)


def _without_date(goal: Node) -> Fix:
    values = (("element", goal.tag), ("attribute", "target-date"))
    return Fix("remove-attribute", drop_value(goal.id or "", "target-date"), values)


def _set(node_id: str, name: str, value: str) -> Edit:
    edit = set_value(node_id, name)
    return lambda now, _answer: edit(now, value)
