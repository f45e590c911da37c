"""Choosing, keeping and deleting named sets of options."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from strategy_editor.errors import UserError
from strategy_editor.i18n import Translator
from strategy_editor.ui.exporting.controls import choice, choose
from strategy_editor.ui.exporting.working import sentence
from strategy_editor.ui.questions import Questions
from strategy_editor.ui.theme import SPACE
from strategy_editor.workspace.presets import (
    Preset,
    delete_preset,
    load_presets,
    own_presets,
    save_preset,
)

_LONGEST_NAME = 80


class PresetBar(QWidget):
    """Lists the presets; the organisation's cannot be deleted, a user's can."""

    chosen = Signal(object)
    """The preset that was chosen."""

    def __init__(
        self, translate: Translator, questions: Questions, present: Callable[[], Preset]
    ) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._translate, self._questions, self._present = translate, questions, present
        self.box = choice("export-preset", translate("exporting.preset"), ())
        self.keep = self._button("save")
        self.drop = self._button("delete")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.box, 1)
        row.addWidget(self.keep)
        row.addWidget(self.drop)
        self.box.activated.connect(self._choose)
        self.keep.clicked.connect(self._save)
        self.drop.clicked.connect(self._delete)
        self._fill("")

    def _button(self, key: str) -> QPushButton:
        button = QPushButton(self._translate(f"exporting.preset.{key}"))
        button.setObjectName(f"export-preset-{key}")
        button.setAccessibleName(self._translate(f"exporting.preset.{key}.help"))
        button.setToolTip(self._translate(f"exporting.preset.{key}.help"))
        button.setAutoDefault(False)
        return button

    def _fill(self, name: str) -> None:
        self.box.clear()
        self.box.addItem(self._translate("exporting.preset.none"), "")
        for each in sorted(load_presets(), key=str.casefold):
            self.box.addItem(each, each)
        choose(self.box, name)
        self._show()

    def _show(self) -> None:
        self.drop.setEnabled(self.box.currentData() in own_presets())

    def _choose(self) -> None:
        name = self.box.currentData()
        self._show()
        self.chosen.emit(load_presets().get(name, Preset()))

    def _save(self) -> None:
        asked = self._questions.write(
            self._translate("exporting.preset.save.help"), self._translate("exporting.preset.name")
        )
        name = asked[:_LONGEST_NAME].strip()
        if name:
            self._try(lambda: save_preset(name, self._present()))
            self._fill(name)

    def _delete(self) -> None:
        name = self.box.currentData()
        self._try(lambda: delete_preset(name))
        self._fill("")

    def _try(self, change: Callable[[], None]) -> None:
        try:
            change()
        except (UserError, OSError) as error:
            self._questions.tell(sentence(error, self._translate))
