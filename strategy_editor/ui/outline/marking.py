"""What the rows of the outline are marked with, gathered from findings, notes and changes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date

from strategy_editor.comparison.since import Since
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.search.sifting import Marked
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.outline.marks import Marks
from strategy_editor.ui.outline.ways import Ways
from strategy_editor.validation.problem import Severity


class Marking:
    """Keeps the marks of one window up to date; each part is gathered when it changes only."""

    def __init__(self, controller: Controller, has_row: Callable[[Node], bool]) -> None:
        self._controller = controller
        self._has_row = has_row
        self._since: Since | None = None
        self.marks = Marks()

    def follow_document(self) -> Marks:
        """Gather changes and open annotations of the newest document."""
        document = self._controller.session.document
        baseline = self._controller.session.baseline
        if self._since is None or self._since.baseline is not baseline:
            self._since = Since(baseline)
        ways = self._ways()
        changes = _rows(ways, self._since.follow(document.root))
        self.marks = replace(self.marks, changes=changes, noted=_notes(ways, document))
        return self.marks

    def follow_problems(self) -> Marks:
        """Gather the findings: the worst on each element, and the worst on it or below."""
        ways = self._ways()
        own: dict[str, Severity] = {}
        below: dict[str, Severity] = {}
        for problem in self._controller.problems:
            rows = () if problem.muted else ways.rows(problem.node_id)
            if rows:
                own[rows[-1]] = max(own.get(rows[-1], Severity.HINT), problem.severity)
            for node_id in reversed(rows):
                if below.get(node_id, -1) >= problem.severity:
                    # So it is above, too.
                    break
                below[node_id] = problem.severity
        self.marks = replace(self.marks, problems=own, below=below)
        return self.marks

    def dim(self, ids: Collection[str]) -> Marks:
        """Paint elements faintly: they are there because of what lies below them."""
        self.marks = replace(self.marks, dimmed=frozenset(ids))
        return self.marks

    def for_filter(self) -> Marked:
        """Return what the filter asks about."""
        marks = self.marks
        today = date.today()
        return Marked(marks.problems.keys(), marks.changes.keys(), self._controller.numbers, today)

    def meaning(self, node_id: str) -> str:
        """Return in words what an element is marked with."""
        problem, below, noted, change, _ = self.marks.of(node_id)
        translate, wording = self._controller.translate, self._controller.wording
        said: list[str] = []
        if isinstance(problem, Severity):
            said.append(wording.severity(problem))
        elif isinstance(below, Severity):
            said.append(translate("outline.below", severity=wording.severity(below)))
        if change:
            said.append(translate(f"outline.change.{change}"))
        if noted:
            said.append(translate("outline.notes", count=noted))
        return "; ".join(said)

    def _ways(self) -> Ways:
        return Ways(self._controller.session.document, self._has_row)


def _rows(ways: Ways, found: dict[str, str]) -> dict[str, str]:
    """Changes by row; what has none of its own counts as a change of the one around it."""
    rows: dict[str, str] = {}
    for node_id, kind in found.items():
        shown = ways.rows(node_id)
        if shown and shown[-1] == node_id:
            rows[node_id] = kind
        elif shown:
            rows.setdefault(shown[-1], "changed")
    return rows


def _notes(ways: Ways, document: Document) -> dict[str, int]:
    noted: dict[str, int] = {}
    folder = document.root.child("annotations")
    for note in folder.children_of("annotation") if folder is not None else ():
        if note.get("state") == "open":
            for node_id in ways.rows(note.get("target"))[-1:]:
                noted[node_id] = noted.get(node_id, 0) + 1
    return noted
