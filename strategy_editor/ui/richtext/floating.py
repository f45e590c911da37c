"""Small frames that float over the window beside a text, and go along when it moves."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from strategy_editor.ui.theme import SPACE

_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Scroll})
_FOLLOW = QEvent.Type(QEvent.registerEventType())
"""Asks a frame to take its place, once whatever moves meanwhile."""


def visible_box(widget: QWidget) -> QRect:
    """Return what of a widget can be seen, in its own coordinates."""
    return widget.visibleRegion().boundingRect()


class Floating(QFrame):
    """A frame of the window, not a window of its own: the window's keys stay in force.

    Subclasses say in ``place`` where they belong. With ``anchor`` out of sight it hides.
    """

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor.window())
        self.anchor = anchor
        self.setObjectName("floating")
        self._watched: list[QWidget] = []
        self._is_wanted = False
        self._will_follow = False

    def appear(self) -> None:
        """Show it at its place, and go along with the anchor from now on."""
        window = self.anchor.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self._is_wanted = True
        self._watch()
        self.adjustSize()
        self._follow_anchor()

    def vanish(self) -> None:
        """Hide it."""
        self._is_wanted = False
        for widget in self._watched:
            widget.removeEventFilter(self)
        self._watched.clear()
        self.hide()

    def place(self) -> None:
        """Move to where it belongs."""
        raise NotImplementedError

    def put(self, corner: QPoint) -> None:
        """Move the corner to a place of the anchor, as far as the window reaches."""
        found = self.anchor.mapTo(self.anchor.window(), corner)
        room = self.anchor.window().rect()
        x = max(0, min(found.x(), room.width() - self.width()))
        y = max(0, min(found.y(), room.height() - self.height()))
        self.move(x, y)

    def put_below(self, box: QRect) -> None:
        """Stand below a box of the anchor, or above it where there is no room below."""
        window = self.anchor.window()
        below = self.anchor.mapTo(window, box.bottomLeft())
        y = below.y() + SPACE // 2
        if y + self.height() > window.height():
            above = self.anchor.mapTo(window, box.topLeft()).y() - SPACE // 2 - self.height()
            y = max(0, above if above >= 0 else window.height() - self.height())
        right = self.anchor.mapTo(window, QPoint(self.anchor.width(), 0)).x()
        if self.anchor.width() < self.width():
            right = window.width() - SPACE
        x = max(0, min(below.x() - SPACE, right - self.width()))
        self.move(x, y)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._is_wanted and not self._will_follow and event.type() in _MOVES:
            # A layout moves all around the anchor; what is posted comes after it, before painting.
            self._will_follow = True
            QCoreApplication.postEvent(self, QEvent(_FOLLOW))
        elif self._is_wanted and event.type() == QEvent.Type.Hide:
            self._follow_anchor()
        return super().eventFilter(watched, event)

    def customEvent(self, event: QEvent) -> None:
        if event.type() == _FOLLOW:
            self._will_follow = False
            if self._is_wanted:
                self._follow_anchor()

    def _follow_anchor(self) -> None:
        if visible_box(self.anchor).isEmpty():
            self.hide()
            return
        self.place()
        if not self.isVisible():
            self.show()
            self.raise_()

    def _watch(self) -> None:
        for widget in self._watched:
            widget.removeEventFilter(self)
        self._watched.clear()
        above: QWidget | None = self.anchor
        while above is not None:
            above.installEventFilter(self)
            self._watched.append(above)
            above = None if above.isWindow() else above.parentWidget()


class Popover(Floating):
    """A frame that takes the keyboard until it is done; leaving it closes it."""

    closed = Signal()

    def __init__(self, anchor: QWidget, box: QRect) -> None:
        super().__init__(anchor)
        self.setObjectName("popover")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._box = box
        self._is_done = False
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)
        anchor.destroyed.connect(self.deleteLater)

    def place(self) -> None:
        self.put_below(self._box)

    def finish(self) -> None:
        """Close and give the keyboard back to the text."""
        if self._is_done:
            return
        self._is_done = True
        self.anchor.setFocus(Qt.FocusReason.PopupFocusReason)
        self._leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finish()
        else:
            super().keyPressEvent(event)

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or self._is_done or new is self or self.isAncestorOf(new):
            return
        if isinstance(new.window(), QWidget) and new.window() is self.anchor.window():
            self._is_done = True
            self._leave()

    def _leave(self) -> None:
        self.vanish()
        self.closed.emit()
        self.close()
