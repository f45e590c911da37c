"""The Word package: our template opened, its parts to write into, the same bytes every time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Literal
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.opc.pkgwriter import PackageWriter
from docx.oxml.parser import parse_xml
from lxml import etree
from lxml.etree import _Element

from strategy_editor.document.characters import clean
from strategy_editor.exchange.docx.house import dressed
from strategy_editor.exchange.docx.idle_styles import without_idle_styles
from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.template import read_template
from strategy_editor.exchange.ledger import Entry
from strategy_editor.exchange.options import TemplateFile
from strategy_editor.exchange.raster import Picture
from strategy_editor.paths import shipped

Margin = Any
"""A header or footer of python-docx, which has no types."""
Pages = Literal["default", "first", "even"]
_TEMPLATE = "strategy"
_FIRST_ZIP_YEAR = 1980


@dataclass(frozen=True)
class Properties:
    """What the package says about itself; nothing else goes in."""

    title: str
    language: str
    author: str
    created: datetime


class WordPackage:
    """A package made from our template's parts, in the dress of a house's where one is given."""

    def __init__(self, template: TemplateFile | None = None) -> None:
        files = dict(_files(shipped("resources") / "word" / _TEMPLATE))
        self.is_own = template is None
        self.ledger: list[Entry] = []
        if template is not None:
            files = self._dress(files, template)
        self._document = docx.Document(BytesIO(_zipped(list(files.items()), None)))
        self.part = self._document.part
        self.numbering: _Element = self.part.numbering_part.element
        self.notes_part = self._writable(RELATIONSHIP_TYPE.FOOTNOTES)
        self.notes: _Element = self.notes_part.element

    def _dress(self, files: dict[str, bytes], template: TemplateFile) -> dict[str, bytes]:
        taken = read_template(template.name, template.content)
        result = dressed(files, taken, template.styles)
        added = [each.name for each in result.matches if not each.found]
        if added:
            values = {"count": len(added), "names": ", ".join(added)}
            self.ledger.append(Entry("styles-added", values=values))
        if taken.dropped_link:
            self.ledger.append(Entry("template-link-dropped"))
        return result.files

    def header(self, kind: Pages = "default") -> _Element:
        """Return what stands above pages of a kind; without a call nothing of ours does."""
        section = self._document.sections[0]
        headers = {"first": section.first_page_header, "even": section.even_page_header}
        return self._margin(headers.get(kind, section.header))

    def footer(self, kind: Pages = "default") -> _Element:
        """Return what stands below pages of a kind; without a call nothing of ours does."""
        section = self._document.sections[0]
        footers = {"first": section.first_page_footer, "even": section.even_page_footer}
        return self._margin(footers.get(kind, section.footer))

    @property
    def pages(self) -> tuple[Pages, ...]:
        """The kinds of pages that differ in what stands above and below them."""
        kinds: list[Pages] = ["default"]
        if self.section.find(w("titlePg")) is not None:
            kinds.append("first")
        if self._document.settings.odd_and_even_pages_header_footer:
            kinds.append("even")
        return tuple(kinds)

    def _margin(self, margin: Margin) -> _Element:
        """The element of a header or footer; ours begin with an empty paragraph, taken out."""
        is_new = margin.is_linked_to_previous
        margin.is_linked_to_previous = False
        part: _Element = margin.part.element
        for paragraph in part.findall(w("p")) if self.is_own or is_new else ():
            if paragraph.find(f".//{w('r')}") is None:
                part.remove(paragraph)
        return part

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
        document = self.part.element
        return etree.SubElement(etree.Element(document.tag, nsmap=document.nsmap), w("body"))

    def take_body(self, body: _Element) -> None:
        """Put what was written before the settings of the page."""
        body.append(self.section)
        root = body.getparent()
        if root is None or root.tag != self.part.element.tag:
            root = etree.Element(self.part.element.tag, nsmap=self.part.element.nsmap)
            root.append(body)
        # Moving it into python-docx's own tree would take a tenth of the whole export.
        self.part._element = root  # type: ignore[assignment]  # noqa: SLF001

    def style(self, style_id: str) -> _Element:
        """Return the definition of a style."""
        styles = self.part.styles.element.iter(w("style"))
        found: _Element = next(each for each in styles if each.get(w("styleId")) == style_id)
        return found

    def style_properties(self, style_id: str) -> _Element:
        """Return the paragraph properties of a style, made where it has none."""
        style = self.style(style_id)
        properties = style.find(w("pPr"))
        if properties is None:
            properties = etree.Element(w("pPr"))
            following = style.find(w("rPr"))
            if following is not None:
                following.addprevious(properties)
            else:
                style.append(properties)
        return properties

    def set_properties(self, properties: Properties) -> None:
        """Set title, language and dates; an author only where one is given."""
        core = self._document.core_properties
        core.title = clean(properties.title)[:255]
        core.language = properties.language
        if properties.author:
            core.author = clean(properties.author)[:255]
        core.created = core.modified = _utc(properties.created)
        for language in _languages(self.part.styles.element):
            language.set(w("val"), properties.language)
            language.set(w("eastAsia"), properties.language)

    def take_picture(self, picture: Picture) -> str:
        """Take a picture into the package; return the relation to it."""
        relation, _ = self.part.get_or_add_image(BytesIO(picture.content))
        return str(relation)

    def saved(self, created: datetime) -> bytes:
        """Return the package; entries carry the given date and come in a fixed order."""
        package = self.part.package
        files = _Files()
        parts = package.parts
        for part in parts:
            part.before_marshal()
        # What ``PackageWriter.write`` does, without packing everything twice.
        writer: Any = PackageWriter
        writer._write_content_types_stream(files, parts)  # noqa: SLF001
        writer._write_pkg_rels(files, package.rels)  # noqa: SLF001
        writer._write_parts(files, parts)  # noqa: SLF001
        listed = without_idle_styles(files.listed) if self.is_own else files.listed
        return _zipped(listed, created)

    def _writable(self, kind: str) -> XmlPart:
        """Put in place of a part that python-docx only carries along one that it writes."""
        relation = next(key for key, each in self.part.rels.items() if each.reltype == kind)
        part = self.part.rels[relation].target_part
        writable = XmlPart(
            part.partname, part.content_type, parse_xml(part.blob), self.part.package
        )
        self.part.load_rel(kind, writable, relation)
        return writable


def _languages(styles: _Element) -> list[_Element]:
    """The languages of the defaults, made where a template has none."""
    parent = styles
    for name in ("docDefaults", "rPrDefault", "rPr", "lang"):
        found = parent.find(w(name))
        if found is None:
            found = etree.Element(w(name))
            parent.insert(0 if name != "lang" else len(parent), found)
        parent = found
    return [parent]


class _Files:
    """Takes the files of a package from python-docx's writer."""

    def __init__(self) -> None:
        self.listed: list[tuple[str, bytes]] = []

    def write(self, name: PackURI, content: bytes) -> None:
        """Take a file."""
        self.listed.append((name.membername, content))


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
