"""Objects in the text: footnotes, cross references and what else cannot be edited as text."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)

from strategy_editor.document.node import COMMENT, INSTRUCTION, Node
from strategy_editor.i18n import Translator
from strategy_editor.schema.catalog import current_schema
from strategy_editor.ui.richtext.formats import OBJECT
from strategy_editor.ui.richtext.pieces import CONTAINERS, Serials
from strategy_editor.ui.theme import Theme

Labels = Callable[[Node], str]
_LONGEST = 40
"""Characters of a label; more would push the text apart."""
_LONGEST_NUMBER = 4
_SMALLER = 0.78
_MISSING = "richtext.dangling"


class Kind(Enum):
    """What an object is to the reader."""

    FOOTNOTE = "footnote"
    REFERENCE = "reference"
    COMMENT = "comment"
    INSTRUCTION = "instruction"
    EMPTY = "empty"
    FOREIGN = "foreign"


def kind_of(node: Node) -> Kind:
    """Return what a node is to the reader."""
    if node.tag in CONTAINERS:
        return Kind.EMPTY
    kinds = {
        "footnote": Kind.FOOTNOTE,
        "cross-reference": Kind.REFERENCE,
        COMMENT: Kind.COMMENT,
        INSTRUCTION: Kind.INSTRUCTION,
    }
    return kinds.get(node.tag, Kind.FOREIGN)


def element_name(node: Node, translate: Translator) -> str:
    """Return the label of an element in the vocabulary, else its name without namespace."""
    if not node.tag.startswith("{") and node.tag in current_schema().elements:
        return current_schema().elements[node.tag].documentation.label(translate.language)
    return node.tag.rpartition("}")[2]


class InlineObjects(QPyTextObject):
    """Draws the objects of one document with their current labels."""

    def __init__(self, serials: Serials, theme: Theme, translate: Translator) -> None:
        super().__init__()
        self._serials = serials
        self._theme = theme
        self._translate = translate
        self._labels: dict[int, str] = {}
        self._dangling: set[int] = set()
        self._sizes: dict[int, QSizeF] = {}

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme

    def relabel(self, labels: Labels | None) -> bool:
        """Ask for the labels of all objects anew; return whether one changed."""
        old, dangling = self._labels, self._dangling
        self._labels, self._dangling = {}, set()
        for serial, node in self._serials.objects.items():
            given = labels(node) if labels is not None else ""
            self._labels[serial] = self._label(node, given, is_known=labels is not None)
            if labels is not None and node.tag == "cross-reference" and not given:
                self._dangling.add(serial)
        if (self._labels, self._dangling) == (old, dangling):
            return False
        self.forget_sizes()
        return True

    def is_dangling(self, serial: int) -> bool:
        """Whether an object is a reference that leads nowhere."""
        return serial in self._dangling

    def forget_sizes(self) -> None:
        """Measure anew, because the font changed."""
        self._sizes.clear()

    def label(self, serial: int) -> str:
        """Return what an object shows."""
        found = self._labels.get(serial)
        if found is None:
            found = self._labels[serial] = self._label(
                self._serials.objects[serial], "", is_known=False
            )
        return found

    def intrinsicSize(self, doc: QTextDocument, _position: int, format: QTextFormat) -> QSizeF:  # noqa: A002
        """Return the room an object takes; Qt calls it at each layout of the paragraph."""
        serial = format.intProperty(OBJECT)
        size = self._sizes.get(serial)
        if size is None and serial not in self._serials.objects:
            # Of a content that is being replaced; Qt lays it out a last time.
            return QSizeF()
        if size is None:
            size = self._sizes[serial] = self._measure(serial, doc.defaultFont())
        return size

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        _position: int,
        format: QTextFormat,  # noqa: A002
    ) -> None:
        serial = format.intProperty(OBJECT)
        if serial in self._serials.objects:
            self._draw(painter, QRectF(rect), serial, doc.defaultFont(), is_selected=False)

    def draw_selected(self, painter: QPainter, rect: QRectF, serial: int, font: QFont) -> None:
        """Draw an object anew over a selection, which Qt lays over it like a veil."""
        painter.fillRect(rect, QColor(self._theme.accent))
        self._draw(painter, rect, serial, font, is_selected=True)

    def _draw(
        self, painter: QPainter, rect: QRectF, serial: int, font: QFont, *, is_selected: bool
    ) -> None:
        kind = kind_of(self._serials.objects[serial])
        theme = self._theme
        small = _font(font, kind)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(small)
        dangling = self.is_dangling(serial)
        if dangling and not is_selected:
            _draw_dangling(painter, rect, theme)
        elif kind is not Kind.FOOTNOTE:
            _draw_box(painter, rect, kind, theme, is_selected=is_selected)
        colour = theme.accent if kind in (Kind.FOOTNOTE, Kind.REFERENCE) else theme.muted
        colour = theme.error if dangling else colour
        painter.setPen(QColor(theme.on_accent if is_selected else colour))
        label = self.label(serial)
        painter.drawText(QPointF(rect.left() + _before(kind), _baseline(rect, font, kind)), label)
        painter.restore()

    def _label(self, node: Node, given: str, *, is_known: bool) -> str:
        kind = kind_of(node)
        if kind is Kind.FOOTNOTE:
            # Who knows no number gives the note's text, which the tooltip shows.
            return given if 0 < len(given) <= _LONGEST_NUMBER else "*"
        label = {
            Kind.REFERENCE: given
            or self._translate(_MISSING if is_known else "richtext.reference"),
            Kind.COMMENT: self._translate("richtext.comment"),
            Kind.INSTRUCTION: node.get("target"),
            Kind.EMPTY: self._translate("richtext.empty"),
            Kind.FOREIGN: element_name(node, self._translate),
        }[kind]
        return label if len(label) <= _LONGEST else label[: _LONGEST - 1] + "…"

    def _measure(self, serial: int, font: QFont) -> QSizeF:
        kind = kind_of(self._serials.objects[serial])
        width = QFontMetricsF(_font(font, kind)).horizontalAdvance(self.label(serial))
        metrics = QFontMetricsF(font)
        return QSizeF(width + 2 * _before(kind), metrics.ascent() + metrics.descent())


def _draw_box(
    painter: QPainter, rect: QRectF, kind: Kind, theme: Theme, *, is_selected: bool
) -> None:
    if kind is Kind.REFERENCE:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent_soft))
        box = rect.adjusted(0.5, 0, -0.5, 0)
    else:
        painter.setPen(QPen(QColor(theme.on_accent if is_selected else theme.line), 1))
        painter.setBrush(QColor(theme.hover if theme.hover != theme.field else theme.card))
        box = rect.adjusted(2, 1, -2, -1)
    if is_selected:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 4, 4)


def _draw_dangling(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Not by colour alone: a dashed frame, and the words say it too."""
    painter.setPen(QPen(QColor(theme.error), 1, Qt.PenStyle.DashLine))
    painter.setBrush(QColor(theme.error_soft))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)


def _before(kind: Kind) -> float:
    """Return the room beside the label."""
    if kind is Kind.FOOTNOTE:
        return 0.5
    return 3.0 if kind is Kind.REFERENCE else 6.0


def _baseline(rect: QRectF, font: QFont, kind: Kind) -> float:
    if kind is Kind.REFERENCE:
        return rect.bottom() - QFontMetricsF(font).descent()
    small = QFontMetricsF(_font(font, kind))
    if kind is Kind.FOOTNOTE:
        return rect.top() + small.ascent()
    return rect.center().y() + (small.ascent() - small.descent()) / 2


def _font(font: QFont, kind: Kind) -> QFont:
    if kind is Kind.REFERENCE:
        return font
    result = QFont(font)
    size = font.pointSizeF()
    if size > 0:
        result.setPointSizeF(size * _SMALLER)
    else:
        result.setPixelSize(max(1, round(font.pixelSize() * _SMALLER)))
    return result
