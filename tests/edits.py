"""Random edits: those that a user can make, and rougher ones that other programs make."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from random import Random

from strategy_editor.document.document import Document
from strategy_editor.document.node import COMMENT, Node
from strategy_editor.editing.blank import blank
from strategy_editor.editing.edits import (
    NotAllowed,
    insert,
    move,
    neighbour_place,
    remove,
    set_attribute,
    set_field,
)
from strategy_editor.editing.placement import insertable
from strategy_editor.editing.responsibility import set_lead
from strategy_editor.schema.catalog import current_schema
from tests.strategies import own_ids

SCHEMA = current_schema()
TODAY = date(2014, 4, 29)
WORDS = ("", "Ziel", "ein anderer Wortlaut", "a < b & c\u00a0d", "𝄞\n", "\x01 verboten")


def edited(document: Document, random: Random) -> Document:
    """Make one edit as a user would; one that is not allowed leaves the document as it is."""
    with suppress(NotAllowed):
        return random.choice(EDITS)(document, random)
    return document


def _any_id(document: Document, random: Random, *, root: bool = False) -> str:
    ids = own_ids(document.root)
    return random.choice(ids if root or len(ids) == 1 else ids[1:])


def _new_ids(document: Document, random: Random) -> Callable[[], str]:
    taken = {node.id for node in document.root.walk()}

    def new_id() -> str:
        while True:
            node_id = f"n{random.randrange(10**6)}"
            if node_id not in taken:
                taken.add(node_id)
                return node_id

    return new_id


def change_attribute(document: Document, random: Random) -> Document:
    node_id = _any_id(document, random, root=True)
    declared = SCHEMA.elements[document.node(node_id).tag].attributes
    names = [each.name for each in declared if each.name != "id"] or ["unknown"]
    value = random.choice((None, "true", "2016-04-29", *WORDS))
    return set_attribute(document, node_id, random.choice(names), value)


def change_field(document: Document, random: Random) -> Document:
    node_id = _any_id(document, random, root=True)
    element_type = SCHEMA.elements[document.node(node_id).tag]
    tags = [tag for tag in element_type.child_tags if not SCHEMA.elements[tag].is_identified]
    if not tags or element_type.content == "mixed":
        return document
    content = random.choice((None, [random.choice(WORDS)], ["a", random.choice(WORDS)]))
    return set_field(document, SCHEMA, node_id, random.choice(tags), content, random.choice((0, 1)))


def change_text(document: Document, random: Random) -> Document:
    found = [each for each in own_ids(document.root) if document.node(each).tag == "paragraph"]
    if not found:
        return document
    text = random.choice(WORDS[:-1]) + "!"
    return document.updated(random.choice(found), lambda node: node.with_content([text]))


def insert_child(document: Document, random: Random) -> Document:
    parent = document.node(_any_id(document, random, root=True))
    tags = insertable(SCHEMA, parent)
    if not tags or parent.id is None:
        return document
    fresh = blank(SCHEMA, random.choice(tags), "Neu", TODAY, _new_ids(document, random))
    return insert(document, SCHEMA, parent.id, fresh, random.randint(0, len(parent.content)))


def take_out(document: Document, random: Random) -> Document:
    node_id = _any_id(document, random)
    return document if node_id == document.root.id else remove(document, [node_id, node_id])


def move_somewhere(document: Document, random: Random) -> Document:
    node_id = _any_id(document, random)
    fitting = [
        each
        for each in own_ids(document.root)
        if document.node(node_id).tag in SCHEMA.elements[document.node(each).tag].child_tags
    ]
    if not fitting or random.randrange(5) == 0:
        fitting = own_ids(document.root)
    parent_id = random.choice(fitting)
    return move(document, SCHEMA, node_id, parent_id, random.randint(0, 9))


def move_a_step(document: Document, random: Random) -> Document:
    node_id = _any_id(document, random)
    place = neighbour_place(document, SCHEMA, node_id, random.choice((-1, 1)))
    return document if place is None else move(document, SCHEMA, node_id, *place)


def choose_lead(document: Document, random: Random) -> Document:
    led = [each for each in own_ids(document.root) if document.node(each).tag in ("goal", "field")]
    if not led:
        return document
    actor = random.choice((None, "e1", "e9"))
    new_id = _new_ids(document, random)
    return set_lead(document, SCHEMA, random.choice(led), actor, TODAY, new_id)


EDITS = (
    change_attribute, change_field, change_text, insert_child, take_out, move_somewhere,
    move_a_step, choose_lead,
)  # fmt: skip


def roughly_changed(document: Document, random: Random) -> Document:
    """What other programs may do: delete, double, swap, retype anything, add comments."""
    nodes = list(document.root.walk())
    target = random.choice(nodes)
    parts = list(target.content)
    at = random.randrange(len(parts) + 1)
    what = random.choice(("delete", "swap", "comment", "retype", "attribute", "unset"))
    changed = target
    if what == "delete" and parts:
        changed = target.with_content(_without_doubles(parts[: at % len(parts)] + parts[at:]))
    elif what == "swap" and parts:
        parts[0], parts[at % len(parts)] = parts[at % len(parts)], parts[0]
        changed = target.with_content(_without_doubles(parts))
    elif what == "comment":
        parts.insert(at, Node(COMMENT, (), (random.choice(("x", "y")),)))
        changed = target.with_content(parts)
    elif what == "retype" and target.tag[0] != "{" and target is not document.root:
        changed = target.with_tag(random.choice(("section", "paragraph", "goal", "{urn:x}y", "zz")))
    elif what == "attribute":
        changed = target.with_attribute(random.choice(("kind", "horizon", "new")), "x")
    elif target.attributes and target is not document.root:
        changed = target.with_attribute(random.choice(target.attributes)[0], None)
    return document.with_root(_replaced(document.root, target, changed))


def _without_doubles(parts: list[Node | str]) -> list[Node | str]:
    kept: list[Node | str] = []
    for part in parts:
        if isinstance(part, str) and kept and isinstance(kept[-1], str):
            kept[-1] += part
        else:
            kept.append(part)
    return kept


def _replaced(node: Node, target: Node, changed: Node) -> Node:
    if node is target:
        return changed
    parts = [_replaced(p, target, changed) if isinstance(p, Node) else p for p in node.content]
    if all(one is other for one, other in zip(parts, node.content, strict=True)):
        return node
    return node.with_content(parts)


def history(document: Document, seed: int, count: int) -> list[Document]:
    """Return revisions that come of random edits; undo and redo jump anywhere among them."""
    random = Random(seed)
    revisions = [document]
    for _ in range(count):
        change = random.choice((edited, roughly_changed))
        revisions.append(change(revisions[-1], random))
    return revisions + [random.choice(revisions) for _ in range(count)]
