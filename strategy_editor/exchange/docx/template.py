"""A ministry's Word file as template: looked through, then what is of use taken out of it.

Taken are styles, lists, theme, page and what stands above and below it, with its pictures. Not
taken are its text, its settings and what it says about people, files and machines.
"""

from __future__ import annotations

import lzma
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import dirname, join, normpath
from zipfile import BadZipFile, ZipFile

from lxml import etree
from lxml.etree import _Element

from strategy_editor.errors import UserError
from strategy_editor.exchange.docx.markup import RELATIONS, w
from strategy_editor.exchange.docx.soundness import (
    are_lists,
    are_styles,
    declares_a_type,
    field_reaching_out,
    is_page,
)

_MOST_BYTES = 60 * 1024 * 1024
_MOST_PARTS = 2000
_OLD = b"\xd0\xcf\x11\xe0"
"""How files of Word before 2007 begin, and encrypted ones of today."""
_UNREADABLE = (
    BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error,
    lzma.LZMAError,
)  # fmt: skip
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}.main+xml"
_KNOWN = frozenset({_MAIN.format("document"), _MAIN.format("template")})
_MACROS = ("macroEnabled", "vbaProject")
_HARMLESS = ("hyperlink", "attachedTemplate")
"""Links outside that show nothing of their own; the second is not taken."""
_SESSION = w("rsid")
_OF_THE_PAGE = frozenset(
    {"pgSz", "pgMar", "pgBorders", "cols", "titlePg", "docGrid", "headerReference",
     "footerReference"}
)  # fmt: skip


@dataclass(frozen=True)
class Relation:
    """A relation of a part; ``target`` is the name of a part or an address outside."""

    id: str
    kind: str
    target: str
    is_external: bool


@dataclass(frozen=True)
class Template:
    """What is taken: parts as trees or bytes, by their names in the template."""

    styles: _Element
    section: _Element
    theme: bytes | None = None
    numbering: _Element | None = None
    relations: Mapping[str, Relation] = field(default_factory=dict)
    parts: Mapping[str, bytes] = field(default_factory=dict)
    part_relations: Mapping[str, tuple[Relation, ...]] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    even_pages: bool = False
    dropped_link: bool = False


def read_template(name: str, content: bytes) -> Template:
    """Look through a template and return what is taken of it.

    Raises ``UserError``, calling it by its name, for a file that is damaged or no Word file of
    today, has macros, or draws on other files.
    """
    if content.startswith(_OLD):
        raise UserError("error.template-old", path=name)
    package = _Package(name, content)
    package.refuse_foreign_matter()
    return package.template()


class _Package:
    def __init__(self, name: str, content: bytes) -> None:
        self._name = name
        try:
            with ZipFile(BytesIO(content)) as archive:
                entries = archive.infolist()
                if len(entries) > _MOST_PARTS or sum(e.file_size for e in entries) > _MOST_BYTES:
                    raise self._refused("error.template-too-large")
                self._files = {entry.filename: archive.read(entry) for entry in entries}
        except _UNREADABLE:
            raise self._refused("error.template-damaged") from None
        if "[Content_Types].xml" not in self._files:
            raise self._refused("error.template-unknown")
        self._types = self._content_types()
        mains = [name for name, kind in self._types.items() if kind.endswith(".main+xml")]
        self._main = mains[0] if mains else ""

    def refuse_foreign_matter(self) -> None:
        """Raise where the file is not what it should be or brings more than it should."""
        kinds = [*self._types.values(), *self._files]
        if any(mark in kind for mark in _MACROS for kind in kinds):
            raise self._refused("error.template-macros")
        if self._types.get(self._main) not in _KNOWN or self._main not in self._files:
            raise self._refused("error.template-unknown")
        for name in self._files:
            for relation in self._relations(name):
                if relation.is_external and not relation.kind.endswith(_HARMLESS):
                    raise self._refused("error.template-links", target=relation.target[:200])

    def template(self) -> Template:
        relations = {each.id: each for each in self._relations(self._main)}
        section = self._section(self._tree(self._main))
        used = {str(each.get(f"{{{RELATIONS}}}id")) for each in section}
        wanted = {key: relations[key] for key in used if key in relations}
        parts: dict[str, bytes] = {}
        part_relations: dict[str, tuple[Relation, ...]] = {}
        for relation in wanted.values():
            self._collect(relation.target, parts, part_relations)
        settings = self._of_kind(relations, "settings")
        even = settings is not None and settings.find(w("evenAndOddHeaders")) is not None
        attached = any(
            each.is_external and each.kind.endswith("attachedTemplate")
            for name in self._files
            for each in self._relations(name)
        )
        styles, numbering = (self._of_kind(relations, kind) for kind in ("styles", "numbering"))
        if styles is None or not are_styles(styles):
            raise self._refused("error.template-damaged")
        if numbering is not None and not are_lists(numbering):
            raise self._refused("error.template-damaged")
        return Template(
            styles,
            section,
            self._bytes_of_kind(relations, "theme"),
            numbering,
            wanted,
            parts,
            part_relations,
            {name: self._types[name] for name in parts if name in self._types},
            even,
            attached,
        )

    def _section(self, document: _Element) -> _Element:
        """The page of the last section, with headers and footers of those before it."""
        sections = list(document.iter(w("sectPr")))
        if not sections or not is_page(sections[-1]):
            raise self._refused("error.template-no-page")
        last = sections[-1]
        for name in ("headerReference", "footerReference"):
            _inherit(last, sections[-2::-1], w(name))
        for each in list(last):
            if etree.QName(each).localname not in _OF_THE_PAGE:
                last.remove(each)
        return last

    def _refused(self, key: str, **values: object) -> UserError:
        return UserError(key, path=self._name, **values)

    def _collect(
        self,
        name: str,
        parts: dict[str, bytes],
        part_relations: dict[str, tuple[Relation, ...]],
    ) -> None:
        """Take a part with all that it draws on."""
        if name in parts:
            return
        if name not in self._files:
            raise self._refused("error.template-damaged")
        content = self._files[name]
        if content.lstrip()[:1] == b"<":
            root = self._parsed(content)
            code = field_reaching_out(root)
            if code:
                raise self._refused("error.template-links", target=code[:200])
            content = etree.tostring(root, xml_declaration=True, encoding="UTF-8",
                                     standalone=True)  # fmt: skip
        parts[name] = content
        part_relations[name] = tuple(self._relations(name))
        for relation in part_relations[name]:
            if relation.target == name:
                raise self._refused("error.template-damaged")
            if not relation.is_external:
                self._collect(relation.target, parts, part_relations)

    def _content_types(self) -> dict[str, str]:
        root = self._tree("[Content_Types].xml")
        usual = {
            str(each.get("Extension")).lower(): str(each.get("ContentType"))
            for each in root.iter(f"{_TYPES}Default")
        }
        types = {
            name: usual[ending]
            for name in self._files
            if (ending := name.rpartition(".")[2].lower()) in usual
        }
        for each in root.iter(f"{_TYPES}Override"):
            types[str(each.get("PartName")).lstrip("/")] = str(each.get("ContentType"))
        return types

    def _relations(self, name: str) -> Iterator[Relation]:
        folder, _, file = name.rpartition("/")
        source = join(folder, "_rels", f"{file}.rels")
        if source not in self._files:
            return
        for each in self._tree(source).iter(f"{_PACKAGE}Relationship"):
            target = str(each.get("Target"))
            external = each.get("TargetMode") == "External"
            if not external:
                target = target.lstrip("/") if target[:1] == "/" else join(dirname(name), target)
                target = normpath(target)
            yield Relation(str(each.get("Id")), str(each.get("Type")), target, external)

    def _of_kind(self, relations: Mapping[str, Relation], kind: str) -> _Element | None:
        content = self._bytes_of_kind(relations, kind)
        return self._parsed(content) if content is not None else None

    def _bytes_of_kind(self, relations: Mapping[str, Relation], kind: str) -> bytes | None:
        found = [each for each in relations.values() if each.kind.endswith(f"/{kind}")]
        return self._files.get(found[0].target) if found else None

    def _tree(self, name: str) -> _Element:
        return self._parsed(self._files[name])

    def _parsed(self, content: bytes) -> _Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=False)
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise self._refused("error.template-damaged") from None
        if declares_a_type(root):
            raise self._refused("error.template-damaged")
        _forget_sessions(root)
        return root


def _inherit(section: _Element, earlier: Iterable[_Element], name: str) -> None:
    """Take on headers or footers of kinds that a section does not have itself."""
    kinds = {each.get(w("type")) for each in section.findall(name)}
    for each in [found for before in earlier for found in before.findall(name)]:
        if each.get(w("type")) not in kinds:
            kinds.add(each.get(w("type")))
            section.insert(0, each)


def _forget_sessions(root: _Element) -> None:
    """Take out by what Word tells apart when and in which session something was written."""
    for element in root.iter(etree.Element):
        for name in list(element.attrib):
            if str(name).startswith(_SESSION):
                del element.attrib[name]
    for element in list(root.iter(w("rsid"), w("rsids"))):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
