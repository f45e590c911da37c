"""What is printed, entry by entry, following one revision after the other."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import compress, count, repeat
from operator import attrgetter, is_not

from strategy_editor.document.node import Node
from strategy_editor.exchange.reading.blocks import (
    HEADED,
    Block,
    Nested,
    section_blocks,
    top_blocks,
)
from strategy_editor.exchange.reading.reader import NOT_PRINTED
from strategy_editor.ui.text.rows import row_groups

UNFOLDED = -1
"""The part of a generated table whose rows are not known yet."""
CHARACTERS = 72
"""In one line of running text."""

_SPARE = 64
_SEVERAL = frozenset({"table", "generated"})
"""Kinds with several entries."""
_NODE, _FRAME, _CARDS = attrgetter("node"), attrgetter("frame"), attrgetter("cards")


class _Listed:
    """Parallel lists: an entry is a block and the number of its part, 0 where it has only one."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.parts = array("i")
        self.lines = array("f")
        self.footnotes: list[str] | None = None
        """Those of a section, once they were counted."""

    def extend(self, other: _Listed) -> None:
        self.blocks += other.blocks
        self.parts += other.parts
        self.lines += other.lines

    def add_run(self, blocks: list[Block]) -> None:
        """Add blocks with one entry each.

        Twenty thousand before the first page is seen: many at a time, with few calls for each.
        """
        self.blocks += blocks
        self.parts.extend(repeat(0, len(blocks)))
        self.lines.extend(map(_lines, blocks))

    def add_unknown(self, block: Block) -> None:
        self.blocks.append(block)
        self.parts.append(UNFOLDED)
        self.lines.append(_lines(block))

    def add_table(self, block: Block) -> None:
        groups = row_groups(block.node)
        self.blocks += [block] * (len(groups) + 2)
        self.parts.extend(range(len(groups) + 2))
        self.lines.append(_FIXED["caption"])
        self.lines.extend(len(group) * _FIXED["row"] for group in groups)
        self.lines.append(_FIXED["foot"])


class Flow(_Listed):
    """The entries of the newest revision.

    Sections that are the same object as before are not walked again, so that following one edit
    costs in proportion to the section it happened in. ``lines`` estimates heights in lines.
    """

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[int, tuple[Nested, _Listed]] = {}
        self._kept = 0
        self._root = Node("strategy")
        self._numbers: dict[str, int] | None = None
        self._patched: tuple[list[Node], list[int]] = [], []
        """The elements of the last patch and the entries that show them."""

    def follow(self, root: Node) -> None:
        """List another revision."""
        listed = _Listed()
        self._gather(listed, top_blocks(root))
        self.blocks, self.parts, self.lines = listed.blocks, listed.parts, listed.lines
        self._root, self._numbers = root, None
        self._patched = [], []
        if not self._kept:
            self._kept = len(self._known)
        elif len(self._known) > 2 * self._kept + _SPARE:
            self._forget(root)

    def patch(self, path: list[tuple[Node, Node]]) -> None:
        """Follow a revision in which one text alone changed: the same entries, other elements."""
        fresh = {id(old): new for old, new in path}
        before, kept = [old for old, _ in path], self.blocks
        known, touched = self._patched
        if len(known) != len(before) or any(map(is_not, known, before)):
            touched = self._showing(set(fresh))
        old: Block | None = None
        for index in touched:
            block = kept[index]
            # The parts of a table share one block, by which they know each other.
            if block is old:
                kept[index] = kept[index - 1]
                continue
            old = block
            kind, node, node_id, level, field, frame, marker, cards = block
            node, frame = fresh.get(id(node), node), fresh.get(id(frame), frame)
            cards = tuple([fresh.get(id(card), card) for card in cards])
            kept[index] = Block(kind, node, node_id, level, field, frame, marker, cards)
        self._patched = [new for _, new in path], touched

    def _showing(self, wanted: set[int]) -> list[int]:
        """Return the entries with one of some elements, given by ``id``."""
        blocks = self.blocks
        touched = set(compress(count(), map(wanted.__contains__, map(id, map(_NODE, blocks)))))
        framed = compress(count(), map(_FRAME, blocks))
        touched.update(at for at in framed if id(blocks[at].frame) in wanted)
        carded = compress(count(), map(_CARDS, blocks))
        touched.update(at for at in carded if id(blocks[at].cards[0]) in wanted)
        return sorted(touched)

    def footnote_numbers(self) -> dict[str, int]:
        """Return the number of every printed footnote, counted when first asked for."""
        if self._numbers is None:
            found: list[str] = []
            for part in self._root.children:
                if part.tag not in NOT_PRINTED:
                    self._add_footnotes(part, found)
            self._numbers = {note: number for number, note in enumerate(found, 1)}
        return self._numbers

    def _add_footnotes(self, node: Node, found: list[str]) -> None:
        _, section = self._known.get(id(node), (None, None))
        if section is None:
            self._add_those_below(node, found)
            return
        if section.footnotes is None:
            section.footnotes = []
            self._add_those_below(node, section.footnotes)
        found += section.footnotes

    def _add_those_below(self, node: Node, found: list[str]) -> None:
        if node.tag == "footnote" and node.id is not None:
            found.append(node.id)
        for part in node.content:
            # Most hold nothing but a text.
            if part.__class__ is Node and not _is_plain(part):
                self._add_footnotes(part, found)

    def unfold(self, index: int, lines: Iterable[float]) -> None:
        """Replace the one entry of a generated table by its parts."""
        estimated = array("f", lines)
        self._patched = [], []
        self.blocks[index : index + 1] = [self.blocks[index]] * len(estimated)
        self.parts[index : index + 1] = array("i", range(len(estimated)))
        self.lines[index : index + 1] = estimated

    def fold(self, first: int, last: int) -> None:
        """Make the parts of a generated table one entry again."""
        self._patched = [], []
        self.lines[first:last] = array("f", [sum(self.lines[first:last])])
        self.parts[first:last] = array("i", [UNFOLDED])
        del self.blocks[first + 1 : last]

    def _gather(self, into: _Listed, listed: Iterable[Block | Nested]) -> None:
        run: list[Block] = []
        for each in listed:
            if each.__class__ is Block and each.kind not in _SEVERAL:
                run.append(each)
                continue
            into.add_run(run)
            run = []
            if isinstance(each, Nested):
                into.extend(self._section(each))
            elif each.kind == "table":
                into.add_table(each)
            else:
                into.add_unknown(each)
        into.add_run(run)

    def _section(self, nested: Nested) -> _Listed:
        known = self._known.get(id(nested.node))
        if known is not None and known[0].level == nested.level:
            return known[1]
        section = _Listed()
        self._gather(section, section_blocks(nested))
        self._known[id(nested.node)] = nested, section
        return section

    def _forget(self, root: Node) -> None:
        """Keep only the sections of the newest revision."""
        kept: dict[int, tuple[Nested, _Listed]] = {}
        pending = [root]
        while pending:
            node = pending.pop()
            if id(node) in self._known:
                kept[id(node)] = self._known[id(node)]
            pending.extend(child for child in node.children if child.tag in HEADED)
        self._known = kept
        self._kept = len(kept)


def _is_plain(node: Node) -> bool:
    """Whether there is nothing in an element but text, as in most, and it is no footnote."""
    content, tag = node.content, node.tag
    if not content or (len(content) == 1 and content[0].__class__ is str):
        return tag != "footnote"
    return tag[0] == "#"


_FIXED = {
    "title-page": 12.0,
    "heading": 2.6,
    "figure": 14.0,
    "quotation": 2.4,
    "claim": 2.8,
    "goal": 2.6,
    "measure": 2.4,
    "indicator": 5.0,
    "milestones": 1.2,
    "facts": 2.8,
    "labelled": 1.8,
    "entry": 1.6,
    "abbreviation": 0.4,
    "signature": 3.0,
    "generated": 12.0,
    "item": 0.4,
    "caption": 2.4,
    "row": 1.6,
    "foot": 1.0,
}
_PARAGRAPH = 0.8
_UNMEASURED = frozenset(
    {"title-page", "figure", "facts", "indicator", "signature", "generated", "goal", "measure"}
)


def _lines(block: Block) -> float:
    kind, node, fixed = block.kind, block.node, _PARAGRAPH
    # Most blocks are paragraphs, and most of them one text.
    if kind != "paragraph":
        fixed = _FIXED.get(kind, _PARAGRAPH)
        if kind in _UNMEASURED:
            return fixed
        if kind == "milestones":
            return fixed + 1.1 * len(node.children_of("milestone"))
        if block.field and node.tag != block.field:
            node = node.child(block.field) or node
    content = node.content
    if len(content) == 1 and content[0].__class__ is str:
        return fixed + -(-len(content[0]) // CHARACTERS)
    return fixed + -(-text_length(node) // CHARACTERS)


def text_length(node: Node) -> int:
    """Return about how many characters an element prints; a footnote is text below the block."""
    total = 0
    for part in node.content:
        if isinstance(part, str):
            total += len(part)
        elif part.tag == "cross-reference":
            total += 4
        elif part.tag == "footnote":
            total += CHARACTERS + text_length(part)
        elif part.tag[0] != "#":
            total += text_length(part)
    return total
