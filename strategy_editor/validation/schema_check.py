"""Run a strategy through its XSD and say where each problem is, in our own terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from lxml import etree

from strategy_editor.document.node import Node
from strategy_editor.schema.catalog import NAMESPACE
from strategy_editor.schema.model import ElementType, Schema
from strategy_editor.validation.problem import Problem, Severity, problem

_OWN = "{" + NAMESPACE + "}"
_STEP = re.compile(r"\*(?:\[(\d+)\])?|([^/\[\]]+)(?:\[(\d+)\])?")
_ATTRIBUTE = re.compile(r"attribute '([^']+)'")
_VALUE = re.compile(r"(?:The value|:) '(.*?)' (?:is not|has a)", re.DOTALL)
_UNKNOWN_ATTRIBUTE = frozenset(
    {
        "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1",
        "SCHEMAV_CVC_COMPLEX_TYPE_3_2_2",
        "SCHEMAV_CVC_TYPE_3_1_1",
    }
)


def check_tree(
    root: etree._Element, node: Node, schema: Schema, validator: etree.XMLSchema
) -> list[Problem]:
    """Validate an lxml tree that mirrors ``node`` element by element."""
    if validator.validate(root):
        return []
    found: dict[tuple[str, str, str], Problem] = {}
    for error in validator.error_log:
        for each in _translate(error, node, root, schema):
            found.setdefault((each.rule, each.node_id, each.field), each)
    return _without_echoes(list(found.values()))


def _translate(
    error: etree._LogEntry, root: Node, element: etree._Element, schema: Schema
) -> Iterator[Problem]:
    path = _locate(root, element, error.path or "")
    node = path[-1]
    message = error.message or ""
    kind = error.type_name
    named = _ATTRIBUTE.search(message)
    attribute = _short(named[1]) if named else ""
    if kind == "SCHEMAV_ELEMENT_CONTENT":
        yield from _content_problems(path, message, schema)
    elif kind == "SCHEMAV_CVC_COMPLEX_TYPE_2_3":
        yield _error("schema.stray-text", path, element=node.tag)
    elif kind == "SCHEMAV_CVC_COMPLEX_TYPE_2_1":
        yield _error("schema.not-empty", path, element=node.tag)
    elif kind == "SCHEMAV_CVC_COMPLEX_TYPE_4" and attribute:
        yield _error("schema.attribute-missing", path, attribute, element=node.tag)
    elif kind in _UNKNOWN_ATTRIBUTE and attribute:
        yield _error("schema.attribute-unknown", path, attribute, element=node.tag)
    elif kind == "SCHEMAV_CVC_TYPE_3_1_2" and node.children:
        found = _error("schema.unexpected", path, element=node.children[0].tag, parent=node.tag)
        yield replace(found, steps=(*found.steps, 0))
    elif kind == "SCHEMAV_CVC_ELT_1":
        yield _error("schema.unexpected", path, element=node.tag)
    else:
        yield _value_problem(path, message, attribute, schema)


def _content_problems(path: list[Node], message: str, schema: Schema) -> Iterator[Problem]:
    """Say what is missing rather than where libxml2 stumbled over it."""
    parent = path[-1] if "Missing child" in message or len(path) < 2 else path[-2]
    element_type = schema.element(parent.tag)
    if element_type is not None and _in_order(element_type, parent):
        missing = [
            tag for tag in dict.fromkeys(element_type.required_tags) if parent.child(tag) is None
        ]
        if missing:
            owner = path[: path.index(parent) + 1]
            for tag in missing:
                yield _error("schema.missing", owner, "", tag, element=parent.tag, expected=tag)
            return
    if parent is path[-1]:
        yield _error("schema.incomplete", path, element=parent.tag)
    else:
        yield _error("schema.unexpected", path, element=path[-1].tag, parent=parent.tag)


def _in_order(element_type: ElementType, parent: Node) -> bool:
    tags = ["#any" if child.tag[0] == "{" else child.tag for child in parent.children]
    return element_type.accepts(tags)


def _value_problem(path: list[Node], message: str, attribute: str, schema: Schema) -> Problem:
    node = path[-1]
    element_type = schema.element(node.tag)
    kind = ""
    if element_type is not None:
        declared = element_type.attribute(attribute) if attribute else None
        value_type = declared.value_type if declared is not None else element_type.value_type
        kind = value_type.name if value_type is not None else ""
        if value_type is not None and value_type.choices:
            kind = "choice"
    value = node.get(attribute) if attribute else node.text
    if not value.strip():
        return _error("schema.empty", path, attribute, element=node.tag)
    return _error(f"schema.value.{kind or 'other'}", path, attribute, element=node.tag, value=value)


def _error(
    rule: str, path: list[Node], attribute: str = "", child: str = "", **values: str
) -> Problem:
    owner_at = max((at for at, node in enumerate(path) if node.id is not None), default=0)
    field = child
    if owner_at < len(path) - 1:
        field = _field_name(path[owner_at], path[owner_at + 1])
    elif attribute:
        field = "@" + attribute
    if attribute:
        values["attribute"] = attribute
    values = {
        name: value if len(value) <= 80 else value[:79] + "…" for name, value in values.items()
    }
    found = problem(rule, Severity.ERROR, path[owner_at].id, field, **values)
    return replace(found, steps=_steps(path[owner_at:]))


def _steps(path: list[Node]) -> tuple[int, ...]:
    return tuple(
        next(at for at, each in enumerate(parent.children) if each is child)
        for parent, child in pairwise(path)
    )


def _field_name(owner: Node, child: Node) -> str:
    like = owner.children_of(child.tag)
    position = next(at for at, each in enumerate(like, 1) if each is child)
    return child.tag if len(like) == 1 else f"{child.tag}#{position}"


def _short(name: str) -> str:
    return name.replace("{http://www.w3.org/XML/1998/namespace}", "xml:").removeprefix(_OWN)


def _locate(root: Node, element: etree._Element, path: str) -> list[Node]:
    """Follow the path of libxml2, which counts elements of one prefix and name together.

    Nodes mirror elements one to one.
    """
    nodes = [root]
    for star, name, named in _STEP.findall(path.strip("/"))[1:]:
        children = [child for child in element if isinstance(child.tag, str)]
        alike = [at for at, child in enumerate(children) if not name or _called(child) == name]
        position = int(star or named or 1) - 1
        if position >= len(alike):
            break
        element = children[alike[position]]
        nodes.append(nodes[-1].children[alike[position]])
    return nodes


def _called(element: etree._Element) -> str:
    local = str(element.tag).rpartition("}")[2]
    return f"{element.prefix}:{local}" if element.prefix else local


def _without_echoes(found: list[Problem]) -> list[Problem]:
    """libxml2 reports a bad value twice, once for its facet and once for its type."""
    empty = {(each.node_id, each.field) for each in found if each.rule == "schema.empty"}
    return [
        each
        for each in found
        if not (each.rule.startswith("schema.value") and (each.node_id, each.field) in empty)
    ]
