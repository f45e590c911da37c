"""The course of an indicator as an enhanced metafile ([MS-EMF]): sharp in Word at any size.

Word's own charts would do as well, but LibreOffice draws no more than twenty of them in a document
with letters that can be read, and leaves out points where the first series is the shorter one.
What is drawn does not hang on colour: measured values are dots on a line, targets diamonds on a
dashed one.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from strategy_editor.document.node import Node
from strategy_editor.exchange.reading.course import points
from strategy_editor.exchange.reading.plot import DIAMOND, DOT, LETTERS, Plot
from strategy_editor.exchange.reading.reader import Reader

TWIPS = 20
"""Twentieths of a point."""
_UNIT = 2540 / 72
"""Units of the metafile, hundredths of a millimetre, in a point."""
_DEVICE = (32_000, 20_000)
"""Size of the device it is drawn for, in those units, which are its dots as well."""
_DARK, _GREY, _LIGHT = 0x5F3A1F, 0x595959, 0xBFBFBF
"""Colours, blue first."""
_PEN, _BRUSH, _FONT = 1, 2, 3
_NO_PEN = 0x80000008
_CENTRED, _RIGHT, _ON_LINE = 6, 2, 24
_FACE = "Arial"
_DIGIT = 0.556
"""Width of a digit of that face, of its size; other letters of numbers are narrower."""


def course_emf(reader: Reader, indicator: Node, width: float, height: float) -> bytes:
    """Draw the values of an indicator that has at least two; the size is in points."""
    measured, aims = points(indicator, "baseline", "actual"), points(indicator, "target")
    plot = Plot((*measured, *aims), width, height)
    canvas = _Canvas(width, height)
    canvas.font(LETTERS)
    canvas.pen(0.5, _LIGHT)
    for value, x, end, y in plot.levels():
        canvas.line([(x, y), (end, y)])
        canvas.text(reader.number(f"{value:.10g}"), (x - 3, y + 2.5), _RIGHT)
    for year, x, y in plot.years():
        canvas.text(str(year), (x, y), _CENTRED)
    canvas.pen(1.2, _DARK)
    canvas.line([plot.place(each) for each in measured])
    canvas.pen(1.0, _GREY)
    for stroke in plot.dashes(aims):
        canvas.line(stroke)
    canvas.fill(_DARK)
    for each in measured:
        canvas.dot(plot.place(each), DOT)
    canvas.fill(_GREY)
    for each in aims:
        canvas.diamond(plot.place(each), DIAMOND)
    return canvas.written()


class _Canvas:
    """Gathers the records of a metafile; places and sizes are points from the upper left."""

    def __init__(self, width: float, height: float) -> None:
        self._size = (_units(width), _units(height))
        self._records: list[bytes] = []
        self._made: set[int] = set()
        self._add(18, struct.pack("<I", 1))

    def pen(self, width: float, colour: int) -> None:
        """Draw lines of this width from now on."""
        made = struct.pack("<IIiiI", _PEN, 0, max(1, _units(width)), 0, colour)
        self._select(_PEN, 38, made)

    def fill(self, colour: int) -> None:
        """Fill shapes, and draw no lines round them, from now on."""
        self._select(_BRUSH, 39, struct.pack("<IIII", _BRUSH, 0, colour, 0))
        self._add(37, struct.pack("<I", _NO_PEN))

    def font(self, size: float) -> None:
        """Write in letters of this size from now on."""
        face = _FACE.encode("utf-16-le")
        logical = struct.pack("<5i8B", -_units(size), 0, 0, 0, 400, 0, 0, 0, 0, 0, 0, 0, 0)
        named = logical + face.ljust(64, b"\0") + face.ljust(128, b"\0") + b"\0" * 64
        self._select(_FONT, 82, struct.pack("<I", _FONT) + named + b"\0" * 36)

    def line(self, places: Sequence[tuple[float, float]]) -> None:
        """Draw a line; a single place is none."""
        if len(places) > 1:
            self._add(4, self._shape(places))

    def dot(self, place: tuple[float, float], radius: float) -> None:
        """Draw a dot."""
        x, y = place
        corners = (x - radius, y - radius, x + radius, y + radius)
        self._add(42, struct.pack("<4i", *map(_units, corners)))

    def diamond(self, place: tuple[float, float], radius: float) -> None:
        """Draw a diamond."""
        x, y = place
        self._add(3, self._shape([(x, y - radius), (x + radius, y), (x, y + radius),
                                  (x - radius, y)]))  # fmt: skip

    def text(self, text: str, place: tuple[float, float], align: int) -> None:
        """Write a number on a line through a place, right of, left of or round which it stands."""
        self._add(22, struct.pack("<I", align | _ON_LINE))
        words = text.encode("utf-16-le")
        count = len(words) // 2
        advances = [_units(LETTERS * (_DIGIT if each.isdigit() else _DIGIT / 2)) for each in text]
        padded = words.ljust(-(-len(words) // 4) * 4, b"\0")
        x, y = map(_units, place)
        start = 76
        head = struct.pack("<4iIff", 0, 0, -1, -1, 1, 1.0, 1.0)
        said = struct.pack("<2iIII4iI", x, y, count, start, 0, 0, 0, -1, -1, start + len(padded))
        advances += [0] * (count - len(advances))
        self._add(84, head + said + padded + struct.pack(f"<{count}i", *advances))

    def written(self) -> bytes:
        """Return the metafile."""
        self._add(14, struct.pack("<III", 0, 16, 20))
        width, height = self._size
        body = b"".join(self._records)
        header = struct.pack(
            "<8i4sIIIHHIIIiiiiIIIii", 0, 0, width, height, 0, 0, width, height, b" EMF", 0x10000,
            108 + len(body), len(self._records) + 1, len(self._made) + 1, 0, 0, 0, 0,
            *_DEVICE, _DEVICE[0] // 100, _DEVICE[1] // 100, 0, 0, 0, _DEVICE[0] * 10,
            _DEVICE[1] * 10,
        )  # fmt: skip
        return _record(1, header) + body

    def _select(self, number: int, kind: int, made: bytes) -> None:
        """Put an object in the place of the one with the same number, and use it."""
        if number in self._made:
            self._add(40, struct.pack("<I", number))
        self._made.add(number)
        self._add(kind, made)
        self._add(37, struct.pack("<I", number))

    def _shape(self, places: Sequence[tuple[float, float]]) -> bytes:
        flat = [_units(each) for place in places for each in place]
        bounds = (min(flat[::2]), min(flat[1::2]), max(flat[::2]), max(flat[1::2]))
        return struct.pack(f"<4iI{len(flat)}i", *bounds, len(places), *flat)

    def _add(self, kind: int, content: bytes) -> None:
        self._records.append(_record(kind, content))


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<II", kind, 8 + len(content)) + content


def _units(points_: float) -> int:
    return round(points_ * _UNIT)
