"""Move to …: search the place, say before, behind or into, see what will be."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.editing.relocating import Where
from strategy_editor.i18n import Translator
from strategy_editor.ui.asking.asked import Moving
from strategy_editor.ui.asking.chooser import Chooser
from strategy_editor.ui.fitting import FittedDialog
from strategy_editor.ui.theme import SPACE

_WIDTH, _HEIGHT = 640, 520
WHERES: tuple[Where, ...] = ("before", "into", "after")


class MoveDialog(FittedDialog):
    """Offers the elements that the moved ones may go to; all by keyboard."""

    def __init__(self, moving: Moving, translate: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._moving = moving
        self.setWindowTitle(translate("move.title"))
        count = len(moving.names)
        name = moving.names[0] if count == 1 else translate("removal.several", count=count)
        heading = QLabel(translate("move.what", name=name))
        heading.setObjectName("strong")
        heading.setWordWrap(True)
        self.chooser = Chooser(moving.targets, translate, self._is_possible)
        self.preview = QLabel()
        self.preview.setObjectName("muted")
        self.preview.setWordWrap(True)
        self.buttons: dict[Where, QPushButton] = {}
        self._wanted: Where = "into"
        self._group = QButtonGroup(self)
        self._buttons = QDialogButtonBox()
        self.accept_button = self._buttons.addButton(
            translate("move.accept"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setObjectName("primary")
        self._buttons.addButton(translate("ask.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        box.setSpacing(SPACE)
        box.addWidget(heading)
        box.addWidget(self.chooser, 1)
        box.addLayout(self._segments(translate))
        box.addWidget(self.preview)
        box.addWidget(self._buttons)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.chooser.changed.connect(self._show_place)
        self.chooser.accepted.connect(self._accept_double_click)
        self.resize(_WIDTH, _HEIGHT)
        self._show_place(self.chooser.key)
        self.chooser.line.setFocus()

    @property
    def answer(self) -> tuple[str, Where] | None:
        """The element and where beside it, None where the user thought better of it."""
        where = self._where()
        if self.result() != QDialog.DialogCode.Accepted or where is None:
            return None
        return self.chooser.key, where

    def _segments(self, translate: Translator) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        for where, place in zip(WHERES, ("first", "middle", "last"), strict=True):
            button = self.buttons[where] = QPushButton(translate(f"move.{where}"))
            button.setObjectName("segment")
            button.setProperty("place", place)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, wish=where: self._wish(wish))
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _wish(self, where: Where) -> None:
        self._wanted = where
        self._show_preview()

    def _is_possible(self, key: str) -> bool:
        return any(self._moving.allows(key, where) for where in WHERES)

    def _show_place(self, key: str) -> None:
        """Offer what is possible at an element; the last wish counts where it is."""
        possible = [each for each in WHERES if key and self._moving.allows(key, each)]
        for where, button in self.buttons.items():
            button.setEnabled(where in possible)
        best = self._wanted if self._wanted in possible else next(iter(reversed(possible)), None)
        self._group.setExclusive(False)
        for where, button in self.buttons.items():
            button.setChecked(where == best)
        self._group.setExclusive(True)
        self.accept_button.setEnabled(best is not None)
        self._show_preview()

    def _show_preview(self) -> None:
        where = self._where()
        self.preview.setText(self._moving.describe(self.chooser.key, where) if where else "")

    def _where(self) -> Where | None:
        return next((each for each, button in self.buttons.items() if button.isChecked()), None)

    def _accept_double_click(self) -> None:
        if self._where() is not None:
            self.accept()
