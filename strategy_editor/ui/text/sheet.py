"""The newest revision as entries with heights; lays out those that are asked for."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.exchange.reading.blocks import Block
from strategy_editor.ui.text.compose import Composer
from strategy_editor.ui.text.flow import UNFOLDED, Flow
from strategy_editor.ui.text.following import Anchor, Change, Entries
from strategy_editor.ui.text.frames import Place, place
from strategy_editor.ui.text.heights import Heights
from strategy_editor.ui.text.laid import Laid
from strategy_editor.ui.text.layout import lay_out
from strategy_editor.ui.text.one_text import changed_path
from strategy_editor.ui.text.parts import Parts, Rows
from strategy_editor.ui.text.pictures import Pictures
from strategy_editor.ui.text.rows import Splits
from strategy_editor.ui.text.source import Source
from strategy_editor.ui.text.styles import Styles
from strategy_editor.ui.text.text_reader import TextReader

KEPT = 240
"""Entries that stay laid out; some ten screens."""

_OWN = frozenset({"paragraph", "text", "statement", "rationale", "cell"})
"""Texts that are printed where they stand, and nowhere else but as what a reference names."""

_Key = tuple[int, str, str, int]


@dataclass(slots=True)
class _Kept:
    """A laid-out entry and what it was made from; ``block`` holds on to the node of the key."""

    block: Block
    parts: Parts
    place: Place
    laid: Laid
    revision: int
    index: int


def _leads_elsewhere(kept: _Kept) -> bool:
    if kept.block.kind == "generated":
        return True
    return any(run.target for text in kept.laid.texts for run in text.part.runs)


class Sheet:
    """What is printed, in a column of some width.

    An entry is composed anew in each revision when it is first asked for, and laid out anew only
    where it shows something else.
    """

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.width = styles.column
        self.pictures = Pictures()
        self.flow = Flow()
        self.heights = Heights()
        self.document: Document | None = None
        self.reader: TextReader | None = None
        self.in_hand: Source | None = None
        self.laid_out = 0
        """How often an entry was laid out, for tests and measurements."""
        self._composer: Composer | None = None
        self._splits = Splits()
        self._kept: OrderedDict[_Key, _Kept] = OrderedDict()
        self._revision = 0
        self._unfolded: list[Block] = []
        self._folded: dict[str, list[float]] = {}

    def __len__(self) -> int:
        return len(self.flow.blocks)

    def show(self, document: Document, anchor: Anchor) -> Anchor:
        """Follow a new revision; return where the first visible entry went."""
        anchor = self._fold(anchor)
        before, self.document = self.document, document
        path = changed_path(before.root, document.root) if before is not None else []
        reader = TextReader(document, self.in_hand)
        if path and self.reader is not None:
            self.flow.patch(path)
            self._take_over(path)
            reader.take_over(self.reader)
            self._renew(reader)
            if path[-1][1].tag in _OWN:
                self._keep_others()
            return anchor
        old = Entries(self.flow.blocks, self.flow.parts)
        self.flow.follow(document.root)
        reader.count_footnotes = self.flow.footnote_numbers
        self._renew(reader)
        change = Change(old, Entries(self.flow.blocks, self.flow.parts))
        moved = change.moved(anchor, self.heights)
        self._carry_heights(change)
        return moved

    def _renew(self, reader: TextReader) -> None:
        self.reader = reader
        self._composer = Composer(reader, self._splits)
        self._revision += 1

    def set_look(self, styles: Styles, width: int) -> None:
        """Lay everything out anew with other fonts, colours or in another width."""
        self.styles, self.width = styles, width
        self.forget()
        self.heights.replace(0, len(self.heights), self._estimates(0, len(self)))

    def take_in_hand(self, source: Source | None) -> None:
        """Show one text as it is written, white space and all; what is shown stays composed."""
        self.in_hand = source
        if self.reader is not None:
            self.reader.in_hand = source
            self._revision += 1

    def forget(self) -> None:
        """Drop what is laid out."""
        self._kept.clear()

    def unfold(self, index: int) -> int:
        """Split a generated table into its rows; return by how many entries the list grew."""
        if self.flow.parts[index] != UNFOLDED or self._composer is None:
            return 0
        block = self.flow.blocks[index]
        parts = self._composer.tables.generated(block)
        self.flow.unfold(index, [1.8 if isinstance(part, Rows) else 2.6 for part in parts])
        heights = self._folded.pop(block.node_id, [])
        if len(heights) != len(parts):
            heights = self._estimates(index, index + len(parts))
        self.heights.replace(index, index + 1, heights)
        self._unfolded.append(block)
        return len(parts) - 1

    def parts(self, index: int) -> Parts:
        """Return what an entry shows, without laying it out."""
        assert self._composer is not None
        return self._composer.compose(self.flow.blocks[index], self.flow.parts[index])

    def laid(self, index: int) -> Laid:
        """Return an entry laid out, and note its height."""
        block, part = self.flow.blocks[index], self.flow.parts[index]
        key = (id(block.node), block.kind, block.field, part)
        kept = self._kept.get(key)
        if kept is None or kept.revision != self._revision or kept.index != index:
            kept = self._renewed(kept, block, part, index)
            self._kept[key] = kept
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            self.heights[index] = kept.laid.height
        self._kept.move_to_end(key)
        return kept.laid

    def _renewed(self, kept: _Kept | None, block: Block, part: int, index: int) -> _Kept:
        assert self._composer is not None
        here = self._place(index)
        parts = self._composer.compose(block, part)
        if kept is not None and kept.parts == parts and kept.place == here:
            return _Kept(block, parts, here, kept.laid, self._revision, index)
        laid = lay_out(parts, here, self.width, self.styles, self.pictures)
        self.laid_out += 1
        return _Kept(block, parts, here, laid, self._revision, index)

    def _take_over(self, path: list[tuple[Node, Node]]) -> None:
        """Know what was laid out of elements by those that have taken their places."""
        fresh = {id(old): id(new) for old, new in path}
        for key in [key for key in self._kept if key[0] in fresh]:
            self._kept[fresh[key[0]], *key[1:]] = self._kept[key]

    def _keep_others(self) -> None:
        """Take what is laid out for what the newest revision shows, but where its block is not.

        What prints numbers or names of other elements is left to be composed anew.
        """
        blocks = self.flow.blocks
        for kept in self._kept.values():
            is_newest = kept.revision == self._revision - 1
            if is_newest and kept.index < len(blocks) and kept.block is blocks[kept.index]:
                kept.revision += not _leads_elsewhere(kept)

    def _place(self, index: int) -> Place:
        blocks = self.flow.blocks
        before = blocks[index - 1] if index else None
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        return place(before, blocks[index], after)

    def _fold(self, anchor: Anchor) -> Anchor:
        """Make each generated table one entry again: its rows may be others now."""
        self._folded.clear()
        for block in self._unfolded:
            first = self.flow.blocks.index(block)
            last = first
            while last < len(self) and self.flow.blocks[last] is block:
                last += 1
            if first <= anchor.index < last:
                # Rows never seen have guessed heights, by which the place would be lost.
                for index in range(first, anchor.index):
                    self.laid(index)
            heights = [self.heights[index] for index in range(first, last)]
            self._folded[block.node_id] = heights
            if first <= anchor.index < last:
                above = sum(heights[: anchor.index - first])
                anchor = Anchor(first, anchor.offset + above)
            elif anchor.index >= last:
                anchor = Anchor(anchor.index - (last - first - 1), anchor.offset)
            self.flow.fold(first, last)
            self.heights.replace(first, last, [sum(heights)])
        self._unfolded.clear()
        return anchor

    def _carry_heights(self, change: Change) -> None:
        fresh = self._estimates(change.first, len(self) - change.tail)
        known = change.known_heights(self.heights) if change.first < change.last else ()
        for offset, height in enumerate(known):
            if height is not None:
                fresh[offset] = height
        self.heights.replace(change.first, change.last, fresh)

    def _estimates(self, first: int, last: int) -> list[float]:
        line = self.styles.line * max(1.0, self.styles.column / max(self.width, 1))
        found: list[float] = [*map(round, map(line.__mul__, self.flow.lines[first:last]))]
        return found
