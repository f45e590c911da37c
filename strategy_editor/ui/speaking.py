"""What screen readers are told though nothing has the keyboard that would say it."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def speak(place: QWidget, sentence: str) -> None:
    """Let a screen reader say a sentence, where one runs, once it has said what it says now."""
    if sentence and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(place, sentence))
