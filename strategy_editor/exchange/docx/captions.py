"""Tables and figures of the strategy with caption, number and source."""

from __future__ import annotations

from docx.shared import Length
from lxml.etree import SubElement, _Element

from strategy_editor.document.characters import on_one_line
from strategy_editor.document.node import Node
from strategy_editor.document.texts import wording
from strategy_editor.exchange.docx.body import Body
from strategy_editor.exchange.docx.drawings import inline_picture
from strategy_editor.exchange.docx.grid import (
    MOST_COLUMNS,
    Table,
    TableCell,
    TableRow,
    columns_needed,
)
from strategy_editor.exchange.docx.markup import (
    EMU_PER_TWIP,
    Look,
    add_run,
    begin_field,
    end_field,
    new_paragraph,
    w,
)
from strategy_editor.exchange.docx.tables import write_table
from strategy_editor.exchange.docx.wide import fit
from strategy_editor.exchange.ledger import Entry
from strategy_editor.exchange.raster import Picture, read_picture
from strategy_editor.exchange.reading.blocks import Block
from strategy_editor.exchange.reading.runs import Run
from strategy_editor.exchange.reading.tidy import collapsed, said

_HIGHEST = 11500
"""A picture leaves room for its caption on the page."""
_BELOW_PICTURE = 100
_BEFORE_TEXT = 240
_ROUND_NOTICE = 240


def write_table_block(body: Body, block: Block) -> None:
    """Append a table of the strategy below its caption."""
    node = block.node
    rows = [_row(body, row) for row in node.children_of("row")]
    if not rows:
        return
    columns = node.children_of("column")
    count = max(len(columns), columns_needed(rows))
    alignments = [column.get("align") for column in columns] + [""] * (count - len(columns))
    title = on_one_line(wording(node.child("caption") or node.with_content(())))
    widths = [_share(column.get("width")) for column in columns] + [0.0] * (count - len(columns))
    turned = _write_fitted(body, node, Table(rows, widths, alignments, title))
    _write_source(body, node)
    if turned:
        number = body.reader.numbers.get(block.node_id, "")
        name = "\u00a0".join(filter(None, (body.reader.label(node.tag), number)))
        body.sections.turn(body.reader.word("end-of-table", table=name))


def _write_fitted(body: Body, node: Node, table: Table) -> bool:
    """Append a table as it fits: a wide one in landscape, the widest in parts.

    Returns whether the page was turned for it.
    """
    portrait, landscape = body.sections.widths
    fitting = fit(table, portrait, landscape)
    keep = bool(node.get("source"))
    turns = fitting.is_landscape and not body.sections.is_landscape
    if turns:
        body.sections.turn(body.reader.word("next-page-landscape"))
    write_caption(body, node, Look("Caption", keep_next=True))
    count = len(fitting.parts)
    for number, part in enumerate(fitting.parts, 1):
        if number > 1:
            of = body.reader.word("part-of", number=number, count=count)
            label = " ".join(filter(None, (body.reader.label(node.tag), of)))
            body.write(Look("Caption", keep_next=True), said(f"{label}: {table.title}"))
        write_table(body, part, keep_next=keep and number == count)
    if count > 1:
        body.gathered.ledger.append(Entry("table-in-parts", node.id or "", {"count": count}))
    return turns


def write_figure_block(body: Body, block: Block) -> None:
    """Append a picture above its caption; a framed notice with its text where it is missing."""
    node = block.node
    alt = " ".join(node.text_of("alt-text").split())
    picture = _find(body, node)
    if picture is None or picture.is_too_large:
        lack = "missing-picture" if picture is None else "picture-too-large"
        body.gathered.ledger.append(Entry(lack, block.node_id))
        notice = body.reader.word(lack, file=node.get("file"))
        runs = [*said(notice, "strong"), *said(f" {alt}" if alt else "")]
        body.write(Look("Box", keep_next=True, before=_ROUND_NOTICE, after=_ROUND_NOTICE), runs)
    else:
        look = Look("Picture", page_break=body.page_break)
        body.page_break = False
        _draw(body, new_paragraph(body.element, look), picture, node, alt)
    sourced = bool(node.get("source") or node.get("licence"))
    after = None if sourced else _BEFORE_TEXT
    write_caption(body, node, Look("Caption", sourced, before=_BELOW_PICTURE, after=after))
    _write_source(body, node)


def write_caption(body: Body, node: Node, look: Look) -> None:
    """Append label, running number and caption; the number is a field that Word can renew."""
    number = body.reader.numbers.get(node.id or "", "")
    label = body.reader.label(node.tag)
    caption = node.child("caption")
    runs = collapsed(body.reader.runs(caption)) if caption is not None else []
    start = f"{label}\u00a0" if number else label
    paragraph = body.write(look, said(start), [node.id or ""])
    if paragraph is None:
        return
    marks = paragraph.findall(w("bookmarkEnd"))
    if number:
        begun = begin_field(paragraph, f"SEQ {_sequence(label)} \\* ARABIC")
        add_run(paragraph, number)
        end_field(paragraph)
        body.anchors.mark(paragraph, node.id or "", begun, number)
    for mark in marks:
        paragraph.append(mark)
    if runs:
        add_run(paragraph, ": ")
        body.story.write(paragraph, runs)


def _sequence(label: str) -> str:
    return "".join(letter for letter in label if letter.isalnum()) or "Nr"


def _row(body: Body, row: Node) -> TableRow:
    head = row.get("header") in ("true", "1")
    cells = [
        TableCell(
            body.reader.runs(cell),
            _count(cell.get("columns")),
            _count(cell.get("rows")),
            cell.get("header") in ("true", "1"),
        )
        for cell in row.children_of("cell")
    ]
    return TableRow(cells, head, row.id or "")


def _count(value: str) -> int:
    return min(max(int(value[:9]), 1), MOST_COLUMNS) if value.isdecimal() else 1


def _share(value: str) -> float:
    try:
        return max(float(value), 0.0) if value else 0.0
    except ValueError:
        return 0.0


def _write_source(body: Body, node: Node) -> None:
    source = node.get("source")
    texts = [body.reader.word("source", source=source)] if source else []
    licence = node.get("licence")
    if licence:
        texts.append(f"{body.reader.attribute_label('figure', 'licence')}: {licence}")
    runs: list[Run] = said(" · ".join(texts))
    body.write(Look("Facts", before=80, after=240), runs)


def _find(body: Body, node: Node) -> Picture | None:
    name = node.get("file")
    if body.media is None or not name or "/" in name or "\\" in name:
        return None
    return read_picture(body.media / name)


def _draw(body: Body, paragraph: _Element, picture: Picture, node: Node, alt: str) -> None:
    body.gathered.pictures += 1
    number = body.gathered.pictures
    relation = body.package.take_picture(picture)
    width, height = _size(picture, _share(node.get("width")), body.sections.width)
    drawing = SubElement(SubElement(paragraph, w("r")), w("drawing"))
    drawing.append(inline_picture(relation, number, (width, height), alt))


def _size(picture: Picture, share: float, room: int) -> tuple[Length, Length]:
    """Return width and height: the share of the text width, else the natural size."""
    limit = room * EMU_PER_TWIP
    width = min(limit * share / 100 if share else float(picture.width), float(limit))
    scale = width / max(picture.width, 1)
    height = picture.height * scale
    if height > _HIGHEST * EMU_PER_TWIP:
        width *= _HIGHEST * EMU_PER_TWIP / height
        height = float(_HIGHEST * EMU_PER_TWIP)
    return Length(round(width)), Length(round(height))
