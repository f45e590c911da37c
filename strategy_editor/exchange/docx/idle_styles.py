"""Leaves out of a document the styles of our template that nothing in it is written in."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from strategy_editor.exchange.docx.markup import w

STYLES = "word/styles.xml"
_USES = re.compile(rb'<w:(?:p|r|tbl)Style w:val="([^"]+)"')
_TO_WRITE_WITH = frozenset({"BodyText", "ListBullet", "ListNumber", "Strong", "Emphasis"})
"""What somebody who goes on writing in the document needs."""
_KEY, _VALUE = w("styleId"), w("val")


def without_idle_styles(files: Iterable[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Return the files of a package with the styles alone that are used.

    Kept are also those to write with, the defaults, and those that others are based on; the levels
    of headings are used by the list that numbers them.
    """
    listed = list(files)
    used = {key.decode() for name, part in listed if name != STYLES for key in _USES.findall(part)}
    return [(name, _pruned(part, used) if name == STYLES else part) for name, part in listed]


def _pruned(styles: bytes, used: set[str]) -> bytes:
    root = etree.fromstring(styles)
    listed = {str(each.get(_KEY)): each for each in root.iter(w("style"))}
    kept = {key for key, each in listed.items() if each.get(w("default")) is not None}
    waiting = [key for key in listed if key in used or key in _TO_WRITE_WITH]
    while waiting:
        key = waiting.pop()
        base = listed[key].find(w("basedOn"))
        kept.add(key)
        if base is not None and base.get(_VALUE) not in kept:
            waiting.append(str(base.get(_VALUE)))
    for key in listed.keys() - kept:
        root.remove(listed[key])
    for following in [each for each in root.iter(w("next")) if each.get(_VALUE) not in kept]:
        parent = following.getparent()
        assert parent is not None
        parent.remove(following)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
