"""Enter presses the button that has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def presses(window: QWidget, event: QKeyEvent) -> bool:
    """Press the button with the keyboard if the key is Enter; return whether there was one.

    For key events that nothing inside the window took. Qt by itself has such a button react to
    the space bar only, and in a dialog Enter would press another one, the default.
    """
    button = window.focusWidget()
    if event.key() not in _ENTER or not isinstance(button, (QPushButton, QToolButton)):
        return False
    button.click()
    return True
