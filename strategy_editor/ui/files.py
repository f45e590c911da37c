"""Opening and leaving the document of a window; saving is in ``ui.saving``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from strategy_editor.errors import CannotRead, UserError
from strategy_editor.paths import shipped
from strategy_editor.storage import locking
from strategy_editor.storage.reading import Opened, stamp_of
from strategy_editor.storage.repairing import can_be_shown, read_raw
from strategy_editor.ui.host import Host
from strategy_editor.ui.notices import Notice
from strategy_editor.ui.questions import Unsaved
from strategy_editor.ui.saving import Saving
from strategy_editor.workspace.recent import remembered, without
from strategy_editor.workspace.session import Session
from strategy_editor.workspace.wording import error_text

if TYPE_CHECKING:
    from strategy_editor.ui.source.mending import SourceMending

SAMPLE = "egov-2014.xml"


class Files:
    """What a window does with files; whatever fails is said and changes nothing."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self.saving = Saving(host)

    def start_new(self) -> None:
        """Begin a new strategy, in a window of its own unless this one is untouched."""
        host = self._host
        beginning = host.questions.beginning(host.settings.profile)
        if beginning is not None:
            language = host.translate.language
            self._show(new_session(language, beginning.profile, beginning.title))

    def ask_open(self) -> None:
        """Ask for a file and open it."""
        path = self._host.questions.open_file(self.folder())
        if path is not None:
            self._host.windows.open(path, self._host.main_window)

    def open_path(self, path: Path) -> bool:
        """Open a file in this window; where that fails, say why and keep what is open."""
        session = self.opened(path)
        if session is not None:
            self._host.show_session(session)
        return session is not None

    def opened(self, path: Path) -> Session | None:
        """Read a file and take its lock, asking where somebody else has it; None for not."""
        host = self._host
        try:
            session = Session.open(path)
        except UserError as error:
            if isinstance(error, CannotRead) and self._show_as_text(path, error):
                return None
            host.questions.tell(error_text(error, host.translate.language))
            return None
        if not self._lock(session, path):
            return None
        host.windows.keep(remembered(host.settings, path))
        return session

    def _show_as_text(self, path: Path, error: CannotRead) -> bool:
        """Show an unreadable file as text to be mended; return whether that is sensible."""
        if not can_be_shown(error):
            return False
        try:
            raw = read_raw(path, error)
        except OSError:
            return False
        windows = self._host.windows
        place = windows.place_for(self._host.main_window)
        place.show_trouble(path, error, raw)
        windows.bring_forward(place)
        return True

    def show_mended(self, opened: Opened, mending: SourceMending) -> None:
        """Show what was mended as text; the file has not got it yet."""
        session = Session.mended(opened, mending.path)
        if self._lock(session, mending.path):
            session.adopted = mending.hand_over()
            self._host.show_session(session)

    def open_sample(self) -> None:
        """Open the sample as a new document: the shipped file stays as it is."""
        sample = shipped("samples") / SAMPLE
        session = Session.open(sample)
        session.detach(sample)
        self._show(session)

    def save(self) -> bool:
        """Save; ask for a name where there is none yet."""
        return self.saving.save()

    def save_as(self) -> bool:
        """Save under a name that the user chooses."""
        return self.saving.save_as()

    def choose_other(self) -> None:
        """Ask for an edition to compare with, and compare."""
        path = self._host.questions.open_file(self.folder())
        if path is not None:
            self._host.panels.compare_with(path)

    def may_leave(self) -> bool:
        """Ask about unsaved changes; return whether to go on."""
        self.saving.wait()
        self._host.commit()
        if self._host.trouble is not None:
            return self._host.trouble.may_leave()
        if not self._host.has_document or not self._host.controller.session.is_modified:
            return True
        match self._host.questions.unsaved(self._host.name()):
            case Unsaved.SAVE:
                return self.save()
            case Unsaved.DISCARD:
                return True
            case _:
                return False

    def left(self) -> None:
        """The document is left for good: give up its lock and what was kept of it."""
        session = self._host.controller.session

        def end() -> None:
            session.end()

        self._host.controller.tasks.run("end", end, lambda _none: None, self._end_failed)

    def folder(self) -> Path:
        """Return the folder to begin with when asking for a file."""
        path = self._host.controller.session.path
        if path is not None:
            return path.parent
        return Path(self._host.settings.folder) if self._host.settings.folder else Path.home()

    def forget_recent(self, path: Path) -> None:
        """Take a file off the list of recent files."""
        self._host.windows.keep(without(self._host.settings, path))

    def _show(self, session: Session) -> None:
        windows = self._host.windows
        place = windows.place_for(self._host.main_window)
        place.show_session(session)
        windows.bring_forward(place)

    def _lock(self, session: Session, path: Path) -> bool:
        """Take the lock of a file; return whether to open it at all."""
        host, held = self._host, locking.holder(path)
        if held is not None:
            who = held.owner.user or host.translate("lock.somebody")
            values = {"name": path.name, "user": who, "host": held.owner.host, "since": held.since}
            answer = host.questions.choose("locked", ("read-only", "copy", "anyway"), **values)
            if answer == "read-only":
                session.read_only = session.read_only or "locked"
                return True
            if answer == "copy":
                session.detach(path)
                session.suggested = path.with_name(
                    host.translate("file.my-version", name=path.stem) + path.suffix
                )
                return True
            if answer != "anyway":
                return False
        session.lock = locking.take(path)
        return True

    @staticmethod
    def _end_failed(error: Exception) -> None:
        # The disk refuses to keep what was thrown away, or to let go of it.
        if not isinstance(error, UserError | OSError):
            raise error


def new_session(language: str, profile: str = "sachsen", title: str = "") -> Session:
    """Return a session on a new strategy that has no file yet."""
    # Loaded with the first new strategy.
    from strategy_editor.workspace.starting import default_title, new_strategy

    title = title or default_title(language)
    document = new_strategy(title, profile, language, date.today())
    return Session(Opened(document, stamp_of(b"")), None)


def tell_read_only(host: Host) -> None:
    """Say above the panels why a document can only be looked at, and what to do about it."""
    session = host.controller.session
    host.notices.clear()
    if session.read_only:
        ways = (("action.plain.save-as", host.files.save_as),)
        values: dict[str, object] = {"version": session.newer_version}
        host.notices.tell("read-only", Notice(f"notice.{session.read_only}", values, ways))


def install(host: Host) -> None:
    """Connect the actions of the file menu."""
    files = host.files
    host.sessionShown.connect(lambda: tell_read_only(host))
    host.actions_.connect(
        {
            "new": files.start_new,
            "open": files.ask_open,
            "sample": files.open_sample,
            "save": files.save,
            "save-as": files.save_as,
            "compare": files.choose_other,
            "close": host.parent_window.close,
            "quit": host.windows.quit,
        }
    )
