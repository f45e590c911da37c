"""The part in which Word keeps its lists: kinds of lists, and the lists made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import add, w

DEEPEST = 8


@dataclass(frozen=True)
class ListLevel:
    """One level of a kind of list: what its label says, how its first number is written.

    ``text`` holds ``%1`` for the number of the first level, ``%2`` for that of the second;
    ``style`` is the paragraph style that the level belongs to; ``indent`` is where the text
    stands, in twentieths of a point.
    """

    text: str
    form: str = "decimal"
    style: str = ""
    indent: int = 0


class Numbering:
    """Writes into the part; what it held before stays."""

    def __init__(self, part: _Element) -> None:
        self._part = part
        self._kinds = _next(part, "abstractNum", "abstractNumId")
        self._lists = _next(part, "num", "numId")

    def add_kind(self, levels: Sequence[ListLevel]) -> int:
        """Add a kind of multilevel list; return its number."""
        number = self._kinds
        self._kinds += 1
        kind = etree.Element(w("abstractNum"), {w("abstractNumId"): str(number)})
        add(kind, "multiLevelType", val="multilevel")
        for depth, level in enumerate(levels):
            _add_level(kind, depth, level)
        first = self._part.find(w("num"))
        if first is not None:
            first.addprevious(kind)
        else:
            self._part.append(kind)
        return number

    def add_list(self, kind: int, starts: Mapping[int, int]) -> int:
        """Add a list that begins at some numbers, by level; return its number."""
        number = self._lists
        self._lists += 1
        definition = add(self._part, "num", numId=number)
        add(definition, "abstractNumId", val=kind)
        for level, start in sorted(starts.items()):
            override = add(definition, "lvlOverride", ilvl=level)
            add(override, "startOverride", val=start)
        return number


def _next(part: _Element, name: str, attribute: str) -> int:
    taken = [int(str(each.get(w(attribute)))) for each in part.findall(w(name))]
    return max(taken, default=-1 if name == "abstractNum" else 0) + 1


def _add_level(kind: _Element, depth: int, level: ListLevel) -> None:
    element = add(kind, "lvl", ilvl=depth)
    add(element, "start", val=1)
    add(element, "numFmt", val=level.form)
    if level.style:
        add(element, "pStyle", val=level.style)
    add(element, "suff", val="tab" if level.text else "nothing")
    add(element, "lvlText", val=level.text)
    add(element, "lvlJc", val="left")
    add(add(element, "pPr"), "ind", left=level.indent, hanging=level.indent)
