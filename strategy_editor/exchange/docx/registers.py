"""Glossary, abbreviations, sources and the tables that are made from the content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from lxml.etree import _Element

from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_of
from strategy_editor.exchange.docx.body import Body
from strategy_editor.exchange.docx.course_emf import TWIPS, course_emf
from strategy_editor.exchange.docx.drawings import add_drawing
from strategy_editor.exchange.docx.grid import Table, TableCell, TableRow
from strategy_editor.exchange.docx.markup import Look
from strategy_editor.exchange.docx.tables import write_table
from strategy_editor.exchange.reading.blocks import Block
from strategy_editor.exchange.reading.cells import Cell, GeneratedTable
from strategy_editor.exchange.reading.indicators import course_text
from strategy_editor.exchange.reading.runs import Run
from strategy_editor.exchange.reading.tables import generated_tables
from strategy_editor.exchange.reading.tidy import collapsed, said

_CHART_HEIGHT = 1400
_ENTRY = Look("BodyText", indent=(357, 357))
"""An entry hangs: its first line stands out to the left."""


def write_entry(body: Body, block: Block) -> None:
    """Append a glossary entry: the name stands out, the definition follows."""
    node = block.node
    name = title_of(node)
    short = node.get("abbreviation")
    runs = said(f"{name} ({short})" if short else name, "label")
    definition = node.child("definition")
    words = collapsed(body.reader.runs(definition)) if definition is not None else []
    if words:
        runs += [*said(": "), *words]
    body.write(_ENTRY, runs, [block.node_id])


def write_abbreviations(body: Body, listed: Sequence[Block]) -> None:
    """Append a register of abbreviations as one table."""
    reader = body.reader
    heads = (reader.label("abbreviation"), reader.word("meaning"))
    rows = [TableRow([TableCell(said(text)) for text in heads], head=True)]
    rows += [
        TableRow(
            [TableCell(said(block.node.get(name))) for name in ("short", "long")],
            id=block.node_id,
        )
        for block in listed
    ]
    write_table(body, Table(rows, (25.0, 75.0), ("", ""), reader.label("abbreviations")))


def write_source(body: Body, block: Block) -> None:
    """Append a source; its words are the link, the address is printed for paper, which has none."""
    node = block.node
    citation = node.child("citation")
    runs: list[Run] = collapsed(body.reader.runs(citation)) if citation is not None else []
    address = node.get("href")
    if address and not runs:
        runs = said(address, link=address)
    elif address:
        linked = any(run.link or run.target for run in runs)
        runs = runs if linked else [replace(run, link=address) for run in runs]
        runs += said(f" {address}")
    retrieved = body.reader.date(node.get("retrieved"))
    if retrieved:
        runs += said(f" ({body.reader.word('retrieved', date=retrieved)})")
    body.write(_ENTRY, runs, [block.node_id])


def write_generated(body: Body, block: Block) -> None:
    """Append the tables of a generated annex, or say that there is nothing to list yet."""
    write_tables(body, generated_tables(body.reader, block.node.get("generated")))


def write_tables(body: Body, tables: Sequence[GeneratedTable]) -> None:
    """Append generated tables, or say that there is nothing to list yet."""
    for table in tables:
        body.write(Look("Caption", keep_next=True), said(table.caption))
        body.write(Look("Facts", keep_next=True, after=100), said(table.note))
        _write(body, table)
    if not tables:
        body.write(Look("BodyText"), said(body.reader.word("generated-empty")))


def _write(body: Body, table: GeneratedTable) -> None:
    heads = [TableCell(said(title)) for title, _ in table.columns]
    rows = [TableRow(heads, head=True)]
    rows += [
        TableRow([_cell(body, table, cell, column) for column, cell in enumerate(row)])
        for row in table.rows
    ]
    widths = [float(width) for _, width in table.columns]
    write_table(body, Table(rows, widths, [""] * len(widths), table.caption))


def _cell(body: Body, table: GeneratedTable, cell: Cell, column: int) -> TableCell:
    """A number stays in one line; it and the title lead to the element."""
    text = cell.text.replace(" ", "\u00a0") if column == 0 and cell.target else cell.text
    short = len(text) <= len("Z 99.99.99.")
    runs = said(text if short else cell.text, target=cell.target)
    drawing = _drawing(body, cell.course) if cell.course is not None else None
    return TableCell(runs, head=table.named and column == 0, drawing=drawing)


def _drawing(body: Body, indicator: Node) -> Callable[[_Element, int], None]:
    reader = body.reader

    def draw(paragraph: _Element, width: int) -> None:
        body.gathered.pictures += 1
        alt = reader.word("course-of", values=course_text(reader, indicator))
        content = course_emf(reader, indicator, width / TWIPS, _CHART_HEIGHT / TWIPS)
        size = (width, _CHART_HEIGHT)
        add_drawing(paragraph, body.package.part, content, alt, body.gathered.pictures, size)

    return draw
