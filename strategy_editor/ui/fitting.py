"""Dialogs that fit on the screen: at 200 % a small one has room for 640 by 400 points."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.ui.entering import presses

_TITLE_BAR = 32
"""Pixels that the frame of a window may take above it."""


class FittedDialog(QDialog):
    """A dialog that is never larger than the screen.

    Where its content needs more room it can be scrolled, while the buttons in the last row stay in
    sight. Enter presses the button that has the keyboard. All dialogs of the program are of this
    kind.
    """

    @staticmethod
    def add_text(box: QBoxLayout, text: str, name: str = "") -> None:
        """Put a text of one or more lines into a layout; ``name`` is that of its look."""
        label = QLabel(text)
        label.setObjectName(name)
        label.setWordWrap(True)
        box.addWidget(label)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not presses(self, event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Fit before anything is seen."""
        self._fit()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        """Fit again where the content has grown: with other letters, or by a choice."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return done

    def _fit(self) -> None:
        room = room_of(self)
        self.setMinimumSize(self.minimumSize().boundedTo(room))
        layout = self.layout()
        if layout is None:
            return
        needed = _needed(layout, self.width(), room)
        if needed != needed.boundedTo(room):
            focused = self.focusWidget()
            _make_scrollable(self, layout, room.width())
            self.resize(self.size().expandedTo(_wish(layout)).boundedTo(room))
            if focused is not None:
                # What was moved is shown a moment later, and takes the keyboard only then.
                QTimer.singleShot(0, focused, focused.setFocus)
        else:
            self.resize(self.size().expandedTo(needed))
        self.resize(self.size().boundedTo(room))


def room_of(widget: QWidget) -> QSize:
    """Return how large a window may be on the screen that a widget is on."""
    return widget.screen().availableSize() - QSize(0, _TITLE_BAR)


def _needed(layout: QLayout, width: int, room: QSize) -> QSize:
    """Return the least size for a content; one that is higher than the room is made wider first.

    A word-wrapped text says how high it is only once its width is known.
    """
    least = layout.totalMinimumSize()
    for each in (max(width, least.width()), room.width()):
        needed = QSize(each, max(least.height(), layout.totalHeightForWidth(each)))
        if needed.height() <= room.height():
            break
    return needed


def _wish(layout: QLayout) -> QSize:
    margins = layout.contentsMargins()
    return layout.totalSizeHint() + QSize(margins.left() + margins.right(), 0)


def _make_scrollable(dialog: QDialog, layout: QLayout, width: int) -> None:
    """Put the content of a dialog into a scroll area, all but the row of buttons at its end.

    Buttons that are too wide for a row stand below one another.
    """
    margins = layout.contentsMargins()
    buttons = _buttons_of(layout)
    content = QWidget()
    content.setObjectName("scrolled")
    content.setLayout(layout)
    scroll = QScrollArea()
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setWidget(content)
    outer = QVBoxLayout(dialog)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    outer.addWidget(scroll, 1)
    if buttons is None:
        return
    below = QVBoxLayout()
    top = layout.spacing()
    below.setContentsMargins(margins.left(), top, margins.right(), margins.bottom())
    layout.setContentsMargins(margins.left(), margins.top(), margins.right(), top)
    widget, row = buttons.widget(), buttons.layout()
    is_wide = buttons.minimumSize().width() + margins.left() + margins.right() > width
    if isinstance(widget, QDialogButtonBox):
        if is_wide:
            widget.setOrientation(Qt.Orientation.Vertical)
        below.addWidget(widget)
    elif isinstance(row, QBoxLayout):
        if is_wide:
            row.setDirection(QBoxLayout.Direction.TopToBottom)
        below.addLayout(row)
    outer.addLayout(below)


def _buttons_of(layout: QLayout) -> QLayoutItem | None:
    """Take the last row out of a layout where it has buttons, and at most words beside them."""
    last = layout.itemAt(layout.count() - 1)
    if last is None:
        return None
    row = last.layout()
    holds = isinstance(last.widget(), QDialogButtonBox) or (
        isinstance(row, QBoxLayout) and _has_buttons(row)
    )
    return layout.takeAt(layout.count() - 1) if holds else None


def _has_buttons(row: QLayout) -> bool:
    items = [row.itemAt(at) for at in range(row.count())]
    widgets = [item.widget() for item in items if item is not None]
    shown = [each for each in widgets if each is not None]
    buttons = [each for each in shown if isinstance(each, QAbstractButton)]
    others = [each for each in shown if each not in buttons]
    return bool(buttons) and all(not each.focusPolicy().value for each in others)
