"""Exports for the tests, and what stands in them."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from zipfile import ZipFile

from lxml import etree

from strategy_editor.document.document import Document
from strategy_editor.document.numbering import letters, roman
from strategy_editor.exchange.docx.export import WordExport, word_export
from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.options import ExportOptions
from strategy_editor.storage.reading import read

CREATED = datetime(2014, 4, 29, 10, 30, tzinfo=UTC)
WHOLE = Path(__file__).with_name("whole.xml")
SAMPLES = sorted(Path(__file__).parents[2].joinpath("samples").glob("*.xml"))


@dataclass(frozen=True)
class Word:
    """The parts of an exported document."""

    export: WordExport

    def part(self, name: str) -> etree._Element:
        with ZipFile(BytesIO(self.export.content)) as package:
            return etree.fromstring(package.read(name))

    @property
    def body(self) -> etree._Element:
        return self.part("word/document.xml")[0]

    @property
    def names(self) -> list[str]:
        with ZipFile(BytesIO(self.export.content)) as package:
            return package.namelist()

    def paragraphs(self, style: str) -> list[str]:
        return [text_of(each) for each in self.body.iter(w("p")) if style_of(each) == style]


def style_of(paragraph: etree._Element) -> str:
    return paragraph.find(f"{w('pPr')}/{w('pStyle')}").get(w("val"))


def text_of(element: etree._Element) -> str:
    return "".join(
        (each.text or "") if each.tag == w("t") else "\t" for each in element.iter(w("t"), w("tab"))
    )


def missing(word: Word) -> tuple[str, ...]:
    return tuple(each.node_id for each in word.export.ledger if each.key == "missing-picture")


def exported(document: Document, media: Path | None = None, **options: object) -> Word:
    return Word(word_export(document, ExportOptions(**{"created": CREATED} | options), media))


@cache
def whole_document() -> Document:
    return read(WHOLE).document


@cache
def media_folder() -> Path:
    folder = Path(mkdtemp(prefix="strategy-editor-media-"))
    folder.joinpath("bild.png").write_bytes(png(60, 30))
    return folder


@cache
def whole() -> Word:
    return exported(whole_document(), media_folder())


def png(width: int, height: int) -> bytes:
    rows = b"".join(b"\0" + bytes((31, 58, 95)) * width for _ in range(height))
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def labels(word: Word, *, shared: bool = True) -> list[tuple[str, str]]:
    """Return label and text of each heading as Word counts lists.

    ``shared`` says whether lists of one kind count together, as Word does, or each for itself.
    """
    part = word.part("word/numbering.xml")
    kinds = {each.get(w("abstractNumId")): each for each in part.findall(w("abstractNum"))}
    lists = {each.get(w("numId")): each for each in part.findall(w("num"))}
    counts: dict[str, list[int]] = {}
    begun: set[str] = set()
    found = []
    for paragraph in word.body.iter(w("p")):
        if style_of(paragraph).startswith("Heading"):
            place = paragraph.find(f"{w('pPr')}/{w('numPr')}")
            level, number = int(place[0].get(w("val"))), place[1].get(w("val"))
            kind = lists[number].find(w("abstractNumId")).get(w("val"))
            levels = kinds[kind].findall(w("lvl"))
            counted = counts.setdefault(kind if shared else number, [0] * len(levels))
            starts = {int(each.get(w("ilvl"))): int(each[0].get(w("val")))
                      for each in lists[number].findall(w("lvlOverride"))}  # fmt: skip
            if number not in begun:
                for at, start in starts.items():
                    counted[at] = start - 1
            begun.add(number)
            counted[level] += 1
            counted[level + 1 :] = [0] * (len(levels) - level - 1)
            text = levels[level].find(w("lvlText")).get(w("val"))
            form = levels[0].find(w("numFmt")).get(w("val"))
            written = {"upperRoman": roman, "upperLetter": letters}.get(form, str)
            for at in range(level + 1):
                digits = (written if at == 0 else str)(max(counted[at], 1))
                text = text.replace(f"%{at + 1}", digits)
            found.append((text, text_of(paragraph)))
    return found
