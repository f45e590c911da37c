"""Our package in a house's dress: a template's styles, lists, page, headers and logo."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import RELATIONS, w
from strategy_editor.exchange.docx.restyling import (
    StyleMatch,
    merged_styles,
    rename_uses,
    style_matches,
)
from strategy_editor.exchange.docx.template import Relation, Template
from strategy_editor.paths import shipped

Files = dict[str, bytes]
_STYLES, _NUMBERING = "word/styles.xml", "word/numbering.xml"
_DOCUMENT, _SETTINGS, _THEME = "word/document.xml", "word/settings.xml", "word/theme/theme1.xml"
_RELATIONS, _TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
_OWN_MARGINS = ("word/header1.xml", "word/footer1.xml")
_FOLDER = "word/house/"
_SHIFT = 1000
"""What is added to the numbers of a template's lists, so that they are not ours."""
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_FIRST_DRAWING = 100_000
"""Above the numbers of our own drawings, which must differ from these."""
_LETTERS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_ENTRY = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"


@dataclass(frozen=True)
class Dressed:
    """The files of a package, and which of our styles the template has."""

    files: Files
    matches: list[StyleMatch]


def dressed(ours: Files, template: Template, chosen: Mapping[str, str] | None = None) -> Dressed:
    """Return our files in the dress of a template.

    ``chosen`` are names of its styles by the keys of ours, see ``style_matches``.
    """
    files = {name: content for name, content in ours.items() if name not in _OWN_MARGINS}
    own_styles = etree.fromstring(ours[_STYLES])
    matches = style_matches(own_styles, template.styles, chosen)
    renamed = {each.found: each.key for each in matches if each.found}
    styles = merged_styles(own_styles, template.styles, matches)
    numbering = etree.fromstring(ours[_NUMBERING])
    if template.numbering is not None:
        _add_lists(numbering, deepcopy(template.numbering), renamed)
    _shift_lists(styles, known=template.numbering is not None)
    files[_STYLES], files[_NUMBERING] = _written(styles), _written(numbering)
    if template.theme is not None:
        files[_THEME] = template.theme
    names = _add_parts(files, template, renamed)
    _set_page(files, template, names)
    if template.even_pages:
        settings = etree.fromstring(files[_SETTINGS])
        control = settings.find(w("characterSpacingControl"))
        assert control is not None
        control.addprevious(etree.Element(w("evenAndOddHeaders")))
        files[_SETTINGS] = _written(settings)
    return Dressed(files, matches)


def matches_in(template: Template, chosen: Mapping[str, str] | None = None) -> list[StyleMatch]:
    """Return which of our styles a template has."""
    ours = shipped("resources") / "word" / "strategy" / "word" / "styles.xml"
    return style_matches(etree.fromstring(ours.read_bytes()), template.styles, chosen)


def _add_lists(ours: _Element, theirs: _Element, renamed: Mapping[str, str]) -> None:
    rename_uses(theirs, renamed)
    for picture in [*theirs.iter(w("numPicBullet")), *theirs.iter(w("lvlPicBulletId"))]:
        _remove(picture)
    for style in list(theirs.iter(w("pStyle"))):
        if str(style.get(w("val"))).startswith("Heading"):
            _remove(style)
    first = ours.find(w("num"))
    assert first is not None
    for kind in theirs.findall(w("abstractNum")):
        _shift(kind, "abstractNumId")
        first.addprevious(kind)
    for each in theirs.findall(w("num")):
        _shift(each, "numId")
        link = each.find(w("abstractNumId"))
        if link is not None:
            _shift(link, "val")
            ours.append(each)


def _shift_lists(styles: _Element, *, known: bool) -> None:
    """Let the template's styles find its lists; headings are numbered by ours alone."""
    for style in styles.iter(w("style")):
        for numbering in list(style.iter(w("numPr"))):
            number = numbering.find(w("numId"))
            is_heading = str(style.get(w("styleId"))).startswith("Heading")
            if is_heading or not known or number is None or number.get(w("val")) == "0":
                _remove(numbering)
            else:
                _shift(number, "val")


def _add_parts(files: Files, template: Template, renamed: Mapping[str, str]) -> dict[str, str]:
    """Add headers and footers with what they draw on; return their new names by the old ones."""
    names = {
        name: f"{_FOLDER}{number}-{name.rpartition('/')[2]}"
        for number, name in enumerate(template.parts, 1)
    }
    types = etree.fromstring(files[_TYPES])
    drawings = 0
    for each in list(types):
        if str(each.get("PartName")).lstrip("/") in _OWN_MARGINS:
            types.remove(each)
    for name, content in template.parts.items():
        if content.lstrip()[:1] == b"<":
            root = etree.fromstring(content)
            rename_uses(root, renamed)
            for drawing in root.iter(_DRAWING):
                drawings += 1
                drawing.set("id", str(_FIRST_DRAWING + drawings))
            content = _written(root)
        files[names[name]] = content
        etree.SubElement(types, _ENTRY, PartName=f"/{names[name]}",
                         ContentType=template.types[name])  # fmt: skip
        relations = template.part_relations[name]
        if relations:
            file = names[name].removeprefix(_FOLDER)
            files[f"{_FOLDER}_rels/{file}.rels"] = _relations_part(relations, names)
    files[_TYPES] = _written(types)
    return names


def _set_page(files: Files, template: Template, names: Mapping[str, str]) -> None:
    relations = etree.fromstring(files[_RELATIONS])
    for each in list(relations):
        if str(each.get("Type")).endswith(("/header", "/footer")):
            relations.remove(each)
    ids = {}
    for number, (old, relation) in enumerate(sorted(template.relations.items()), 1):
        ids[old] = f"rIdHouse{number}"
        _add_relation(relations, Relation(ids[old], relation.kind, relation.target, False), names)
    files[_RELATIONS] = _written(relations)
    document = etree.fromstring(files[_DOCUMENT])
    section = deepcopy(template.section)
    key = f"{{{RELATIONS}}}id"
    for reference in list(section):
        if key in reference.attrib:
            if str(reference.get(key)) in ids:
                reference.set(key, ids[str(reference.get(key))])
            else:
                section.remove(reference)
    if section.find(w("cols")) is None:
        margins = section.find(w("pgMar"))
        assert margins is not None
        margins.addnext(etree.Element(w("cols")))
    own = document.find(f".//{w('sectPr')}")
    assert own is not None
    own.addprevious(section)
    _remove(own)
    files[_DOCUMENT] = _written(document)


def _relations_part(relations: tuple[Relation, ...], names: Mapping[str, str]) -> bytes:
    root = etree.Element(f"{_LETTERS}Relationships", nsmap={None: _LETTERS[1:-1]})
    for relation in relations:
        _add_relation(root, relation, names)
    return _written(root)


def _add_relation(root: _Element, relation: Relation, names: Mapping[str, str]) -> None:
    target = relation.target if relation.is_external else f"/{names[relation.target]}"
    entry = etree.SubElement(root, f"{_LETTERS}Relationship", Id=relation.id, Type=relation.kind,
                             Target=target)  # fmt: skip
    if relation.is_external:
        entry.set("TargetMode", "External")


def _shift(element: _Element, attribute: str) -> None:
    element.set(w(attribute), str(int(str(element.get(w(attribute)))) + _SHIFT))


def _remove(element: _Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _written(root: _Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
