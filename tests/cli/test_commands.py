"""Each command, from its help to its exit code."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from lxml import html

from strategy_editor import __version__
from strategy_editor.cli import demo
from strategy_editor.cli.main import COMMANDS, run
from strategy_editor.errors import UserError
from strategy_editor.i18n import LANGUAGES, text
from strategy_editor.paths import shipped
from strategy_editor.schema.catalog import NAMESPACE
from strategy_editor.storage.reading import read
from strategy_editor.storage.writing import write
from strategy_editor.workspace.export_jobs import moment_of
from tests.checking import findings
from tests.cli.calling import call, process
from tests.short import claim, goal, paragraph, section, small_strategy

CLEAN = small_strategy(goal("g"))
WARNED = small_strategy(claim("c"))
WRONG = small_strategy(goal("g", None))


@pytest.fixture
def files(tmp_path):
    for name, document in (("clean", CLEAN), ("warned", WARNED), ("wrong", WRONG)):
        write(document, tmp_path / f"{name}.xml")
    return tmp_path


# Help, version, language


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(capsys, language, command):
    answer = call(capsys, command, "--help", language=language)
    assert answer.code == 0
    assert answer.err == ""
    assert text(language, f"cli.{command}.help") in " ".join(answer.out.split())
    assert f"strategy-editor {command}" in answer.out
    assert ("Aufruf: " if language == "de" else "usage: ") in answer.out
    for english in ("usage:", "options:", "positional arguments"):
        assert language == "en" or english not in answer.out


def test_the_overview_names_every_command(capsys, language):
    for arguments in (["--help"], ["-h"], []):
        answer = call(capsys, *arguments, language=language)
        assert answer.code == 0
        for command in COMMANDS:
            assert f"  {command}" in answer.out
            assert text(language, f"cli.{command}.help") in answer.out


def test_the_version_is_told(capsys):
    assert call(capsys, "--version").out == f"strategy-editor {__version__}\n"


def test_the_language_can_be_chosen_anywhere(capsys, files):
    path = files / "clean.xml"
    for arguments in (
        ("--lang", "de", "check", path),
        ("check", path, "--lang=de"),
        ("check", "--lang", "de", path),
    ):
        assert "0 Fehler" in call(capsys, *arguments).out
    assert "0 errors" in call(capsys, "check", path, "--lang", "en", language="de").out


@pytest.mark.parametrize("arguments", [["--lang", "fr", "check"], ["check", "x", "--lang"]])
def test_an_unknown_language_gets_a_sentence(capsys, arguments):
    answer = call(capsys, *arguments)
    assert answer.code == 2
    assert "de, en" in answer.sentence()


WRONG_CALLS = [
    ["frobnicate"], ["--frobnicate"], ["check"], ["check", "a", "--frobnicate"],
    ["check", "a", "--format", "yaml"], ["check", "a", "--format"], ["compare", "a"],
    ["compare", "a", "b", "c"], ["compare", "a", "b", "--format", "pdf"], ["export", "a"],
    ["export", "-o", "a.docx"], ["export", "a", "-o", "b.docx", "--kind", "novel"], ["new"],
    ["new", "a", "--profile", "bavaria"], ["demo", "x"], ["doctor", "x"], ["--", "check"],
]  # fmt: skip


@pytest.mark.parametrize("arguments", WRONG_CALLS, ids=" ".join)
def test_a_wrong_call_gets_a_sentence_that_names_the_help(capsys, language, arguments, monkeypatch):
    answer = call(capsys, *arguments, language=language)
    assert answer.code == 2
    assert answer.out == ""
    assert "--help" in answer.sentence()
    if language == "de":
        for english in ("required", "invalid", "unrecognized", "expected", "argument"):
            assert english not in answer.err


# new


@pytest.mark.parametrize("profile", ["sachsen", "plain"])
def test_a_new_strategy_is_valid_and_without_errors(capsys, tmp_path, profile, language):
    out = tmp_path / "new.xml"
    answer = call(
        capsys, "new", out, "--title", " E-Gov <2030> & mehr ", "--profile", profile,
        language=language,
    )  # fmt: skip
    assert (answer.code, answer.err) == (0, "")
    assert str(out) in answer.out
    document = read(out).document
    assert document.root.child("metadata").text_of("title") == "E-Gov <2030> & mehr"
    assert document.root.child("metadata").get("as-of") == date.today().isoformat()
    assert document.root.get("xml:lang") == language
    assert [each for each in findings(document) if each[0].startswith("schema")] == []
    assert call(capsys, "check", out).code == 0


def test_two_new_strategies_are_not_the_same(capsys, tmp_path):
    for name in ("a.xml", "b.xml"):
        assert call(capsys, "new", tmp_path / name).code == 0
    one, other = (read(tmp_path / name).document.root for name in ("a.xml", "b.xml"))
    assert one.id != other.id
    assert text("en", "new.title") == one.child("metadata").text_of("title")


@pytest.mark.parametrize("title", ["\x00\x01", "Ziel\x0b", "\udcff", "\n \t", "x" * 5000])
def test_any_title_makes_a_valid_strategy(capsys, tmp_path, title):
    out = tmp_path / "new.xml"
    assert call(capsys, "new", out, "--title", title).code == 0
    assert findings(read(out).document) == findings(read(out).document)
    assert call(capsys, "check", out).code == 0


def test_an_existing_file_is_never_replaced(capsys, files, language):
    before = (files / "clean.xml").read_bytes()
    for target in (files / "clean.xml", files):
        answer = call(capsys, "new", target, language=language)
        assert answer.code == 2
        assert str(target) in answer.sentence()
    assert (files / "clean.xml").read_bytes() == before


@pytest.mark.parametrize("name", ["missing/new.xml", "clean.xml/new.xml", "x" * 300])
def test_a_place_where_nothing_can_be_written_gets_a_sentence(capsys, files, name):
    answer = call(capsys, "new", files / name)
    assert answer.code == 2
    assert name in answer.sentence()


# check


def test_the_exit_code_says_what_was_found(capsys, files):
    codes = {"clean": (0, 0), "warned": (0, 1), "wrong": (1, 1), "missing": (2, 2)}
    for name, (code, strict) in codes.items():
        assert call(capsys, "check", files / f"{name}.xml").code == code
        assert call(capsys, "check", files / f"{name}.xml", "--strict").code == strict


def test_the_worst_of_several_files_counts(capsys, files):
    paths = [files / f"{name}.xml" for name in ("clean", "wrong", "missing", "warned")]
    answer = call(capsys, "check", *paths)
    assert answer.code == 2
    for path in paths:
        assert str(path) in answer.out
    assert call(capsys, "check", *paths[:2]).code == 1


def test_findings_are_told_in_words(capsys, files):
    german = call(capsys, "check", files / "wrong.xml", language="de").out
    english = call(capsys, "check", files / "wrong.xml").out
    assert "Fehler: " in german
    assert "1 Fehler, 0 Warnungen, 0 Hinweise" in german
    assert "error: Goal “g”" in english
    assert text("en", "problem.no-lead") in english
    assert "1 error, 0 warnings, 0 hints" in english


def test_muted_findings_are_shown_with_their_reason(capsys, tmp_path):
    from strategy_editor.document.node import element

    muted = element(
        "muted", element("reason", "Comes later."), id="m", rule="empty-claim", target="c"
    )
    write(small_strategy(claim("c"), muted=[muted]), tmp_path / "a.xml")
    answer = call(capsys, "check", tmp_path / "a.xml", "--strict")
    assert answer.code == 0
    assert "warning (muted)" in answer.out
    assert "Comes later." in answer.out


def test_the_json_has_the_documented_shape(capsys, files):
    answer = call(capsys, "check", files / "wrong.xml", files / "missing.xml", "--format", "json")
    assert answer.code == 2
    shape = json.loads(answer.out)
    assert shape["format"] == "strategy-check/1"
    wrong, missing = shape["files"]
    for each in (wrong, missing):
        assert list(each) == ["file", "error", "summary", "findings"]
        assert list(each["summary"]) == ["errors", "warnings", "hints", "muted"]
    assert wrong["error"] is None
    assert wrong["summary"] == {"errors": 1, "warnings": 0, "hints": 0, "muted": 0}
    assert wrong["findings"] == [
        {
            "severity": "error", "rule": "no-lead", "id": "g", "field": "responsibility",
            "place": "Goal “g”, Responsibility", "message": text("en", "problem.no-lead"),
            "values": {"element": "goal"}, "muted": "",
        }
    ]  # fmt: skip
    assert missing["error"]["key"] == "error.not-found"
    assert str(files / "missing.xml") in missing["error"]["message"]
    assert missing["findings"] == []


def test_a_later_version_counts_as_an_error(capsys, tmp_path, language):
    path = tmp_path / "later.xml"
    path.write_text(f'<strategy xmlns="{NAMESPACE}" id="s" version="7.0"/>')
    answer = call(capsys, "check", path, language=language)
    assert answer.code == 1
    assert "7.0" in answer.sentence()
    assert call(capsys, "compare", path, path).code == 2


# compare


@pytest.fixture
def editions(tmp_path):
    old = small_strategy(section("x", paragraph("p", "Das Ziel <2016>.")))
    new = old.updated("p", lambda node: node.with_content(["Das Ziel <2018>."]))
    write(old, tmp_path / "old.xml")
    write(new, tmp_path / "new.xml")
    return tmp_path / "old.xml", tmp_path / "new.xml"


def test_differences_are_no_failure_unless_asked_for(capsys, editions):
    old, new = editions
    assert call(capsys, "compare", old, new).code == 0
    assert call(capsys, "compare", old, new, "--exit-code").code == 1
    assert call(capsys, "compare", old, old, "--exit-code").code == 0


def test_a_comparison_is_printed_as_text(capsys, editions, language):
    answer = call(capsys, "compare", *editions, language=language)
    assert "[-2016-]{+2018+}" in answer.out
    assert text(language, "kind.reworded") in answer.out


def test_a_comparison_can_be_json(capsys, editions):
    shape = json.loads(call(capsys, "compare", *editions, "--format", "json").out)
    assert shape["format"] == "strategy-comparison/1"
    assert (shape["old"]["file"], shape["new"]["file"]) == ("old.xml", "new.xml")
    assert shape["summary"] == {"reworded": 1}


def test_a_comparison_can_be_a_page(capsys, editions):
    page = html.document_fromstring(call(capsys, "compare", *editions, "--format", "html").out)
    assert page.find(".//ins").text == "2018"


@pytest.mark.parametrize(("name", "start"), [
    ("a.json", "{"), ("a.html", "<!DOCTYPE html>"), ("a.HTM", "<!DOCTYPE html>"),
    ("a.txt", "Comparison"), ("a", "Comparison"),
])  # fmt: skip
def test_the_ending_of_the_target_says_the_form(capsys, editions, tmp_path, name, start):
    out = tmp_path / name
    answer = call(capsys, "compare", *editions, "-o", out)
    assert answer.code == 0
    assert answer.out == f"Wrote {out}\n"
    assert out.read_text(encoding="utf-8").startswith(start)
    call(capsys, "compare", *editions, "-o", out, "--format", "json")
    assert out.read_text(encoding="utf-8").startswith("{")


def test_neither_edition_is_overwritten(capsys, editions, tmp_path):
    link = tmp_path / "link.xml"
    link.symlink_to("old.xml")
    before = [path.read_bytes() for path in editions]
    for out in (*editions, link, tmp_path / "x" / ".." / "old.xml"):
        assert call(capsys, "compare", *editions, "-o", out).code == 2
    assert [path.read_bytes() for path in editions] == before


def test_one_id_twice_names_the_file(capsys, tmp_path, editions, language):
    doubled = tmp_path / "doubled.xml"
    write(small_strategy(section("x"), section("x")), doubled)
    answer = call(capsys, "compare", editions[0], doubled, language=language)
    assert answer.code == 2
    assert str(doubled) in answer.sentence()


def test_strange_file_names_do_no_harm(capsys, editions, tmp_path):
    strange = tmp_path / "\udcff <x> {y}.xml"
    strange.write_bytes(editions[1].read_bytes())
    for form in ("text", "json", "html"):
        out = tmp_path / f"out.{form}"
        answer = call(capsys, "compare", editions[0], strange, "-o", out, "--format", form)
        assert (answer.code, answer.err) == (0, "")
        assert "y}.xml" in out.read_text(encoding="utf-8")
    assert process("check", strange).code == 0
    assert process("check", strange, "--format", "json").code == 0
    assert "x" in process("compare", strange, tmp_path / "\udcfe.xml").sentence()


# export: what it refuses; the documents have tests of their own


def test_an_unknown_ending_names_those_known(capsys, files):
    answer = call(capsys, "export", files / "clean.xml", "-o", files / "a.rtf")
    assert answer.code == 2
    assert ".docx" in answer.sentence()
    assert not (files / "a.rtf").exists()


def test_the_strategy_is_not_overwritten_by_its_export(capsys, files):
    path = files / "clean.docx"
    path.write_bytes((files / "clean.xml").read_bytes())
    assert call(capsys, "export", path, "-o", path).code == 2
    assert path.read_bytes() == (files / "clean.xml").read_bytes()


@pytest.mark.parametrize("value", ["29.04.2014", "2014-02-30", "x", "0001-01-01T00:00+14:00"])
def test_a_wrong_date_gets_a_sentence(capsys, files, value):
    out = files / "a.docx"
    answer = call(capsys, "export", files / "clean.xml", "-o", out, "--date", value)
    assert answer.code == 2
    assert value in answer.sentence()
    assert not out.exists()


def test_dates_and_points_in_time_are_understood():
    assert moment_of("2014-04-29") == datetime(2014, 4, 29, tzinfo=UTC)
    two = timezone(timedelta(hours=2))
    assert moment_of("2014-04-29T12:00+02:00") == datetime(2014, 4, 29, 12, tzinfo=two)
    assert moment_of("2014-04-29T12:00").tzinfo is UTC
    assert abs(moment_of("") - datetime.now(UTC)) < timedelta(minutes=1)
    with pytest.raises(UserError):
        moment_of("gestern")


# doctor and demo


def test_the_doctor_names_everything_and_a_remedy_for_what_is_missing(capsys, language):
    answer = call(capsys, "doctor", language=language)
    assert answer.code in (0, 1)
    for name in ("Python", "lxml", "python-docx", "platformdirs", "PySide6", "LibreOffice"):
        assert name in answer.out
    assert answer.err == ""
    for line in answer.out.splitlines():
        if line.startswith(("✗", "–")):
            assert any(word in line for word in ("apt install", "pip install", "Qt", "--help"))
    complete = text(language, "doctor.complete")
    assert (complete in answer.out) == (answer.code == 0)


@pytest.mark.slow
def test_the_demo_builds_the_whole_dossier(capsys, tmp_path, language, monkeypatch):
    monkeypatch.setattr(demo, "find_libreoffice", str)
    folder = tmp_path / "dossier"
    answer = call(capsys, "demo", "--out", folder, "--no-window", language=language)
    assert (answer.code, answer.err) == (0, "")
    written = {path.name for path in folder.iterdir()}
    assert {
        "egov-2009.xml", "egov-2014.xml", "egov-2014.docx", "check.txt",
        "changes-2009-2014.html", "changes-2009-2014.json",
    } <= written  # fmt: skip
    for name in written:
        assert not name.startswith(".")
    assert run(["demo", "--out", str(folder), "--no-window"], language).open_file is None
    assert run(["demo", "--out", str(folder)], language).open_file == folder / "egov-2014.xml"


def test_the_demo_says_where_it_cannot_write(capsys, tmp_path):
    (tmp_path / "file").touch()
    answer = call(capsys, "demo", "--no-window", "--out", tmp_path / "file")
    assert answer.code == 2
    assert str(tmp_path / "file") in answer.err
    assert "Traceback" not in answer.err


def test_all_languages_are_offered():
    assert LANGUAGES == ("de", "en")
    assert Path(shipped("resources")).is_dir()
