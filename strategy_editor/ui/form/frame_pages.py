"""The pages of profile and metadata: what their settings come to in this document."""

from __future__ import annotations

from strategy_editor.document.dates import parse_day
from strategy_editor.document.node import Node
from strategy_editor.document.texts import shortened, title_of
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.overview import Fact
from strategy_editor.ui.form.page_base import Page

_LENGTH = 70


class ProfilePage(Page):
    """Names and numbers of the levels as this document shows them, and the horizons in days."""

    def build(self) -> None:
        for key in ("numbering", "horizons"):
            self.add_overview(key)

    def tell(self) -> None:
        self.overviews["numbering"].show_facts(self._numbering())
        self.overviews["horizons"].show_facts(horizons(self._controller))

    def _numbering(self) -> list[Fact]:
        controller = self._controller
        wording, numbers = controller.wording, controller.numbers
        first: dict[str, Node] = {}
        for node in controller.session.document.root.walk():
            if node.id in numbers:
                first.setdefault(node.tag, node)
        roles = [level.get("role") for level in self._node.children_of("level")]
        facts = []
        for role in (each for each in roles if each in first):
            node = first[role]
            title = shortened(title_of(node), _LENGTH)
            words = f"{wording.label(role)}: {numbers[node.id or '']}\u2002{title}"
            facts.append(Fact(words, node.id or ""))
        return facts


class MetadataPage(Page):
    """What term and base date mean for the horizons, and what the edition follows."""

    def build(self) -> None:
        self.add_overview("term")
        self.add_overview("horizons")

    def tell(self) -> None:
        self.overviews["term"].show_facts(self._term())
        self.overviews["horizons"].show_facts(horizons(self._controller))

    def _term(self) -> list[Fact]:
        controller, wording = self._controller, self._controller.wording
        facts = []
        first, last = self._node.get("valid-from"), self._node.get("valid-until")
        if parse_day(first) or parse_day(last):
            facts.append(Fact(wording.span_text(first, last)))
        start, end = parse_day(first), parse_day(last)
        if start is not None and end is not None and end < start:
            facts.append(Fact(controller.translate("overview.term-ends-early"), tone="warning"))
        if parse_day(self._node.get("horizon-base")) is None:
            facts.append(Fact(controller.translate("overview.no-base"), tone="warning"))
        return facts


def horizons(controller: Controller) -> list[Fact]:
    """Return what each horizon class covers, counted from the document's base date."""
    profile, wording = controller.profile, controller.wording
    base = profile.horizon_base
    facts = []
    for each in profile.horizon_classes:
        if each.permanent or base is None:
            words = each.label
        else:
            words = wording.span("overview.horizon", each.label, each.span(base))
        facts.append(Fact(words, each.id))
    return facts
