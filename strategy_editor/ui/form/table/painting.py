"""Measures and paints cells: plain text quickly, marked text as the editor shows it."""

from __future__ import annotations

from collections import OrderedDict
from math import ceil

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextDocument,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from strategy_editor.document.content import Content
from strategy_editor.editing.grid import Grid, Slot
from strategy_editor.i18n import Translator
from strategy_editor.ui.form.table.model import TableModel
from strategy_editor.ui.richtext.text import InlineText
from strategy_editor.ui.theme import SPACE, Theme

_KEPT = 400
_KEPT_HEIGHTS = 4000
_BREAKS = {ord(sign): " " for sign in "\n\r\t\u2028\u2029"}
_ALIGNMENTS = {
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


def alignment_of(grid: Grid, slot: Slot) -> Qt.AlignmentFlag:
    """Return how the text of a cell is aligned: as its column, headings over several centred."""
    if slot.columns > 1 and grid.is_header(slot):
        return Qt.AlignmentFlag.AlignHCenter
    align = grid.columns[slot.column].node.get("align")
    return _ALIGNMENTS.get(align, Qt.AlignmentFlag.AlignLeft)


def cell_font(base: QFont, *, header: bool) -> QFont:
    """Return the font of a cell."""
    font = QFont(base)
    font.setBold(header)
    return font


class CellPainter(QStyledItemDelegate):
    """Paints the cells of a table view."""

    def __init__(self, view: QTableView, theme: Theme, translate: Translator) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._translate = translate
        self._heights: dict[tuple[str, str, int], int] = {}
        self._marked: OrderedDict[tuple[object, ...], tuple[QTextDocument, InlineText]] = (
            OrderedDict()
        )

    def longest_words(self, model: TableModel) -> list[int]:
        """Return how wide each column must be for its longest words."""
        needed = [0] * model.grid.width
        metrics = {
            on: QFontMetricsF(cell_font(self._view.font(), header=on)) for on in (False, True)
        }
        for slot in model.grid.slots:
            if slot.columns == 1:
                word = max(model.words(slot.node.content).split(), key=len, default="")
                width = metrics[model.grid.is_header(slot)].horizontalAdvance(word)
                needed[slot.column] = max(needed[slot.column], ceil(width) + 2 * SPACE + 2)
        return needed

    def height(self, model: TableModel, slot: Slot, width: int) -> int:
        """Return how high a cell must be at a width."""
        inner = max(SPACE, width - 2 * SPACE - 1)
        font = cell_font(self._view.font(), header=model.grid.is_header(slot))
        if _is_plain(slot.node.content):
            key = (slot.node.text, font.key(), inner)
            if key not in self._heights:
                if len(self._heights) > _KEPT_HEIGHTS:
                    self._heights.clear()
                self._heights[key] = ceil(_lay(slot.node.text, font, inner)[1]) + 2 * SPACE
            return self._heights[key]
        document = self._document(model, slot, font)
        document.setTextWidth(width - 1)
        return round(document.size().height() + 0.5)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model = index.model()
        assert isinstance(model, TableModel)
        slot = model.grid.slot(index.row(), index.column())
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setClipRect(rect)
        header = model.grid.is_header(slot)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        theme = self._theme
        painter.fillRect(
            rect, QColor(theme.selection if selected else theme.hover if header else theme.field)
        )
        self._paint_text(painter, rect, model, slot, cell_font(self._view.font(), header=header))
        if index == self._view.currentIndex() and self._view.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _paint_text(
        self, painter: QPainter, rect: QRect, model: TableModel, slot: Slot, font: QFont
    ) -> None:
        if _is_plain(slot.node.content):
            painter.setPen(QColor(self._theme.text))
            inner = max(SPACE, rect.width() - 2 * SPACE)
            align = alignment_of(model.grid, slot)
            layout, _ = _lay(slot.node.text, font, inner, align)
            layout.draw(painter, QPointF(rect.left() + SPACE, rect.top() + SPACE))
            return
        document = self._document(model, slot, font)
        document.setTextWidth(rect.width())
        painter.translate(rect.topLeft())
        context_clip = QRectF(0, 0, rect.width(), rect.height())
        document.drawContents(painter, context_clip)

    def _document(self, model: TableModel, slot: Slot, font: QFont) -> QTextDocument:
        labels = [
            model.labels(part)
            for part in slot.node.walk()
            if model.labels is not None and part.tag in ("cross-reference", "footnote")
        ]
        align = alignment_of(model.grid, slot)
        key = (slot.node.content, font.key(), align, tuple(labels))
        if key not in self._marked:
            self._marked[key] = self._made(model, slot.node.content, font, align)
            if len(self._marked) > _KEPT:
                self._marked.popitem(last=False)
        self._marked.move_to_end(key)
        return self._marked[key][0]

    def _made(
        self, model: TableModel, content: Content, font: QFont, align: Qt.AlignmentFlag
    ) -> tuple[QTextDocument, InlineText]:
        document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(font)
        document.setDocumentMargin(SPACE)
        option = QTextOption(align)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        document.setDefaultStyleSheet("")
        inline = InlineText(document, self._theme, self._translate)
        inline.show(content, model.labels)
        return document, inline


def _lay(
    text: str, font: QFont, width: int, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
) -> tuple[QTextLayout, float]:
    """Return a plain text in lines of a width, and their height."""
    layout = QTextLayout(text.translate(_BREAKS), font)
    option = QTextOption(align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    height = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, height or QFontMetricsF(font).height()


def _is_plain(content: Content) -> bool:
    return all(isinstance(part, str) for part in content)
