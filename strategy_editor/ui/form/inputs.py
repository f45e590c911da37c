"""Input widgets. Each shows a value and says when the user changed it; none knows a document."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from strategy_editor.editing.typing import caret_after
from strategy_editor.forms.dates import has_short_year, read_date, show_date
from strategy_editor.forms.values import read_number, show_number
from strategy_editor.ui.richtext.clipboard import one_line

_OF_THE_WINDOW = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class Input(QWidget):
    """A value as text, and a signal for the user's changes; showing a value never signals.

    ``left`` tells that the user has gone on to something else.
    """

    edited = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)

    def show_value(self, value: str) -> None:
        """Show a value, if it is not the one shown."""
        raise NotImplementedError

    def show_empty_as(self, words: str) -> None:
        """Say something where there is no value."""

    def show_various(self, words: str) -> None:
        """Say that there are several values at once."""
        self.show_value("")
        self.show_empty_as(words)

    def name_for_readers(self, name: str) -> None:
        """Name the control for screen readers."""
        self.focus_target().setAccessibleName(name)

    def describe(self, text: str) -> None:
        """Describe the control for screen readers and in its tooltip."""
        self.focus_target().setAccessibleDescription(text)
        self.focus_target().setToolTip(text)

    def focus_target(self) -> QWidget:
        """Return the control that takes the keyboard."""
        raise NotImplementedError

    def described_targets(self) -> list[QWidget]:
        """Return what a screen reader reads the description of."""
        target = self.focus_target()
        return [target.focusProxy() or target]

    def set_read_only(self, is_read_only: bool) -> None:
        """Let the value be read only."""
        self.focus_target().setEnabled(not is_read_only)

    def take_over(self) -> None:
        """Hand on what stands there unfinished."""

    def mark_missing(self, is_missing: bool) -> None:
        """Show that something is required here."""
        target = self.focus_target()
        if bool(target.property("missing")) != is_missing:
            target.setProperty("missing", is_missing)
            target.style().polish(target)


class _Line(QLineEdit):
    """A line that leaves undo and redo to the window, which knows all steps."""

    placeholder = ""
    """What a new element says here until it gets a text: selected when the cursor comes."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and is_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_undo(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.text() and self.text() == self.placeholder:
            # After the click that brought the cursor here.
            QTimer.singleShot(0, self, self.selectAll)


def is_undo(event: QEvent) -> bool:
    """Whether a key asks for undo or redo, which are the window's."""
    return isinstance(event, QKeyEvent) and any(event.matches(key) for key in _OF_THE_WINDOW)


class LineInput(Input):
    """One line of text."""

    def __init__(self) -> None:
        super().__init__()
        self.line = _Line()
        self.layout().addWidget(self.line)  # type: ignore[union-attr]
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._written)
        self.line.editingFinished.connect(self.left)

    def show_value(self, value: str) -> None:
        old = self.line.text()
        if old != value:
            self.line.setText(value)
            self.line.setCursorPosition(caret_after(old, value) if old else 0)

    def show_empty_as(self, words: str) -> None:
        self.line.setPlaceholderText(words)

    def focus_target(self) -> QWidget:
        return self.line

    def set_read_only(self, is_read_only: bool) -> None:
        self.line.setReadOnly(is_read_only)

    def _written(self, text: str) -> None:
        """Hand on what was typed or pasted, breaks of lines as blanks."""
        plain = one_line(text)
        if plain != text:
            at = len(one_line(text[: self.line.cursorPosition()]))
            self.line.setText(plain)
            self.line.setCursorPosition(at)
        self.edited.emit(plain)


class ConvertedInput(LineInput):
    """A line that shows a value in the user's notation and gives it back in the file's.

    What cannot be understood is handed on as typed when the field is left: the draft keeps it,
    and the check says what is wrong with it. ``waits`` says of a text that it may go on.
    """

    def __init__(
        self,
        show: Callable[[str], str],
        read: Callable[[str], str | None],
        waits: Callable[[str], bool] = lambda _text: False,
    ) -> None:
        super().__init__()
        self._show = show
        self._read = read
        self._waits = waits
        self._value = ""
        self.line.textEdited.disconnect(self._written)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.disconnect(self.left)
        self.line.editingFinished.connect(self._left)

    def show_value(self, value: str) -> None:
        if value != self._value or not self.line.hasFocus():
            self._value = value
            super().show_value(self._show(value))

    def take_over(self) -> None:
        value = self._read(self.line.text())
        value = self.line.text().strip() if value is None else value
        if value != self._value:
            self._value = value
            self.edited.emit(value)

    def _typed(self, text: str) -> None:
        value = None if self._waits(text) else self._read(text)
        if value is not None and value != self._value:
            self._value = value
            self.edited.emit(value)

    def _left(self) -> None:
        self.take_over()
        super().show_value(self._show(self._value))
        self.left.emit()


def date_input(language: str, *, partial: bool, begins: bool = False) -> ConvertedInput:
    """Return an input for a day, or with ``partial`` also a month, quarter or year."""
    return ConvertedInput(
        lambda value: show_date(value, language),
        lambda text: read_date(text, partial=partial, begins=begins),
        has_short_year,
    )


def number_input(language: str) -> ConvertedInput:
    """Return an input for a decimal number."""
    return ConvertedInput(
        lambda value: show_number(value, language), lambda text: read_number(text, language)
    )


class BooleanInput(Input):
    """A yes or no; absent counts as no."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.box = QCheckBox(text)
        self.layout().addWidget(self.box)  # type: ignore[union-attr]
        self.setFocusProxy(self.box)
        self.box.clicked.connect(lambda checked: self.edited.emit("true" if checked else ""))

    def show_value(self, value: str) -> None:
        self.box.setTristate(False)
        self.box.setChecked(value in ("true", "1"))

    def show_various(self, words: str) -> None:
        self.box.setCheckState(Qt.CheckState.PartiallyChecked)

    def focus_target(self) -> QWidget:
        return self.box
