"""A strategy as a Word document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from lxml import etree
from lxml.etree import _Element

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_of
from strategy_editor.exchange.docx.body import Body
from strategy_editor.exchange.docx.comments import write_comments
from strategy_editor.exchange.docx.contents import write_contents
from strategy_editor.exchange.docx.footnotes import write_footnotes
from strategy_editor.exchange.docx.languages import word_language
from strategy_editor.exchange.docx.margins import write_margins
from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.package import Properties, WordPackage
from strategy_editor.exchange.docx.printing import print_blocks
from strategy_editor.exchange.ledger import Entry
from strategy_editor.exchange.options import ExportOptions
from strategy_editor.exchange.reading.blocks import Block, blocks
from strategy_editor.exchange.reading.marks import page_marks, short_title
from strategy_editor.exchange.reading.parts import kept
from strategy_editor.exchange.reading.reader import Reader

_LINES_BETWEEN_NUMBERS = "5"


@dataclass(frozen=True)
class WordExport:
    """A Word document, and what in it is not as the strategy asks.

    ``headings`` are the ids of all headings in their order; empty for one that no element has.
    """

    content: bytes
    ledger: tuple[Entry, ...] = ()
    headings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rendered:
    """A strategy in Word's markup before it is packed; the package has no ``body`` yet."""

    package: WordPackage
    body: _Element
    ledger: tuple[Entry, ...] = ()
    headings: tuple[str, ...] = ()

    def packed(self, created: datetime) -> bytes:
        """Put the body into the package and return its bytes; to be called once."""
        self.package.take_body(self.body)
        return self.package.saved(created)

    def export(self, created: datetime) -> WordExport:
        """Pack it; to be called once."""
        return WordExport(self.packed(created), self.ledger, self.headings)


def word_export(
    document: Document, options: ExportOptions, media: Path | None, enclosure: str = ""
) -> WordExport:
    """Return the strategy as a Word document; pictures come from the folder ``media``.

    ``enclosure`` is what it is called on each page as an enclosure to another document.
    """
    return render(document, options, media, enclosure).export(options.created)


def render(
    document: Document,
    options: ExportOptions,
    media: Path | None,
    enclosure: str = "",
    *,
    compared: bool = False,
) -> Rendered:
    """Set a strategy in Word's markup; for a redline as one of two that are ``compared``."""
    reader = Reader(document)
    metadata = document.root.child("metadata") or Node("metadata")
    title = title_of(metadata) or reader.label("strategy")
    marks = replace(page_marks(reader, options), enclosure=enclosure)
    package = open_package(reader, options, title)
    write_margins(package, reader, marks, short_title(reader, metadata))
    body = Body(package, reader, media, draft=bool(marks.draft))
    write_strategy(body, options, compared=compared)
    return finished(body, options)


def open_package(reader: Reader, options: ExportOptions, title: str) -> WordPackage:
    """Return a package that says what it is, without any text yet."""
    package = WordPackage(options.template)
    language = word_language(reader.root.get("xml:lang") or reader.language)
    package.set_properties(Properties(title, language, options.author, options.created))
    return package


def write_strategy(body: Body, options: ExportOptions, *, compared: bool = False) -> None:
    """Append the strategy: title page, contents, text."""
    listed = list(kept(blocks(body.reader.root), options.parts))
    front: Sequence[Block] = [block for block in listed if block.kind == "title-page"]
    pages = [block for block in listed if block.kind != "title-page"]
    print_blocks(body, front)
    if "contents" in options.parts:
        write_contents(body, pages, options.pages, compared=compared)
    else:
        body.page_break = bool(front)
    print_blocks(body, pages)


def finished(body: Body, options: ExportOptions) -> Rendered:
    """Complete a body when all is written: footnotes, references, remarks, sections."""
    write_footnotes(body.package, body.reader, body)
    body.anchors.settle()
    if options.annotations:
        body.gathered.ledger += write_comments(body, body.element)
    for section in body.sections.close():
        if options.line_numbers:
            number_lines(section)
    gathered = body.gathered
    gathered.ledger[:0] = body.package.ledger
    return Rendered(body.package, body.element, tuple(gathered.ledger), tuple(gathered.headings))


def number_lines(section: _Element) -> None:
    """Number every fifth line of a section, on from the one before, for talks about a draft."""
    numbering = etree.Element(w("lnNumType"))
    numbering.set(w("countBy"), _LINES_BETWEEN_NUMBERS)
    numbering.set(w("restart"), "continuous")
    columns = section.find(w("cols"))
    assert columns is not None
    columns.addprevious(numbering)
