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
from strategy_editor.workspace.office import Waiting, convert
from strategy_editor.workspace.pagination import ROUNDS
from strategy_editor.workspace.steps import Steps

FORMATS = (".docx", ".pdf", ".html", ".odt")
"""Endings of the files that a strategy can be written as, the usual one first."""
_ODT = ".odt"
OFFICE_FORMATS = (".docx", _ODT)
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
    ``progress`` is told of each step, and over and over while LibreOffice works; it may raise to
    end the work. Raises ``UserError`` (``CannotWrite`` for an ending that is not in ``FORMATS``)
    and leaves no half file.
    """
    ending = out.suffix.lower()
    writer = _WRITERS.get(ending)
    if writer is None:
        raise CannotWrite("error.unknown-format", out, known=", ".join(FORMATS))
    in_office = ending in OFFICE_FORMATS
    turns = ROUNDS * (page_numbers and in_office) + (ending == _ODT)
    steps = Steps(progress, 2 + turns)
    content, ledger = writer(document, media, options, page_numbers, steps)
    progress(1 + turns, 2 + turns)
    replace_file(out, content)
    return ledger


def office_content(word: bytes, out: Path, waiting: Waiting = lambda: None) -> bytes:
    """Return a Word document as the ending asks: as it is, or converted to ODT."""
    ending = out.suffix.lower()
    if ending not in OFFICE_FORMATS:
        raise CannotWrite("error.unknown-format", out, known=", ".join(OFFICE_FORMATS))
    return word if ending == ".docx" else convert(word, "odt", waiting)


def _word(
    document: Document, media: Path, options: ExportOptions, page_numbers: bool, steps: Steps
) -> tuple[bytes, Ledger]:
    made = word_content(document, media, options, page_numbers=page_numbers, steps=steps)
    steps.done()
    return made


def _odt(
    document: Document, media: Path, options: ExportOptions, page_numbers: bool, steps: Steps
) -> tuple[bytes, Ledger]:
    content, ledger = _word(document, media, options, page_numbers, steps)
    return convert(content, "odt", steps.waiting), ledger


def _html(
    document: Document, media: Path, options: ExportOptions, _page_numbers: bool, _steps: Steps
) -> tuple[bytes, Ledger]:
    # What only an export needs is loaded when there is one.
    from strategy_editor.exchange.html.page import html_export

    export = html_export(document, options, media)
    return export.content.encode("utf-8", "replace"), export.ledger


def _pdf(
    document: Document, media: Path, options: ExportOptions, _page_numbers: bool, _steps: Steps
) -> tuple[bytes, Ledger]:
    # What only an export needs is loaded when there is one.
    from strategy_editor.exchange.pdf.export import pdf_export

    export = pdf_export(document, options, media)
    return export.content, export.ledger


_Writer = Callable[[Document, Path, ExportOptions, bool, Steps], tuple[bytes, Ledger]]
_WRITERS: dict[str, _Writer] = {
    ".docx": _word,
    _ODT: _odt,
    ".html": _html,
    ".htm": _html,
    ".pdf": _pdf,
}
