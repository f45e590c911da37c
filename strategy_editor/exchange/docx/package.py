"""The Word package: our template opened, its parts to write into, the same bytes every time."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import docx
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml.parser import parse_xml
from docx.shared import Length
from lxml import etree
from lxml.etree import _Element

from strategy_editor.document.characters import clean
from strategy_editor.exchange.docx.markup import w
from strategy_editor.paths import shipped

Margin = Any
"""A header or footer of python-docx, which has no types."""
_FIRST_ZIP_YEAR = 1980
_BROKEN_PICTURE = (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
    ArithmeticError,
    LookupError,
    OSError,
    ValueError,
    struct.error,
)


@dataclass(frozen=True)
class Properties:
    """What the package says about itself; nothing else goes in."""

    title: str
    language: str
    author: str
    created: datetime


@dataclass(frozen=True)
class Picture:
    """A picture: its bytes, its natural size, how many pixels it has."""

    content: bytes
    width: Length
    height: Length
    pixels: int


class WordPackage:
    """A package made from a folder of template parts."""

    def __init__(self, template: str) -> None:
        folder = shipped("resources") / "word" / template
        self._document = docx.Document(BytesIO(_zipped(_files(folder), None)))
        self.part = self._document.part
        self.numbering: _Element = self.part.numbering_part.element
        self.notes_part = self._writable(RELATIONSHIP_TYPE.FOOTNOTES)
        self.notes: _Element = self.notes_part.element

    def header(self, *, first: bool = False) -> _Element:
        """Return what stands above each page, or the first one: without a call nothing does."""
        section = self._document.sections[0]
        return _margin(section.first_page_header if first else section.header)

    def footer(self, *, first: bool = False) -> _Element:
        """Return what stands below each page, or the first one: without a call nothing does."""
        section = self._document.sections[0]
        return _margin(section.first_page_footer if first else section.footer)

    @property
    def section(self) -> _Element:
        """The settings of the page at the end of the body."""
        found: _Element = self.part.element.body.find(w("sectPr"))
        return found

    def parts(self) -> dict[str, _Element]:
        """Return the roots of all parts that are XML, by the name of the part."""
        found = self.part.package.iter_parts()
        return {str(each.partname): each.element for each in found if isinstance(each, XmlPart)}

    def new_body(self) -> _Element:
        """Return an empty body: elements outside python-docx's tree are twice as fast to make."""
        return etree.Element(w("body"), nsmap=self.part.element.nsmap)

    def take_body(self, body: _Element) -> None:
        """Put what was written before the settings of the page."""
        self.part.element.body[:0] = list(body)

    def style(self, style_id: str) -> _Element:
        """Return the definition of a style."""
        styles = self.part.styles.element.iter(w("style"))
        found: _Element = next(each for each in styles if each.get(w("styleId")) == style_id)
        return found

    def set_properties(self, properties: Properties) -> None:
        """Set title, language and dates; an author only where one is given."""
        core = self._document.core_properties
        core.title = clean(properties.title)[:255]
        core.language = properties.language
        if properties.author:
            core.author = clean(properties.author)[:255]
        core.created = core.modified = _utc(properties.created)
        defaults = self.part.styles.element.find(w("docDefaults"))
        for language in defaults.iter(w("lang")):
            language.set(w("val"), properties.language)
            language.set(w("eastAsia"), properties.language)

    def take_picture(self, picture: Picture) -> str:
        """Take a picture into the package; return the relation to it."""
        relation, _ = self.part.get_or_add_image(BytesIO(picture.content))
        return str(relation)

    def saved(self, created: datetime) -> bytes:
        """Return the package; entries carry the given date and come in a fixed order."""
        stream = BytesIO()
        self._document.save(stream)
        with ZipFile(stream) as package:
            return _zipped([(name, package.read(name)) for name in package.namelist()], created)

    def _writable(self, kind: str) -> XmlPart:
        """Put in place of a part that python-docx only carries along one that it writes."""
        relation = next(key for key, each in self.part.rels.items() if each.reltype == kind)
        part = self.part.rels[relation].target_part
        writable = XmlPart(
            part.partname, part.content_type, parse_xml(part.blob), self.part.package
        )
        self.part.load_rel(kind, writable, relation)
        return writable


def read_picture(path: Path) -> Picture | None:
    """Read a picture; None where there is none that Word can show."""
    try:
        content = path.read_bytes()
        image = Image.from_blob(content)
        pixels = image.px_width * image.px_height
        return Picture(content, image.width, image.height, pixels)
    except _BROKEN_PICTURE:
        return None


def _margin(margin: Margin) -> _Element:
    """The element of a header or footer, without the empty paragraph that it begins with."""
    margin.is_linked_to_previous = False
    part: _Element = margin.part.element
    for paragraph in part.findall(w("p")):
        if paragraph.find(f".//{w('r')}") is None:
            part.remove(paragraph)
    return part


def _files(folder: Path) -> list[tuple[str, bytes]]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths]


def _zipped(files: Sequence[tuple[str, bytes]], created: datetime | None) -> bytes:
    """Zip files without a trace of machine or time; only what is handed out is compressed."""
    moment = created or datetime(_FIRST_ZIP_YEAR, 1, 1, tzinfo=UTC)
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        for name, content in files:
            entry = ZipInfo(name, _zip_date(moment))
            entry.compress_type = ZIP_DEFLATED if created else ZIP_STORED
            entry.create_system = 0
            package.writestr(entry, content)
    return stream.getvalue()


def _zip_date(moment: datetime) -> tuple[int, int, int, int, int, int]:
    utc = _utc(moment)
    if utc.year < _FIRST_ZIP_YEAR:
        return (_FIRST_ZIP_YEAR, 1, 1, 0, 0, 0)
    return (utc.year, utc.month, utc.day, utc.hour, utc.minute, utc.second)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
