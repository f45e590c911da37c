"""Documents made from two editions, as files: the same for the window and the command line."""

from __future__ import annotations

from pathlib import Path

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
) -> tuple[Entry, ...]:
    """Write the new edition with what changed since the old one as Word's tracked changes.

    Raises ``UserError``: where the target cannot be written or the proof fails. Nothing is written
    then.
    ``progress`` is told how many of all steps are done and may raise to end the work.
    """
    # python-docx takes a tenth of a second to load, which only an export should pay.
    from strategy_editor.exchange.docx.redline.redlining import word_redline

    export = word_redline(old, new, options, progress)
    replace_file(out, office_content(export.content, out))
    return export.ledger
