"""Each piece as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from strategy_editor.exchange.html.pictures import Pictures
from strategy_editor.exchange.html.running import Running
from strategy_editor.exchange.reading.runs import plain
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
    TablePiece,
    Text,
)

_LOWEST = 6
_LIST_TYPES = {"number": ' type="1"', "letter": ' type="a"'}


class Writer:
    """Writes pieces; an id is given to the first element that prints it."""

    def __init__(self, running: Running, pictures: Pictures) -> None:
        self.running = running
        self._pictures = pictures
        self._given: set[str] = set()

    def html(self, pieces: Iterable[Piece]) -> Iterator[str]:
        """Yield the HTML of pieces."""
        return (self._piece(piece) for piece in pieces)

    def _piece(self, piece: Piece) -> str:
        match piece:
            case Heading():
                return self._heading(piece)
            case Text():
                return self._text(piece)
            case ListPiece():
                return self._list(piece)
            case FactList():
                return _facts(piece)
            case TablePiece():
                return self._table(piece)
            case FigurePiece():
                return self._figure(piece)
            case BoxPiece():
                inside = "\n".join(self.html(piece.pieces))
                return f'<aside class="box"{self._id(piece.id)}>\n{inside}\n</aside>'

    def _id(self, node_id: str) -> str:
        if not node_id or node_id in self._given:
            return ""
        self._given.add(node_id)
        return f' id="{escape(node_id)}"'

    def _heading(self, piece: Heading) -> str:
        # The title of the strategy is the only heading of the first level.
        tag = f"h{min(piece.level + 1, _LOWEST)}"
        number = f'<span class="number">{escape(piece.number)}</span> ' if piece.number else ""
        kind = f' class="{piece.kind}"' if piece.kind != "heading" else ""
        return f"<{tag}{self._id(piece.id)}{kind}>{number}{escape(piece.title)}</{tag}>"

    def _text(self, piece: Text) -> str:
        inside = self.running.html(piece.runs)
        if piece.style == "quote":
            return f"<blockquote{self._id(piece.id)}><p>{inside}</p></blockquote>"
        style = f' class="{piece.style}"' if piece.style != "body" else ""
        return f"<p{self._id(piece.id)}{style}>{inside}</p>"

    def _list(self, piece: ListPiece) -> str:
        tag = "ol" if piece.kind in _LIST_TYPES else "ul"
        items = "\n".join(self._item(item) for item in piece.items)
        return f"<{tag}{_LIST_TYPES.get(piece.kind, '')}>\n{items}\n</{tag}>"

    def _item(self, item: ListItem) -> str:
        inner = "".join(f"\n{self._list(each)}" for each in item.lists)
        return f"<li{self._id(item.id)}>{self.running.html(item.runs)}{inner}</li>"

    def _table(self, piece: TablePiece) -> str:
        label = f"<b>{escape(piece.label)}:</b> " if piece.label else ""
        caption = label + self.running.html(piece.caption)
        parts = [f"<caption>{caption}</caption>" if caption else ""]
        heads, rows = piece.rows[: piece.heads], piece.rows[piece.heads :]
        if heads:
            parts += ["<thead>", *(self._row(row, piece, "col") for row in heads), "</thead>"]
        parts += ["<tbody>", *(self._row(row, piece, "row") for row in rows), "</tbody>"]
        inside = "\n".join(filter(None, parts))
        source = f'\n<p class="source">{escape(piece.source)}</p>' if piece.source else ""
        name = escape(" ".join(filter(None, (piece.label, plain(list(piece.caption))))))
        # Wide tables are scrolled, by keyboard too.
        note = f'<p class="source">{escape(piece.note)}</p>\n' if piece.note else ""
        return (
            f'{note}<div class="table" tabindex="0" role="group" aria-label="{name}"'
            f"{self._id(piece.id)}>\n"
            f"<table>\n{inside}\n</table>\n</div>{source}"
        )

    def _row(self, row: Row, table: TablePiece, scope: str) -> str:
        cells = "".join(self._cell(cell, row, table, scope) for cell in row.cells)
        return f"<tr{self._id(row.id)}>{cells}</tr>"

    def _cell(self, cell: Cell, row: Row, table: TablePiece, scope: str) -> str:
        attributes = ""
        if cell.columns > 1:
            attributes += f' colspan="{cell.columns}"'
        if cell.rows > 1:
            attributes += f' rowspan="{cell.rows}"'
        align = table.aligns[cell.column]
        if align in ("center", "right"):
            attributes += f' class="{align}"'
        tag = "td"
        if scope == "col" or row.head or cell.head:
            tag = "th"
            attributes += f' scope="{"col" if row.head or scope == "col" else "row"}"'
        drawing = cell.drawing.svg if cell.drawing is not None else ""
        return f"<{tag}{attributes}>{drawing}{self.running.html(cell.runs)}</{tag}>"

    def _figure(self, piece: FigurePiece) -> str:
        picture = self._pictures.html(piece)
        caption = f"<b>{escape(piece.label)}:</b> {self.running.html(piece.caption)}"
        source = f'<br><span class="source">{escape(piece.source)}</span>' if piece.source else ""
        inside = f"{picture}\n<figcaption>{caption}{source}</figcaption>"
        return f"<figure{self._id(piece.id)}>\n{inside}\n</figure>"


def _facts(piece: FactList) -> str:
    pairs = "\n".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>"
        for label, value in piece.pairs
    )
    return f'<dl class="facts">\n{pairs}\n</dl>'
