"""What is done to dispositions in the view: each is one step of undo."""

from __future__ import annotations

from collections.abc import Callable

from strategy_editor.document.document import Document
from strategy_editor.editing.history import Step
from strategy_editor.lineage import edits
from strategy_editor.lineage.account import account_of, goals_in
from strategy_editor.lineage.kinds import CARDINALITIES, ENDS, UNSTATED
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.lineage.rows import Line

CONCLUSIONS = tuple(kind for kind in CARDINALITIES if kind in ENDS | {UNSTATED})
"""Kinds by which a former goal ends without a successor, in the order of the vocabulary."""
_ONE_TO_ONE = ("continued", "modified", "partly-achieved")


class LineageVerbs:
    """Carries edits of dispositions to the controller."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller

    @property
    def can_edit(self) -> bool:
        """Whether the document may be edited."""
        return not self._controller.session.is_read_only

    def link(self, former: str, goal: str) -> bool:
        """Let a former goal live on in a present one."""
        new_id = self._controller.new_id
        return self._do("link", former, lambda now: edits.link(now, former, goal, new_id))

    def unlink(self, former: str, goal: str) -> bool:
        """Take a join away."""
        new_id = self._controller.new_id
        return self._do("unlink", former, lambda now: edits.unlink(now, former, goal, new_id))

    def conclude(self, former: str, kind: str) -> bool:
        """Say how a former goal ends."""
        new_id = self._controller.new_id
        return self._do("conclude", former, lambda now: edits.conclude(now, former, kind, new_id))

    def change_kind(self, disposition: str, kind: str) -> bool:
        """Call a disposition something else that joins the same goals."""
        return self._do("kind", disposition, lambda now: edits.change_kind(now, disposition, kind))

    def reopen(self, former: str) -> bool:
        """Take back all that is said of a former goal."""
        new_id = self._controller.new_id
        return self._do("reopen", former, lambda now: edits.reopen(now, former, new_id))

    def declare_new(self, goal: str, trigger: str) -> bool:
        """Say of a present goal that it goes back to no former one."""
        new_id = self._controller.new_id
        return self._do("new", goal, lambda now: edits.declare_new(now, goal, trigger, new_id))

    def write(self, disposition: str, tag: str, text: str) -> bool:
        """Write reason, evidence or trigger."""
        return self._do("write", disposition, lambda now: edits.write(now, disposition, tag, text))

    def kinds_for(self, line: Line) -> list[str]:
        """Return the kinds that a disposition may be called instead, with the same goals."""
        node = line.disposition
        if node is None or node.get("kind") not in _ONE_TO_ONE:
            return []
        return [kind for kind in _ONE_TO_ONE if kind != node.get("kind")]

    def present_goals(self, former: str) -> list[tuple[str, str]]:
        """Return the present goals that a former one is not joined to, with their names."""
        document, wording = self._controller.session.document, self._controller.wording
        fates = account_of(document).fates
        known = next((each.successors for each in fates if each.former.id == former), ())
        goals = (each.id for each in goals_in(document.root))
        return [(goal, wording.goal_name(goal)) for goal in goals if goal and goal not in known]

    def former_goals(self, goal: str) -> list[tuple[str, str]]:
        """Return the former goals that a present one does not go back to, with their names."""
        document, wording = self._controller.session.document, self._controller.wording
        return [
            (each.former.id, wording.goal_name(each.former.id))
            for each in account_of(document).fates
            if each.former.id and goal not in each.successors
        ]

    def _do(self, verb: str, node_id: str, edit: Callable[[Document], Document]) -> bool:
        return self._controller.apply(Step(f"edit.lineage.{verb}", (), node_id), edit)
