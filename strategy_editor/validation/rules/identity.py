"""Identity: ids are unique, references resolve and point to the right kind (S-04, S-05)."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.texts import title_of
from strategy_editor.validation.context import Context
from strategy_editor.validation.facts import Reference
from strategy_editor.validation.problem import Problem, Severity, problem

_REGISTERS = {"actor": "actors", "horizon-class": "profile", "status": "profile"}


def duplicate_ids(context: Context) -> Iterator[Problem]:
    """An id that a second element carries; the finding stands at the first."""
    for node in context.duplicates:
        yield problem(
            "duplicate-id", Severity.ERROR, node.id, "@id",
            element=node.tag, value=node.id, title=title_of(node),
        )  # fmt: skip


def references(context: Context) -> Iterator[Problem]:
    """A reference without an element at its other end, or with one of the wrong kind."""
    for each in context.references:
        target, wanted = context.by_id.get(each.target_id), each.attribute.targets
        if target is not None and (not wanted or target.tag in wanted):
            continue
        field = _field(each.node.tag, each.node.id, each.attribute.name)
        values = {
            "element": each.node.tag,
            "attribute": each.attribute.name,
            "value": each.target_id,
        }
        if target is None:
            if _has_register(context, each):
                yield problem("dangling-reference", Severity.ERROR, each.owner_id, field, **values)
        else:
            yield problem(
                "reference-to-wrong-kind",
                Severity.ERROR,
                each.owner_id,
                field,
                **values,
                found=target.tag,
                expected=wanted[0],
            )


def _has_register(context: Context, reference: Reference) -> bool:
    """Whether there is the part that lists what is referred to; if not, the schema says so."""
    targets = reference.attribute.targets
    register = _REGISTERS.get(targets[0]) if targets else None
    return register is None or context.root.child(register) is not None


def _field(tag: str, node_id: str | None, attribute: str) -> str:
    return f"@{attribute}" if node_id is not None else tag
