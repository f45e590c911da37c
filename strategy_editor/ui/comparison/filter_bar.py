"""Which changes are listed: kinds in a menu, level, part and lead in boxes, words in a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from strategy_editor.comparison.changes import KINDS
from strategy_editor.i18n import Translator
from strategy_editor.ui.comparison.changes_model import Filter
from strategy_editor.ui.icons import icon
from strategy_editor.ui.theme import SPACE, Theme

_BOXES = ("role", "part", "lead")
_NARROWEST = 56
"""Pixels, where the window is small."""
Choices = Sequence[tuple[str, str]]
"""Values and the words for them."""


class ChangeFilters(QWidget):
    """Says by ``changed`` that something else is to be shown."""

    changed = Signal()

    def __init__(self, translate: Translator, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._translate = translate
        self.filter = Filter()
        self._summary: dict[str, int] = {}
        self.kinds = QToolButton()
        self.kinds.setObjectName("change-kinds")
        self.kinds.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.kinds)
        self.kinds.setMenu(self._menu)
        self._actions: dict[str, QAction] = {}
        for kind in KINDS:
            action = self._menu.addAction("")
            action.setCheckable(True)
            action.setChecked(kind in self.filter.kinds)
            action.toggled.connect(partial(self._choose_kind, kind))
            self._actions[kind] = action
        self.boxes = {name: QComboBox() for name in _BOXES}
        for name, box in self.boxes.items():
            box.setObjectName(f"change-{name}")
            box.setMinimumContentsLength(2)
            box.setMinimumWidth(_NARROWEST)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.activated.connect(partial(self._choose, name))
        self.words = QLineEdit()
        self.words.setObjectName("change-words")
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(_NARROWEST)
        self.words.textChanged.connect(self._say)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.kinds)
        for box in self.boxes.values():
            row.addWidget(box, 1)
        row.addWidget(self.words, 1)
        self.set_theme(theme)
        self.retranslate()

    def show_choices(self, summary: dict[str, int], choices: dict[str, Choices]) -> None:
        """Offer the kinds that there are, with their numbers, and levels, parts and leads."""
        self._summary = summary
        for name, box in self.boxes.items():
            box.clear()
            box.addItem(self._translate(f"comparison.any.{name}"), "")
            for value, words in choices.get(name, ()):
                box.addItem(words, value)
            found = box.findData(getattr(self.filter, name))
            box.setCurrentIndex(max(found, 0))
            box.setVisible(box.count() > 2 or found > 0)
            if found < 0:
                self.filter = _changed(self.filter, name, "")
        self.retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self.kinds.setIcon(icon("funnel", theme.muted))

    def retranslate(self) -> None:
        """Speak the current language."""
        translate = self._translate
        self.kinds.setText(translate("comparison.kinds"))
        self.kinds.setToolButtonStyle(self.kinds.toolButtonStyle().ToolButtonTextBesideIcon)
        self.kinds.setAccessibleName(translate("comparison.kinds"))
        self.words.setPlaceholderText(translate("comparison.words"))
        self.words.setAccessibleName(translate("comparison.words"))
        for name, box in self.boxes.items():
            box.setAccessibleName(translate(f"comparison.box.{name}"))
            if box.count():
                box.setItemText(0, translate(f"comparison.any.{name}"))
        for kind, action in self._actions.items():
            count = self._summary.get(kind, 0)
            label = translate(f"kind.{kind}")
            action.setText(translate("comparison.kind", kind=label, count=count))
            action.setEnabled(count > 0)

    def _choose_kind(self, kind: str, checked: bool) -> None:
        kinds = self.filter.kinds | {kind} if checked else self.filter.kinds - {kind}
        self.filter = replace(self.filter, kinds=kinds)
        self.changed.emit()

    def _choose(self, name: str, at: int) -> None:
        self.filter = _changed(self.filter, name, self.boxes[name].itemData(at))
        self.changed.emit()

    def _say(self, text: str) -> None:
        self.filter = replace(self.filter, words=text.strip())
        self.changed.emit()


def _changed(before: Filter, name: str, value: str) -> Filter:
    changes: dict[str, Any] = {name: value}
    return replace(before, **changes)
