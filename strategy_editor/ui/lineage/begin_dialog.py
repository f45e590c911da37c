"""The question what the next edition begins with, and the ledger of what was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.document.dates import Span, parse_day
from strategy_editor.forms.dates import read_date, show_date
from strategy_editor.i18n import Translator
from strategy_editor.lineage.edition import Beginning
from strategy_editor.lineage.horizons import next_term
from strategy_editor.ui.fitting import FittedDialog
from strategy_editor.ui.theme import SPACE

_WIDTH = 560
_LEDGER = (720, 480)
_MOST = 120
"""Letters of a label in the vocabulary."""


class BeginDialog(FittedDialog):
    """Asks for edition, base date and end of the term; ``beginning`` is what was answered.

    The end follows the base date until somebody writes one.
    """

    def __init__(
        self, parent: QWidget, translate: Translator, title: str, term: Span, proposed: Beginning
    ) -> None:
        super().__init__(parent)
        self.setObjectName("begin-edition")
        self.setWindowTitle(translate("begin.title"))
        self.setMinimumWidth(_WIDTH)
        self._translate = translate
        self._term = term
        self._today = proposed.today
        self._own_end = False
        self.title_line = QLineEdit(title)
        self.title_line.setCursorPosition(0)
        self.edition = QLineEdit(proposed.edition)
        self.edition.setMaxLength(_MOST)
        self.base = QLineEdit(show_date(proposed.base.isoformat(), translate.language))
        self.until = QLineEdit()
        self.until.textEdited.connect(self._end_written)
        self.wrong = QLabel()
        self.wrong.setObjectName("error")
        self.wrong.setWordWrap(True)
        self._begin = QPushButton(translate("begin.accept"))
        self._begin.setObjectName("primary")
        self._lay_out()
        self.base.textChanged.connect(self._follow)
        for line in (self.edition, self.base, self.until):
            line.textChanged.connect(self._check)
        self._follow()
        self._check()

    @property
    def beginning(self) -> Beginning | None:
        """What was answered; None while a day is none."""
        base, until = self._day(self.base), self._day(self.until)
        edition = self.edition.text().strip()
        if base is None or not edition or (self.until.text().strip() and until is None):
            return None
        if until is not None and until < base:
            return None
        return Beginning(edition, base, self._today, until, self.title_line.text().strip())

    def _lay_out(self) -> None:
        about = QLabel(self._translate("begin.about"))
        about.setObjectName("muted")
        about.setWordWrap(True)
        form = QFormLayout()
        for key, line in (
            ("name", self.title_line),
            ("edition", self.edition),
            ("base", self.base),
            ("until", self.until),
        ):
            label = self._translate(f"begin.{key}")
            line.setAccessibleName(label)
            form.addRow(label, line)
        buttons = QDialogButtonBox()
        buttons.addButton(self._begin, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self._translate("ask.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        box.setSpacing(2 * SPACE)
        for part in (about, form, self.wrong, buttons):
            box.addLayout(part) if isinstance(part, QFormLayout) else box.addWidget(part)

    def _day(self, line: QLineEdit) -> date | None:
        return parse_day(read_date(line.text(), partial=False) or "")

    def _end_written(self) -> None:
        self._own_end = bool(self.until.text().strip())

    def _follow(self) -> None:
        base = self._day(self.base)
        if self._own_end or base is None:
            return
        last = next_term(self._term, base).last
        self.until.setText(show_date(last.isoformat(), self._translate.language) if last else "")

    def _check(self) -> None:
        is_complete = self.beginning is not None
        self._begin.setEnabled(is_complete)
        self.wrong.setText("" if is_complete else self._translate("begin.incomplete"))


class LedgerDialog(FittedDialog):
    """Shows what was done, line by line, to be read and copied."""

    def __init__(
        self, parent: QWidget, translate: Translator, title: str, lines: Sequence[str]
    ) -> None:
        super().__init__(parent)
        self.setObjectName("ledger")
        self.setWindowTitle(title)
        self.resize(*_LEDGER)
        self.text = QPlainTextEdit("\n".join(lines))
        self.text.setReadOnly(True)
        self.text.setAccessibleName(title)
        buttons = QDialogButtonBox()
        close = buttons.addButton(translate("ask.close"), QDialogButtonBox.ButtonRole.AcceptRole)
        close.setObjectName("primary")
        buttons.accepted.connect(self.accept)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        box.setSpacing(2 * SPACE)
        box.addWidget(self.text, 1)
        box.addWidget(buttons)
