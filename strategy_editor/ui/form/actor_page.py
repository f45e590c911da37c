"""The page of an actor: whom it followed, who followed it, who answers today, where it is named."""

from __future__ import annotations

from datetime import date

from strategy_editor.document.profile import Actor
from strategy_editor.forms.overviews import predecessors_of, responsible_on
from strategy_editor.ui.form.overview import Fact
from strategy_editor.ui.form.page_base import Page
from strategy_editor.ui.form.summary import card_title, subtitle

_SHOWN = 20


class ActorPage(Page):
    """An actor with its succession."""

    slow = ("used",)

    def build(self) -> None:
        self.add_overview("succession")
        self.add_overview("used")

    def tell(self) -> None:
        self.overviews["succession"].show_facts(self._succession())

    def tell_slowly(self) -> None:
        self.overviews["used"].show_facts(self._used())

    def _succession(self) -> list[Fact]:
        translate, today = self._controller.translate, date.today()
        actors = self._controller.actors
        own = actors.get(self.node_id)
        if own is None:
            return []
        before = predecessors_of(actors, own.id)
        chain = responsible_on(actors, own.id, today)
        facts = [self._named("overview.predecessor", each) for each in before]
        if own.successor in actors:
            facts.append(self._named("overview.successor", actors[own.successor]))
        last = chain[-1]
        is_there = last.lifetime.last is None or last.lifetime.last >= today
        if not is_there:
            facts.append(Fact(translate("overview.nobody-today"), tone="warning"))
        elif before or last is not own or own.successor:
            facts.append(Fact(translate("overview.today", name=last.name)))
        return facts

    def _named(self, key: str, actor: Actor) -> Fact:
        wording = self._controller.wording
        first, last = actor.lifetime.first, actor.lifetime.last
        span = wording.span_text(
            first.isoformat() if first else "", last.isoformat() if last else ""
        )
        words = self._controller.translate(key, name=actor.name)
        return Fact(" · ".join(filter(None, (words, span))), actor.id)

    def _used(self) -> list[Fact]:
        controller = self._controller
        document, wording = controller.session.document, controller.wording
        facts = []
        uses = controller.uses.of(document.root, self.node_id)
        for use in uses[:_SHOWN]:
            owner = use.node
            if use.node.tag == "responsibility":
                owner = document.parent(use.node.id or "") or use.node
            words = wording.name(owner)
            if owner is not use.node:
                facts_of = (card_title(use.node, wording), subtitle(use.node, wording))
                words = " · ".join(filter(None, (words, *facts_of)))
            else:
                label = wording.field_label(owner.tag, use.field)
                words = f"{words} · {label}"
            facts.append(Fact(words, owner.id or ""))
        if len(uses) > _SHOWN:
            facts.append(Fact(controller.translate("several.further", count=len(uses) - _SHOWN)))
        return facts
