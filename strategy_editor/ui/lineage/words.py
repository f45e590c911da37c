"""The words of the view of dispositions: names, statuses, kinds, evidence."""

from __future__ import annotations

from dataclasses import dataclass

from strategy_editor.comparison.proposals import GoalText
from strategy_editor.document.node import Node
from strategy_editor.document.profile import Profile, profile_of
from strategy_editor.document.texts import title_of, wording
from strategy_editor.lineage.account import Account, Fate
from strategy_editor.lineage.kinds import lacking
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.lineage.rows import Group, Line
from strategy_editor.workspace.wording import Wording

_TEXTS = ("reason", "evidence", "trigger")
_FACTS = ("date", "body", "actor", "document", "element")
COLUMNS = ("former", "way", "goal")


@dataclass(frozen=True)
class Earlier:
    """A predecessor at hand: its goals by id, and what its statuses are called."""

    goals: dict[str, Node]
    profile: Profile


class LineWords:
    """Puts lines into words, in the window's language and of the newest document."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller
        self._earlier: dict[str, Earlier] = {}
        self._known: object = None

    @property
    def _wording(self) -> Wording:
        return self._controller.wording

    def column(self, at: int) -> str:
        """Return the heading of a column."""
        return self._controller.translate(f"lineage.column.{COLUMNS[at]}")

    def heading(self, group: Group) -> str:
        """Return the heading of a group."""
        if group.kind == "field":
            return group.title
        return self._controller.translate(f"lineage.group.{group.kind}")

    def main(self, line: Line, column: int) -> str:
        """Return the first text of a cell."""
        if column == 0:
            return self.former(line.fate) if line.fate is not None else ""
        if column == 1:
            return self.way(line)
        return self._wording.goal_name(line.shown_goal) if line.shown_goal else ""

    def detail(self, line: Line, column: int) -> str:
        """Return the second text of a cell."""
        if column == 0:
            return self.status_of_former(line.fate) if line.fate is not None else ""
        if column == 1:
            return self._why(line)
        if line.proposal is not None and not line.goal:
            percent = round(100 * line.proposal.similarity)
            return self._controller.translate("lineage.proposed", percent=percent)
        return self.status_of_goal(line.goal) if line.goal else ""

    def tip(self, line: Line, column: int) -> str:
        """Return the text of a cell in full."""
        parts = [self.main(line, column), self.detail(line, column)]
        if column == 0 and line.fate is not None:
            parts.append(self.text_of_former(line.fate).statement)
        return "\n".join(part for part in parts if part)

    def spoken(self, line: Line) -> str:
        """Return a line for those who hear it: from what, how, into what."""
        parts = [self.main(line, at) for at in range(len(COLUMNS))]
        parts += [self.detail(line, at) for at in range(len(COLUMNS))]
        return "; ".join(part for part in parts if part)

    def way(self, line: Line) -> str:
        """Return the kind of disposition of a line, or that it is open."""
        if line.disposition is not None:
            return self.kind(line.disposition.get("kind"))
        return self._controller.translate("lineage.open") if line.is_open else ""

    def kind(self, kind: str) -> str:
        """Return what a kind of disposition is called."""
        return self._wording.choice("disposition", "kind", kind)

    def main_of(self, goal_id: str) -> str:
        """Return number and title of a present goal."""
        return self._wording.goal_name(goal_id)

    def former(self, fate: Fate) -> str:
        """Return number and title of a former goal."""
        return f"{fate.former.get('number')} {fate.former.get('title')}".strip()

    def status_of_former(self, fate: Fate) -> str:
        """Return what the status of a former goal is, and as of when, where that is known."""
        earlier = self._earlier_of(fate)
        goal = earlier.goals.get(fate.former.get("goal")) if earlier is not None else None
        return self._status(goal, earlier.profile) if goal is not None and earlier else ""

    def status_of_goal(self, goal_id: str) -> str:
        """Return what the status of a present goal is, and as of when."""
        goal = self._controller.session.document.find(goal_id)
        return self._status(goal, self._controller.profile) if goal is not None else ""

    def text_of_former(self, fate: Fate) -> GoalText:
        """Return the words of a former goal: all of them where its edition is at hand."""
        former, earlier = fate.former, self._earlier_of(fate)
        goal = earlier.goals.get(former.get("goal")) if earlier is not None else None
        statement = goal.child("statement") if goal is not None else None
        text = wording(statement) if statement is not None else ""
        return GoalText(former.id or "", former.get("goal"), former.get("title"), text)

    def texts_of_open(self, account: Account) -> list[GoalText]:
        """Return the words of all former goals that are open."""
        return [self.text_of_former(fate) for fate in account.fates if fate.state == "open"]

    def text_of_goal(self, goal_id: str) -> GoalText:
        """Return the words of a present goal."""
        goal = self._controller.session.document.find(goal_id)
        return text_of(goal) if goal is not None else GoalText(goal_id, goal_id, "")

    def evidence(self, disposition: Node) -> list[tuple[str, str]]:
        """Return what a disposition gives as reason and evidence: what it is called, and it."""
        found = [
            (self._wording.label(child.tag), " ".join(wording(child).split()))
            for child in disposition.children_of(*_TEXTS)
        ]
        for law in disposition.children_of("legal-reference"):
            named = " ".join(part for part in (law.get("law"), law.get("provision")) if part)
            found.append((self._wording.label("legal-reference"), named))
        for name in _FACTS:
            if disposition.get(name):
                label = self._wording.attribute_label("disposition", name)
                value = self._wording.value_text("disposition", name, disposition.get(name))
                found.append((label, value))
        return found

    def missing(self, disposition: Node) -> list[tuple[str, str]]:
        """Return what a disposition still has to give: the field, and what it is called."""
        return [
            (field, self._wording.field_label("disposition", field))
            for field in lacking(disposition)
        ]

    def has_edition(self, fate: Fate) -> bool:
        """Whether the edition of a former goal is at hand."""
        return self._earlier_of(fate) is not None

    def _why(self, line: Line) -> str:
        if line.disposition is None:
            return ""
        missing = self.missing(line.disposition)
        if missing:
            labels = ", ".join(label for _, label in missing)
            return self._controller.translate("lineage.lacks", fields=labels)
        return next((text for _, text in self.evidence(line.disposition)), "")

    def _status(self, goal: Node, profile: Profile) -> str:
        status = profile.status(goal.get("status"))
        if status is None:
            return ""
        if not goal.get("status-as-of"):
            return status.label
        day = self._wording.date(goal.get("status-as-of"))
        return self._controller.translate("lineage.status", status=status.label, date=day)

    def _earlier_of(self, fate: Fate) -> Earlier | None:
        at_hand = self._controller.editions.at_hand
        if self._known is not at_hand:
            self._known, self._earlier = at_hand, {}
        key = fate.predecessor.get("document")
        if key not in self._earlier and key in at_hand:
            root = at_hand[key].document.root
            goals = {each.id: each for each in root.walk() if each.tag in ("goal", "subgoal")}
            self._earlier[key] = Earlier(
                {goal_id: goal for goal_id, goal in goals.items() if goal_id}, profile_of(root)
            )
        return self._earlier.get(key)


def text_of(goal: Node) -> GoalText:
    """Return the words of a goal."""
    statement = goal.child("statement")
    text = wording(statement) if statement is not None else ""
    return GoalText(goal.id or "", goal.id or "", title_of(goal), text)
