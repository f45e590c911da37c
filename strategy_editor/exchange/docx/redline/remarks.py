"""Comments that the redline makes itself: why something changed, what changed while it moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.parser import parse_xml
from lxml import etree
from lxml.etree import _Element

from strategy_editor.comparison.words import Words
from strategy_editor.exchange.docx.anchors import bookmark_name
from strategy_editor.exchange.docx.markup import WORD, Look, add, add_run, made, new_paragraph, w
from strategy_editor.exchange.docx.package import WordPackage
from strategy_editor.exchange.docx.redline.marking import Kind, Marker
from strategy_editor.exchange.docx.tracking.names import (
    DELETED,
    INSERTED,
    MOVED_AWAY,
    MOVED_HERE,
)
from strategy_editor.exchange.reading.reasons import Reasons

_NAME: Final = "/word/comments.xml"
_ID: Final = w("id")
_KINDS: Final[dict[str, Kind]] = {
    INSERTED: "ins", DELETED: "del", MOVED_AWAY: "moveFrom", MOVED_HERE: "moveTo",
}  # fmt: skip


class Remarks:
    """Hangs comments on paragraphs and writes them into the package."""

    def __init__(self, package: WordPackage, marker: Marker, author: str, date: str) -> None:
        self._package = package
        self._marker = marker
        self._author, self._date = author, date
        self._part: _Element | None = package.parts().get(_NAME)
        self._next = 0
        if self._part is not None:
            self._next = 1 + max((int(each.get(_ID, "-1")) for each in self._part), default=-1)

    def hang(self, paragraph: _Element, kind: Kind | None, said: Sequence[Sequence[Words]]) -> None:
        """Say something about a paragraph, in paragraphs of words.

        The reference goes with the text it hangs on, where that came or went (``kind``).
        """
        number = self._next
        self._next += 1
        start = 1 if len(paragraph) and paragraph[0].tag == w("pPr") else 0
        paragraph.insert(start, made("commentRangeStart", id=number))
        paragraph.append(made("commentRangeEnd", id=number))
        run = add_run(made("p"), "")
        add(run, "commentReference", id=number)
        paragraph.append(run if kind is None else self._marker.wrapped(kind, [run]))
        self._write(number, said)

    def _write(self, number: int, said: Iterable[Sequence[Words]]) -> None:
        comment = add(self._comments(), "comment", id=number, author=self._author, date=self._date)
        initials = "".join(word[0] for word in self._author.split() if word[0].isalnum())[:4]
        comment.set(w("initials"), initials)
        for at, words in enumerate(said):
            paragraph = new_paragraph(comment, Look("Normal"))
            if at == 0:
                add(add_run(paragraph, ""), "annotationRef")
            for each in words:
                _add_words(paragraph, each)

    def _comments(self) -> _Element:
        if self._part is None:
            package = self._package.part.package
            root = parse_xml(f'<w:comments xmlns:w="{WORD}"/>')
            part = XmlPart(PackURI(_NAME), CONTENT_TYPE.WML_COMMENTS, root, package)
            self._package.part.relate_to(part, RELATIONSHIP_TYPE.COMMENTS)
            self._part = part.element
        return self._part


def _add_words(paragraph: _Element, words: Words) -> None:
    """What was dropped is struck through and in italics, what is new stands out."""
    run = add_run(paragraph, words.text)
    marks = {"old": ("i", "strike"), "new": ("b",)}.get(words.kind, ())
    if marks:
        properties = etree.Element(w("rPr"))
        for mark in marks:
            add(properties, mark)
        run.insert(0, properties)


def hang_reasons(
    stated: Reasons, names: Mapping[str, str], body: _Element, remarks: Remarks
) -> None:
    """Hang the reasons on the headings of goals: the new ones, and the old ones that went.

    ``names`` leads from ids of the old edition to those that its elements have in ``body``.
    """
    headings = {
        str(start.get(w("name"))): paragraph
        for start in body.iter(w("bookmarkStart"))
        if (paragraph := start.getparent()) is not None and paragraph.tag == w("p")
    }
    said = set()
    for of_goal in (stated.of_new, stated.of_old):
        for goal, reasons in of_goal.items():
            name = bookmark_name(names.get(goal, goal) if of_goal is stated.of_old else goal)
            if name not in headings or name in said:
                continue
            said.add(name)
            paragraph = headings[name]
            lines = [[Words("same", f"{each.disposition}: {each.text}")] for each in reasons]
            remarks.hang(paragraph, _kind_of(paragraph), lines)


def _kind_of(paragraph: _Element) -> Kind | None:
    """How a paragraph came or went as a whole, if it did."""
    marks = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    for each in marks if marks is not None else ():
        if each.tag in _KINDS:
            return _KINDS[str(each.tag)]
    return None
