"""Exports as files: the same for the window and the command line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from strategy_editor.document.document import Document
from strategy_editor.exchange.ledger import Entry
from strategy_editor.exchange.options import ExportOptions
from strategy_editor.i18n import text
from strategy_editor.storage.writing import replace_file
from strategy_editor.workspace.pagination import with_pages
from strategy_editor.workspace.wording import Wording


def export_word(
    document: Document,
    out: Path,
    media: Path,
    options: ExportOptions,
    *,
    page_numbers: bool = False,
) -> tuple[Entry, ...]:
    """Write a strategy as a Word document and return what in it is not as asked.

    With ``page_numbers`` LibreOffice is asked on which pages the headings stand. Raises
    ``UserError`` and leaves no half file.
    """
    # python-docx takes a tenth of a second to load, which only an export should pay.
    from strategy_editor.exchange.docx.export import printed_headings, word_export

    export = word_export(document, options, media)
    if page_numbers:
        headings = printed_headings(document, options)
        content = with_pages(
            lambda pages: word_export(document, replace(options, pages=pages), media).content,
            headings,
        )
        export = replace(export, content=content)
    replace_file(out, export.content)
    return export.ledger


def ledger_text(entry: Entry, wording: Wording, media: Path) -> str:
    """Return the sentence for what an export could not do as asked."""
    place = wording.place(entry.node_id) if entry.node_id else ""
    return text(
        wording.language, f"ledger.{entry.key}", place=place, path=media, **dict(entry.values)
    )
