"""Tables part by part: caption, rows that hang together, and what stands below."""

from __future__ import annotations

from strategy_editor.document.node import Node
from strategy_editor.exchange.reading.blocks import Block
from strategy_editor.exchange.reading.cells import GeneratedTable
from strategy_editor.exchange.reading.runs import Run
from strategy_editor.exchange.reading.tables import generated_tables
from strategy_editor.ui.text import rows
from strategy_editor.ui.text.flow import UNFOLDED
from strategy_editor.ui.text.notes import notes
from strategy_editor.ui.text.parts import Cell, Part, Parts, Rows, Text
from strategy_editor.ui.text.source import Source
from strategy_editor.ui.text.text_reader import TextReader
from strategy_editor.ui.text.wording import STRONG, said


class Tables:
    """Composes the tables of one revision."""

    def __init__(self, reader: TextReader, splits: rows.Splits) -> None:
        self._reader = reader
        self._splits = splits
        self._generated: dict[int, list[Part]] = {}

    def compose(self, block: Block, part: int) -> Parts:
        """Return what one part of a table shows."""
        if block.kind == "generated":
            listed = self.generated(block)
            return (listed[part],) if UNFOLDED < part < len(listed) else ()
        if part == 0:
            return self._caption(block)
        split = self._splits.of(block.node)
        if part > len(split.groups):
            return self._foot(block.node)
        return (self._rows(split, part - 1),)

    def generated(self, block: Block) -> list[Part]:
        """Return the parts of all tables of a generated section, in order."""
        key = id(block.node)
        if key not in self._generated:
            listed: list[Part] = []
            for table in generated_tables(self._reader, block.node.get("generated")):
                listed += _generated_parts(self._reader, table, is_first=not listed)
            if not listed:
                listed = [Text("note", said(self._reader.word("generated-empty")))]
            self._generated[key] = listed
        return self._generated[key]

    def _caption(self, block: Block) -> Parts:
        reader = self._reader
        number = reader.numbers.get(block.node_id, "")
        caption = block.node.child("caption")
        source = Source(block.node_id, "caption")
        runs = reader.running(caption, source) if caption is not None else ()
        label = f"{reader.word('table')}\u00a0{number}"
        return (Text("caption", runs, label, "caption-label", source=source),)

    def _rows(self, split: rows.Split, number: int) -> Rows:
        columns = split.table.children_of("column")
        group = split.groups[number]
        aligns = [column.get("align", "left") for column in columns] or ["left"]
        cells = tuple(
            Cell(
                Text(
                    "cell-header" if cell.header else "cell",
                    self._reader.running(cell.node, Source(cell.row_id, "cell", cell.number)),
                    align=aligns[cell.column],
                    source=Source(cell.row_id, "cell", cell.number),
                ),
                cell.row,
                cell.column,
                cell.rows,
                cell.columns,
                cell.header,
            )
            for cell in rows.placed(group, len(split.shares))
        )
        return Rows(cells, split.shares, len(group), first=number == 0)

    def _foot(self, table: Node) -> Parts:
        reader = self._reader
        source = table.get("source")
        shown: Parts = ()
        if source:
            line = said(reader.word("source", source=source))
            shown = (Text("note", line, before=0.3),)
        texts = [
            Text("cell", tuple(reader.runs(node)))
            for node in [*table.children_of("caption"), *_cells(table)]
            if any(isinstance(part, Node) for part in node.content)
        ]
        return shown + notes(reader, texts)


def _cells(table: Node) -> list[Node]:
    return [cell for row in table.children_of("row") for cell in row.children_of("cell")]


def _generated_parts(reader: TextReader, table: GeneratedTable, *, is_first: bool) -> list[Part]:
    share = _fitting(table)
    before = 0.0 if is_first else 1.6
    heads = tuple(_cell(title, column) for column, (title, _) in enumerate(table.columns))
    caption = Text("caption", said(table.caption, STRONG), before=before)
    listed: list[Part] = [caption, Rows(heads, share, 1, first=True)]
    for row in table.rows:
        cells = []
        for column, cell in enumerate(row):
            target = cell.target if column == 0 and _is_printed(reader, cell.target) else ""
            cells.append(_cell(cell.text, column, style="cell", target=target))
        listed.append(Rows(tuple(cells), share, 1, first=False))
    return listed


def _fitting(table: GeneratedTable) -> tuple[float, ...]:
    words = [rows.longest_word(title, bold=True) for title, _ in table.columns]
    for row in table.rows:
        words = [
            max(word, rows.longest_word(cell.text)) for word, cell in zip(words, row, strict=True)
        ]
    return rows.fitted([float(width) for _, width in table.columns], words)


def _cell(text: str, column: int, style: str = "cell-header", target: str = "") -> Cell:
    # In a narrow column a date had better break than be cut.
    runs = (Run(text.replace("\u00a0", " "), target=target),) if text else ()
    return Cell(Text(style, runs), 0, column, 1, 1, header=style == "cell-header")


def _is_printed(reader: TextReader, node_id: str) -> bool:
    node = reader.find(node_id) if node_id else None
    return node is not None and node.tag not in ("former-goal", "disposition")
