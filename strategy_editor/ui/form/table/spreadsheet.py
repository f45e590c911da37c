"""What spreadsheets put on the clipboard, read and written: tab-separated text and HTML; no Qt."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from typing import NamedTuple

from strategy_editor.document.content import Content
from strategy_editor.document.node import Node
from strategy_editor.editing.grid import MAX_SPAN, Grid, Range
from strategy_editor.ui.richtext.clipboard import one_line
from strategy_editor.ui.richtext.html import content_of_html
from strategy_editor.ui.richtext.pieces import normalised

MOST_PLACES = 20_000
"""Places that are pasted at once; more belongs into a file of its own."""
_FIELD = re.compile(r'"((?:[^"]|"")*)"(?=[\t\r\n]|\Z)|([^\t\r\n]*)')
_BREAK = re.compile(r"\r\n|\r|\n")
_CLASS = re.compile(r"\.([\w-]+)\s*\{([^}]*)\}")
_SPAN = re.compile(r"\d{1,3}")
Words = Callable[[Content], str]


class Pasted(NamedTuple):
    """Contents in rows of equal length, and which of their places are one cell."""

    contents: list[list[Content]]
    merges: tuple[Range, ...] = ()

    @property
    def is_single(self) -> bool:
        """Whether there is one cell only."""
        return len(self.contents) == 1 and len(self.contents[0]) == 1


def read_text(text: str) -> Pasted:
    """Read tab-separated text; a cell in quotes may hold tabs, line breaks and doubled quotes."""
    rows: list[list[Content]] = [[]]
    position = 0
    while True:
        found = _FIELD.match(text, position)
        assert found is not None
        rows[-1].append(_content(_field(found)))
        position = found.end()
        if position >= len(text):
            break
        if text[position] == "\t":
            position += 1
            continue
        ended = _BREAK.match(text, position)
        assert ended is not None
        position = ended.end()
        if position >= len(text):
            break
        rows.append([])
    return Pasted(_squared(rows))


def read_html(page: str) -> Pasted | None:
    """Read the first table of a page, or None where there is none."""
    reader = _TableReader(_styles(page))
    reader.feed(page)
    reader.close()
    if not any(reader.rows):
        return None
    rows: list[list[Content]] = [[] for _ in reader.rows]
    taken: set[tuple[int, int]] = set()
    merges: list[Range] = []
    for number, cells in enumerate(reader.rows):
        column = 0
        for cell in cells:
            while (number, column) in taken:
                column += 1
            bottom = min(number + cell.rows, len(rows)) - 1
            area = Range(number, column, bottom, column + cell.columns - 1)
            for row, at in area.places():
                taken.add((row, at))
                _put(rows[row], at, cell.content if (row, at) == (number, column) else ())
            if area.bottom > area.top or area.right > area.left:
                merges.append(area)
    return Pasted(_squared(rows), tuple(merges))


def write_text(grid: Grid, wanted: Range, words: Words) -> str:
    """Write the cells of a range as tab-separated text; merged places after the first are empty."""
    lines = []
    for row in range(wanted.top, wanted.bottom + 1):
        cells = []
        for column in range(wanted.left, wanted.right + 1):
            slot = grid.slot(row, column)
            own = (slot.row, slot.column) == (row, column)
            cells.append(_quoted(words(slot.node.content)) if own else "")
        lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"


def write_html(grid: Grid, wanted: Range, words: Words) -> str:
    """Write the cells of a range as an HTML table with spans, bold, italic and links."""
    lines = []
    for row in range(wanted.top, wanted.bottom + 1):
        cells = []
        for slot in grid.slots_in(Range(row, wanted.left, row, wanted.right)):
            if slot.row == row:
                tag = "th" if grid.is_header(slot) else "td"
                spans = f' colspan="{slot.columns}"' if slot.columns > 1 else ""
                spans += f' rowspan="{slot.rows}"' if slot.rows > 1 else ""
                cells.append(f"<{tag}{spans}>{_marked(slot.node.content, words)}</{tag}>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f'<meta charset="utf-8"><table>{"".join(lines)}</table>'


class _Cell(NamedTuple):
    content: Content
    rows: int
    columns: int


class _TableReader(HTMLParser):
    """Collects the cells of the first table; tables within cells are read as their text."""

    def __init__(self, styles: dict[str, str]) -> None:
        super().__init__(convert_charrefs=False)
        self.rows: list[list[_Cell]] = []
        self._styles = styles
        self._depth = 0
        self._is_done = False
        self._cell: list[str] | None = None
        self._spans = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._depth += tag == "table"
        if self._is_done or self._depth == 0:
            return
        if self._depth == 1 and tag == "tr":
            self._end_cell()
            self.rows.append([])
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
            values = {name: value or "" for name, value in attrs}
            self._spans = (_span(values.get("rowspan")), _span(values.get("colspan")))
            style = ";".join(self._styles.get(each, "") for each in _classes(values))
            style = html.escape(f"{style};{values.get('style', '')}")
            self._cell = [f'<span style="{style}">']
        elif self._cell is not None:
            self._cell.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if self._depth == 1 and tag in ("td", "th", "tr", "table"):
            self._end_cell()
        elif self._cell is not None:
            self._cell.append(f"</{tag}>")
        if tag == "table" and self._depth:
            self._depth -= 1
            self._is_done = self._is_done or self._depth == 0

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(html.escape(data))

    def handle_entityref(self, name: str) -> None:
        if self._cell is not None:
            self._cell.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        if self._cell is not None:
            self._cell.append(f"&#{name};")

    def close(self) -> None:
        super().close()
        self._end_cell()

    def _end_cell(self) -> None:
        if self._cell is not None:
            if not self.rows:
                self.rows.append([])
            content = content_of_html("".join(self._cell))
            self.rows[-1].append(_Cell(content, *self._spans))
            self._cell = None


def _classes(attributes: dict[str, str]) -> list[str]:
    return attributes.get("class", "").split()


def _styles(page: str) -> dict[str, str]:
    """The looks that Excel names in the head of its page."""
    return {name: rules.replace("\n", " ") for name, rules in _CLASS.findall(page)}


def _span(value: str | None) -> int:
    found = _SPAN.match((value or "").strip())
    return min(max(1, int(found[0])), MAX_SPAN) if found else 1


def _put(row: list[Content], at: int, content: Content) -> None:
    row += [()] * (at + 1 - len(row))
    row[at] = content


def _squared(rows: Sequence[list[Content]]) -> list[list[Content]]:
    width = max(1, *map(len, rows))
    return [[*row, *[()] * (width - len(row))] for row in rows]


def _field(found: re.Match[str]) -> str:
    quoted = found[1]
    if quoted is None:
        return found[2]
    # A spreadsheet quotes what needs it; other quotation marks belong to the text.
    needs = '""' in quoted or any(sign in quoted for sign in "\t\r\n")
    return quoted.replace('""', '"') if needs else found[0]


def _content(text: str) -> Content:
    line = one_line(text).replace("\t", " ")
    return (line,) if line else ()


def _quoted(text: str) -> str:
    if text.startswith('"') or any(sign in text for sign in "\t\r\n"):
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text


def _marked(content: Content, words: Words) -> str:
    return "".join(
        html.escape(part, quote=False) if isinstance(part, str) else _element(part, words)
        for part in normalised(content)
    )


def _element(node: Node, words: Words) -> str:
    inner = _marked(node.content, words)
    match node.tag:
        case "strong":
            return f"<b>{inner}</b>"
        case "emphasis":
            return f"<i>{inner}</i>"
        case "link":
            return f'<a href="{html.escape(node.get("href"))}">{inner}</a>'
        case "passage" | "term":
            return inner
        case _:
            return html.escape(words((node,)), quote=False)
