"""Lines of dispositions as items: headings, and below them former goal, way, present goal."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt

from strategy_editor.ui.lineage.rows import Group, Line
from strategy_editor.ui.lineage.words import LineWords

Index = QModelIndex | QPersistentModelIndex
FORMER, WAY, GOAL = range(3)
LINE_ROLE = Qt.ItemDataRole.UserRole
DETAIL_ROLE = Qt.ItemDataRole.UserRole + 1
_HEADING = 0
"""The internal id of headings; a line has the number of its group, counted from 1."""
_TOP = QModelIndex()


class LineageModel(QAbstractItemModel):
    """Shows groups of lines; words are made when they are asked for."""

    def __init__(self, words: LineWords) -> None:
        super().__init__()
        self._words = words
        self.groups: list[Group] = []

    def show(self, groups: list[Group]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.groups = groups
        self.endResetModel()

    def line(self, index: Index) -> Line | None:
        """Return the line of an index; None for a heading."""
        if not index.isValid() or index.internalId() == _HEADING:
            return None
        return self.groups[index.internalId() - 1].lines[index.row()]

    def find(self, former: str, goal: str, column: int = FORMER) -> QModelIndex:
        """Return the index of a former or present goal; either may be empty."""
        for number, group in enumerate(self.groups):
            for row, line in enumerate(group.lines):
                if (former and line.former == former) or (not former and line.goal == goal):
                    return self.index(row, column, self.index(number, 0))
        return QModelIndex()

    def index(self, row: int, column: int, parent: Index = _TOP) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _HEADING)

    def parent(self, child: Index = _TOP) -> QModelIndex:  # type: ignore[override]
        if not child.isValid() or child.internalId() == _HEADING:
            return QModelIndex()
        return self.createIndex(child.internalId() - 1, 0, _HEADING)

    def rowCount(self, parent: Index = _TOP) -> int:
        if not parent.isValid():
            return len(self.groups)
        if parent.internalId() != _HEADING or parent.column() != 0:
            return 0
        return len(self.groups[parent.row()].lines)

    def columnCount(self, _parent: Index = _TOP) -> int:
        return 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.line(index)
        if line is None:
            is_text = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            heading = self.groups[index.row()]
            return self._words.heading(heading) if is_text and index.column() == 0 else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words.main(line, index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._words.spoken(line)
            case Qt.ItemDataRole.ToolTipRole:
                return self._words.tip(line, index.column()) or None
        if role == LINE_ROLE:
            return line
        return self._words.detail(line, index.column()) if role == DETAIL_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags if self.line(index) is None else flags | Qt.ItemFlag.ItemNeverHasChildren

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self._words.column(section)
