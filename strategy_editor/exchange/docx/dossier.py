"""The submission with its enclosures: each a file of its own, or all bound into one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from strategy_editor.document.document import Document
from strategy_editor.exchange.docx.body import Body
from strategy_editor.exchange.docx.cabinet import write_submission
from strategy_editor.exchange.docx.contents import CONTENTS_BOOKMARK
from strategy_editor.exchange.docx.export import (
    WordExport,
    finished,
    open_package,
    write_strategy,
)
from strategy_editor.exchange.docx.margins import write_margins
from strategy_editor.exchange.docx.markup import Look, new_paragraph, w
from strategy_editor.exchange.docx.registers import write_tables
from strategy_editor.exchange.options import ExportOptions
from strategy_editor.exchange.reading.marks import PageMarks, page_marks
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.submission import Submission
from strategy_editor.exchange.reading.tables import generated_tables
from strategy_editor.exchange.reading.tidy import collapsed, said

_BEFORE_TITLE = 200
_SMALL = ((26, 320, 100), (22, 200, 80))
"""Size in half points, distance before and after, of headings in a submission."""


@dataclass(frozen=True)
class Enclosure:
    """An enclosure that is made here: what it is called, and what writes it into a body.

    ``is_landscape`` says which way its pages lie.
    """

    label: str
    title: str
    write: Callable[[Body], None]
    is_landscape: bool = False


def submission_export(
    document: Document,
    submission: Submission,
    options: ExportOptions,
    media: Path | None,
    bound: Sequence[Enclosure] = (),
) -> WordExport:
    """Return the submission as a Word document, with the enclosures that are bound into it."""
    reader = Reader(document)
    marks = page_marks(reader, options, submission.classification)
    name = " ".join(filter(None, (submission.title, submission.number)))
    body = _begun(reader, options, media, marks, f"{name}: {submission.subject}", name)
    if not bound and body.package.is_own:
        _use_small_headings(body)
    write_submission(body, submission)
    for enclosure in bound:
        _bind(body, enclosure)
    return finished(body, options).export(options.created)


def enclosure_export(
    document: Document,
    enclosure: Enclosure,
    options: ExportOptions,
    media: Path | None,
    marks: PageMarks,
) -> WordExport:
    """Return an enclosure as a Word document of its own."""
    reader = Reader(document)
    labelled = replace(marks, enclosure=enclosure.label)
    body = _begun(reader, options, media, labelled, enclosure.title, enclosure.title)
    if enclosure.is_landscape:
        body.sections.begin_landscape()
    body.title(enclosure.title, Look("Title", before=_BEFORE_TITLE))
    enclosure.write(body)
    return finished(body, options).export(options.created)


def strategy_enclosure(label: str, title: str, options: ExportOptions) -> Enclosure:
    """Return the strategy as an enclosure to be bound in."""

    def write(body: Body) -> None:
        span = body.anchors.span(body.element, CONTENTS_BOOKMARK)
        body.headings.begin_anew()
        body.depth = 1
        write_strategy(body, options)
        body.anchors.close(body.element, [span])
        body.depth = 0

    return Enclosure(label, title, write)


def dispositions_enclosure(label: str, title: str, document: Document) -> Enclosure:
    """Return what became of the predecessor's goals as an enclosure."""

    def write(body: Body) -> None:
        write_tables(body, generated_tables(Reader(document), "dispositions"))

    return Enclosure(label, title, write)


def _begun(
    reader: Reader,
    options: ExportOptions,
    media: Path | None,
    marks: PageMarks,
    title: str,
    heading: str,
) -> Body:
    """Begin a document without a title page: its first page has header and number as well."""
    package = open_package(reader, options, title)
    page = package.section.find(w("titlePg"))
    if page is not None:
        package.section.remove(page)
    write_margins(package, reader, marks, heading)
    return Body(package, reader, media, draft=bool(marks.draft))


def _use_small_headings(body: Body) -> None:
    """A submission of a few pages has many short sections, and nothing below them."""
    for level, (size, before, after) in enumerate(_SMALL, 1):
        style = body.package.style(f"Heading{level}")
        for name in ("sz", "szCs"):
            for each in style.iter(w(name)):
                each.set(w("val"), str(size))
        for spacing in style.iter(w("spacing")):
            spacing.set(w("before"), str(before))
            spacing.set(w("after"), str(after))


def _bind(body: Body, enclosure: Enclosure) -> None:
    """Append an enclosure on pages of its own, below a heading that leads to it."""
    if enclosure.is_landscape != body.sections.is_landscape:
        body.sections.turn(enclosure.label)
    look = Look("Heading1", page_break=True, number=body.headings.unnumbered(), indent=(0, 0))
    paragraph = new_paragraph(body.element, look)
    body.story.write(paragraph, collapsed(said(f"{enclosure.label}: {enclosure.title}")))
    body.after_heading("")
    body.level = 1
    enclosure.write(body)
