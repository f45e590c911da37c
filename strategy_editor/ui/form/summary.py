"""What a card says about an element in one or two lines."""

from __future__ import annotations

from strategy_editor.document.node import Node
from strategy_editor.document.texts import shortened, title_of, wording
from strategy_editor.exchange.reading.values import number_text
from strategy_editor.workspace.wording import Wording

_LENGTH = 160


NAMED_BY_OTHERS = frozenset(
    {"responsibility", "relation", "disposition", "adoption", "participation"}
)
"""What is named after other elements, whose names may change while it does not."""

_NAMING: dict[str, tuple[str, ...]] = {
    "responsibility": ("actor", "role"),
    "relation": ("type", "target"),
    "finance": ("year", "amount", "budget-title"),
    "baseline": ("value", "when"),
    "target": ("value", "when"),
    "actual": ("value", "when"),
    "adoption": ("body", "date"),
    "participation": ("actor", "outcome"),
    "required-part": ("role",),
    "submission-field": ("kind",),
    "level": ("singular", "role"),
}


def card_title(node: Node, wording: Wording) -> str:
    """Return what tells an element from its like: its title, its facts, or what it is called."""
    names = _NAMING.get(node.tag, ())
    title = ", ".join(filter(None, dict.fromkeys(_value(node, name, wording) for name in names)))
    if node.tag == "disposition":
        title = _disposition(node, wording)
    return title or summary(node, wording) or wording.label(node.tag)


def _disposition(node: Node, wording: Wording) -> str:
    sides = (node.get("old").split(), node.get("new").split())
    shown = [", ".join(wording.goal_name(each) for each in side) for side in sides]
    return shortened(" → ".join(filter(None, shown)), _LENGTH)


def summary(node: Node, words: Wording) -> str:
    """Return number and title, or the first words."""
    title = title_of(node, words.printed)
    if not title and node.tag in ("list", "table", "quotation", "box"):
        title = " · ".join(filter(None, (words.title(child) for child in node.children)))
    if not title:
        title = " ".join(wording(node, words.printed).split())
    number = words.numbers.get(node.id or "", "")
    text = f"{number}\u2002{title}" if number else title
    return shortened(text, _LENGTH)


def subtitle(node: Node, wording: Wording) -> str:
    """Return the facts that tell one element of its kind from another."""
    facts = [_value(node, name, wording) for name in _SHOWN.get(node.tag, ()) if node.get(name)]
    if node.tag in _SPANS:
        facts.append(_span(node, *_SPANS[node.tag], wording))
    if node.tag == "indicator":
        facts += _course(node, wording)
    return " · ".join(filter(None, facts))


_SHOWN: dict[str, tuple[str, ...]] = {
    "goal": ("horizon", "target-date", "status"),
    "subgoal": ("horizon", "target-date", "status"),
    "measure": ("status",),
    "milestone": ("date", "status"),
    "responsibility": ("unit",),
    "finance": ("source",),
    "baseline": ("source",),
    "target": ("source",),
    "actual": ("source",),
    "disposition": ("kind",),
    "legal-reference": ("provision",),
    "actor": ("abbreviation", "kind"),
    "horizon-class": ("over", "up-to"),
    "level": ("prefix", "counting"),
    "status": ("for", "meaning"),
    "adoption": ("file-number",),
    "participation": ("date",),
    "former-goal": ("field",),
    "enclosure": ("kind",),
}
_SPANS = {
    "responsibility": ("from", "until"),
    "measure": ("start", "end"),
    "actor": ("valid-from", "valid-until"),
}


def _span(node: Node, first: str, last: str, wording: Wording) -> str:
    return wording.span_text(node.get(first), node.get(last))


def _value(node: Node, name: str, wording: Wording) -> str:
    value = node.get(name)
    element_type = wording.schema.element(node.tag)
    attribute = element_type.attribute(name) if element_type is not None else None
    if attribute is None:
        return value
    if attribute.value_type.choices:
        return wording.choice(node.tag, name, value)
    if attribute.is_reference:
        return ", ".join(wording.short_name(each) for each in value.split())
    if attribute.value_type.name in ("date", "partial-date", "year"):
        return wording.date(value)
    if attribute.value_type.name in ("decimal", "years"):
        return number_text(value, wording.language)
    return value


def _course(indicator: Node, wording: Wording) -> list[str]:
    values = [indicator.child("baseline"), *indicator.children_of("target")[-1:]]
    shown = [number_text(each.get("value"), wording.language) for each in values if each]
    unit = indicator.get("unit")
    return [" → ".join(shown) + (f" {unit}" if unit else "")] if shown else []
