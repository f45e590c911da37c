"""The format bar: floats over the upper edge of the text that has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QWidget

from strategy_editor.ui.richtext.actions import TOOLS, TextActions
from strategy_editor.ui.richtext.floating import Floating, visible_box

_GAPS = frozenset({"reference", "link", "clear"})
"""Tools that begin a new group."""


class FormatBar(Floating):
    """Buttons of the actions. ``enter`` gives it the keyboard, arrows move, Esc goes back."""

    def __init__(self, actions: TextActions, anchor: QWidget, text: QWidget) -> None:
        super().__init__(anchor)
        self.setObjectName("format-bar")
        self._text = text
        self.buttons: list[QToolButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        for tool in TOOLS:
            if not tool.icon:
                continue
            if tool.name in _GAPS:
                row.addSpacing(6)
            button = QToolButton()
            button.setObjectName("format")
            button.setDefaultAction(actions.tools[tool.name])
            button.setIconSize(QSize(16, 16))
            # A click leaves the keyboard with the text.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.buttons.append(button)
            row.addWidget(button)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)

    def rename(self, name: str) -> None:
        """Name bar and buttons for screen readers."""
        self.setAccessibleName(name)
        for button in self.buttons:
            button.setAccessibleName(button.defaultAction().text())

    def place(self) -> None:
        """Above the right end of the text's frame, or within it where that is out of sight."""
        seen = visible_box(self.anchor)
        right = self.anchor.width() - self.width()
        above = -self.height() - 1
        y = above if seen.top() <= 0 else min(seen.top(), seen.bottom() - self.height())
        self.put(QPoint(max(0, right), y))

    def enter(self) -> None:
        """Take the keyboard."""
        for button in self.buttons:
            if button.isEnabled():
                button.setFocus(Qt.FocusReason.PopupFocusReason)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self._text.setFocus(Qt.FocusReason.PopupFocusReason)
        elif step is not None:
            usable = [each for each in self.buttons if each.isEnabled()]
            focused = [at for at, each in enumerate(usable) if each.hasFocus()]
            if focused:
                usable[(focused[0] + step) % len(usable)].setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press_focused()
        else:
            super().keyPressEvent(event)

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Stay while the keyboard is with the text, with the bar or with another program."""
        if self._is_wanted and new not in (None, self._text) and not self.isAncestorOf(new):
            self.vanish()

    def _press_focused(self) -> None:
        for button in self.buttons:
            if button.hasFocus():
                self._text.setFocus(Qt.FocusReason.PopupFocusReason)
                button.click()
                return
