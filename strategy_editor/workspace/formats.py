"""A strategy in each format, by the ending of the file that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from strategy_editor.document.document import Document
from strategy_editor.errors import CannotWrite
from strategy_editor.exchange.editions import Progress
from strategy_editor.exchange.ledger import Entry
from strategy_editor.exchange.options import ExportOptions
from strategy_editor.storage.writing import replace_file
from strategy_editor.workspace.exporting import word_content
from strategy_editor.workspace.office import convert

FORMATS = (".docx", ".pdf", ".html", ".odt")
"""Endings of the files that a strategy can be written as, the usual one first."""
OFFICE_FORMATS = (".docx", ".odt")
"""Endings for what is a Word document in the first place."""

Ledger = tuple[Entry, ...]


def export_strategy(
    document: Document,
    out: Path,
    media: Path,
    options: ExportOptions,
    *,
    page_numbers: bool = False,
    progress: Progress = lambda _done, _all: None,
) -> Ledger:
    """Write a strategy in the format of the ending and return what in it is not as asked.

    ``page_numbers`` concern Word and ODT; a PDF always has them, an HTML page never.
    ``progress`` is told when only the writing is left and may raise to end the work. Raises
    ``UserError`` (``CannotWrite`` for an ending that is not in ``FORMATS``) and leaves no half
    file.
    """
    writer = _WRITERS.get(out.suffix.lower())
    if writer is None:
        raise CannotWrite("error.unknown-format", out, known=", ".join(FORMATS))
    content, ledger = writer(document, media, options, page_numbers)
    progress(1, 2)
    replace_file(out, content)
    return ledger


def office_content(word: bytes, out: Path) -> bytes:
    """Return a Word document as the ending asks: as it is, or converted to ODT."""
    ending = out.suffix.lower()
    if ending not in OFFICE_FORMATS:
        raise CannotWrite("error.unknown-format", out, known=", ".join(OFFICE_FORMATS))
    return word if ending == ".docx" else convert(word, "odt")


def _word(
    document: Document, media: Path, options: ExportOptions, page_numbers: bool
) -> tuple[bytes, Ledger]:
    return word_content(document, media, options, page_numbers=page_numbers)


def _odt(
    document: Document, media: Path, options: ExportOptions, page_numbers: bool
) -> tuple[bytes, Ledger]:
    content, ledger = _word(document, media, options, page_numbers)
    return convert(content, "odt"), ledger


def _html(
    document: Document, media: Path, options: ExportOptions, _page_numbers: bool
) -> tuple[bytes, Ledger]:
    # What only an export needs is loaded when there is one.
    from strategy_editor.exchange.html.page import html_export

    export = html_export(document, options, media)
    return export.content.encode("utf-8", "replace"), export.ledger


def _pdf(
    document: Document, media: Path, options: ExportOptions, _page_numbers: bool
) -> tuple[bytes, Ledger]:
    # What only an export needs is loaded when there is one.
    from strategy_editor.exchange.pdf.export import pdf_export

    export = pdf_export(document, options, media)
    return export.content, export.ledger


_Writer = Callable[[Document, Path, ExportOptions, bool], tuple[bytes, Ledger]]
_WRITERS: dict[str, _Writer] = {
    ".docx": _word,
    ".odt": _odt,
    ".html": _html,
    ".htm": _html,
    ".pdf": _pdf,
}
