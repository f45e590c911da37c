"""The printed blocks of a strategy in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

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


@dataclass(frozen=True, slots=True)
class Block:
    """One printed block.

    ``node`` is the element that it shows and ``node_id`` the nearest one with an id, to select
    or to edit; ``field`` names the child that holds the text where that is not the element
    itself. ``level`` is the heading level from 1, for list items the nesting from 0. ``frame`` is
    the box that the block stands in. ``marker`` is what a list item begins with.
    """

    kind: BlockKind
    node: Node
    node_id: str
    level: int = 0
    field: str = ""
    frame: Node | None = None
    marker: str = ""


def blocks(root: Node) -> list[Block]:
    """List all printed blocks; annotations, lineage and other working data are not printed."""
    found: list[Block] = []
    metadata = root.child("metadata")
    if metadata is not None:
        found.append(Block("title-page", metadata, metadata.id or ""))
    for child in root.children:
        found.extend(_structure(child, 1))
    return found


def _structure(node: Node, level: int) -> Iterator[Block]:
    if node.tag in HEADED:
        yield from _headed(node, min(level, MAX_LEVEL))
    elif node.tag in _WRITERS:
        yield from _WRITERS[node.tag](node, min(level, MAX_LEVEL))


def _headed(node: Node, level: int) -> Iterator[Block]:
    node_id = node.id or ""
    yield Block("heading", node, node_id, level, "title")
    if node.tag == "field" and node.children_of("responsibility"):
        yield Block("facts", node, node_id)
    generated = node.get("generated")
    for child in node.children:
        if child.tag == "statement":
            yield Block("statement", child, node_id, field="statement")
        else:
            yield from _structure(child, level + 1)
    if generated:
        yield Block("generated", node, node_id, level)
    if node.tag == "imprint" and (node.get("unit") or node.get("contact")):
        yield Block("facts", node, node_id)


def _claim(node: Node, level: int) -> Iterator[Block]:
    yield Block("claim", node, node.id or "", level, "title")
    yield from _statement(node)
    yield from _below(node, level)


def _goal(node: Node, level: int) -> Iterator[Block]:
    node_id = node.id or ""
    yield Block("goal", node, node_id, level, "title")
    yield from _statement(node)
    yield Block("facts", node, node_id)
    for tag in ("rationale", "qualitative-reason"):
        child = node.child(tag)
        if child is not None:
            yield Block("labelled", child, node_id, field=tag)
    yield from _below(node, level)


def _measure(node: Node, level: int) -> Iterator[Block]:
    yield Block("measure", node, node.id or "", level, "title")
    yield from _statement(node)
    yield Block("facts", node, node.id or "")
    yield from _below(node, level)


def _below(node: Node, level: int) -> Iterator[Block]:
    milestones = node.children_of("milestone")
    for child in node.children:
        if child.tag == "milestone":
            if child is milestones[0]:
                yield Block("milestones", node, node.id or "")
        else:
            yield from _structure(child, level + 1)


def _statement(node: Node) -> Iterator[Block]:
    statement = node.child("statement")
    if statement is not None:
        yield Block("statement", statement, node.id or "", field="statement")


def _principle(node: Node, level: int) -> Iterator[Block]:
    yield Block("principle", node, node.id or "", level, "title")
    yield from _statement(node)
    yield from _below(node, level)


def _simple(kind: BlockKind, field: str = "") -> Callable[[Node, int], Iterator[Block]]:
    def write(node: Node, level: int) -> Iterator[Block]:
        yield Block(kind, node, node.id or "", level, field)

    return write


def _list(node: Node, _level: int, depth: int = 0) -> Iterator[Block]:
    for number, item in enumerate(node.children_of("item"), 1):
        marker = _marker(node.get("kind"), number, depth)
        yield Block("item", item, item.id or "", depth, "text", marker=marker)
        for nested in item.children_of("list"):
            yield from _list(nested, 0, depth + 1)


def _marker(kind: str, number: int, depth: int) -> str:
    match kind:
        case "number":
            return f"{number}."
        case "letter":
            return f"{chr(ord('a') + (number - 1) % 26)})"
        case _:
            return "•" if depth % 2 == 0 else "–"


def _box(node: Node, level: int) -> Iterator[Block]:
    node_id = node.id or ""
    if node.child("title") is not None:
        yield Block("labelled", node, node_id, field="title", frame=node)
    for child in node.children:
        for block in _structure(child, level):
            yield Block(
                block.kind,
                block.node,
                block.node_id,
                block.level,
                block.field,
                node,
                block.marker,
            )


_WRITERS: dict[str, Callable[[Node, int], Iterator[Block]]] = {
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
