"""Make one element of neighbours of one type; nothing of either is lost."""

from __future__ import annotations

from collections.abc import Sequence

from strategy_editor.document.characters import on_one_line
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.editing.assembling import accepts, is_complete, place_for
from strategy_editor.editing.edits import NotAllowed, place
from strategy_editor.editing.references import redirected
from strategy_editor.editing.running_text import glued, retold
from strategy_editor.editing.selection import one_run, parent_id_of, span, structural
from strategy_editor.schema.model import Schema

_SINGLE = frozenset({"strategy", "metadata", "profile", "figure", "cell", "column"})


def merge(document: Document, schema: Schema, node_ids: Sequence[str]) -> tuple[Document, str]:
    """Make one element of neighbours of one type; return the document and the id that stays.

    A single element joins the one before it. Texts are joined, children follow each other,
    references to what vanishes point to what stays. Raises ``NotAllowed`` where the neighbours
    differ in something that can only be once.
    """
    ids = structural(document, schema, node_ids)
    if len(ids) == 1:
        ids = [*_before(document, ids[0]), *ids]
    run = one_run(document, ids)
    nodes = [document.node(each) for each in run]
    if len({node.tag for node in nodes}) != 1 or nodes[0].tag in _SINGLE:
        raise NotAllowed("error.not-alike")
    survivor, heirs = nodes[0], dict[str, str]()
    for node in nodes[1:]:
        survivor = _Merging(schema, heirs).both(survivor, node)
    parent, start, stop = span(document, run)
    between = [
        part
        for part in parent.content[start:stop]
        if not (isinstance(part, Node) and part.id in run)
    ]
    content = (*parent.content[:start], survivor, *between, *parent.content[stop:])
    if not accepts(schema, parent, content):
        raise NotAllowed("error.not-allowed-here", element=survivor.tag, parent=parent.tag)
    if is_complete(schema, parent) and not is_complete(schema, parent.with_content(content)):
        raise NotAllowed("error.needed-here", element=survivor.tag, parent=parent.tag)
    done = document.updated(parent_id_of(parent), lambda each: each.with_content(content))
    return redirected(done, heirs), survivor.id or ""


def can_merge(document: Document, schema: Schema, node_ids: Sequence[str]) -> bool:
    """Whether the elements, or the one and that before it, can become one."""
    try:
        merge(document, schema, node_ids)
    except NotAllowed:
        return False
    return True


class _Merging:
    """Joins two elements; ``heirs`` learns which id takes the place of which."""

    def __init__(self, schema: Schema, heirs: dict[str, str]) -> None:
        self._schema = schema
        self._heirs = heirs

    def both(self, one: Node, other: Node) -> Node:
        """Return one element with what both hold."""
        if other.id is not None and one.id is not None:
            self._heirs[other.id] = one.id
        result = Node(one.tag, self._attributes(one, other), one.content)
        element_type = self._schema.element(one.tag)
        if element_type is None or element_type.content == "empty":
            return result
        if element_type.content != "elements":
            return result.with_content(self._texts(one, other))
        for part in self._rows(one, other) if one.tag == "table" else other.content:
            result = self._with(result, part)
        return result

    def _with(self, result: Node, part: Node | str) -> Node:
        if isinstance(part, str) or not part.is_element:
            return result.with_content((*result.content, part))
        element_type = self._schema.elements[result.tag]
        own = result.child(part.tag)
        is_single = part.tag in element_type.child_tags and not element_type.is_repeatable(part.tag)
        if own is not None and is_single:
            joined = own if own == part else self.both(own, part)
            return result.with_content(joined if each is own else each for each in result.content)
        at = place_for(self._schema, result, part.tag, len(result.content))
        if at is None:
            raise NotAllowed("error.not-allowed-here", element=part.tag, parent=result.tag)
        return result.with_content((*result.content[:at], part, *result.content[at:]))

    def _texts(self, one: Node, other: Node) -> tuple[Node | str, ...]:
        if self._schema.elements[one.tag].content == "mixed":
            return glued(one.content, other.content)
        first, second = (on_one_line(node.text) for node in (one, other))
        remarks = [part for part in other.content if isinstance(part, Node)]
        if not second or first == second:
            return (*one.content, *remarks)
        return (*retold(one.content, f"{first} / {second}" if first else second), *remarks)

    def _attributes(self, one: Node, other: Node) -> tuple[tuple[str, str], ...]:
        values = dict(one.attributes)
        element_type = self._schema.element(one.tag)
        for name, value in other.attributes:
            if name == "id" or values.get(name) in (value, ""):
                continue
            if name not in values:
                values[name] = value
                continue
            declared = element_type.attribute(name) if element_type is not None else None
            if declared is None or declared.value_type.name not in ("references", "labels"):
                raise NotAllowed("error.differ", element=one.tag, attribute=name)
            words = (*values[name].split(), *value.split())
            values[name] = " ".join(dict.fromkeys(words))
        return tuple(sorted(values.items()))

    def _rows(self, one: Node, other: Node) -> list[Node | str]:
        first, second = one.children_of("column"), other.children_of("column")
        if len(first) != len(second):
            raise NotAllowed("error.columns-differ")
        for stays, goes in zip(first, second, strict=True):
            if goes.id is not None and stays.id is not None:
                self._heirs[goes.id] = stays.id
        return [part for part in other.content if part not in second]


def _before(document: Document, node_id: str) -> list[str]:
    parent, at = place(document, node_id)
    before = [part for part in parent.content[:at] if isinstance(part, Node) and part.is_element]
    if not before or before[-1].id is None or before[-1].tag != document.node(node_id).tag:
        raise NotAllowed("error.nothing-to-merge")
    return [before[-1].id]
