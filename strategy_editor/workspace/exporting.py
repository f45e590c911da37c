"""Exports as files: the same for the window and the command line."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from strategy_editor.document.document import Document
from strategy_editor.storage.writing import replace_file


def export_word(
    document: Document,
    out: Path,
    media: Path,
    created: datetime,
    *,
    author: str = "",
    draft: bool = False,
) -> tuple[str, ...]:
    """Write a strategy as a Word document and return the ids of figures whose picture is missing.

    Raises ``CannotWrite`` and leaves no half file.
    """
    # python-docx takes a tenth of a second to load, which only an export should pay.
    from strategy_editor.exchange.docx.export import ExportOptions, word_export

    options = ExportOptions(author=author, created=created, draft=draft)
    export = word_export(document, options, media)
    replace_file(out, export.content)
    return tuple(export.missing_pictures)
