"""WordprocessingML: names, runs, fields, paragraph properties."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lxml import etree
from lxml.etree import SubElement, _Element

from strategy_editor.document.characters import clean

EMU_PER_TWIP = 635

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PREFIX = {"w": WORD}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SOFT_HYPHENS = re.compile("(\u00ad)")
_LETTER_HYPHENS = re.compile(r"(?<=\b\w)-(?=\w)")

_BOX_FILLS = ("F2F2F2", "F1F1F1")
"""Paragraphs of a box stand edge to edge, their distance inside the shading: Word and LibreOffice
would drop it where neighbours have the same borders, so the colours alternate unseen."""
BOX_INDENT = 227
_BOX_RIGHT = 113


@cache
def w(name: str) -> str:
    """Return a name of WordprocessingML in Clark notation."""
    return f"{{{WORD}}}{name}"


def add(parent: _Element, name: str, /, **attributes: str | int) -> _Element:
    """Append an element; attribute names are those of WordprocessingML."""
    named = {w(key): str(value) for key, value in attributes.items()} if attributes else None
    try:
        return SubElement(parent, w(name), named)
    except ValueError:
        return SubElement(
            parent, w(name), {key: clean(value) for key, value in (named or {}).items()}
        )


_TEXT = w("t")


def made(name: str, /, **attributes: str | int) -> _Element:
    """Return an element that stands nowhere yet."""
    named = {w(key): str(value) for key, value in attributes.items()}
    return etree.Element(w(name), named, nsmap=_PREFIX)


@dataclass(frozen=True, slots=True)
class BoxPart:
    """The place of a paragraph in its box, counted from 0."""

    number: int

    @property
    def first(self) -> bool:
        """Whether the box begins here."""
        return self.number == 0


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph stands: its style and what departs from it.

    ``number`` is list level and list; ``indent`` left edge and hanging first line; ``before``
    and ``after`` are distances; all in twentieths of a point. ``box`` is the place
    in a box.
    """

    style: str
    keep_next: bool = False
    page_break: bool = False
    number: tuple[int, int] | None = None
    box: BoxPart | None = None
    before: int | None = None
    after: int | None = None
    indent: tuple[int, int] | None = None
    align: str = ""


def new_paragraph(parent: _Element, look: Look) -> _Element:
    """Append a paragraph with its properties, in the order that the schema asks for."""
    paragraph = copied(_paragraph(look))
    parent.append(paragraph)
    return paragraph


def copied(element: _Element) -> _Element:
    """Return a copy of an element and all in it; without the detour of ``copy.copy``."""
    twin: _Element = element.__copy__()  # type: ignore[attr-defined]
    return twin


@cache
def _paragraph(look: Look) -> _Element:
    """A paragraph to be copied, which takes a fifth of the time of making one."""
    paragraph = _loose("p")
    properties = SubElement(paragraph, w("pPr"))
    add(properties, "pStyle", val=look.style)
    if look.keep_next:
        add(properties, "keepNext")
    if look.page_break:
        add(properties, "pageBreakBefore")
    if look.number is not None:
        number = add(properties, "numPr")
        add(number, "ilvl", val=look.number[0])
        add(number, "numId", val=look.number[1])
    if look.box is not None:
        _frame(properties, look.box)
    _distances(properties, look)
    return paragraph


def _frame(properties: _Element, box: BoxPart) -> None:
    fill = _BOX_FILLS[box.number % len(_BOX_FILLS)]
    borders = add(properties, "pBdr")
    if box.first:
        add(borders, "top", val="single", sz=2, space=5, color=fill)
    add(borders, "left", val="single", sz=12, space=8, color="808080")
    add(borders, "bottom", val="single", sz=2, space=5, color=fill)
    add(properties, "shd", val="clear", color="auto", fill=_BOX_FILLS[0])


def _distances(properties: _Element, look: Look) -> None:
    if look.before is not None or look.after is not None:
        spacing = add(properties, "spacing")
        for name, value in (("before", look.before), ("after", look.after)):
            if value is not None:
                spacing.set(w(name), str(value))
    if look.indent is not None:
        left, hanging = look.indent
        indent = add(properties, "ind", left=left)
        if look.box is not None:
            indent.set(w("right"), str(_BOX_RIGHT))
        indent.set(w("hanging" if hanging else "firstLine"), str(hanging))
    if look.align:
        add(properties, "jc", val=look.align)


def add_run(parent: _Element, text: str, style: str = "", lang: str = "") -> _Element:
    """Append a run of text; return its properties' parent, the run."""
    run = copied(_run(style, lang))
    parent.append(run)
    if text and "\u00ad" not in text:
        node = SubElement(run, _TEXT)
        try:
            node.text = text
        except ValueError:
            node.text = clean(text)
        if text[0] == " " or text[-1] == " ":
            node.set(_SPACE, "preserve")
    else:
        add_text(run, text)
    return run


@cache
def _run(style: str, lang: str) -> _Element:
    """A run without text to be copied."""
    run = _loose("r")
    if style or lang:
        properties = SubElement(run, w("rPr"))
        if style:
            add(properties, "rStyle", val=style)
        if lang:
            add(properties, "lang", val=lang)
    return run


def _loose(name: str) -> _Element:
    """An element that stands nowhere yet; its prefix is the one of all documents."""
    return SubElement(etree.Element(w("body"), nsmap={"w": WORD}), w(name))


def add_text(run: _Element, text: str) -> None:
    """Append text to a run; soft hyphens are elements of their own in Word."""
    for piece in _SOFT_HYPHENS.split(text) if "\u00ad" in text else (text,):
        if piece == "\u00ad":
            SubElement(run, w("softHyphen"))
        elif piece:
            node = SubElement(run, w("t"))
            _set_text(node, piece)
            if piece[0] == " " or piece[-1] == " ":
                node.set(_SPACE, "preserve")


def bind_hyphens(paragraph: _Element) -> None:
    """Let no line end at a hyphen behind a single letter."""
    for node in list(paragraph.iter(_TEXT)):
        first, *others = _LETTER_HYPHENS.split(node.text or "")
        node.text = first
        at = node
        for each in others:
            for name, text in (("noBreakHyphen", None), ("t", each)):
                following = etree.Element(w(name))
                following.text = text
                at.addnext(following)
                at = following


def _set_text(node: _Element, text: str) -> None:
    try:
        node.text = text
    except ValueError:
        node.text = clean(text)


def add_tab(parent: _Element) -> None:
    """Append a run with a tab."""
    SubElement(SubElement(parent, w("r")), w("tab"))


def add_field(parent: _Element, instruction: str, result: str) -> None:
    """Append a field with the result that stands until Word computes it anew."""
    begin_field(parent, instruction)
    if result:
        add_run(parent, result)
    end_field(parent)


def begin_field(parent: _Element, instruction: str) -> _Element:
    """Append what opens a field, up to its result; return the first run of it."""
    begun = add(parent, "r")
    add(begun, "fldChar", fldCharType="begin")
    code = add(add(parent, "r"), "instrText")
    code.text = f" {instruction} "
    code.set(_SPACE, "preserve")
    add(add(parent, "r"), "fldChar", fldCharType="separate")
    return begun


def end_field(parent: _Element) -> None:
    """Append what closes a field."""
    add(add(parent, "r"), "fldChar", fldCharType="end")


_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
    "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
    "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
    "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
    "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
    "rPr", "sectPr", "pPrChange",
)  # fmt: skip
"""The order of paragraph properties that the schema asks for (ECMA-376 Part 1, 17.3.1.26)."""


def property_of(properties: _Element, name: str) -> _Element:
    """Return one of a paragraph's properties, put in its place where it is not there yet."""
    found = properties.find(w(name))
    if found is not None:
        return found
    found = etree.Element(w(name))
    later = set(map(w, _ORDER[_ORDER.index(name) + 1 :]))
    for each in properties:
        if each.tag in later:
            each.addprevious(found)
            return found
    properties.append(found)
    return found
