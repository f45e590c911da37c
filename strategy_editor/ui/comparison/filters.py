"""Which kinds of change are shown, with their numbers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from strategy_editor.comparison.changes import KINDS
from strategy_editor.i18n import Translator

_COLUMNS = 4


class KindFilters(QWidget):
    """A box for each kind that occurs; mere renumbering is hidden until asked for."""

    changed = Signal()

    def __init__(self, translate: Translator) -> None:
        super().__init__()
        self._translate = translate
        self._boxes: dict[str, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for place, kind in enumerate(KINDS):
            box = QCheckBox()
            box.setChecked(kind != "renumbered")
            box.clicked.connect(self.changed)
            box.hide()
            self._boxes[kind] = box
            grid.addWidget(box, place // _COLUMNS, place % _COLUMNS)
        grid.setColumnStretch(_COLUMNS, 1)

    def show_counts(self, summary: dict[str, int]) -> None:
        """Show how many changes there are of each kind."""
        for kind, box in self._boxes.items():
            count = summary.get(kind, 0)
            label = self._translate(f"kind.{kind}")
            box.setText(self._translate("comparison.kind", kind=label, count=count))
            box.setVisible(count > 0)

    def shows(self, kinds: tuple[str, ...]) -> bool:
        """Whether a change of these kinds is to be shown."""
        return any(self._boxes[kind].isChecked() for kind in kinds)
