"""Places what a block shows: texts below each other, facts, pictures and tables, and frames."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from strategy_editor.exchange.reading.course import share
from strategy_editor.exchange.reading.runs import Run
from strategy_editor.ui.text.frames import Place
from strategy_editor.ui.text.laid import Curve, Image, Laid, LaidText, Shape, Side
from strategy_editor.ui.text.lines import lay_line, lay_text
from strategy_editor.ui.text.parts import Course, Facts, Parts, Picture, Rows, Rule, Text
from strategy_editor.ui.text.pictures import Pictures
from strategy_editor.ui.text.styles import Styles
from strategy_editor.ui.text.table_layout import lay_rows


@dataclass(frozen=True, slots=True)
class Inset:
    """How far the content stands from a frame's edges, in units."""

    left: float
    top: float
    right: float
    bottom: float


INSETS = {
    "goal": Inset(2.25, 1.75, 2.0, 1.75),
    "subgoal": Inset(2.25, 1.5, 2.0, 1.5),
    "measure": Inset(1.75, 1.25, 1.75, 1.5),
    "box": Inset(2.0, 1.5, 2.0, 1.75),
    "quotation": Inset(2.25, 0.25, 2.0, 0.25),
}
_FACTS_GAP = 1.9
_LONG_FACT = 0.4
_COURSE = (9.0, 2.6)


def lay_out(parts: Parts, place: Place, width: float, styles: Styles, pictures: Pictures) -> Laid:
    """Lay an entry out in the width of the column."""
    laid = Laid()
    laid.top = round(place.before * styles.unit) if parts else 0
    tops = []
    left, right, y = 0.0, float(width), float(laid.top)
    edges = []
    for depth, kind in enumerate(place.frames):
        inset = INSETS[kind]
        edges.append((left, right))
        tops.append(y)
        if depth >= place.opens:
            y += round(inset.top * styles.unit)
        left, right = left + inset.left * styles.unit, right - inset.right * styles.unit
    stack = _Stack(laid, styles, pictures, left, right, y)
    for part in parts:
        stack.add(part)
    y = stack.end()
    _close(laid, place, edges, tops, y, styles)
    return laid


def _close(
    laid: Laid,
    place: Place,
    edges: list[tuple[float, float]],
    tops: list[float],
    y: float,
    styles: Styles,
) -> None:
    sides = []
    for depth in reversed(range(len(place.frames))):
        kind = place.frames[depth]
        closes = depth >= place.closes
        if closes:
            y += round(INSETS[kind].bottom * styles.unit)
        left, right = edges[depth]
        top = tops[depth] if depth >= place.opens else None
        sides.append(Side(kind, round(left), round(right), top, y if closes else None))
    laid.sides = list(reversed(sides))
    laid.height = round(y)


class _Stack:
    """Stacks parts between two edges."""

    def __init__(
        self,
        laid: Laid,
        styles: Styles,
        pictures: Pictures,
        left: float,
        right: float,
        y: float,
    ) -> None:
        self._laid = laid
        self._styles = styles
        self._pictures = pictures
        self._left = round(left)
        self._width = right - self._left
        self._y = y
        self._beside = 0.0
        self._floor = 0.0

    def add(self, part: Text | Facts | Picture | Rows | Course | Rule) -> None:
        match part:
            case Text():
                self._text(part)
            case Facts():
                self._facts(part)
            case Picture():
                self._picture(part)
            case Rows():
                self._y += lay_rows(
                    part, self._laid, self._styles, self._left, self._y, self._width
                )
            case Course():
                self._course(part)
            case Rule():
                self._rule(part)

    def end(self) -> float:
        return max(self._y, self._floor)

    def _text(self, part: Text) -> None:
        self._y += part.before * self._styles.em
        texts = lay_text(part, self._styles, self._width - self._beside)
        bottom = max(text.y + text.height for text in texts)
        for text in texts:
            self._put(text, text.x, text.y)
        self._y += bottom

    def _put(self, text: LaidText, x: float, y: float) -> None:
        text.x, text.y = self._left + x, round(self._y + y)
        self._laid.texts.append(text)

    def _facts(self, facts: Facts) -> None:
        self._y = self.end() + facts.before * self._styles.em
        self._beside = 0.0
        pairs = [
            (lay_line(label, "label", self._styles), *self._value(value))
            for label, value in facts.pairs
        ]
        gap = _FACTS_GAP * self._styles.em
        if sum(max(label.width, wide) + gap for label, _, wide in pairs) - gap > self._width:
            # Short ones first: a long one would leave the rest of its row empty.
            pairs.sort(key=lambda pair: pair[2] > self._width * _LONG_FACT)
        x, row = 0.0, 0.0
        for label, value, natural in pairs:
            wide = max(natural, label.width)
            if x and x + wide > self._width:
                self._y += row + 0.45 * self._styles.em
                x, row = 0.0, 0.0
            self._put(label, x, 0.0)
            self._put(value, x, label.height)
            row = max(row, label.height + value.height)
            x += wide + gap
        self._y += row

    def _value(self, value: str) -> tuple[LaidText, float]:
        line = lay_line(value, "value", self._styles)
        if line.width <= self._width:
            return line, line.width
        return lay_text(line.part, self._styles, self._width)[0], self._width

    def _picture(self, picture: Picture) -> None:
        size = self._pictures.size(picture.file)
        width = round(self._width * picture.share)
        if size is None:
            self._placeholder(picture, width)
        else:
            height = round(width * size.height() / size.width())
            rect = QRectF(self._left, self._y, width, height)
            self._laid.drawn.append(Image(picture.file, rect))
            self._y += height
        self._y += round(0.5 * self._styles.em)

    def _placeholder(self, picture: Picture, width: float) -> None:
        styles = self._styles
        pad = 1.2 * styles.em
        top = self._y
        self._y += pad
        text = lay_text(
            Text("note", _runs(picture.alt or picture.file), align="center"),
            styles,
            width - 2 * pad,
        )[0]
        height = max(text.height + 2 * pad, width * 0.28)
        self._put(text, pad, (height - text.height) / 2 - pad)
        self._y = top + round(height)
        rect = QRectF(self._left, top, width, round(height))
        self._laid.drawn.append(Shape(rect, "hover", "outline", 4.0, dash=True))

    def _course(self, course: Course) -> None:
        wide, high = (size * self._styles.em for size in _COURSE)
        x, y = self._left + self._width - wide, self._y + 0.5 * self._styles.em
        every = course.planned + course.measured
        years, values = zip(*every, strict=True)
        for points, colour, dash in (
            (course.planned, "muted", True),
            (course.measured, "accent", False),
        ):
            if len(points) > 1:
                scaled = tuple(
                    QPointF(
                        x + wide * share(year, min(years), max(years)),
                        y + high * (1 - share(value, min(0.0, *values), max(values))),
                    )
                    for year, value in points
                )
                self._laid.drawn.append(Curve(scaled, colour, dash))
        self._beside = wide + 2 * self._styles.em
        self._floor = y + high + 0.3 * self._styles.em

    def _rule(self, rule: Rule) -> None:
        self._y += round(rule.before * self._styles.em)
        rect = QRectF(self._left, self._y, round(self._width * rule.share), 3)
        self._laid.drawn.append(Shape(rect, "accent"))
        self._y += 3


def _runs(text: str) -> tuple[Run, ...]:
    return (Run(text),) if text else ()
