"""The place of a picture: shows it, takes drops and the paste key."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from strategy_editor.ui.theme import RADIUS, SPACE, Theme

BOX = QSize(360, 240)
"""Pixels that a preview has at most."""


class PictureBox(QWidget):
    """A framed preview; ``dropped`` carries what was dropped on it."""

    dropped = Signal(object)
    pasted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._image: QImage | None = None
        self._hint = ""
        self._is_aimed_at = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setFixedSize(BOX + QSize(2 * SPACE, 2 * SPACE))

    def show_picture(self, image: QImage | None, hint: str) -> None:
        """Show a picture, or in its place what to do."""
        self._image, self._hint = image, hint
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        strong = self._is_aimed_at or self.hasFocus()
        pen = QPen(QColor(theme.accent if strong else theme.outline), 2 if strong else 1)
        if self._image is None:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(theme.accent_soft if self._is_aimed_at else theme.background))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        inner = self.rect().adjusted(SPACE, SPACE, -SPACE, -SPACE)
        if self._image is not None:
            size = self._image.size().scaled(inner.size(), Qt.AspectRatioMode.KeepAspectRatio)
            size = size.boundedTo(self._image.size())
            target = QRect(inner.center() - QRect(0, 0, size.width(), size.height()).center(), size)
            # Pictures with a transparent ground are made for paper.
            painter.fillRect(target, QColor("white"))
            painter.drawImage(target, self._image)
        else:
            painter.setPen(QColor(theme.muted))
            flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
            painter.drawText(inner, flags, self._hint)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _may_be_picture(event.mimeData()):
            event.acceptProposedAction()
            self._aim(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._aim(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._aim(False)
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _aim(self, aimed: bool) -> None:
        self._is_aimed_at = aimed
        self.update()


def _may_be_picture(source: QMimeData) -> bool:
    return source.hasImage() or any(url.isLocalFile() for url in source.urls())
