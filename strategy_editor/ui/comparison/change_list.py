"""The list of changes, one line each, cut where the column ends."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from strategy_editor.ui.comparison.changes_model import ChangesModel

_APART = 2


class ChangeList(QListView):
    """Shows the changes of a model; all lines are equally high."""

    def __init__(self, model: ChangesModel) -> None:
        super().__init__()
        self.setObjectName("changes")
        self.setModel(model)
        self.setItemDelegate(_Line(self))
        self.setUniformItemSizes(True)
        self.setSpacing(_APART)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)


class _Line(QStyledItemDelegate):
    """Asks for no width, so that a line is as wide as the list."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(1, super().sizeHint(option, index).height())
