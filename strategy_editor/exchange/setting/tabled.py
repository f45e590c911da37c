"""Tables, figures and what is set as a table: registers, indicators, generated annexes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_of
from strategy_editor.exchange.reading.blocks import Block
from strategy_editor.exchange.reading.cells import Cell as GeneratedCell
from strategy_editor.exchange.reading.cells import GeneratedTable
from strategy_editor.exchange.reading.measured import measured_facts
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.runs import Run
from strategy_editor.exchange.reading.tables import generated_tables
from strategy_editor.exchange.reading.tidy import collapsed, said
from strategy_editor.exchange.setting.course_svg import course_drawing
from strategy_editor.exchange.setting.grid import (
    count_of,
    fitted,
    is_true,
    leading_heads,
    share_of,
    width_of,
)
from strategy_editor.exchange.setting.pieces import (
    Cell,
    FactList,
    FigurePiece,
    Piece,
    Row,
    Runs,
    TablePiece,
    Text,
)


def table(reader: Reader, node: Node) -> Iterator[Piece]:
    """Yield a table of the strategy."""
    columns = node.children_of("column")
    rows = fitted([_row(reader, row) for row in node.children_of("row")], len(columns))
    if not rows:
        return
    width = width_of(rows)
    aligns = [column.get("align") or "left" for column in columns]
    widths = [share_of(column.get("width")) for column in columns]
    yield TablePiece(
        rows,
        leading_heads(rows),
        tuple(widths + [0.0] * (width - len(widths)))[:width],
        tuple(aligns + ["left"] * (width - len(aligns)))[:width],
        caption_label(reader, node),
        _caption(reader, node),
        _source(reader, node),
        node.id or "",
    )


def figure(reader: Reader, node: Node) -> Iterator[Piece]:
    """Yield a picture of the strategy."""
    yield FigurePiece(
        node.get("file"),
        " ".join(node.text_of("alt-text").split()),
        share_of(node.get("width")),
        caption_label(reader, node),
        _caption(reader, node),
        _source(reader, node),
        node.id or "",
    )


def abbreviations(reader: Reader, listed: Sequence[Block]) -> Piece:
    """Return a register of abbreviations."""
    heads = (reader.label("abbreviation"), reader.word("meaning"))
    rows = [tuple(said(block.node.get(name)) for name in ("short", "long")) for block in listed]
    ids = [block.node_id for block in listed]
    return _plain(heads, rows, (25.0, 75.0), ids=ids)


def indicator(reader: Reader, node: Node) -> Iterator[Piece]:
    """Yield an indicator: what it measures, then its values."""
    number = reader.numbers.get(node.id or "", "")
    label = " ".join(filter(None, (reader.label("indicator"), number)))
    yield Text("label", tuple(said(f"{label}: {title_of(node)}")), node.id or "")
    definition = node.child("definition")
    runs = collapsed(reader.runs(definition)) if definition is not None else []
    if runs:
        yield Text("body", tuple(runs))
    values = node.children_of("baseline", "target", "actual")
    facts = tuple(measured_facts(reader, node, in_table=bool(values)))
    if facts:
        yield FactList(facts)
    if values:
        yield _values(reader, node, values)


def generated(reader: Reader, node: Node) -> Iterator[Piece]:
    """Yield the tables of a generated annex, or the sentence that there is nothing to list."""
    tables = generated_tables(reader, node.get("generated"))
    for each in tables:
        yield _generated(reader, each)
    if not tables:
        yield Text("body", tuple(said(reader.word("generated-empty"))))


def caption_label(reader: Reader, node: Node) -> str:
    """Return what stands before a caption: the label and its number."""
    number = reader.numbers.get(node.id or "", "")
    label = reader.label(node.tag)
    return f"{label}\u00a0{number}" if number else label


def _row(reader: Reader, row: Node) -> Row:
    cells = tuple(
        Cell(
            tuple(collapsed(reader.runs(cell))),
            0,
            count_of(cell.get("columns")),
            count_of(cell.get("rows")),
            is_true(cell, "header"),
        )
        for cell in row.children_of("cell")
    )
    return Row(cells, is_true(row, "header"), row.id or "")


def _caption(reader: Reader, node: Node) -> Runs:
    caption = node.child("caption")
    return tuple(collapsed(reader.runs(caption))) if caption is not None else ()


def _source(reader: Reader, node: Node) -> str:
    source, licence = node.get("source"), node.get("licence")
    texts = [reader.word("source", source=source)] if source else []
    if licence:
        texts.append(f"{reader.attribute_label('figure', 'licence')}: {licence}")
    return " · ".join(texts)


def _values(reader: Reader, node: Node, values: list[Node]) -> Piece:
    unit = node.get("unit")
    sourced = any(each.get("source") for each in values)
    heads = [
        reader.word("indication"),
        reader.word("value-in", unit=unit) if unit else "",
        reader.word("when"),
    ]
    rows = []
    for each in values:
        texts = [
            reader.label(each.tag),
            reader.number(each.get("value")),
            reader.date(each.get("when")),
        ]
        rows.append([said(text) for text in (*texts, *([each.get("source")] if sourced else []))])
    if sourced:
        heads.append(reader.word("source-of"))
    aligns = ("left", "right", "left", "left")[: len(heads)]
    return _plain(heads, rows, (30.0, 22.0, 28.0, 30.0)[: len(heads)], aligns=aligns)


def _generated(reader: Reader, each: GeneratedTable) -> TablePiece:
    first = Row(tuple(Cell(tuple(said(title)), 0) for title, _ in each.columns), head=True)
    others = [
        Row(
            tuple(
                _generated_cell(reader, cell, column, head=each.named and not column)
                for column, cell in enumerate(row)
            )
        )
        for row in each.rows
    ]
    return TablePiece(
        fitted([first, *others], len(each.columns)),
        1 if others else 0,
        tuple(float(width) for _, width in each.columns),
        ("left",) * len(each.columns),
        caption=tuple(said(each.caption)),
        note=each.note,
    )


def _generated_cell(reader: Reader, cell: GeneratedCell, column: int, *, head: bool) -> Cell:
    """A number stays in one line; it and the title lead to the element."""
    text = cell.text if column else cell.text.replace(" ", "\u00a0")
    short = len(text) <= len("Z 99.99.99.")
    runs = tuple(said(text if short else cell.text, target=cell.target))
    drawing = course_drawing(reader, cell.course) if cell.course is not None else None
    return Cell(runs, 0, head=head, drawing=drawing)


def _plain(
    heads: Sequence[str],
    rows: Sequence[Sequence[Sequence[Run]]],
    widths: Sequence[float],
    *,
    aligns: Sequence[str] = (),
    ids: Sequence[str] = (),
) -> TablePiece:
    """A table without spans, below a row of titles."""
    first = Row(tuple(Cell(tuple(said(text)), 0) for text in heads), head=True)
    others = [
        Row(tuple(Cell(tuple(runs), 0) for runs in row), id=ids[at] if ids else "")
        for at, row in enumerate(rows)
    ]
    return TablePiece(
        fitted([first, *others], len(heads)),
        1 if others else 0,
        tuple(widths),
        tuple(aligns) or ("left",) * len(heads),
    )
