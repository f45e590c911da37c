"""What is peculiar to Word and LibreOffice in their HTML: lists, notes, markers, comments."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import html

Element = html.HtmlElement

_OFFICE = re.compile(r"</?(?:o|v|w|m|st1|x|u1|dt):[A-Za-z][^<>]*>|<\?xml:[^<>]*>|<!\[[^<>]*\]>")
_LIST = re.compile(r"mso-list\s*:\s*l\d+\s+level(\d)", re.IGNORECASE)
_IGNORE = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_OUTLINE = re.compile(r"mso-outline-level\s*:\s*([1-9])", re.IGNORECASE)
_HEADING = re.compile(r"(?:Mso)?(?:Heading|[Üü]berschrift)\s*([1-6])", re.IGNORECASE)
_NOTE = re.compile(r"#(?:_(?:ftn|edn)\d+|sd(?:foot|end)note\d+sym)")
_NOTE_BODY = re.compile(r"(?:ftn|edn|sdfootnote|sdendnote)\d+")
_BACK = re.compile(r"#(?:_(?:ftn|edn)ref\d+|sd(?:foot|end)note\d+anc)")
_COMMENT = re.compile(r"mso-element\s*:\s*comment(?:-list)?", re.IGNORECASE)
_TITLES = frozenset({"MsoTitle"})
_QUOTES = frozenset({"MsoQuote", "MsoIntenseQuote", "MsoQuoteCxSpFirst"})
_MARKERS = re.compile(r"\(?([A-Za-z]+|\d+(?:\.\d+)*)[.)]?")
_ROMAN = frozenset("ivxlc")


class Place(NamedTuple):
    """Where a paragraph stands in Word's lists."""

    level: int
    kind: str


def without_office(text: str) -> str:
    """Return HTML without Office's own elements and conditions, their content left."""
    return _OFFICE.sub("", text)


def list_place(node: Element) -> Place | None:
    """Return where Word's paragraph stands in a list, None where it does not."""
    found = _LIST.search(node.get("style") or "")
    if found is None:
        return None
    marker = next((each for each in node.iter("span") if is_marker(each)), None)
    text = " ".join(marker.text_content().split()) if marker is not None else ""
    return Place(int(found[1]), _kind(text))


def item_level(node: Element) -> int:
    """Return how deep an item of Word for the web lies, 0 where it does not say."""
    level = node.get("data-aria-level") or ""
    return int(level) if level and level in "123456789" else 0


def is_libreoffice(root: Element) -> bool:
    """Whether LibreOffice wrote a page."""
    marks = (each.get("content") or "" for each in root.iter("meta"))
    return any(each.startswith("LibreOffice") for each in marks)


def is_marker(node: Element) -> bool:
    """Whether an element is the bullet or number that Word writes out."""
    return bool(_IGNORE.search(node.get("style") or ""))


def heading_level(node: Element) -> int:
    """Return the level of a paragraph in a heading's style, 0 where it is none."""
    if node.tag != "p":
        return 0
    level = node.get("aria-level") or ""
    if node.get("role") == "heading" and level in "123456789" and level:
        return min(int(level), 6)
    name = node.get("class") or ""
    if name in _TITLES:
        return 1
    found = _HEADING.fullmatch(name) or _OUTLINE.search(node.get("style") or "")
    return min(int(found[1]), 6) if found else 0


def is_quotation(node: Element) -> bool:
    """Whether a paragraph is in Word's style for quotations."""
    return (node.get("class") or "") in _QUOTES


def is_comment(node: Element) -> bool:
    """Whether an element belongs to a comment of a reviewer."""
    name = node.get("class") or ""
    return "msocomanchor" in name or bool(_COMMENT.search(node.get("style") or ""))


def is_spacer(node: Element) -> bool:
    """Whether a picture is nothing but a tracker or spacer of a web page."""
    return (node.get("width"), node.get("height")) == ("1", "1")


def note_name(node: Element) -> str:
    """Return the name of the footnote to which a link leads, or nothing."""
    href = node.get("href") or ""
    if node.tag != "a" or not _NOTE.fullmatch(href):
        return ""
    return href[1:].lstrip("_").removesuffix("sym")


def footnotes(root: Element) -> dict[str, Element]:
    """Take the texts of footnotes and endnotes out of a page; return them by name."""
    divisions = list(root.iter("div"))
    found = {node.get("id") or "": node for node in divisions}
    found = {name: node for name, node in found.items() if _NOTE_BODY.fullmatch(name)}
    for node in found.values():
        _drop_way_back(node)
        if node.getparent() is not None:
            node.drop_tree()
    for node in list(root.iter("div")):
        if "mso-element:footnote-list" in (node.get("style") or "").replace(" ", ""):
            node.drop_tree()
    return found


def _drop_way_back(note: Element) -> None:
    """Take the number out of a footnote that leads back into the text."""
    for link in list(note.iter("a")):
        if _BACK.fullmatch(link.get("href") or "") and link.getparent() is not None:
            link.drop_tree()


def _kind(marker: str) -> str:
    """Return the kind of list that a written marker belongs to."""
    found = _MARKERS.fullmatch(marker)
    if found is None or (len(marker) == 1 and not marker.isdigit()):
        return "bullet"
    letters = found[1]
    if letters[0].isdigit() or (set(letters.lower()) <= _ROMAN and len(letters) > 1):
        return "number"
    return "letter" if len(letters) == 1 else "number"
