"""Colours and patterns of the pictures, for light and dark ground.

Each kind of disposition has a colour and a pattern of its own: colours follow what becomes of the
goal (blue goes on, green is reached, red and brown end), patterns tell those of one colour apart
and everything apart where colours are not seen.
"""

from __future__ import annotations

from dataclasses import dataclass

from strategy_editor.exchange.picture.svg import tag

OPEN = "open"
"""Beside the kinds of disposition: nothing is said yet."""
_SIZE = 8
# kind -> pattern drawn over the colour.
PATTERNS: dict[str, str] = {
    "continued": "plain",
    "modified": "rising",
    "merged": "falling",
    "split": "crossed",
    "achieved": "plain",
    "partly-achieved": "rising",
    "dropped": "upright",
    "replaced-by-law": "level",
    "moved": "dots",
    "permanent": "waves",
    "new": "dots",
    "no-statement": "level",
    OPEN: "falling",
}
_SHAPES: dict[str, str] = {
    "plain": "",
    "rising": f"M-2 {_SIZE + 2}L{_SIZE + 2} -2M-2 2L2 -2M{_SIZE - 2} {_SIZE + 2}L{_SIZE + 2} 6",
    "falling": f"M-2 -2L{_SIZE + 2} {_SIZE + 2}M-2 6L2 {_SIZE + 2}M{_SIZE - 2} -2L{_SIZE + 2} 2",
    "crossed": f"M-2 {_SIZE + 2}L{_SIZE + 2} -2M-2 -2L{_SIZE + 2} {_SIZE + 2}",
    "upright": f"M2 0V{_SIZE}M6 0V{_SIZE}",
    "level": f"M0 2H{_SIZE}M0 6H{_SIZE}",
    "waves": f"M0 4Q2 0 4 4T{_SIZE} 4",
    "dots": "M2 2h.1M6 6h.1",
}


@dataclass(frozen=True)
class Palette:
    """The colours of one picture; texts reach 4.5:1 on ``ground``, shapes 3:1."""

    ground: str
    panel: str
    text: str
    muted: str
    line: str
    accent: str
    kinds: dict[str, str]


LIGHT = Palette(
    ground="#ffffff", panel="#f0f3f7", text="#1d2433", muted="#5b6576", line="#7b8596",
    accent="#0b63b0",
    kinds={
        "continued": "#2a6fb0", "modified": "#2a6fb0", "merged": "#5b58b8", "split": "#8a4fae",
        "achieved": "#23804f", "partly-achieved": "#23804f", "dropped": "#b04434",
        "replaced-by-law": "#8a5a22", "moved": "#9a6a00", "permanent": "#1d7f86",
        "new": "#5f6b7c", "no-statement": "#6f7886", OPEN: "#a33a78",
    },
)  # fmt: skip
DARK = Palette(
    ground="#1f242c", panel="#2a313b", text="#e7eaf0", muted="#a3adbd", line="#727d90",
    accent="#6cb2f2",
    kinds={
        "continued": "#6cb2f2", "modified": "#6cb2f2", "merged": "#a09df0", "split": "#cf9bf0",
        "achieved": "#6fcf9c", "partly-achieved": "#6fcf9c", "dropped": "#f1867b",
        "replaced-by-law": "#d9a066", "moved": "#e8bd4f", "permanent": "#5fc9d1",
        "new": "#a3adbd", "no-statement": "#97a1b1", OPEN: "#f08ac0",
    },
)  # fmt: skip
PALETTES = {"light": LIGHT, "dark": DARK}


def definitions(palette: Palette, kinds: list[str]) -> str:
    """Return the patterns of some kinds, to be filled with ``fill_of``."""
    return tag("defs", *(_pattern(palette, kind) for kind in kinds))


def fill_of(kind: str) -> str:
    """Return what fills the shapes of a kind."""
    return f"url(#fill-{kind})"


def _pattern(palette: Palette, kind: str) -> str:
    colour = palette.kinds[kind]
    ground = tag("rect", width=_SIZE, height=_SIZE, fill=colour, fill_opacity=".38")
    shape = _SHAPES[PATTERNS[kind]]
    if PATTERNS[kind] == "plain":
        ground = tag("rect", width=_SIZE, height=_SIZE, fill=colour, fill_opacity=".8")
    drawn = tag(
        "path", d=shape, stroke=colour, stroke_width=2 if PATTERNS[kind] == "dots" else 1.4,
        stroke_linecap="round", fill="none",
    ) if shape else ""  # fmt: skip
    return tag(
        "pattern", ground, drawn, id=f"fill-{kind}", patternUnits="userSpaceOnUse",
        width=_SIZE, height=_SIZE,
    )  # fmt: skip
