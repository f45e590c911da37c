"""Bringing back what an earlier run of the program left: looking at it, and opening it."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from strategy_editor.document.document import Document
from strategy_editor.errors import CannotRead
from strategy_editor.recovery.lines import LineChange, changed_lines
from strategy_editor.recovery.offers import (
    Offer,
    Recovered,
    file_state,
    forget,
    recover,
    recovered_text,
)
from strategy_editor.recovery.recorder import DOCUMENT
from strategy_editor.storage.reading import Opened, read, stamp_of
from strategy_editor.storage.repairing import text_of
from strategy_editor.workspace.media import media_folder
from strategy_editor.workspace.session import Session

if TYPE_CHECKING:
    from strategy_editor.comparison.changes import Comparison


@dataclass(frozen=True)
class Examined:
    """What an offer holds, and how it differs from the file as it is now.

    ``comparison`` and ``old`` are None where there is no file to compare with, or where the two
    cannot be compared because ids are not unique.
    """

    recovered: Recovered
    old: Document | None = None
    comparison: Comparison | None = None


@dataclass(frozen=True)
class ExaminedText:
    """The text of a file that was being mended, and the lines that differ from the file as it is.

    ``changes`` is None where there is no file to compare with.
    """

    text: str
    file_state: str
    """As in ``Recovered``."""
    changes: tuple[LineChange, ...] | None


def examined_text(offer: Offer) -> ExaminedText:
    """Recover a text and compare it; raises ``CannotRead`` where nothing can be recovered."""
    text = recovered_text(offer)
    state = file_state(offer.about)
    file = offer.about.file
    try:
        old = None if file is None else text_of(file)
    except OSError:
        old = None
    return ExaminedText(text, state, None if old is None else changed_lines(old, text))


def examined(offer: Offer) -> Examined:
    """Recover an offer and compare it; raises ``CannotRead`` where nothing can be recovered."""
    # Comparing is loaded when something was left behind, not when the window starts.
    from strategy_editor.comparison.compare import compare
    from strategy_editor.comparison.layout import DuplicateId

    recovered = recover(offer)
    file = offer.about.file
    if file is None:
        return Examined(recovered)
    try:
        old = read(file, accept_newer=True).document
        return Examined(recovered, old, compare(old, recovered.document, file.name))
    except CannotRead:
        return Examined(recovered)
    except DuplicateId:
        return Examined(recovered, old)


def on_top_of(session: Session, offer: Offer, recovered: Recovered) -> None:
    """Put what was recovered over the open file, as one step; saved is nothing yet."""
    session.take_recovered(recovered.document, offer.about.stamp)
    session.adopted = partial(forget, offer)


def without_file(offer: Offer, recovered: Recovered) -> Session:
    """Return what was recovered as a document that has no file."""
    session = Session(Opened(recovered.document, stamp_of(b"")), None)
    session.suggested = offer.about.file
    session.mark_unsaved()
    pictures = media_folder(offer.folder / DOCUMENT)
    if pictures.is_dir():
        target = media_folder(session.picture_base())
        with suppress(OSError):
            shutil.copytree(pictures, target, dirs_exist_ok=True)
    elif offer.about.media is not None:
        session.media_base = Path(offer.about.media)
    session.adopted = partial(forget, offer)
    return session
