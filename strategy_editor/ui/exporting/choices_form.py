"""What is exported, in which format and how: the left half of the dialog."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from strategy_editor.i18n import Translator
from strategy_editor.ui.exporting.controls import PathLine, choice, choose, forbid, is_allowed
from strategy_editor.ui.exporting.hands import AtHand
from strategy_editor.ui.exporting.options_form import LABELS, OptionsForm
from strategy_editor.ui.exporting.preset_bar import PresetBar
from strategy_editor.ui.questions import Questions
from strategy_editor.ui.theme import SPACE
from strategy_editor.workspace.export_choices import ExportChoices
from strategy_editor.workspace.export_jobs import KINDS
from strategy_editor.workspace.formats import OFFICE_FORMATS

_SUBMISSION = "cabinet"
_PAGINATED = "strategy"


class ChoicesForm(QWidget):
    """Shows choices and tells of each change; what cannot be had is greyed out with the reason."""

    changed = Signal()
    formatChanged = Signal()
    """The kind or the ending is another one, and so is the file that is proposed."""
    stylesWanted = Signal()

    def __init__(
        self, translate: Translator, questions: Questions, hands: AtHand, folder: Path
    ) -> None:
        super().__init__()
        self.setObjectName("scrolled")
        self._translate, self._questions, self._hands = translate, questions, hands
        self._folder = folder
        kinds = [(each, translate(f"exporting.kind.{each}")) for each in KINDS]
        self.kind = choice("export-kind", translate("exporting.kind"), kinds)
        self.ending = choice("export-format", translate("exporting.format"), ())
        self.base = PathLine(
            "export-base", translate("exporting.base"), translate("exporting.browse"),
            self._ask_base,
        )  # fmt: skip
        self.bound = self._check("bound")
        self.gaps = QLabel()
        self.gaps.setObjectName("warning")
        self.gaps.setWordWrap(True)
        self.may_lack = self._check("may-lack")
        self.reason = QLabel()
        self.reason.setObjectName("muted")
        self.reason.setWordWrap(True)
        self.date = QLineEdit()
        self.date.setObjectName("export-date")
        self.date.setAccessibleName(translate("exporting.date"))
        self.date.setPlaceholderText(translate("exporting.date.none"))
        self.options = OptionsForm(translate, self._ask_template)
        self.presets = PresetBar(translate, questions, lambda: self.options.preset)
        self._lay_out()
        self._connect()

    def show_choices(self, choices: ExportChoices, base: str) -> None:
        """Begin with what was chosen last; ``base`` is the earlier edition."""
        choose(self.kind, choices.kind)
        self._show_kind()
        at = self.ending.findData(choices.ending)
        if at >= 0 and is_allowed(self.ending, at):
            self.ending.setCurrentIndex(at)
        self.base.line.setText(base)
        self.bound.setChecked(choices.is_bound)
        self.options.show_preset(choices.preset)

    def show_gaps(self, gaps: Sequence[str]) -> None:
        """Show what the submission lacks; where that is nothing, say nothing."""
        words = self._translate("exporting.gaps", count=len(gaps))
        self.gaps.setText("\n".join([words, *(f"– {each}" for each in gaps)]) if gaps else "")
        self.gaps.setVisible(bool(gaps))
        self.may_lack.setVisible(bool(gaps))

    def _show_kind(self) -> None:
        kind = KINDS[self.kind.currentData()]
        before = self.ending.currentData()
        self.ending.blockSignals(True)
        self.ending.clear()
        for at, ending in enumerate(kind.formats):
            self.ending.addItem(self._translate(f"exporting.format{ending}"), ending)
            obstacle = self._hands.obstacle(ending)
            forbid(self.ending, at, self._translate(obstacle) if obstacle else "")
        at = self.ending.findData(before)
        self.ending.setCurrentIndex(at if at >= 0 and is_allowed(self.ending, at) else 0)
        self.ending.blockSignals(False)
        self._form.setRowVisible(self.base, kind.needs_base)
        self._form.setRowVisible(self.bound, self.kind.currentData() == _SUBMISSION)
        self.show_gaps(())
        self.options.show_kind(self.kind.currentData())
        self._show_format()

    def _show_format(self) -> None:
        kind, ending = self.kind.currentData(), self.ending.currentData()
        reason = ""
        if kind != _PAGINATED or ending not in OFFICE_FORMATS:
            reason = self._translate("exporting.pages-not-here")
        elif not self._hands.libreoffice:
            reason = self._translate("exporting.pages-need-libreoffice")
        self.options.allow("page_numbers", reason)
        self.options.allow_template(ending in OFFICE_FORMATS)
        obstacles = {self._hands.obstacle(each) for each in KINDS[kind].formats} - {""}
        lines = [self._translate(each) for each in sorted(obstacles)]
        self.reason.setText("\n".join(lines))
        self.reason.setVisible(bool(lines))
        self.formatChanged.emit()
        self.changed.emit()

    def _ask_base(self) -> str:
        path = self._questions.open_file(self._folder)
        return str(path) if path is not None else ""

    def _ask_template(self) -> str:
        path = self._questions.open_template(self._folder)
        return str(path) if path is not None else ""

    def _check(self, key: str) -> QCheckBox:
        box = QCheckBox(self._translate(f"exporting.{key}"))
        box.setObjectName(f"export-{key}")
        box.setAccessibleName(box.text())
        return box

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._show_kind)
        self.ending.currentIndexChanged.connect(self._show_format)
        self.presets.chosen.connect(self.options.show_preset)
        self.options.stylesWanted.connect(self.stylesWanted)
        self.options.changed.connect(self.changed)
        self.base.line.textChanged.connect(self.changed)
        self.date.textChanged.connect(self.changed)
        self.bound.toggled.connect(self.changed)
        template = self.options.template.line
        template.textChanged.connect(
            lambda: self.options.allow_template(self.ending.currentData() in OFFICE_FORMATS)
        )

    def _lay_out(self) -> None:
        self._form = form = QFormLayout()
        form.setSpacing(SPACE)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows = {
            "preset": self.presets, "kind": self.kind, "format": self.ending, "base": self.base,
        }  # fmt: skip
        for name, widget in rows.items():
            label = QLabel(self._translate(f"exporting.{name}"))
            label.setBuddy(widget)
            label.setMinimumWidth(LABELS)
            form.addRow(label, widget)
        form.addRow(QLabel(), self.bound)
        date = QLabel(self._translate("exporting.date"))
        date.setBuddy(self.date)
        form.addRow(date, self.date)
        head = QLabel(self._translate("exporting.options"))
        head.setObjectName("strong")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, SPACE, 0)
        column.setSpacing(SPACE)
        column.addLayout(form)
        column.addWidget(self.reason)
        column.addWidget(self.gaps)
        column.addWidget(self.may_lack)
        column.addWidget(head)
        column.addWidget(self.options)
        column.addStretch(1)
