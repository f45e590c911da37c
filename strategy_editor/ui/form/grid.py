"""Fields in rows of twelfths."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from strategy_editor.ui.theme import SPACE

_TWELFTHS = 12


class FieldGrid(QWidget):
    """Lays fields out in rows; a field can be put in between later."""

    def __init__(self) -> None:
        super().__init__()
        self._fields: list[tuple[QWidget, int]] = []
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(2 * SPACE)
        for column in range(_TWELFTHS):
            grid.setColumnStretch(column, 1)

    def show_fields(self, fields: list[tuple[QWidget, int]]) -> None:
        """Show fields with their widths in this order."""
        if fields == self._fields:
            return
        kept = {id(widget) for widget, _ in fields}
        for widget, _ in self._fields:
            self._grid.removeWidget(widget)
            if id(widget) not in kept:
                widget.hide()
        known = {id(widget) for widget, _ in self._fields}
        self._fields = fields
        row = column = 0
        before: QWidget | None = None
        for widget, width in fields:
            if column + width > _TWELFTHS:
                row, column = row + 1, 0
            self._grid.addWidget(widget, row, column, 1, width, Qt.AlignmentFlag.AlignTop)
            column += width
            if id(widget) not in known:
                widget.show()
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget
        self.setVisible(bool(fields))
