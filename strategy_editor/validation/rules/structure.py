"""Structure: nothing empty, required parts present (S-02, S-06)."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.node import Node
from strategy_editor.validation.context import Context
from strategy_editor.validation.problem import Problem, Severity, problem

_GOAL_BEARERS = ("claim", "goal", "measure", "field", "section")


def empty_containers(context: Context) -> Iterator[Problem]:
    """A claim without goals, a field without claims or goals, a heading without content."""
    for claim in context.by_tag["claim"]:
        if not claim.children_of("goal", "measure"):
            yield problem("empty-claim", Severity.WARNING, claim.id, element="claim")
    for field in context.by_tag["field"]:
        if not field.children_of(*_GOAL_BEARERS):
            yield problem("empty-field", Severity.WARNING, field.id, element="field")
    for tag in ("section", "context", "governance", "part"):
        for heading in context.by_tag[tag]:
            if not _has_content(heading):
                yield problem("empty-section", Severity.WARNING, heading.id, element=tag)


def required_parts(context: Context) -> Iterator[Problem]:
    """A part that the profile asks for; an error once the strategy goes to cabinet."""
    for role in context.profile.required_roles:
        if role and not context.by_tag[role]:
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
