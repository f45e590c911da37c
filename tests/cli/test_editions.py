"""Redline and Synopse from the command line."""

from __future__ import annotations

import pytest

from strategy_editor.exchange.docx.tracking.lint import HINTS, lint
from strategy_editor.i18n import text
from strategy_editor.paths import shipped
from tests.cli.calling import call

OLD, NEW = (str(shipped("samples") / f"egov-{year}.xml") for year in (2009, 2014))


def test_a_redline_is_written_and_sound(capsys, tmp_path, language):
    out = tmp_path / "redline.docx"
    answer = call(capsys, "export", NEW, "--kind", "redline", "--base", OLD, "-o", str(out),
                  "--author", "Referat V.1", "--date", "2014-04-29", "--reason",
                  "--lang", language)  # fmt: skip

    assert answer.code == 0, answer
    assert str(out) in answer.out
    assert [flaw for flaw in lint(out.read_bytes()) if flaw.rule not in HINTS] == []


@pytest.mark.parametrize("further", [[], ["--oldest", OLD]])
def test_a_synopsis_is_written(capsys, tmp_path, further):
    out = tmp_path / "synopsis.docx"
    answer = call(capsys, "export", NEW, "--kind", "synopsis", "--base", OLD, "-o", str(out),
                  *further)  # fmt: skip

    assert answer.code == 0, answer
    assert out.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("kind", ["redline", "synopsis"])
def test_without_an_earlier_edition_one_sentence_says_so(capsys, tmp_path, language, kind):
    out = tmp_path / "out.docx"
    answer = call(capsys, "export", NEW, "--kind", kind, "-o", str(out), "--lang", language)

    assert answer.code == 2
    assert answer.err.strip() == text(language, "error.needs-base")
    assert not out.exists()


@pytest.mark.parametrize("kind", ["redline", "synopsis"])
def test_bad_editions_and_targets_get_one_sentence(capsys, tmp_path, kind):
    broken = tmp_path / "broken.xml"
    broken.write_text("<strategy", encoding="utf-8")
    same = tmp_path / "same.docx"
    same.write_bytes(b"kept")
    cases = [
        ["--base", str(tmp_path / "missing.xml"), "-o", str(tmp_path / "a.docx")],
        ["--base", str(broken), "-o", str(tmp_path / "a.docx")],
        ["--base", OLD, "-o", str(tmp_path / "a.pdf")],
        ["--base", OLD, "-o", str(tmp_path / "none" / "a.docx")],
        ["--base", str(same), "-o", str(same)],
    ]
    for case in cases:
        answer = call(capsys, "export", NEW, "--kind", kind, *case)
        assert (answer.code, answer.err.count("\n")) == (2, 1), answer
    assert same.read_bytes() == b"kept"


@pytest.mark.parametrize("kind", ["redline", "synopsis"])
def test_an_id_that_occurs_twice_is_named(capsys, tmp_path, kind):
    twice = tmp_path / "twice.xml"
    data = shipped("samples").joinpath("egov-2009.xml").read_text(encoding="utf-8")
    assert 'id="p09_vorwort_2"' in data
    twice.write_text(data.replace('id="p09_vorwort_2"', 'id="p09_vorwort_1"', 1), encoding="utf-8")
    out = tmp_path / "out.docx"
    answer = call(capsys, "export", NEW, "--kind", kind, "--base", str(twice), "-o", str(out))

    assert answer.code == 2
    assert "p09_vorwort_1" in answer.err
    assert not out.exists()
