"""Lists of the old edition in the new one's numbering.

A list of either edition is a ``w:num``; two are the same where they hold the same items and count
alike. Each list of the old edition without a partner is added, so that none counts on another.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Final

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.redline.sameness import markup

_NUMBER: Final = w("numId")
_PLACE: Final = f"{w('pPr')}/{w('numPr')}/{_NUMBER}"
_LIST: Final = w("num")
_DEFINITION: Final = w("abstractNum")
_VALUE: Final = w("val")


def adopt_numbers(
    old: _Element, new: _Element, stories: Iterable[_Element], paired: Iterable[tuple[str, str]]
) -> None:
    """Give the paragraphs of old stories the new numbers of their lists.

    ``paired`` are the lists of paragraphs that are the same in both editions.
    """
    numbers = _Numbers(old, new)
    numbers.pair(paired)
    for story in stories:
        for number in story.iter(_NUMBER):
            number.set(_VALUE, numbers.new_of(str(number.get(_VALUE))))


def list_of(paragraph: _Element) -> str:
    """Return the list that a paragraph says it is in."""
    number = paragraph.find(_PLACE)
    return str(number.get(_VALUE)) if number is not None else ""


class _Numbers:
    def __init__(self, old: _Element, new: _Element) -> None:
        self._old, self._new = old, new
        self._lists = {str(each.get(_NUMBER)): each for each in old.iter(_LIST)}
        self._known = {"0": "0"}
        self._taken: set[str] = set()

    def pair(self, paired: Iterable[tuple[str, str]]) -> None:
        new_lists = {str(each.get(_NUMBER)): each for each in self._new.iter(_LIST)}
        for old, new in paired:
            if old in self._known or new in self._taken:
                continue
            if old not in self._lists or new not in new_lists:
                continue
            if self._said(self._lists[old], self._old) == self._said(new_lists[new], self._new):
                self._known[old] = new
                self._taken.add(new)

    def new_of(self, number: str) -> str:
        if number not in self._known:
            found = self._lists.get(number)
            self._known[number] = number if found is None else self._added(found)
        return self._known[number]

    def _added(self, old: _Element) -> str:
        own = deepcopy(old)
        number = str(1 + max((int(each.get(_NUMBER, "0")) for each in self._new.iter(_LIST)),
                             default=0))  # fmt: skip
        own.set(_NUMBER, number)
        own[0].set(_VALUE, self._definition(str(old[0].get(_VALUE))))
        lists = self._new.findall(_LIST)
        lists[-1].addnext(own) if lists else self._new.append(own)
        return number

    def _definition(self, old: str) -> str:
        """Return the new edition's definition that counts as an old one does, added if need be."""
        wanted = _find(self._old, old)
        definitions = self._new.findall(_DEFINITION)
        for each in definitions:
            if wanted is not None and _says(each) == _says(wanted):
                return str(each.get(w("abstractNumId")))
        if wanted is None:
            return old
        own = deepcopy(wanted)
        number = str(1 + max(int(each.get(w("abstractNumId"), "0")) for each in definitions))
        own.set(w("abstractNumId"), number)
        definitions[-1].addnext(own)
        return number

    def _said(self, each: _Element, numbering: _Element) -> tuple[bytes, bytes]:
        definition = _find(numbering, str(each[0].get(_VALUE)))
        overrides = b"".join(markup(part) for part in each[1:])
        return overrides, _says(definition) if definition is not None else b""


def _find(numbering: _Element, definition: str) -> _Element | None:
    for each in numbering.iter(_DEFINITION):
        if each.get(w("abstractNumId")) == definition:
            return each
    return None


def _says(definition: _Element) -> bytes:
    return b"".join(markup(each) for each in definition if each.tag != w("nsid"))
