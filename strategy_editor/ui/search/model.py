"""Hits as rows of a list; in replacing, each with a box to leave it out."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from strategy_editor.search.find import Found, Hit
from strategy_editor.workspace.wording import Wording

HIT_ROLE = Qt.ItemDataRole.UserRole
PLACE_ROLE = Qt.ItemDataRole.UserRole + 1
PARTS_ROLE = Qt.ItemDataRole.UserRole + 2
_BEFORE, _AFTER = 24, 120
Index = QModelIndex | QPersistentModelIndex


class HitsModel(QAbstractListModel):
    """The hits of the newest search; sentences are made when a row is painted."""

    choiceChanged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.hits: tuple[Hit, ...] = ()
        self._left_out: set[int] = set()
        self._wording: Wording | None = None
        self._replaces = False

    def show(self, found: Found, wording: Wording, *, replaces: bool) -> None:
        """Show hits; ``replaces`` says whether they are to be replaced."""
        kept = {_identity(self.hits[row]) for row in self._left_out} if replaces else set()
        self.beginResetModel()
        self.hits, self._wording, self._replaces = found.hits, wording, replaces
        self._left_out = {row for row, hit in enumerate(self.hits) if _identity(hit) in kept}
        self.endResetModel()
        self.choiceChanged.emit()

    def chosen(self) -> list[Hit]:
        """Return the hits that are to be replaced."""
        return [
            hit
            for row, hit in enumerate(self.hits)
            if hit.replacement is not None and row not in self._left_out
        ]

    def row_of(self, hit: Hit) -> int:
        """Return the row of a hit, or of the first at or behind its place; -1 without any."""
        wanted = _identity(hit)
        for row, each in enumerate(self.hits):
            if _identity(each) == wanted:
                return row
        return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._can_choose(index):
            return plain | Qt.ItemFlag.ItemIsUserCheckable
        return plain

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        hit, wording = self.hits[index.row()], self._wording
        assert wording is not None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                place = wording.place(hit.place.node_id, hit.place.field)
                return f"{''.join(_parts(hit, self._replaces))} – {place}"
            case Qt.ItemDataRole.ToolTipRole:
                return wording.place(hit.place.node_id, hit.place.field)
            case Qt.ItemDataRole.CheckStateRole if self._can_choose(index):
                left_out = index.row() in self._left_out
                return Qt.CheckState.Unchecked if left_out else Qt.CheckState.Checked
            case _ if role == HIT_ROLE:
                return hit
            case _ if role == PLACE_ROLE:
                return wording.place(hit.place.node_id, hit.place.field)
            case _ if role == PARTS_ROLE:
                return _parts(hit, self._replaces)
            case _:
                return None

    def toggle(self, index: QModelIndex) -> None:
        """Leave a hit out of replacing, or take it in again."""
        left_out = index.row() in self._left_out
        state = Qt.CheckState.Checked if left_out else Qt.CheckState.Unchecked
        self.setData(index, state, Qt.ItemDataRole.CheckStateRole)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not self._can_choose(index):
            return False
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._left_out.discard(index.row())
        else:
            self._left_out.add(index.row())
        self.dataChanged.emit(index, index)
        self.choiceChanged.emit()
        return True

    def _can_choose(self, index: Index) -> bool:
        return self._replaces and self.hits[index.row()].replacement is not None


def _parts(hit: Hit, replaces: bool) -> tuple[str, str, str, str]:
    """Return what stands before a hit, the hit, what comes in its place, and what follows."""
    text = hit.place.text
    start = max(0, hit.start - (_BEFORE // 2 if replaces else _BEFORE))
    before = " ".join(text[start : hit.start].split("\n"))
    if start:
        before = "…" + before[before.find(" ") + 1 :]
    after = " ".join(text[hit.end : hit.end + _AFTER].split("\n"))
    new = hit.replacement if replaces and hit.replacement is not None else ""
    return before, hit.found, new, after


def _identity(hit: Hit) -> tuple[object, ...]:
    place = hit.place
    return place.node_id, place.trail, place.attribute, hit.start
