"""Whether the parts of a foreign Word file are what they should be, beyond being XML."""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import w

_LEAST_TEXT, _LEAST_PAGE, _MOST_PAGE = 2_268, 2_835, 31_680
"""Of a page, in twentieths of a point: 4 cm of text, 5 cm of paper; 22 inches are Word's limit."""
_MARGINS = ("top", "right", "bottom", "left")
_REACHING_OUT = re.compile(
    r"\b(?:INCLUDEPICTURE|INCLUDETEXT|IMPORT|DDEAUTO|DDE|LINK|DATABASE|RD)\b", re.IGNORECASE
)
"""Fields that fetch what they show from elsewhere (ECMA-376 part 1, 17.16.5)."""
_NUMBERS = {"abstractNum": "abstractNumId", "num": "numId"}
_STYLE = w("style")


def is_page(section: _Element) -> bool:
    """Whether a section says its page, and one that text fits on."""
    size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    if size is None or margins is None:
        return False
    try:
        width, height = (int(str(size.get(w(name)))) for name in ("w", "h"))
        top, right, bottom, left = (int(margins.get(w(name), "0")) for name in _MARGINS)
    except ValueError:
        return False
    # Margins above and below may be negative, where the text must not give way to the header.
    fits = min(width - left - right, height - abs(top) - abs(bottom)) >= _LEAST_TEXT
    return fits and min(width, height) >= _LEAST_PAGE and max(width, height) <= _MOST_PAGE


def are_lists(numbering: _Element) -> bool:
    """Whether all lists have numbers."""
    ids = [
        str(each.get(w(attribute)))
        for name, attribute in _NUMBERS.items()
        for each in numbering.iter(w(name))
    ]
    ids += [str(each.get(w("val"))) for each in numbering.iter(w("abstractNumId"))]
    return numbering.tag == w("numbering") and all(each.isdecimal() for each in ids)


def are_styles(styles: _Element) -> bool:
    """Whether these are styles; those without an id or with another's are taken out."""
    known: set[str] = set()
    for style in list(styles.iter(_STYLE)):
        key = style.get(w("styleId"))
        parent = style.getparent()
        if parent is not None and (not key or key in known):
            parent.remove(style)
        known.add(key or "")
    return styles.tag == w("styles")


def field_reaching_out(part: _Element) -> str:
    """Return the code of a field that would fetch something from elsewhere; empty for none."""
    codes = [str(each.get(w("instr"))) for each in part.iter(w("fldSimple"))]
    # A code may be spread over runs.
    codes += [
        "".join(each.text or "" for each in paragraph.iter(w("instrText")))
        for paragraph in part.iter(w("p"))
    ]
    return next((code.strip() for code in codes if _REACHING_OUT.search(code)), "")


def declares_a_type(root: _Element) -> bool:
    """Whether an XML file brings a document type, with which entities come."""
    return etree.ElementTree(root).docinfo.internalDTD is not None
