"""Dates: nothing ends before it begins, parts end before the whole (H-04)."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.dates import Span, parse_span
from strategy_editor.document.node import Node
from strategy_editor.validation.context import Context
from strategy_editor.validation.problem import Problem, Severity, problem

_PAIRS = (("valid-from", "valid-until"), ("start", "end"), ("from", "until"))
_DATED = ("metadata", "actor", "goal", "subgoal", "measure", "responsibility")


def spans(context: Context) -> Iterator[Problem]:
    """A span whose end lies before its beginning."""
    for tag in _DATED:
        for node in context.by_tag[tag]:
            for begin, end in _PAIRS:
                first, last = parse_span(node.get(begin)), parse_span(node.get(end))
                if first and last and Span(first.first, last.last).is_empty:
                    yield problem(
                        "ends-before-it-begins",
                        Severity.ERROR,
                        node.id,
                        "@" + end,
                        element=tag,
                        first=node.get(begin),
                        last=node.get(end),
                    )


def after_the_goal(context: Context) -> Iterator[Problem]:
    """A sub-goal, measure or milestone dated after what it serves."""
    for tag in ("goal", "subgoal", "measure"):
        limit_name = "end" if tag == "measure" else "target-date"
        for node in context.by_tag[tag]:
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
