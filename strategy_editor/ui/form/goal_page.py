"""The page of a goal: who answers for it in time, what serves it, where it comes from."""

from __future__ import annotations

from datetime import date

from strategy_editor.document.node import Node
from strategy_editor.document.profile import Actor
from strategy_editor.editing.history import Step
from strategy_editor.forms.overviews import (
    dispositions_of,
    fates_of,
    has_predecessor,
    lead_at,
    leads_in_time,
    with_disposition,
)
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.editions import life_of
from strategy_editor.ui.form.overview import Fact
from strategy_editor.ui.form.page_base import MilestonesPage, Page
from strategy_editor.ui.form.protocol import MakeForm
from strategy_editor.ui.form.summary import card_title
from strategy_editor.ui.theme import Theme

_ELSEWHERE = ("measure", "relation")


class GoalPage(MilestonesPage):
    """Goal and subgoal."""

    slow = ("served", "editions")

    def __init__(
        self, controller: Controller, theme: Theme, node: Node, make_form: MakeForm
    ) -> None:
        super().__init__(controller, theme, node, make_form, frozenset({"milestone"}))

    def build(self) -> None:
        self.add_overview("leads")
        super().build()
        self.add_overview("served")
        self.add_overview("origin")
        self.add_overview("became")
        self.add_overview("editions")
        self._controller.editions.changed.connect(self.tell_slowly)

    def tell(self) -> None:
        self.overviews["leads"].show_facts(self._leads())
        self._tell_origin()
        fates = fates_of(self._controller.session.document.root, self.node_id)
        self.overviews["became"].show_facts(self._told(fates))

    def tell_slowly(self) -> None:
        self.overviews["served"].show_facts(self._served())
        own = self._controller.session.document.root.id or ""
        facts = life_of(self._controller, own, self.node_id)
        self.overviews["editions"].show_facts(facts)

    def focus_field(self, key: str) -> bool:
        if key == "lineage":
            return self._focus_origin()
        return super().focus_field(key)

    def create_origin(self) -> None:
        """Record where the goal comes from: a new disposition, to be filled in."""
        controller = self._controller
        document, made = with_disposition(
            controller.session.document, controller.session.schema, "new", {"new": self.node_id}
        )
        step = Step("edit.add", (("element", "disposition"),), self.node_id)
        if controller.apply(step, lambda _old: document):
            controller.select(made)
            controller.structure.added(made)

    def _leads(self) -> list[Fact]:
        controller = self._controller
        wording = controller.wording
        named = leads_in_time(self._node)
        facts = []
        for lead in named if len(named) > 1 else ():
            span = wording.span_text(lead.get("from"), lead.get("until"))
            name = wording.short_name(lead.get("actor"))
            facts.append(Fact(": ".join(filter(None, (span, name)))))
        return [*facts, *self._leads_at(date.today())] if named else []

    def _leads_at(self, today: date) -> list[Fact]:
        """Who leads as of the document's date, and today if that is somebody else."""
        controller = self._controller
        actors = controller.actors
        day = controller.as_of or today
        then = lead_at(self._node, actors, day)
        now = lead_at(self._node, actors, today)
        if [each.id for each in then] == [each.id for each in now] and len(then) == 1:
            return []
        facts = []
        if day != today:
            shown = controller.wording.date(day.isoformat())
            facts.append(self._lead_fact("overview.lead-then", then, date=shown))
        if day == today or now[-1:] != then[-1:]:
            facts.append(self._lead_fact("overview.lead-now", now))
        return facts

    def _lead_fact(self, key: str, chain: list[Actor], **values: str) -> Fact:
        translate = self._controller.translate
        if not chain:
            return Fact(translate(key, name=translate("overview.nobody"), **values), tone="warning")
        name = " \u2192 ".join(each.short for each in chain)
        return Fact(translate(key, name=name, **values), chain[-1].id)

    def _served(self) -> list[Fact]:
        document = self._controller.session.document
        facts = []
        for use in self._controller.uses.of(document.root, self.node_id):
            if use.node.tag not in _ELSEWHERE:
                continue
            owner = use.node if use.node.tag == "measure" else document.parent(use.node.id or "")
            if owner is not None and owner.id != self.node_id:
                facts.append(self._relation(use.node, owner))
        return facts

    def _relation(self, node: Node, owner: Node) -> Fact:
        fact = self.fact_of(owner)
        if node.tag == "measure":
            return fact
        wording = self._controller.wording
        kind = wording.choice("relation", "type", node.get("type"))
        return Fact(f"{fact.words} {kind} {wording.short_name(self.node_id)}", fact.target)

    def _tell_origin(self) -> None:
        controller, section = self._controller, self.overviews["origin"]
        root = controller.session.document.root
        found = dispositions_of(root, self.node_id, "new")
        facts = self._told(found)
        is_open = not found and has_predecessor(root) and self.tag == "goal"
        if is_open:
            facts.append(Fact(controller.translate("overview.no-origin"), tone="warning"))
        wanted = is_open and not controller.session.is_read_only
        section.show_offer(
            controller.translate("overview.add-origin") if wanted else "", self.create_origin
        )
        section.show_facts(facts)

    def _told(self, dispositions: list[Node]) -> list[Fact]:
        wording = self._controller.wording
        return [
            Fact(
                f"{wording.choice('disposition', 'kind', each.get('kind'))}:"
                f" {card_title(each, wording)}",
                each.id or "",
            )
            for each in dispositions
        ]

    def _focus_origin(self) -> bool:
        offer = self.overviews["origin"].offer
        if offer is not None:
            offer.setFocus()
        return offer is not None


class FormerGoalPage(Page):
    """A goal of the edition before: what became of it, and its life in all editions at hand."""

    slow = ("editions",)

    def build(self) -> None:
        self.add_overview("became")
        self.add_overview("editions")
        self._controller.editions.changed.connect(self.tell_slowly)

    def tell_slowly(self) -> None:
        controller = self._controller
        document = controller.session.document
        if self.node_id not in document:
            # Taken out a moment ago: the page goes, too.
            return
        predecessor = document.parent(self.node_id)
        edition = predecessor.get("document") if predecessor is not None else ""
        facts = life_of(controller, edition, self._node.get("goal"))
        self.overviews["editions"].show_facts(facts)

    def tell(self) -> None:
        controller, section = self._controller, self.overviews["became"]
        wording = controller.wording
        found = dispositions_of(controller.session.document.root, self.node_id, "old")
        facts = []
        for each in found:
            kind = wording.choice("disposition", "kind", each.get("kind"))
            facts.append(Fact(f"{kind}: {card_title(each, wording)}", each.id or ""))
        if not found:
            facts.append(Fact(controller.translate("overview.not-accounted"), tone="warning"))
        wanted = not found and not controller.session.is_read_only
        section.show_offer(
            controller.translate("overview.add-became") if wanted else "", self.create_disposition
        )
        section.show_facts(facts)

    def focus_field(self, key: str) -> bool:
        offer = self.overviews["became"].offer
        if not key and offer is not None:
            offer.setFocus()
            return True
        return super().focus_field(key)

    def create_disposition(self) -> None:
        """Account for the goal: in the neutral kind, until the author chooses another."""
        controller = self._controller
        document, made = with_disposition(
            controller.session.document,
            controller.session.schema,
            "no-statement",
            {"old": self.node_id},
        )
        step = Step("edit.add", (("element", "disposition"),), self.node_id)
        if controller.apply(step, lambda _old: document):
            controller.select(made)
            controller.structure.added(made)
