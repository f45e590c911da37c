"""Working with a team from the window: connecting, fetching, sending, with progress and a stop.

What arrives goes into the document that is being edited, as one step that can be undone; what was
typed while it was on its way is merged with it. Only then the file is saved.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Signal

from strategy_editor.editing.history import Step
from strategy_editor.ui.host import Host
from strategy_editor.ui.notices import Notice
from strategy_editor.ui.versions.access import TOKENS, Again, remedy
from strategy_editor.ui.versions.deciding import Deciding
from strategy_editor.ui.versions.dialogs import ConnectDialog
from strategy_editor.ui.versions.exchange import Brought, brought, rebased, sent, settle, transfer
from strategy_editor.ui.versions.panel import VersionsPanel
from strategy_editor.ui.versions.running import Stopped, run, saved
from strategy_editor.versions.credentials import Token
from strategy_editor.versions.remote import Rewritten
from strategy_editor.versions.talking import Hooks
from strategy_editor.workspace.keeping import author_named
from strategy_editor.workspace.teamwork import TRIES, Connected, Sentences, Work, connect_file


class Team(QObject):
    """One thing at a time: connecting, fetching or sending."""

    progressed = Signal(int, int)

    def __init__(self, host: Host, panel: VersionsPanel) -> None:
        super().__init__(host.parent_window)
        self._host = host
        self._panel = panel
        self._stop = Event()
        self._doing = ""
        self._can_be_left = False
        self._number = 0
        self._again: Again = lambda _token: None
        self._deciding = Deciding(host, self.send)
        self.progressed.connect(self._show_progress)
        panel.cancelled.connect(self._cancel)

    @property
    def is_running(self) -> bool:
        """Whether something is going on."""
        return bool(self._doing)

    def connect(self) -> None:  # type: ignore[override]
        """Ask for the team's repository and connect the strategy to it."""
        host = self._host
        if self.is_running or not saved(host):
            return
        path = host.controller.session.path
        assert path is not None
        self._ask_address(lambda address, token: self._connect(path, address, token))

    def begin(self) -> None:
        """Get a strategy that a team has already: ask where from and where to."""
        if not self.is_running:
            self._ask_address(self._begin)

    def fetch(self, *, rejoin: bool = False) -> None:
        """Fetch what colleagues sent, and bring it into the document."""
        if self._is_ready():
            self._again = partial(self._with_token, partial(self.fetch, rejoin=rejoin))
            self._deciding.begin()
            self._say("history.fetching")
            self._transfer(rejoin, self._tell_fetched)

    def send(self, *, undecided: bool = False) -> None:
        """Send all versions, after what others sent meanwhile was brought in.

        Where that contradicts what is here it is to be decided first, unless ``undecided`` says
        that it may be sent as it is.
        """
        if self._is_ready():
            self._again = partial(self._with_token, partial(self.send, undecided=undecided))
            self._deciding.begin()
            self._say("history.sending")
            self._send(TRIES, undecided)

    def _is_ready(self) -> bool:
        """Whether the document can take part: saved, and nothing else going on."""
        return not self.is_running and saved(self._host)

    def _ask_address(self, answered: Callable[[str, Token | None], None]) -> None:
        host = self._host
        dialog = ConnectDialog(host.parent_window, host.translate, self._panel.loaded.address)
        dialog.accepted.connect(lambda: answered(dialog.address, dialog.token))
        host.show_dialog(dialog)

    def _connect(
        self, path: Path, address: str, token: Token | None,
        then: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        self._again = lambda other: self._connect(path, address, other or token, then)
        self._say("history.connecting")

        def done(connected: Connected) -> None:
            self._end()
            self._tell_connected(connected)
            then()

        self._run(partial(connect_file, path, address, self._work(), token), done, is_slow=True)

    def _with_token(self, verb: Callable[[], None], token: Token | None) -> None:
        """Do something again, with a token that the server is asked about first."""
        if token is None:
            verb()
        else:
            self._connect(self._path(), self._panel.loaded.address, token, verb)

    def _tell_connected(self, connected: Connected) -> None:
        host = self._host
        key = "history.connected-fetch" if connected.has_versions else "history.connected-send"
        host.foot.say(host.translate(key))
        self._tell_of_token(connected)

    def _tell_of_token(self, connected: Connected) -> None:
        if connected.not_kept is not None:
            self._host.notices.tell("token", Notice("history.token-for-now", {}))

    def _begin(self, address: str, token: Token | None) -> None:
        host = self._host
        out = host.questions.save_file(host.files.folder() / "strategie.xml", "strategy")
        if out is None:
            return
        if out.exists():
            host.questions.tell(host.translate("error.exists", path=out))
            return
        self._get(out, address, token)

    def _get(self, out: Path, address: str, token: Token | None) -> None:
        host = self._host
        self._again = lambda other: self._get(out, address, other or token)
        self._say("history.connecting")

        def done(connected: Connected) -> None:
            self._end()
            host.windows.open(out, host.main_window)
            self._tell_of_token(connected)

        self._run(partial(connect_file, out, address, self._work(), token), done, is_slow=True)

    def _transfer(self, rejoin: bool, then: Callable[[Brought], None]) -> None:
        path, work = self._path(), self._work()

        def ended(error: Exception) -> bool:
            if not isinstance(error, Rewritten):
                return False
            values = {"address": error.values.get("address", "")}
            if self._host.questions.choose("rewritten", ("rejoin",), **values) == "rejoin":
                self.fetch(rejoin=True)
            return True

        def arrived(_none: None) -> None:
            draft = self._host.controller.session.document
            self._run(partial(brought, path, draft, work), lambda came: self._take(came, then))

        self._run(partial(transfer, path, work, rejoin=rejoin), arrived, ended, is_slow=True)

    def _take(self, came: Brought, then: Callable[[Brought], None]) -> None:
        """Take what came into the document; where that went on meanwhile, merge once more."""
        host, path = self._host, self._path()
        # What is being typed belongs to the draft.
        self._deciding.look()
        now, document = host.controller.session.document, came.document
        if document is not None and now.root is not came.draft.root:
            names = (host.translate("history.mine"), host.translate("history.theirs"))
            work = partial(rebased, path, came, now, names)
            self._run(work, lambda again: self._take(again, then))
            return
        if document is not None:
            root = document.root
            host.controller.apply(Step("edit.fetched"), lambda draft: draft.with_root(root))
            if not host.files.save():
                self._end()
                return
            self._deciding.go_on()
        self._run(partial(settle, path), lambda _none: then(came))

    def _tell_fetched(self, came: Brought) -> None:
        self._end()
        host, joined = self._host, came.fetched.joined
        if joined.kind == "nothing":
            host.foot.say(host.translate("versions.joined.nothing"))
        else:
            host.foot.say(host.translate("history.fetched", count=len(joined.arrived)))
        self._deciding.lead(len(came.fetched.conflicts))

    def _send(self, tries: int, undecided: bool) -> None:
        path, work = self._path(), self._work()

        def told(came: Brought, arrived: bool) -> None:
            if arrived:
                self._end()
                self._host.foot.say(self._host.translate("history.sent"))
                self._deciding.sent()
            elif tries > 1:
                self._send(tries - 1, undecided)
            else:
                self._end()
                sentence = self._host.translate("error.versions-always-faster", path=path)
                self._host.questions.tell(sentence)

        def ready(came: Brought) -> None:
            if came.fetched.conflicts and not undecided:
                self._end()
                self._deciding.before_sending(len(came.fetched.conflicts))
                return
            self._run(partial(sent, path, work), lambda arrived: told(came, arrived), is_slow=True)

        self._transfer(False, ready)

    def _work(self) -> Work:
        translate = self._host.translate
        sentences = Sentences(
            translate("versions.occasion.merge"),
            translate("versions.occasion.sending"),
            translate("versions.before-fetching"),
        )
        author = author_named(self._host.settings.author)
        return Work(
            author,
            datetime.now().astimezone(),
            sentences,
            Hooks(partial(self._progress, self._stop)),
            TOKENS,
        )

    def _path(self) -> Path:
        path = self._host.controller.session.path
        assert path is not None
        return path

    def _progress(self, stop: Event, done: int, whole: int) -> None:
        """Called away from the window, again and again."""
        if stop.is_set():
            raise Stopped
        self.progressed.emit(done, whole)

    def _cancel(self) -> None:
        """End what goes on; a server that says nothing is not waited for."""
        self._stop.set()
        if self._doing and self._can_be_left:
            self._host.controller.tasks.forget(self._topic())
            # What is left behind keeps its thread until the server is heard of or given up.
            self._number += 1
            self._end()
            self._host.foot.say(self._host.translate("history.stopped"))

    def _topic(self) -> str:
        return f"team-{self._number}"

    def _show_progress(self, done: int, whole: int) -> None:
        if self._doing:
            self._panel.say_busy(self._doing, done, whole)

    def _say(self, key: str) -> None:
        self._stop = Event()
        self._doing = self._host.translate(key)
        self._panel.say_busy(self._doing)
        self._host.foot.say_busy(self._doing, self._cancel)

    def _end(self) -> None:
        self._doing = ""
        self._panel.say_busy("")
        self._host.foot.end_busy()
        self._panel.reload()

    def _run(
        self, work: Callable[[], Any], done: Callable[[Any], None],
        ended: Callable[[Exception], bool] = lambda _error: False, *, is_slow: bool = False,
    ) -> None:  # fmt: skip
        """Do a step away from the window; ``is_slow`` is one that waits and touches no draft."""
        session = self._host.controller.session
        self._can_be_left = is_slow

        def finished(result: Any) -> None:
            # Another document has come into the window meanwhile: its file is not touched.
            if self._host.controller.session is session:
                done(result)
            else:
                self._end()

        def failed(error: Exception) -> bool:
            self._end()
            if isinstance(error, Stopped):
                self._host.foot.say(self._host.translate("history.stopped"))
                return True
            return ended(error) or remedy(error, self._host, self._again)

        run(self._host, self._topic(), work, finished, failed)
