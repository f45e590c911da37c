"""Draw the time line of horizons as SVG."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.dates import parse_day
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.texts import shortened, title_of
from strategy_editor.exchange.picture.fields import goals_by_field
from strategy_editor.exchange.picture.palette import Palette
from strategy_editor.exchange.picture.svg import number, picture, tag, words
from strategy_editor.exchange.picture.timeline import AXIS, MARGIN, ROW, Item, Timeline, timeline_of
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.values import date_text
from strategy_editor.i18n import text

WIDTH = 1200
_FONT, _TITLE = 12, 16
_LETTER, _BOLD_LETTER, _TITLE_LETTER = 6.3, 7.1, 9.2
_HEAD, _KEY_ROW, _KEY_COLUMN = 70, 20, 210
_KEYS = (
    ("key-as-of", "7 4", "dated"),
    ("key-base", "2 3", "dated"),
    ("key-permanent", "1 4", "permanent"),
    ("key-undated", "3 3", "undated"),
)
"""What lines mean: its words in the catalogue, the dashes, and what has the colour."""
_HALF = 5
_SHAPES = ("circle", "square", "diamond", "triangle")
"""Of the horizon classes, in their order: a shape each, so that colour says nothing alone."""
_COLOURS = ("continued", "achieved", "moved", "split")


class TimelinePicture:
    """The horizons of one document, laid out and ready to be written as SVG."""

    def __init__(self, document: Document, language: str, width: float = WIDTH) -> None:
        self._reader = reader = Reader(document, language)
        self._language = language
        metadata = document.root.child("metadata") or Node("metadata")
        self._metadata = metadata
        self._title = title_of(metadata)
        grouped = goals_by_field(document.root, self._word("elsewhere"))
        self._goals = {goal.id or "": goal for _, goals in grouped for goal in goals}
        self._columns = max(1, int(width - 2 * MARGIN) // _KEY_COLUMN)
        labelled = [
            (title, [(goal, self._label(goal)) for goal in goals]) for title, goals in grouped
        ]
        self.timeline: Timeline = timeline_of(
            labelled,
            reader.profile,
            parse_day(metadata.get("as-of")),
            width,
            _HEAD + _KEY_ROW * -(-len(_KEYS) // self._columns),
        )
        self._classes = [each.id for each in reader.profile.horizon_classes]

    def svg(self, palette: Palette) -> str:
        """Return the picture as a file."""
        return picture(
            self.timeline.width, self.timeline.height, self._language,
            self._word("title", title=self._title), self._about(), self._parts(palette),
        )  # fmt: skip

    def told(self, item: Item) -> str:
        """Return a goal with its horizon and target in words."""
        goal = self._goals[item.goal]
        horizon = self._reader.profile.horizon_class(item.horizon)
        label = horizon.label if horizon is not None else self._word("none")
        target = goal.get("target-date")
        if target:
            when = date_text(target, self._language)
            return self._word("goal", goal=item.label, horizon=label, date=when)
        return self._word("goal-undated", goal=item.label, horizon=label)

    def _parts(self, palette: Palette) -> Iterator[str]:
        line = self.timeline
        yield tag("rect", width=line.width, height=line.height, fill=palette.ground)
        room = line.width - 2 * MARGIN
        title = shortened(self._word("title", title=self._title), int(room / _TITLE_LETTER))
        yield _line(MARGIN, 30, title, palette.text, _TITLE, font_weight="600")
        about = shortened(self._about(), int(room / _LETTER))
        yield _line(MARGIN, 50, about, palette.muted)
        yield from self._zones(palette)
        yield from self._axis(palette)
        yield from self._legend(palette)
        for item in line.items:
            yield from self._item(item, palette)
        yield from self._days(palette)

    def _zones(self, palette: Palette) -> Iterator[str]:
        line = self.timeline
        for at, zone in enumerate(line.zones):
            top = line.top + AXIS - 22
            yield tag("rect", x=zone.x1, y=top, width=max(0.0, zone.x2 - zone.x1),
                      height=line.height - top - MARGIN / 2, fill=palette.panel,
                      fill_opacity="1" if at % 2 else ".45")  # fmt: skip
            room = int((zone.x2 - zone.x1 - 16) / _LETTER)
            if room > 0:
                label = shortened(zone.label, room)
                yield _line(zone.x1 + 20, top + 15, label, palette.text)
                yield self._shape(zone.id, zone.x1 + 10, top + 11, palette)

    def _legend(self, palette: Palette) -> Iterator[str]:
        """What lines mean; shapes and colours of the classes stand in their zones."""
        colours = {"dated": palette.accent, "permanent": palette.kinds[_COLOURS[-1]]}
        for at, (key, dashes, kind) in enumerate(_KEYS):
            x = MARGIN + at % self._columns * _KEY_COLUMN
            y = _HEAD + at // self._columns * _KEY_ROW
            yield tag("path", d=f"M{x} {y}h26", stroke=colours.get(kind, palette.text),
                      stroke_width="2", stroke_dasharray=dashes)  # fmt: skip
            yield _line(x + 34, y + 4, self._word(key), palette.text)

    def _axis(self, palette: Palette) -> Iterator[str]:
        line = self.timeline
        for year, x in line.years:
            yield tag("path", d=f"M{number(x)} {line.top + 8}V{number(line.height - MARGIN / 2)}",
                      stroke=palette.line, stroke_width=".5", stroke_opacity=".5")  # fmt: skip
            yield _line(x + 3, line.top + 16, str(year), palette.muted)

    def _days(self, palette: Palette) -> Iterator[str]:
        """The term as a bracket, as-of date and base date as lines through all rows."""
        line = self.timeline
        if line.term is not None:
            x1, x2 = (number(each) for each in line.term)
            bracket = f"M{x1} {line.top + 4}V{line.top - 2}H{x2}V{line.top + 4}"
            yield tag("path", tag("title", words(self._term())), d=bracket, fill="none",
                      stroke=palette.text, stroke_width="1.6")  # fmt: skip
        for x, key, name, dashes in (
            (line.base, "base", "horizon-base", "2 3"),
            (line.as_of, "as-of", "as-of", "7 4"),
        ):
            if x is None:
                continue
            said = self._word(key, date=date_text(self._metadata.get(name), self._language))
            through = f"M{number(x)} {line.top}V{number(line.height - MARGIN / 2)}"
            yield tag("path", tag("title", words(said)), d=through, stroke=palette.accent,
                      stroke_width="1.6", stroke_dasharray=dashes)  # fmt: skip

    def _item(self, item: Item, palette: Palette) -> Iterator[str]:
        left = self.timeline.left
        letter = _BOLD_LETTER if item.is_heading else _LETTER
        room = int((left - 2 * MARGIN) / letter)
        label = shortened(item.label, room)
        if item.is_heading:
            yield _line(MARGIN, item.y + 18, label, palette.muted, font_weight="600")
            return
        middle = item.y + ROW / 2
        parts = [
            tag("title", words(self.told(item))),
            _line(left - 10, middle + 4, label, palette.text, anchor="end"),
            *self._mark(item, middle, palette),
        ]
        yield tag("g", *parts, data_id=item.goal)

    def _mark(self, item: Item, middle: float, palette: Palette) -> Iterator[str]:
        colour = self._colour(item.horizon, palette)
        if item.mark == "day":
            yield self._shape(item.horizon, item.x1, middle, palette)
        elif item.mark == "none":
            yield _line(self.timeline.left + 4, middle + 4, "?", palette.muted)
        else:
            dashes = {"class": "3 3", "permanent": "1 4"}.get(item.mark)
            yield tag("path", d=f"M{number(item.x1)} {number(middle)}H{number(item.x2)}",
                      stroke=colour, stroke_width=3 if item.mark == "span" else 2,
                      stroke_dasharray=dashes, stroke_linecap="round")  # fmt: skip
            if item.mark == "span":
                yield self._shape(item.horizon, item.x2, middle, palette)

    def _shape(self, horizon: str, x: float, y: float, palette: Palette) -> str:
        at = self._classes.index(horizon) if horizon in self._classes else 0
        colour, h = self._colour(horizon, palette), _HALF
        points: tuple[tuple[float, float], ...]
        match _SHAPES[at % len(_SHAPES)]:
            case "circle":
                return tag("circle", cx=x, cy=y, r=h - 0.5, fill=colour)
            case "square":
                return tag("rect", x=x - h + 1, y=y - h + 1, width=2 * h - 2, height=2 * h - 2,
                           fill=colour)  # fmt: skip
            case "diamond":
                points = ((x, y - h), (x + h, y), (x, y + h), (x - h, y))
            case _:
                points = ((x, y - h), (x + h, y + h - 1), (x - h, y + h - 1))
        return tag("path", d="M" + "L".join(f"{number(a)} {number(b)}" for a, b in points) + "Z",
                   fill=colour)  # fmt: skip

    def _colour(self, horizon: str, palette: Palette) -> str:
        at = self._classes.index(horizon) if horizon in self._classes else 0
        return palette.kinds[_COLOURS[at % len(_COLOURS)]]

    def _about(self) -> str:
        names = {"base": "horizon-base", "as_of": "as-of"}
        values = {
            key: date_text(self._metadata.get(name), self._language) or "–"
            for key, name in names.items()
        }
        return self._word("about", count=len(self._goals), term=self._term(), **values)

    def _term(self) -> str:
        first, last = (
            date_text(self._metadata.get(name), self._language) or "…"
            for name in ("valid-from", "valid-until")
        )
        return self._word("term", first=first, last=last)

    def _label(self, goal: Node) -> str:
        return f"{self._reader.numbers.get(goal.id or '', '')} {title_of(goal)}".strip()

    def _word(self, key: str, **values: object) -> str:
        return text(self._language, f"picture.time.{key}", **values)


def _line(
    x: float, y: float, content: str, colour: str, size: int = _FONT, anchor: str = "start",
    **more: object,
) -> str:  # fmt: skip
    return tag("text", words(content), x=x, y=y, fill=colour, font_size=size,
               text_anchor=anchor, **more)  # fmt: skip
