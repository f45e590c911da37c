"""A strategy as units that a Synopse compares: paragraphs, titles, single facts, rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace

from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_of, wording
from strategy_editor.exchange.reading.blocks import Block, blocks
from strategy_editor.exchange.reading.front import title_facts
from strategy_editor.exchange.reading.measured import measured_facts, milestone_runs
from strategy_editor.exchange.reading.particulars import particulars
from strategy_editor.exchange.reading.reader import Facts, Reader
from strategy_editor.exchange.reading.runs import plain

_BLANKS = re.compile(r"[ \t\r\n]+")
_BETWEEN_CELLS = "\u00a0| "
_GOALS = frozenset({"goal", "subgoal"})
_HEADINGS = frozenset({"heading", "claim", "measure", "principle"})


@dataclass(frozen=True)
class Unit:
    """A piece of text that is compared as a whole.

    ``key`` is the same in both editions where they mean the same; ``node_id`` is the element that
    it belongs to. ``label`` and ``number`` stand before the text and are no part of what is
    compared. ``level`` is that of a heading, 0 for all else. ``is_fact`` marks what is stated in
    attributes.
    """

    key: Hashable
    node_id: str
    text: str
    label: str = ""
    number: str = ""
    level: int = 0
    is_fact: bool = False
    goal: str = ""
    """The goal that it belongs to, if any."""
    is_small: bool = False
    """Whether it is read in one go with its like where all of them came or went."""
    table: str = ""
    """The table that it is a row of, if any."""


def joined(one: Unit, other: Unit) -> Unit:
    """Return two small units as one; each row of a table is a line of its own."""
    texts = (f"{each.label}: {each.text}" if each.label else each.text for each in (one, other))
    return replace(one, text=("\n" if one.table else "; ").join(texts), label="")


def units(reader: Reader) -> list[Unit]:
    """Return the units of an edition in reading order; generated tables say nothing new."""
    found: list[Unit] = []
    for block in blocks(reader.root):
        goals = [card.id or "" for card in block.cards if card.tag in _GOALS]
        said = [unit for unit in _of(reader, block) if unit.text]
        found += [replace(unit, goal=goals[-1]) for unit in said] if goals else said
    return found


def _of(reader: Reader, block: Block) -> Iterator[Unit]:
    if block.kind in _HEADINGS:
        title = title_of(block.node) or reader.label(block.node.tag)
        number = reader.numbers.get(block.node_id, "")
        yield Unit((block.node_id, "title"), block.node_id, title, "", number, block.level)
        return
    writer = _WRITERS.get(block.kind)
    if writer is not None:
        yield from writer(reader, block)
        return
    text = _text(reader, block)
    label = reader.label(block.node.tag) if block.kind == "labelled" else ""
    role = block.field if block.field in ("rationale", "qualitative-reason") else "text"
    yield Unit((block.node_id, role), block.node_id, text, label)


def _text(reader: Reader, block: Block) -> str:
    node = block.node
    if block.kind == "labelled" and block.field == "title":
        return title_of(node)
    holder = node.child(block.field) if block.field and node.child(block.field) else node
    return _tidy(plain(reader.runs(holder or node)))


def _tidy(text: str) -> str:
    """White space is one blank, but non-breaking blanks are the author's."""
    return _BLANKS.sub(" ", text).strip(" ")


def _goal(reader: Reader, block: Block) -> Iterator[Unit]:
    """A goal is known by its title and what it states, together."""
    node = block.node
    statement = node.child("statement")
    said = _tidy(plain(reader.runs(statement))) if statement is not None else ""
    text = ": ".join(filter(None, (title_of(node), said)))
    number = reader.numbers.get(block.node_id, "")
    yield Unit((block.node_id, "title"), block.node_id, text, reader.label(node.tag), number,
               block.level)  # fmt: skip


def _statement(reader: Reader, block: Block) -> Iterator[Unit]:
    owner = reader.elements.get(block.node_id)
    if owner is None or owner.tag not in _GOALS:
        text = _tidy(plain(reader.runs(block.node)))
        yield Unit((block.node_id, "statement"), block.node_id, text)


def _facts(reader: Reader, block: Block) -> Iterator[Unit]:
    yield from _stated(block, [*reader.facts(block.node), *particulars(reader, block.node)])


def _stated(block: Block, facts: Facts) -> Iterator[Unit]:
    for label, value in facts:
        yield Unit(
            (block.node_id, "fact", label), block.node_id, value, label, is_fact=True, is_small=True
        )


def _front(reader: Reader, block: Block) -> Iterator[Unit]:
    node = block.node
    yield Unit(("front", "title"), block.node_id, title_of(node))
    yield Unit(("front", "subtitle"), block.node_id, _tidy(node.text_of("subtitle")))
    for label, value in title_facts(reader, node, draft=False):
        yield Unit(("front", label), block.node_id, value, label, is_fact=True, is_small=True)


def _table(reader: Reader, block: Block) -> Iterator[Unit]:
    node = block.node
    label = reader.label(node.tag)
    number = reader.numbers.get(block.node_id, "")
    title = _tidy(wording(node.child("caption") or Node("caption")))
    yield Unit((block.node_id, "text"), block.node_id, title or label, label, number)
    for row in node.children_of("row"):
        cells = [_tidy(plain(reader.runs(cell))) for cell in row.children_of("cell")]
        key = (row.id or id(row), "text")
        text = _BETWEEN_CELLS.join(cells)
        yield Unit(key, row.id or block.node_id, text, is_small=True, table=block.node_id)


def _figure(reader: Reader, block: Block) -> Iterator[Unit]:
    node = block.node
    title = _tidy(wording(node.child("caption") or Node("caption")))
    label = reader.label(node.tag)
    number = reader.numbers.get(block.node_id, "")
    text = title or _tidy(node.text_of("alt-text")) or label
    yield Unit((block.node_id, "text"), block.node_id, text, label, number)


def _quotation(reader: Reader, block: Block) -> Iterator[Unit]:
    parts = [block.node.child(tag) for tag in ("text", "attribution")]
    texts = [_tidy(plain(reader.runs(part))) for part in parts if part is not None]
    yield Unit((block.node_id, "text"), block.node_id, " – ".join(filter(None, texts)))


def _indicator(reader: Reader, block: Block) -> Iterator[Unit]:
    node = block.node
    label = reader.label("indicator")
    number = reader.numbers.get(block.node_id, "")
    definition = node.child("definition")
    said = _tidy(plain(reader.runs(definition))) if definition is not None else ""
    text = ": ".join(filter(None, (title_of(node), said)))
    yield Unit((block.node_id, "text"), block.node_id, text, label, number)
    yield from _stated(block, list(measured_facts(reader, node, in_table=False)))
    for value in node.children_of("baseline", "target", "actual"):
        amount = f"{reader.number(value.get('value'))} {node.get('unit')}".strip()
        when = reader.date(value.get("when"))
        text = reader.word("value-at", value=amount, date=when) if when else amount
        key = (value.id or (block.node_id, value.tag, value.get("when")), "text")
        yield Unit(key, block.node_id, text, reader.label(value.tag), is_fact=True, is_small=True)


def _milestones(reader: Reader, block: Block) -> Iterator[Unit]:
    for each in block.node.children_of("milestone"):
        text = _tidy(plain(milestone_runs(reader, each)))
        key = (each.id or (block.node_id, each.get("date")), "text")
        yield Unit(key, block.node_id, text, reader.label("milestone"), is_fact=True, is_small=True)


def _entry(reader: Reader, block: Block) -> Iterator[Unit]:
    node = block.node
    short = node.get("abbreviation")
    name = f"{title_of(node)} ({short})" if short else title_of(node)
    definition = node.child("definition")
    said = _tidy(plain(reader.runs(definition))) if definition is not None else ""
    yield Unit((block.node_id, "text"), block.node_id, ": ".join(filter(None, (name, said))))


def _abbreviation(_reader: Reader, block: Block) -> Iterator[Unit]:
    node = block.node
    text = ": ".join(filter(None, (node.get("short"), node.get("long"))))
    yield Unit((block.node_id, "text"), block.node_id, text)


def _signature(reader: Reader, block: Block) -> Iterator[Unit]:
    node = block.node
    place = ", ".join(filter(None, (node.get("place"), reader.date(node.get("date")))))
    parts = (place, node.get("name"), node.get("function"))
    yield Unit((block.node_id, "text"), block.node_id, "; ".join(filter(None, parts)))


def _nothing(_reader: Reader, _block: Block) -> Iterator[Unit]:
    return iter(())


_WRITERS: dict[str, Callable[[Reader, Block], Iterator[Unit]]] = {
    "title-page": _front,
    "goal": _goal,
    "statement": _statement,
    "facts": _facts,
    "table": _table,
    "figure": _figure,
    "quotation": _quotation,
    "indicator": _indicator,
    "milestones": _milestones,
    "entry": _entry,
    "abbreviation": _abbreviation,
    "signature": _signature,
    "generated": _nothing,
}
