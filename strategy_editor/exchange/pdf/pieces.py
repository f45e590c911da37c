"""Each piece as Typst code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from strategy_editor.exchange.ledger import Entry
from strategy_editor.exchange.pdf.running import Running, literal
from strategy_editor.exchange.pdf.wide import LANDSCAPE, PORTRAIT, parts_of, texts_of
from strategy_editor.exchange.reading.columns import column_widths
from strategy_editor.exchange.reading.runs import plain
from strategy_editor.exchange.reading.tidy import said
from strategy_editor.exchange.setting.pieces import (
    BoxPiece,
    Cell,
    FactList,
    FigurePiece,
    Heading,
    ListItem,
    ListPiece,
    Piece,
    Row,
    Runs,
    TablePiece,
    Text,
)

_LOWEST = 6
_SHORT = 400
"""Letters of a cell up to which its row does not go on on the next page."""
_LOW, _MOST_ROWS = 900, 7
"""Letters, and rows of a table, up to which something stands on one page."""
_TEXTS = {
    "lead": "lead",
    "label": "label-line",
    "box-title": "label-line",
    "quote": "quotation",
    "attribution": "attribution",
    "entry": "entry",
    "note": "note",
    "missing": "missing",
}
_NUMBERINGS = {"number": "1.", "letter": "a)"}


class Writer:
    """Writes pieces; a label is given to the first that prints an element.

    ``pictures`` are the names of the files that Typst can load, ``missing`` and ``part_of`` what
    is said of those it cannot, and of parts of a table.
    """

    def __init__(
        self, running: Running, pictures: frozenset[str], missing: str, part_of: str
    ) -> None:
        self.running = running
        self.ledger: list[Entry] = []
        self._pictures = pictures
        self._missing, self._part_of = missing, part_of
        self._is_boxed = False
        self._given: set[str] = set()

    def code(self, pieces: Iterable[Piece]) -> Iterator[str]:
        """Yield lines of markup."""
        listed = list(pieces)
        for piece, following in zip(listed, [*listed[1:], None], strict=True):
            code = self._piece(piece)
            announces = isinstance(piece, Text) and piece.style == "body"
            listing = isinstance(following, ListPiece)
            yield f"#announcing[{code}]" if announces and listing else code

    def _piece(self, piece: Piece) -> str:
        match piece:
            case Heading():
                call = self._heading(piece)
            case Text():
                call = self._text(piece)
            case ListPiece():
                return f"#{self._list(piece)}"
            case FactList():
                pairs = ", ".join(f"({literal(a)}, {literal(b)})" for a, b in piece.pairs)
                whole = sum(len(value) for _, value in piece.pairs) <= _LOW
                return f"#facts(whole: {_said(whole)}, {pairs},)"
            case TablePiece():
                return self._fitted(piece)
            case FigurePiece():
                call = self._figure(piece)
            case BoxPiece():
                self._is_boxed = True
                inside = "\n\n".join(self.code(piece.pieces))
                self._is_boxed = False
                call = f"framed(whole: {_said(len(inside) <= _LOW)})[{inside}]"
        return f"#{call}{self._label(piece.id)}\n"

    def _label(self, node_id: str) -> str:
        if not node_id or node_id in self._given:
            return ""
        self._given.add(node_id)
        return f"#label({literal(node_id)})"

    def _heading(self, piece: Heading) -> str:
        kind = "goal" if piece.kind == "goal" else "heading"
        number, title = literal(piece.number), literal(piece.title)
        return f"head({min(piece.level, _LOWEST)}, {number}, {title}, kind: {literal(kind)})"

    def _text(self, piece: Text) -> str:
        content = self.running.content(piece.runs)
        call = _TEXTS.get(piece.style)
        return f"{call}({content})" if call else f"par{content}"

    def _list(self, piece: ListPiece) -> str:
        items = ", ".join(self._item(item) for item in piece.items)
        numbering = _NUMBERINGS.get(piece.kind)
        if numbering is None:
            return f"list({items},)"
        return f"enum(numbering: {literal(numbering)}, {items},)"

    def _item(self, item: ListItem) -> str:
        inner = "".join(f" #{self._list(each)}" for each in item.lists)
        anchor = self._label(item.id)
        anchored = f"#box[]{anchor}" if anchor else ""
        return f"[{anchored}#{self.running.content(item.runs)}{inner}]"

    def _fitted(self, piece: TablePiece) -> str:
        """A table as it fits; in a box the page cannot be turned."""
        parts, is_landscape = parts_of(piece)
        if len(parts) > 1:
            self.ledger.append(Entry("table-in-parts", piece.id, {"count": len(parts)}))
        is_landscape = is_landscape and not self._is_boxed
        room = LANDSCAPE if is_landscape else PORTRAIT
        codes = []
        for number, part in enumerate(parts, 1):
            of = self._part_of.format(number=number, count=len(parts)) if number > 1 else ""
            named = replace(part, label=" ".join(filter(None, (part.label, of))))
            codes.append(f"#{self._table(named, room)}{self._label(part.id)}\n")
        return f"#page(flipped: true)[{''.join(codes)}]" if is_landscape else "".join(codes)

    def _table(self, piece: TablePiece, room: int) -> str:
        columns = ", ".join(f"{width}fr" for width in _widths(piece, room))
        heads = [self._row(row, piece) for row in piece.rows[: piece.heads]]
        rows = [self._row(row, piece) for row in piece.rows[piece.heads :]]
        head = f"table.header({', '.join(heads)}), " if heads else ""
        table = f"table(columns: ({columns},), {head}{', '.join(rows)})"
        label = said(f"{piece.label}: ", "label") if piece.label else []
        caption = self._caption((*label, *piece.caption))
        figure = f'figure(kind: "table"{caption}, {table})'
        whole = f"{{ {self._source(piece.note)}\n{figure}\n{self._source(piece.source)} }}"
        return f"together({whole})" if _is_low(piece) else whole

    def _row(self, row: Row, table: TablePiece) -> str:
        whole = all(len(plain(list(cell.runs))) <= _SHORT for cell in row.cells)
        return ", ".join(self._cell(cell, row, table, whole=whole) for cell in row.cells)

    def _cell(self, cell: Cell, row: Row, table: TablePiece, *, whole: bool) -> str:
        head = row.head or cell.head
        content = self.running.content(cell.runs)
        if cell.drawing is not None:
            svg, alt = literal(cell.drawing.svg), literal(cell.drawing.alt)
            content = f'[#image(bytes({svg}), format: "svg", alt: {alt}, width: 100%)#{content}]'
        arguments = ["breakable: false"] if whole else []
        if cell.columns > 1:
            arguments.append(f"colspan: {cell.columns}")
        if cell.rows > 1:
            arguments.append(f"rowspan: {cell.rows}")
        if head:
            arguments.append('fill: rgb("#e8edf3")')
            content = f"strong{content}"
        align = table.aligns[cell.column]
        if align in ("right", "center"):
            content = f"align({align}, {content})"
        return f"table.cell({', '.join([*arguments, content])})"

    def _figure(self, piece: FigurePiece) -> str:
        if piece.file in self._pictures:
            width = f", width: {min(piece.width, 100):g}%" if piece.width else ""
            alt = literal(piece.alt or piece.label)
            picture = f"image({literal(piece.file)}, alt: {alt}{width})"
        else:
            notice = [
                *said(self._missing.format(file=piece.file), "strong"),
                *said(f" {piece.alt}"),
            ]
            picture = f"missing({self.running.content(notice)})"
        caption = self._caption((*said(f"{piece.label}: ", "label"), *piece.caption))
        return f"{{ figure(kind: image{caption}, {picture})\n{self._source(piece.source)} }}"

    def _caption(self, runs: Runs) -> str:
        return f", caption: {self.running.content(runs)}" if runs else ""

    def _source(self, source: str) -> str:
        return f"note({literal(source)})" if source else ""


def _said(value: bool) -> str:
    return "true" if value else "false"


def _is_low(piece: TablePiece) -> bool:
    """Whether a table takes so little of the page that it may be moved to the next one whole."""
    cells = [cell for row in piece.rows for cell in row.cells]
    letters = sum(len(plain(list(cell.runs))) for cell in cells)
    drawn = any(cell.drawing is not None for cell in cells)
    return not drawn and len(piece.rows) <= _MOST_ROWS and letters <= _LOW


def _widths(piece: TablePiece, room: int) -> list[int]:
    """Widths of the columns, none of them narrower than its longest word."""
    cells = [cell for row in piece.rows for cell in row.cells]
    drawn = {cell.column for cell in cells if cell.drawing is not None}
    return [max(1, width) for width in column_widths(piece.widths, texts_of(piece), room, drawn)]
