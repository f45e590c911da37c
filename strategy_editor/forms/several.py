"""What several elements have in common, and setting it for all of them at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.editing.edits import set_attribute
from strategy_editor.editing.responsibility import lead_on, set_lead
from strategy_editor.forms.plan import FieldPlan, plan
from strategy_editor.schema.model import Schema


def shared_fields(schema: Schema, tags: Sequence[str]) -> list[FieldPlan]:
    """Return the fields that elements of these types can be given together.

    Texts are each element's own. A status is offered only where all take theirs from one list.
    """
    found = _fields(schema, tags[0])
    for tag in tags[1:]:
        other = {field.key: field for field in _fields(schema, tag)}
        found = [field for field in found if _is_same(field, other.get(field.key))]
    if len({_subject(tag) for tag in tags}) > 1:
        found = [field for field in found if field.key != "@status"]
    return found


def value_of(node: Node, key: str, day: date | None) -> str:
    """Return what an element has in a field: an attribute, or for the lead its actor's id."""
    if key == "responsibility":
        lead = lead_on(node, day)
        return lead.get("actor") if lead is not None else ""
    return node.get(key[1:])


def values_of(nodes: Sequence[Node], key: str, day: date | None) -> list[tuple[str, int]]:
    """Return the values that elements have in a field and how many have each, most first."""
    return Counter(value_of(node, key, day) for node in nodes).most_common()


def set_for_all(
    document: Document,
    schema: Schema,
    node_ids: Sequence[str],
    key: str,
    value: str,
    day: date | None,
) -> Document:
    """Give all elements one value; an empty one takes theirs away."""
    for node_id in node_ids:
        if key == "responsibility":
            document = set_lead(document, schema, node_id, value or None, day)
        else:
            document = set_attribute(document, node_id, key[1:], value)
    return document


def _fields(schema: Schema, tag: str) -> list[FieldPlan]:
    planned = plan(schema, tag)
    return [
        field
        for field in (*planned.fields, *planned.more)
        if field.key.startswith("@") or field.kind == "lead"
    ]


def _is_same(field: FieldPlan, other: FieldPlan | None) -> bool:
    return other is not None and _type(field) == _type(other)


def _type(field: FieldPlan) -> tuple[str, tuple[str, ...]]:
    attribute = field.attribute
    if attribute is None:
        return field.kind, ()
    return attribute.value_type.name, attribute.targets


def _subject(tag: str) -> str:
    """Subgoals take their status from the list for goals."""
    return "goal" if tag == "subgoal" else tag
