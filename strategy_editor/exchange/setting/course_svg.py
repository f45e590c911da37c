"""The course of an indicator as a small drawing (SVG), sharp on screen and paper.

What is drawn does not hang on colour: measured values are dots on a line, targets diamonds on a
dashed one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from strategy_editor.document.node import Node
from strategy_editor.exchange.reading.course import Point, points, share, ticks, years
from strategy_editor.exchange.reading.indicators import course_text
from strategy_editor.exchange.reading.reader import Reader

_WIDTH, _HEIGHT = 180.0, 84.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 34.0, 10.0, 6.0, 16.0
_DOT, _DIAMOND = 2.4, 3.4
_MOST_MARKS = 3


@dataclass(frozen=True)
class Drawing:
    """A drawing as SVG, and the words that stand for it."""

    svg: str
    alt: str


def course_drawing(reader: Reader, indicator: Node) -> Drawing:
    """Draw the values of an indicator that has at least two."""
    measured, aims = points(indicator, "baseline", "actual"), points(indicator, "target")
    frame = _Frame((*measured, *aims))
    alt = reader.word("course-of", values=course_text(reader, indicator))
    parts = [
        *frame.axes(reader),
        frame.line(measured, 'stroke-width="1.4"'),
        frame.line(aims, 'stroke-width="1.1" stroke-dasharray="4 3"'),
        *(frame.dot(point) for point in measured),
        *(frame.diamond(point) for point in aims),
    ]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" '
        f'role="img" aria-label="{escape(alt)}" font-family="Liberation Sans, Arial, sans-serif" '
        f'font-size="7.5" fill="currentColor">{"".join(filter(None, parts))}</svg>'
    )
    return Drawing(svg, alt)


class _Frame:
    """Places points between the axes."""

    def __init__(self, everything: Sequence[Point]) -> None:
        values = [value for _, value in everything]
        self._ticks = ticks(min(values), max(values), _MOST_MARKS)
        self._years = years([at for at, _ in everything])

    def place(self, point: Point) -> tuple[float, float]:
        across = share(point[0], self._years.start, self._years.stop)
        up = share(point[1], self._ticks[0], self._ticks[-1])
        x = _LEFT + across * (_WIDTH - _LEFT - _RIGHT)
        return x, _HEIGHT - _BOTTOM - up * (_HEIGHT - _TOP - _BOTTOM)

    def axes(self, reader: Reader) -> list[str]:
        first, last = self._years.start, self._years.stop
        lines = []
        for value in self._ticks:
            x, y = self.place((first, value))
            end, _ = self.place((last, value))
            lines.append(
                f'<path d="M{x:.1f} {y:.1f}H{end:.1f}" stroke="currentColor" '
                f'stroke-opacity=".25" stroke-width=".6"/>'
                f'<text x="{x - 3:.1f}" y="{y + 2.5:.1f}" text-anchor="end">'
                f"{escape(reader.number(f'{value:.10g}'))}</text>"
            )
        step = max(1, -(-len(self._years) // 4))
        for year in self._years[::step]:
            x, _ = self.place((year + 0.5, self._ticks[0]))
            lines.append(
                f'<text x="{x:.1f}" y="{_HEIGHT - 4:.1f}" text-anchor="middle">{year}</text>'
            )
        return lines

    def line(self, found: Sequence[Point], style: str) -> str:
        if len(found) <= 1:
            return ""
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in map(self.place, found))
        return f'<path d="M{path}" fill="none" stroke="currentColor" {style}/>'

    def dot(self, point: Point) -> str:
        x, y = self.place(point)
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_DOT:g}"/>'

    def diamond(self, point: Point) -> str:
        x, y = self.place(point)
        r = _DIAMOND
        return f'<path d="M{x:.1f} {y - r:.1f}l{r} {r}l-{r} {r}l-{r} -{r}z"/>'
