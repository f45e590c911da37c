"""Whether two blocks that are not the same markup say the same all the same.

Runs may be cut otherwise, and where former formats come back, what follows from the text around
a paragraph is left out (see the package).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree
from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import RELATIONS, WORD, w
from strategy_editor.exchange.docx.redline.properties import LAYOUT
from strategy_editor.exchange.docx.redline.sameness import markup

_NAMES: Final = {"w": WORD, "r": RELATIONS}
_PREFIX: Final = re.compile(rb"[</ ]([A-Za-z]\w*):\w")
_SECTION: Final = w("sectPr")
_BORDERS: Final = w("pBdr")
_PROPERTIES: Final = frozenset({w("pPr"), w("tblPr"), w("trPr"), w("tcPr")})
_NO_TEXT: Final = frozenset({w("rPr")})
Told = tuple[object, ...]


def first_difference(
    wanted: Sequence[bytes], found: Sequence[bytes], *, loosely: bool
) -> bytes | None:
    """Return the first wanted block that is not there as it should; empty where one is too much."""
    for one, other in zip(wanted, found, strict=False):
        if one != other and told(one, loosely=loosely) != told(other, loosely=loosely):
            return one
    if len(wanted) > len(found):
        return wanted[len(found)]
    extra = [each for each in found[len(wanted) :] if text_of(each)]
    # Word keeps a paragraph behind a table that ends the text.
    return b"" if extra or len(found) > len(wanted) + 1 else None


def told(block: bytes, *, loosely: bool) -> Told:
    """Return what a block says, however its runs are cut."""
    return tuple(_told(each, loosely) for each in _parsed(block))


def text_of(block: bytes) -> str:
    """Return the text of a block."""
    return "".join(each.text or "" for each in _parsed(block).iter(w("t")))


def _parsed(block: bytes) -> _Element:
    """Read markup without declarations; only Word's own names matter, others just need one."""
    prefixes = {each.decode() for each in _PREFIX.findall(block)} - {"xml"}
    names = {prefix: _NAMES.get(prefix, f"urn:{prefix}") for prefix in sorted(prefixes)}
    declared = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in names.items())
    return etree.fromstring(f"<x {declared}>".encode() + block + b"</x>")


def _told(element: _Element, loosely: bool) -> Told:
    if element.tag == w("p"):
        return ("p", _format(element, loosely), tuple(_runs(element)))
    parts = [
        _properties(each) if each.tag in _PROPERTIES else _told(each, loosely) for each in element
    ]
    return (element.tag, tuple(sorted(element.attrib.items())), tuple(parts), element.text or "")


def _properties(properties: _Element) -> Told:
    return ("properties", tuple(map(markup, properties)))


def _format(paragraph: _Element, loosely: bool) -> Told:
    properties = paragraph.find(w("pPr"))
    if properties is None:
        return ()
    return tuple(
        b"borders" if loosely and each.tag == _BORDERS else markup(each)
        for each in properties
        if not (loosely and (each.tag in LAYOUT or each.tag == _SECTION))
    )


def _runs(paragraph: _Element) -> Iterator[tuple[bytes, Told, str]]:
    """Yield look, link and text of stretches; what is no text stands as its markup."""
    last: tuple[bytes, Told, str] | None = None
    for link, run in _all_runs(paragraph, ()):
        properties = run.find(w("rPr"))
        look = markup(properties) if properties is not None else b""
        for part in run:
            if part.tag in _NO_TEXT:
                continue
            text = (part.text or "") if part.tag == w("t") else "\0" + markup(part).decode()
            if last is not None and last[:2] == (look, link):
                last = (look, link, last[2] + text)
                continue
            if last is not None:
                yield last
            last = (look, link, text)
    if last is not None:
        yield last


def _all_runs(parent: _Element, link: Told) -> Iterator[tuple[Told, _Element]]:
    for each in parent:
        if each.tag == w("r"):
            yield link, each
        elif each.tag == w("hyperlink"):
            yield from _all_runs(each, tuple(sorted(each.attrib.items())))
        elif each.tag != w("pPr"):
            yield (str(each.tag),), each
