"""Tables and figures of the strategy with caption, number and source."""

from __future__ import annotations

from docx.oxml.shape import CT_Inline
from docx.shared import Length
from lxml.etree import SubElement, _Element

from strategy_editor.document.characters import clean
from strategy_editor.document.node import Node
from strategy_editor.document.texts import wording
from strategy_editor.exchange.docx.body import Body
from strategy_editor.exchange.docx.markup import (
    EMU_PER_TWIP,
    TEXT_WIDTH,
    Look,
    add_run,
    begin_field,
    end_field,
    new_paragraph,
    w,
)
from strategy_editor.exchange.docx.package import Picture
from strategy_editor.exchange.docx.tables import (
    Table,
    TableCell,
    TableRow,
    columns_needed,
    write_table,
)
from strategy_editor.exchange.ledger import Entry
from strategy_editor.exchange.reading.blocks import Block
from strategy_editor.exchange.reading.runs import Run
from strategy_editor.exchange.reading.tidy import collapsed, said

_HIGHEST = 11500
"""A picture leaves room for its caption on the page."""
_BELOW_PICTURE = 100
_BEFORE_TEXT = 240


def write_table_block(body: Body, block: Block) -> None:
    """Append a table of the strategy below its caption."""
    node = block.node
    rows = [_row(body, row) for row in node.children_of("row")]
    if not rows:
        return
    columns = node.children_of("column")
    count = max(len(columns), columns_needed(rows))
    alignments = [column.get("align") for column in columns]
    write_caption(body, node, Look("Caption", keep_next=True))
    title = " ".join(wording(node.child("caption") or node.with_content(())).split())
    widths = [_share(column.get("width")) for column in columns]
    widths += [0.0] * (count - len(columns))
    alignments += [""] * (count - len(columns))
    write_table(body, Table(rows, widths, alignments, title), keep_next=bool(node.get("source")))
    _write_source(body, node)


def write_figure_block(body: Body, block: Block) -> None:
    """Append a picture above its caption; a framed notice with its text where it is missing."""
    node = block.node
    alt = " ".join(node.text_of("alt-text").split())
    picture = _find(body, node)
    if picture is None:
        body.gathered.ledger.append(Entry("missing-picture", block.node_id))
        notice = body.reader.word("missing-picture", file=node.get("file"))
        runs = [*said(notice, "strong"), *said(f" {alt}" if alt else "")]
        body.write(Look("MissingPicture", keep_next=True), runs)
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
    return max(int(value), 1) if value.isdecimal() else 1


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
    body.write(Look("Source", before=80), runs)


def _find(body: Body, node: Node) -> Picture | None:
    name = node.get("file")
    if body.media is None or not name or "/" in name or "\\" in name:
        return None
    return body.package.picture(body.media / name)


def _draw(body: Body, paragraph: _Element, picture: Picture, node: Node, alt: str) -> None:
    body.gathered.pictures += 1
    number = body.gathered.pictures
    width, height = _size(picture, _share(node.get("width")))
    inline = CT_Inline.new_pic_inline(number, picture.relation, f"Picture {number}", width, height)
    inline.docPr.set("descr", clean(alt))
    for name in ("distT", "distB", "distL", "distR"):
        inline.set(name, "0")
    drawing = SubElement(SubElement(paragraph, w("r")), w("drawing"))
    drawing.append(inline)


def _size(picture: Picture, share: float) -> tuple[Length, Length]:
    """Return width and height: the share of the text width, else the natural size."""
    limit = TEXT_WIDTH * EMU_PER_TWIP
    width = min(limit * share / 100 if share else float(picture.width), float(limit))
    scale = width / max(picture.width, 1)
    height = picture.height * scale
    if height > _HIGHEST * EMU_PER_TWIP:
        width *= _HIGHEST * EMU_PER_TWIP / height
        height = float(_HIGHEST * EMU_PER_TWIP)
    return Length(round(width)), Length(round(height))
