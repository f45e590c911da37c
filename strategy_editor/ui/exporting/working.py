"""Exports and previews away from the window, which can be cancelled."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal

from strategy_editor.errors import UserError
from strategy_editor.exchange.pdf.pages import page_picture
from strategy_editor.i18n import Translator
from strategy_editor.pacing import give_way
from strategy_editor.storage.refused import cannot_write
from strategy_editor.ui.tasks import Tasks
from strategy_editor.workspace.export_jobs import Done, ExportJob, make_export
from strategy_editor.workspace.previewing import Preview, preview_of
from strategy_editor.workspace.wording import error_text

_EXPORT, _PREVIEW, _PAGE = "export", "export-preview", "export-page"
_LOOKS = 150
"""Milliseconds between two looks at how far an export is."""


class Cancelled(Exception):
    """The user gave up waiting; nothing is written."""


class ExportWork(QObject):
    """One export at a time."""

    progressed = Signal(int, int)
    """How many of all steps are done."""
    done = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject, tasks: Tasks, translate: Translator) -> None:
        super().__init__(parent)
        self._tasks, self._translate = tasks, translate
        self._stop = Event()
        self._steps = (0, 0)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOKS)
        self._timer.timeout.connect(lambda: self.progressed.emit(*self._steps))

    @property
    def is_running(self) -> bool:
        """Whether an export is being made."""
        return self._timer.isActive()

    def start(self, job: ExportJob) -> None:
        """Make an export."""
        stop = self._stop = Event()
        self._steps = (0, 0)

        def progress(done: int, all_: int) -> None:
            give_way()
            if stop.is_set():
                raise Cancelled
            self._steps = (done, all_)

        self._timer.start()
        self._tasks.run(_EXPORT, partial(make_export, job, progress), self._end, self._fail)

    def cancel(self) -> None:
        """Give up: nothing will be written, and nothing reported."""
        self._stop.set()
        self._timer.stop()
        self._tasks.forget(_EXPORT)

    def _end(self, done: Done) -> None:
        self._timer.stop()
        self.done.emit(done)

    def _fail(self, error: Exception) -> None:
        self._timer.stop()
        self.failed.emit(sentence(error, self._translate))


class PreviewWork(QObject):
    """The pages of what is chosen at the moment; older ones are given up."""

    counted = Signal(object)
    """A ``Preview``."""
    pictured = Signal(int, bytes)
    failed = Signal(str)

    def __init__(self, parent: QObject, tasks: Tasks, translate: Translator) -> None:
        super().__init__(parent)
        self._tasks, self._translate = tasks, translate
        self._stop = Event()
        self._preview: Preview | None = None
        self._pictures: dict[int, bytes] = {}

    def start(self, job: ExportJob) -> None:
        """Set the pages of an export."""
        self.cancel()
        stop = self._stop = Event()

        def check() -> None:
            give_way()
            if stop.is_set():
                raise Cancelled

        self._tasks.run(_PREVIEW, partial(preview_of, job, check), self._count, self._fail)

    def picture(self, number: int) -> None:
        """Make a picture of a page, unless there is one."""
        if number in self._pictures:
            self._tasks.forget(_PAGE)
            self.pictured.emit(number, self._pictures[number])
        elif self._preview is not None:
            work: Callable[[], bytes] = partial(page_picture, self._preview.pdf, number)
            self._tasks.run(_PAGE, work, partial(self._show, number), self._fail)

    def cancel(self) -> None:
        """Give up what is being made."""
        self._stop.set()
        self._tasks.forget(_PREVIEW)
        self._tasks.forget(_PAGE)

    def _count(self, preview: Preview) -> None:
        self._preview, self._pictures = preview, {}
        self.counted.emit(preview)

    def _show(self, number: int, png: bytes) -> None:
        self._pictures[number] = png
        self.pictured.emit(number, png)

    def _fail(self, error: Exception) -> None:
        self.failed.emit(sentence(error, self._translate))


def sentence(error: Exception, translate: Translator) -> str:
    """Return the sentence for what went wrong; raise what nobody expected."""
    if isinstance(error, UserError):
        return error_text(error, translate.language)
    if isinstance(error, OSError):
        refused = cannot_write(Path(error.filename or ""), error)
        return error_text(refused, translate.language)
    raise error
