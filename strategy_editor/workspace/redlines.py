"""Documents made from two editions, as files: the same for the window and the command line."""

from __future__ import annotations

from pathlib import Path

from strategy_editor.comparison.layout import DuplicateId
from strategy_editor.errors import UserError
from strategy_editor.exchange.editions import Edition, Progress
from strategy_editor.exchange.ledger import Entry
from strategy_editor.exchange.options import ExportOptions
from strategy_editor.storage.writing import replace_file
from strategy_editor.workspace.formats import office_content


def export_redline(
    old: Edition,
    new: Edition,
    out: Path,
    options: ExportOptions,
    progress: Progress = lambda _done, _all: None,
    *,
    explained: bool = False,
) -> tuple[Entry, ...]:
    """Write the new edition with what changed since the old one as Word's tracked changes.

    ``explained`` adds what its lineage states of goals as comments.

    Raises ``UserError`` and writes nothing where the target cannot be written, an id occurs twice
    in one edition, or the proof fails.
    ``progress`` is told how many of all steps are done and may raise to end the work.
    """
    # python-docx takes a tenth of a second to load, which only an export should pay.
    from strategy_editor.exchange.docx.redline.redlining import word_redline

    try:
        export = word_redline(old, new, options, progress, explained=explained)
    except DuplicateId as error:
        raise UserError("error.editions-duplicate-id", id=str(error)) from None
    replace_file(out, office_content(export.content, out))
    return export.ledger
