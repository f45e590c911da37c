"""What a block stands in: the cards of goals and measures, boxes, the bar of a quotation."""

from __future__ import annotations

from dataclasses import dataclass

from strategy_editor.document.node import Node
from strategy_editor.exchange.reading.blocks import Block

_SPACE_BEFORE = {
    "title-page": 0.0,
    "paragraph": 1.25,
    "statement": 0.9,
    "facts": 1.25,
    "clause": 0.75,
    "principle": 1.75,
    "addressee": 1.0,
    "item": 0.6,
    "table": 2.0,
    "figure": 2.0,
    "quotation": 2.0,
    "claim": 4.0,
    "goal": 2.5,
    "measure": 2.0,
    "indicator": 1.75,
    "milestones": 1.75,
    "labelled": 1.5,
    "entry": 1.5,
    "abbreviation": 0.6,
    "source": 0.75,
    "signature": 2.5,
    "generated": 2.0,
}
_BEFORE_HEADING = (7.0, 4.5, 3.5, 3.0, 2.5, 2.5)
_AFTER_HEADING = 1.4
_SPACIOUS = frozenset({"table", "figure", "quotation", "generated"})
_HEADLINES = frozenset({"heading", "claim"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands among its neighbours.

    ``before`` is the space above in units; ``frames`` are what it stands in, outermost first;
    those from ``opens`` on begin here, those from ``closes`` on end here.
    """

    before: float
    frames: tuple[str, ...] = ()
    opens: int = 0
    closes: int = 0


def place(before: Block | None, block: Block, after: Block | None) -> Place:
    """Return the place of an entry between its neighbours; the parts of a table are neighbours."""
    around = _frames(block)
    opens = _shared(around, _frames(before)) if before is not None else 0
    closes = _shared(around, _frames(after)) if after is not None else 0
    kinds = tuple(kind for kind, _ in around)
    if before is block:
        return Place(0.0, kinds, opens, closes)
    return Place(_space(before, block), kinds, opens, closes)


def _space(before: Block | None, block: Block) -> float:
    if before is None:
        return 0.0
    if block.kind == "heading":
        space = _BEFORE_HEADING[block.level - 1]
        return min(space, 2.5) if before.kind == "heading" else space
    space = _SPACE_BEFORE[block.kind]
    if before.kind in _HEADLINES:
        return min(space, _AFTER_HEADING * (1.5 if block.kind in ("goal", "claim") else 1.0))
    if before.kind in _SPACIOUS or len(_frames(before)) > len(_frames(block)):
        return max(space, 2.0)
    if block.kind == "item" and before.kind != "item":
        return 0.9
    return space


def _frames(block: Block) -> list[tuple[str, Node]]:
    found = [(card.tag, card) for card in block.cards]
    if block.frame is not None:
        found.append(("box", block.frame))
    if block.kind == "quotation":
        found.append(("quotation", block.node))
    return found


def _shared(frames: list[tuple[str, Node]], others: list[tuple[str, Node]]) -> int:
    count = 0
    for (_, node), (_, other) in zip(frames, others, strict=False):
        if node is not other:
            break
        count += 1
    return count
