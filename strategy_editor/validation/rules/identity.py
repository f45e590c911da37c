"""Identity: ids are unique, references resolve and point to the right kind (S-04, S-05)."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.validation.context import Context
from strategy_editor.validation.problem import Problem, Severity, problem


def duplicate_ids(context: Context) -> Iterator[Problem]:
    """An id that a second element carries."""
    for node in context.duplicates:
        yield problem(
            "duplicate-id", Severity.ERROR, node.id, "@id", element=node.tag, value=node.id
        )


def references(context: Context) -> Iterator[Problem]:
    """A reference without an element at its other end, or with one of the wrong kind."""
    for each in context.references:
        target = context.by_id.get(each.target_id)
        field = _field(each.node.tag, each.node.id, each.attribute.name)
        values = {
            "element": each.node.tag,
            "attribute": each.attribute.name,
            "value": each.target_id,
        }
        if target is None:
            yield problem("dangling-reference", Severity.ERROR, each.owner_id, field, **values)
        elif each.attribute.targets and target.tag not in each.attribute.targets:
            yield problem(
                "reference-to-wrong-kind",
                Severity.ERROR,
                each.owner_id,
                field,
                **values,
                found=target.tag,
                expected=each.attribute.targets[0],
            )


def _field(tag: str, node_id: str | None, attribute: str) -> str:
    return f"@{attribute}" if node_id is not None else tag
