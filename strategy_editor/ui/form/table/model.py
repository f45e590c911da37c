"""The cells of a table as an item model."""

from __future__ import annotations

from collections.abc import Callable
from string import ascii_uppercase
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from strategy_editor.document.node import Node
from strategy_editor.editing.grid import Grid, Range
from strategy_editor.ui.richtext.clipboard import plain_text
from strategy_editor.ui.richtext.objects import Labels

Index = QModelIndex | QPersistentModelIndex
_EMPTY = Grid((), (), ())


class TableModel(QAbstractTableModel):
    """Shows a grid; a newer one of the same shape changes only the cells that differ."""

    def __init__(self, describe: Callable[[str], str]) -> None:
        super().__init__()
        self._describe = describe
        self.grid = _EMPTY
        self.labels: Labels | None = None

    def show(self, grid: Grid, labels: Labels | None) -> bool:
        """Show a grid; return whether its shape changed."""
        self.labels = labels
        old = self.grid
        if _shape(grid) != _shape(old):
            self.beginResetModel()
            self.grid = grid
            self.endResetModel()
            return True
        self.grid = grid
        for before, after in zip(old.slots, grid.slots, strict=True):
            if before.node != after.node or _has_reference(after.node):
                index = self.index(after.row, after.column)
                self.dataChanged.emit(index, index)
        return False

    def retranslate(self) -> None:
        """Speak the current language."""
        if self.grid.height:
            last = self.index(self.grid.height - 1, self.grid.width - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def words(self, content: tuple[Node | str, ...]) -> str:
        """Return what a content reads as."""
        return plain_text(content, self.labels)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self.grid.height

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self.grid.width

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        slot = self.grid.slot(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(slot.node.content)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self.words(slot.node.content) or self._describe("table.empty-cell")
            place = f"{column_name(index.column())}{index.row() + 1}"
            kind = f", {self._describe('table.header-cell')}" if self.grid.is_header(slot) else ""
            return f"{place}{kind}: {words}"
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return column_name(section) if orientation == Qt.Orientation.Horizontal else section + 1


def column_name(column: int) -> str:
    """Return the letters by which spreadsheets name a column."""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, len(ascii_uppercase))
        name = ascii_uppercase[letter] + name
    return name


def _shape(grid: Grid) -> tuple[int, int, list[Range]]:
    return grid.height, grid.width, [slot.range for slot in grid.slots]


def _has_reference(cell: Node) -> bool:
    """Whether a cell shows a number that may change without it."""
    return any(isinstance(part, Node) for part in cell.content)
