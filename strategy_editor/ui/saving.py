"""Saving away from the window, and the ways out where it cannot be done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from strategy_editor.errors import CannotRead, ChangedOnDisk, UserError
from strategy_editor.storage import locking
from strategy_editor.storage.reading import read
from strategy_editor.ui.host import Host
from strategy_editor.ui.notices import Notice
from strategy_editor.workspace.recent import remembered
from strategy_editor.workspace.saving import Save, Saved, proposed_name
from strategy_editor.workspace.session import Session
from strategy_editor.workspace.wording import error_text

_PATIENCE = 400
"""Milliseconds before the foot says that saving goes on."""


class Saving:
    """Saves the document of a window; the window stays alive and the text stays, come what may."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._waiting: list[QEventLoop] = []
        self._is_running = False
        self._told_backup = ""

    @property
    def is_running(self) -> bool:
        """Whether a file is being written at this moment."""
        return self._is_running

    def wait(self) -> None:
        """Wait for a saving that runs; the window goes on working meanwhile."""
        if self._is_running:
            loop = QEventLoop()
            self._waiting.append(loop)
            loop.exec()

    def save(self) -> bool:
        """Save; ask for a name where there is none yet."""
        self.wait()
        self._host.commit()
        session = self._host.controller.session
        if session.path is None or session.is_read_only:
            return self.save_as()
        return self._store(None)

    def save_quietly(self) -> None:
        """Save what can be saved without a question; what cannot is left for the user to ask."""
        session = self._host.controller.session
        ready = session.path is not None and session.is_modified and not session.is_read_only
        if not ready or self._is_running:
            return
        save = session.saving(backup=self._host.settings.backup)
        outcome = self._run(session, save)
        if outcome is not None:
            self._host.foot.say(self._words(outcome))

    def save_as(self, suggested: Path | None = None) -> bool:
        """Save under a name that the user chooses."""
        self.wait()
        self._host.commit()
        path = self._host.questions.save_file(suggested or self._suggestion(), "strategy")
        if path is None:
            return False
        path = path if path.suffix else path.with_suffix(".xml")
        if self._host.windows.showing(path) not in (None, self._host.main_window):
            self._host.questions.tell(self._host.translate("message.open-elsewhere", path=path))
            return False
        return self._store(path)

    def reload(self) -> bool:
        """Take the file as it is now; what was here is a step back."""
        host, session = self._host, self._host.controller.session
        assert session.path is not None
        try:
            opened = read(session.path, accept_newer=True)
        except CannotRead as error:
            host.questions.tell(self._words(error))
            return False
        session.take_over(opened)
        host.notices.withdraw("disk")
        host.controller.announce()
        host.foot.say(host.translate("message.reloaded"))
        return True

    def _suggestion(self) -> Path:
        host, session = self._host, self._host.controller.session
        name = proposed_name(session.document, host.translate("file.new-name"))
        return session.path or session.suggested or host.files.folder() / name

    def _store(self, path: Path | None, *, overwrite: bool = False) -> bool:
        host, session = self._host, self._host.controller.session
        while True:
            save = session.saving(path, backup=host.settings.backup, overwrite=overwrite)
            outcome = self._run(session, save)
            if outcome is None:
                return True
            sentence = self._words(outcome)
            host.controller.messagePosted.emit(sentence)
            if isinstance(outcome, ChangedOnDisk):
                return self._resolve(session)
            answer = host.questions.choose("not-saved", ("save-as", "retry"), reason=sentence)
            if answer == "save-as":
                return self.save_as(self._elsewhere(save.path))
            if answer != "retry":
                return False

    def _resolve(self, session: Session) -> bool:
        """The file is another than the one that was read: never write over it unasked."""
        host, path = self._host, session.path
        assert path is not None
        answer = host.questions.choose(
            "changed", ("compare", "merge", "keep-both", "theirs", "mine"), name=path.name
        )
        if answer == "compare":
            host.panels.compare_with(path)
        elif answer == "merge":
            host.actions_["merge-disk"].trigger()
        elif answer == "keep-both":
            name = host.translate("file.my-version", name=path.stem)
            return self.save_as(path.with_name(name + path.suffix))
        elif answer == "mine":
            return self._store(None, overwrite=True)
        elif answer == "theirs":
            return self.reload()
        return False

    def _elsewhere(self, path: Path) -> Path:
        """A folder that is there, to begin with."""
        return path if path.parent.is_dir() else Path.home() / path.name

    def _run(self, session: Session, save: Save) -> UserError | None:
        """Save away from the window, which goes on working; return what hindered it."""
        host, loop = self._host, QEventLoop()
        errors: list[Exception] = []

        def finish(outcome: Saved | Exception) -> None:
            self._is_running = False
            patience.stop()
            host.foot.end_busy()
            if isinstance(outcome, Saved):
                # Here, so that whoever waits finds the document saved.
                self._done(session, save, outcome)
            else:
                errors.append(outcome)
            waiting, self._waiting = [*self._waiting, loop], []
            for each in waiting:
                each.quit()

        self._is_running = True
        patience = QTimer(loop)
        patience.setSingleShot(True)
        patience.timeout.connect(lambda: host.foot.say_busy(host.translate("message.saving")))
        patience.start(_PATIENCE)
        host.controller.tasks.run("save", save.run, finish, finish)
        loop.exec()
        for error in errors:
            if not isinstance(error, UserError):
                raise error
            return error
        return None

    def _done(self, session: Session, save: Save, outcome: Saved) -> None:
        host, moved, before = self._host, session.path != save.path, session.migrates_from
        session.saved(save, outcome)
        # Flushing to the disk takes longer than a window may stand still.
        tasks = host.controller.tasks
        tasks.run("kept", session.keeping_saved(), lambda _none: None, lambda _error: None)
        if moved:
            if session.lock is not None:
                session.lock.release()
            session.lock = locking.take(save.path)
            host.windows.keep(remembered(host.settings, save.path))
            host.windows.changed.emit()
        host.notices.withdraw("disk")
        host.controller.savedStateChanged.emit()
        host.foot.say_saved()
        if before:
            host.notices.tell("migrated", Notice("message.migrated", {}))
        if outcome.backup_error is not None and self._told_backup != str(save.path):
            self._told_backup = str(save.path)
            reason = self._words(outcome.backup_error)
            host.notices.tell("backup", Notice("message.no-backup", {"reason": reason}))

    def _words(self, error: UserError) -> str:
        return error_text(error, self._host.translate.language)
