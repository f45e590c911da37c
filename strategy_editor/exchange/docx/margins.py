"""What stands above and below every page of a Word document."""

from __future__ import annotations

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import Look, add_field, add_run, new_paragraph
from strategy_editor.exchange.docx.package import WordPackage
from strategy_editor.exchange.reading.marks import PageMarks
from strategy_editor.exchange.reading.reader import Reader


def write_margins(package: WordPackage, reader: Reader, marks: PageMarks, title: str) -> None:
    """Fill headers and footers; the first page has the marks but neither title nor number."""
    _header(package.header(), marks, title)
    _footer(package.footer(), reader, marks)
    if marks.classification or marks.draft or marks.recipient or marks.enclosure:
        _header(package.header(first=True), marks, "")
    if marks.fingerprint:
        _line(package.footer(first=True), "Footer", marks.fingerprint)


def _header(part: _Element, marks: PageMarks, title: str) -> None:
    if marks.classification:
        _line(part, "Classification", marks.classification)
    texts = filter(None, (marks.enclosure, title, marks.draft, marks.recipient))
    line = " · ".join(texts)
    if line:
        _line(part, "Header", line)


def _footer(part: _Element, reader: Reader, marks: PageMarks) -> None:
    if marks.fingerprint:
        _line(part, "Footer", marks.fingerprint)
    paragraph = new_paragraph(part, Look("Footer"))
    add_run(paragraph, f"{reader.word('page')} ")
    add_field(paragraph, "PAGE", "1")
    add_run(paragraph, f" {reader.word('of')} ")
    add_field(paragraph, "NUMPAGES", "1")


def _line(part: _Element, style: str, text: str) -> None:
    add_run(new_paragraph(part, Look(style)), text)
