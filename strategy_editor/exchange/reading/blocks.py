"""The printed blocks of a strategy in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

from strategy_editor.document.node import Node

BlockKind = Literal[
    "title-page",
    "heading",
    "paragraph",
    "statement",
    "clause",
    "principle",
    "addressee",
    "item",
    "table",
    "figure",
    "quotation",
    "claim",
    "goal",
    "measure",
    "indicator",
    "milestones",
    "labelled",
    "entry",
    "abbreviation",
    "source",
    "signature",
    "facts",
    "generated",
]

HEADED = frozenset(
    {
        "part", "foreword", "context", "reading-guide", "section", "vision", "principles",
        "scope", "field", "governance", "governing-body", "instrument", "reporting",
        "disclaimer", "glossary", "abbreviations", "sources", "annex", "imprint",
    }
)  # fmt: skip
MAX_LEVEL = 6


class Block(NamedTuple):
    """One printed block.

    ``node`` is the element that it shows and ``node_id`` the nearest one with an id, to select
    or to edit; ``field`` names the child that holds the text where that is not the element
    itself. ``level`` is the heading level from 1, for list items the nesting from 0. ``frame`` is
    the box that the block stands in. ``marker`` is what a list item begins with. ``cards`` are
    the goals and measures that it belongs to, outermost first.
    """

    kind: BlockKind
    node: Node
    node_id: str
    level: int = 0
    field: str = ""
    frame: Node | None = None
    marker: str = ""
    cards: tuple[Node, ...] = ()


Cards = tuple[Node, ...]
Writer = Callable[[Node, int, Cards], Iterator[Block]]


class Nested(NamedTuple):
    """A headed element among the blocks of another, not listed yet."""

    node: Node
    level: int


def blocks(root: Node) -> list[Block]:
    """List all printed blocks; annotations, lineage and other working data are not printed."""
    return list(_all(top_blocks(root)))


def flow_blocks(node: Node) -> list[Block]:
    """List the blocks in an element that is printed outside the strategy's own order."""
    return [block for child in node.children for block in _contained(child, 1, ())]


def top_blocks(root: Node) -> Iterator[Block | Nested]:
    """Yield the title page and what stands directly below the root."""
    metadata = root.child("metadata")
    if metadata is not None:
        yield Block("title-page", metadata, metadata.id or "")
    for child in root.children:
        yield from _structure(child, 1)


def section_blocks(section: Nested) -> Iterator[Block | Nested]:
    """Yield the blocks of one headed element; headed elements inside it are not entered.

    Whoever follows revisions can so keep what it listed of the sections that did not change.
    """
    node, level = section
    node_id = node.id or ""
    yield Block("heading", node, node_id, level, "title")
    if node.tag == "field" and node.children_of("responsibility"):
        yield Block("facts", node, node_id)
    for child in node.children:
        if child.tag == "statement":
            yield Block("statement", child, node_id, field="statement")
        else:
            yield from _structure(child, level + 1)
    if node.get("generated"):
        yield Block("generated", node, node_id, level)
    if node.tag == "imprint" and (node.get("unit") or node.get("contact")):
        yield Block("facts", node, node_id)


def _all(listed: Iterable[Block | Nested]) -> Iterator[Block]:
    for each in listed:
        if isinstance(each, Nested):
            yield from _all(section_blocks(each))
        else:
            yield each


def _structure(node: Node, level: int) -> Iterator[Block | Nested]:
    if node.tag in HEADED:
        yield Nested(node, min(level, MAX_LEVEL))
    else:
        yield from _contained(node, level, ())


def _contained(node: Node, level: int, cards: Cards) -> Iterator[Block]:
    if node.tag in HEADED:
        return _all(section_blocks(Nested(node, min(level, MAX_LEVEL))))
    writer = _WRITERS.get(node.tag)
    return writer(node, min(level, MAX_LEVEL), cards) if writer is not None else iter(())


def _claim(node: Node, level: int, cards: Cards) -> Iterator[Block]:
    yield Block("claim", node, node.id or "", level, "title", cards=cards)
    yield from _statement(node, cards)
    yield from _below(node, level, cards)


def _goal(node: Node, level: int, cards: Cards) -> Iterator[Block]:
    node_id = node.id or ""
    cards = (*cards, node)
    yield Block("goal", node, node_id, level, "title", cards=cards)
    yield from _statement(node, cards)
    yield Block("facts", node, node_id, cards=cards)
    for tag in ("rationale", "qualitative-reason"):
        child = node.child(tag)
        if child is not None:
            yield Block("labelled", child, node_id, field=tag, cards=cards)
    yield from _below(node, level, cards)


def _measure(node: Node, level: int, cards: Cards) -> Iterator[Block]:
    cards = (*cards, node)
    yield Block("measure", node, node.id or "", level, "title", cards=cards)
    yield from _statement(node, cards)
    yield Block("facts", node, node.id or "", cards=cards)
    yield from _below(node, level, cards)


def _below(node: Node, level: int, cards: Cards) -> Iterator[Block]:
    milestones = node.children_of("milestone")
    for child in node.children:
        if child.tag == "milestone":
            if child is milestones[0]:
                yield Block("milestones", node, node.id or "", cards=cards)
        else:
            yield from _contained(child, level + 1, cards)


def _statement(node: Node, cards: Cards) -> Iterator[Block]:
    statement = node.child("statement")
    if statement is not None:
        yield Block("statement", statement, node.id or "", field="statement", cards=cards)


def _principle(node: Node, level: int, cards: Cards) -> Iterator[Block]:
    yield Block("principle", node, node.id or "", level, "title", cards=cards)
    yield from _statement(node, cards)
    yield from _below(node, level, cards)


def _simple(kind: BlockKind, field: str = "") -> Writer:
    def write(node: Node, level: int, cards: Cards) -> Iterator[Block]:
        yield Block(kind, node, node.id or "", level, field, cards=cards)

    return write


def _list(node: Node, _level: int, cards: Cards, depth: int = 0) -> Iterator[Block]:
    for number, item in enumerate(node.children_of("item"), 1):
        marker = _marker(node.get("kind"), number, depth)
        yield Block("item", item, item.id or "", depth, "text", marker=marker, cards=cards)
        for nested in item.children_of("list"):
            yield from _list(nested, 0, cards, depth + 1)


def _marker(kind: str, number: int, depth: int) -> str:
    match kind:
        case "number":
            return f"{number}."
        case "letter":
            return f"{chr(ord('a') + (number - 1) % 26)})"
        case _:
            return "•" if depth % 2 == 0 else "–"


def _box(node: Node, level: int, cards: Cards) -> Iterator[Block]:
    if node.child("title") is not None:
        yield Block("labelled", node, node.id or "", field="title", frame=node, cards=cards)
    for child in node.children:
        for block in _contained(child, level, cards):
            yield block._replace(frame=node)


_WRITERS: dict[str, Writer] = {
    "paragraph": _simple("paragraph"),
    "list": _list,
    "table": _simple("table"),
    "figure": _simple("figure"),
    "quotation": _simple("quotation", "text"),
    "box": _box,
    "claim": _claim,
    "goal": _goal,
    "subgoal": _goal,
    "measure": _measure,
    "indicator": _simple("indicator"),
    "clause": _simple("clause", "statement"),
    "principle": _principle,
    "addressee": _simple("addressee", "statement"),
    "glossary-entry": _simple("entry"),
    "abbreviation": _simple("abbreviation"),
    "source": _simple("source", "citation"),
    "signature": _simple("signature"),
}
