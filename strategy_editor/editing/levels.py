"""Out of the parent, into the sibling before: elements change their level."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.profile import profile_of
from strategy_editor.editing.assembling import accepts, place_for
from strategy_editor.editing.blank import NewId, random_id
from strategy_editor.editing.edits import NotAllowed, place
from strategy_editor.editing.flowing import as_paragraph
from strategy_editor.editing.nesting import has_items, shrunk
from strategy_editor.editing.offering import keep_to_profile, offered
from strategy_editor.editing.references import redirected, references_to
from strategy_editor.editing.relocating import insert_at, taken_out
from strategy_editor.editing.retyping import Retyping
from strategy_editor.editing.selection import parent_id_of, runs, span, structural
from strategy_editor.schema.model import Schema

_HIGHER = {"subgoal": "goal", "item": "paragraph"}
_LOWER = {"goal": "subgoal", "paragraph": "item"}


def promote(
    document: Document,
    schema: Schema,
    node_ids: Sequence[str],
    today: date,
    new_id: NewId = random_id,
) -> Document:
    """Put elements out of their parent and behind it.

    Where only its neighbour on the level above may stand there (a goal for a sub-goal, a
    paragraph for a list item), an element becomes that if nothing is lost. Raises ``NotAllowed``
    where that is not possible.
    """
    changing = _Levels(schema, today, new_id)
    ids = structural(document, schema, node_ids)
    for run in reversed(runs(document, ids)):
        parent = place(document, run[0])[0]
        if parent is document.root or parent.id is None:
            raise NotAllowed("error.at-the-top", element=document.node(run[0]).tag)
        if parent.tag == "list":
            document = changing.out_of_list(document, run, parent)
            if parent.id not in document:
                # Nothing was left in the list: what refers to it means the first that came out.
                document = redirected(document, {parent.id: run[0]})
        else:
            document = changing.out(document, run, parent)
    return document


def demote(
    document: Document,
    schema: Schema,
    node_ids: Sequence[str],
    today: date,
    new_id: NewId = random_id,
) -> Document:
    """Put elements into the sibling before them, at the end of their like.

    A goal becomes a sub-goal of the goal before it if nothing is lost; an item goes into the list
    within the item before it. Raises ``NotAllowed`` where no such sibling takes them.
    """
    changing = _Levels(schema, today, new_id)
    for run in runs(document, structural(document, schema, node_ids)):
        parent, start, _ = span(document, run)
        before = [p for p in parent.content[:start] if isinstance(p, Node) and p.is_element]
        if not before or before[-1].id is None:
            raise NotAllowed("error.nothing-before-to-enter", element=document.node(run[0]).tag)
        document = changing.into(document, run, before[-1])
    return document


def level_changes(
    document: Document, schema: Schema, node_ids: Sequence[str], today: date
) -> dict[str, str]:
    """Return which types elements of one type become by ``promote`` or ``demote``, by verb."""
    tags = {document.node(each).tag for each in node_ids}
    found: dict[str, str] = {}
    for verb, change in (("promote", promote), ("demote", demote)):
        try:
            after = change(document, schema, node_ids, today)
        except NotAllowed:
            continue
        new = {after.node(each).tag for each in node_ids}
        if len(tags) == len(new) == 1 and new != tags:
            found[verb] = new.pop()
    return found


class _Levels:
    def __init__(self, schema: Schema, today: date, new_id: NewId) -> None:
        self._schema = schema
        self._today = today
        self._new_id = new_id

    def out(self, document: Document, run: Sequence[str], parent: Node) -> Document:
        """Put neighbours behind their parent."""
        outer, at = place(document, parent.id or "")
        nodes = []
        for node_id in run:
            node = document.node(node_id)
            if place_for(self._schema, outer, node.tag, at + 1) is None:
                node = self._retyped(document, node, _HIGHER, outer)
            nodes.append(node)
        keep_to_profile(document, outer.tag, (node.tag for node in nodes))
        left = taken_out(document, self._schema, run)
        return insert_at(left, self._schema, nodes, parent.id or "", "after")

    def out_of_list(self, document: Document, run: Sequence[str], items: Node) -> Document:
        """Put items of a nested list behind the item that holds it, others behind their list.

        What followed them stays behind them: in a list of the last one, or in one of its own.
        """
        holder, at = place(document, items.id or "")
        nodes = [document.node(each) for each in run]
        first = items.content.index(nodes[0])
        last = items.content.index(nodes[-1])
        before, freed = items.content[:first], items.content[first : last + 1]
        kept = shrunk(items, before)
        behind = items.with_attribute("id", self._new_id()) if has_items(before) else items
        following = shrunk(behind, items.content[last + 1 :])
        if holder.tag == "item":
            lists = [part for part in following if part.tag == "list"]
            nodes = [*nodes[:-1], self._with_items(nodes[-1], lists)]
            loose = [part for part in (*freed, *following) if not _is_own(part)]
            inner = (*holder.content[:at], *kept, *loose, *holder.content[at + 1 :])
            document = document.updated(holder.id or "", lambda each: each.with_content(inner))
            return insert_at(document, self._schema, nodes, holder.id or "", "after")
        told: list[Node | str] = []
        for part in freed:
            told += as_paragraph(part) if isinstance(part, Node) and part.tag == "item" else [part]
        content = (*holder.content[:at], *kept, *told, *following, *holder.content[at + 1 :])
        if not accepts(self._schema, holder, content):
            raise NotAllowed("error.not-allowed-here", element="paragraph", parent=holder.tag)
        return document.updated(parent_id_of(holder), lambda each: each.with_content(content))

    def into(self, document: Document, run: Sequence[str], sibling: Node) -> Document:
        """Put neighbours into the sibling before them."""
        nodes = [document.node(each) for each in run]
        left = taken_out(document, self._schema, run)
        if sibling.tag == "item" and all(node.tag == "item" for node in nodes):
            parent = place(document, run[0])[0]
            empty = parent.with_attribute("id", self._new_id()).with_content(nodes)
            new = self._with_items(sibling, [empty])
            return left.updated(sibling.id or "", lambda _old: new)
        fitting = [
            node
            if place_for(self._schema, sibling, node.tag, len(sibling.content)) is not None
            else self._retyped(document, node, _LOWER, sibling)
            for node in nodes
        ]
        return insert_at(left, self._schema, fitting, sibling.id or "", "into")

    def _retyped(self, document: Document, node: Node, tags: dict[str, str], parent: Node) -> Node:
        """Return an element as the one that stands on the other level, if nothing is lost."""
        refused = NotAllowed("error.not-allowed-here", element=node.tag, parent=parent.tag)
        tag = tags.get(node.tag)
        element_type = self._schema.element(parent.tag)
        if tag is None or element_type is None or tag not in element_type.child_tags:
            raise refused
        if not offered(document, [tag], parent.tag):
            raise refused
        making = Retyping(self._schema, profile_of(document.root), self._today, self._new_id)
        made = making.retyped(node, tag)
        if made is None or made.lost:
            lost = made.lost[0].field if made is not None else node.tag
            raise NotAllowed("error.level-would-lose", element=node.tag, expected=tag, field=lost)
        for each in references_to(document, [node.id or ""]):
            if each.target_id == node.id and each.targets and tag not in each.targets:
                raise refused
        return made.node

    def _with_items(self, item: Node, lists: Sequence[Node]) -> Node:
        """Return an item with the items of lists at the end of its own nested list."""
        for each in lists:
            own = item.child("list")
            if own is None:
                at = place_for(self._schema, item, "list", len(item.content))
                if at is None:
                    raise NotAllowed("error.not-allowed-here", element="list", parent="item")
                item = item.with_content((*item.content[:at], each, *item.content[at:]))
            else:
                joined = own.with_content((*own.content, *each.content))
                item = item.with_content(joined if p is own else p for p in item.content)
        return item


def _is_own(part: Node | str) -> bool:
    return isinstance(part, Node) and part.tag in ("item", "list")
