"""Beginning the next edition of the open strategy: ask, make the draft, show the ledger."""

from __future__ import annotations

from datetime import date

from strategy_editor.document.document import Document
from strategy_editor.document.texts import title_of
from strategy_editor.editing.blank import random_id
from strategy_editor.lineage.edition import Beginning, Ledger, next_edition
from strategy_editor.storage.reading import Opened, stamp_of
from strategy_editor.ui.host import Host
from strategy_editor.ui.lineage.begin_dialog import BeginDialog, LedgerDialog
from strategy_editor.workspace.lineage_words import edition_lines
from strategy_editor.workspace.session import Session
from strategy_editor.workspace.starting import following
from strategy_editor.workspace.wording import Wording


def begin_edition(host: Host) -> None:
    """Ask what the next edition begins with; the draft opens in a window of its own."""
    host.commit()
    document = host.controller.session.document
    metadata = document.root.child("metadata")
    title = title_of(metadata) if metadata is not None else ""
    dialog = BeginDialog(
        host.parent_window,
        host.translate,
        title,
        host.controller.profile.term,
        following(date.today()),
    )

    def accepted() -> None:
        if dialog.beginning is not None:
            _begin(host, document, dialog.beginning)

    dialog.accepted.connect(accepted)
    host.show_dialog(dialog)


def _begin(host: Host, old: Document, beginning: Beginning) -> None:
    before = host.controller.session
    document, ledger = next_edition(old, beginning, random_id)
    session = Session(Opened(document, stamp_of(b"")), None)
    session.media_base = before.path or before.media_base
    session.mark_unsaved()
    if before.path is not None:
        suggested = f"{before.path.stem}-{beginning.edition}{before.path.suffix}"
        session.suggested = before.path.with_name(suggested)
    place = host.windows.place_for(host.main_window)
    place.show_session(session)
    host.windows.bring_forward(place)
    _show_ledger(host, document, ledger)


def _show_ledger(host: Host, document: Document, ledger: Ledger) -> None:
    lines = edition_lines(ledger, Wording(document, host.translate.language))
    title = host.translate("begin.ledger")
    host.show_dialog(LedgerDialog(host.parent_window, host.translate, title, lines))
