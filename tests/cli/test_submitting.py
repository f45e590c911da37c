"""``export``: the submission, its refusal while something is missing, presets and parts."""

from __future__ import annotations

import json

import pytest

from strategy_editor.document.node import element
from strategy_editor.i18n import LANGUAGES
from strategy_editor.paths import shipped
from strategy_editor.storage.writing import write
from strategy_editor.workspace import presets
from tests.cli.calling import call
from tests.short import small_strategy

SAMPLE = shipped("samples") / "egov-2014.xml"
DATE = ("--date", "2014-04-17")


@pytest.fixture(autouse=True)
def houses(tmp_path, monkeypatch):
    """No organisation and no presets but those of a test."""
    path = tmp_path / "organisation.json"
    monkeypatch.setenv("STRATEGY_EDITOR_ORGANISATION", str(path))
    monkeypatch.setattr(presets, "preset_path", lambda: tmp_path / "presets.json")
    return path


@pytest.fixture
def bare(tmp_path):
    path = tmp_path / "bare.xml"
    write(small_strategy(element("cabinet", id="c")), path)
    return path


def test_the_dossier_of_the_sample_is_written(capsys, tmp_path):
    answer = call(capsys, "export", SAMPLE, "--kind", "cabinet", "-o", tmp_path / "v.docx", *DATE)

    assert answer.code == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "v-anlage-1-strategie.docx", "v-anlage-2-verbleib.docx", "v.docx",
    ]  # fmt: skip
    assert len(answer.out.splitlines()) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missing_is_listed_and_nothing_written(capsys, tmp_path, bare, language):
    out = tmp_path / "v.docx"
    answer = call(capsys, "export", bare, "--kind", "cabinet", "-o", out, language=language)

    assert answer.code == 1
    assert answer.err.count("\n- ") == 12
    assert "--incomplete" in answer.err
    assert not out.exists()


def test_it_is_written_all_the_same_on_request(capsys, tmp_path, bare):
    out = tmp_path / "v.docx"
    answer = call(capsys, "export", bare, "--kind", "cabinet", "-o", out, "--incomplete")

    assert answer.code == 0
    assert answer.err.count("\n- ") == 12
    assert out.exists()


def test_a_strategy_without_a_submission_gets_a_sentence(capsys, tmp_path):
    path, out = tmp_path / "a.xml", tmp_path / "v.docx"
    write(small_strategy(), path)
    answer = call(capsys, "export", path, "--kind", "cabinet", "-o", out)

    assert answer.code == 2
    assert "submission" in answer.sentence()


def test_a_submission_is_a_word_document(capsys, tmp_path):
    answer = call(capsys, "export", SAMPLE, "--kind", "cabinet", "-o", tmp_path / "v.pdf")

    assert answer.code == 2
    assert ".docx" in answer.sentence()


@pytest.mark.parametrize(("kind", "parts"), [("cabinet", "glossary"), ("strategy", "submission")])
def test_parts_of_another_document_are_refused(capsys, tmp_path, kind, parts):
    out = tmp_path / "v.docx"
    answer = call(capsys, "export", SAMPLE, "--kind", kind, "-o", out, "--parts", parts)

    assert answer.code == 2
    assert parts in answer.sentence()


def test_bound_and_chosen_parts(capsys, tmp_path):
    out = tmp_path / "v.docx"
    chosen = ("--parts", "submission, dispositions", "--bound", *DATE)
    call(capsys, "export", SAMPLE, "--kind", "cabinet", "-o", out, *chosen)

    assert [each.name for each in tmp_path.iterdir()] == ["v.docx"]


def test_the_organisations_form_is_used(capsys, tmp_path, bare, houses):
    houses.write_text(json.dumps({"cabinet": {"head": ["unit"], "body": ["signature"]}}))
    out = tmp_path / "v.docx"

    assert call(capsys, "export", bare, "--kind", "cabinet", "-o", out).code == 0
    houses.write_text(json.dumps({"cabinet": {"head": ["nonsense"]}}))
    answer = call(capsys, "export", bare, "--kind", "cabinet", "-o", out)
    assert answer.code == 2
    assert "nonsense" in answer.sentence()


def test_a_preset_is_kept_and_used(capsys, tmp_path):
    first, second = tmp_path / "1.docx", tmp_path / "2.docx"
    options = ("--draft", "--recipient", "SMF", "--line-numbers", "--save-preset", "Abstimmung")
    call(capsys, "export", SAMPLE, "-o", first, *options, *DATE)
    call(capsys, "export", SAMPLE, "-o", second, "--preset", "Abstimmung", *DATE)

    assert first.read_bytes() == second.read_bytes()
    answer = call(capsys, "export", SAMPLE, "-o", second, "--preset", "Nichts")
    assert answer.code == 2
    assert "Abstimmung" in answer.sentence()
