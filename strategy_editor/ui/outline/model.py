"""The outline as Qt sees it: rows that follow the document from revision to revision."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt

from strategy_editor.document.node import Node
from strategy_editor.document.texts import Printed, mentions, shortened, title_of, wording
from strategy_editor.ui.outline.entries import WORKING_TAGS, outline_children
from strategy_editor.ui.outline.marks import Look, Marks, differing

Index = QModelIndex | QPersistentModelIndex

_NO_FLAGS = Qt.ItemFlag.ItemIsDropEnabled
_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemIsDropEnabled
)
ID_ROLE = Qt.ItemDataRole.UserRole
NUMBER_ROLE = Qt.ItemDataRole.UserRole + 2
_TITLE_LENGTH = 160
_FEW = 64
"""Rows that come or go one by one; more are cheaper shown from the beginning."""


@dataclass(eq=False)
class _Row:
    node: Node
    parent: _Row | None
    key: int
    children: list[_Row] | None = None
    place: int = 0
    line: tuple[str, int] | None = None


class OutlineModel(QAbstractItemModel):
    """Rows for the elements the outline shows; edits go through the controller.

    ``show`` follows a new root: rows whose element is the same object are not touched, moved
    ones are moved. Rows are made when they are asked for, so that a long document costs what is
    unfolded of it. Indexes carry a number of our own, never an object.
    """

    def __init__(
        self, root: Node, label: Callable[[str], str], numbers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self._label = label
        self.printed: Printed = lambda _reference: ""
        """Returns what a cross reference reads in the title of a row."""
        self._mentioning: dict[str, str] = {}
        self._keys = count(1)
        self._rows: dict[int, _Row] = {}
        self._by_id: dict[str, _Row] = {}
        self._numbers: Mapping[str, str] = numbers or {}
        self._marks = Marks()
        self.hidden: frozenset[str] = frozenset()
        """The ids of the elements that are left out."""
        self.with_text = False
        """Whether paragraphs, lists and quotations have rows; see ``show_only``."""
        self.describe: Callable[[str], str] = lambda _node_id: ""
        """Returns what the marks of an element mean, for its tooltip and screen readers."""
        self.path_to: Callable[[str], Sequence[str]] = lambda _node_id: ()
        """Returns the ids from the root down to an element, nothing where it is unknown."""
        self._root = self._new_row(root, None)

    def show(self, root: Node, numbers: Mapping[str, str]) -> None:
        """Follow the document to a new root and its printed numbers."""
        old, self._numbers = self._numbers, numbers
        if self._root.node.id != root.id or self._root.node.tag != root.tag:
            self._reset(root)
            return
        self._follow(self._root, root)
        if old is not numbers:
            self._announce(differing(old, numbers))
        if self._mentioning:
            self._follow_mentions()

    def show_only(
        self,
        hidden: Collection[str],
        *,
        with_text: bool,
        marks: Marks | None = None,
        afresh: bool = False,
    ) -> bool:
        """Leave rows out, and have rows for texts or not; return whether all began anew.

        A few rows come or go one by one, unless ``afresh`` asks for the beginning.
        """
        others = self.hidden ^ frozenset(hidden)
        is_reset = afresh or with_text != self.with_text or len(others) > _FEW
        if is_reset:
            self.hidden, self.with_text = frozenset(hidden), with_text
            self._marks = marks or self._marks
            self._reset(self._root.node)
            return True
        if others:
            self._show_or_hide(others, frozenset(hidden))
        if marks is not None:
            self.show_marks(marks)
        return False

    def reveal(self, node_ids: Collection[str]) -> None:
        """Give elements rows that were left out."""
        hidden = self.hidden - {*node_ids}
        if hidden != self.hidden:
            self.show_only(hidden, with_text=self.with_text)

    def show_marks(self, marks: Marks) -> None:
        """Mark the rows; those whose marks are others are painted anew."""
        old, self._marks = self._marks, marks
        self._announce(old.differing(marks))

    def children_of(self, node_id: str) -> list[str]:
        """Return the ids of the rows directly below a row; of the root for nothing."""
        row = self._found(node_id) or self._root
        return [child.node.id or "" for child in self._children(row)]

    def line_of(self, index: Index) -> tuple[str, int]:
        """Return what a row says, number and title, and how deep it lies; 1 at the top."""
        row = self._row(index)
        if row.line is None:
            number, title = self._numbers.get(row.node.id or "", ""), self._title(row.node)
            self._note_mentions(row.node, title)
            row.line = (f"{number}\u2002{title}" if number else title, len(self._place_of(row)))
        return row.line

    def look_of(self, index: Index) -> tuple[str, Look]:
        """Return the type of a row's element and what it is marked with.

        Asked for past Qt, which takes as long for a role as a row takes to paint.
        """
        node = self._row(index).node
        return node.tag, self._marks.of(node.id or "")

    def in_order(self, node_ids: Collection[str]) -> list[str]:
        """Return those of the ids that have rows, in the order of the rows."""
        found = [(self._place_of(row), each) for each in node_ids if (row := self._found(each))]
        return [node_id for _, node_id in sorted(found)]

    def relabel(self) -> None:
        """Show the labels of another language."""
        self._announce([*self._by_id])

    def index_of(self, node_id: str) -> QModelIndex:
        """Return the index of an element, invalid where it has no row."""
        row = self._found(node_id)
        return self._index_of(row) if row is not None else QModelIndex()

    def node_id(self, index: Index) -> str:
        """Return the id of the element at an index."""
        return self._row(index).node.id or ""

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        children = self._children(self._row(parent))
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, column, children[row].key)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        parent = self._row(index).parent if index.isValid() else None
        return self._index_of(parent) if parent is not None else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return len(self._children(self._row(parent)))

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
            case _:
                return self._numbers.get(node_id, "") if role == NUMBER_ROLE else None

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:
        row = self._row(parent)
        return bool(self._wanted(row.node) if row.children is None else row.children)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else _NO_FLAGS

    def _spoken(self, node: Node, separator: str) -> str:
        node_id = node.id or ""
        title = shortened(title_of(node, self.printed), 4 * _TITLE_LENGTH)
        label = self._label(node.tag)
        # A foreword is mostly called Foreword: once is enough.
        parts = (label, self._numbers.get(node_id, ""), title if title != label else "")
        spoken = " ".join(part for part in parts if part)
        meaning = self.describe(node_id)
        return f"{spoken}{separator}{meaning}" if meaning else spoken

    def _title(self, node: Node) -> str:
        if node.tag in WORKING_TAGS:
            return self._label(node.tag)
        title = title_of(node, self.printed)
        if not title and node.tag in ("list", "quotation"):
            title = " ".join(wording(node, self.printed).split())
        return shortened(title, _TITLE_LENGTH) or self._label(node.tag)

    def _note_mentions(self, node: Node, title: str) -> None:
        """Remember a title with cross references: it changes with what they refer to."""
        if mentions(node):
            self._mentioning[node.id or ""] = title

    def _follow_mentions(self) -> None:
        for node_id, title in [*self._mentioning.items()]:
            row = self._by_id.get(node_id)
            if row is None:
                del self._mentioning[node_id]
            elif self._title(row.node) != title:
                self._announce([node_id])

    def _wanted(self, node: Node) -> list[Node]:
        children = outline_children(node, with_text=self.with_text)
        hidden = self.hidden
        return [each for each in children if each.id not in hidden] if hidden else children

    def _reset(self, root: Node) -> None:
        self.beginResetModel()
        for row in self._rows.values():
            # Without circles they go at once, and sweeping up has nothing to do.
            row.parent = None
        self._rows.clear()
        self._mentioning.clear()
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

    def _announce(self, ids: Iterable[str]) -> None:
        for node_id in ids:
            row = self._by_id.get(node_id)
            if row is not None and row.parent is not None:
                row.line = None
                index = self._index_of(row)
                self.dataChanged.emit(index, index)

    def _follow(self, row: _Row, node: Node) -> None:
        if row.node is node:
            return
        before, row.node, row.line = row.node, node, None
        wanted = self._wanted(node)
        if row.children is None and bool(had := self._wanted(before)) != bool(wanted):
            self._make_children(row, had)
        if row.parent is not None and _says(before) != _says(node):
            self._announce([node.id or ""])
        if row.children is not None:
            self._arrange(row, wanted)
            for child_row, child in zip(row.children, wanted, strict=True):
                self._follow(child_row, child)

    def _arrange(self, row: _Row, wanted: list[Node]) -> None:
        """Let the rows below a row be those of the elements wanted, in their order."""
        index, children = self._index_of(row), self._children(row)
        if [child.node.id for child in children] != [child.id for child in wanted]:
            self._drop_missing(children, row, index, {child.id for child in wanted})
            self._put_in_order(children, row, index, wanted)
            self._drop_surplus(children, index, len(wanted))

    def _show_or_hide(self, others: Collection[str], hidden: frozenset[str]) -> None:
        """Let few rows come or go where the row above has its rows already."""
        above = {path[-2] for each in others if len(path := self.path_to(each)) > 1}
        rows = [row for each in above if (row := self._found(each)) is not None]
        for row in rows:
            self._children(row)
        self.hidden = hidden
        for row in rows:
            if row is self._root or row.key in self._rows:
                self._arrange(row, self._wanted(row.node))

    def _drop_missing(
        self, children: list[_Row], row: _Row, index: QModelIndex, wanted: set[str | None]
    ) -> None:
        for position in reversed(range(len(children))):
            if children[position].node.id not in wanted:
                self.beginRemoveRows(index, position, position)
                self._forget(children.pop(position))
                self._number(row, position)
                self.endRemoveRows()

    def _put_in_order(
        self, children: list[_Row], row: _Row, index: QModelIndex, wanted: list[Node]
    ) -> None:
        for position, child in enumerate(wanted):
            present = children[position].node.id if position < len(children) else None
            if present == child.id:
                continue
            at = _position(children, child.id, position)
            if at is None:
                self.beginInsertRows(index, position, position)
                children.insert(position, self._new_row(child, row))
                self._number(row, position)
                self.endInsertRows()
            else:
                self.beginMoveRows(index, at, at, index, position)
                children.insert(position, children.pop(at))
                self._number(row, position)
                self.endMoveRows()

    def _drop_surplus(self, children: list[_Row], index: QModelIndex, wanted: int) -> None:
        """Where two elements carried one id, a row of that id may be left over."""
        for position in reversed(range(wanted, len(children))):
            self.beginRemoveRows(index, position, position)
            self._forget(children.pop(position))
            self.endRemoveRows()

    def _children(self, row: _Row) -> list[_Row]:
        if row.children is None:
            return self._make_children(row, self._wanted(row.node))
        return row.children

    def _make_children(self, row: _Row, nodes: list[Node]) -> list[_Row]:
        row.children = children = [self._new_row(child, row) for child in nodes]
        self._number(row, 0)
        return children

    def _new_row(self, node: Node, parent: _Row | None) -> _Row:
        row = _Row(node, parent, next(self._keys))
        self._rows[row.key] = row
        if node.id is not None:
            self._by_id[node.id] = row
        return row

    def _found(self, node_id: str) -> _Row | None:
        """The row of an element; it is made where the way down to it leads to one."""
        if node_id in self._by_id or not node_id:
            return self._by_id.get(node_id)
        for above in self.path_to(node_id)[:-1]:
            row = self._by_id.get(above)
            if row is None:
                return None
            self._children(row)
        return self._by_id.get(node_id)

    def _forget(self, row: _Row) -> None:
        del self._rows[row.key]
        if self._by_id.get(row.node.id or "") is row:
            del self._by_id[row.node.id or ""]
        for child in row.children or ():
            self._forget(child)

    def _number(self, row: _Row, start: int) -> None:
        children = row.children or []
        for place in range(start, len(children)):
            children[place].place = place

    def _index_of(self, row: _Row) -> QModelIndex:
        if row.parent is None:
            return QModelIndex()
        return self.createIndex(row.place, 0, row.key)

    def _row(self, index: Index) -> _Row:
        return self._rows[index.internalId()] if index.isValid() else self._root


def _position(rows: list[_Row], node_id: str | None, start: int) -> int | None:
    return next((at for at, row in enumerate(rows) if at >= start and row.node.id == node_id), None)


def _says(node: Node) -> tuple[str, str]:
    """What a row shows of an element, without its number and marks."""
    is_text = node.tag in ("list", "quotation")
    return node.tag, title_of(node) or (wording(node) if is_text else "")
