"""The small drawing of an indicator's course as numbers: where axes, years and values are.

Lengths are points of a page, counted from the left and from the top.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from strategy_editor.exchange.reading.course import Point, share, ticks, years

LETTERS = 7.5
"""Size of the letters."""
DOT, DIAMOND = 2.4, 3.4
"""Half the size of the marks of measured values and of targets."""
DASH, GAP = 4.0, 3.0
"""How the line of the targets is broken."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 34.0, 10.0, 6.0, 16.0
_MOST_LEVELS, _MOST_YEARS = 3, 4


class Plot:
    """Places points between the axes."""

    def __init__(self, everything: Sequence[Point], width: float, height: float) -> None:
        """``everything`` are all points that will be drawn, at least one."""
        values = [value for _, value in everything]
        self._width, self._height = width, height
        self._ticks = ticks(min(values), max(values), _MOST_LEVELS)
        self._years = years([at for at, _ in everything])

    def place(self, point: Point) -> tuple[float, float]:
        """Return where a point is."""
        across = share(point[0], self._years.start, self._years.stop)
        up = share(point[1], self._ticks[0], self._ticks[-1])
        x = _LEFT + across * (self._width - _LEFT - _RIGHT)
        return x, self._height - _BOTTOM - up * (self._height - _TOP - _BOTTOM)

    def levels(self) -> Iterator[tuple[float, float, float, float]]:
        """Yield each value that has a line, from where to where it goes, and how far down."""
        for value in self._ticks:
            x, y = self.place((self._years.start, value))
            yield value, x, self.place((self._years.stop, value))[0], y

    def years(self) -> Iterator[tuple[int, float, float]]:
        """Yield each year that is named, and where the middle of its name stands."""
        step = max(1, -(-len(self._years) // _MOST_YEARS))
        for year in self._years[::step]:
            yield year, self.place((year + 0.5, self._ticks[0]))[0], self._height - 4

    def dashes(self, found: Sequence[Point]) -> Iterator[tuple[tuple[float, float], ...]]:
        """Yield the strokes of a broken line through points."""
        left, drawn = DASH, True
        for start, end in zip(map(self.place, found), map(self.place, found[1:]), strict=False):
            (x, y), (x2, y2) = start, end
            length = ((x2 - x) ** 2 + (y2 - y) ** 2) ** 0.5
            at = 0.0
            while at < length:
                step = min(left, length - at)
                if drawn:
                    yield tuple(
                        (x + (x2 - x) * way / length, y + (y2 - y) * way / length)
                        for way in (at, at + step)
                    )
                at, left = at + step, left - step
                if left <= 0:
                    drawn = not drawn
                    left = DASH if drawn else GAP
