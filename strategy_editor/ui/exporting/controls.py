"""Small controls of the export dialog: boxes of choices, a path with a button."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from strategy_editor.ui.theme import SPACE


class _CalmBox(QComboBox):
    """A box that a wheel scrolls past; it changes nothing unless the box has the keyboard."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def choice(name: str, label: str, entries: Iterable[tuple[str, str]]) -> QComboBox:
    """Return a box of choices, (value, words)."""
    box = _CalmBox()
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    # A long choice must not push the others aside.
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    box.setObjectName(name)
    box.setAccessibleName(label)
    for value, words in entries:
        box.addItem(words, value)
    return box


def choose(box: QComboBox, value: str) -> None:
    """Choose a value; the first one where there is none of that name."""
    box.setCurrentIndex(max(0, box.findData(value)))


def forbid(box: QComboBox, at: int, reason: str) -> None:
    """Grey a choice out and say why; an empty reason allows it."""
    model = box.model()
    assert isinstance(model, QStandardItemModel)
    model.item(at).setEnabled(not reason)
    box.setItemData(at, reason, Qt.ItemDataRole.ToolTipRole)


def is_allowed(box: QComboBox, at: int) -> bool:
    """Whether a choice is not greyed out."""
    model = box.model()
    assert isinstance(model, QStandardItemModel)
    return model.item(at).isEnabled()


class PathLine(QWidget):
    """A file's path to be written or chosen with a button."""

    def __init__(self, name: str, label: str, browse: str, ask: Callable[[], str]) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.line = QLineEdit()
        self.line.setObjectName(name)
        self.line.setAccessibleName(label)
        self.button = QPushButton(browse)
        self.button.setObjectName(f"{name}-browse")
        self.button.setAccessibleName(f"{label}: {browse}")
        self.button.setAutoDefault(False)
        self._ask = ask
        self.button.clicked.connect(self._browse)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)

    @property
    def path(self) -> str:
        """The path as written, without space around it."""
        return self.line.text().strip()

    def _browse(self) -> None:
        answer = self._ask()
        if answer:
            self.line.setText(answer)
            self.line.setToolTip(answer)
