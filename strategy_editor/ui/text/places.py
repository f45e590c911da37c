"""Finds the texts that can be written among the entries of a sheet, and the way between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF

from strategy_editor.document.node import Node
from strategy_editor.ui.text.laid import LaidText
from strategy_editor.ui.text.rows import row_groups
from strategy_editor.ui.text.scale import Scale
from strategy_editor.ui.text.sheet import Sheet
from strategy_editor.ui.text.source import Caret, Source, holder_of
from strategy_editor.ui.text.spots import caret_rect, line_of, offset_at, offset_in_line

_NEAR = 3
_MOST = 64


class Spot(NamedTuple):
    """A text of an entry; good until the next revision."""

    entry: int
    number: int


class Places:
    """Where the texts of a sheet are."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._found: dict[Source, int] = {}
        self._scales: dict[Source, tuple[object, LaidText, Scale]] = {}

    def text(self, spot: Spot) -> LaidText:
        """Return a text as it is laid out."""
        return self._sheet.laid(spot.entry).texts[spot.number]

    def source(self, spot: Spot) -> Source:
        """Return where a text is kept."""
        found = self.text(spot).part.source
        assert found is not None
        return found

    def find(self, source: Source, near: int = -1) -> Spot | None:
        """Return where a text stands; looks around an entry first."""
        near = self._found.get(source, near)
        if 0 <= near < len(self._sheet):
            spot = self._in_entry(near, source)
            if spot is not None:
                return spot
        spot = self._search(source, near)
        if spot is not None:
            if len(self._found) > _MOST:
                self._found.clear()
            self._found[source] = spot.entry
        return spot

    def _search(self, source: Source, near: int) -> Spot | None:
        for index in range(max(0, near - _NEAR), min(len(self._sheet), near + _NEAR + 1)):
            spot = self._in_entry(index, source)
            if spot is not None:
                return spot
        for index in self._candidates(source):
            spot = self._in_entry(index, source)
            if spot is not None:
                return spot
        return None

    def spots(self, index: int) -> list[Spot]:
        """Return the texts of an entry that can be written."""
        if self._sheet.flow.blocks[index].kind == "generated":
            return []
        texts = self._sheet.laid(index).texts
        return [Spot(index, at) for at, text in enumerate(texts) if text.part.source is not None]

    def following(self, spot: Spot, step: int) -> Spot | None:
        """Return the next text or the one before."""
        beside = self.spots(spot.entry)
        at = next((at for at, each in enumerate(beside) if each == spot), -1) + step
        if 0 <= at < len(beside):
            return beside[at]
        return self.first_from(spot.entry + step, step)

    def first_from(self, index: int, step: int) -> Spot | None:
        """Return the first text from an entry on, forwards or backwards."""
        while 0 <= index < len(self._sheet):
            beside = self.spots(index)
            if beside:
                return beside[0 if step > 0 else -1]
            index += step
        return None

    def scale(self, spot: Spot) -> Scale:
        """Return how the places of a text are counted."""
        text, source = self.text(spot), self.source(spot)
        reader, document = self._sheet.reader, self._sheet.document
        assert reader is not None
        assert document is not None
        holder = holder_of(document, source)
        content = holder.content if holder is not None else ()
        known = self._scales.get(source)
        if known is not None and known[0] is content and known[1] is text:
            return known[2]
        if len(self._scales) > 2 * _NEAR:
            self._scales.clear()
        scale = Scale(content, reader, verbatim=source == self._sheet.in_hand)
        self._scales[source] = content, text, scale
        return scale

    def caret(self, spot: Spot, shown: int) -> Caret:
        """Return the place before a printed character."""
        return Caret(self.source(spot), self.scale(spot).edit(shown))

    def caret_near(self, spot: Spot, point: QPointF) -> Caret:
        """Return the place of a text that is nearest to a point of its entry."""
        return self.caret(spot, offset_at(self.text(spot), point.x(), point.y()))

    def nearest(self, index: int, point: QPointF) -> tuple[Spot, float] | None:
        """Return the text of an entry that is nearest to a point, and how far it is."""
        found = [(self._distance(spot, point), spot) for spot in self.spots(index)]
        if not found:
            return None
        distance, spot = min(found)
        return spot, distance

    def beside_line(self, spot: Spot, shown: int, step: int, x: float) -> Caret | None:
        """Return the place one line above or below, at a distance from the left."""
        text = self.text(spot)
        number = line_of(text, shown) + step
        if 0 <= number < text.layout.lineCount():
            return self.caret(spot, offset_in_line(text, number, x))
        y = caret_rect(text, shown).center().y()
        other = self._level(spot.entry, step, x, y)
        index = spot.entry + step
        while other is None and 0 <= index < len(self._sheet):
            other = self._level(index, step, x, None)
            index += step
        if other is None:
            return None
        found = self.text(other)
        last = found.layout.lineCount() - 1
        return self.caret(other, offset_in_line(found, 0 if step > 0 else last, x))

    def _level(self, index: int, step: int, x: float, y: float | None) -> Spot | None:
        """Return of an entry's nearest row of texts, beyond a height, the one nearest to x."""
        rows = []
        for spot in self.spots(index):
            text = self.text(spot)
            edge = text.y if step > 0 else text.y + text.height
            if y is None or (edge - y) * step > 0:
                rows.append((edge * step, max(text.x - x, x - text.x - text.width, 0.0), spot))
        if not rows:
            return None
        level = min(rows)[0] + self._sheet.styles.em / 2
        return min((aside, spot) for edge, aside, spot in rows if edge <= level)[1]

    def _distance(self, spot: Spot, point: QPointF) -> float:
        text = self.text(spot)
        aside = max(text.x - point.x(), point.x() - text.x - text.width, 0.0)
        off = max(text.y - point.y(), point.y() - text.y - text.height, 0.0)
        return aside + 2 * off

    def _in_entry(self, index: int, source: Source) -> Spot | None:
        return next((spot for spot in self.spots(index) if self.source(spot) == source), None)

    def _candidates(self, source: Source) -> Iterator[int]:
        """Yield the entries that may show a text, the nearest element's first."""
        document, flow = self._sheet.document, self._sheet.flow
        if document is None or document.find(source.node_id) is None:
            return
        ids = [node.id for node in document.path(source.node_id) if node.id]
        wanted = set(ids)
        found = [at for at, block in enumerate(flow.blocks) if block.node_id in wanted]
        found.sort(key=lambda at: -ids.index(flow.blocks[at].node_id))
        for at in found:
            block = flow.blocks[at]
            if block.kind != "table" or flow.parts[at] == _part(block.node, source):
                yield at


def _part(table: Node, source: Source) -> int:
    """Return the part of a table that a text stands in."""
    groups = row_groups(table)
    if source.field == "caption":
        return 0
    for number, group in enumerate(groups, 1):
        if source.field == "cell" and any(row.id == source.node_id for row in group):
            return number
    return len(groups) + 1
