"""What a form tells about an element besides its own fields: found elsewhere in the document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from strategy_editor.document.dates import parse_span
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.document.profile import Actor
from strategy_editor.editing.blank import NewId, random_id
from strategy_editor.editing.edits import insert
from strategy_editor.editing.responsibility import leads, span_of
from strategy_editor.schema.model import Schema

_UNDER_WAY = frozenset({"planned", "active", "delayed", "partial", ""})


def dispositions_of(root: Node, goal_id: str, side: str) -> list[Node]:
    """Return the dispositions that name a goal among the ``old`` or the ``new`` ones."""
    lineage = root.child("lineage")
    if lineage is None:
        return []
    found = lineage.children_of("disposition")
    return [each for each in found if goal_id in each.get(side).split()]


def fates_of(root: Node, goal_id: str) -> list[Node]:
    """Return the dispositions that say what a later edition made of a goal.

    The roster of the edition before keeps the goal's id; where the disposition names the goal
    itself as the present one, it tells where it comes from and not what became of it.
    """
    lineage = root.child("lineage")
    if lineage is None:
        return []
    formers = [each for old in lineage.children_of("predecessor") for each in old.children]
    known = {each.id for each in formers if each.get("goal") == goal_id} | {goal_id}
    return [
        each
        for each in lineage.children_of("disposition")
        if not known.isdisjoint(each.get("old").split()) and goal_id not in each.get("new").split()
    ]


def has_predecessor(root: Node) -> bool:
    """Whether the strategy has a roster of former goals to account for."""
    lineage = root.child("lineage")
    predecessors = lineage.children_of("predecessor") if lineage is not None else []
    return any(each.children_of("former-goal") for each in predecessors)


def with_disposition(
    document: Document,
    schema: Schema,
    kind: str,
    sides: Mapping[str, str],
    new_id: NewId = random_id,
) -> tuple[Document, str]:
    """Return the document with another disposition, and its id; ``sides`` are old and new."""
    root = document.root
    lineage = root.child("lineage")
    if lineage is None or lineage.id is None:
        lineage = element("lineage", id=new_id())
        document = insert(document, schema, root.id or "", lineage, 0)
    made = element("disposition", id=new_id(), kind=kind, **sides)
    at = len(lineage.content)
    return insert(document, schema, lineage.id or "", made, at), made.id or ""


def predecessors_of(actors: Mapping[str, Actor], actor_id: str) -> list[Actor]:
    """Return the actors whose successor an actor is."""
    return [each for each in actors.values() if each.successor == actor_id]


def responsible_on(actors: Mapping[str, Actor], actor_id: str, day: date) -> list[Actor]:
    """Return an actor and those that followed it until one that exists on a day.

    The last of them is who is responsible then; it may have ended, too, where nobody follows.
    """
    chain: list[Actor] = []
    seen: set[str] = set()
    current = actors.get(actor_id)
    while current is not None and current.id not in seen:
        chain.append(current)
        seen.add(current.id)
        if current.lifetime.last is None or current.lifetime.last >= day:
            break
        current = actors.get(current.successor)
    return chain


def lead_at(node: Node, actors: Mapping[str, Actor], day: date) -> list[Actor]:
    """Return who leads an element on a day: the actor named, and those that followed it by then.

    Nobody where leads are named and none of them holds on that day.
    """
    named = next((each for each in leads(node) if span_of(each).contains(day)), None)
    return responsible_on(actors, named.get("actor"), day) if named is not None else []


def leads_in_time(node: Node) -> list[Node]:
    """Return the leads of an element in the order in which they begin."""
    first = date.min
    return sorted(leads(node), key=lambda each: span_of(each).first or first)


def is_overdue(milestone: Node, meaning: str, day: date | None) -> bool:
    """Whether a milestone's time is over on a day and it is neither reached nor given up."""
    span = parse_span(milestone.get("date"))
    if day is None or span is None or span.last is None:
        return False
    return span.last < day and meaning in _UNDER_WAY
