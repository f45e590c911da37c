"""Faults of content: the wrong kind of text, marks without what they mark, cut fields."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.tracking.flaws import Flaw
from strategy_editor.exchange.docx.tracking.names import (
    BOUNDARIES,
    CHANGES,
    DELETED,
    INSERTED,
    MOVED_AWAY,
    MOVED_HERE,
    Decision,
    is_mark,
)
from strategy_editor.exchange.docx.tracking.runs import runs_of

_PARAGRAPH = w("p")
_LIVE = (w("t"), w("instrText"))
_DEAD = (w("delText"), w("delInstrText"))
_ALIKE = {INSERTED: (INSERTED, MOVED_HERE), MOVED_HERE: (MOVED_HERE, INSERTED),
          DELETED: (DELETED, MOVED_AWAY), MOVED_AWAY: (MOVED_AWAY, DELETED)}  # fmt: skip
"""What may not stand inside which: the same thing would be said twice."""
_TELLING = (w("r"), w("drawing"))
_LENGTH = 40


def content_flaws(name: str, root: _Element) -> Iterator[Flaw]:
    """Yield what is wrong with text, paragraphs, rows, comments and fields of a part."""
    yield from _texts(name, root)
    yield from _nesting(name, root)
    yield from _paragraphs(name, root)
    yield from _rows(name, root)
    yield from _cells(name, root)
    yield from _fields(name, root)


def _texts(name: str, root: _Element) -> Iterator[Flaw]:
    for each in root.iter(DELETED):
        if not is_mark(each):
            for text in each.iter(*_LIVE):
                yield Flaw("text-in-deletion", name, (text.text or "")[:_LENGTH])
    for text in root.iter(*_DEAD):
        if next(text.iterancestors(DELETED), None) is None:
            yield Flaw("deleted-text-outside", name, (text.text or "")[:_LENGTH])


def _nesting(name: str, root: _Element) -> Iterator[Flaw]:
    for each in root.iter(*CHANGES):
        if is_mark(each):
            continue
        if next(each.iterancestors(*_ALIKE[str(each.tag)]), None) is not None:
            yield Flaw("nested-change", name, each.get(w("id"), ""))
        for end in each.iter(w("commentRangeStart"), w("commentRangeEnd")):
            yield Flaw("comment-end-inside-change", name, end.get(w("id"), ""))


def _paragraphs(name: str, root: _Element) -> Iterator[Flaw]:
    """Text that came or went as a whole, with a paragraph's end that did not."""
    for paragraph in root.iter(_PARAGRAPH):
        kinds = {_kind(each) for each in runs_of(paragraph)}
        if len(kinds) != 1 or not kinds.isdisjoint({"", "mixed"}) or _is_last_or_alone(paragraph):
            continue
        kind = kinds.pop()
        marks = _marks(paragraph)
        if not marks and not _marks_before(paragraph):
            yield Flaw("content-without-mark", name, _said(paragraph))
        elif marks and kind not in marks and marks.isdisjoint(_ALIKE[kind]):
            yield Flaw("mark-contradicts-content", name, _said(paragraph))


def _kind(run: _Element) -> str:
    """The change that all of a paragraph's part belongs to; empty where it is unchanged."""
    if run.tag in CHANGES:
        return str(run.tag)
    inner = {_kind(each) for each in run if each.tag in (*CHANGES, *_TELLING)}
    return inner.pop() if len(inner) == 1 else "mixed" if inner else ""


def _marks(paragraph: _Element) -> set[str]:
    marks = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    return {str(each.tag) for each in marks if each.tag in CHANGES} if marks is not None else set()


def _marks_before(paragraph: _Element) -> set[str]:
    """At the end of a story, the paragraph before carries the mark."""
    before = paragraph.getprevious()
    while before is not None and before.tag in BOUNDARIES:
        before = before.getprevious()
    return _marks(before) if before is not None and before.tag == _PARAGRAPH else set()


def _is_last_or_alone(paragraph: _Element) -> bool:
    """The last paragraph of a cell or note cannot go, and one before a table need not."""
    parent = paragraph.getparent()
    if parent is None or parent.tag in (w("tc"), w("footnote"), w("endnote"), w("comment")):
        return True
    return next(paragraph.itersiblings(_PARAGRAPH, w("tbl"), w("sdt")), None) is None


def _said(paragraph: _Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(w("t"), w("delText")))[:_LENGTH]


def _rows(name: str, root: _Element) -> Iterator[Flaw]:
    """LibreOffice sees a row that came or went only by the marks on its text."""
    for properties in root.iter(w("trPr")):
        row = properties.getparent()
        marks = [str(each.tag) for each in properties if each.tag in CHANGES]
        if not marks or row is None:
            continue
        allowed = tuple(kind for mark in marks for kind in _ALIKE[mark])
        for run in row.iter(w("r")):
            if next(run.iterancestors(*allowed), None) is None:
                yield Flaw("row-with-unmarked-text", name, _said(row))
                break


def _cells(name: str, root: _Element) -> Iterator[Flaw]:
    for cell in root.iter(w("tc")):
        blocks = [each.tag for each in cell if each.tag in (_PARAGRAPH, w("tbl"), w("sdt"))]
        if not blocks or blocks[-1] == w("tbl"):
            yield Flaw("cell-without-paragraph", name, _said(cell))


def _fields(name: str, root: _Element) -> Iterator[Flaw]:
    """A field must be whole as it stands, after accepting and after rejecting."""
    chars = list(root.iter(w("fldChar")))
    for view in ("marked", *Decision):
        depth = 0
        for char in chars:
            if isinstance(view, Decision) and _goes(char, view):
                continue
            kind = char.get(w("fldCharType"))
            depth += {"begin": 1, "end": -1}.get(kind or "", 0)
            if depth < 0:
                break
        if depth:
            yield Flaw("cut-field", name, view if isinstance(view, str) else view.value)


def _goes(char: _Element, decision: Decision) -> bool:
    if next(char.iterancestors(*decision.goes), None) is not None:
        return True
    row = next(char.iterancestors(w("tr")), None)
    properties = row.find(w("trPr")) if row is not None else None
    return properties is not None and any(each.tag in decision.goes for each in properties)
