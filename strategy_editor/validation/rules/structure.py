"""Structure: nothing empty, required parts present (S-02, S-06)."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.node import Node
from strategy_editor.validation.context import Context
from strategy_editor.validation.facts import Given
from strategy_editor.validation.problem import Problem, Severity, problem

CONTAINERS = ("claim", "field", "section", "context", "governance", "part")
_GOAL_BEARERS = ("claim", "goal", "measure", "field", "section")


def empty_containers(node: Node, _owner: Node, _given: Given) -> Iterator[Problem]:
    """A claim without goals, a field without claims or goals, a heading without content."""
    if node.tag == "claim":
        rule, is_empty = "empty-claim", not node.children_of("goal", "measure")
    elif node.tag == "field":
        rule, is_empty = "empty-field", not node.children_of(*_GOAL_BEARERS)
    else:
        rule, is_empty = "empty-section", not _has_content(node)
    if is_empty:
        yield problem(rule, Severity.WARNING, node.id, element=node.tag)


def required_parts(context: Context) -> Iterator[Problem]:
    """A part that the profile asks for; an error once the strategy goes to cabinet."""
    for role in context.profile.required_roles:
        if role and role not in context.tags:
            yield problem(
                "required-part-missing",
                context.incompleteness,
                context.root.id,
                expected=role,
            )


def _has_content(node: Node) -> bool:
    return any(child.tag not in ("title", "short-title") for child in node.children) or bool(
        node.get("generated")
    )
