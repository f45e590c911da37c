"""The file itself: the same bytes each time, nothing personal in it, accepted by validators."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openxml_audit import OpenXmlValidator
from pypdf import PdfReader

from strategy_editor.document.node import Node, element
from strategy_editor.exchange import docx
from strategy_editor.exchange.docx.dossier import (
    dispositions_enclosure,
    strategy_enclosure,
    submission_export,
)
from strategy_editor.exchange.docx.export import word_export
from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.options import ExportOptions, TemplateFile
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.submission import read_submission
from strategy_editor.exchange.reading.submission_form import default_form
from strategy_editor.schema.catalog import load_validator
from strategy_editor.storage.fingerprint import fingerprint
from strategy_editor.storage.reading import read
from strategy_editor.workspace.office import convert
from tests.exchange.houses import house_template
from tests.exchange.test_docx_wide import table
from tests.exchange.validator import sdk
from tests.exchange.word import (
    CREATED,
    SAMPLES,
    WHOLE,
    exported,
    media_folder,
    whole,
    whole_document,
)
from tests.short import small_strategy
from tests.strategies import make_document


def test_the_document_of_these_tests_is_valid():
    from lxml import etree

    validator = load_validator()
    assert validator.validate(etree.parse(WHOLE)), validator.error_log


def test_the_same_input_gives_the_same_bytes():
    again = exported(read(WHOLE).document, media_folder())

    assert again.export == whole().export


def test_entries_carry_the_date_that_was_given():
    with ZipFile(BytesIO(whole().export.content)) as package:
        entries = package.infolist()

    assert {entry.date_time for entry in entries} == {(2014, 4, 29, 10, 30, 0)}
    assert len({entry.filename for entry in entries}) == len(entries)
    assert {entry.create_system for entry in entries} == {0}
    early = exported(small_strategy(), created=datetime(1975, 1, 1))
    with ZipFile(BytesIO(early.export.content)) as package:
        assert package.infolist()[0].date_time[0] == 1980


def test_nothing_is_said_about_people_and_machines_unless_asked():
    core = whole().part("docProps/core.xml")
    said = {each.tag.split("}")[1]: each.text for each in core}

    assert said == {
        "title": whole_document().root.child("metadata").text_of("title"),
        "language": "de-DE",
        "created": "2014-04-29T10:30:00Z",
        "modified": "2014-04-29T10:30:00Z",
    }
    assert "docProps/app.xml" not in whole().names
    with ZipFile(BytesIO(whole().export.content)) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
    for trace in (b"python", str(media_folder()).encode(), b"rsid", b"bild.png"):
        assert trace not in everything
    named = exported(small_strategy(), author="Referat V.1").part("docProps/core.xml")
    assert "Referat V.1" in "".join(named.itertext())


def test_an_almost_empty_strategy_can_be_exported(tmp_path):
    document = small_strategy(metadata={"authority": ""})
    path = tmp_path / "empty.docx"
    path.write_bytes(exported(document).export.content)

    assert OpenXmlValidator().validate(path).errors == []
    bare = document.with_root(Node("strategy", (("id", "bare"),)))
    assert exported(bare).export.content


def test_characters_that_xml_cannot_hold_are_left_out():
    section = element(
        "section",
        element("title", "A\x00B"),
        element("paragraph", "C\x0bD\ufffe", id="p"),
        element(
            "table",
            element("caption", "E\x01F"),
            element("column", id="c"),
            element("row", element("cell", "G\x02H"), id="r"),
            id="t",
        ),
        id="s",
    )
    word = exported(small_strategy(section), author="J\x03K")

    assert word.paragraphs("Heading1") == ["AB"]
    assert word.paragraphs("BodyText") == ["CD"]
    assert word.paragraphs("TableText") == ["GH"]


@pytest.mark.parametrize("path", [WHOLE, *SAMPLES], ids=lambda path: path.stem)
def test_openxml_audit_finds_nothing(path, tmp_path):
    target = tmp_path / "export.docx"
    media = media_folder() if path == WHOLE else path.with_name(f"{path.stem}.media")
    target.write_bytes(exported(read(path).document, media).export.content)

    assert OpenXmlValidator().validate(target).errors == []


_FRONT = frozenset({"title-page", "contents", "annexes", "abbreviations"})


def _made(name: str) -> bytes:
    """A document of each kind that this program makes."""
    document = read(next(path for path in SAMPLES if path.stem == "egov-2014")).document
    everything = ExportOptions(
        created=CREATED, draft=True, classification="restricted", recipient="SMF",
        annotations=True, line_numbers=True, fingerprint=fingerprint(document), author="V.1",
    )  # fmt: skip
    house = TemplateFile("haus.docx", house_template())
    short = read(next(path for path in SAMPLES if path.stem == "landkreis-2030")).document
    kept = read_submission(Reader(document), default_form())
    bound = [
        strategy_enclosure("Anlage 1", "Strategie", replace(everything, parts=_FRONT)),
        dispositions_enclosure("Anlage 2", "Verbleib", document),
    ]
    match name:
        case "all options":
            return word_export(short, everything, None).content
        case "a house's template":
            return word_export(short, replace(everything, template=house), None).content
        case "submission, bound":
            return submission_export(document, kept, everything, None, bound).content
        case "submission in a house's template":
            options = replace(everything, template=house)
            return submission_export(document, kept, options, None).content
        case "wide tables":
            section = element("section", element("title", "T"), table(6), table(60, "u"), id="s")
            return exported(small_strategy(section), line_numbers=True).export.content
    return exported(make_document(int(name), 300)).export.content


MADE = ("all options", "a house's template", "submission, bound",
        "submission in a house's template", "wide tables", "1", "2", "3")  # fmt: skip
"""Numbers are seeds of random strategies."""


@pytest.mark.parametrize("name", MADE)
def test_openxml_audit_finds_nothing_in_other_documents(name, tmp_path):
    target = tmp_path / "export.docx"
    target.write_bytes(_made(name))

    assert OpenXmlValidator().validate(target).errors == []


@pytest.mark.npm
@pytest.mark.slow
@pytest.mark.parametrize("name", MADE)
def test_the_open_xml_sdk_finds_nothing_in_other_documents(name, tmp_path):
    target = tmp_path / "export.docx"
    target.write_bytes(_made(name))

    assert _sdk_errors(target) == []


@pytest.mark.npm
@pytest.mark.slow
@pytest.mark.parametrize("path", [WHOLE, *SAMPLES], ids=lambda path: path.stem)
def test_the_open_xml_sdk_finds_nothing(path, tmp_path):
    target = tmp_path / "export.docx"
    media = media_folder() if path == WHOLE else path.with_name(f"{path.stem}.media")
    target.write_bytes(exported(read(path).document, media).export.content)

    assert _sdk_errors(target) == []


def _sdk_errors(path: Path) -> list[object]:
    validator = sdk()
    if validator is None:
        pytest.skip("the Open XML SDK validator is not installed")
    outcome = subprocess.run(
        [validator, path], capture_output=True, text=True, timeout=600, check=False
    )
    errors: list[object] = json.loads(outcome.stdout)["errors"]
    return errors


@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["whole", "submission, bound", "submission in a house's template", "wide tables"]
)
def test_libreoffice_makes_a_pdf_of_it(name):
    content = whole().export.content if name == "whole" else _made(name)
    pages = PdfReader(BytesIO(convert(content, "pdf"))).pages

    assert len(pages) > 2
    landscape = [page.mediabox.width > page.mediabox.height for page in pages]
    assert any(landscape) == (name == "wide tables")


def test_the_command_line_does_not_load_python_docx_to_start():
    code = "import sys, strategy_editor.cli.main, strategy_editor.cli.export; print(*sys.modules)"
    outcome = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=600, check=True
    )

    assert "docx" not in outcome.stdout.split()


def test_the_template_has_few_styles_and_none_that_nothing_is_written_in():
    styles = list(whole().part("word/styles.xml").iter(w("style")))
    sources = "".join(each.read_text("utf-8") for each in Path(docx.__path__[0]).rglob("*.py"))
    levels = ("Heading", "TOC")
    ours = [str(each.get(w("styleId"))) for each in styles if each.get(w("default")) is None]

    assert len(styles) <= 36
    assert sum(each.startswith(levels) for each in ours) == 10
    assert [each for each in ours if f'"{each}"' not in sources and each[:-1] not in levels] == []


def test_a_document_has_only_styles_that_it_uses_or_that_are_to_write_with():
    document = small_strategy(element("section", element("title", "A"), id="a"))
    names = {
        str(each.get(w("styleId")))
        for each in exported(document).part("word/styles.xml").iter(w("style"))
    }

    assert names == {
        "Normal", "BodyText", "ListBullet", "ListNumber", "Strong", "Emphasis", "Title", "Subtitle",
        *(f"Heading{level}" for level in range(1, 7)), "TOCHeading", "TOC1", "Header", "Footer",
        "Facts",
    }  # fmt: skip


def test_a_long_strategy_takes_about_a_second():
    def section(number: int) -> Node:
        paragraphs = [
            element("paragraph", "Ein ", element("strong", "fester"), " Satz.", id=f"p{number}_{n}")
            for n in range(50)
        ]
        return element("section", element("title", f"Nr. {number}"), *paragraphs, id=f"s{number}")

    document = small_strategy(*(section(number) for number in range(100)))
    word = exported(document)

    assert len(word.paragraphs("BodyText")) == 5000
