"""Opening, saving, exporting and leaving the document of a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from strategy_editor.errors import UserError
from strategy_editor.paths import shipped
from strategy_editor.storage.reading import Opened, stamp_of
from strategy_editor.ui.host import Host
from strategy_editor.ui.questions import Unsaved
from strategy_editor.workspace.exporting import export_word
from strategy_editor.workspace.media import media_folder
from strategy_editor.workspace.session import Session
from strategy_editor.workspace.starting import default_title, new_strategy
from strategy_editor.workspace.wording import error_text

SAMPLE = "egov-2014.xml"


class Files:
    """What a window does with files; whatever fails is said and changes nothing."""

    def __init__(self, host: Host) -> None:
        self._host = host

    def start_new(self) -> None:
        """Begin a new strategy."""
        if self.may_leave():
            self._host.show_session(new_session(self._host.translate.language))

    def ask_open(self) -> None:
        """Ask for a file and open it."""
        if not self.may_leave():
            return
        path = self._host.questions.open_file(self.folder())
        if path is not None and self.open_path(path):
            self._remember_folder(path)

    def open_path(self, path: Path) -> bool:
        """Open a file; where that fails, say why and keep what is open."""
        try:
            session = Session.open(path)
        except UserError as error:
            self._tell(error)
            return False
        self._host.show_session(session)
        return True

    def open_sample(self) -> None:
        """Open the sample as a new document: the shipped file stays as it is."""
        if not self.may_leave():
            return
        sample = shipped("samples") / SAMPLE
        session = Session.open(sample)
        session.detach(sample)
        self._host.show_session(session)

    def save(self) -> bool:
        """Save; ask for a name where there is none yet."""
        self._host.commit()
        session = self._host.controller.session
        if session.path is None or session.is_read_only:
            return self.save_as()
        return self._told(self._host.controller.save())

    def save_as(self) -> bool:
        """Save under a name that the user chooses."""
        session = self._host.controller.session
        suggested = session.path or self.folder() / self._host.translate("file.new-name")
        path = self._host.questions.save_file(suggested, "strategy")
        if path is None:
            return False
        path = path if path.suffix else path.with_suffix(".xml")
        saved = self._told(self._host.controller.save(path))
        if saved:
            self._remember_folder(path)
        return saved

    def export(self) -> None:
        """Export to Word, away from the window."""
        host = self._host
        host.commit()
        session = host.controller.session
        base = session.path or self.folder() / host.translate("file.new-name")
        out = host.questions.save_file(base.with_suffix(".docx"), "word")
        if out is None:
            return
        out = out if out.suffix else out.with_suffix(".docx")
        document, media = session.document, media_folder(session.media_base or base)
        created = datetime.now(UTC).replace(microsecond=0)
        host.foot.say(host.translate("message.exporting"))
        host.controller.tasks.run(
            "export",
            lambda: export_word(document, out, media, created),
            lambda missing: self._exported(out, missing),
            self._export_failed,
        )

    def choose_other(self) -> None:
        """Ask for an edition to compare with, and compare."""
        path = self._host.questions.open_file(self.folder())
        if path is not None:
            self._host.panels.compare_with(path)

    def may_leave(self) -> bool:
        """Ask about unsaved changes; return whether to go on."""
        self._host.commit()
        if not self._host.controller.session.is_modified:
            return True
        match self._host.questions.unsaved(self._host.name()):
            case Unsaved.SAVE:
                return self.save()
            case Unsaved.DISCARD:
                return True
            case _:
                return False

    def folder(self) -> Path:
        """Return the folder to begin with when asking for a file."""
        path = self._host.controller.session.path
        if path is not None:
            return path.parent
        return Path(self._host.settings.folder) if self._host.settings.folder else Path.home()

    def _told(self, saved: bool) -> bool:
        """Say what became of saving: a failure must not pass by in the foot."""
        if saved:
            self._host.foot.say_saved()
        else:
            self._host.questions.tell(self._host.controller.save_error)
        return saved

    def _remember_folder(self, path: Path) -> None:
        self._host.keep(replace(self._host.settings, folder=str(path.parent)))

    def _exported(self, out: Path, missing: tuple[str, ...]) -> None:
        host = self._host
        host.foot.say(host.translate("message.exported", path=out))
        if missing:
            names = "\n".join(host.controller.wording.place(each) for each in missing)
            host.questions.tell(host.translate("message.pictures-missing", names=names))

    def _export_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._tell(error)

    def _tell(self, error: UserError) -> None:
        self._host.questions.tell(error_text(error, self._host.translate.language))


def new_session(language: str) -> Session:
    """Return a session on a new strategy that has no file yet."""
    document = new_strategy(default_title(language), "sachsen", language, date.today())
    return Session(Opened(document, stamp_of(b"")), None)


def install(host: Host) -> None:
    """Connect the actions of the file menu."""
    files = host.files
    host.panels.chooseOtherRequested.connect(files.choose_other)
    host.actions_.connect(
        {
            "new": files.start_new,
            "open": files.ask_open,
            "sample": files.open_sample,
            "save": files.save,
            "save-as": files.save_as,
            "export": files.export,
            "compare": files.choose_other,
            "close": host.parent_window.close,
        }
    )
