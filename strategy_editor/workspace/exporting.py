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
from strategy_editor.workspace.steps import Steps
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

    See ``word_content``; leaves no half file.
    """
    content, ledger = word_content(document, media, options, page_numbers=page_numbers)
    replace_file(out, content)
    return ledger


def word_content(
    document: Document,
    media: Path,
    options: ExportOptions,
    *,
    page_numbers: bool = False,
    steps: Steps | None = None,
) -> tuple[bytes, tuple[Entry, ...]]:
    """Return a strategy as a Word document, and what in it is not as asked.

    With ``page_numbers`` LibreOffice is asked on which pages the headings stand, which ``steps``
    are told of. Raises ``UserError``.
    """
    # python-docx takes a tenth of a second to load, which only an export should pay.
    from strategy_editor.exchange.docx.export import word_export

    export = word_export(document, options, media)
    if not page_numbers:
        return export.content, export.ledger
    content = with_pages(
        lambda pages: word_export(document, replace(options, pages=pages), media).content,
        export.headings,
        steps,
    )
    return content, export.ledger


def ledger_text(entry: Entry, wording: Wording, media: Path) -> str:
    """Return the sentence for what an export could not do as asked."""
    place = wording.place(entry.node_id) if entry.node_id else ""
    return text(
        wording.language, f"ledger.{entry.key}", place=place, path=media, **dict(entry.values)
    )
