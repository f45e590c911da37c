"""Bad input through the real command line: one sentence, no traceback, nothing written."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from strategy_editor.cli.main import COMMANDS
from strategy_editor.i18n import LANGUAGES
from strategy_editor.schema.catalog import NAMESPACE
from strategy_editor.storage.writing import write
from tests.cli.calling import Answer, call, process
from tests.short import goal, small_strategy

HEAD = f'<strategy xmlns="{NAMESPACE}" id="s">'.encode()
BOMB = (
    b"<!DOCTYPE a [<!ENTITY a0 'ha'>"
    + b"".join(b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 20) for n in range(1, 12))
    + b"]>"
)
UNREADABLE: dict[str, bytes] = {
    "not well-formed": HEAD + b"<goal></strategy>",
    "truncated": HEAD + b"<metadata><title>E-Gov",
    "wrong encoding": b'<?xml version="1.0" encoding="utf-8"?>' + HEAD + b"Ma\xdfnahme</strategy>",
    "UTF-16 called UTF-8": ('<?xml version="1.0" encoding="utf-8"?>' + HEAD.decode() +
                            "</strategy>").encode("utf-16"),
    "unknown encoding": b'<?xml version="1.0" encoding="klingon"?>' + HEAD + b"</strategy>",
    "wrong namespace": b'<strategy xmlns="http://www.w3.org/1999/xhtml"/>',
    "no namespace": b"<strategy/>",
    "a part of a strategy": f'<goal xmlns="{NAMESPACE}" id="g"/>'.encode(),
    "entity bomb": BOMB + HEAD + b"&a11;</strategy>",
    "entity bomb in an attribute": BOMB + HEAD.replace(b'"s"', b'"&a11;"') + b"</strategy>",
    "external entity": b"<!DOCTYPE a [<!ENTITY x SYSTEM '{secret}'>]>" + HEAD + b"&x;</strategy>",
    "external DTD": b"<!DOCTYPE a SYSTEM '{secret}'>" + HEAD + b"</strategy>",
    "entity of the web": b"<!DOCTYPE a [<!ENTITY x SYSTEM 'http://localhost:9/x'>]>" + HEAD
    + b"&x;</strategy>",
    "DTD of the web": b"<!DOCTYPE a SYSTEM 'http://localhost:9/x.dtd'>" + HEAD + b"</strategy>",
    "empty": b"",
    "blanks": b" \n" * 5000,
    "zeros": b"\0" * 5000,
    "a Word document": b"PK\x03\x04\x14\x00\x06\x00word/document.xml",
    "an old Word document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
    "a letter": b"Sehr geehrte Damen und Herren,\n\nanbei",
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "NUL bytes": HEAD + b"<title>a\0b</title></strategy>",
    "lone surrogates": HEAD + b"<title>\xed\xa0\x80</title></strategy>",
    "a reference to a surrogate": HEAD + b"<title>&#xD800;</title></strategy>",
    "forbidden characters": HEAD + b"<title>&#1;</title></strategy>",
    "deep nesting": HEAD + b"<goal>" * 9000 + b"</goal>" * 9000 + b"</strategy>",
    "12 MB of text": HEAD + b"<title>" + b"x" * 12_000_000 + b"</title></strategy>",
    "an attribute of 12 MB": HEAD.replace(b'"s"', b'"' + b"s" * 12_000_000 + b'"') + b"</strategy>",
    "half a character": HEAD + b"<title>\xc3</title></strategy>",
    "several roots": HEAD + b"</strategy>" + HEAD + b"</strategy>",
    "an XInclude": b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret}"/>',
}  # fmt: skip
# Readable, but with errors; what is in them must not end the program either.
READABLE: dict[str, bytes] = {
    "nothing in it": HEAD + b"</strategy>",
    "text in the root": HEAD + b"text</strategy>",
    "elements of the future": HEAD + b"<hologram/><goal/></strategy>",
    "as deep as can be": HEAD + b"<section>" * 250 + b"</section>" * 250 + b"</strategy>",
    "deep in a text": HEAD + b"<paragraph id='p'>" + b"<strong>" * 240 + b"x" + b"</strong>" * 240
    + b"</paragraph></strategy>",
    "no ids": HEAD.replace(b' id="s"', b"") + b"<goal><title/></goal><measure/></strategy>",
    "an included file": HEAD + b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" '
    b'href="{secret}"/></strategy>',
    "numbers beyond all bounds": HEAD + b"<metadata horizon-base='2014-04-29'/><profile>"
    b"<horizon-class id='h' up-to='1e999' over='nan'/></profile><goal id='g' horizon='h' "
    b"target-date='9999-12-31'><indicator><baseline value='1e999999999'/>"
    b"<target value='NaN'/></indicator></goal></strategy>",
    "braces in texts": HEAD + b"<goal id='{0}' priority='{name}' horizon='{}'/></strategy>",
}  # fmt: skip

SECRET = "the password is swordfish"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a good strategy and a secret; nobody may go to the network."""
    write(small_strategy(goal("g")), tmp_path / "good.xml")
    (tmp_path / "secret.txt").write_text(SECRET)

    def refuse(*args, **_):
        pytest.fail(f"went to the network: {args}")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return tmp_path


def put(folder: Path, data: bytes) -> Path:
    path = folder / "bad.xml"
    path.write_bytes(data.replace(b"{secret}", (folder / "secret.txt").as_uri().encode()))
    return path


def calls(bad: Path, folder: Path) -> list[tuple[object, ...]]:
    good, out = folder / "good.xml", folder / "out.docx"
    return [
        ("check", bad), ("compare", bad, good), ("compare", good, bad), ("export", bad, "-o", out),
        ("compare", bad, good, "-o", folder / "report.html"),
        ("lineage", bad), ("lineage", bad, "-o", folder / "flow.svg"),
        ("check", good, "--predecessor", bad), ("new", folder / "next.xml", "--from", bad),
    ]  # fmt: skip


def assert_refused(answer: Answer, bad: Path, command: object) -> None:
    assert answer.code == 2
    assert bad.name[:100] in answer.sentence()
    assert SECRET not in answer.out + answer.err
    if command != "check":
        assert answer.out == ""


def snapshot(folder: Path) -> dict[str, int]:
    return {path.name: path.lstat().st_mtime_ns for path in folder.iterdir()}


@pytest.mark.parametrize("data", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_gets_one_sentence(capsys, folder, language, data):
    bad = put(folder, data)
    before = snapshot(folder)
    for arguments in calls(bad, folder):
        assert_refused(call(capsys, *arguments, language=language), bad, arguments[0])
    assert snapshot(folder) == before


@pytest.mark.parametrize("data", READABLE.values(), ids=READABLE)
def test_what_is_wrong_in_itself_is_found_and_does_no_harm(capsys, folder, language, data):
    bad = put(folder, data)
    answer = call(capsys, "check", bad, language=language)
    assert answer.code == 1
    assert "Traceback" not in answer.out + answer.err
    assert SECRET not in answer.out
    assert call(capsys, "check", bad, "--format", "json").code == 1
    for arguments in (("lineage", bad), ("lineage", bad, "--picture", "horizons", "-o",
                       folder / "time.svg"), ("new", folder / "next.xml", "--from", bad),
                      ("check", folder / "good.xml", "--predecessor", bad)):  # fmt: skip
        answer = call(capsys, *arguments, language=language)
        assert answer.code in (0, 1, 2)
        assert "Traceback" not in answer.out + answer.err
        assert SECRET not in answer.out
    for form in ("text", "json", "html"):
        answer = call(capsys, "compare", bad, folder / "good.xml", "--format", form)
        assert answer.code in (0, 2)
        assert SECRET not in answer.out
        if answer.code == 2:
            answer.sentence()


def special(kind: str, folder: Path) -> Path:
    path = folder / "bad.xml"
    match kind:
        case "a folder":
            path.mkdir()
        case "a link to nothing":
            path.symlink_to("nowhere.xml")
        case "a link to itself":
            path.symlink_to(path)
        case "a pipe":
            os.mkfifo(path)
        case "a file below a file":
            path = folder / "good.xml" / "bad.xml"
        case "a name that is too long":
            path = folder / ("x" * 300)
        case "2 GB of blanks":
            with path.open("wb") as file:
                file.truncate(2 * 1024**3)
    return path


SPECIAL = (
    "nothing", "a folder", "a link to nothing", "a link to itself", "a pipe",
    "a file below a file", "a name that is too long", "2 GB of blanks",
)  # fmt: skip


@pytest.mark.parametrize("kind", SPECIAL)
def test_what_is_no_file_gets_one_sentence(capsys, folder, language, kind):
    bad = special(kind, folder)
    before = snapshot(folder)
    for arguments in calls(bad, folder):
        assert_refused(call(capsys, *arguments, language=language), bad, arguments[0])
    assert snapshot(folder) == before


def test_a_file_without_the_right_to_read_gets_one_sentence(capsys, folder, monkeypatch):
    bad = put(folder, b"x")
    real = Path.read_bytes

    def read_bytes(self):
        if self.name == "bad.xml":
            raise PermissionError(13, "no")
        return real(self)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    for arguments in calls(bad, folder):
        assert_refused(call(capsys, *arguments), bad, arguments[0])


def test_reasons_do_not_leak_from_one_file_to_the_next(capsys, folder):
    names = ("truncated", "not well-formed", "NUL bytes")
    alone = []
    for name in names:
        bad = put(folder, UNREADABLE[name])
        alone.append(process("check", "--lang", "en", bad).sentence())
    paths = []
    for number, name in enumerate(names):
        path = folder / f"bad{number}.xml"
        path.write_bytes(UNREADABLE[name])
        paths.append(path)
    together = call(capsys, "check", *paths).out
    for number, sentence in enumerate(alone):
        assert sentence.replace("bad.xml", f"bad{number}.xml") in together


OUTS = {
    "a folder": "{folder}",
    "in a folder that is missing": "{folder}/missing/out.docx",
    "below a file": "{folder}/good.xml/out.docx",
}


@pytest.mark.parametrize("out", OUTS.values(), ids=OUTS)
def test_a_target_that_cannot_be_written_gets_one_sentence(capsys, folder, language, out):
    target = out.format(folder=folder)
    before = snapshot(folder)
    answer = call(
        capsys, "compare", folder / "good.xml", folder / "good.xml", "-o", target,
        "--format", "json", language=language,
    )  # fmt: skip
    assert answer.code == 2
    assert target in answer.sentence()
    assert snapshot(folder) == before


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["entity bomb", "external entity", "deep nesting", "12 MB of text", "wrong encoding"]
)
def test_the_program_itself_ends_with_a_sentence(folder, name):
    bad = put(folder, UNREADABLE[name])
    for language in LANGUAGES:
        answer = process("check", bad, "--lang", language)
        assert_refused(answer, bad, "check")
    assert_refused(process("compare", bad, folder / "good.xml"), bad, "compare")


def test_even_an_unforeseen_environment_gets_a_sentence(folder):
    """A narrow console, an unknown locale."""
    bad = put(folder, UNREADABLE["empty"])
    strange = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "LANG": "tlh_KX", "LC_ALL": "C"}
    answer = process("check", bad, environment=strange)
    assert answer.code == 2
    assert "bad.xml" in answer.sentence()


def test_all_commands_that_read_files_are_tried_here():
    elsewhere = {"versions", "merge", "git-diff", "git-merge"}
    assert set(COMMANDS) - elsewhere == {
        "check", "compare", "lineage", "export", "new", "demo", "doctor",
    }  # fmt: skip
