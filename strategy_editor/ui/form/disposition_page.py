"""The page of a disposition: from which goals to which, and what its kind asks for."""

from __future__ import annotations

from strategy_editor.document.node import Node
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.overview import Fact
from strategy_editor.ui.form.page_base import Page
from strategy_editor.ui.form.protocol import MakeForm
from strategy_editor.ui.theme import Theme
from strategy_editor.validation.rules.lineage import CARDINALITIES, EVIDENCE


class DispositionPage(Page):
    """Explains the kind, shows the way of the goals, and asks for the evidence that is due."""

    def __init__(
        self, controller: Controller, theme: Theme, node: Node, make_form: MakeForm
    ) -> None:
        self._kind = ""
        super().__init__(controller, theme, node, make_form)

    def build(self) -> None:
        self.add_overview("way")
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
        controller = self._controller
        translate, wording = controller.translate, controller.wording
        kind = self._node.get("kind")
        is_known = kind in CARDINALITIES
        facts = [Fact(translate(f"disposition.{kind}"), tone="hint")] if is_known else []
        for side in ("old", "new"):
            label = wording.attribute_label("disposition", side)
            for goal in self._node.get(side).split():
                is_there = goal in controller.session.document
                name = f"{label}: {wording.goal_name(goal)}"
                facts.append(Fact(name, goal if is_there else ""))
        facts += [
            Fact(translate("disposition.law-missing"), tone="warning")
            for key in EVIDENCE.get(kind, ())
            if key == "legal-reference" and self._node.child(key) is None
        ]
        return facts
