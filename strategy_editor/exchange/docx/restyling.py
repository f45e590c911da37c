"""The styles of a ministry's template in the place of ours, found by their names.

Word writes built-in styles under English names in every language ("heading 1", shown as
"Überschrift 1"); houses add styles of their own under German or English names. What is found is
given the id that our writers use, what is missing is added.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import w

_REFERENCES = ("basedOn", "next", "link")
_USES = ("pStyle", "rStyle", "tblStyle", *_REFERENCES)
ALIASES: Mapping[str, tuple[str, ...]] = {
    **{f"Heading{level}": (f"überschrift {level}", f"überschrift{level}", f"heading {level}")
       for level in range(1, 7)},
    "Title": ("titel", "dokumenttitel", "title"),
    "Subtitle": ("untertitel", "subtitle"),
    "BodyText": ("fließtext", "textkörper", "grundtext", "lauftext", "absatz", "body text",
                 "text body"),
    "ListBullet": ("aufzählung", "aufzählungszeichen", "aufzählung 1", "list bullet", "bullets"),
    "ListNumber": ("nummerierung", "listennummer", "nummerierte liste", "list number"),
    "Quote": ("zitat", "quote", "blockzitat"),
    "Caption": ("beschriftung", "bildunterschrift", "tabellenbeschriftung", "caption"),
    "FootnoteText": ("fußnotentext", "footnote text"),
    "FootnoteReference": ("fußnotenzeichen", "footnote reference"),
    "Header": ("kopfzeile", "header"),
    "Footer": ("fußzeile", "footer"),
    "TOCHeading": ("inhaltsverzeichnisüberschrift", "verzeichnistitel", "toc heading"),
    **{f"TOC{level}": (f"verzeichnis {level}", f"inhaltsverzeichnis {level}", f"toc {level}")
       for level in range(1, 4)},
    "Hyperlink": ("hyperlink", "internetlink"),
    "Strong": ("fett", "stark betont", "strong"),
    "Emphasis": ("kursiv", "hervorhebung", "betont", "emphasis"),
    "Signature": ("unterschrift", "signature"),
    "TableText": ("tabellentext", "tabelle text", "tabelleninhalt", "table text", "table contents"),
    "TableHead": ("tabellenkopf", "tabelle kopf", "tabellenüberschrift", "table head",
                  "table heading", "table header"),
    "Box": ("kasten", "infokasten", "box"),
}  # fmt: skip
"""Further names that houses give to what our writers need, in small letters."""


@dataclass(frozen=True)
class StyleMatch:
    """A style of ours, what it is called, and the template's style for it; empty for none."""

    key: str
    name: str
    found: str
    kind: str


def style_matches(
    ours: _Element, theirs: _Element, chosen: Mapping[str, str] | None = None
) -> list[StyleMatch]:
    """Find a template's style for each of ours.

    ``chosen`` are names of the template's styles by our keys, which count first; an empty name
    says that none of them fits.
    """
    by_kind: dict[str, dict[str, str]] = {}
    for style in theirs.iter(w("style")):
        names = by_kind.setdefault(str(style.get(w("type"))), {})
        for name in (_name(style), str(style.get(w("styleId")))):
            names.setdefault(name.lower(), str(style.get(w("styleId"))))
    taken: set[str] = set()
    matches = []
    for style in ours.iter(w("style")):
        key, kind = str(style.get(w("styleId"))), str(style.get(w("type")))
        found = ""
        for name in _candidates(key, _name(style), chosen or {}):
            style_id = by_kind.get(kind, {}).get(name.lower(), "")
            if style_id and style_id not in taken:
                found = style_id
                break
        if not found and style.get(w("default")) == "1":
            found = _default(theirs, kind, taken)
        taken.add(found)
        matches.append(StyleMatch(key, _name(style), found, kind))
    return matches


def styles_by_kind(theirs: _Element) -> dict[str, list[tuple[str, str]]]:
    """Return ids and names of a template's styles by their kind, in the order of the names."""
    found: dict[str, list[tuple[str, str]]] = {}
    for style in theirs.iter(w("style")):
        entry = (str(style.get(w("styleId"))), _name(style))
        found.setdefault(str(style.get(w("type"))), []).append(entry)
    return {
        kind: sorted(entries, key=lambda entry: entry[1].casefold())
        for kind, entries in found.items()
    }


def merged_styles(ours: _Element, theirs: _Element, matches: list[StyleMatch]) -> _Element:
    """Return the template's styles under our ids, with those of ours that it lacks."""
    merged = deepcopy(theirs)
    renamed = {each.found: each.key for each in matches if each.found}
    keys = {each.key for each in matches}
    for style in merged.iter(w("style")):
        before = str(style.get(w("styleId")))
        if before not in renamed and before in keys:
            renamed[before] = f"{before}_"
    rename_uses(merged, renamed)
    for style in merged.iter(w("style")):
        before = str(style.get(w("styleId")))
        style.set(w("styleId"), renamed.get(before, before))
    lacking = {each.key for each in matches if not each.found}
    for style in ours.iter(w("style")):
        if style.get(w("styleId")) in lacking:
            added = deepcopy(style)
            added.attrib.pop(w("default"), None)
            merged.append(added)
    return merged


def rename_uses(root: _Element, renamed: Mapping[str, str]) -> None:
    """Give the uses of styles in a part their new ids."""
    for use in root.iter(*(w(name) for name in _USES)):
        value = str(use.get(w("val")))
        if value in renamed:
            use.set(w("val"), renamed[value])


def _candidates(key: str, name: str, chosen: Mapping[str, str]) -> Iterator[str]:
    if key in chosen:
        yield chosen[key]
        return
    yield name
    yield from ALIASES.get(key, ())


def _default(theirs: _Element, kind: str, taken: set[str]) -> str:
    for style in theirs.iter(w("style")):
        if style.get(w("type")) == kind and style.get(w("default")) in ("1", "true"):
            style_id = str(style.get(w("styleId")))
            return "" if style_id in taken else style_id
    return ""


def _name(style: _Element) -> str:
    name = style.find(w("name"))
    return str(name.get(w("val"))) if name is not None else str(style.get(w("styleId")))
