"""The editions at hand of one window: what lies beside the file, and what the user chose."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from strategy_editor.lineage.chain import Editions as Chain
    from strategy_editor.lineage.chain import Kin
    from strategy_editor.lineage.roster import Edition
    from strategy_editor.ui.desk import Desk
    from strategy_editor.ui.tasks import Tasks
    from strategy_editor.workspace.editions import AtHand

_DELAY = 300
"""Milliseconds after a document is shown until the disk is searched: it is on the screen then."""


class EditionsAtHand(QObject):
    """Holds the other editions of the open strategy; ``changed`` says that there are others."""

    changed = Signal()

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__(desk)
        self._desk = desk
        self._tasks = tasks
        self._chosen: tuple[Path, ...] = ()
        self._path: Path | None = None
        self.at_hand: Mapping[str, AtHand] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY)
        self._timer.timeout.connect(self.search)

    def start_over(self) -> None:
        """Another document is open: search for its editions soon."""
        self._tasks.forget("editions")
        self._chosen, self.at_hand = (), {}
        self._timer.start()

    def follow_file(self) -> None:
        """Search anew where the document has got another file: other editions lie beside it."""
        if self._desk.session.path != self._path:
            self._timer.start()

    def choose(self, path: Path) -> None:
        """Take a file that the user chose among the editions at hand."""
        self._chosen = (path, *(each for each in self._chosen if each != path))
        self.search()

    def search(self) -> None:
        """Look for editions beside the file, away from the window."""
        self._timer.stop()
        session = self._desk.session
        document, chosen, self._path = session.document, self._chosen, session.path
        path = session.path or session.media_base

        def work() -> dict[str, AtHand]:
            # Loaded when the window is there.
            from strategy_editor.workspace.editions import editions_at_hand

            return editions_at_hand(document, path, chosen)

        self._tasks.run("editions", work, self._found, self._failed)

    def chain(self) -> Chain:
        """Return all editions by the id of their root, the open one as it is now."""
        document = self._desk.session.document
        others = {key: each.document for key, each in self.at_hand.items()}
        return others | {document.root.id or "": document}

    def ancestors(self, goal_id: str) -> tuple[Kin, ...]:
        """Return what a goal of the open edition goes back to."""
        from strategy_editor.lineage.chain import ancestors

        return ancestors(self.chain(), self._desk.session.document.root.id or "", goal_id)

    def descendants(self, goal_id: str) -> tuple[Kin, ...]:
        """Return what became of a goal of the open edition."""
        from strategy_editor.lineage.chain import descendants

        return descendants(self.chain(), self._desk.session.document.root.id or "", goal_id)

    def predecessors(self) -> tuple[Edition, ...]:
        """Return the predecessors at hand, prepared for checking the roster against them."""
        if not self.at_hand:
            return ()
        from strategy_editor.lineage.roster import with_ancestors

        lineage = self._desk.session.document.root.child("lineage")
        named = lineage.children_of("predecessor") if lineage is not None else []
        ids = dict.fromkeys(each.get("document") for each in named)
        known = with_ancestors(each.edition for each in self.at_hand.values())
        by_id = {each.document: each for each in known}
        return tuple(by_id[each] for each in ids if each in by_id)

    def _found(self, found: dict[str, AtHand]) -> None:
        if found != self.at_hand:
            self.at_hand = found
            self.changed.emit()

    @staticmethod
    def _failed(error: Exception) -> None:
        raise error
