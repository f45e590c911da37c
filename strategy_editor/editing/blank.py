"""New elements with just what the schema requires."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date

from strategy_editor.document.node import Node
from strategy_editor.schema.catalog import VERSION, current_schema
from strategy_editor.schema.model import AttributeType, Schema

NewId = Callable[[], str]
_COLUMNS, _ROWS = 3, 3
"""Of a new table."""
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_NAMES = frozenset({"title", "label", "name", "short", "singular", "law"})
"""The attributes that an element is called by; no other says what nobody wrote."""
_WORDS = frozenset({"line", "label", "string", "file-name", "anyURI"})


def random_id() -> str:
    """Return an id that no document has: 80 random bits."""
    return "e" + "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in os.urandom(16))


def blank(schema: Schema, tag: str, text: str, today: date, new_id: NewId = random_id) -> Node:
    """Return a new element: its name says ``text``, references and other words are left open."""
    element_type = schema.elements[tag]
    attributes = {}
    for attribute in element_type.attributes:
        if attribute.required:
            value = _value(attribute, text, today, new_id)
            if value is not None:
                attributes[attribute.name] = value
    if element_type.content in ("mixed", "text"):
        return Node(tag, tuple(sorted(attributes.items())), (text,) if text else ())
    children = tuple(
        blank(schema, child, text if child in ("title", "name", "caption") else "", today, new_id)
        for child in element_type.required_tags
    )
    if tag == "table":
        children = (children[0], *_places(new_id))
    return Node(tag, tuple(sorted(attributes.items())), children)


def _places(new_id: NewId) -> list[Node]:
    """The columns and rows of a new table: one alone is no table to begin with."""
    columns = [Node("column", (("id", new_id()),)) for _ in range(_COLUMNS)]
    cells = (Node("cell"),) * _COLUMNS
    heads = [(("header", "true"),), *[()] * (_ROWS - 1)]
    rows = [Node("row", (*head, ("id", new_id())), cells) for head in heads]
    return [*columns, *rows]


def renewed(node: Node, new_id: NewId = random_id) -> Node:
    """Return a copy with fresh ids; references within the copy point to the copy."""
    return renamed(node, {each.id: new_id() for each in node.walk() if each.id is not None})


def renamed(node: Node, fresh: Mapping[str, str]) -> Node:
    """Return an element with other ids in place of some, in what refers to them too."""
    referring = current_schema().reference_attributes

    def copy(each: Node) -> Node:
        changing = {attribute.name for attribute in referring.get(each.tag, ())}
        if each.id is not None:
            changing.add("id")
        attributes = tuple(
            (name, " ".join(fresh.get(word, word) for word in value.split(" ")))
            if name in changing
            else (name, value)
            for name, value in each.attributes
        )
        content = tuple(copy(part) if isinstance(part, Node) else part for part in each.content)
        return Node(each.tag, attributes, content)

    return copy(node)


def _value(attribute: AttributeType, text: str, today: date, new_id: NewId) -> str | None:
    value_type = attribute.value_type
    if value_type.name in _WORDS and attribute.name not in _NAMES:
        return None
    if value_type.choices:
        return value_type.choices[0].value
    plain: dict[str, Callable[[], str | None]] = {
        "identifier": new_id,
        "date": today.isoformat,
        "partial-date": today.isoformat,
        "date-time": lambda: today.isoformat() + "T00:00:00",
        "year": lambda: str(today.year),
        "boolean": lambda: "false",
        "decimal": lambda: "0",
        "years": lambda: "0",
        "span": lambda: "1",
        "column-width": lambda: "1",
        "language": lambda: "de",
        "version": lambda: VERSION,
        "reference": lambda: None,
        "references": lambda: None,
        "hash": lambda: None,
    }
    make = plain.get(value_type.name)
    return make() if make is not None else text or None
