"""Which of a template's styles are used for ours; what is decided is kept for that template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.exchange.docx.restyling import StyleMatch
from strategy_editor.i18n import Translator
from strategy_editor.ui.exporting.controls import choice, choose
from strategy_editor.ui.fitting import FittedDialog
from strategy_editor.ui.theme import SPACE


class StylesDialog(FittedDialog):
    """A row for each of our styles; ``decided`` are those that were changed, by our keys."""

    def __init__(
        self,
        parent: QWidget,
        translate: Translator,
        name: str,
        matches: Sequence[StyleMatch],
        styles: Mapping[str, Sequence[tuple[str, str]]],
    ) -> None:
        super().__init__(parent)
        self.setObjectName("template-styles")
        self.setWindowTitle(translate("exporting.styles.title", name=name))
        self._translate, self._matches = translate, matches
        self.boxes: dict[str, QComboBox] = {}
        text = QLabel(translate("exporting.styles.text"))
        text.setWordWrap(True)
        self.lacking = QLabel()
        self.lacking.setObjectName("muted")
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._rows(styles))
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        box.setSpacing(SPACE)
        box.addWidget(text)
        box.addWidget(scroll, 1)
        box.addWidget(self.lacking)
        box.addLayout(self._buttons())
        self.resize(640, 600)
        self._count()

    @property
    def decided(self) -> dict[str, str]:
        """Ids of the template's styles by our keys where another was chosen; empty for none."""
        return {
            match.key: self.boxes[match.key].currentData()
            for match in self._matches
            if self.boxes[match.key].currentData() != match.found
        }

    def _rows(self, styles: Mapping[str, Sequence[tuple[str, str]]]) -> QWidget:
        content = QWidget()
        content.setObjectName("scrolled")
        grid = QGridLayout(content)
        grid.setColumnStretch(1, 1)
        for at, match in enumerate(self._matches):
            entries = [("", self._translate("exporting.styles.add")), *styles.get(match.kind, ())]
            box = choice(f"style-{match.key}", match.name, entries)
            choose(box, match.found)
            box.currentIndexChanged.connect(self._count)
            self.boxes[match.key] = box
            label = QLabel(match.name)
            label.setBuddy(box)
            grid.addWidget(label, at, 0)
            grid.addWidget(box, at, 1)
        return content

    def _count(self) -> None:
        count = sum(not box.currentData() for box in self.boxes.values())
        self.lacking.setText(self._translate("exporting.styles.lacking", count=count))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = QPushButton(self._translate("ask.cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        keep = QPushButton(self._translate("exporting.styles.keep"))
        keep.setObjectName("primary")
        keep.setDefault(True)
        keep.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(keep)
        return row
