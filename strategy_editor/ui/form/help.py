"""The help of a field, one key away: a bubble below it that Esc closes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from strategy_editor.ui.theme import SPACE

_WIDTH = 380


class HelpBubble(QFrame):
    """Help on a field; it goes with Esc, a click on it, or when the keyboard goes elsewhere."""

    def __init__(self, field: QWidget, title: str, lines: list[str]) -> None:
        super().__init__(field.window())
        self.setObjectName("bubble")
        self.setAccessibleName(". ".join((title, *lines)))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._field = field
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        box.setSpacing(SPACE // 2)
        for at, line in enumerate((title, *lines)):
            label = QLabel(line)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setObjectName("strong" if not at else "")
            box.addWidget(label)
        self.setFixedWidth(_WIDTH)
        self.setFixedHeight(box.heightForWidth(_WIDTH))
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    def open(self) -> None:
        """Show the bubble below the field, or above where there is no room."""
        window = self.window()
        place = self._field.mapTo(window, QPoint(0, self._field.height() + 2))
        if place.y() + self.height() > window.height():
            place = self._field.mapTo(window, QPoint(0, -self.height() - 2))
        place.setX(max(SPACE, min(place.x(), window.width() - self.width() - SPACE)))
        self.move(place)
        self.show()
        self.raise_()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.go()

    def go(self) -> None:
        """Close the bubble."""
        if self.isVisible():
            self.hide()
            self.deleteLater()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not isValid(self._field) or not self._field.isAncestorOf(new):
            self.go()


class Helped(QWidget):
    """A field whose help F1 opens and Esc closes."""

    _bubble: HelpBubble | None = None

    def help_title(self) -> str:
        """Return what the field is called."""
        raise NotImplementedError

    def help_lines(self) -> list[str]:
        """Return what helps to fill the field."""
        raise NotImplementedError

    def take_back(self) -> bool:
        """Take back unfinished input, as Esc does; return whether there was any."""
        return False

    def show_help(self) -> None:
        """Open the help, or close it where it is open."""
        if not self.close_help():
            self._bubble = HelpBubble(self, self.help_title(), self.help_lines())
            self._bubble.destroyed.connect(self._forget)
            self._bubble.open()

    def close_help(self) -> bool:
        """Close the help; return whether it was open."""
        bubble, self._bubble = self._bubble, None
        if bubble is None or not bubble.isVisible():
            return False
        bubble.go()
        return True

    def event(self, event: QEvent) -> bool:
        # Elsewhere F1 opens the manual: here it is taken before the window looks for it.
        if event.type() == QEvent.Type.ShortcutOverride and _is_plain(event, Qt.Key.Key_F1):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_plain(event, Qt.Key.Key_F1):
            self.show_help()
        elif not (_is_plain(event, Qt.Key.Key_Escape) and (self.close_help() or self.take_back())):
            super().keyPressEvent(event)

    def _forget(self) -> None:
        self._bubble = None


def _is_plain(event: QEvent, key: Qt.Key) -> bool:
    return (
        isinstance(event, QKeyEvent)
        and event.key() == key
        and event.modifiers() == Qt.KeyboardModifier.NoModifier
    )
