"""The outline as Qt sees it: rows that follow the document from revision to revision."""

from __future__ import annotations

from collections.abc import Callable, Collection, KeysView, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt

from strategy_editor.document.node import Node
from strategy_editor.document.texts import shortened, title_of, wording
from strategy_editor.ui.outline.entries import WORKING_TAGS, outline_children
from strategy_editor.validation.problem import Severity

Index = QModelIndex | QPersistentModelIndex

_NO_FLAGS = Qt.ItemFlag.ItemIsDropEnabled
_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemIsDropEnabled
)
ID_ROLE = Qt.ItemDataRole.UserRole
TAG_ROLE = Qt.ItemDataRole.UserRole + 1
NUMBER_ROLE = Qt.ItemDataRole.UserRole + 2
MARKS_ROLE = Qt.ItemDataRole.UserRole + 3
_TITLE_LENGTH = 160


@dataclass(frozen=True)
class Marks:
    """What the rows are marked with, by id.

    ``problems`` holds the worst finding on each element, ``below`` the worst on it or below,
    ``noted`` the number of open annotations, ``changes`` ``added``, ``changed`` or ``moved``;
    ``dimmed`` are those that are there only because of what lies below them.
    """

    problems: Mapping[str, Severity] = field(default_factory=dict)
    below: Mapping[str, Severity] = field(default_factory=dict)
    noted: Mapping[str, int] = field(default_factory=dict)
    changes: Mapping[str, str] = field(default_factory=dict)
    dimmed: Collection[str] = frozenset()

    def of(self, node_id: str) -> tuple[object, ...]:
        """Return what an element is marked with: worst on it, worst below, notes, change."""
        return (
            self.problems.get(node_id),
            self.below.get(node_id),
            self.noted.get(node_id, 0),
            self.changes.get(node_id, ""),
            node_id in self.dimmed,
        )


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
        self._marks = Marks()
        self._hidden: Collection[str] = frozenset()
        self.with_text = False
        """Whether paragraphs, lists and quotations have rows; see ``show_only``."""
        self.describe: Callable[[str], str] = lambda _node_id: ""
        """Returns what the marks of an element mean, for its tooltip and screen readers."""
        self._root = self._new_row(root, None)

    def show(self, root: Node, numbers: Mapping[str, str]) -> None:
        """Follow the document to a new root and its printed numbers."""
        old, self._numbers = self._numbers, numbers
        if self._root.node.id != root.id or self._root.node.tag != root.tag:
            self._reset(root)
            return
        self._follow(self._root, root)
        if old != numbers:
            self._announce([each for each in numbers if old.get(each) != numbers[each]])

    def show_only(self, hidden: Collection[str], *, with_text: bool) -> bool:
        """Leave rows out, and have rows for texts or not; return whether that was a reset."""
        if hidden == self._hidden and with_text == self.with_text:
            return False
        self._hidden, self.with_text = frozenset(hidden), with_text
        self._reset(self._root.node)
        return True

    def reveal(self, node_ids: Collection[str]) -> None:
        """Give elements rows that were left out."""
        self.show_only(frozenset(self._hidden) - {*node_ids}, with_text=self.with_text)

    def show_marks(self, marks: Marks) -> None:
        """Mark the rows; those whose marks are others are painted anew."""
        old, self._marks = self._marks, marks
        self._announce([each for each in self._by_id if old.of(each) != marks.of(each)])

    @property
    def ids(self) -> KeysView[str]:
        """The ids of all rows, folded ones included."""
        return self._by_id.keys()

    def children_of(self, node_id: str) -> list[str]:
        """Return the ids of the rows directly below a row; of the root for nothing."""
        row = self._by_id.get(node_id, self._root)
        return [child.node.id or "" for child in row.children]

    def in_order(self, node_ids: Collection[str]) -> list[str]:
        """Return those of the ids that have rows, in the order of the rows."""
        found = [(self._place_of(row), each) for each in node_ids if (row := self._by_id.get(each))]
        return [node_id for _, node_id in sorted(found)]

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
            case Qt.ItemDataRole.ToolTipRole:
                return self._spoken(node, "\n")
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(node, ", ")
            case _ if role == ID_ROLE:
                return node_id
            case _ if role == TAG_ROLE:
                return node.tag
            case _ if role == NUMBER_ROLE:
                return self._numbers.get(node_id, "")
            case _:
                return self._marks.of(node_id) if role == MARKS_ROLE else None

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:
        return bool(self._row(parent).children)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else _NO_FLAGS

    def _spoken(self, node: Node, separator: str) -> str:
        node_id = node.id or ""
        title = shortened(title_of(node), 4 * _TITLE_LENGTH)
        parts = (self._label(node.tag), self._numbers.get(node_id, ""), title)
        spoken = " ".join(part for part in parts if part)
        meaning = self.describe(node_id)
        return f"{spoken}{separator}{meaning}" if meaning else spoken

    def _title(self, node: Node) -> str:
        if node.tag in WORKING_TAGS:
            return self._label(node.tag)
        title = title_of(node)
        if not title and node.tag in ("list", "quotation"):
            title = " ".join(wording(node).split())
        return shortened(title, _TITLE_LENGTH) or self._label(node.tag)

    def _wanted(self, node: Node) -> list[Node]:
        children = outline_children(node, with_text=self.with_text)
        hidden = self._hidden
        return [each for each in children if each.id not in hidden] if hidden else children

    def _reset(self, root: Node) -> None:
        self.beginResetModel()
        self._rows.clear()
        self._by_id.clear()
        self._root = self._new_row(root, None)
        self.endResetModel()

    def _place_of(self, row: _Row) -> list[int]:
        places: list[int] = []
        above: _Row | None = row
        while above is not None and above.parent is not None:
            places.append(above.place)
            above = above.parent
        return places[::-1]

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
        wanted = self._wanted(node)
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
        row.children = [self._new_row(child, row) for child in self._wanted(node)]
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
