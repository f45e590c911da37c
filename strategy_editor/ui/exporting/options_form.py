"""The options of an export that a preset keeps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.exchange.options import CLASSIFICATIONS
from strategy_editor.i18n import Translator
from strategy_editor.ui.exporting.controls import PathLine, choice, choose
from strategy_editor.ui.theme import SPACE
from strategy_editor.workspace.export_jobs import KINDS
from strategy_editor.workspace.presets import Preset

LABELS = 112
"""Pixels: the column of labels is as wide above as below."""
_FLAGS = ("draft", "annotations", "line_numbers", "fingerprint", "page_numbers")


class OptionsForm(QWidget):
    """Shows a preset and returns it as changed."""

    changed = Signal()
    stylesWanted = Signal()

    def __init__(self, translate: Translator, ask_template: Callable[[], str]) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._translate = translate
        self.flags = {name: self._flag(name) for name in _FLAGS}
        self.parts: dict[str, QCheckBox] = {}
        label = translate("exporting.classification")
        entries = [("", translate("exporting.classification.none"))]
        entries += [
            (each, translate(f"exporting.classification.{each}")) for each in CLASSIFICATIONS
        ]
        self.classification = choice("export-classification", label, entries)
        self.recipient = self._line("recipient")
        self.author = self._line("author")
        self.template = PathLine(
            "export-template", translate("exporting.template"), translate("exporting.browse"),
            ask_template,
        )  # fmt: skip
        self.template.line.setPlaceholderText(translate("exporting.template.none"))
        self.styles = QPushButton(translate("exporting.styles"))
        self.styles.setObjectName("export-styles")
        self.styles.setAutoDefault(False)
        self._parts_grid = QGridLayout()
        self._kind = ""
        self._lay_out()
        self._connect()

    def show_kind(self, kind: str) -> None:
        """Offer the parts of a kind, all of them chosen."""
        if kind == self._kind:
            return
        self._kind = kind
        for box in self.parts.values():
            box.hide()
            self._parts_grid.removeWidget(box)
            box.deleteLater()
        self.parts = {}
        for at, name in enumerate(KINDS[kind].parts):
            box = QCheckBox(self._translate(f"exporting.part.{name}"))
            box.setObjectName(f"export-part-{name}")
            box.setAccessibleName(box.text())
            box.setChecked(True)
            box.toggled.connect(self.changed)
            self.parts[name] = box
            self._parts_grid.addWidget(box, at // 2, at % 2)

    def allow(self, name: str, reason: str) -> None:
        """Grey a flag out and say why; an empty reason allows it."""
        box = self.flags[name]
        box.setEnabled(not reason)
        box.setToolTip(reason)
        box.setAccessibleDescription(reason)

    def allow_template(self, allowed: bool) -> None:
        """Let a template be chosen, where it counts."""
        self.template.setEnabled(allowed)
        self.styles.setEnabled(allowed and bool(self.template.path))

    @property
    def preset(self) -> Preset:
        """What is chosen; what is greyed out is not."""
        chosen = tuple(name for name, box in self.parts.items() if box.isChecked())
        flags = {name: box.isChecked() and box.isEnabled() for name, box in self.flags.items()}
        return Preset(
            author=self.author.text().strip(),
            classification=self.classification.currentData(),
            recipient=self.recipient.text().strip(),
            parts=() if len(chosen) == len(self.parts) else chosen,
            template=self.template.path if self.template.isEnabled() else "",
            **flags,
        )

    def show_preset(self, preset: Preset) -> None:
        """Show other options; parts that the kind does not have are left aside."""
        self.blockSignals(True)
        for name, box in self.flags.items():
            box.setChecked(getattr(preset, name))
        choose(self.classification, preset.classification)
        self.recipient.setText(preset.recipient)
        self.author.setText(preset.author)
        self.template.line.setText(preset.template)
        wanted = set(preset.parts) & set(self.parts) or set(self.parts)
        for name, box in self.parts.items():
            box.setChecked(name in wanted)
        self.blockSignals(False)
        self.changed.emit()

    def _flag(self, name: str) -> QCheckBox:
        key = name.replace("_", "-")
        box = QCheckBox(self._translate(f"exporting.flag.{key}"))
        box.setObjectName(f"export-{key}")
        box.setAccessibleName(box.text())
        return box

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(f"export-{name}")
        line.setAccessibleName(self._translate(f"exporting.{name}"))
        line.setPlaceholderText(self._translate(f"exporting.{name}.none"))
        return line

    def _connect(self) -> None:
        for box in self.flags.values():
            box.toggled.connect(self.changed)
        self.classification.currentIndexChanged.connect(self.changed)
        for line in (self.recipient, self.author, self.template.line):
            line.textChanged.connect(self.changed)
        self.styles.clicked.connect(self.stylesWanted)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(SPACE)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows = (self.classification, self.recipient, self.author, self.template)
        for name, widget in zip(_ROWS, rows, strict=True):
            label = QLabel(self._translate(f"exporting.{name}"))
            label.setBuddy(widget)
            label.setMinimumWidth(LABELS)
            form.addRow(label, widget)
        form.addRow(_space(), self.styles)
        grid = QGridLayout()
        for at, box in enumerate(self.flags.values()):
            grid.addWidget(box, at // 2, at % 2)
        head = QLabel(self._translate("exporting.parts"))
        head.setObjectName("strong")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addLayout(grid)
        column.addLayout(form)
        column.addWidget(head)
        column.addLayout(self._parts_grid)


def _space() -> QLabel:
    space = QLabel()
    space.setMinimumWidth(LABELS)
    return space


_ROWS = ("classification", "recipient", "author", "template")
