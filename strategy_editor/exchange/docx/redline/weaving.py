"""Merges two rows of paragraphs and tables into one that holds both, with what changed marked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.redline.adjacent import part_insertions
from strategy_editor.exchange.docx.redline.adopting import Adopter
from strategy_editor.exchange.docx.redline.endings import Written, settle_endings
from strategy_editor.exchange.docx.redline.fields import attach_edges, detach_edges
from strategy_editor.exchange.docx.redline.keys import (
    Listed,
    bookmark_of,
    listed,
    style_of,
    text_of,
)
from strategy_editor.exchange.docx.redline.marking import Kind, Marker
from strategy_editor.exchange.docx.redline.moves import Kinship
from strategy_editor.exchange.docx.redline.sameness import is_same
from strategy_editor.exchange.docx.redline.tables import merge_table
from strategy_editor.exchange.docx.redline.words import merge_paragraphs
from strategy_editor.exchange.pairing import Plan, Step, joined, plan_of

_PARAGRAPH: Final = w("p")
_TABLE: Final = w("tbl")
_CONTENT: Final = w("sdtContent")
_NOTE: Final = w("footnoteReference")
_WORD: Final = re.compile(r"\w+")
_LEAST_WORDS, _LEAST_SHARE = 3, 0.6
"""How much of a paragraph must come from its neighbour to count as split off from it."""

Moved = Callable[[Sequence[_Element], Sequence[_Element]], None]
"""Told of each move, with its old blocks and its new ones, which are marked already."""


@dataclass
class Weaver:
    """Merges stories; what it is given of either edition is used up.

    ``known`` is the markup of blocks that mean the same in both packages, as told before.
    """

    marker: Marker
    adopter: Adopter
    kin: Kinship
    known: Mapping[_Element, bytes]
    moved: Moved = lambda _old, _new: None
    rows: dict[str, dict[str, _Element]] = field(default_factory=lambda: {"ins": {}, "del": {}})
    first_notes: list[_Element] = field(default_factory=list)

    def weave(self, old: Sequence[_Element], new: Sequence[_Element]) -> list[_Element]:
        """Return the blocks of both sides as one row, in which nothing is called moved."""
        return self._woven(listed(old), listed(new), None)

    def weave_body(self, old: Listed, new: Listed) -> list[_Element]:
        """Return the blocks of the two bodies as one row."""
        references = [next(_notes_in(side.blocks), None) for side in (old, new)]
        self.first_notes = [each for each in references if each is not None]
        return self._woven(old, new, lambda at: self.kin.roots.get(new.owners[at], ""))

    def same(self, old: _Element, new: _Element) -> bool:
        """Whether two blocks say the same in the same look."""
        one, other = self.known.get(old), self.known.get(new)
        return is_same(old, new) if one is None or other is None else one == other

    def _woven(
        self, old: Listed, new: Listed, root_of: Callable[[int], str] | None
    ) -> list[_Element]:
        plan = plan_of(old.keys, new.keys, root_of)
        _pair_ends(plan, old.blocks, new.blocks)
        steps = joined(
            list(plan.steps()), lambda one, two: self._is_part(one, two, old.blocks, new.blocks)
        )
        return _Row(self, plan, old.blocks, new.blocks).written(steps)

    def _is_part(
        self, pair: Step, other: Step, old: Sequence[_Element], new: Sequence[_Element]
    ) -> bool:
        """Whether a paragraph that came or went is what its neighbour lost or gained."""
        whole, rest, part, ours, theirs = (
            (old, new, new[other.new[0]], pair.old, pair.new)
            if other.fate == "added"
            else (new, old, old[other.old[0]], pair.new, pair.old)
        )
        first = whole[ours[0]]
        if part.tag != _PARAGRAPH or first.tag != _PARAGRAPH or style_of(part) != style_of(first):
            return False
        if self.kin.wholes.get(bookmark_of(part), "?") == bookmark_of(first):
            return True
        lost = _words([whole[at] for at in ours]) - _words([rest[at] for at in theirs])
        words = _words([part])
        count = sum(words.values())
        return count >= _LEAST_WORDS and sum((lost & words).values()) >= _LEAST_SHARE * count

    def paragraphs(self, old: Sequence[_Element], new: Sequence[_Element]) -> list[_Element]:
        """Merge paragraphs that became one another."""
        return merge_paragraphs(old, new, self.marker, self.adopter)

    def control(self, old: _Element, new: _Element) -> None:
        """Merge the content of a control into the new one."""
        before, after = old.find(_CONTENT), new.find(_CONTENT)
        if before is None or after is None:
            return
        former, edges = detach_edges(list(before)), detach_edges(list(after))
        if former.said != edges.said:
            attach_edges(former, list(before))
            attach_edges(edges, list(after))
            edges.opening.clear()
        after[:] = self.weave(list(before), list(after))
        attach_edges(edges, list(after))


class _Row:
    """One row of blocks in the making."""

    def __init__(
        self, weaver: Weaver, plan: Plan, old: Sequence[_Element], new: Sequence[_Element]
    ) -> None:
        self._weaver = weaver
        self._old, self._new = old, new
        self._names = [weaver.marker.move_name() for _ in plan.moves]
        self._plan = plan
        self._out: list[Written] = []

    def written(self, steps: Sequence[Step]) -> list[_Element]:
        for step in steps:
            match step.fate:
                case "both":
                    self._both(step)
                case "removed" | "added":
                    self._plain(step)
                case "away" | "here":
                    self._moved(step)
        settle_endings(self._out, self._weaver.marker, self._weaver.first_notes)
        part_insertions(self._out, self._weaver.marker)
        return [each.block for each in self._out]

    def _both(self, step: Step) -> None:
        old = [self._old[at] for at in step.old]
        new = [self._new[at] for at in step.new]
        if len(old) == len(new) == 1:
            if self._weaver.same(old[0], new[0]):
                self._put(new[0], "")
                return
            if new[0].tag == _TABLE:
                self._put(merge_table(old[0], new[0], self._weaver), "")
                return
            if new[0].tag != _PARAGRAPH:
                self._weaver.control(old[0], new[0])
                self._put(new[0], "")
                return
        merged = self._weaver.paragraphs(old, new)
        for each in merged[:-1]:
            self._put(each, "within")
        self._put(merged[-1], "")

    def _plain(self, step: Step) -> None:
        kind: Kind = "del" if step.fate == "removed" else "ins"
        for block in self._blocks(step):
            self._weaver.marker.mark_block(block, kind)
            self._put(block, kind)

    def _moved(self, step: Step) -> None:
        kind: Kind = "moveFrom" if step.fate == "away" else "moveTo"
        blocks = self._blocks(step)
        start, end = self._weaver.marker.move_range(kind, self._names[step.move])
        for block in blocks:
            self._weaver.marker.mark_block(block, kind)
        if step.fate == "here":
            old = [self._old[at] for at in self._plan.moves[step.move][0]]
            self._weaver.moved(old, blocks)
        if blocks[0].tag == _PARAGRAPH:
            blocks[0].insert(1 if len(blocks[0]) and blocks[0][0].tag == w("pPr") else 0, start)
        else:
            self._put(start, kind)
        for block in blocks:
            self._put(block, kind)
        self._put(end, kind)

    def _blocks(self, step: Step) -> list[_Element]:
        if step.fate in ("added", "here"):
            return [self._new[at] for at in step.new]
        blocks = [self._old[at] for at in step.old]
        for block in blocks:
            self._weaver.adopter.block(block)
        return blocks

    def _put(self, block: _Element, kind: str) -> None:
        self._out.append(Written(block, kind))


def _pair_ends(plan: Plan, old: Sequence[_Element], new: Sequence[_Element]) -> None:
    """The last paragraph of a story cannot go, so neither of the two moves away or alone."""
    if not old or not new or old[-1].tag != _PARAGRAPH or new[-1].tag != _PARAGRAPH:
        return
    last_old, last_new = len(old) - 1, len(new) - 1
    for old_places, new_places in list(plan.moves):
        if last_old in old_places or last_new in new_places:
            plan.moves.remove((old_places, new_places))
            for at in new_places:
                plan.unpair(at)
    if last_old not in plan.old_of.values() and last_new not in plan.old_of:
        plan.old_of[last_new] = last_old
        plan.stayed.add(last_new)


def _notes_in(blocks: Sequence[_Element]) -> Iterator[_Element]:
    return (note for block in blocks for note in block.iter(_NOTE))


def _words(paragraphs: Sequence[_Element]) -> Counter[str]:
    return Counter(word for each in paragraphs for word in _WORD.findall(text_of(each)))
