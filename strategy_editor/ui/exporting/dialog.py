"""The export dialog: choices on the left, pages and then the outcome on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.document.document import Document
from strategy_editor.errors import UserError
from strategy_editor.exchange.reading.submission import Gap
from strategy_editor.i18n import Translator
from strategy_editor.ui.exporting.choices_form import ChoicesForm
from strategy_editor.ui.exporting.controls import PathLine
from strategy_editor.ui.exporting.hands import at_hand
from strategy_editor.ui.exporting.outcome import OutcomePane
from strategy_editor.ui.exporting.preview import PreviewPane
from strategy_editor.ui.exporting.styles_dialog import StylesDialog
from strategy_editor.ui.exporting.working import ExportWork, PreviewWork, sentence
from strategy_editor.ui.fitting import FittedDialog
from strategy_editor.ui.questions import Questions
from strategy_editor.ui.tasks import Tasks
from strategy_editor.ui.theme import SPACE
from strategy_editor.workspace.export_choices import ExportChoices, suggested_name
from strategy_editor.workspace.export_jobs import KINDS, Done, ExportJob, gaps_of, moment_of
from strategy_editor.workspace.exporting import ledger_text
from strategy_editor.workspace.previewing import Preview
from strategy_editor.workspace.submitting import gap_text
from strategy_editor.workspace.templates import keep_styles, load_template, matches_of, styles_in
from strategy_editor.workspace.wording import Wording

_DELAY = 700
"""Milliseconds after the last change until the pages are set anew."""
_GAPS = "export-gaps"
_MARGIN = 40
_WIDE, _HIGH, _LEFT = 1160, 740, 520
_BUSY_STEPS = 2
"""So few steps say nothing of how long it takes."""
_ENDINGS = {".docx": "word", ".pdf": "pdf", ".html": "html", ".odt": "odt"}


@dataclass(frozen=True)
class Ground:
    """What is exported: a strategy as it is now, its pictures, its file if it has one.

    ``named`` is that file, or one that an unnamed strategy would get.
    """

    document: Document
    media: Path
    path: Path | None
    named: Path


class ExportDialog(FittedDialog):
    """Exports the ground as chosen; ``keep`` is called with what was chosen."""

    exported = Signal()
    """Files have been written."""

    def __init__(
        self,
        parent: QWidget,
        translate: Translator,
        questions: Questions,
        tasks: Tasks,
        ground: Ground,
        choices: ExportChoices,
        keep: Callable[[ExportChoices], None],
    ) -> None:
        super().__init__(parent)
        self.setObjectName("export")
        self.setWindowTitle(translate("exporting.title"))
        self._translate, self._questions, self._tasks = translate, questions, tasks
        self._ground, self._before, self._keep = ground, choices, keep
        self._suggested = ""
        self._asked: Path | None = None
        self.form = ChoicesForm(translate, questions, at_hand(), ground.named.parent)
        self.target = PathLine(
            "export-target", translate("exporting.target"), translate("exporting.browse"),
            self._ask_target,
        )  # fmt: skip
        self.preview = PreviewPane(translate)
        self.outcome = OutcomePane(translate)
        self.work = ExportWork(self, tasks, translate)
        self._pages = PreviewWork(self, tasks, translate)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY)
        self._lay_out()
        self._connect()
        self.form.show_choices(choices, choices.base_of(ground.path))
        self.form.kind.setFocus()

    def done(self, result: int) -> None:
        self._timer.stop()
        self.work.cancel()
        self._pages.cancel()
        self._tasks.forget(_GAPS)
        super().done(result)

    def reject(self) -> None:
        """Escape and the button end a running export first, then the dialog."""
        if self.work.is_running:
            self.work.cancel()
            self._show_running(False)
            self.said.setText(self._translate("exporting.cancelled"))
        else:
            super().reject()

    def _job(self) -> ExportJob:
        """Return what is asked for; raise ``UserError`` for a date that is none."""
        form = self.form
        return ExportJob(
            kind=form.kind.currentData(),
            document=self._ground.document,
            media=self._ground.media,
            out=self._out(),
            preset=form.options.preset,
            created=moment_of(form.date.text().strip()),
            language=self._translate.language,
            source=self._ground.path,
            base=Path(form.base.path) if form.base.path else None,
            is_bound=form.bound.isChecked(),
            may_lack=form.may_lack.isChecked(),
        )

    def _out(self) -> Path:
        """Return the target; a name alone belongs beside the strategy."""
        ending = self.form.ending.currentData()
        path = self._ground.named.parent / Path(self.target.path or self._suggested).expanduser()
        return path if path.suffix.lower() == ending else path.with_name(path.name + ending)

    def _choices(self, job: ExportJob) -> ExportChoices:
        bases = dict(self._before.bases)
        if self._ground.path is not None and job.base is not None:
            key = str(self._ground.path)
            bases = {**{each: bases[each] for each in bases if each != key}, key: str(job.base)}
        return replace(
            self._before, kind=job.kind, ending=self.form.ending.currentData(), preset=job.preset,
            is_bound=job.is_bound, bases=bases,
        )  # fmt: skip

    def _suggest(self) -> None:
        """Propose a file for the format; what the user wrote keeps its name."""
        kind, ending = self.form.kind.currentData(), self.form.ending.currentData()
        before, path = self._suggested, self.target.path
        self._suggested = str(suggested_name(self._ground.named, kind, ending))
        if path in ("", before):
            self.target.line.setText(self._suggested)
        elif Path(path).suffix.lower() in _ENDINGS:
            self.target.line.setText(str(Path(path).with_suffix(ending)))

    def _ask_target(self) -> str:
        pattern = _ENDINGS[self.form.ending.currentData()]
        path = self._questions.save_file(self._out(), pattern)
        if path is None:
            return ""
        self._asked = path
        return str(path)

    def _look_again(self) -> None:
        self.stack.setCurrentWidget(self.preview)
        self.said.clear()
        self._pages.cancel()
        self.preview.wait()
        self._timer.start()

    def _set_pages(self) -> None:
        kind = self.form.kind.currentData()
        if KINDS[kind].needs_base and not self.form.base.path:
            self.preview.say(self._translate("exporting.preview.needs-base"))
            return
        try:
            self._pages.start(self._job())
        except UserError as error:
            self.preview.say(sentence(error, self._translate))

    def _counted(self, preview: Preview) -> None:
        note = "" if preview.key == "pdf" else self._translate(f"exporting.preview.{preview.key}")
        self.preview.show_number(preview.pages, note)

    def _look_for_gaps(self) -> None:
        self._tasks.forget(_GAPS)
        if self.form.kind.currentData() == "cabinet":
            document, language = self._ground.document, self._translate.language
            self._tasks.run(
                _GAPS, lambda: gaps_of(document, language), self._show_gaps, self._no_gaps
            )

    def _show_gaps(self, gaps: Sequence[Gap]) -> None:
        self.form.show_gaps([gap_text(gap, self._translate.language) for gap in gaps])

    def _no_gaps(self, error: Exception) -> None:
        self.said.setText(sentence(error, self._translate))

    def _ask_styles(self) -> None:
        path = Path(self.form.options.template.path)
        try:
            template = load_template(path)
            dialog = StylesDialog(
                self, self._translate, path.name, matches_of(template), styles_in(template)
            )
        except UserError as error:
            self._fail(sentence(error, self._translate))
            return
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._keep_styles(path.name, dialog.decided))
        dialog.open()

    def _keep_styles(self, name: str, decided: dict[str, str]) -> None:
        try:
            keep_styles(name, decided)
        except (UserError, OSError) as error:
            self._fail(sentence(error, self._translate))
        self._look_again()

    def _export(self) -> None:
        self.said.clear()
        try:
            job = self._job()
        except UserError as error:
            self._fail(sentence(error, self._translate))
            return
        if job.out.is_file() and not self._may_replace(job.out):
            return
        self._keep(self._choices(job))
        self._timer.stop()
        self._pages.cancel()
        self._show_running(True)
        self.work.start(job)

    def _may_replace(self, out: Path) -> bool:
        """Ask, unless the system's own dialog for files has just done so."""
        if out == self._asked:
            return True
        question = self._translate("exporting.replace", name=out.name)
        return self._questions.confirm(
            question, [str(out)], self._translate("exporting.do-replace")
        )

    def _done(self, done: Done) -> None:
        self._show_running(False)
        if not done.written:
            self._show_gaps(done.gaps)
            self._fail(self._translate("exporting.refused", count=len(done.gaps)))
            return
        self.exported.emit()
        language = self._translate.language
        wording = Wording(self._ground.document, language)
        notes = [ledger_text(each, wording, self._ground.media) for each in done.ledger]
        notes += [gap_text(each, language) for each in done.gaps]
        self.stack.setCurrentWidget(self.outcome)
        self.outcome.show_done(done.written, notes)

    def _fail(self, said: str) -> None:
        self._show_running(False)
        self.said.setText(said)

    def _show_running(self, running: bool) -> None:
        self.progress.setVisible(running)
        self.progress.setRange(0, 0)
        self._left.setEnabled(not running)
        self.target.setEnabled(not running)
        self.go.setEnabled(not running)
        self.close_.setText(self._translate("ask.cancel" if running else "ask.close"))
        self.close_.setAccessibleName(self.close_.text())
        if running:
            self.said.setText(self._translate("exporting.running"))
            self.close_.setFocus()
        elif self.said.text() == self._translate("exporting.running"):
            self.said.clear()

    def _show_progress(self, done: int, all_: int) -> None:
        if all_ > _BUSY_STEPS:
            self.progress.setRange(0, all_)
            self.progress.setValue(done)

    def _connect(self) -> None:
        self.form.formatChanged.connect(self._suggest)
        self.form.kind.currentIndexChanged.connect(self._look_for_gaps)
        self.form.changed.connect(self._look_again)
        self.form.stylesWanted.connect(self._ask_styles)
        self._timer.timeout.connect(self._set_pages)
        self._pages.counted.connect(self._counted)
        self._pages.pictured.connect(self.preview.show_page)
        self._pages.failed.connect(self.preview.say)
        self.preview.pageWanted.connect(self._pages.picture)
        self.work.done.connect(self._done)
        self.work.failed.connect(self._fail)
        self.work.progressed.connect(self._show_progress)
        self.go.clicked.connect(self._export)
        self.close_.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        self._left = QScrollArea()
        self._left.setWidgetResizable(True)
        self._left.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._left.setWidget(self.form)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.preview)
        self.stack.addWidget(self.outcome)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self._left)
        split.addWidget(self.stack)
        split.setStretchFactor(1, 1)
        split.setSizes([_LEFT, _WIDE - _LEFT])
        label = QLabel(self._translate("exporting.target"))
        label.setBuddy(self.target.line)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(label)
        row.addWidget(self.target, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        box.setSpacing(SPACE)
        box.addWidget(split, 1)
        box.addLayout(row)
        box.addLayout(self._foot())
        self._take_size()

    def _foot(self) -> QHBoxLayout:
        self.said = QLabel()
        self.said.setObjectName("export-said")
        self.said.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(self._translate("exporting.running"))
        self.progress.setFixedWidth(160)
        self.progress.hide()
        self.close_ = QPushButton(self._translate("ask.close"))
        self.close_.setObjectName("export-close")
        self.close_.setAutoDefault(False)
        self.go = QPushButton(self._translate("exporting.go"))
        self.go.setObjectName("primary")
        self.go.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.said, 1)
        row.addWidget(self.progress)
        row.addWidget(self.close_)
        row.addWidget(self.go)
        return row

    def _take_size(self) -> None:
        """Be as large as is sensible on this screen."""
        room = self.screen().availableGeometry().size()
        self.resize(min(_WIDE, room.width() - _MARGIN), min(_HIGH, room.height() - _MARGIN))
