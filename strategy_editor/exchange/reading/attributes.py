"""Attribute values as people read them: labels for choices and references, dates written out."""

from __future__ import annotations

from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_of
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.schema.catalog import current_schema
from strategy_editor.schema.model import AttributeType

_DATES = frozenset({"date", "partial-date", "month", "year"})


def value_text(reader: Reader, tag: str, attribute: str, value: str) -> str:
    """Return an attribute's value in words; unknown values are returned as they are."""
    element_type = current_schema().element(tag)
    declared = element_type.attribute(attribute) if element_type is not None else None
    if declared is None or not value:
        return value
    if declared.value_type.choices:
        return reader.choice(tag, attribute, value)
    if declared.is_reference:
        return ", ".join(_referred(reader, each) for each in value.split())
    return _plain(reader, declared, value)


def _plain(reader: Reader, declared: AttributeType, value: str) -> str:
    name = declared.value_type.name
    if name in _DATES:
        return reader.date(value)
    if name in ("decimal", "years"):
        return reader.number(value)
    if name == "boolean":
        return reader.word("yes" if value in ("true", "1") else "no")
    return value


def _referred(reader: Reader, target_id: str) -> str:
    target = reader.elements.get(target_id)
    if target is None:
        return reader.word("dangling-reference")
    if target_id in reader.actors:
        return reader.actor(target_id)
    number = reader.numbers.get(target_id, "")
    return number or _label(target) or reader.label(target.tag)


def _label(node: Node) -> str:
    return node.get("label") or title_of(node)
