"""A few values side by side, of which one may be chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from strategy_editor.forms.candidates import Candidate
from strategy_editor.ui.flow import FlowLayout
from strategy_editor.ui.form.inputs import Input

_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class SegmentInput(Input):
    """A few values side by side; choosing the chosen one again takes it away.

    One stop for the Tab key: the arrow keys go from value to value, the space bar chooses.
    """

    def __init__(self, options: list[Candidate]) -> None:
        super().__init__()
        row = _Row()
        self._buttons: dict[str, QPushButton] = {}
        for value, words in options:
            button = QPushButton(words)
            button.setObjectName("segment")
            button.setCheckable(True)
            button.setMinimumWidth(_bold_width(button))
            button.clicked.connect(lambda _checked, chosen=value: self._clicked(chosen))
            button.installEventFilter(self)
            row.add(button)
            self._buttons[value] = button
        self.one_line = sum(each.minimumWidth() for each in self._buttons.values())
        """The width at which all segments stand side by side."""
        self.layout().addWidget(row)  # type: ignore[union-attr]
        self.show_value("")

    def show_value(self, value: str) -> None:
        self._value = value
        for each, button in self._buttons.items():
            button.setChecked(each == value)
        self._stop_at(self.focus_target())

    def name_for_readers(self, name: str) -> None:
        self.setAccessibleName(name)
        for button in self._buttons.values():
            button.setAccessibleName(f"{name}: {button.text()}")

    def describe(self, text: str) -> None:
        for button in self._buttons.values():
            button.setAccessibleDescription(text)
            button.setToolTip(text)

    def set_read_only(self, is_read_only: bool) -> None:
        for button in self._buttons.values():
            button.setEnabled(not is_read_only)

    def mark_missing(self, is_missing: bool) -> None:
        """The sentence below says it: segments have no frame of their own to colour."""

    def focus_target(self) -> QWidget:
        chosen = self._buttons.get(self._value)
        return chosen or next(iter(self._buttons.values()), self)

    def described_targets(self) -> list[QWidget]:
        return [*self._buttons.values()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _STEPS
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            buttons = list(self._buttons.values())
            at = buttons.index(watched) + _STEPS[Qt.Key(event.key())]  # type: ignore[arg-type]
            buttons[at % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QPushButton):
            self._stop_at(watched)
        return super().eventFilter(watched, event)

    def _stop_at(self, stop: QWidget) -> None:
        policy = Qt.FocusPolicy
        for button in self._buttons.values():
            button.setFocusPolicy(policy.StrongFocus if button is stop else policy.ClickFocus)

    def _clicked(self, value: str) -> None:
        self.show_value("" if value == self._value else value)
        self.edited.emit(self._value)


class _Row(QWidget):
    """The segments; in a narrow form they stand in two lines, each with a frame of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._segments: list[QPushButton] = []
        self._places: list[str] = []
        self._flow = FlowLayout()
        self._flow.setSpacing(0)
        self.setLayout(self._flow)

    def add(self, segment: QPushButton) -> None:
        self._segments.append(segment)
        self._flow.addWidget(segment)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._frame()
        return handled

    def _frame(self) -> None:
        tops = [None, *(each.y() for each in self._segments), None]
        places = [
            _place(begins=tops[at] != top, ends=tops[at + 2] != top)
            for at, top in enumerate(tops[1:-1])
        ]
        if places == self._places:
            return
        self._places = places
        for segment, place in zip(self._segments, places, strict=True):
            if segment.property("place") != place:
                segment.setProperty("place", place)
                segment.style().polish(segment)


def _place(*, begins: bool, ends: bool) -> str:
    if begins and ends:
        return "only"
    return "first" if begins else "last" if ends else "middle"


def _bold_width(button: QPushButton) -> int:
    """The chosen segment is bold: its words must fit then, too."""
    font = button.font()
    font.setBold(True)
    return QFontMetrics(font).horizontalAdvance(button.text()) + 32
