"""What stands above and below every page of a Word document."""

from __future__ import annotations

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import Look, add_field, add_run, new_paragraph, w
from strategy_editor.exchange.docx.package import WordPackage
from strategy_editor.exchange.reading.marks import PageMarks
from strategy_editor.exchange.reading.reader import Reader

_ABOVE_TEXT = 120
"""What keeps the text apart, in twentieths of a point, where a header is higher than its margin."""


def write_margins(package: WordPackage, reader: Reader, marks: PageMarks, title: str) -> None:
    """Fill headers and footers; the first page has the marks but neither title nor number.

    In a house's template its own content stays: the classification stands above it, other marks
    and, where it does not count the pages itself, the page number below it.
    """
    for pages in package.pages:
        first = pages == "first"
        shown = title if package.is_own and not first else ""
        if shown or _has_marks(marks):
            _header(package.header(pages), marks, shown)
        if marks.fingerprint or not first:
            _footer(package.footer(pages), reader, marks, numbered=not first)


def _has_marks(marks: PageMarks) -> bool:
    return bool(marks.classification or marks.draft or marks.recipient or marks.enclosure)


def _header(part: _Element, marks: PageMarks, title: str) -> None:
    if marks.classification:
        part.insert(0, _line(part, "Classification", marks.classification))
    texts = filter(None, (marks.enclosure, title, marks.draft, marks.recipient))
    line = " · ".join(texts)
    if line:
        add_run(new_paragraph(part, Look("Header", after=_ABOVE_TEXT)), line)


def _footer(part: _Element, reader: Reader, marks: PageMarks, *, numbered: bool) -> None:
    if marks.fingerprint:
        _line(part, "Footer", marks.fingerprint)
    if not numbered or _counts_pages(part):
        return
    paragraph = new_paragraph(part, Look("Footer"))
    add_run(paragraph, f"{reader.word('page')} ")
    add_field(paragraph, "PAGE", "1")
    add_run(paragraph, f" {reader.word('of')} ")
    add_field(paragraph, "NUMPAGES", "1")


def _counts_pages(part: _Element) -> bool:
    """Whether a house's footer has the number of the page already."""
    codes = [each.text or "" for each in part.iter(w("instrText"))]
    codes += [str(each.get(w("instr"))) for each in part.iter(w("fldSimple"))]
    return any(code.split()[:1] == ["PAGE"] for code in codes)


def _line(part: _Element, style: str, text: str) -> _Element:
    paragraph = new_paragraph(part, Look(style))
    add_run(paragraph, text)
    return paragraph
