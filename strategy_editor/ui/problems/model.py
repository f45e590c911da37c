"""Findings as rows of a list."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from strategy_editor.validation.problem import Problem, Severity
from strategy_editor.workspace.wording import Wording

SENTENCE_ROLE = Qt.ItemDataRole.UserRole
PLACE_ROLE = Qt.ItemDataRole.UserRole + 1
SEVERITY_ROLE = Qt.ItemDataRole.UserRole + 2


class ProblemsModel(QAbstractListModel):
    """The findings that are shown, the heaviest first; sentences are made when painted."""

    def __init__(self) -> None:
        super().__init__()
        self._problems: list[Problem] = []
        self._wording: Wording | None = None
        self._shown = frozenset(Severity)

    def show(self, problems: list[Problem], wording: Wording) -> None:
        """Show findings; those that stay keep their rows where all do."""
        shown = [each for each in problems if each.severity in self._shown and not each.muted]
        shown.sort(key=lambda each: -each.severity)
        self._wording = wording
        if shown == self._problems:
            if shown:
                self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return
        self.beginResetModel()
        self._problems = shown
        self.endResetModel()

    def show_only(self, severities: frozenset[Severity]) -> None:
        """Show these severities from the next ``show`` on."""
        self._shown = severities

    def problem(self, row: int) -> Problem:
        """Return the finding in a row."""
        return self._problems[row]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._problems)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        problem, wording = self._problems[index.row()], self._wording
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
