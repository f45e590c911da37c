"""Ends of paragraphs that came or went: where one goes, two paragraphs become one."""

from __future__ import annotations

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.tracking.names import (
    BOUNDARIES,
    CHANGES,
    Decision,
    marked_paragraph,
)
from strategy_editor.exchange.docx.tracking.runs import runs_of

_PARAGRAPH = w("p")
_PROPERTIES = w("pPr")
_TABLE = w("tbl")
_BLOCKS = frozenset({_PARAGRAPH, _TABLE, w("sdt"), w("customXml")})


def settle_paragraphs(root: _Element, decision: Decision) -> None:
    """Take out the ends that go; the text before joins the following paragraph, as it stands.

    Before a table, or where nothing follows, an emptied paragraph goes and any other stays.
    """
    ending: dict[_Element, bool] = {}
    for mark in list(root.iter(*CHANGES)):
        paragraph = marked_paragraph(mark)
        if paragraph is not None:
            ending[paragraph] = ending.get(paragraph, False) or mark.tag in decision.goes
            _drop_mark(mark)
    for paragraph, goes in ending.items():
        if goes:
            _join(paragraph)


def _drop_mark(mark: _Element) -> None:
    marks = mark.getparent()
    assert marks is not None
    marks.remove(mark)
    properties = marks.getparent()
    if len(marks) == 0 and properties is not None:
        properties.remove(marks)
        paragraph = properties.getparent()
        if len(properties) == 0 and paragraph is not None:
            paragraph.remove(properties)


def _join(paragraph: _Element) -> None:
    parent = paragraph.getparent()
    if parent is None:
        return
    following = _neighbour(paragraph, forward=True)
    if following is not None and following.tag == _PARAGRAPH:
        _put_before(paragraph, following)
        parent.remove(paragraph)
    elif next(runs_of(paragraph), None) is None and _may_go(paragraph, following):
        for boundary in [each for each in paragraph if each.tag in BOUNDARIES]:
            paragraph.addprevious(boundary)
        parent.remove(paragraph)


def _put_before(paragraph: _Element, following: _Element) -> None:
    start = 1 if len(following) and following[0].tag == _PROPERTIES else 0
    moved = [each for each in paragraph if each.tag != _PROPERTIES]
    following[start:start] = moved


def _may_go(paragraph: _Element, following: _Element | None) -> bool:
    """A paragraph must end each cell and note, and stand behind each table that ends one."""
    if following is not None:
        return True
    before = _neighbour(paragraph, forward=False)
    parent = paragraph.getparent()
    inside_control = parent is not None and parent.tag == w("sdtContent")
    return inside_control or (before is not None and before.tag != _TABLE)


def _neighbour(paragraph: _Element, *, forward: bool) -> _Element | None:
    """Return the next paragraph, table or control beside a paragraph."""
    each = paragraph.getnext() if forward else paragraph.getprevious()
    while each is not None and each.tag not in _BLOCKS:
        each = each.getnext() if forward else each.getprevious()
    return each
