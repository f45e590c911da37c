"""The course of an indicator as a small drawing (SVG), sharp on screen and paper.

What is drawn does not hang on colour: measured values are dots on a line, targets diamonds on a
dashed one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from strategy_editor.document.node import Node
from strategy_editor.exchange.reading.course import Point, points
from strategy_editor.exchange.reading.indicators import course_text
from strategy_editor.exchange.reading.plot import DASH, DIAMOND, DOT, GAP, LETTERS, Plot
from strategy_editor.exchange.reading.reader import Reader

_WIDTH, _HEIGHT = 180.0, 84.0


@dataclass(frozen=True)
class Drawing:
    """A drawing as SVG, and the words that stand for it."""

    svg: str
    alt: str


def course_drawing(reader: Reader, indicator: Node) -> Drawing:
    """Draw the values of an indicator that has at least two."""
    measured, aims = points(indicator, "baseline", "actual"), points(indicator, "target")
    plot = Plot((*measured, *aims), _WIDTH, _HEIGHT)
    alt = reader.word("course-of", values=course_text(reader, indicator))
    parts = [
        *_axes(plot, reader),
        _line(plot, measured, 'stroke-width="1.4"'),
        _line(plot, aims, f'stroke-width="1.1" stroke-dasharray="{DASH:g} {GAP:g}"'),
        *(_dot(plot, point) for point in measured),
        *(_diamond(plot, point) for point in aims),
    ]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" '
        f'role="img" aria-label="{escape(alt)}" font-family="Liberation Sans, Arial, sans-serif" '
        f'font-size="{LETTERS:g}" fill="currentColor">{"".join(filter(None, parts))}</svg>'
    )
    return Drawing(svg, alt)


def _axes(plot: Plot, reader: Reader) -> Iterator[str]:
    for value, x, end, y in plot.levels():
        yield (
            f'<path d="M{x:.1f} {y:.1f}H{end:.1f}" stroke="currentColor" '
            f'stroke-opacity=".25" stroke-width=".6"/>'
            f'<text x="{x - 3:.1f}" y="{y + 2.5:.1f}" text-anchor="end">'
            f"{escape(reader.number(f'{value:.10g}'))}</text>"
        )
    for year, x, y in plot.years():
        yield f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{year}</text>'


def _line(plot: Plot, found: Sequence[Point], style: str) -> str:
    if len(found) <= 1:
        return ""
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in map(plot.place, found))
    return f'<path d="M{path}" fill="none" stroke="currentColor" {style}/>'


def _dot(plot: Plot, point: Point) -> str:
    x, y = plot.place(point)
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{DOT:g}"/>'


def _diamond(plot: Plot, point: Point) -> str:
    x, y = plot.place(point)
    r = DIAMOND
    return f'<path d="M{x:.1f} {y - r:.1f}l{r} {r}l-{r} {r}l-{r} -{r}z"/>'
