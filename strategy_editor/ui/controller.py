"""The one door: every view asks here for changes and hears from here what became of them."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from strategy_editor.document.dates import parse_day
from strategy_editor.document.node import Node
from strategy_editor.document.texts import wording as wording_of
from strategy_editor.editing.blank import random_id
from strategy_editor.editing.history import Step
from strategy_editor.errors import UserError
from strategy_editor.i18n import Translator
from strategy_editor.lineage.roster import Edition
from strategy_editor.ui.desk import Desk
from strategy_editor.ui.editions import EditionsAtHand
from strategy_editor.ui.statistics import Counting, Figures, figures
from strategy_editor.ui.structure.verbs import Structure
from strategy_editor.ui.tasks import Tasks
from strategy_editor.validation.problem import Problem
from strategy_editor.workspace.session import Session
from strategy_editor.workspace.wording import error_text

if TYPE_CHECKING:
    from strategy_editor.validation.check import LiveCheck

log = logging.getLogger(__name__)
Checked = tuple[list[Problem], Figures]
_CHECK_DELAY = 120
"""Milliseconds of quiet before the check runs; typing restarts the wait."""


class _Checking:
    """What the checks of one document keep from revision to revision, on their own thread.

    Here and not in their results: those of a check that typing has overtaken are given up.
    """

    def __init__(self) -> None:
        self._live: LiveCheck | None = None
        self._counting = Counting()

    def run(self, root: Node, predecessors: Sequence[Edition]) -> Checked:
        """Check a revision and count it."""
        if self._live is None:
            # The rules load with the first check, when the window is already there.
            from strategy_editor.validation.check import LiveCheck

            self._live = LiveCheck()
        return self._live.run(root, predecessors), self._counting.figures(root)


class Controller(Desk):
    """Holds the session of one window.

    Views call its methods with what the user wants; ``documentChanged`` tells all of them to
    show the newest document. A refused edit changes nothing and is told by ``messagePosted``.
    """

    problemsChanged = Signal()
    remedyRequested = Signal()
    besideRequested = Signal(str, str)
    """A goal of another edition (its root's id, the goal's id) is to be seen beside this one."""
    leftHouse = Signal(object)
    """A revision of the document was written for others."""
    travelled = Signal(object)
    """A ``Step`` was undone or done again, at an element that is there."""

    def __init__(self, session: Session, translate: Translator, parent: QObject) -> None:
        super().__init__(session, translate, parent)
        self.structure = Structure(self)
        self.tasks = Tasks(self)
        self.editions = EditionsAtHand(self, self.tasks)
        self.editions.changed.connect(self._check_soon)
        self.problems: list[Problem] = []
        self.figures = (0, 0, 0)
        self.awaits_check = not session.newer_version
        """Whether no check of this document has ended yet."""
        self.save_error = ""
        self._footnotes: tuple[Node, dict[str, int]] | None = None
        self._checking = _Checking()
        self._check_timer = QTimer(self)
        self._check_timer.setSingleShot(True)
        self._check_timer.setInterval(_CHECK_DELAY)
        self._check_timer.timeout.connect(self.check_now)

    @property
    def is_checked(self) -> bool:
        """Whether the document is checked: one in a later version of the vocabulary cannot be."""
        return not self.session.newer_version

    def undo(self) -> None:
        """Take back one step and show where it was."""
        self._travel(self.session.undo())

    def redo(self) -> None:
        """Do one step again and show where it was."""
        self._travel(self.session.redo())

    def save(self, path: Path | None = None) -> bool:
        """Save to the file or to another; return whether that worked."""
        try:
            if path is None:
                self.session.save()
            else:
                self.session.save_as(path)
        except UserError as error:
            self.save_error = error_text(error, self.translate.language)
            self.messagePosted.emit(self.save_error)
            return False
        self.savedStateChanged.emit()
        return True

    def show_session(self, session: Session) -> None:
        """Turn to another document."""
        self.session = session
        self.problems = []
        self.awaits_check = self.is_checked
        root = session.document.root
        # What is in a later version is not checked, but its figures are shown all the same.
        self.figures = (0, 0, 0) if self.is_checked else figures(root)
        self._checking = _Checking()
        self.tasks.forget("check")
        self.selected_id, self._also_selected = self.first_shown(), ()
        self.announce()
        self.problemsChanged.emit()

    def field_hint(self, node: Node, key: str) -> str:
        """Return what helps to fill a field: for a horizon, the days that it covers."""
        if (node.tag, key) == ("figure", "alt-text"):
            return self.translate("figure.alt-hint")
        horizon = self.profile.horizon_class(node.get("horizon")) if key == "@horizon" else None
        base = parse_day(node.get("base-date")) or self.profile.horizon_base
        if horizon is None or horizon.permanent or base is None:
            return ""
        span = horizon.span(base)
        return self.wording.span("form.horizon-hint", horizon.label, span)

    def reference_label(self, node: Node) -> str:
        """Return what an inline object shows: the number a reference prints, a note's text."""
        if node.tag == "cross-reference":
            return self.wording.short_name(node.get("target"))
        if node.tag == "footnote":
            return str(self._footnote_numbers().get(node.id or "", "*"))
        return wording_of(node)

    @staticmethod
    def new_id() -> str:
        """Return an id for something new."""
        return random_id()

    def _footnote_numbers(self) -> dict[str, int]:
        # Loaded when a text with a footnote is first shown.
        from strategy_editor.exchange.reading.reader import Reader

        root = self.session.document.root
        if self._footnotes is None or self._footnotes[0] is not root:
            self._footnotes = (root, Reader(self.session.document).footnotes)
        return self._footnotes[1]

    def check_now(self) -> None:
        """Check the present revision away from the window."""
        root = self.session.document.root
        if not self.is_checked:
            return
        work = partial(self._checking.run, root, self.editions.predecessors())
        self.tasks.run("check", work, self._checked, self._check_failed)

    def _checked(self, result: Checked) -> None:
        self.problems, self.figures = result
        self.awaits_check = False
        self.problemsChanged.emit()

    def _check_failed(self, error: Exception) -> None:
        log.error("the check failed", exc_info=error)
        self.messagePosted.emit(self.translate("message.check-failed"))

    def announce(self) -> None:
        """Tell all views that there is a newer revision, and check it soon."""
        super().announce()
        self._check_timer.start()

    def _check_soon(self) -> None:
        self._check_timer.start()

    def _travel(self, step: Step | None) -> None:
        if step is None:
            return
        self.announce()
        document = self.session.document
        if self.selected_id not in document:
            self.selected_id = ""
            self.select(
                step.node_id if step.node_id and step.node_id in document else self.first_shown()
            )
        if step.node_id and step.node_id in document:
            self.travelled.emit(step)
