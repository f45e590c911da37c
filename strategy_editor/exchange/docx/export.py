"""A strategy as a Word document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
from strategy_editor.exchange.reading.headings import HEADINGS
from strategy_editor.exchange.reading.marks import page_marks, short_title
from strategy_editor.exchange.reading.parts import kept
from strategy_editor.exchange.reading.reader import Reader

_LINES_BETWEEN_NUMBERS = "5"


@dataclass(frozen=True)
class WordExport:
    """A Word document, and what in it is not as the strategy asks."""

    content: bytes
    ledger: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Rendered:
    """A strategy in Word's markup before it is packed; the package has no ``body`` yet."""

    package: WordPackage
    body: _Element
    ledger: tuple[Entry, ...] = ()

    def packed(self, created: datetime) -> bytes:
        """Put the body into the package and return its bytes; to be called once."""
        self.package.take_body(self.body)
        return self.package.saved(created)


def word_export(document: Document, options: ExportOptions, media: Path | None) -> WordExport:
    """Return the strategy as a Word document; pictures come from the folder ``media``."""
    rendered = render(document, options, media)
    return WordExport(rendered.packed(options.created), rendered.ledger)


def render(document: Document, options: ExportOptions, media: Path | None) -> Rendered:
    """Set a strategy in Word's markup."""
    reader = Reader(document)
    package = WordPackage("strategy")
    metadata = document.root.child("metadata") or Node("metadata")
    language = word_language(document.root.get("xml:lang") or reader.language)
    title = title_of(metadata) or reader.label("strategy")
    package.set_properties(Properties(title, language, options.author, options.created))
    marks = page_marks(reader, options)
    write_margins(package, reader, marks, short_title(reader, metadata))
    body = Body(package, reader, media, draft=bool(marks.draft))
    _write_body(body, options)
    write_footnotes(package, reader, body)
    body.anchors.settle()
    if options.annotations:
        body.gathered.ledger += write_comments(body, body.element)
    for section in body.sections.close():
        if options.line_numbers:
            number_lines(section)
    return Rendered(package, body.element, tuple(body.gathered.ledger))


def printed_headings(document: Document, options: ExportOptions) -> list[str]:
    """Return the ids of all headings that are printed, in their order."""
    listed = kept(blocks(document.root), options.parts)
    return [block.node_id for block in listed if block.kind in HEADINGS]


def number_lines(section: _Element) -> None:
    """Number every fifth line of a section, on from the one before, for talks about a draft."""
    numbering = etree.Element(w("lnNumType"))
    numbering.set(w("countBy"), _LINES_BETWEEN_NUMBERS)
    numbering.set(w("restart"), "continuous")
    columns = section.find(w("cols"))
    assert columns is not None
    columns.addprevious(numbering)


def _write_body(body: Body, options: ExportOptions) -> None:
    listed = list(kept(blocks(body.reader.root), options.parts))
    front: Sequence[Block] = [block for block in listed if block.kind == "title-page"]
    pages = [block for block in listed if block.kind != "title-page"]
    print_blocks(body, front)
    if "contents" in options.parts:
        write_contents(body, pages, options.pages)
    else:
        body.page_break = bool(front)
    print_blocks(body, pages)
