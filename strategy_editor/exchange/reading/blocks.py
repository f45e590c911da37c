"""The printed blocks of a strategy in reading order."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal, NamedTuple, cast

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


# Spares the names of the fields, for which the class looks in most of the time it takes.
_new = cast("Callable[[tuple[object, ...]], Block]", partial(tuple.__new__, Block))


class Nested(NamedTuple):
    """A headed element among the blocks of another, not listed yet."""

    node: Node
    level: int


Cards = tuple[Node, ...]
Listed = list[Block | Nested]
# Into a list and not one after the other: twenty thousand blocks before the first page is seen,
# each through half a dozen generators, take twice as long.
Writer = Callable[[Node, int, Cards, Listed], None]


def blocks(root: Node) -> list[Block]:
    """List all printed blocks; annotations, lineage and other working data are not printed."""
    found: list[Block] = []
    _list_all(top_blocks(root), found)
    return found


def flow_blocks(node: Node) -> list[Block]:
    """List the blocks in an element that is printed outside the strategy's own order."""
    listed: Listed = []
    for child in node.children:
        _write(child, 1, (), listed)
    found: list[Block] = []
    _list_all(listed, found)
    return found


def top_blocks(root: Node) -> Listed:
    """Return the title page and what stands directly below the root."""
    listed: Listed = []
    metadata = root.child("metadata")
    if metadata is not None:
        listed.append(Block("title-page", metadata, metadata.id or ""))
    for child in root.children:
        _structure(child, 1, listed)
    return listed


def section_blocks(section: Nested) -> Listed:
    """Return the blocks of one headed element; headed elements inside it are not entered.

    Whoever follows revisions can so keep what it listed of the sections that did not change.
    """
    node, level = section
    node_id = node.id or ""
    listed: Listed = [Block("heading", node, node_id, level, "title")]
    if node.tag == "field" and node.children_of("responsibility"):
        listed.append(Block("facts", node, node_id))
    below = level + 1 if level < MAX_LEVEL else MAX_LEVEL
    for child in node.content:
        if child.__class__ is not Node:
            continue
        tag = child.tag
        if tag == "paragraph":
            listed.append(_new(("paragraph", child, child.id or "", below, "", None, "", ())))
        elif tag == "statement":
            listed.append(Block("statement", child, node_id, 0, "statement"))
        else:
            _structure(child, below, listed)
    if node.get("generated"):
        listed.append(Block("generated", node, node_id, level))
    if node.tag == "imprint" and (node.get("unit") or node.get("contact")):
        listed.append(Block("facts", node, node_id))
    return listed


def _list_all(listed: Listed, found: list[Block]) -> None:
    for each in listed:
        if isinstance(each, Nested):
            _list_all(section_blocks(each), found)
        else:
            found.append(each)


def _structure(node: Node, level: int, listed: Listed) -> None:
    writer = _WRITERS.get(node.tag)
    if writer is not None:
        writer(node, level, (), listed)
    elif node.tag in HEADED:
        listed.append(Nested(node, level))


def _write(node: Node, level: int, cards: Cards, listed: Listed) -> None:
    writer = _WRITERS.get(node.tag)
    if writer is not None:
        writer(node, level, cards, listed)
    elif node.tag in HEADED:
        found: list[Block] = []
        _list_all(section_blocks(Nested(node, level)), found)
        listed += found


def _claim(node: Node, level: int, cards: Cards, listed: Listed) -> None:
    listed.append(Block("claim", node, node.id or "", level, "title", None, "", cards))
    _statement(node, cards, listed)
    _below(node, level, cards, listed)


def _goal(node: Node, level: int, cards: Cards, listed: Listed) -> None:
    node_id = node.id or ""
    cards = (*cards, node)
    listed.append(Block("goal", node, node_id, level, "title", None, "", cards))
    _statement(node, cards, listed)
    listed.append(Block("facts", node, node_id, cards=cards))
    for tag in ("rationale", "qualitative-reason"):
        child = node.child(tag)
        if child is not None:
            listed.append(Block("labelled", child, node_id, field=tag, cards=cards))
    _below(node, level, cards, listed)


def _measure(node: Node, level: int, cards: Cards, listed: Listed) -> None:
    node_id = node.id or ""
    cards = (*cards, node)
    listed.append(Block("measure", node, node_id, level, "title", None, "", cards))
    _statement(node, cards, listed)
    listed.append(Block("facts", node, node_id, cards=cards))
    _below(node, level, cards, listed)


def _below(node: Node, level: int, cards: Cards, listed: Listed) -> None:
    has_milestones = False
    below = level + 1 if level < MAX_LEVEL else MAX_LEVEL
    for child in node.content:
        if child.__class__ is not Node:
            continue
        tag = child.tag
        if tag == "paragraph":
            listed.append(_new(("paragraph", child, child.id or "", below, "", None, "", cards)))
        elif tag != "milestone":
            _write(child, below, cards, listed)
        elif not has_milestones:
            has_milestones = True
            listed.append(Block("milestones", node, node.id or "", cards=cards))


def _statement(node: Node, cards: Cards, listed: Listed) -> None:
    statement = node.child("statement")
    if statement is not None:
        listed.append(Block("statement", statement, node.id or "", 0, "statement", None, "", cards))


def _principle(node: Node, level: int, cards: Cards, listed: Listed) -> None:
    listed.append(Block("principle", node, node.id or "", level, "title", cards=cards))
    _statement(node, cards, listed)
    _below(node, level, cards, listed)


def _simple(kind: BlockKind, field: str = "") -> Writer:
    def write(node: Node, level: int, cards: Cards, listed: Listed) -> None:
        listed.append(_new((kind, node, node.id or "", level, field, None, "", cards)))

    return write


def _list(node: Node, _level: int, cards: Cards, listed: Listed) -> None:
    _items(node, cards, listed, 0)


def _items(node: Node, cards: Cards, listed: Listed, depth: int) -> None:
    kind = node.get("kind")
    for number, item in enumerate(node.children_of("item"), 1):
        marker = _marker(kind, number, depth)
        listed.append(_new(("item", item, item.id or "", depth, "text", None, marker, cards)))
        for part in item.content:
            if part.__class__ is Node and part.tag == "list":
                _items(part, cards, listed, depth + 1)


def _marker(kind: str, number: int, depth: int) -> str:
    match kind:
        case "number":
            return f"{number}."
        case "letter":
            return f"{chr(ord('a') + (number - 1) % 26)})"
        case _:
            return "•" if depth % 2 == 0 else "–"


def _box(node: Node, level: int, cards: Cards, listed: Listed) -> None:
    if node.child("title") is not None:
        node_id = node.id or ""
        listed.append(Block("labelled", node, node_id, field="title", frame=node, cards=cards))
    inside: Listed = []
    for child in node.children:
        _write(child, level, cards, inside)
    # What is in a box is listed in full: nothing in it is a section of its own.
    listed += [each._replace(frame=node) for each in inside if isinstance(each, Block)]


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
