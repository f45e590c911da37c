"""Runs that came, went or moved, and the content controls round them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.tracking.names import (
    BOUNDARIES,
    CHANGES,
    CONTROL_ENDS,
    CONTROL_STARTS,
    DELETED,
    INSERTED,
    RANGE_ENDS,
    RANGE_STARTS,
    Decision,
    is_mark,
)

_TEXTS = {w("delText"): w("t"), w("delInstrText"): w("instrText")}
_CONTROL = w("sdt")
_CONTROL_CONTENT = w("sdtContent")


def settle_runs(root: _Element, decision: Decision) -> list[_Element]:
    """Take out or unwrap runs; return the parents that lost some, which may be empty now."""
    lost: list[_Element] = []
    doomed = _left_at_destinations(root) if decision is Decision.REJECT else set()
    for change in list(root.iter(*CHANGES)):
        parent = change.getparent()
        if parent is None or is_mark(change):
            continue
        if change.tag in decision.goes or change in doomed:
            lost.append(parent)
            _replace(change, _boundaries(change))
        else:
            _replace(change, list(change))
    for old, new in _TEXTS.items():
        for text in root.iter(old):
            text.tag = new
    _drop_ranges(root)
    return lost


def settle_controls(root: _Element, decision: Decision) -> None:
    """Unwrap the content controls that go."""
    starts = [each for each in root.iter(*CONTROL_STARTS) if _kind(each) in decision.goes]
    for start in starts:
        control = start.getnext()
        if control is not None and control.tag == _CONTROL:
            content = control.find(_CONTROL_CONTENT)
            _replace(control, list(content) if content is not None else [])
    for mark in list(root.iter(*CONTROL_STARTS, *CONTROL_ENDS)):
        parent = mark.getparent()
        if parent is not None:
            parent.remove(mark)


def _kind(start: _Element) -> str:
    return CONTROL_STARTS[str(start.tag)]


def _left_at_destinations(root: _Element) -> set[_Element]:
    """Deletions inside what was moved here: the text is at its source again, all of it."""
    sources = {each.get(w("name")) for each in root.iter(w("moveFromRangeStart"))}
    destinations = {
        each.get(w("id")) for each in root.iter(w("moveToRangeStart"))
        if each.get(w("name")) in sources
    }  # fmt: skip
    if not destinations:
        return set()
    found: set[_Element] = set()
    inside: set[str | None] = set()
    for each in root.iter(w("moveToRangeStart"), w("moveToRangeEnd"), DELETED, INSERTED):
        node_id = each.get(w("id"))
        if each.tag == w("moveToRangeStart") and node_id in destinations:
            inside.add(node_id)
        elif each.tag == w("moveToRangeEnd"):
            inside.discard(node_id)
        elif inside and each.tag == DELETED and not is_mark(each):
            found.add(each)
    return found


def _boundaries(change: _Element) -> list[_Element]:
    return [each for each in change.iter() if each.tag in BOUNDARIES]


def _replace(element: _Element, others: list[_Element]) -> None:
    parent = element.getparent()
    assert parent is not None
    position = parent.index(element)
    parent[position : position + 1] = others


def _drop_ranges(root: _Element) -> None:
    for each in list(root.iter(*RANGE_STARTS, *RANGE_ENDS)):
        parent = each.getparent()
        if parent is not None:
            parent.remove(each)


def runs_of(paragraph: _Element) -> Iterator[_Element]:
    """Yield what a paragraph shows: everything but its properties and ends of ranges."""
    for each in paragraph:
        if each.tag != w("pPr") and each.tag not in BOUNDARIES and isinstance(each.tag, str):
            yield each
