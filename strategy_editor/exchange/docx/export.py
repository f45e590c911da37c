"""A strategy as a Word document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from lxml.etree import _Element

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_of
from strategy_editor.exchange.docx.body import Body
from strategy_editor.exchange.docx.contents import write_contents
from strategy_editor.exchange.docx.footnotes import write_footnotes
from strategy_editor.exchange.docx.languages import word_language
from strategy_editor.exchange.docx.package import Properties, WordPackage
from strategy_editor.exchange.docx.printing import print_blocks
from strategy_editor.exchange.docx.titlepage import is_draft, write_margins
from strategy_editor.exchange.reading.blocks import blocks
from strategy_editor.exchange.reading.reader import Reader


@dataclass(frozen=True, kw_only=True)
class ExportOptions:
    """What an export may say besides the strategy; the same options give the same bytes.

    ``pages`` are the pages of headings by element id, for the contents.
    """

    created: datetime
    author: str = ""
    draft: bool = False
    pages: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class WordExport:
    """A Word document, and the figures by id whose picture was not there."""

    content: bytes
    missing_pictures: tuple[str, ...]


@dataclass(frozen=True)
class Rendered:
    """A strategy in Word's markup before it is packed; the package has no ``body`` yet."""

    package: WordPackage
    body: _Element
    missing_pictures: tuple[str, ...]

    def packed(self, created: datetime) -> bytes:
        """Put the body into the package and return its bytes; to be called once."""
        self.package.take_body(self.body)
        return self.package.saved(created)


def export_strategy(document: Document, options: ExportOptions, media: Path | None) -> bytes:
    """Return the strategy as a Word document; pictures come from the folder ``media``."""
    return word_export(document, options, media).content


def word_export(document: Document, options: ExportOptions, media: Path | None) -> WordExport:
    """Return the Word document together with what is missing in it."""
    rendered = render(document, options, media)
    return WordExport(rendered.packed(options.created), rendered.missing_pictures)


def render(document: Document, options: ExportOptions, media: Path | None) -> Rendered:
    """Set a strategy in Word's markup."""
    reader = Reader(document)
    package = WordPackage("strategy")
    metadata = document.root.child("metadata") or Node("metadata")
    language = word_language(document.root.get("xml:lang") or reader.language)
    title = title_of(metadata) or reader.label("strategy")
    package.set_properties(Properties(title, language, options.author, options.created))
    draft = options.draft or is_draft(metadata)
    write_margins(package, reader, metadata, draft=draft)
    body = Body(package, reader, media, draft=draft)
    _write_body(body, options)
    write_footnotes(package, reader, body)
    body.anchors.settle()
    return Rendered(package, body.element, tuple(body.gathered.missing))


def _write_body(body: Body, options: ExportOptions) -> None:
    listed = blocks(body.reader.root)
    front = [block for block in listed if block.kind == "title-page"]
    pages = [block for block in listed if block.kind != "title-page"]
    print_blocks(body, front)
    write_contents(body, pages, options.pages)
    print_blocks(body, pages)
