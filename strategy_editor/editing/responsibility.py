"""Who is in the lead: reading and setting the one that matters on a day."""

from __future__ import annotations

from datetime import date

from strategy_editor.document.dates import Span, parse_day
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.editing.blank import NewId, random_id
from strategy_editor.editing.edits import insert, remove, set_attribute
from strategy_editor.schema.model import Schema

NEEDS_LEAD = ("goal", "measure")
"""The elements that have to say who is in the lead."""


def leads(node: Node) -> list[Node]:
    """Return the responsibilities of an element that say who is in the lead."""
    return [each for each in node.children_of("responsibility") if each.get("role") == "lead"]


def span_of(responsibility: Node) -> Span:
    """Return the days from which and until which a responsibility holds."""
    return Span(parse_day(responsibility.get("from")), parse_day(responsibility.get("until")))


def lead_on(node: Node, day: date | None) -> Node | None:
    """Return the lead on a day, or the first where no day is given or none holds on it."""
    found = leads(node)
    if day is not None:
        for each in found:
            if span_of(each).contains(day):
                return each
    return found[0] if found else None


def set_lead(
    document: Document,
    schema: Schema,
    node_id: str,
    actor_id: str | None,
    day: date | None,
    new_id: NewId = random_id,
) -> Document:
    """Make an actor the lead where the present one is; None takes the present one away."""
    node = document.node(node_id)
    current = lead_on(node, day)
    if current is not None and current.id is not None:
        if actor_id is None:
            return remove(document, [current.id])
        return set_attribute(document, current.id, "actor", actor_id)
    if actor_id is None:
        return document
    fresh = element("responsibility", id=new_id(), actor=actor_id, role="lead")
    return insert(document, schema, node_id, fresh, 0)
