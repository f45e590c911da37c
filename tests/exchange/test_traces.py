"""No export says who wrote what, where and with what, unless it was asked for."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pikepdf
import pytest

from strategy_editor.exchange.docx.export import word_export
from strategy_editor.exchange.docx.redline.redlining import word_redline
from strategy_editor.exchange.docx.synopsis import synopsis_export
from strategy_editor.exchange.editions import Edition
from strategy_editor.exchange.html.page import html_export
from strategy_editor.exchange.odt_traces import without_traces
from strategy_editor.exchange.options import ExportOptions
from strategy_editor.exchange.pdf.export import pdf_export
from strategy_editor.storage.reading import read
from strategy_editor.workspace.office import convert
from tests.exchange.word import CREATED, SAMPLES

OPTIONS = ExportOptions(created=CREATED)
SAID_IN_NOTES = ("Geschäftsstelle CIO (Musterdaten)", "Grenze auf")
"""Author and words of annotations in the sample of 2014."""
MACHINE = (
    ":rsid", 'Rsid"', "LibreOffice", "python", "Linux_X86", str(SAMPLES[0].parent),
    "Thumbnails/", "PrinterName",
)  # fmt: skip


@cache
def edition(name: str) -> Edition:
    path = next(each for each in SAMPLES if each.stem == name)
    return Edition(read(path).document, path.with_name(f"{path.stem}.media"))


@cache
def made(kind: str) -> bytes:
    return make(kind, OPTIONS)


def make(kind: str, options: ExportOptions) -> bytes:
    old, new = edition("egov-2009"), edition("egov-2014")
    match kind:
        case "strategy":
            return word_export(new.document, options, new.media).content
        case "synopsis":
            return synopsis_export([old.document, new.document], options, new.media).content
        case "redline":
            return word_redline(old, new, options).content
        case "html":
            return html_export(new.document, options, new.media).content.encode()
        case _:
            return pdf_export(new.document, options, new.media).content


def unpacked(content: bytes) -> str:
    """All that a file holds, names of parts included."""
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as package:
            parts = [(name, package.read(name)) for name in package.namelist()]
        return "\n".join(f"{name}\n{part.decode('utf-8', 'ignore')}" for name, part in parts)
    if content.startswith(b"%PDF"):
        with pikepdf.open(BytesIO(content)) as pdf:
            info = {str(key): str(value) for key, value in pdf.docinfo.items()}
            return f"{info}{pdf.Root.Metadata.read_bytes().decode()}"
    return content.decode()


@pytest.mark.parametrize("kind", ["strategy", "synopsis", "redline", "html", "pdf"])
def test_nothing_is_told_that_was_not_asked_for(kind):
    text = unpacked(made(kind))

    assert [each for each in SAID_IN_NOTES if each in text] == []
    assert [each for each in MACHINE if each.lower() in text.lower()] == []
    assert "<dc:creator>" not in text
    assert "lastModifiedBy" not in text


@pytest.mark.parametrize("kind", ["strategy", "synopsis", "redline", "html", "pdf"])
def test_the_same_state_gives_the_same_bytes(kind):
    assert made(kind) == make(kind, OPTIONS)


def test_what_wrote_an_odt_is_taken_out_of_it():
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        package.writestr("Thumbnails/thumbnail.png", b"PNG")
        package.writestr("meta.xml", "<m><dc:title>T</dc:title><meta:document-statistic a='1'/>"
                         "<meta:generator>LibreOffice/7</meta:generator></m>")  # fmt: skip
        package.writestr("settings.xml", '<s><config:config-item config:name="Rsid" '
                         'config:type="int">1</config:config-item><config:config-item '
                         'config:name="PrinterName" config:type="string"/><config:config-item '
                         'config:name="TabOverflow">true</config:config-item></s>')  # fmt: skip
        package.writestr("content.xml", '<p officeooo:rsid="1" officeooo:paragraph-rsid="2">x</p>')
        package.writestr("META-INF/manifest.xml", '<m>\n <manifest:file-entry manifest:full-path='
                         '"Thumbnails/a.png" manifest:media-type="image/png"/></m>')  # fmt: skip
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with ZipFile(BytesIO(without_traces(stream.getvalue()))) as package:
        entries = package.infolist()
        said = {each.filename: package.read(each).decode() for each in entries}

    assert said == {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "meta.xml": "<m><dc:title>T</dc:title></m>",
        "settings.xml": '<s><config:config-item config:name="TabOverflow">true'
        "</config:config-item></s>",
        "content.xml": "<p>x</p>",
        "META-INF/manifest.xml": "<m></m>",
    }
    assert (entries[0].filename, entries[0].compress_type) == ("mimetype", ZIP_STORED)


@pytest.mark.libreoffice
@pytest.mark.slow
def test_an_odt_says_nothing_of_libreoffice():
    text = unpacked(convert(made("strategy"), "odt"))

    assert [each for each in (*SAID_IN_NOTES, *MACHINE) if each.lower() in text.lower()] == []
    assert "Strategie für IT und" in text
