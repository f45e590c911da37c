"""The page of a disposition: from which goals to which, and what its kind asks for."""

from __future__ import annotations

from strategy_editor.document.node import Node
from strategy_editor.lineage.kinds import CARDINALITIES, EVIDENCE
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.goal_map import GoalMap, Mapped
from strategy_editor.ui.form.overview import Fact
from strategy_editor.ui.form.page_base import Page
from strategy_editor.ui.form.protocol import MakeForm
from strategy_editor.ui.form.summary import subtitle
from strategy_editor.ui.theme import Theme

_SIDES = ("old", "new")


class DispositionPage(Page):
    """Explains the kind, shows the way of the goals, and asks for the evidence that is due."""

    def __init__(
        self, controller: Controller, theme: Theme, node: Node, make_form: MakeForm
    ) -> None:
        self._kind = ""
        super().__init__(controller, theme, node, make_form)

    def build(self) -> None:
        self.add_overview("way")
        self.map = GoalMap(self._controller, self._theme)
        self._box.insertWidget(0, self.map)
        # Above the fields: what is decided here in one sentence.
        self._box.insertWidget(0, self.overviews["way"])

    def show_other(self, node: Node) -> None:
        self._kind = ""
        super().show_other(node)

    def tell(self) -> None:
        kind = self._node.get("kind")
        if kind != self._kind:
            self._kind = kind
            self._ask(EVIDENCE.get(kind, ()))
        self.overviews["way"].show_facts(self._way())
        self._show_map()

    def _ask(self, needed: tuple[str, ...]) -> None:
        """Show what the kind demands, marked as required; what it does not demand is optional."""
        for key in needed:
            if any(each.key == key for each in self._plan.more):
                self.ask_for(key)
        for key, field in self._by_key.items():
            if key not in ("@kind",):
                field.set_required(key in (*needed, *self._sides()))

    def _sides(self) -> tuple[str, ...]:
        limits = CARDINALITIES.get(self._node.get("kind"), (0, None, 0, None))
        sides = (("@old", limits[0]), ("@new", limits[2]))
        return tuple(key for key, least in sides if least)

    def _way(self) -> list[Fact]:
        translate = self._controller.translate
        kind = self._node.get("kind")
        is_known = kind in CARDINALITIES
        facts = [Fact(translate(f"disposition.{kind}"), tone="hint")] if is_known else []
        facts += [
            Fact(translate("disposition.law-missing"), tone="warning")
            for key in EVIDENCE.get(kind, ())
            if key == "legal-reference" and self._node.child(key) is None
        ]
        return facts

    def _show_map(self) -> None:
        wording = self._controller.wording
        heads = [wording.attribute_label("disposition", side) for side in _SIDES]
        sides = [[self._mapped(goal) for goal in self._node.get(side).split()] for side in _SIDES]
        limits = CARDINALITIES.get(self._node.get("kind"), (0, None, 0, None))
        empty = [self._empty(most) for most in (limits[1], limits[3])]
        self.map.show_sides((heads[0], heads[1]), (sides[0], sides[1]), empty)
        self.map.setAccessibleName(self._controller.translate("overview.way"))
        self.map.setAccessibleDescription(self._spoken(heads, sides))

    def _mapped(self, goal_id: str) -> Mapped:
        controller = self._controller
        goal = controller.session.document.find(goal_id)
        name = controller.wording.goal_name(goal_id)
        return Mapped(name, subtitle(goal, controller.wording), goal_id) if goal else Mapped(name)

    def _empty(self, most: int | None) -> str:
        return self._controller.translate("disposition.none" if most == 0 else "form.choose")

    def _spoken(self, heads: list[str], sides: list[list[Mapped]]) -> str:
        nothing = self._controller.translate("form.none")
        named = [", ".join(each.words for each in side) or nothing for side in sides]
        return "; ".join(f"{head}: {words}" for head, words in zip(heads, named, strict=True))
