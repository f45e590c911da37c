"""Pages of paper: laid out in a look of their own, painted on a printer, a file or the screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPagedPaintDevice,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from strategy_editor.document.document import Document
from strategy_editor.i18n import Translator
from strategy_editor.ui.text.following import Anchor
from strategy_editor.ui.text.laid import Brush
from strategy_editor.ui.text.paging import Note, Paging, PrintedPage, Slice
from strategy_editor.ui.text.painting import Page, Painting
from strategy_editor.ui.text.sheet import Sheet
from strategy_editor.ui.text.styles import Styles
from strategy_editor.ui.theme import LIGHT

DPI = 96
WIDTH, HEIGHT = 210 / 25.4 * DPI, 297 / 25.4 * DPI
"""A4 in the units of the layout."""
_MARGIN = 25 / 25.4 * DPI
_FOOT = 14 / 25.4 * DPI
_POINTS = 9.4
_LEADING = 0.84
"""Of that on the screen: on paper lines stand closer."""
_BODY = HEIGHT - 2 * _MARGIN
_RESOLUTION = 300
_ELIDE = Qt.TextElideMode.ElideRight
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class Paper:
    """A document on pages of A4."""

    def __init__(
        self,
        document: Document,
        media: Path | None,
        title: str,
        translate: Translator,
        font: QFont,
        *,
        serif: bool,
    ) -> None:
        self._title = title
        self._translate = translate
        base = QFont(font)
        base.setPointSizeF(_POINTS)
        styles = Styles(LIGHT, base, serif=serif, width="page", leading=_LEADING)
        self._sheet = Sheet(styles)
        self._sheet.set_look(styles, styles.column)
        self._sheet.pictures.set_folder(media)
        self._sheet.show(document, Anchor())
        self._painting = Painting(self._sheet, LIGHT)
        self._paging = Paging(self._sheet, _BODY)

    @property
    def pages(self) -> list[PrintedPage]:
        """The pages as far as they are laid out."""
        return self._paging.pages

    def lay_out(self) -> Iterator[float]:
        """Lay the pages out step by step; yields the share that is done."""
        return self._paging.run()

    def texts(self, number: int) -> list[str]:
        """Return what stands on a page, entry by entry."""
        return [self._sheet.laid(each.entry).plain for each in self.pages[number].slices]

    def print_on(self, device: QPagedPaintDevice, numbers: list[int]) -> Iterator[float]:
        """Paint pages on a printer or into a file; yields the share that is done."""
        painter = QPainter(device)
        painter.scale(device.logicalDpiX() / DPI, device.logicalDpiY() / DPI)
        try:
            for done, number in enumerate(numbers, 1):
                if done > 1:
                    device.newPage()
                self.paint(painter, number)
                yield done / len(numbers)
        finally:
            painter.end()

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint a page, its corner at the origin."""
        page = self.pages[number]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.translate(_MARGIN, _MARGIN)
        self._body(painter, page)
        self._notes(painter, page.notes)
        painter.restore()
        self._foot(painter, number)

    def _body(self, painter: QPainter, page: PrintedPage) -> None:
        brush = Brush(painter, self._painting.colours, self._sheet.pictures)
        wide = Page(0, 0, 0, self._sheet.width, 0)
        for each in page.slices:
            painter.save()
            painter.setClipRect(_clip(each, self._sheet.width))
            shift = each.y - each.top
            self._painting.frames(painter, [(each.entry, shift)], _BODY, wide)
            laid = self._sheet.laid(each.entry)
            brush.shapes(laid, 0, shift)
            brush.texts(laid, 0, shift)
            painter.restore()

    def _notes(self, painter: QPainter, notes: list[Note]) -> None:
        if not notes:
            return
        y = _BODY - sum(note.height for note in notes)
        rule = y - self._sheet.styles.em * 0.5
        painter.setPen(QPen(QColor(LIGHT.outline), 0.8))
        painter.drawLine(0, round(rule), round(self._sheet.width * 0.3), round(rule))
        for note in notes:
            laid = self._sheet.laid(note.entry)
            for at in note.texts:
                text = laid.texts[at]
                left = min(laid.texts[other].x for other in note.texts)
                text.paint(painter, -left, y - note.top)
            y += note.height

    def _foot(self, painter: QPainter, number: int) -> None:
        # In pixels of the layout: a device with finer ones would take points for larger.
        font = QFont(self._sheet.styles.font("note"))
        font.setPixelSize(round(font.pointSizeF() * DPI / 72))
        painter.setFont(font)
        painter.setPen(QColor(LIGHT.muted))
        box = QRectF(_MARGIN, HEIGHT - _FOOT - 20, WIDTH - 2 * _MARGIN, 20)
        count = self._translate("print.page", number=number + 1, count=len(self.pages))
        room = box.width() - painter.fontMetrics().horizontalAdvance(count) - 24
        title = painter.fontMetrics().elidedText(self._title, _ELIDE, round(room))
        painter.drawText(box, _LEFT, title)
        painter.drawText(box, _RIGHT, count)


def pdf_writer(path: Path, title: str) -> QPdfWriter:
    """Return what pages can be printed on to make a PDF."""
    writer = QPdfWriter(str(path))
    writer.setTitle(title)
    writer.setResolution(_RESOLUTION)
    use_a4(writer)
    return writer


def use_a4(device: QPagedPaintDevice) -> None:
    """Make pages A4 without margins of the device; the layout has its own."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageMargins(QMarginsF(0, 0, 0, 0))


def _clip(each: Slice, width: float) -> QRectF:
    return QRectF(-20, each.y, width + 40, each.bottom - each.top + 1)
