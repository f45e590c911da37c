"""What can be done with versions: keep, look at, compare, restore, verify."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from strategy_editor.document.document import Document
from strategy_editor.storage.reading import Opened, stamp_of
from strategy_editor.ui.host import Host
from strategy_editor.ui.lineage.begin_dialog import LedgerDialog
from strategy_editor.ui.versions.counting import Counting
from strategy_editor.ui.versions.dialogs import KeepDialog
from strategy_editor.ui.versions.loading import reading_of, verified
from strategy_editor.ui.versions.panel import VersionsPanel
from strategy_editor.ui.versions.running import run, saved
from strategy_editor.ui.versions.team import Team
from strategy_editor.ui.versions.watch import HistoryWatch
from strategy_editor.versions.keeping import Kept
from strategy_editor.versions.repository import open_history
from strategy_editor.versions.version import Author, Particulars, Version
from strategy_editor.workspace.keeping import (
    KIND_OF_STATUS,
    author_named,
    keep_file,
    tidy,
)
from strategy_editor.workspace.session import Session
from strategy_editor.workspace.version_wording import kind_name, title_of_version
from strategy_editor.workspace.versioning import restore

if TYPE_CHECKING:
    from strategy_editor.ui.panels import Panels

_LONGEST = 80
"""Letters of a version's name in the name of a file."""


class VersionVerbs:
    """Does what the history view and the menu ask for; nothing here holds the window up."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self.panel = VersionsPanel(
            host.controller,
            host.appearance.theme,
            host.actions_,
            lambda: author_named(host.settings.author),
        )
        self.panel.setProperty("help", "versions")
        self.team = Team(host, self.panel)
        self._watch = HistoryWatch(host, self.panel)
        self.panel.asked.connect(self._do)
        for counting in (self.panel.counting, self.panel.looking):
            counting.said.connect(partial(self._say_counting, counting))
            host.controller.tasks.leaving.connect(counting.stop)
        self.panel.elementWanted.connect(self._lead_to)

    def _say_counting(self, counting: Counting, sentence: str) -> None:
        """Say in the foot how far the counting is, unless a transfer is being told of there."""
        if self.team.is_running:
            return
        if sentence:
            self._host.foot.say_busy(sentence, counting.stop)
        else:
            self._host.foot.end_busy()

    def keep(self) -> None:
        """Ask what the present state is to be called, and keep it as a version."""
        host = self._host
        if not saved(host):
            return
        document = host.controller.session.document
        metadata = document.root.child("metadata")
        status = metadata.get("status") if metadata is not None else ""
        kind = KIND_OF_STATUS.get(status, "working")
        author = author_named(host.settings.author)
        dialog = KeepDialog(host.parent_window, host.translate, kind, author.name)
        dialog.accepted.connect(lambda: self._keep(dialog.said, author))
        host.show_dialog(dialog)

    def verify(self) -> None:
        """Prove that the history and the file are unaltered, and name what is not."""
        host, path = self._host, self._host.controller.session.path
        if path is None:
            host.questions.tell(host.translate("history.unsaved"))
            return
        language = host.translate.language
        host.foot.say(host.translate("history.verifying"))
        self._run(partial(verified, path, language), self._show_findings)

    def _show_findings(self, lines: list[str]) -> None:
        host = self._host
        title = host.translate("history.findings")
        host.show_dialog(LedgerDialog(host.parent_window, host.translate, title, lines))

    def _keep(self, said: Particulars, author: Author) -> None:
        path = self._host.controller.session.path
        if path is None:
            return
        now = datetime.now().astimezone()

        def work() -> Kept:
            kept = keep_file(path, said, author, now)
            tidy(path)
            return kept

        self._run(work, self._kept)

    def _kept(self, kept: Kept) -> None:
        host, version = self._host, kept.version
        kind = kind_name(version.kind, host.translate.language)
        values = {"name": version.name, "kind": kind, "id": version.short_id}
        host.foot.say(host.translate("versions.kept", **values))
        self.panel.reload()
        host.panels.sides.show_side("versions")

    def _do(self, verb: str, versions: list[Version]) -> None:
        path = self._host.controller.session.path
        if path is None or not versions:
            return
        match verb:
            case "compare" if len(versions) == 2:
                self._open(path, versions[0], beside=versions[1])
            case "compare":
                self._host.panels.show_view("comparison")
                self._compare(self._host.panels, path, versions[0])
            case "open":
                self._open(path, versions[0])
            case _:
                self._restore(path, versions[0])

    def _open(self, path: Path, version: Version, beside: Version | None = None) -> None:
        """Show a version read-only in a window of its own, perhaps compared with another."""
        name = title_of_version(version, self._host.translate.language)

        def show(document: Document) -> None:
            session = Session(Opened(document, stamp_of(b"")), None)
            session.read_only, session.called = "version", name
            session.media_base = path
            session.suggested = _beside(path, name)
            window = self._host.windows.make(session)
            if beside is not None:
                window.go_to(window.selected, "comparison")
                self._compare(window.panels, path, beside)

        self._run(reading_of(path, version), show)

    def _restore(self, path: Path, version: Version) -> None:
        """Write a version as a new file that the user names, and open it."""
        host, language = self._host, self._host.translate.language
        title = title_of_version(version, language)
        out = host.questions.save_file(_beside(path, title), "strategy")
        if out is None:
            return
        out = out if out.suffix else out.with_suffix(".xml")
        name = host.translate("versions.before-restoring", name=title)
        author, now = author_named(host.settings.author), datetime.now().astimezone()

        def work() -> list[Path]:
            history = open_history(path)
            return restore(history, version, out, name=name, author=author, now=now)

        def done(_written: list[Path]) -> None:
            host.windows.open(out, host.main_window)
            host.foot.say(host.translate("history.restored", name=title, file=out.name))
            self.panel.reload()

        self._run(work, done)

    def _compare(self, panels: Panels, path: Path, version: Version) -> None:
        # The comparison takes three times as long to load as all of the history's views.
        from strategy_editor.ui.versions.comparing import compare_with

        compare_with(panels, path, version, self._host.translate.language)

    def _lead_to(self, element: str) -> None:
        controller = self._host.controller
        if element in controller.session.document:
            controller.select(element)
        else:
            self._host.foot.say(self._host.translate("history.gone"))

    def _run(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        run(self._host, "version", work, done)


def _beside(path: Path, name: str) -> Path:
    """Return a file beside another with the name of a version in its own."""
    plain = "".join(each if each.isalnum() or each in " -_.," else "_" for each in name)
    return path.with_name(f"{path.stem} ({plain.strip()[:_LONGEST]}){path.suffix}")
