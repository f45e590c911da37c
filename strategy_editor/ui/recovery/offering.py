"""Offers what an earlier run left, once the window is there, and when asked for."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from strategy_editor.errors import UserError
from strategy_editor.recovery.offers import Offer, discard, forget, offers
from strategy_editor.ui.host import Host
from strategy_editor.workspace.recovering import Examined, ExaminedText, on_top_of, without_file
from strategy_editor.workspace.session import Session
from strategy_editor.workspace.wording import error_text

if TYPE_CHECKING:
    from strategy_editor.ui.recovery.dialog import RecoveryDialog


class Offering:
    """Shows the list and does what the user decides; nothing is deleted without being told."""

    def __init__(self, host: Host, root: Path | None = None) -> None:
        self._host = host
        self._root = root
        self.dialog: RecoveryDialog | None = None

    def look(self) -> None:
        """Offer what was left behind by a crash, if anything was."""
        self._look(only_lost=True)

    def ask(self) -> None:
        """Offer all that there is, what was discarded lately too."""
        self._look(only_lost=False)

    def _look(self, *, only_lost: bool) -> None:
        def show(found: list[Offer]) -> None:
            chosen = [each for each in found if not (only_lost and each.is_discarded)]
            if chosen:
                self._show(chosen)
            elif not only_lost:
                self._host.questions.tell(self._host.translate("recover.none"))

        tasks = self._host.controller.tasks
        tasks.run("offers", lambda: offers(self._root), show, self._failed)

    def _show(self, found: list[Offer]) -> None:
        from strategy_editor.ui.recovery.dialog import RecoveryDialog

        host = self._host
        dialog = RecoveryDialog(host.parent_window, found, host.translate, host.appearance.theme)
        dialog.restoreRequested.connect(lambda offer, looked: self._restore(dialog, offer, looked))
        dialog.discardRequested.connect(lambda offer: self._discard(dialog, offer))
        self.dialog = dialog
        dialog.open()

    def _restore(
        self, dialog: RecoveryDialog, offer: Offer, looked: Examined | ExaminedText
    ) -> None:
        if isinstance(looked, ExaminedText):
            self._show_text(offer, looked)
        elif not self._opened(offer, looked):
            return
        dialog.take_away(offer)

    def _show_text(self, offer: Offer, looked: ExaminedText) -> None:
        """Show the text where it was being mended, in the XML view; the file stays as it is."""
        windows, about = self._host.windows, offer.about
        place = windows.place_for(self._host.main_window)
        path = about.file or Path(self._host.translate("file.unnamed"))
        place.show_recovered_text(path, looked.text, about.stamp, partial(forget, offer))
        windows.bring_forward(place)

    def _opened(self, offer: Offer, looked: Examined) -> bool:
        """Show what was recovered, over its file where that can be opened."""
        host, file = self._host, offer.about.file
        windows = host.windows
        if file is None or looked.old is None:
            return self._place(without_file(offer, looked.recovered))
        there = windows.showing(file)
        if there is not None and (there.trouble is not None or there.session.is_modified):
            # Two pieces of unsaved work on one file: neither gives way to the other.
            return self._place(without_file(offer, looked.recovered))
        session = there.session if there is not None else host.files.opened(file)
        if session is None:
            return False
        if session.read_only or session.path is None:
            return self._place(without_file(offer, looked.recovered))
        on_top_of(session, offer, looked.recovered)
        if there is not None:
            there.announce()
            windows.bring_forward(there)
            return True
        return self._place(session)

    def _place(self, session: Session) -> bool:
        windows = self._host.windows
        place = windows.place_for(self._host.main_window)
        place.show_session(session)
        windows.bring_forward(place)
        return True

    def _discard(self, dialog: RecoveryDialog, offer: Offer) -> None:
        answer = self._host.questions.choose("discard-recovered", ("discard",))
        if answer != "discard":
            return
        try:
            discard(offer)
        except (OSError, UserError) as error:
            self._failed(error)
            return
        dialog.take_away(offer)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._host.questions.tell(error_text(error, self._host.translate.language))
        elif not isinstance(error, OSError):
            raise error
