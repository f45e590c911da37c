"""Fonts, colours and distances of the text, for a theme, a font and a zoom."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF

from strategy_editor.ui.text.flow import CHARACTERS
from strategy_editor.ui.theme import SPACE, Theme

_SERIFS = ("Source Serif 4", "Noto Serif", "Cambria", "Georgia", "Liberation Serif", "DejaVu Serif")
_SAMPLE = "Die Verwaltung führt ihre Akten elektronisch und bietet Leistungen ohne Umwege an. "
WIDTHS = {"narrow": 54, "normal": CHARACTERS, "wide": 100, "page": 0}
"""Characters in a line; a page is as wide as the text on paper."""
_PAGE = 16 / 2.54 * 96
_READING = 1.1
"""The text is read at length, so it is a little larger than the window's labels."""


@dataclass(frozen=True)
class Style:
    """How a paragraph looks; ``scale`` of the reading size, ``leading`` of the font's height."""

    scale: float = 1.0
    weight: int = 400
    italic: bool = False
    colour: str = "text"
    leading: float = 1.28


_HEADINGS = {
    1: Style(1.62, 650, leading=1.1),
    2: Style(1.34, 650, leading=1.12),
    3: Style(1.16, 650, leading=1.15),
    4: Style(1.0, 700, leading=1.2),
    5: Style(1.0, 600, leading=1.2),
    6: Style(0.95, 600, italic=True, leading=1.2),
}
STYLES = {
    "title": Style(2.3, 700, leading=1.08),
    "subtitle": Style(1.25, 400, colour="muted", leading=1.15),
    "imprint": Style(0.95, colour="muted"),
    "body": Style(),
    "strong": Style(weight=650),
    "lead": Style(1.08, leading=1.3),
    "marker": Style(colour="muted"),
    "label": Style(0.84, 500, colour="muted", leading=1.2),
    "label-marker": Style(0.92, 500, colour="muted"),
    "value": Style(0.92, leading=1.2),
    "date-marker": Style(0.92, colour="muted", leading=1.22),
    "caption": Style(0.92, leading=1.2),
    "caption-label": Style(0.92, 700, leading=1.2),
    "note": Style(0.84, colour="muted", leading=1.22),
    "note-number": Style(0.84, 600, colour="muted", leading=1.22),
    "cell": Style(0.92, leading=1.22),
    "cell-header": Style(0.92, 650, leading=1.22),
    "quote": Style(italic=True),
    "card-title": Style(1.08, 650, leading=1.2),
    "card-number": Style(1.08, 650, colour="accent", leading=1.2),
    "box-title": Style(1.0, 650, leading=1.2),
    "h3-accent": Style(1.16, 650, colour="accent", leading=1.15),
    "h4-accent": Style(1.0, 700, colour="accent", leading=1.2),
    **{f"h{level}": style for level, style in _HEADINGS.items()},
}


class Styles:
    """Resolves style names; made anew when theme, font or zoom change."""

    def __init__(
        self,
        theme: Theme,
        font: QFont,
        zoom: float = 1.0,
        *,
        serif: bool = False,
        width: str = "normal",
        leading: float = 1.0,
        headings: float = 1.0,
    ) -> None:
        self.theme = theme
        self._headings = headings
        """How much of what headings are larger than the text is left, in narrow columns."""
        self._leading = leading
        self._base = QFont(font)
        points = font.pointSizeF()
        if points <= 0:
            points = font.pixelSize() * 0.75
        self._points = points * _READING * zoom
        if serif:
            known = set(QFontDatabase.families())
            self._base.setFamilies([name for name in _SERIFS if name in known] or ["serif"])
            self._base.setStyleHint(QFont.StyleHint.Serif)
        self._fonts: dict[str, QFont] = {}
        self._pitches: dict[str, float] = {}
        body = QFontMetricsF(self.font("body"))
        self.em = body.height() / 1.2
        """About the size of the reading font in pixels."""
        self.unit = SPACE * self.em / 14
        self.line = self.pitch("body")
        letter = body.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        self.column = round(letter * WIDTHS[width]) if width != "page" else round(_PAGE * zoom)

    def font(self, name: str) -> QFont:
        """Return the font of a style."""
        if name not in self._fonts:
            style = STYLES[name]
            font = QFont(self._base)
            larger = max(0.0, style.scale - 1) * (1 - self._headings)
            font.setPointSizeF(self._points * (style.scale - larger))
            font.setWeight(QFont.Weight(_standard(style.weight)))
            font.setItalic(style.italic)
            self._fonts[name] = font
        return self._fonts[name]

    def pitch(self, name: str) -> float:
        """Return the distance of two lines."""
        if name not in self._pitches:
            height = QFontMetricsF(self.font(name)).height()
            self._pitches[name] = round(height * STYLES[name].leading * self._leading)
        return self._pitches[name]

    def colour(self, role: str) -> QColor:
        """Return a colour of the theme by its role."""
        return QColor(getattr(self.theme, role))


def _standard(weight: int) -> int:
    """Weights between the named ones become the next named one."""
    return min((400, 500, 600, 700), key=lambda named: abs(named - weight) - named / 1e6)
