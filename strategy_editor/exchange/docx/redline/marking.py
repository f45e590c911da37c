"""Says in Word's way what came, went, moved or was formatted otherwise; counts the ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Final, Literal

from lxml import etree
from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import made, w
from strategy_editor.exchange.docx.tracking.names import (
    BOUNDARIES,
    DELETED,
    INSERTED,
    MOVED_AWAY,
    MOVED_HERE,
)

Kind = Literal["ins", "del", "moveFrom", "moveTo"]
"""The names of the elements in which Word keeps the four kinds of change."""

_PROPERTIES: Final = w("pPr")
_MARKS: Final = w("rPr")
_BEHIND_MARKS: Final = frozenset({w("sectPr"), w("pPrChange")})
_DEAD: Final = {w("t"): w("delText"), w("instrText"): w("delInstrText")}
_TRACKED: Final = frozenset({INSERTED, DELETED, MOVED_AWAY, MOVED_HERE})
_NOT_FORMER: Final = frozenset({w("rPr"), w("sectPr"), w("pPrChange")})
_WRAPPERS: Final = frozenset({w("hyperlink")})


class Marker:
    """Marks changes by one author at one moment; one counter of ids serves the whole document."""

    def __init__(self, author: str, date: str, first_id: int) -> None:
        self._author, self._date = author, date
        self._next = first_id
        self._moves = 0

    def next_id(self) -> str:
        """Return an id that nothing in the document has."""
        self._next += 1
        return str(self._next - 1)

    def element(self, name: str) -> _Element:
        """Return an element that says who changed something and when."""
        return made(name, id=self.next_id(), author=self._author, date=self._date)

    def wrapped(self, kind: Kind, runs: Iterable[_Element]) -> _Element:
        """Return runs inside a change."""
        change = self.element(kind)
        change.extend(runs)
        if kind == "del":
            kill_texts(change)
        return change

    def mark_paragraph(self, paragraph: _Element, kind: Kind, *, end: bool = True) -> None:
        """Mark all that a paragraph holds, and its end where that is meant."""
        self._mark_runs(paragraph, kind)
        if end:
            self.mark_end(paragraph, kind)

    def mark_end(self, paragraph: _Element, kind: Kind) -> None:
        """Mark the end of a paragraph: without it two paragraphs are one."""
        properties = properties_of(paragraph)
        marks = properties.find(_MARKS)
        if marks is None:
            marks = made("rPr")
            place = next((at for at, each in enumerate(properties) if each.tag in _BEHIND_MARKS),
                         len(properties))  # fmt: skip
            properties.insert(place, marks)
        marks.insert(0, self.element(kind))

    def mark_row(self, row: _Element, kind: Kind) -> None:
        """Mark a row of a table and, as LibreOffice needs it, all text in it."""
        properties = row.find(w("trPr"))
        if properties is None:
            properties = made("trPr")
            row.insert(1 if len(row) and row[0].tag == w("tblPrEx") else 0, properties)
        properties.append(self.element("ins" if kind in ("ins", "moveTo") else "del"))
        for paragraph in row.iter(w("p")):
            self._mark_runs(paragraph, kind)

    def mark_block(self, block: _Element, kind: Kind) -> None:
        """Mark a paragraph, table or content control as a whole."""
        if block.tag == w("p"):
            self.mark_paragraph(block, kind)
            return
        for row in block.iter(w("tr")):
            if row.getparent() is block:
                self.mark_row(row, kind)
        content = block.find(w("sdtContent"))
        for each in content if content is not None else ():
            self.mark_block(each, kind)

    def note_former_paragraph(self, paragraph: _Element, former: _Element | None) -> None:
        """Say how a paragraph was formatted before."""
        properties = properties_of(paragraph)
        change = self.element("pPrChange")
        before = etree.SubElement(change, _PROPERTIES)
        for each in former if former is not None else ():
            if each.tag not in _NOT_FORMER:
                before.append(deepcopy(each))
        properties.append(change)

    def note_former_run(self, run: _Element, former: _Element | None) -> None:
        """Say how a run was formatted before."""
        properties = run.find(_MARKS)
        if properties is None:
            properties = made("rPr")
            run.insert(0, properties)
        change = self.element("rPrChange")
        change.append(deepcopy(former) if former is not None else made("rPr"))
        properties.append(change)

    def note_former(self, properties: _Element, name: str, former: Sequence[_Element]) -> None:
        """Say how a table, row, cell or section was formatted before."""
        change = self.element(f"{name}Change")
        before = etree.SubElement(change, w(name))
        before.extend(deepcopy(each) for each in former)
        properties.append(change)

    def note_former_grid(self, grid: _Element, former: _Element) -> None:
        """Say how wide the columns of a table were before; the schema asks for no author here."""
        change = made("tblGridChange", id=self.next_id())
        etree.SubElement(change, w("tblGrid")).extend(deepcopy(each) for each in former)
        grid.append(change)

    def move_range(self, kind: Kind, name: str) -> tuple[_Element, _Element]:
        """Return start and end of what moved."""
        start = self.element(f"{kind}RangeStart")
        start.set(w("name"), name)
        return start, made(f"{kind}RangeEnd", id=str(start.get(w("id"))))

    def move_name(self) -> str:
        """Return a name by which the two sides of a move find each other."""
        self._moves += 1
        return f"move{self._moves}"

    def _mark_runs(self, parent: _Element, kind: Kind) -> None:
        pending: list[_Element] = []
        for each in list(parent):
            if each.tag == _PROPERTIES or each.tag in BOUNDARIES or each.tag in _TRACKED:
                self._flush(pending, kind)
            elif each.tag in _WRAPPERS:
                self._flush(pending, kind)
                self._mark_runs(each, kind)
            elif is_remark(each):
                self._flush(pending, kind)
            else:
                pending.append(each)
        self._flush(pending, kind)

    def _flush(self, pending: list[_Element], kind: Kind) -> None:
        if pending:
            parent = pending[0].getparent()
            assert parent is not None
            position = parent.index(pending[0])
            parent.insert(position, self.wrapped(kind, pending))
            pending.clear()


def kill_texts(change: _Element) -> None:
    """Give the texts in a deletion the names that Word asks for there."""
    for live, dead in _DEAD.items():
        for text in change.iter(live):
            text.tag = dead


def properties_of(paragraph: _Element) -> _Element:
    """Return the properties of a paragraph, made where there are none."""
    properties = paragraph.find(_PROPERTIES)
    if properties is None:
        properties = made("pPr")
        paragraph.insert(0, properties)
    return properties


def is_remark(run: _Element) -> bool:
    """Whether a run only shows where a comment hangs; it takes no part in changes."""
    return run.tag == w("r") and run.find(w("commentReference")) is not None
