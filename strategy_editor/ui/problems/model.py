"""Findings as rows of a list."""

from __future__ import annotations

from enum import Enum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from strategy_editor.validation.problem import Problem, Severity
from strategy_editor.workspace.wording import Wording

SENTENCE_ROLE = Qt.ItemDataRole.UserRole
PLACE_ROLE = Qt.ItemDataRole.UserRole + 1
SEVERITY_ROLE = Qt.ItemDataRole.UserRole + 2


class Order(Enum):
    """How findings are sorted; the first of each kind says so above it."""

    SEVERITY = "severity"
    PLACE = "place"
    RULE = "rule"


class ProblemsModel(QAbstractListModel):
    """The findings that are shown, in the order chosen; sentences are made when painted."""

    def __init__(self) -> None:
        super().__init__()
        self.problems: list[Problem] = []
        self.hidden = 0
        """How many findings the filters keep back."""
        self._wording: Wording | None = None
        self._shown = frozenset(Severity)
        self._order = Order.SEVERITY
        self._words: list[str] = []
        self._muted = False

    def show(self, problems: list[Problem], wording: Wording) -> None:
        """Show findings; those that stay keep their rows where all do."""
        self._wording = wording
        wanted = [each for each in problems if bool(each.muted) == self._muted]
        shown = [each for each in wanted if each.severity in self._shown and self._found(each)]
        self.hidden = len(wanted) - len(shown)
        if self._order is Order.SEVERITY:
            shown.sort(key=lambda each: -each.severity)
        elif self._order is Order.RULE:
            shown.sort(key=lambda each: (-each.severity, each.rule))
        if shown == self.problems:
            if shown:
                self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return
        self.beginResetModel()
        self.problems = shown
        self.endResetModel()

    def show_only(
        self, severities: frozenset[Severity], order: Order, words: str, *, muted: bool
    ) -> None:
        """Show these from the next ``show`` on: severities, words that must occur, muted ones."""
        self._shown, self._order, self._muted = severities, order, muted
        self._words = words.casefold().split()

    def problem(self, row: int) -> Problem:
        """Return the finding in a row."""
        return self.problems[row]

    def _found(self, problem: Problem) -> bool:
        if not self._words or self._wording is None:
            return True
        place = self._wording.place(problem.node_id, problem.field)
        spoken = f"{self._wording.problem(problem)} {place} {problem.muted}".casefold()
        return all(word in spoken for word in self._words)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.problems)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        problem, wording = self.problems[index.row()], self._wording
        assert wording is not None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                place = wording.place(problem.node_id, problem.field)
                return f"{wording.severity(problem.severity)}: {wording.problem(problem)} {place}"
            case _ if role == SENTENCE_ROLE:
                return wording.problem(problem)
            case _ if role == PLACE_ROLE:
                return wording.place(problem.node_id, problem.field)
            case _ if role == SEVERITY_ROLE:
                return problem.severity
            case _:
                return None
