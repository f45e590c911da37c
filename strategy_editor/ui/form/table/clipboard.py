"""Cells on the clipboard: our own XML, HTML and tab-separated text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData

from strategy_editor.document.content import Content
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.editing.grid import Grid, Range, grid_of
from strategy_editor.editing.regrid import in_order
from strategy_editor.errors import UserError
from strategy_editor.schema.catalog import VERSION, current_schema
from strategy_editor.storage.formatting import to_bytes
from strategy_editor.storage.reading import parse, to_document
from strategy_editor.ui.form.table.spreadsheet import (
    Pasted,
    Words,
    read_html,
    read_text,
    write_html,
    write_text,
)
from strategy_editor.ui.richtext import clipboard

MIME_TYPE = "application/x-strategy-editor-cells+xml"
_MOST_HTML = 16 * 1024 * 1024
NewId = Callable[[], str]


def to_clipboard(grid: Grid, wanted: Range, words: Words) -> QMimeData:
    """Return the cells of a range for spreadsheets, word processors and ourselves."""
    data = QMimeData()
    data.setText(write_text(grid, wanted, words))
    data.setHtml(write_html(grid, wanted, words))
    data.setData(MIME_TYPE, _to_xml(grid, wanted))
    slots = grid.slots_in(wanted)
    if len(slots) == 1:
        # A text field takes the cell with its markup, too.
        content = slots[0].node.content
        data.setText(words(content))
        data.setData(clipboard.MIME_TYPE, clipboard.to_xml(content))
    return data


def from_clipboard(source: QMimeData, new_id: NewId) -> Pasted | None:
    """Return what is on the clipboard as cells, or None where nothing of it is text."""
    if source.hasFormat(MIME_TYPE):
        own = _from_xml(bytes(source.data(MIME_TYPE).data()), new_id)
        if own is not None:
            return own
    if source.hasFormat(clipboard.MIME_TYPE):
        return Pasted([[_running_text(source, new_id)]])
    html = source.html() if source.hasHtml() else ""
    found = read_html(html) if html and len(html) <= _MOST_HTML else None
    if found is not None:
        return found
    text = source.text()
    if html and not any(sign in text.strip("\r\n") for sign in "\t\r\n"):
        return Pasted([[_running_text(source, new_id)]])
    return read_text(text) if source.hasText() else None


def _running_text(source: QMimeData, new_id: NewId) -> Content:
    return clipboard.from_clipboard(source, clipboard.INLINE, new_id)


def _to_xml(grid: Grid, wanted: Range) -> bytes:
    rows: dict[int, list[Node]] = {row: [] for row in range(wanted.top, wanted.bottom + 1)}
    for slot in in_order(grid.slots_in(wanted)):
        cell = Node("cell", (), slot.node.content)
        if slot.columns > 1:
            cell = cell.with_attribute("columns", str(slot.columns))
        if slot.rows > 1:
            cell = cell.with_attribute("rows", str(slot.rows))
        rows[slot.row].append(cell)
    columns = [Node("column")] * (wanted.right - wanted.left + 1)
    lines = [element("row", *cells) for cells in rows.values()]
    table = element("table", *columns, *lines)
    root = Node("strategy", (("id", "strategy"), ("version", VERSION)), (table,))
    return to_bytes(Document(root), current_schema().mixed_tags)


def _from_xml(data: bytes, new_id: NewId) -> Pasted | None:
    try:
        root = to_document(parse(Path("clipboard"), data)).root
    except UserError:
        return None
    table = root.child("table")
    if table is None:
        return None
    grid = grid_of(table)
    contents: list[list[Content]] = [[()] * grid.width for _ in range(grid.height)]
    for slot in grid.slots:
        contents[slot.row][slot.column] = clipboard.fitting(
            slot.node.content, clipboard.INLINE, new_id
        )
    return Pasted(contents, tuple(slot.range for slot in grid.slots if slot.is_merged))
