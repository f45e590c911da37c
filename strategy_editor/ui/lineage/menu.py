"""What can be done to a line of dispositions, as a menu and as the links of its story."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from strategy_editor.ui.controller import Controller
from strategy_editor.ui.lineage.rows import Line
from strategy_editor.ui.lineage.verbs import CONCLUSIONS, LineageVerbs
from strategy_editor.ui.lineage.words import LineWords
from strategy_editor.ui.questions import Questions


class LineActions(QObject):
    """Asks what has to be asked and makes the edits; ``openRequested`` is for showing a form."""

    openRequested = Signal(str, str)

    def __init__(
        self,
        controller: Controller,
        words: LineWords,
        questions: Callable[[], Questions],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.verbs = LineageVerbs(controller)
        self._controller = controller
        self._words = words
        self._questions = questions

    def menu(self, line: Line, column: int, parent: QWidget) -> QMenu:
        """Return the menu of a line."""
        menu = QMenu(parent)
        translate = self._controller.translate
        if self.verbs.can_edit:
            self._fill(menu, line)
            menu.addSeparator()
        for name, target in self._targets(line):
            action = menu.addAction(translate(f"lineage.opening.{name}"))
            action.triggered.connect(lambda _on=False, it=target: self.openRequested.emit(it, ""))
        if line.fate is not None and line.goal and self._words.has_edition(line.fate):
            self._add(menu, "beside", lambda: self.show_beside(line))
        return menu

    def show_beside(self, line: Line) -> None:
        """Show the former goal in its edition beside the present one."""
        if line.fate is not None and line.goal:
            self._controller.select(line.goal)
            edition = line.fate.predecessor.get("document")
            self._controller.besideRequested.emit(edition, line.fate.former.get("goal"))

    def accept(self, line: Line, goal: str = "") -> bool:
        """Take a proposal over; the best one without ``goal``."""
        if line.proposal is None or not line.former or not self.verbs.can_edit:
            return False
        return self.verbs.link(line.former, goal or line.proposal.goal)

    def ask_link(self, line: Line) -> None:
        """Let the user choose a goal to join."""
        translate = self._controller.translate
        if line.former:
            entries = self.verbs.present_goals(line.former)
            goal = self._questions().pick(translate("lineage.ask.goal"), entries)
            if goal:
                self.verbs.link(line.former, goal)
        elif line.goal:
            entries = self.verbs.former_goals(line.goal)
            former = self._questions().pick(translate("lineage.ask.former"), entries)
            if former:
                self.verbs.link(former, line.goal)

    def ask_unlink(self, line: Line) -> None:
        """Take a join of the line away; where there are several, the user chooses."""
        joins = self._joins(line)
        chosen = joins[0] if len(joins) == 1 else None
        if len(joins) > 1:
            entries = [(f"{old} {new}", self._join_words(old, new)) for old, new in joins]
            prompt = self._controller.translate("lineage.ask.unlink")
            answer = self._questions().pick(prompt, entries).split()
            chosen = (answer[0], answer[1]) if answer else None
        if chosen is not None:
            self.verbs.unlink(*chosen)

    def ask_new(self, line: Line) -> None:
        """Ask what gave rise to a goal that goes back to no former one."""
        translate = self._controller.translate
        trigger = self._questions().write(
            translate("lineage.menu.new"), self._controller.wording.label("trigger")
        )
        if trigger:
            self.verbs.declare_new(line.goal, trigger)

    def ask_missing(self, disposition: str, field: str) -> None:
        """Ask for a text that is missing; what is no text is given in the form."""
        if field not in ("reason", "evidence", "trigger"):
            self.openRequested.emit(disposition, field)
            return
        label = self._controller.wording.field_label("disposition", field)
        text = self._questions().write(label, label)
        if text:
            self.verbs.write(disposition, field, text)

    def _fill(self, menu: QMenu, line: Line) -> None:
        if line.proposal is not None and not line.goal:
            self._add(menu, "accept", lambda: self.accept(line))
            menu.setDefaultAction(menu.actions()[0])
        self._add(menu, "link", lambda: self.ask_link(line))
        if self._joins(line):
            self._add(menu, "unlink", lambda: self.ask_unlink(line))
        self._add_kinds(menu, line)
        if line.is_open and line.goal:
            self._add(menu, "new", lambda: self.ask_new(line))
        if line.former and not line.is_open:
            self._add(menu, "reopen", lambda: self.verbs.reopen(line.former))

    def _add_kinds(self, menu: QMenu, line: Line) -> None:
        """Offer how a former goal may end, and what else a disposition may be called."""
        disposition = (line.disposition.id or "") if line.disposition is not None else ""
        kinds: dict[str, tuple[tuple[str, ...], Callable[[str], object]]] = {}
        if line.former:
            kinds["conclude"] = (CONCLUSIONS, lambda kind: self.verbs.conclude(line.former, kind))
        others = tuple(self.verbs.kinds_for(line))
        if others:
            kinds["kind"] = (others, lambda kind: self.verbs.change_kind(disposition, kind))
        for name, (offered, call) in kinds.items():
            below = menu.addMenu(self._controller.translate(f"lineage.menu.{name}"))
            for kind in offered:
                below.addAction(self._words.kind(kind)).triggered.connect(
                    lambda _on=False, it=kind, run=call: run(it)
                )

    def _add(self, menu: QMenu, name: str, call: Callable[[], object]) -> QAction:
        action = menu.addAction(self._controller.translate(f"lineage.menu.{name}"))
        action.setObjectName(f"lineage-{name}")
        action.triggered.connect(lambda _on=False: call())
        return action

    @staticmethod
    def _targets(line: Line) -> list[tuple[str, str]]:
        found = [("goal", line.goal), ("former", line.former)]
        if line.disposition is not None and line.disposition.id:
            found.append(("disposition", line.disposition.id))
        return [(name, target) for name, target in found if target]

    @staticmethod
    def _joins(line: Line) -> list[tuple[str, str]]:
        strand = line.strand
        return [
            (strand.fates[old].former.id or "", strand.goals[new])
            for old, new in strand.joins
            if line.former in ("", strand.fates[old].former.id)
            and (line.former or strand.goals[new] == line.goal)
        ]

    def _join_words(self, old: str, new: str) -> str:
        return " → ".join(self._words.main_of(each) for each in (old, new))
