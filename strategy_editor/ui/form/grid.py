"""Fields in rows of twelfths."""

from __future__ import annotations

from itertools import compress, count
from operator import ne

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from strategy_editor.ui.form.segments import SegmentInput
from strategy_editor.ui.theme import SPACE

_TWELFTHS = 12
_WIDE, _CLOSE = 38, 22
"""Heights of a line: in a narrower form fields are twice as wide, or as wide as it is."""


class FieldGrid(QWidget):
    """Lays fields out in rows; a field can be put in between later."""

    def __init__(self) -> None:
        super().__init__()
        self._fields: list[tuple[QWidget, int]] = []
        self._stretch = 1
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
        wanted = {id(widget) for widget, _ in fields}
        # Those before the first that is another one stay where they are.
        short = min(len(fields), len(self._fields))
        first = next(compress(count(), map(ne, fields, self._fields)), short)
        for widget, _ in self._fields[first:]:
            self._grid.removeWidget(widget)
            if id(widget) not in wanted:
                widget.hide()
        known = {id(widget) for widget, _ in self._fields}
        self._fields = fields
        self._place(known, first)

    def minimumSizeHint(self) -> QSize:
        """Return the room for the widest field alone: the others give way to the next row."""
        hint = super().minimumSizeHint()
        widths = [widget.minimumSizeHint().width() for widget, _ in self._fields]
        return QSize(min(hint.width(), max(widths, default=0)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        line = self.fontMetrics().height()
        stretch = 1 if self.width() >= _WIDE * line else 2 if self.width() >= _CLOSE * line else 12
        if stretch != self._stretch:
            self._stretch = stretch
            for widget, _ in self._fields:
                self._grid.removeWidget(widget)
            self._place({id(widget) for widget, _ in self._fields})

    def _place(self, known: set[int], first: int = 0) -> None:
        """Put the fields from one on in rows, each as wide as the form has room for."""
        fields = [(widget, min(_TWELFTHS, width * self._stretch)) for widget, width in self._fields]
        row = column = 0
        before: QWidget | None = None
        for at, (widget, width) in enumerate(fields):
            if column + width > _TWELFTHS:
                row, column = row + 1, 0
            if at >= first:
                self._put(widget, row, column, width)
            column += width
            if id(widget) not in known:
                widget.show()
            if before is not None and at >= first:
                QWidget.setTabOrder(before, widget)
            before = widget
        self.setVisible(bool(fields))

    def _put(self, widget: QWidget, row: int, column: int, width: int) -> None:
        segments = widget.findChild(SegmentInput)
        if segments is not None:
            widget.setMinimumWidth(segments.one_line if self._stretch == 1 else 0)
        self._grid.addWidget(widget, row, column, 1, width, Qt.AlignmentFlag.AlignTop)
