"""The outline as Qt sees it: rows that follow the document from revision to revision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt

from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_of
from strategy_editor.ui.outline.entries import WORKING_TAGS, outline_children
from strategy_editor.validation.problem import Severity

Index = QModelIndex | QPersistentModelIndex

ID_ROLE = Qt.ItemDataRole.UserRole
TAG_ROLE = Qt.ItemDataRole.UserRole + 1
NUMBER_ROLE = Qt.ItemDataRole.UserRole + 2
BADGE_ROLE = Qt.ItemDataRole.UserRole + 3
MIME = "application/x-strategy-element-id"

DropTest = Callable[[str, str, str], bool]
"""Whether an element (id) may be dropped into a parent (id) before a child (id or nothing)."""


@dataclass(eq=False)
class _Row:
    node: Node
    parent: _Row | None
    key: int
    children: list[_Row] = field(default_factory=list)
    place: int = 0


class OutlineModel(QAbstractItemModel):
    """Rows for the elements the outline shows; edits go through the controller.

    ``show`` follows a new root: rows whose element is the same object are not touched, moved
    ones are moved. Indexes carry a number of our own, never an object.
    """

    def __init__(
        self, root: Node, label: Callable[[str], str], numbers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self._label = label
        self._keys = count(1)
        self._rows: dict[int, _Row] = {}
        self._by_id: dict[str, _Row] = {}
        self._numbers: Mapping[str, str] = numbers or {}
        self._badges: Mapping[str, Severity] = {}
        self.drop_test: DropTest = lambda _node, _parent, _before: False
        self.dropped: Callable[[str, str, str], None] = lambda _node, _parent, _before: None
        self._root = self._new_row(root, None)

    def show(self, root: Node, numbers: Mapping[str, str]) -> None:
        """Follow the document to a new root and its printed numbers."""
        old, self._numbers = self._numbers, numbers
        if self._root.node.id != root.id or self._root.node.tag != root.tag:
            self.beginResetModel()
            self._rows.clear()
            self._by_id.clear()
            self._root = self._new_row(root, None)
            self.endResetModel()
            return
        self._follow(self._root, root)
        if old != numbers:
            self._announce([each for each in numbers if old.get(each) != numbers[each]])

    def show_badges(self, badges: Mapping[str, Severity]) -> None:
        """Show the worst finding on or below each element."""
        changed = [
            each
            for each in {**self._badges, **badges}
            if self._badges.get(each) != badges.get(each)
        ]
        self._badges = badges
        self._announce(changed)

    def relabel(self) -> None:
        """Show the labels of another language."""
        self._announce(list(self._by_id))

    def index_of(self, node_id: str) -> QModelIndex:
        """Return the index of an element, invalid where it has no row."""
        row = self._by_id.get(node_id)
        return self._index_of(row) if row is not None else QModelIndex()

    def node_id(self, index: Index) -> str:
        """Return the id of the element at an index."""
        return self._row(index).node.id or ""

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        children = self._row(parent).children
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, column, children[row].key)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        parent = self._row(index).parent if index.isValid() else None
        return self._index_of(parent) if parent is not None else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return len(self._row(parent).children)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self._row(index).node
        node_id = node.id or ""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._title(node)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(node)
            case _ if role == ID_ROLE:
                return node_id
            case _ if role == TAG_ROLE:
                return node.tag
            case _ if role == NUMBER_ROLE:
                return self._numbers.get(node_id, "")
            case _ if role == BADGE_ROLE:
                return self._badges.get(node_id)
            case _:
                return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return plain | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Any) -> QMimeData:
        data = QMimeData()
        ids = " ".join(self.node_id(index) for index in indexes)
        data.setData(MIME, ids.encode())
        return data

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        return bool(data.hasFormat(MIME)) and self.drop_test(*self._drop(data, row, parent))

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if self.canDropMimeData(data, action, row, column, parent):
            self.dropped(*self._drop(data, row, parent))
        # The rows follow the document; Qt must not remove any on its own.
        return False

    def _drop(self, data: QMimeData, row: int, parent: Index) -> tuple[str, str, str]:
        node_id = bytes(data.data(MIME).data()).decode().split(" ")[0]
        target = self._row(parent)
        before = target.children[row].node.id if 0 <= row < len(target.children) else ""
        return node_id, target.node.id or "", before or ""

    def _spoken(self, node: Node) -> str:
        parts = (self._label(node.tag), self._numbers.get(node.id or "", ""), title_of(node))
        return " ".join(part for part in parts if part)

    def _title(self, node: Node) -> str:
        if node.tag in WORKING_TAGS:
            return self._label(node.tag)
        return title_of(node) or self._label(node.tag)

    def _announce(self, ids: list[str]) -> None:
        for node_id in ids:
            row = self._by_id.get(node_id)
            if row is not None and row.parent is not None:
                index = self._index_of(row)
                self.dataChanged.emit(index, index)

    def _follow(self, row: _Row, node: Node) -> None:
        if row.node is node:
            return
        row.node = node
        index = self._index_of(row)
        if row.parent is not None:
            self.dataChanged.emit(index, index)
        wanted = outline_children(node)
        if [child.node.id for child in row.children] != [child.id for child in wanted]:
            self._drop_missing(row, index, {child.id for child in wanted})
            self._put_in_order(row, index, wanted)
            self._drop_surplus(row, index, len(wanted))
        for child_row, child in zip(row.children, wanted, strict=True):
            self._follow(child_row, child)

    def _drop_missing(self, row: _Row, index: QModelIndex, wanted: set[str | None]) -> None:
        for position in reversed(range(len(row.children))):
            if row.children[position].node.id not in wanted:
                self.beginRemoveRows(index, position, position)
                self._forget(row.children.pop(position))
                self._number(row, position)
                self.endRemoveRows()

    def _put_in_order(self, row: _Row, index: QModelIndex, wanted: list[Node]) -> None:
        for position, child in enumerate(wanted):
            present = row.children[position].node.id if position < len(row.children) else None
            if present == child.id:
                continue
            at = _position(row.children, child.id, position)
            if at is None:
                self.beginInsertRows(index, position, position)
                row.children.insert(position, self._new_row(child, row))
                self._number(row, position)
                self.endInsertRows()
            else:
                self.beginMoveRows(index, at, at, index, position)
                row.children.insert(position, row.children.pop(at))
                self._number(row, position)
                self.endMoveRows()

    def _drop_surplus(self, row: _Row, index: QModelIndex, wanted: int) -> None:
        """Where two elements carried one id, a row of that id may be left over."""
        for position in reversed(range(wanted, len(row.children))):
            self.beginRemoveRows(index, position, position)
            self._forget(row.children.pop(position))
            self.endRemoveRows()

    def _new_row(self, node: Node, parent: _Row | None) -> _Row:
        row = _Row(node, parent, next(self._keys))
        self._rows[row.key] = row
        if node.id is not None:
            self._by_id[node.id] = row
        row.children = [self._new_row(child, row) for child in outline_children(node)]
        self._number(row, 0)
        return row

    def _forget(self, row: _Row) -> None:
        del self._rows[row.key]
        if self._by_id.get(row.node.id or "") is row:
            del self._by_id[row.node.id or ""]
        for child in row.children:
            self._forget(child)

    def _number(self, row: _Row, start: int) -> None:
        for place in range(start, len(row.children)):
            row.children[place].place = place

    def _index_of(self, row: _Row) -> QModelIndex:
        if row.parent is None:
            return QModelIndex()
        return self.createIndex(row.place, 0, row.key)

    def _row(self, index: Index) -> _Row:
        return self._rows[index.internalId()] if index.isValid() else self._root


def _position(rows: list[_Row], node_id: str | None, start: int) -> int | None:
    return next((at for at in range(start, len(rows)) if rows[at].node.id == node_id), None)
