"""Keeps the text of a file in trouble within about a second, as a document is kept."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from strategy_editor.errors import UserError
from strategy_editor.recovery.recorder import is_refusal
from strategy_editor.recovery.text_recorder import TextRecorder
from strategy_editor.storage.reading import Stamp
from strategy_editor.ui.tasks import Tasks

_INTERVAL = 700
"""Milliseconds between a change and its being kept; further changes do not put it off."""
_AFTER_FAILURE = 5000
_BEAT = 60_000
_TOPIC = "recovery-text"


class TextKeeper(QObject):
    """Writes the newest text to a recovery folder, and lets go of it once it is safe elsewhere."""

    refused = Signal(bool)
    """Whether the disk refuses to keep the text at present."""

    def __init__(self, text: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._text = text
        self._tasks = Tasks(self)
        self._file = Path()
        self._stamp: Stamp | None = None
        self._recorder: TextRecorder | None = None
        self._adopted: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._keep)
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT)
        self._beat.timeout.connect(self._show_life)

    def begin(
        self, file: Path, stamp: Stamp | None, adopted: Callable[[], None] | None = None
    ) -> None:
        """Keep the text of another file from now on; ``adopted`` is called once it is kept."""
        self._timer.stop()
        self._file, self._stamp, self._recorder, self._adopted = file, stamp, None, adopted
        if adopted is not None:
            self.note()

    def note(self) -> None:
        """The text was changed: keep it soon."""
        if not self._timer.isActive():
            self._timer.start(_INTERVAL)

    def keep_now(self) -> None:
        """Keep the text here and now, because the program ends; a disk may refuse."""
        with suppress(OSError, UserError):
            self._current().write(self._text())

    def discard(self) -> None:
        """The user threw the text away: it is kept aside for a while."""
        recorder, text = self._current(), self._text()

        def put_aside() -> None:
            recorder.write(text)
            recorder.discard()

        self._end(put_aside)

    def let_go(self) -> None:
        """The text is safe elsewhere."""
        recorder = self._recorder
        if recorder is not None:
            self._end(recorder.remove)

    def hand_over(self) -> Callable[[], None] | None:
        """Keep no more; return what is to be called once the text is kept by somebody else."""
        self._timer.stop()
        self._beat.stop()
        recorder, self._recorder = self._recorder, None
        return None if recorder is None else recorder.remove

    def wait(self) -> None:
        """Wait until nothing is written any more."""
        self._tasks.wait()

    def _current(self) -> TextRecorder:
        if self._recorder is None:
            self._recorder = TextRecorder(self._file, self._stamp)
        return self._recorder

    def _keep(self) -> None:
        write = partial(self._current().write, self._text())
        self._tasks.run(_TOPIC, write, lambda _none: self._kept(), self._failed)

    def _kept(self) -> None:
        self.refused.emit(False)
        self._beat.start()
        if self._adopted is not None:
            adopted, self._adopted = self._adopted, None
            adopted()

    def _failed(self, error: Exception) -> None:
        if not is_refusal(error):
            raise error
        self.refused.emit(True)
        self._timer.start(_AFTER_FAILURE)

    def _end(self, work: Callable[[], object]) -> None:
        self._timer.stop()
        self._beat.stop()
        self._recorder = None
        self._tasks.run(_TOPIC, work, lambda _none: None, self._end_failed)

    def _show_life(self) -> None:
        if self._recorder is not None:
            beat = self._recorder.beat
            self._tasks.run("beat", beat, lambda _none: None, lambda _error: None)

    @staticmethod
    def _end_failed(error: Exception) -> None:
        if not is_refusal(error):
            raise error
