"""The preferences; each takes effect at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.i18n import Translator
from strategy_editor.ui.fitting import FittedDialog
from strategy_editor.ui.theme import SPACE
from strategy_editor.workspace.settings import Settings

_WIDTH = 640
_LABELS = 190
"""Pixels: the column of labels is as wide in all groups."""
_CHOICES = {
    "language": ("", "de", "en"),
    "theme": ("system", "light", "dark"),
    "backup": ("beside", "folder", "none"),
    "profile": ("sachsen", "plain"),
}
_GROUPS: dict[str, tuple[str, ...]] = {
    "looks": ("language", "theme", "font_size"),
    "person": ("author",),
    "saving": ("autosave_seconds", "backup", "restore_session"),
    "new": ("profile",),
}
_NUMBERS = {
    "font_size": (0, 8, 9, 10, 11, 12, 14, 16, 18, 20, 24),
    "autosave_seconds": (0, 60, 300, 600, 900, 1800),
}


class Preferences(FittedDialog):
    """Shows settings; ``change`` is called with the new ones after each change."""

    def __init__(
        self,
        parent: QWidget,
        translate: Translator,
        settings: Settings,
        change: Callable[[Settings], None],
    ) -> None:
        super().__init__(parent)
        self.setObjectName("preferences")
        self._translate = translate
        self._settings = settings
        self._change = change
        self._inputs: dict[str, QWidget] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        self._box.setSpacing(2 * SPACE)
        self._content = QWidget()
        self._box.addWidget(self._content)
        self._reset_button = QPushButton()
        self._close_button = QPushButton()
        self._box.addLayout(self._buttons())
        self.setMinimumWidth(_WIDTH)
        self._fill()

    def input(self, name: str) -> QWidget:
        """Return the control of a setting."""
        return self._inputs[name]

    def _fill(self) -> None:
        """Put everything in, in the present language."""
        self.setWindowTitle(self._translate("preferences.title"))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        for group, names in _GROUPS.items():
            head = QLabel(self._translate(f"preferences.group.{group}"))
            head.setObjectName("strong")
            column.addWidget(head)
            form = QFormLayout()
            form.setSpacing(SPACE)
            form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
            form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
            for name in names:
                self._add(form, name)
            column.addLayout(form)
        self._box.replaceWidget(self._content, content)
        self._content.deleteLater()
        self._content = content
        self._reset_button.setText(self._translate("preferences.reset"))
        self._close_button.setText(self._translate("ask.close"))

    def _add(self, form: QFormLayout, name: str) -> None:
        key = name.replace("_", "-")
        label = self._translate(f"preferences.{key}")
        widget = self._inputs[name] = self._make(name)
        widget.setObjectName(f"preference-{name}")
        widget.setAccessibleName(label)
        help_text = self._translate(f"preferences.{key}.help")
        widget.setToolTip(help_text)
        widget.setAccessibleDescription(help_text)
        if isinstance(widget, QCheckBox):
            widget.setText(label)
            space = QLabel()
            space.setMinimumWidth(_LABELS)
            form.addRow(space, widget)
            return
        text = QLabel(label)
        text.setBuddy(widget)
        text.setMinimumWidth(_LABELS)
        form.addRow(text, widget)

    def _make(self, name: str) -> QWidget:
        value = getattr(self._settings, name)
        if name in _CHOICES:
            return self._choice(name, value)
        if isinstance(value, bool):
            check = QCheckBox()
            check.setChecked(value)
            check.toggled.connect(lambda on: self._set(name, on))
            return check
        if isinstance(value, int):
            return self._number(name, value)
        line = QLineEdit(value)
        line.editingFinished.connect(lambda: self._set(name, line.text().strip()))
        return line

    def _choice(self, name: str, value: str) -> QComboBox:
        box = _box()
        for choice in _CHOICES[name]:
            box.addItem(self._translate(f"preferences.{name}.{choice or 'system'}"), choice)
        box.setCurrentIndex(max(0, box.findData(value)))
        box.activated.connect(lambda _at: self._set(name, box.currentData()))
        return box

    def _number(self, name: str, value: int) -> QComboBox:
        """Offer the usual numbers, and the present one where it is another."""
        box = _box()
        key = name.replace("_", "-")
        for number in sorted({*_NUMBERS[name], value}):
            words = f"preferences.{key}.none" if number == 0 else f"preferences.{key}.some"
            shown = round(number / 60) if name == "autosave_seconds" else number
            box.addItem(self._translate(words, count=shown), number)
        box.setCurrentIndex(box.findData(value))
        box.activated.connect(lambda _at: self._set(name, box.currentData()))
        return box

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        reset, close = self._reset_button, self._close_button
        reset.setObjectName("preferences-reset")
        reset.setAutoDefault(False)
        reset.clicked.connect(self._reset)
        close.setObjectName("primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addWidget(reset)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def _set(self, name: str, value: Any) -> None:
        if getattr(self._settings, name) == value:
            return
        self._settings = replace(self._settings, **{name: value})
        self._change(self._settings)
        if name == "language":
            focused = self.focusWidget()
            again = focused.objectName() if focused is not None else ""
            self._fill()
            self._inputs.get(again.removeprefix("preference-"), self).setFocus(
                Qt.FocusReason.OtherFocusReason
            )

    def _reset(self) -> None:
        for names in _GROUPS.values():
            for name in names:
                default = next(each.default for each in fields(Settings) if each.name == name)
                changed: dict[str, Any] = {name: default}
                self._settings = replace(self._settings, **changed)
        self._change(self._settings)
        self._fill()


def _box() -> QComboBox:
    box = QComboBox()
    # A long choice must not push the others aside.
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    return box
