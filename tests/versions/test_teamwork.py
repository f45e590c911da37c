"""Two colleagues and a real server: nothing is lost, nothing is forced, faults have a word."""

from __future__ import annotations

import os
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from strategy_editor.errors import CannotRead, UserError
from strategy_editor.paths import shipped
from strategy_editor.versions import sharing
from strategy_editor.versions.credentials import GivenToken, Token
from strategy_editor.versions.faults import Busy, HistoryDamaged
from strategy_editor.versions.remote import Rewritten
from strategy_editor.versions.repository import embedded_folder
from strategy_editor.versions.states import states
from strategy_editor.versions.talking import CannotConnect, Hooks
from strategy_editor.versions.timeline import content_of, versions
from strategy_editor.workspace import teamwork
from strategy_editor.workspace.teamwork import connect_file, send_file
from tests.short import paragraph, section, small_strategy
from tests.versions.colleagues import colleague
from tests.versions.repositories import fsck, git, xml
from tests.versions.servers import SSHD, ssh_server, web_server

THREE = xml(
    small_strategy(
        section("s1", paragraph("p1", "Eins."), paragraph("p2", "Zwei."), paragraph("p3", "Drei."))
    )
)


@pytest.fixture
def server(tmp_path):
    with web_server(tmp_path / "server") as running:
        yield running


@pytest.fixture
def anna(tmp_path, server):
    """Anna has sent a strategy with one version."""
    anna = colleague(tmp_path, "Anna")
    anna.write(THREE)
    anna.keep("Erste")
    anna.connect(server.address)
    anna.send()
    return anna


@pytest.fixture
def bernd(tmp_path, anna, server):
    """Bernd had nothing and has got it all."""
    bernd = colleague(tmp_path, "Bernd")
    bernd.connect(server.address)
    return bernd


def said(person, element):
    return person.document.node(element).text


def test_a_newcomer_gets_file_and_history(anna, bernd):
    assert bernd.file.read_bytes() == THREE
    assert bernd.names == ["Erste"]
    fsck(bernd.history)


def test_versions_go_to_and_fro(anna, bernd):
    bernd.reword("p2", "Zwei von Bernd.")
    bernd.keep("Von Bernd", "submission")
    bernd.send()
    fetched = anna.fetch()
    assert fetched.joined.kind == "forward"
    assert [each.name for each in fetched.joined.arrived] == ["Von Bernd"]
    assert anna.file.read_bytes() == bernd.file.read_bytes()
    assert anna.names == ["Von Bernd", "Erste"]
    assert anna.fetch().joined.kind == "nothing"


def test_what_both_wrote_is_merged_by_structure(anna, bernd, server):
    anna.reword("p1", "Eins von Anna.")
    anna.keep("Von Anna")
    anna.send()
    bernd.reword("p2", "Zwei von Bernd.")
    bernd.keep("Von Bernd")
    sent = bernd.send()
    assert [each.joined.kind for each in sent.fetched] == ["merged"]
    assert sent.conflicts == ()
    anna.fetch()
    assert anna.file.read_bytes() == bernd.file.read_bytes()
    assert [said(anna, each) for each in ("p1", "p2", "p3")] == [
        "Eins von Anna.", "Zwei von Bernd.", "Drei.",
    ]  # fmt: skip
    for person in (anna, bernd):
        fsck(person.history)
    git(server.repository, "fsck", "--strict")
    assert git(server.repository, "log", "--format=%an %s", "main").splitlines()[0] == (
        "Bernd Zusammengeführt"
    )


def test_what_cannot_be_decided_stays_in_the_file_with_both_wordings(anna, bernd):
    anna.reword("p1", "Eins nach Anna.")
    anna.send()
    bernd.reword("p1", "Eins nach Bernd.")
    sent = bernd.send()
    (conflict,) = sent.conflicts
    assert (conflict.kind, conflict.target) == ("text", "p1")
    anna.fetch()
    assert anna.file.read_bytes() == bernd.file.read_bytes()
    data = anna.file.read_text()
    assert "nach Anna" in data.replace("Anna.", "nach Anna")
    assert "Bernd" in data


def test_sending_keeps_what_the_file_holds_beyond_its_versions(anna, bernd):
    anna.reword("p1", "Noch nicht aufbewahrt.")
    sent = anna.send()
    assert sent.kept is not None
    assert (sent.kept.said.occasion, sent.kept.name) == ("sending", "Vor dem Senden")
    bernd.fetch()
    assert said(bernd, "p1") == "Noch nicht aufbewahrt."
    assert anna.send().kept is None


def test_a_draft_that_is_no_version_stays_a_draft_when_fetching(anna, bernd):
    bernd.reword("p2", "Zwei von Bernd.")
    bernd.send()
    anna.reword("p1", "Entwurf von Anna.")
    before = anna.file.read_bytes()
    anna.fetch()
    assert (said(anna, "p1"), said(anna, "p2")) == ("Entwurf von Anna.", "Zwei von Bernd.")
    assert anna.names == ["Vor dem Senden", "Erste"]
    assert "Entwurf" not in content_of(anna.history, versions(anna.history)[0]).decode()
    assert [content_of(anna.history, each.version) for each in states(anna.history)] == [before]
    anna.keep("Von Anna")
    anna.send()
    bernd.fetch()
    assert bernd.file.read_bytes() == anna.file.read_bytes()


def test_a_colleague_who_is_faster_is_merged_and_sending_tried_again(anna, bernd, server):
    """In the very moment in which the server takes Bernd's versions."""
    bernd.reword("p2", "Zwei von Bernd.")
    anna.reword("p1", "Eins von Anna.")
    anna.keep("Schneller")
    server.before_receiving.append(anna.send)
    sent = bernd.send()
    assert [each.joined.kind for each in sent.fetched] == ["merged"]
    anna.fetch()
    assert anna.file.read_bytes() == bernd.file.read_bytes()
    assert (said(anna, "p1"), said(anna, "p2")) == ("Eins von Anna.", "Zwei von Bernd.")


def test_working_states_are_never_sent(anna, bernd, server):
    anna.reword("p1", "Geheimer Zwischenstand.")
    bernd.reword("p2", "Zwei.B")
    bernd.send()
    anna.fetch()
    anna.write(content_of(anna.history, versions(anna.history)[0]))
    anna.send()
    everything = git(server.repository, "rev-list", "--objects", "--all")
    (state,) = states(anna.history)
    assert state.version.id not in everything
    assert git(server.repository, "for-each-ref", "--format=%(refname)") == "refs/heads/main\n"
    assert not git(server.repository, "log", "--all", "-S", "Geheimer", "--format=%s")


def test_histories_that_never_met_are_joined(anna, tmp_path, server):
    """Carla has worked on a copy that came by mail, with a history of her own."""
    carla = colleague(tmp_path, "Carla")
    carla.write(THREE)
    carla.keep("Eigene")
    carla.reword("p3", "Drei von Carla.")
    carla.keep("Eigene zweite")
    anna.reword("p1", "Eins von Anna.")
    anna.send()
    carla.connect(server.address)
    sent = carla.send()
    assert sent.conflicts == ()
    anna.fetch()
    assert (said(anna, "p1"), said(anna, "p3")) == ("Eins von Anna.", "Drei von Carla.")
    assert {"Eigene", "Eigene zweite", "Erste"} <= set(anna.names)


def test_a_copy_without_history_under_another_name(anna, tmp_path, server):
    folder = tmp_path / "dora"
    folder.mkdir()
    own = folder / "entwurf-final-3.xml"
    own.write_bytes(THREE.replace(b"Drei.", b"Drei von Dora."))
    dora = colleague(tmp_path, "Dorothea")
    connect_file(own, server.address, dora.work())
    send_file(own, dora.work())
    anna.fetch()
    assert said(anna, "p3") == "Drei von Dora."
    assert git(server.repository, "ls-tree", "--name-only", "main") == "strategie.xml\n"


def test_another_strategy_is_refused(anna, tmp_path, server):
    other = colleague(tmp_path, "Emil")
    other.write(THREE.replace(b'id="s"', b'id="other"'))
    other.keep("Andere")
    before = other.file.read_bytes()
    other.connect(server.address)
    with pytest.raises(UserError, match="other-strategy"):
        other.send()
    assert (other.file.read_bytes(), other.names) == (before, ["Andere"])


def test_a_history_rewritten_on_the_server_is_noticed_and_nothing_lost(anna, bernd, server):
    bernd.reword("p2", "Zwei von Bernd.")
    bernd.send()
    anna.fetch()
    clone = server.root / "clone"
    git(server.root, "clone", "-q", server.repository, clone)
    git(server.repository, "config", "receive.denyNonFastForwards", "false")
    git(clone, "reset", "-q", "--hard", "HEAD~1")
    (clone / "strategie.xml").write_bytes(THREE.replace(b"Drei.", b"Umgeschrieben."))
    git(clone, "commit", "-qam", "Umgeschrieben")
    git(clone, "push", "-q", "--force")
    before = anna.file.read_bytes()
    for _ in range(2):
        with pytest.raises(Rewritten):
            anna.fetch()
        assert (anna.file.read_bytes(), anna.names) == (before, ["Vor dem Senden", "Erste"])
    with pytest.raises(Rewritten):
        anna.send()
    anna.fetch(rejoin=True)
    assert (said(anna, "p2"), said(anna, "p3")) == ("Zwei von Bernd.", "Umgeschrieben.")
    anna.send()
    assert "Vor dem Senden" in git(server.repository, "log", "--format=%s", "main")


def test_offline_is_normal(anna, server):
    anna.reword("p1", "Unterwegs.")
    anna.keep("Unterwegs")
    server.status = 503
    before = anna.names
    for act in (anna.send, anna.fetch):
        with pytest.raises(CannotConnect):
            act()
        assert anna.names == before
    server.status = 0
    anna.send()


@pytest.mark.parametrize("after", [0, 10, 100, 300])
def test_a_server_that_goes_in_mid_transfer(anna, bernd, server, after):
    bernd.reword("p2", "Zwei von Bernd. " * 50)
    bernd.send()
    before = anna.file.read_bytes()
    server.break_after = after
    with pytest.raises(CannotConnect):
        anna.fetch()
    assert (anna.file.read_bytes(), anna.names) == (before, ["Erste"])
    fsck(anna.history)
    server.break_after = -1
    anna.fetch()
    assert anna.file.read_bytes() == bernd.file.read_bytes()


def test_a_server_that_goes_while_it_is_sent_to(anna, server):
    anna.reword("p1", "Neu.")
    server.break_after = 0
    with pytest.raises(CannotConnect):
        anna.send()
    server.break_after = -1
    anna.send()
    assert git(server.repository, "show", "main:strategie.xml").encode() == anna.file.read_bytes()


def test_no_server_no_repository_no_address(tmp_path, server):
    lone = colleague(tmp_path, "Lena")
    lone.write(THREE)
    for address, key in (
        (f"{server.url}/none.git", "no-repository"),
        ("http://127.0.0.1:9/x.git", "unreachable"),
        ("ftp://example.org/x", "address"),
        ("", "address"),
    ):
        with pytest.raises(UserError, match=key):
            lone.connect(address)
        assert not embedded_folder(lone.file).exists()
    assert lone.file.read_bytes() == THREE


def test_tokens(anna, bernd, server, monkeypatch):
    server.token = "geheim"
    with pytest.raises(CannotConnect, match="no-token"):
        anna.fetch(tokens=_NoTokens())
    with pytest.raises(CannotConnect, match="refused"):
        anna.fetch(tokens=GivenToken(Token("anna", "falsch")))
    anna.reword("p1", "Mit Token.")
    anna.send(tokens=GivenToken(Token("anna", "geheim")))
    monkeypatch.setenv("STRATEGY_EDITOR_GIT_TOKEN", "geheim")
    bernd.fetch()
    assert said(bernd, "p1") == "Mit Token."
    assert "geheim" not in (anna.history.folder / "config").read_text()


class _NoTokens:
    def token(self, _url):
        return None

    def keep(self, url, token):
        raise AssertionError


def test_a_token_in_the_address_goes_to_the_keyring_and_nowhere_else(anna, tmp_path, server):
    kept = {}

    class Keyring(_NoTokens):
        def keep(self, url, token):
            kept[url] = token

    server.token = "ge:heim"
    frida = colleague(tmp_path, "Frida")
    address = server.address.replace("http://", "http://frida:ge%3Aheim@")
    frida.connect(address, tokens=Keyring())
    assert kept == {server.address: Token("frida", "ge:heim")}
    assert "heim" not in (frida.history.folder / "config").read_text()
    assert frida.file.read_bytes() == THREE


def test_a_refused_token_connects_nothing(tmp_path, server):
    server.token = "geheim"
    lone = colleague(tmp_path, "Lena")
    lone.write(THREE)
    with pytest.raises(CannotConnect, match="refused"):
        lone.connect(server.address.replace("http://", "http://lena:falsch@"))
    assert not embedded_folder(lone.file).exists()


def test_a_server_that_refuses_to_take_it(anna, server):
    hook = server.repository / "hooks" / "update"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho protected branch >&2\nexit 1\n")
    hook.chmod(0o755)
    anna.reword("p1", "Neu.")
    with pytest.raises(CannotConnect, match="server-refuses"):
        anna.send()
    hook.unlink()
    anna.send()


def test_what_is_no_strategy_on_the_server(anna, bernd, server):
    clone = server.root / "clone"
    git(server.root, "clone", "-q", server.repository, clone)
    (clone / "strategie.xml").write_text("<html/>")
    git(clone, "commit", "-qam", "Oops")
    git(clone, "push", "-q")
    before = anna.file.read_bytes()
    for act in (anna.fetch, anna.send):
        with pytest.raises(CannotRead, match="server-no-strategy"):
            act()
        assert (anna.file.read_bytes(), anna.names) == (before, ["Erste"])
    git(clone, "revert", "--no-edit", "HEAD")
    git(clone, "push", "-q")
    anna.fetch()


def test_other_files_of_the_server_are_left_alone(tmp_path, server):
    clone = server.root / "clone"
    git(server.root, "clone", "-q", server.repository, clone)
    (clone / "README").write_text("Read me\n")
    git(clone, "add", ".")
    git(clone, "commit", "-qm", "Read me")
    git(clone, "push", "-q", "origin", "HEAD:main")
    anna = colleague(tmp_path, "Anna")
    anna.write(THREE)
    anna.keep("Erste")
    anna.connect(server.address)
    anna.send()
    (clone / "README").write_text("Read me again\n")
    git(clone, "commit", "-qam", "Again")
    git(clone, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
    git(clone, "push", "-q", "origin", "HEAD:main")
    anna.reword("p1", "Neu.")
    anna.keep("Zweite")
    anna.send()
    names = git(server.repository, "ls-tree", "-r", "--name-only", "main").split()
    assert names == ["README", "strategie.xml"]
    assert git(server.repository, "show", "main:README") == "Read me again\n"
    assert (
        anna.names == ["Zusammengeführt", "Zweite", "Zusammengeführt", "Erste"]
        or anna.names[-1] == "Erste"
    )


def test_a_developers_clone_works_beside(anna, server, tmp_path):
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", server.repository, clone)
    dev = colleague(tmp_path, "Dev")
    dev.folder = clone
    dev.reword("p1", "Eins von Dev.")
    dev.keep("Von Dev")
    dev.send()
    assert git(clone, "status", "--porcelain", "--branch") == "## main...origin/main\n"
    anna.reword("p2", "Zwei von Anna.")
    anna.send()
    dev.fetch()
    assert (said(dev, "p1"), said(dev, "p2")) == ("Eins von Dev.", "Zwei von Anna.")
    assert git(clone, "status", "--porcelain", "--branch") == "## main...origin/main\n"
    git(server.root, "clone", "-q", server.repository, "other")
    other = server.root / "other"
    (other / "README").write_text("x")
    git(other, "add", ".")
    git(other, "commit", "-qm", "Other file")
    git(other, "push", "-q")
    with pytest.raises(Busy, match="other-files"):
        dev.fetch()
    assert git(clone, "status", "--porcelain") == ""


def test_progress_is_told_and_cancelling_ends_it(anna, bernd):
    bernd.reword("p2", "Zwei von Bernd.")
    seen = []
    bernd.send(hooks=Hooks(lambda done, whole: seen.append((done, whole))))
    assert seen
    before = anna.file.read_bytes()

    class Cancelled(Exception):
        pass

    def cancel(_done, _whole):
        raise Cancelled

    with pytest.raises(Cancelled):
        anna.fetch(hooks=Hooks(cancel))
    assert (anna.file.read_bytes(), anna.names) == (before, ["Erste"])
    anna.fetch()
    anna.reword("p1", "Eins.A")
    with pytest.raises(Cancelled):
        anna.send(hooks=Hooks(cancel))
    anna.send()


def test_a_folder_that_all_can_reach(tmp_path):
    share = tmp_path / "share" / "team.git"
    share.parent.mkdir()
    anna, bernd = colleague(tmp_path, "Anna"), colleague(tmp_path, "Bernd")
    anna.write(THREE)
    anna.keep("Erste")
    anna.connect(share)
    anna.send()
    bernd.connect(share.as_uri())
    bernd.reword("p2", "Zwei von Bernd.")
    bernd.send()
    anna.reword("p1", "Eins von Anna.")
    anna.send()
    bernd.fetch()
    assert anna.file.read_bytes() == bernd.file.read_bytes()
    git(share, "fsck", "--strict")
    with pytest.raises(UserError, match="no-such-folder"):
        colleague(tmp_path, "Carla").connect(tmp_path / "nowhere" / "team.git")
    shutil.rmtree(share)
    with pytest.raises(CannotConnect):
        anna.fetch()


def test_two_who_send_into_a_folder_at_once(tmp_path, monkeypatch):
    """One is faster between looking and writing: the other's version is not written over."""
    share = tmp_path / "team.git"
    anna, bernd = colleague(tmp_path, "Anna"), colleague(tmp_path, "Bernd")
    anna.write(THREE)
    anna.keep("Erste")
    anna.connect(share)
    anna.send()
    bernd.connect(share)
    anna.reword("p1", "Eins von Anna.")
    bernd.reword("p2", "Zwei von Bernd.")
    goes_on, raced = sharing._goes_on, []

    def slow(history, head, earlier):
        answer = goes_on(history, head, earlier)
        if not raced and history.file == bernd.file:
            raced.append(True)
            anna.send()
        return answer

    monkeypatch.setattr(sharing, "_goes_on", slow)
    bernd.send()
    anna.fetch()
    assert raced
    assert (said(anna, "p1"), said(anna, "p2")) == ("Eins von Anna.", "Zwei von Bernd.")
    assert anna.file.read_bytes() == bernd.file.read_bytes()


@pytest.mark.skipif(not os.access(SSHD, os.X_OK), reason="no ssh server on this machine")
def test_over_ssh(anna, tmp_path, server):
    keys = Path.home() / ".ssh"
    with ssh_server(tmp_path / "ssh", server.repository) as running:
        gerd = colleague(tmp_path, "Gerd")
        with pytest.raises(CannotConnect, match="unknown-host"):
            gerd.connect(running.address)
        keys.mkdir(mode=0o700)
        try:
            (keys / "known_hosts").write_text(running.known)
            with pytest.raises(CannotConnect, match="refused-key"):
                gerd.connect(running.address)
            shutil.copy(running.key, keys / "id_ed25519")
            shutil.copy(f"{running.key}.pub", keys / "id_ed25519.pub")
            gerd.connect(running.address)
            gerd.reword("p1", "Über ssh.")
            gerd.send()
        finally:
            shutil.rmtree(keys)
    anna.fetch()
    assert said(anna, "p1") == "Über ssh."


def test_a_process_killed_between_branch_and_file_is_made_good(anna, bernd, monkeypatch):
    """What is kept next must not undo what colleagues wrote."""
    bernd.reword("p2", "Zwei von Bernd.")
    bernd.send()
    anna.reword("p1", "Eins von Anna.")

    class Killed(BaseException):
        pass

    def die(*_arguments):
        raise Killed

    monkeypatch.setattr(teamwork, "replace_file", die)
    with pytest.raises(Killed):
        anna.fetch()
    monkeypatch.undo()
    assert said(anna, "p2") == "Zwei."
    anna.keep("Weiter")
    assert (said(anna, "p1"), said(anna, "p2")) == ("Eins von Anna.", "Zwei von Bernd.")
    anna.send()
    bernd.fetch()
    assert (said(bernd, "p1"), said(bernd, "p2")) == ("Eins von Anna.", "Zwei von Bernd.")


def test_pictures_travel(tmp_path, server):
    anna, bernd = colleague(tmp_path, "Anna"), colleague(tmp_path, "Bernd")
    anna.write((shipped("samples") / "egov-2014.xml").read_bytes())
    shutil.copytree(shipped("samples") / "egov-2014.media", anna.folder / "strategie.media")
    anna.keep("Erste")
    anna.connect(server.address)
    anna.send()
    bernd.connect(server.address)
    (picture,) = (anna.folder / "strategie.media").iterdir()
    assert (bernd.folder / "strategie.media" / picture.name).read_bytes() == picture.read_bytes()


@pytest.mark.parametrize("kind", ["server", "folder"])
def test_an_object_that_ends_too_soon_is_told_and_not_waited_for(anna, tmp_path, server, kind):
    """The library would read on for ever in it, whatever its size."""
    if kind == "folder":
        share = tmp_path / "team.git"
        anna.connect(share)
        anna.send()
    words = " ".join(sha256(str(number).encode()).hexdigest() for number in range(3000))
    anna.reword("p1", words)
    anna.keep("Lang")
    anna.reword("p1", "Kurz.")
    anna.keep("Kurz")
    long = versions(anna.history)[1]
    file = anna.history.common_folder / "objects" / long.content[:2] / long.content[2:]
    data = file.read_bytes()
    assert len(data) > 1 << 16
    file.chmod(0o644)
    file.write_bytes(data[: len(data) // 2])
    with pytest.raises(HistoryDamaged, match="lacks"):
        anna.send()
    file.write_bytes(data)
    anna.send()
    shared = share if kind == "folder" else server.repository
    assert git(shared, "fsck", "--strict") == ""
