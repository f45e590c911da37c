"""Draw the flow of goals as SVG."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.texts import shortened, title_of
from strategy_editor.exchange.picture.fields import goals_by_field
from strategy_editor.exchange.picture.flow import (
    LABELS,
    MARGIN,
    OPEN,
    ROW,
    Band,
    Flow,
    Spot,
    flow_of,
    ways_of,
)
from strategy_editor.exchange.picture.palette import Palette, definitions, fill_of
from strategy_editor.exchange.picture.svg import number, picture, tag, words
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.i18n import text
from strategy_editor.lineage.account import Totals, account_of
from strategy_editor.lineage.kinds import CARDINALITIES, NEW

WIDTH = 1200
_FONT, _TITLE = 12, 16
_LETTER, _BOLD_LETTER, _TITLE_LETTER = 6.3, 7.1, 9.2
"""About how wide a letter of 12 pixels is: texts are measured where they are drawn, not here."""
_HEAD, _LEGEND_ROW, _LEGEND_COLUMN = 64, 20, 240
_BAR = 10


class FlowPicture:
    """The flow of one document's roster, laid out and ready to be written as SVG."""

    def __init__(self, document: Document, language: str, width: float = WIDTH) -> None:
        self._reader = Reader(document, language)
        self._language = language
        self._account = account_of(document)
        self.labels = self._labels(document)
        ends = {kind: self.kind(kind) for kind in CARDINALITIES} | {OPEN: self.kind(OPEN)}
        grouped = goals_by_field(document.root, self._word("elsewhere"))
        fields = [(title, [goal.id or "" for goal in goals]) for title, goals in grouped]
        present = {goal for _, goals in fields for goal in goals}
        used = {way.kind for way in ways_of(self._account, present)} | {NEW}
        self._columns = max(1, int(width - 2 * MARGIN) // _LEGEND_COLUMN)
        rows = -(-len(used) // self._columns)
        self.flow: Flow = flow_of(
            self._account,
            self.labels,
            fields,
            ends,
            self._word("ends"),
            width,
            _HEAD + rows * _LEGEND_ROW + 16,
        )
        self._title = title_of(document.root.child("metadata") or Node("metadata"))

    def kind(self, kind: str) -> str:
        """Return what a kind of disposition is called."""
        if kind == OPEN:
            return self._word("open")
        return self._reader.choice("disposition", "kind", kind)

    def told(self, band: Band) -> str:
        """Return a band in words."""
        old, kind = self.labels[band.old], self.kind(band.kind)
        if band.new in self.labels:
            return self._word("band", old=old, kind=kind, new=self.labels[band.new])
        return self._word("band-end", old=old, kind=kind)

    def svg(self, palette: Palette) -> str:
        """Return the picture as a file."""
        return picture(
            self.flow.width, self.flow.height, self._language,
            self._word("title", title=self._title), self._about(),
            self._parts(palette),
        )  # fmt: skip

    def _parts(self, palette: Palette) -> Iterator[str]:
        flow = self.flow
        yield definitions(palette, list(flow.kinds))
        yield tag("rect", width=flow.width, height=flow.height, fill=palette.ground)
        room = flow.width - 2 * MARGIN
        title = shortened(self._word("title", title=self._title), int(room / _TITLE_LETTER))
        yield self._line(MARGIN, 30, title, palette.text, _TITLE, font_weight="600")
        about = shortened(self._about(), int(room / _LETTER))
        yield self._line(MARGIN, 50, about, palette.muted, _FONT)
        yield from self._legend(palette)
        yield tag("g", *(self._band(band, palette) for band in flow.bands))
        for spot in flow.spots:
            yield self._spot(spot, palette)

    def _legend(self, palette: Palette) -> Iterator[str]:
        column = (self.flow.width - 2 * MARGIN) / self._columns
        for at, kind in enumerate(self.flow.kinds):
            x = MARGIN + at % self._columns * column
            y = _HEAD + at // self._columns * _LEGEND_ROW
            yield tag("rect", x=x, y=y, width=28, height=12, rx=2, fill=fill_of(kind),
                      stroke=palette.kinds[kind])  # fmt: skip
            room = int((column - 40) / _LETTER)
            yield self._line(x + 36, y + 10, shortened(self.kind(kind), room), palette.text, _FONT)

    def _band(self, band: Band, palette: Palette) -> str:
        return tag(
            "path", tag("title", words(self.told(band))), d=outline(band),
            fill=fill_of(band.kind), stroke=palette.kinds[band.kind], stroke_width=".6",
            data_old=band.old, data_new=band.new, data_kind=band.kind,
        )  # fmt: skip

    def _spot(self, spot: Spot, palette: Palette) -> str:
        letter = _BOLD_LETTER if spot.is_heading else _LETTER
        room = int((self.flow.width * LABELS - 2 * MARGIN) / letter)
        left = spot.side == 0
        x = spot.x - 6 if left else spot.x + _BAR + 6
        anchor = "end" if left else "start"
        label = shortened(spot.label, room)
        if spot.is_heading:
            return self._line(x, spot.y + 15, label, palette.muted, _FONT, anchor,
                              font_weight="600")  # fmt: skip
        colour = palette.kinds[NEW] if spot.kind == NEW else palette.line
        if spot.is_end:
            colour = palette.kinds[spot.kind]
        bar = tag(
            "rect", x=spot.x, y=spot.y, width=_BAR, height=spot.height, rx=1.5,
            fill=fill_of(NEW) if spot.kind == NEW else colour, stroke=colour,
        )  # fmt: skip
        y = spot.y + min(spot.height / 2, ROW * 2) + 4
        line = self._line(x, y, label, palette.text, _FONT, anchor)
        return tag("g", tag("title", words(self._spot_words(spot))), bar, line,
                   data_id=None if spot.is_end else spot.target)  # fmt: skip

    def _spot_words(self, spot: Spot) -> str:
        return f"{spot.label} ({self.kind(NEW)})" if spot.kind == NEW else spot.label

    def _about(self) -> str:
        totals: Totals = self._account.totals()
        values = {"accounted": totals.accounted, "former": totals.former, "goals": totals.goals,
                  "new": totals.new, "unstated": totals.unstated, "open": totals.open}  # fmt: skip
        return self._word("about", **values)

    def _labels(self, document: Document) -> dict[str, str]:
        found = {
            fate.former.id or "": f"{fate.former.get('number')} {fate.former.get('title')}".strip()
            for fate in self._account.fates
        }
        for goal in self._account.goals:
            number_of = self._reader.numbers.get(goal.id or "", "")
            found[goal.id or ""] = f"{number_of} {title_of(goal)}".strip()
        return found

    def _word(self, key: str, **values: object) -> str:
        return text(self._language, f"picture.flow.{key}", **values)

    @staticmethod
    def _line(
        x: float, y: float, content: str, colour: str, size: int, anchor: str = "start",
        **more: object,
    ) -> str:  # fmt: skip
        return tag("text", words(content), x=x, y=y, fill=colour, font_size=size,
                   text_anchor=anchor, **more)  # fmt: skip


def outline(band: Band) -> str:
    """Return the outline of a band as the data of an SVG path."""
    x1, x2, middle = (number(each) for each in (band.x1, band.x2, (band.x1 + band.x2) / 2))
    y1, y2, b1, b2 = (
        number(each) for each in (band.y1, band.y2, band.y1 + band.height, band.y2 + band.height)
    )
    return (
        f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"
        f"L{x2} {b2}C{middle} {b2} {middle} {b1} {x1} {b1}Z"
    )
