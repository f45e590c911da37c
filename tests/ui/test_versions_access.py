"""Servers that ask who somebody is, say nothing, go away or have been written anew."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from pathlib import Path

import pytest

from strategy_editor.editing.history import Step
from strategy_editor.ui.versions import access
from strategy_editor.versions.credentials import SessionTokens, Token
from strategy_editor.workspace.teamwork import connect_file
from tests.short import paragraph, section, small_strategy
from tests.ui.test_versions_panel import dialog, keep, quiet
from tests.ui.test_versions_team import connect, fetch, send, settled
from tests.ui.window_kit import opened
from tests.versions.colleagues import Colleague, colleague
from tests.versions.repositories import git, xml
from tests.versions.servers import SSHD, ssh_server, web_server

pytestmark = pytest.mark.gui
THREE = small_strategy(
    section("s1", paragraph("p1", "Eins."), paragraph("p2", "Zwei."), paragraph("p3", "Drei."))
)
needs_sshd = pytest.mark.skipif(not os.access(SSHD, os.X_OK), reason="no ssh server here")


@pytest.fixture
def server(tmp_path):
    with web_server(tmp_path / "server") as running:
        yield running


@pytest.fixture(autouse=True)
def tokens(monkeypatch):
    """No test knows the tokens of another, or those of this machine."""
    own = SessionTokens(_NoKeyring())
    for module in ("access", "team"):
        monkeypatch.setattr(f"strategy_editor.ui.versions.{module}.TOKENS", own)
    return own


class _NoKeyring:
    """A system without a keyring."""

    def token(self, url: str) -> Token | None:
        return None

    def keep(self, url: str, token: Token) -> None:
        raise access.UserError("error.versions-no-keyring", variable="X")


@pytest.fixture
def window(qtbot, tmp_path):
    folder = tmp_path / "Müller & Söhne"
    folder.mkdir()
    path = folder / "strategie.xml"
    path.write_bytes(xml(THREE))
    shown = opened(qtbot, path)
    keep(qtbot, shown, "Anfang")
    return shown


def write(window, words: str, paragraph_id: str = "p1") -> None:
    change = Step("edit.fetched")
    window.controller.apply(
        change, lambda now: now.updated(paragraph_id, lambda node: node.with_content((words,)))
    )


def said(window, paragraph_id: str = "p1") -> str:
    return window.controller.session.document.node(paragraph_id).text


def bernd_at(tmp_path, server) -> Colleague:
    bernd = colleague(tmp_path, "Bernd")
    bernd.connect(server.address)
    return bernd


def test_a_token_is_asked_for_until_it_is_right_and_known_for_the_session(qtbot, window, server):
    server.token = "geheim"
    connect(qtbot, window, server.address, "falsch")
    asked = dialog(window, "connect-versions")
    assert asked.where.isReadOnly()
    assert window.questions.told == []
    qtbot.keyClicks(asked.secret, "geheim")
    asked.connect_.click()
    settled(qtbot, window)
    assert "keinen Schlüsselbund" in window.notices.text("token")
    send(qtbot, window)
    assert "Anfang" in git(server.repository, "log", "--format=%s", "main")
    before = window.controller.session.path.read_bytes()
    server.token = "anders"
    fetch(qtbot, window)
    asked = dialog(window, "connect-versions")
    qtbot.keyClicks(asked.secret, "anders")
    asked.connect_.click()
    settled(qtbot, window)
    assert window.questions.told == []
    assert window.controller.session.path.read_bytes() == before
    assert "geheim" not in "".join(
        each.read_text(errors="replace")
        for each in window.controller.session.path.parent.rglob("config")
    )


@needs_sshd
def test_a_server_that_is_not_known_shows_its_key_and_is_asked_about(
    qtbot, window, server, tmp_path, monkeypatch
):
    keys = Path.home() / ".ssh"
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    with ssh_server(tmp_path / "ssh", server.repository) as running:
        try:
            connect(qtbot, window, running.address)
            assert window.questions.chosen_from[-1][0] == "host-key"
            shown = str(window.questions.chosen_from[-1][2]["keys"])
            assert fingerprint(tmp_path / "ssh" / "host.pub") in shown
            assert not (keys / "known_hosts").exists()
            window.questions.choices = ["trust"]
            connect(qtbot, window, running.address)
            assert "SSH-Schlüssel" in window.questions.told.pop()
            shutil.copy(running.key, keys / "id_ed25519")
            shutil.copy(f"{running.key}.pub", keys / "id_ed25519.pub")
            connect(qtbot, window, running.address)
            send(qtbot, window)
            assert window.questions.told == []
            other = tmp_path / "ssh" / "id.pub"
            line = running.known.split()[0] + " " + " ".join(other.read_text().split()[:2])
            (keys / "known_hosts").write_text(line + "\n")
            fetch(qtbot, window)
            assert "mit einem anderen Schlüssel" in window.questions.told.pop()
        finally:
            shutil.rmtree(keys, ignore_errors=True)
    assert "Anfang" in git(server.repository, "log", "--format=%s", "main")


@needs_sshd
@pytest.mark.skipif(shutil.which("ssh-agent") is None, reason="no agent for keys here")
def test_a_key_that_an_agent_holds_is_enough(qtbot, window, server, tmp_path, monkeypatch):
    keys = Path.home() / ".ssh"
    socket = tmp_path / "agent"
    agent = subprocess.Popen(["ssh-agent", "-D", "-a", socket], stdout=subprocess.DEVNULL)
    try:
        qtbot.waitUntil(socket.exists, timeout=10_000)
        monkeypatch.setenv("SSH_AUTH_SOCK", str(socket))
        with ssh_server(tmp_path / "ssh", server.repository) as running:
            subprocess.run(["ssh-add", "-q", running.key], check=True)
            keys.mkdir(mode=0o700)
            (keys / "known_hosts").write_text(running.known)
            connect(qtbot, window, running.address)
            send(qtbot, window)
    finally:
        agent.terminate()
        agent.wait()
        shutil.rmtree(keys, ignore_errors=True)
    assert window.questions.told == []
    assert "Anfang" in git(server.repository, "log", "--format=%s", "main")


def test_a_server_that_says_nothing_is_not_waited_for(qtbot, window, server):
    connect(qtbot, window, server.address)
    write(window, "Mitten im Schreiben.")
    server.silence = threading.Event()
    for verb in ("send-versions", "fetch-versions"):
        window.actions_[verb].trigger()
        qtbot.waitUntil(lambda: window.foot.stop.isVisible())
        assert window.foot.stop.text() == "Abbrechen"
        window.foot.stop.click()
        assert window.foot.currentMessage().startswith("Abgebrochen")
        assert window.foot.stop.isHidden()
    assert said(window) == "Mitten im Schreiben."
    server.silence.set()
    send(qtbot, window)
    assert window.questions.told == []
    assert "vor dem Senden" in git(server.repository, "log", "--format=%s", "main")


def test_a_server_that_goes_away_is_told_and_costs_nothing(qtbot, window, server, tmp_path):
    connect(qtbot, window, server.address)
    send(qtbot, window)
    bernd = bernd_at(tmp_path, server)
    bernd.reword("p2", "Von Bernd.")
    bernd.send()
    write(window, "Von mir.")
    server.break_after = 60
    fetch(qtbot, window)
    assert "abgebrochen" in window.questions.told.pop()
    server.break_after = -1
    server.status = 503
    send(qtbot, window)
    assert len(window.questions.told) == 1
    assert (said(window), said(window, "p2")) == ("Von mir.", "Zwei.")
    server.status = 0
    window.questions.told.clear()
    send(qtbot, window)
    assert (said(window), said(window, "p2")) == ("Von mir.", "Von Bernd.")
    assert window.questions.told == []


def test_somebody_who_is_faster_is_merged_and_it_is_sent_again(qtbot, window, server, tmp_path):
    connect(qtbot, window, server.address)
    send(qtbot, window)
    bernd = bernd_at(tmp_path, server)
    bernd.reword("p2", "Von Bernd.")
    bernd.keep("Bernd war schneller")
    server.before_receiving = [bernd.send]
    write(window, "Von mir.")
    send(qtbot, window)
    assert (said(window), said(window, "p2")) == ("Von mir.", "Von Bernd.")
    log = git(server.repository, "log", "--format=%s", "main")
    assert "Bernd war schneller" in log
    assert "zusammengeführt" in log
    assert window.questions.told == []


def test_a_history_rewritten_on_the_server_is_asked_about(qtbot, window, server, tmp_path):
    connect(qtbot, window, server.address)
    send(qtbot, window)
    write(window, "Zweiter Stand.")
    send(qtbot, window)
    git(server.repository, "update-ref", "refs/heads/main", "main~1")
    other = colleague(tmp_path, "Doris")
    connect_file(other.file, server.address, other.work())
    other.reword("p3", "Neue Wege.")
    other.send()
    write(window, "Dritter Stand.")
    fetch(qtbot, window)
    topic, options, values = window.questions.chosen_from[-1]
    assert (topic, options, values["address"]) == ("rewritten", ("rejoin",), server.address)
    assert (said(window), said(window, "p3")) == ("Dritter Stand.", "Drei.")
    window.questions.choices = ["rejoin"]
    fetch(qtbot, window)
    quiet(qtbot, window)
    assert (said(window), said(window, "p3")) == ("Dritter Stand.", "Neue Wege.")
    assert window.questions.told == []


def fingerprint(key: Path) -> str:
    done = subprocess.run(["ssh-keygen", "-lf", key], capture_output=True, text=True, check=True)
    return done.stdout.split()[1]
