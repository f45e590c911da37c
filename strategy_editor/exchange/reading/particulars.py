"""What a goal or measure states besides its facts: legal basis, relations, decisions, money."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.node import Node
from strategy_editor.document.texts import wording
from strategy_editor.exchange.reading.reader import Facts, Reader

_NAMED = ("decision-reference", "coalition-agreement", "funding-programme", "contact")


def particulars(reader: Reader, node: Node) -> Facts:
    """Return them labelled, as ``Reader.facts`` does; open questions are working data."""
    return [(label, value) for label, value in _particulars(reader, node) if value]


def _particulars(reader: Reader, node: Node) -> Iterator[tuple[str, str]]:
    laws = [_law(reader, law) for law in node.children_of("legal-reference")]
    yield reader.label("legal-reference"), "; ".join(laws)
    yield from _relations(reader, node)
    if node.tag != "imprint":
        for name in _NAMED:
            yield reader.attribute_label(node.tag, name), node.get(name)
    money = filter(None, _money(reader, node.children_of("finance")))
    yield reader.label("finance"), "; ".join(money)


def _law(reader: Reader, law: Node) -> str:
    text = ", ".join(filter(None, (law.get("law"), law.get("provision"))))
    date = reader.date(law.get("version-date"))
    return _noted(reader.word("value-at", value=text, date=date) if date else text, law)


def _relations(reader: Reader, node: Node) -> Iterator[tuple[str, str]]:
    by_type: dict[str, list[str]] = {}
    for relation in node.children_of("relation"):
        text = reader.reference_text(relation.get("target"), "number-and-title")
        by_type.setdefault(relation.get("type"), []).append(_noted(text, relation))
    for kind, texts in by_type.items():
        label = reader.choice("relation", "type", kind)
        yield label[:1].upper() + label[1:], "; ".join(texts)


def _money(reader: Reader, finances: list[Node]) -> Iterator[str]:
    for finance in finances:
        amount = reader.number(finance.get("amount"))
        money = reader.word("money", amount=amount) if amount else ""
        text = ": ".join(filter(None, (finance.get("year"), money)))
        yield _noted(", ".join(filter(None, (text, finance.get("budget-title")))), finance)
    if any(finance.get("reservation") in ("true", "1") for finance in finances):
        yield reader.word("reservation")


def _noted(text: str, node: Node) -> str:
    note = node.child("note")
    words = " ".join(wording(note).split()) if note is not None else ""
    return " – ".join(filter(None, (text, words.removesuffix("."))))
