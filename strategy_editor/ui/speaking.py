"""What screen readers are told though nothing has the keyboard that would say it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def speak(place: QWidget, sentence: str) -> None:
    """Let a screen reader say a sentence, where one runs, once it has said what it says now."""
    if sentence and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(place, sentence))


def speak_row(line: QWidget, index: QModelIndex) -> None:
    """Let the row in hand be said while the keyboard stays in the line that searches the list."""
    if index.isValid() and line.hasFocus():
        role = Qt.ItemDataRole
        words = index.data(role.AccessibleTextRole) or index.data(role.DisplayRole)
        speak(line, str(words or ""))
