"""Plan the form for an element type."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from strategy_editor.document.node import Node
from strategy_editor.editing.responsibility import NEEDS_LEAD
from strategy_editor.i18n import LANGUAGES, text
from strategy_editor.paths import shipped
from strategy_editor.schema.model import AttributeType, Documentation, ElementType, Schema

FieldKind = Literal[
    "line",
    "long-line",
    "text",
    "choice",
    "segments",
    "date",
    "partial-date",
    "number",
    "boolean",
    "reference",
    "references",
    "lead",
    "own-text",
]
_KINDS: Mapping[str, FieldKind] = {
    "date": "date",
    "partial-date": "partial-date",
    "year": "partial-date",
    "boolean": "boolean",
    "decimal": "number",
    "years": "number",
    "span": "number",
    "column-width": "number",
    "reference": "reference",
    "references": "references",
}


@dataclass(frozen=True)
class FieldPlan:
    """One field of a form.

    ``key`` is ``@name`` for an attribute, a tag for a child that holds text, empty for the
    element's own running text and ``responsibility`` for the lead. ``width`` is in twelfths of
    the form; ``lines`` are those that running text has at least, 0 for the usual number.
    """

    key: str
    kind: FieldKind
    documentation: Documentation
    required: bool
    width: int
    attribute: AttributeType | None = None
    many: bool = False
    lines: int = 0


@dataclass(frozen=True)
class FormPlan:
    """The form for an element type: its fields in rows, and which children stand below as cards.

    ``more`` are the fields that are there when they hold something or were asked for; what is
    asked for most often is named in ``offered``, by key or tag.
    """

    tag: str
    fields: tuple[FieldPlan, ...]
    more: tuple[FieldPlan, ...]
    cards: tuple[str, ...]
    offered: tuple[str, ...] = ()

    def without(self, names: frozenset[str]) -> FormPlan:
        """Return the plan without some fields (by key) and kinds of children (by tag)."""
        if not names:
            return self
        return FormPlan(
            self.tag,
            tuple(field for field in self.fields if field.key not in names),
            tuple(field for field in self.more if field.key not in names),
            tuple(tag for tag in self.cards if tag not in names),
            self.offered,
        )


@cache
def _hints() -> dict[str, Any]:
    path = shipped("resources") / "forms" / "hints.json"
    hints: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return hints


@cache
def plan(schema: Schema, tag: str) -> FormPlan:
    """Return the form for an element type of the vocabulary."""
    element_type = schema.elements[tag]
    hints = _hints().get(tag, {})
    fields = {field.key: field for field in _fields(schema, element_type, hints)}
    first = hints.get("order", [key for key, field in fields.items() if _is_main(field)])
    shown = [fields.pop(key) for key in first if key in fields]
    hidden = set(hints.get("hidden", ()))
    more = [field for key, field in fields.items() if key not in hidden]
    cards = [
        child
        for child in element_type.child_tags
        if schema.elements[child].is_identified and element_type.content == "elements"
    ]
    offered = tuple(hints.get("offered", ()))
    return FormPlan(tag, tuple(shown), tuple(more), tuple(cards), offered)


def is_filled(node: Node, field: FieldPlan) -> bool:
    """Whether an element has something in a field."""
    key = field.key
    return bool(node.get(key[1:])) if key.startswith("@") else node.child(key) is not None


def _fields(schema: Schema, element_type: ElementType, hints: dict[str, Any]) -> list[FieldPlan]:
    found: list[FieldPlan] = []
    if element_type.content == "mixed":
        found.append(FieldPlan("", "own-text", element_type.documentation, False, 12))
    if element_type.content == "elements":
        found += _text_fields(schema, element_type, hints)
    if "responsibility" in element_type.child_tags and element_type.tag != "indicator":
        documentation = _lead_documentation(schema)
        width = _width(hints, "responsibility", 6)
        is_required = element_type.tag in NEEDS_LEAD
        found.append(FieldPlan("responsibility", "lead", documentation, is_required, width))
    found += [
        _attribute_field(attribute, hints)
        for attribute in element_type.attributes
        if attribute.name != "id"
    ]
    return found


def _text_fields(
    schema: Schema, element_type: ElementType, hints: dict[str, Any]
) -> list[FieldPlan]:
    found = []
    kinds, lines = hints.get("kinds", {}), hints.get("lines", {})
    for child in element_type.child_tags:
        child_type = schema.elements[child]
        if not child_type.is_identified and child_type.content in ("text", "mixed"):
            usual: FieldKind = "line" if child_type.content == "text" else "text"
            kind: FieldKind = kinds.get(child, usual)
            required = child in element_type.required_tags
            many = element_type.is_repeatable(child)
            planned = FieldPlan(child, kind, child_type.documentation, required, 12, many=many)
            found.append(replace(planned, lines=lines.get(child, 0)))
    return found


def _attribute_field(attribute: AttributeType, hints: dict[str, Any]) -> FieldPlan:
    key = "@" + attribute.name
    kind: FieldKind = _KINDS.get(attribute.value_type.name, "line")
    if attribute.value_type.choices:
        kind = "choice"
    kind = hints.get("kinds", {}).get(key, kind)
    default = {"date": 4, "partial-date": 3, "number": 3, "boolean": 3, "choice": 4}
    width = _width(hints, key, default.get(kind, 6))
    return FieldPlan(
        key, kind, attribute.documentation, attribute.required, width, attribute=attribute
    )


def _width(hints: dict[str, Any], key: str, default: int) -> int:
    return int(hints.get("widths", {}).get(key, default))


def _is_main(field: FieldPlan) -> bool:
    return field.required or field.kind in ("line", "long-line", "text", "own-text", "lead")


def _lead_documentation(schema: Schema) -> Documentation:
    labels = {language: text(language, "document.lead") for language in LANGUAGES}
    return Documentation(labels, schema.elements["responsibility"].documentation.helps)
