"""Dates: nothing ends before it begins, parts end before the whole (H-04)."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.dates import Span, parse_span
from strategy_editor.document.node import Node
from strategy_editor.validation.facts import Given
from strategy_editor.validation.problem import Problem, Severity, problem

_PAIRS = (("valid-from", "valid-until"), ("start", "end"), ("from", "until"))
LIMITS = ("goal", "subgoal", "measure")
"""Elements whose date is the last for what stands in them."""
DATED = ("metadata", "actor", "goal", "subgoal", "measure", "responsibility")


def spans(node: Node, _owner: Node, _given: Given) -> Iterator[Problem]:
    """A span whose end lies before its beginning."""
    for begin, end in _PAIRS:
        first, last = parse_span(node.get(begin)), parse_span(node.get(end))
        if first and last and Span(first.first, last.last).is_empty:
            yield problem(
                "ends-before-it-begins",
                Severity.ERROR,
                node.id,
                "@" + end,
                element=node.tag,
                first=node.get(begin),
                last=node.get(end),
            )


def after_the_goal(node: Node, _owner: Node, _given: Given) -> Iterator[Problem]:
    """A sub-goal, measure or milestone dated after what it serves."""
    limit_name = "end" if node.tag == "measure" else "target-date"
    limit = parse_span(node.get(limit_name))
    if limit is not None:
        yield from _later(node, limit, node.get(limit_name))


def _later(node: Node, limit: Span, shown: str) -> Iterator[Problem]:
    for child in node.children_of("subgoal", "measure", "milestone"):
        name = {"subgoal": "target-date", "measure": "end", "milestone": "date"}[child.tag]
        due = parse_span(child.get(name))
        if due and due.first and limit.last and due.first > limit.last:
            yield problem(
                "later-than-its-goal",
                Severity.WARNING,
                child.id,
                "@" + name,
                element=child.tag,
                parent=node.tag,
                date=child.get(name),
                limit=shown,
            )
