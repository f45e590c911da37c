"""Input widgets. Each shows a value and says when the user changed it; none knows a document."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.forms.candidates import Candidate
from strategy_editor.forms.dates import read_date, show_date
from strategy_editor.forms.values import read_number, show_number

_FOCUS_BACK = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_OF_THE_WINDOW = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class Input(QWidget):
    """A value as text, and a signal for the user's changes; showing a value never signals."""

    edited = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)

    def show_value(self, value: str) -> None:
        """Show a value, if it is not the one shown."""
        raise NotImplementedError

    def name_for_readers(self, name: str) -> None:
        """Name the control for screen readers."""
        self.focus_target().setAccessibleName(name)

    def focus_target(self) -> QWidget:
        """Return the control that takes the keyboard."""
        raise NotImplementedError


class _Line(QLineEdit):
    """A line that leaves undo and redo to the window, which knows all steps."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _is_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_undo(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _is_undo(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and any(event.matches(key) for key in _OF_THE_WINDOW)


class LineInput(Input):
    """One line of text."""

    def __init__(self) -> None:
        super().__init__()
        self.line = _Line()
        self.layout().addWidget(self.line)  # type: ignore[union-attr]
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self.edited)

    def show_value(self, value: str) -> None:
        if self.line.text() != value:
            self.line.setText(value)

    def focus_target(self) -> QWidget:
        return self.line


class ConvertedInput(LineInput):
    """A line that shows a value in the user's notation and gives it back in the file's.

    What cannot be understood is handed on as typed when the field is left: the draft keeps it,
    and the check says what is wrong with it.
    """

    def __init__(self, show: Callable[[str], str], read: Callable[[str], str | None]) -> None:
        super().__init__()
        self._show = show
        self._read = read
        self._value = ""
        self.line.textEdited.disconnect(self.edited)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._left)

    def show_value(self, value: str) -> None:
        if value != self._value or not self.line.hasFocus():
            self._value = value
            super().show_value(self._show(value))

    def _typed(self, text: str) -> None:
        value = self._read(text)
        if value is not None and value != self._value:
            self._value = value
            self.edited.emit(value)

    def _left(self) -> None:
        text = self.line.text()
        value = self._read(text)
        value = text.strip() if value is None else value
        if value != self._value:
            self._value = value
            self.edited.emit(value)
        super().show_value(self._show(self._value))


def date_input(language: str, *, partial: bool) -> ConvertedInput:
    """Return an input for a day, or with ``partial`` also a month or year."""
    return ConvertedInput(
        lambda value: show_date(value, language), lambda text: read_date(text, partial=partial)
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
        self.box.setChecked(value in ("true", "1"))

    def focus_target(self) -> QWidget:
        return self.box


class ChoiceInput(Input):
    """One of several values; what is not among them is shown as it is.

    ``provider`` is asked when the list is about to open, so that long lists cost nothing before.
    """

    def __init__(
        self, empty: str, provider: Callable[[], list[Candidate]], label: Callable[[str], str]
    ) -> None:
        super().__init__()
        self._empty = empty
        self._provider = provider
        self._label = label
        self._value = ""
        self.box = _Box(self._fill)
        self.layout().addWidget(self.box)  # type: ignore[union-attr]
        self.setFocusProxy(self.box)
        self.box.activated.connect(self._chosen)
        self._fill_one()

    def show_value(self, value: str) -> None:
        self._value = value
        self._fill_one()

    def focus_target(self) -> QWidget:
        return self.box

    def _fill_one(self) -> None:
        with QSignalBlocker(self.box):
            self.box.clear()
            shown = self._label(self._value) if self._value else self._empty
            self.box.addItem(shown, self._value)

    def _fill(self) -> None:
        with QSignalBlocker(self.box):
            self.box.clear()
            self.box.addItem(self._empty, "")
            for value, words in self._provider():
                self.box.addItem(words, value)
            at = self.box.findData(self._value)
            if at < 0:
                self.box.addItem(self._label(self._value), self._value)
                at = self.box.count() - 1
            self.box.setCurrentIndex(at)

    def _chosen(self, at: int) -> None:
        value = str(self.box.itemData(at) or "")
        if value != self._value:
            self._value = value
            self.edited.emit(value)


class _Box(QComboBox):
    """A combo box that fetches its list when it is needed, and leaves the wheel to the page."""

    def __init__(self, fill: Callable[[], None]) -> None:
        super().__init__()
        self._fill = fill
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.installEventFilter(self)

    def showPopup(self) -> None:
        self._fill()
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Arrow keys and letters choose without opening: the list has to be there by then. When
        # the opened list closes the focus comes back, too, but what was chosen is not told yet.
        entered = isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn
        if entered and event.reason() not in _FOCUS_BACK:  # type: ignore[attr-defined]
            self._fill()
        return super().eventFilter(watched, event)


class SegmentInput(Input):
    """A few values side by side; choosing the chosen one again takes it away."""

    def __init__(self, options: list[Candidate]) -> None:
        super().__init__()
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._buttons: dict[str, QPushButton] = {}
        for at, (value, words) in enumerate(options):
            button = QPushButton(words)
            button.setObjectName("segment")
            button.setCheckable(True)
            button.setProperty("place", _segment_place(at, len(options)))
            button.setMinimumWidth(_bold_width(button))
            button.clicked.connect(lambda _checked, chosen=value: self._clicked(chosen))
            box.addWidget(button)
            self._buttons[value] = button
        box.addStretch(1)
        self.layout().addWidget(row)  # type: ignore[union-attr]
        self._value = ""

    def show_value(self, value: str) -> None:
        self._value = value
        for each, button in self._buttons.items():
            button.setChecked(each == value)

    def name_for_readers(self, name: str) -> None:
        self.setAccessibleName(name)
        for button in self._buttons.values():
            button.setAccessibleName(f"{name}: {button.text()}")

    def focus_target(self) -> QWidget:
        return next(iter(self._buttons.values()), self)

    def _clicked(self, value: str) -> None:
        self.show_value("" if value == self._value else value)
        self.edited.emit(self._value)


def _bold_width(button: QPushButton) -> int:
    """The chosen segment is bold: its words must fit then, too."""
    font = button.font()
    font.setBold(True)
    return QFontMetrics(font).horizontalAdvance(button.text()) + 32


def _segment_place(at: int, total: int) -> str:
    if total == 1:
        return "only"
    return "first" if at == 0 else "last" if at == total - 1 else "middle"
