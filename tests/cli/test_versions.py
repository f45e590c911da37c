"""``versions`` on the command line: both languages, text and JSON, exit codes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

from strategy_editor.cli.versions import ACTIONS
from strategy_editor.paths import shipped
from tests.cli.calling import call, process
from tests.versions.repositories import text
from tests.versions.servers import web_server


@pytest.fixture
def server(tmp_path):
    with web_server(tmp_path / "server") as running:
        yield running


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "strategie.xml"
    path.write_bytes(text("Eins"))
    return path


@pytest.fixture
def kept(file, capsys):
    """A file with three versions; the newest is what it holds."""
    for name, wording, kind in (
        ("Entwurf", "Eins", "working"), ("Vorlage", "Zwei", "submission"),
        ("Nachtrag", "Drei", "working"),
    ):  # fmt: skip
        file.write_bytes(text(wording))
        answer = call(capsys, "versions", "keep", file, "--name", name, "--kind", kind,
                      "--author", "Anna")  # fmt: skip
        assert (answer.code, answer.err) == (0, "")
    return file


def as_json(capsys, *arguments):
    answer = call(capsys, "versions", *arguments, "--format", "json")
    return answer.code, json.loads(answer.out)


@pytest.mark.parametrize("action", ["", *ACTIONS])
def test_every_action_explains_itself_with_examples(capsys, action, language):
    answer = call(capsys, "versions", *action.split(), "--help", language=language)
    assert answer.code == 0
    assert f"strategy-editor versions {action}".strip() in answer.out


def test_keeping_says_what_was_kept(file, capsys, language):
    answer = call(capsys, "versions", "keep", file, "--name", "Vorlage", "--kind", "submission",
                  language=language)  # fmt: skip
    assert answer.code == 0
    assert "Vorlage" in answer.out
    assert ("Prüfsumme" if language == "de" else "Fingerprint") in answer.out


def test_keeping_as_json(file, capsys):
    code, shape = as_json(capsys, "keep", file, "--name", "Erste", "--note", "Bemerkung")
    assert code == 0
    assert (shape["format"], shape["new"], shape["asFound"]) == (
        "strategy-version-kept/1", True, None,
    )  # fmt: skip
    assert shape["version"]["name"] == "Erste"
    assert shape["version"]["note"] == "Bemerkung"


def test_the_list_begins_with_the_newest(kept, capsys):
    answer = call(capsys, "versions", "list", kept)
    assert [line.split(" · ")[0].split("  ")[-1] for line in answer.out.splitlines()] == [
        "Nachtrag", "Vorlage", "Entwurf",
    ]  # fmt: skip
    kept.write_bytes(text("Vier"))
    assert "changed since" in call(capsys, "versions", "list", kept).out
    code, shape = as_json(capsys, "list", kept)
    assert (code, shape["format"], shape["changed"]) == (0, "strategy-versions/1", True)
    assert [each["kind"] for each in shape["versions"]] == ["working", "submission", "working"]
    assert shape["versions"][0]["parents"] == [shape["versions"][1]["id"]]
    assert shape["versions"][0]["author"]["name"] == "Anna"


def test_showing_a_version(kept, capsys):
    answer = call(capsys, "versions", "show", kept, "Vorlage")
    assert "[-Eins-]{+Zwei+}" in answer.out.replace(" ", "")
    code, shape = as_json(capsys, "show", kept, "Vorlage")
    assert code == 0
    assert shape["comparison"]["summary"] == {"reworded": 1}
    assert process("versions", "show", kept, "Vorlage", "--xml").out.encode() == text("Zwei")


def test_comparing(kept, capsys, tmp_path):
    code, shape = as_json(capsys, "compare", kept, "Entwurf", "Nachtrag")
    assert code == 0
    assert [(each["old"], each["new"]) for each in shape["changes"]] == [("Eins", "Drei")]
    kept.write_bytes(text("Vier"))
    code, shape = as_json(capsys, "compare", kept, "Nachtrag", "--exit-code")
    assert code == 1
    assert shape["changes"][0]["new"] == "Vier"
    out = tmp_path / "report.html"
    assert call(capsys, "versions", "compare", kept, "Entwurf", "-o", out).code == 0
    assert out.read_text().startswith("<!DOCTYPE html>")
    assert call(capsys, "versions", "compare", kept, "Entwurf", "-o", kept).code == 2


def test_restoring_makes_a_new_draft(kept, capsys, tmp_path):
    out = tmp_path / "alt.xml"
    assert call(capsys, "versions", "restore", kept, "Entwurf", "-o", out).code == 0
    assert out.read_bytes() == text("Eins")
    assert kept.read_bytes() == text("Drei")
    again = call(capsys, "versions", "restore", kept, "Vorlage", "-o", out)
    assert (again.code, out.read_bytes()) == (2, text("Eins"))
    again.sentence()
    code, shape = as_json(capsys, "restore", kept, "Vorlage", "-o", tmp_path / "neu.xml")
    assert (code, shape["format"]) == (0, "strategy-versions-restored/1")
    assert (shape["version"]["name"], shape["written"]) == (
        "Vorlage", [str(tmp_path / "neu.xml")],
    )  # fmt: skip
    missing = call(capsys, "versions", "restore", kept, "Vorlage", "-o", tmp_path / "no" / "x.xml")
    assert missing.code == 2
    missing.sentence()


def test_restoring_over_the_file_keeps_what_it_held(kept, capsys):
    kept.write_bytes(text("Noch nirgends"))
    assert call(capsys, "versions", "restore", kept, "Entwurf", "-o", kept).code == 0
    assert kept.read_bytes() == text("Eins")
    _, shape = as_json(capsys, "list", kept)
    assert [each["name"] for each in shape["versions"]] == ["Nachtrag", "Vorlage", "Entwurf"]
    (state,) = shape["states"]
    shown = process("versions", "show", kept, state["id"], "--xml")
    assert shown.out.encode() == text("Noch nirgends")


def test_pictures_come_along(tmp_path, capsys):
    file = tmp_path / "egov-2014.xml"
    shutil.copy(shipped("samples") / file.name, file)
    shutil.copytree(shipped("samples") / "egov-2014.media", tmp_path / "egov-2014.media")
    assert call(capsys, "versions", "keep", file, "--name", "Erste").code == 0
    shutil.rmtree(tmp_path / "egov-2014.media")
    out = tmp_path / "alt.xml"
    assert call(capsys, "versions", "restore", file, "Erste", "-o", out).code == 0
    (picture,) = (shipped("samples") / "egov-2014.media").iterdir()
    assert (tmp_path / "alt.media" / picture.name).read_bytes() == picture.read_bytes()


def test_verifying(kept, capsys, language):
    assert call(capsys, "versions", "verify", kept, language=language).code == 0
    code, shape = as_json(capsys, "verify", kept)
    assert (code, shape["versions"], shape["frozen"], shape["faults"]) == (0, 3, 1, [])
    assert shape["state"]["equals"]["name"] == "Nachtrag"
    kept.write_bytes(text("Vier"))
    # A draft is worked on ...
    assert call(capsys, "versions", "verify", kept, language=language).code == 0
    call(capsys, "versions", "keep", kept, "--name", "Beschluss", "--kind", "decision")
    assert call(capsys, "versions", "verify", kept, language=language).code == 0
    kept.write_bytes(text("Fünf"))
    # ... and a decision is not.
    answer = call(capsys, "versions", "verify", kept, language=language)
    assert answer.code == 1
    assert "Beschluss" in answer.out
    assert "Fünf" in answer.out
    assert as_json(capsys, "verify", kept)[1]["state"]["changed"][0]["id"] == "p1"


def test_what_cannot_be_done_is_one_sentence(file, capsys, tmp_path, language):
    def asked(*arguments):
        answer = call(capsys, "versions", *arguments, language=language)
        assert answer.code == 2
        return answer.sentence()

    for action in ("list", "verify"):
        assert str(file) in asked(action, file)
    asked("show", file, "Erste")
    asked("keep", file, "--name", " ")
    asked("keep", tmp_path / "none.xml", "--name", "Erste")
    asked("keep", tmp_path, "--name", "Erste")
    asked("list", tmp_path / "nowhere" / "none.xml")
    asked("nonsense", file)
    other = tmp_path / "other.xml"
    other.write_text("<html/>")
    asked("keep", other, "--name", "Erste")
    assert not list(tmp_path.glob(".other*"))
    call(capsys, "versions", "keep", file, "--name", "Erste")
    asked("show", file, "Zweite")
    (tmp_path / ".strategie.xml.versions" / "HEAD").write_text("nonsense")
    asked("list", file)
    asked("keep", file, "--name", "Zweite")
    assert file.read_bytes() == text("Eins")


def test_the_history_of_an_element(kept, capsys, language):
    answer = call(capsys, "versions", "history", kept, "p1", language=language)
    assert answer.code == 0
    assert "[-Zwei-]{+Drei+}" in answer.out
    assert "Anna" in answer.out
    code, shape = as_json(capsys, "history", kept, "p1")
    assert (code, shape["format"], shape["element"]) == (0, "strategy-element-history/1", "p1")
    assert [each["kinds"] for each in shape["changes"]] == [["reworded"], ["reworded"], ["added"]]
    assert shape["changes"][0]["fields"][0]["words"] == [
        {"kind": "old", "text": "Zwei"}, {"kind": "new", "text": "Drei"},
    ]  # fmt: skip


def test_an_element_is_called_by_number_title_or_id(tmp_path, capsys, language):
    file = tmp_path / "egov.xml"
    shutil.copy(shipped("samples") / "egov-2014.xml", file)
    call(capsys, "versions", "keep", file, "--name", "Erste")
    quoted = "„{}“" if language == "de" else "“{}”"
    expected = "Ziel Z 3 " + quoted.format("Einheitliche Nutzungsbedingungen")
    for asked in ("Z 3", "z 3", "Einheitliche  Nutzungsbedingungen"):
        answer = call(capsys, "versions", "history", file, asked, language=language)
        assert (answer.code, answer.out.partition("\n")[0]) == (0, expected)
    assert call(capsys, "versions", "history", file, "Z 999", language=language).code == 2


def test_since_when_it_says_so(kept, capsys, language):
    answer = call(capsys, "versions", "search", kept, "zwei", language=language)
    assert answer.code == 0
    assert "Vorlage" in answer.out
    assert "Nachtrag" in answer.out
    code, shape = as_json(capsys, "search", kept, "drei", "--in", "s1")
    assert (code, shape["format"]) == (0, "strategy-versions-search/1")
    (hit,) = shape["hits"]
    assert (hit["element"], hit["since"]["name"], hit["until"]) == ("p1", "Nachtrag", None)
    assert as_json(capsys, "search", kept, "drei", "--in", "metadata")[1]["hits"] == []
    assert as_json(capsys, "list", kept)[1]["versions"][0]["changes"] == {"reworded": 1}


def test_a_team(kept, capsys, tmp_path, server, language):
    def say(*arguments):
        answer = call(capsys, "versions", *arguments, language=language)
        assert answer.err == ""
        return answer.code, answer.out

    code, said = say("connect", kept, server.address)
    assert (code, server.address in said) == (0, True)
    code, said = say("send", kept)
    assert (code, "Nachtrag" in said) == (0, True)
    theirs = tmp_path / "kollege.xml"
    assert say("connect", theirs, server.address)[0] == 0
    assert theirs.read_bytes() == text("Drei")
    theirs.write_bytes(text("Vier"))
    assert say("send", theirs)[0] == 0
    code, said = say("fetch", kept)
    assert (code, kept.read_bytes()) == (0, text("Vier"))
    kept.write_bytes(text("Fünf"))
    theirs.write_bytes(text("Sechs"))
    assert say("send", theirs)[0] == 0
    code, said = say("send", kept)
    assert (code, "1 " in said) == (1, True)
    assert "Sechs" in kept.read_text()
    assert "Fünf" in kept.read_text()


def test_a_team_as_json(kept, capsys, tmp_path, server):
    code, shape = as_json(capsys, "connect", kept, server.address)
    assert (code, shape) == (0, {
        "format": "strategy-versions-connected/1", "file": str(kept), "address": server.address,
        "branch": "main", "hasVersions": False, "fetched": None,
    })  # fmt: skip
    code, shape = as_json(capsys, "send", kept)
    assert (code, shape["format"], shape["kept"], shape["fetched"], shape["conflicts"]) == (
        0, "strategy-versions-sent/1", None, [], [],
    )  # fmt: skip
    assert shape["version"]["name"] == "Nachtrag"
    theirs = tmp_path / "kollege.xml"
    _, shape = as_json(capsys, "connect", theirs, server.address)
    assert [each["name"] for each in shape["fetched"]["arrived"]] == [
        "Nachtrag", "Vorlage", "Entwurf",
    ]  # fmt: skip
    code, shape = as_json(capsys, "fetch", theirs)
    assert (code, shape) == (0, {
        "format": "strategy-versions-fetched/1", "file": str(theirs), "joined": "nothing",
        "arrived": [], "changed": False, "conflicts": [],
    })  # fmt: skip


def test_what_a_server_cannot_do_is_one_sentence(kept, capsys, server, language):
    def asked(*arguments):
        answer = call(capsys, "versions", *arguments, language=language)
        assert answer.code == 2
        return answer.sentence()

    asked("send", kept)
    asked("fetch", kept)
    asked("connect", kept, "nonsense://x")
    asked("connect", kept, f"{server.url}/none.git")
    server.token = "geheim"
    assert server.address in asked("connect", kept, server.address)
    asked("connect", kept, server.address.replace("//", "//anna:falsch@"))
    server.token = ""
    assert call(capsys, "versions", "connect", kept, server.address).code == 0
    server.status = 500
    asked("send", kept)


def test_a_token_comes_from_the_standard_input(kept, server, tmp_path):
    server.token = "geheim"
    asked = [sys.executable, "-m", "strategy_editor", "versions", "connect", str(kept),
             server.address, "--token", "--lang", "en"]  # fmt: skip
    # No keyring in a test: it is told, once the server has taken the token.
    environment = {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    done = subprocess.run(asked, input="falsch\n", env=environment, capture_output=True,
                          encoding="utf-8", check=False)  # fmt: skip
    assert (done.returncode, "refused" in done.stderr) == (2, True)
    done = subprocess.run(asked, input="geheim\n", env=environment, capture_output=True,
                          encoding="utf-8", check=False)  # fmt: skip
    assert (done.returncode, "keyring" in done.stderr) == (2, True)
    environment["STRATEGY_EDITOR_GIT_TOKEN"] = "geheim"
    done = subprocess.run([*asked[:4], "send", str(kept)], env=environment, capture_output=True,
                          encoding="utf-8", check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_what_was_looked_for_is_to_be_read_in_a_long_text(kept, capsys):
    long = "Vorweg steht sehr viel. " * 30 + "Dann kommt das Gesuchte. " + "Danach auch. " * 30
    kept.write_bytes(text(long.strip()))
    assert call(capsys, "versions", "keep", kept, "--name", "Lang").code == 0
    found = call(capsys, "versions", "search", kept, "das  gesuchte")
    (line,) = [each for each in found.out.splitlines() if "Gesuchte" in each]
    assert line.strip().startswith("… ")
    assert line.endswith("…")
