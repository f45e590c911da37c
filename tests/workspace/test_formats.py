"""A strategy in each format, asked for by the ending."""

from __future__ import annotations

from datetime import UTC, datetime
from zipfile import ZipFile

import pytest

from strategy_editor.errors import CannotWrite, UserError
from strategy_editor.exchange.options import ExportOptions
from strategy_editor.storage.reading import read
from strategy_editor.workspace import formats
from strategy_editor.workspace.formats import FORMATS, export_strategy, office_content
from tests.exchange.word import WHOLE

OPTIONS = ExportOptions(created=datetime(2014, 4, 29, tzinfo=UTC))
BEGINNINGS = {".docx": b"PK", ".pdf": b"%PDF", ".html": b"<!DOCTYPE html>"}


@pytest.mark.parametrize("ending", sorted(BEGINNINGS))
def test_the_ending_decides(tmp_path, ending):
    out = tmp_path / f"strategie{ending.upper()}"
    export_strategy(read(WHOLE).document, out, tmp_path, OPTIONS)
    assert out.read_bytes().startswith(BEGINNINGS[ending])


def test_an_unknown_ending_writes_nothing(tmp_path):
    with pytest.raises(CannotWrite):
        export_strategy(read(WHOLE).document, tmp_path / "a.rtf", tmp_path, OPTIONS)
    with pytest.raises(CannotWrite):
        office_content(b"PK", tmp_path / "a.pdf")
    assert not list(tmp_path.iterdir())


def test_without_libreoffice_an_odt_is_refused_in_a_sentence(tmp_path, monkeypatch):
    def missing(_word, _ending, _waiting):
        raise UserError("error.no-libreoffice")

    monkeypatch.setattr(formats, "convert", missing)
    with pytest.raises(UserError) as refused:
        export_strategy(read(WHOLE).document, tmp_path / "a.odt", tmp_path, OPTIONS)
    assert refused.value.key == "error.no-libreoffice"
    assert not list(tmp_path.iterdir())


@pytest.mark.libreoffice
def test_an_odt_holds_the_text(tmp_path):
    out = tmp_path / "strategie.odt"
    export_strategy(read(WHOLE).document, out, tmp_path, OPTIONS)
    with ZipFile(out) as package:
        assert package.read("mimetype") == b"application/vnd.oasis.opendocument.text"
        assert "Erstens" in package.read("content.xml").decode()


def test_the_formats_are_those_of_the_design():
    assert FORMATS == (".docx", ".pdf", ".html", ".odt")
