"""Fixes for elements that stand where they must not, or that the vocabulary does not know."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lxml import etree

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.schema.catalog import load_validator
from strategy_editor.schema.model import Schema
from strategy_editor.storage.elements import to_element
from strategy_editor.validation.fixes.fix import (
    Fix,
    Means,
    fitting,
    meant,
    place_for,
    replace_meant,
    replaced,
    with_child,
)
from strategy_editor.validation.problem import Problem

_MANY = 400
"""As many places are offered to move to; beyond, nobody reads on."""


def unexpected(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """An element out of place: put it right, make another of it, move it away, or remove it."""
    path = meant(document, problem)
    parent = _parent(document, problem, path)
    if parent is None:
        return
    node, schema = path[-1], means.schema
    values = (("element", node.tag), ("parent", parent.tag))
    select = node.id or problem.node_id

    def around(now: Document, update: object) -> Document:
        return replace_meant(now, problem, update, up=1)  # type: ignore[arg-type]

    if _can_go_back(schema, parent, node):
        yield Fix("reorder", lambda now, _a: around(now, lambda p: _reordered(schema, p, node)),
                  values, for_all=True, select=select)  # fmt: skip
        return
    kinds = convertible(schema, parent, node, means)
    if kinds:
        yield Fix(
            "convert",
            lambda now, answer: around(now, lambda p: _converted(p, node, answer, means)),
            values, lambda _now: kinds, "tag", select=select,
        )  # fmt: skip
    if places(document, schema, node):
        yield Fix(
            "move-to",
            lambda now, answer: _moved(now, problem, schema, answer),
            values, lambda now: places(now, schema, node), "element", select=select,
        )  # fmt: skip
    if _inline(schema, parent) and node.content:
        yield Fix("unwrap", lambda now, _a: around(now, lambda p: unwrapped(p, node)), values,
                  for_all=True)  # fmt: skip
    yield Fix("remove", lambda now, _a: replace_meant(now, problem, lambda _node: None), values)


def convertible(schema: Schema, parent: Node, node: Node, means: Means) -> list[str]:
    """Return the types that an element can become where it stands, valid by themselves."""
    parent_type = schema.element(parent.tag)
    if parent_type is None:
        return []
    rest = _without(parent, node)
    return [
        tag
        for tag in parent_type.child_tags
        if tag != node.tag
        and (parent_type.content == "mixed" or place_for(schema, rest, tag) is not None)
        and _is_valid(as_type(node, tag, means))
    ]


def as_type(node: Node, tag: str, means: Means) -> Node:
    """Return an element as one of another type: what it has stays, what is missing is added."""
    model = means.blank(tag)
    element_type = means.schema.elements[tag]
    attributes = dict(node.attributes)
    for name, value in model.attributes:
        attributes.setdefault(name, value)
    content = node.content
    if element_type.content == "elements":
        content = _completed(node, model, means.schema)
    return Node(tag, tuple(sorted(attributes.items())), content)


def places(document: Document, schema: Schema, node: Node) -> list[str]:
    """Return the elements that can take another one, the nearest around it first."""
    inside = {id(each) for each in node.walk()}
    known = node.id is not None and document.find(node.id) is node
    above = [each.id for each in document.path(node.id or "")[:-1]] if known else []
    found: list[str] = []
    for each in document.root.walk():
        element_type = schema.element(each.tag)
        if element_type is None or each.id is None or id(each) in inside:
            continue
        if node.tag in element_type.child_tags and any(part is node for part in each.content):
            continue
        if element_type.content == "elements" and node.tag in element_type.child_tags:
            if place_for(schema, each, node.tag) is not None:
                found.append(each.id)
            if len(found) == _MANY:
                break
    near = [each for each in reversed(above) if each in found]
    return [str(each) for each in dict.fromkeys([*near, *found])]


def _parent(document: Document, problem: Problem, path: list[Node]) -> Node | None:
    if len(path) > 1:
        return path[-2]
    if not path or path[0] is document.root or path[0].id is None:
        return None
    return document.path(path[0].id)[-2]


def _can_go_back(schema: Schema, parent: Node, node: Node) -> bool:
    element_type = schema.element(parent.tag)
    if element_type is None or element_type.content != "elements":
        return False
    if any(part is node for part in fitting(schema, parent).content):
        return _earlier_misfit(schema, parent) is not None
    return place_for(schema, _without(parent, node), node.tag) is not None


def _earlier_misfit(schema: Schema, parent: Node) -> Node | None:
    """The first child that is out of order though its place would be free further on."""
    kept = {id(part) for part in fitting(schema, parent).content if isinstance(part, Node)}
    for child in parent.children:
        if id(child) not in kept:
            rest = _without(parent, child)
            return child if place_for(schema, rest, child.tag) is not None else None
    return None


def _reordered(schema: Schema, parent: Node, node: Node) -> Node:
    """Move whichever children are out of order to where the schema wants them."""
    for _ in parent.children:
        moving = _earlier_misfit(schema, parent)
        if moving is None:
            break
        at = next(at for at, part in enumerate(parent.content) if part is moving)
        rest = _without(parent, moving)
        place = place_for(schema, rest, moving.tag, at)
        if place is None:
            break
        parent = rest.with_content((*rest.content[:place], moving, *rest.content[place:]))
    return parent


def _converted(parent: Node, node: Node, tag: str, means: Means) -> Node:
    new = as_type(node, tag, means)
    element_type = means.schema.element(parent.tag)
    at = next((at for at, part in enumerate(parent.content) if part is node), None)
    if at is None or element_type is None:
        return parent
    if element_type.content == "mixed":
        return parent.with_content((*parent.content[:at], new, *parent.content[at + 1 :]))
    return with_child(means.schema, _without(parent, node), new, at)


def _moved(document: Document, problem: Problem, schema: Schema, target: str) -> Document:
    path = meant(document, problem)
    holder = document.root if target == document.root.id else document.find(target)
    if not path or holder is None:
        return document
    moved = path[-1]
    taken = replace_meant(document, problem, lambda _node: None)
    new_holder = taken.root if target == taken.root.id else taken.find(target)
    if new_holder is None:
        return document
    if new_holder is taken.root:
        return taken.with_root(with_child(schema, taken.root, moved))
    return replaced(taken, new_holder, lambda node: with_child(schema, node, moved))


def unwrapped(parent: Node, node: Node) -> Node:
    """Return an element in which the content of a child stands in its place."""
    content: list[Node | str] = []
    for part in parent.content:
        for each in node.content if part is node else (part,):
            if isinstance(each, str) and content and isinstance(content[-1], str):
                content[-1] += each
            else:
                content.append(each)
    return parent.with_content(content)


def _inline(schema: Schema, parent: Node) -> bool:
    element_type = schema.element(parent.tag)
    return element_type is not None and element_type.content in ("mixed", "text")


def _completed(node: Node, model: Node, schema: Schema) -> tuple[Node | str, ...]:
    """Add the children that a type must have; loose text goes into the first that can hold it."""
    text = "".join(part for part in node.content if isinstance(part, str)).strip()
    children = [part for part in node.content if isinstance(part, Node)]
    present = {child.tag for child in children}
    added: list[Node] = []
    for child in model.children:
        if child.tag in present:
            continue
        child_type = schema.element(child.tag)
        if text and child_type is not None and child_type.content in ("mixed", "text"):
            child, text = child.with_content((text,)), ""
        added.append(child)
    loose = (text,) if text else ()
    return (*added, *children, *loose)


def _without(parent: Node, node: Node) -> Node:
    return parent.with_content(part for part in parent.content if part is not node)


def _is_valid(node: Node) -> bool:
    return bool(_validator().validate(to_element(node)))


@cache
def _validator() -> etree.XMLSchema:
    """One for the thread that asks for fixes: the window's, or that of the command line."""
    return load_validator()
