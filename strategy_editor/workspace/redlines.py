"""Documents made from two editions, as files: the same for the window and the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from strategy_editor.comparison.layout import DuplicateId
from strategy_editor.document.document import Document
from strategy_editor.errors import UserError
from strategy_editor.exchange.editions import Edition, Progress
from strategy_editor.exchange.ledger import Entry
from strategy_editor.exchange.options import ExportOptions
from strategy_editor.storage.writing import replace_file
from strategy_editor.workspace.formats import office_content
from strategy_editor.workspace.steps import Steps

if TYPE_CHECKING:
    from strategy_editor.exchange.docx.body import Body


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

    known = 0

    def told(done: int, all_: int) -> None:
        nonlocal known
        known = all_
        progress(done, all_ + 1)

    with _told_of_duplicates():
        export = word_redline(old, new, options, told, explained=explained)
    replace_file(out, office_content(export.content, out, lambda: told(known, known)))
    return export.ledger


def export_synopsis(
    editions: Sequence[Document],
    out: Path,
    media: Path,
    options: ExportOptions,
    progress: Progress = lambda _done, _all: None,
) -> tuple[Entry, ...]:
    """Write two or three editions, the oldest first, side by side.

    Raises ``UserError`` and writes nothing where the target cannot be written or an id occurs
    twice in one edition.
    """
    # python-docx takes a tenth of a second to load, which only an export should pay.
    from strategy_editor.exchange.docx.synopsis import synopsis_export

    steps = Steps(progress, 2)
    steps.waiting()
    with _told_of_duplicates():
        export = synopsis_export(editions, options, media)
    steps.done()
    replace_file(out, office_content(export.content, out, steps.waiting))
    return export.ledger


def synopsis_writer(editions: Sequence[Document]) -> Callable[[Body], None]:
    """Return what writes the Synopse as an enclosure of a submission; see ``Dossier``."""
    from strategy_editor.exchange.docx.synopsis import write_synopsis

    def write(body: Body) -> None:
        with _told_of_duplicates():
            write_synopsis(body, editions)

    return write


@contextmanager
def _told_of_duplicates() -> Iterator[None]:
    try:
        yield
    except DuplicateId as error:
        raise UserError("error.editions-duplicate-id", id=str(error)) from None
