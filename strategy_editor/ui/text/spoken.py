"""What a screen reader says of an entry of the text: what it is, and what it reads."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QAccessible

from strategy_editor.exchange.reading.blocks import Block
from strategy_editor.i18n import Translator
from strategy_editor.ui.text.hints import name_of
from strategy_editor.ui.text.sheet import Sheet

_Role = QAccessible.Role
_ROLES = {
    "title-page": _Role.Heading,
    "heading": _Role.Heading,
    "claim": _Role.Heading,
    "goal": _Role.Heading,
    "measure": _Role.Heading,
    "indicator": _Role.Heading,
    "paragraph": _Role.Paragraph,
    "statement": _Role.Paragraph,
    "item": _Role.ListItem,
    "clause": _Role.ListItem,
    "table": _Role.Row,
    "generated": _Role.Row,
    "milestones": _Role.Table,
    "figure": _Role.Graphic,
    "quotation": _Role.BlockQuote,
}
_NAMED = frozenset({"claim", "goal", "measure", "indicator"})
"""Blocks that are called what their element is called."""


class Spoken(NamedTuple):
    """An entry as it is said: its role, words for what it is, and its text."""

    role: QAccessible.Role
    kind: str
    text: str


def spoken(sheet: Sheet, index: int, translate: Translator) -> Spoken:
    """Return how an entry is said."""
    block = sheet.flow.blocks[index]
    role = _ROLES.get(block.kind, _Role.Section)
    text = " ".join(sheet.laid(index).plain.split())
    return Spoken(role, _kind(sheet, block, translate), text)


def sentence(what: Spoken, translate: Translator) -> str:
    """Return what is said when an entry is come to."""
    if not what.text:
        return what.kind
    return translate("reading.said", kind=what.kind, text=what.text)


def _kind(sheet: Sheet, block: Block, translate: Translator) -> str:
    reader = sheet.reader
    if block.kind == "heading":
        return translate("reading.heading", level=block.level)
    if block.kind in _NAMED and reader is not None:
        return reader.label(block.node.tag)
    if block.kind == "item":
        return translate("reading.item", level=block.level + 1)
    if block.kind == "labelled" and reader is not None:
        return reader.label(block.field)
    if block.kind == "facts" and reader is not None:
        return translate("reading.facts", name=name_of(reader, block.node))
    return translate(f"reading.{block.kind}")
