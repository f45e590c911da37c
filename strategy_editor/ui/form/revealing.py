"""Bringing a place of a form into view."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from strategy_editor.ui.theme import SPACE

_MARGIN = 3 * SPACE


def reveal(widget: QWidget) -> None:
    """Scroll to a widget once it has its place; of one higher than the view, to its top."""
    area = _area(widget)
    if area is not None:
        QTimer.singleShot(0, widget, lambda: _scroll(area, widget))


def _scroll(area: QScrollArea, widget: QWidget) -> None:
    page = area.widget()
    if page is None or not page.isAncestorOf(widget):
        return
    top = widget.mapTo(page, widget.rect().topLeft()).y() - _MARGIN
    bottom = top + widget.height() + 2 * _MARGIN
    bar, height = area.verticalScrollBar(), area.viewport().height()
    value = bar.value()
    if bottom > value + height:
        value = bottom - height
    bar.setValue(min(value, top) if top < value or bottom - top > height else value)


def _area(widget: QWidget) -> QScrollArea | None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent
