"""Exports and versions: what leaves the house is kept, frozen states are printed and proved."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime

import pytest

from strategy_editor.exchange.options import ExportOptions
from strategy_editor.paths import shipped
from strategy_editor.storage.fingerprint import fingerprint
from strategy_editor.storage.reading import read
from strategy_editor.storage.writing import write
from strategy_editor.workspace.formats import export_strategy
from strategy_editor.workspace.media import media_folder
from tests.cli.calling import call
from tests.short import goal, small_strategy
from tests.versions.repositories import text


@pytest.fixture
def sample(tmp_path, capsys):
    """The seed sample as a decision."""
    path = tmp_path / "strategie.xml"
    shutil.copy(shipped("samples") / "seed-2014-web.xml", path)
    assert (
        call(capsys, "versions", "keep", path, "--name", "Beschluss", "--kind", "decision").code
        == 0
    )
    return path


def names(capsys, path):
    shape = json.loads(call(capsys, "versions", "list", path, "--format", "json").out)
    return [(each["name"], each["occasion"]) for each in shape["versions"]]


ENDINGS = [
    "docx",
    "html",
    pytest.param("pdf", marks=pytest.mark.slow),
    pytest.param("odt", marks=pytest.mark.libreoffice),
]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_frozen_version_is_printed_and_proved(sample, capsys, ending, language):
    out = sample.with_name(f"aus.{ending}")
    assert call(capsys, "export", sample, "-o", out, "--recipient", "Frau Muster").code == 0
    assert names(capsys, sample) == [("Beschluss", "")]
    answer = call(capsys, "versions", "verify", out, language=language)
    assert answer.code == 0, answer.out
    assert "Beschluss" in answer.out
    shape = json.loads(call(capsys, "versions", "verify", out, "--format", "json").out)
    assert (shape["format"], shape["altered"], shape["missing"]) == (
        "strategy-export-verified/1", [], [],
    )  # fmt: skip
    assert len(shape["fingerprints"][0]) in (16, 64)


def forge(source, target, part: str, old: str, new: str) -> None:
    """Copy a package with other words in one part of it."""
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w") as other:
        for each in package.namelist():
            data = package.read(each)
            if each == part:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode(), 1)
            other.writestr(each, data)


@pytest.mark.parametrize(
    ("ending", "part"),
    [
        ("docx", "word/document.xml"),
        pytest.param("odt", "content.xml", marks=pytest.mark.libreoffice),
    ],
)
def test_a_forged_word_in_an_export_is_named(sample, capsys, ending, part, language):
    out, forged = sample.with_name(f"aus.{ending}"), sample.with_name(f"gefälscht.{ending}")
    call(capsys, "export", sample, "-o", out)
    forge(out, forged, part, "Freistaat", "Bundesstaat")
    answer = call(capsys, "versions", "verify", forged, language=language)
    assert answer.code == 1
    assert "Bundesstaat" in answer.out


@pytest.mark.slow
def test_a_forged_word_in_a_pdf_is_named(sample, capsys):
    """A page from a file with another word, and the fingerprint of the true one."""
    pytest.importorskip("typst")
    out, document = sample.with_name("aus.pdf"), read(sample).document
    true = fingerprint(document)
    before = sample.read_text(encoding="utf-8")
    forged = sample.with_name("anders.xml")
    forged.write_text(before.replace("Freistaat", "Bundesstaat", 1), encoding="utf-8")
    options = ExportOptions(created=datetime(2026, 1, 1, tzinfo=UTC), fingerprint=true)
    export_strategy(read(forged).document, out, media_folder(sample), options)
    forged.unlink()
    answer = call(capsys, "versions", "verify", out, "--format", "json")
    assert answer.code == 1
    shape = json.loads(answer.out)
    assert shape["version"]["name"] == "Beschluss"
    assert any("Bundesstaat" in each for each in shape["altered"])


def test_a_line_that_is_gone_is_named_and_parts_left_out_are_not_lines(sample, capsys, language):
    out, forged = sample.with_name("aus.docx"), sample.with_name("gekürzt.docx")
    call(capsys, "export", sample, "-o", out, "--parts", "text")
    answer = call(capsys, "versions", "verify", out, language=language)
    assert answer.code == 0, answer.out
    assert ("Inhaltsverzeichnis" if language == "de" else "Contents") in answer.out
    with zipfile.ZipFile(out) as package:
        body = package.read("word/document.xml").decode()
    line = next(each for each in re.findall(r"<w:t(?: [^>]*)?>([^<]{40,})</w:t>", body))
    forge(out, forged, "word/document.xml", line, "")
    answer = call(capsys, "versions", "verify", forged, language=language)
    assert answer.code == 1
    assert line.split()[0] in answer.out


def test_a_redline_is_proved_by_what_it_says_when_accepted(sample, capsys):
    base, out = sample.with_name("vorher.xml"), sample.with_name("r.docx")
    before = sample.read_text(encoding="utf-8")
    base.write_text(before.replace("Freistaat", "Bundesstaat", 1), encoding="utf-8")
    code = call(capsys, "export", sample, "--kind", "redline", "--base", base, "-o", out).code
    assert code == 0
    base.unlink()
    answer = call(capsys, "versions", "verify", out)
    assert answer.code == 0, answer.out
    forge(out, sample.with_name("f.docx"), "word/document.xml", "Freistaat", "Freiestaat")
    assert "Freiestaat" in call(capsys, "versions", "verify", sample.with_name("f.docx")).out


def test_what_leaves_the_house_is_kept(sample, capsys):
    data = sample.read_text().replace("Freistaat", "Land", 1)
    sample.write_text(data)
    out = sample.with_name("aus.html")
    for _ in range(2):
        assert call(capsys, "export", sample, "-o", out).code == 0
    assert names(capsys, sample) == [("Export: aus.html", "export"), ("Beschluss", "")]
    # It is no frozen state, so nothing is printed and nothing can be proved by itself.
    answer = call(capsys, "versions", "verify", out)
    assert answer.code == 1
    answer.sentence()
    call(capsys, "export", sample, "-o", out, "--fingerprint")
    assert call(capsys, "versions", "verify", out).code == 0


def test_digits_read_off_paper(sample, capsys):
    shape = json.loads(call(capsys, "versions", "list", sample, "--format", "json").out)
    digits = shape["versions"][0]["fingerprint"][:16].upper()
    spaced = " ".join(digits[at : at + 4] for at in range(0, 16, 4))
    assert call(capsys, "versions", "verify", sample, "--fingerprint", spaced).code == 0
    assert call(capsys, "versions", "verify", sample, "--fingerprint", "0000" * 4).code == 1
    assert call(capsys, "versions", "verify", sample, "--fingerprint", "zu kurz").code == 1


def test_a_strategy_without_history_is_exported_as_before(tmp_path, capsys):
    path = tmp_path / "strategie.xml"
    path.write_bytes(text("Eins"))
    assert call(capsys, "export", path, "-o", tmp_path / "aus.html").code == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["aus.html", "strategie.xml"]


def test_what_is_no_export_is_one_sentence(sample, capsys, language):
    for name, data in (
        ("leer.docx", b""), ("kein.docx", b"PK\x03\x04nonsense"), ("text.html", b"nur Text"),
    ):  # fmt: skip
        path = sample.with_name(name)
        path.write_bytes(data)
        answer = call(capsys, "versions", "verify", path, language=language)
        assert answer.code == 2
        answer.sentence()
    answer = call(capsys, "versions", "verify", sample.with_name("none.pdf"), language=language)
    assert (answer.code, len(answer.sentence()) > 10) == (2, True)
    lone = sample.parent / "woanders"
    lone.mkdir()
    (lone / "aus.pdf").write_bytes(b"%PDF-1.7")
    assert call(capsys, "versions", "verify", lone / "aus.pdf", language=language).code == 2
    assert call(capsys, "versions", "verify", lone / "aus.pdf", "--of", sample).code == 2


def test_a_history_without_a_branch_keeps_nobody_from_exporting(tmp_path, capsys):
    path = tmp_path / "strategie.xml"
    write(small_strategy(goal("g")), path)
    for arguments in (
        ("init", "-q"),
        ("add", "."),
        ("-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qm", "Stand"),
        ("checkout", "-q", "--detach"),
    ):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True)
    answer = call(capsys, "export", path, "-o", tmp_path / "a.docx")
    assert answer.code == 0
    assert (tmp_path / "a.docx").exists()
    assert len(answer.err.splitlines()) == 1
