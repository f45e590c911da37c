"""The pages of an export before it is written."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.i18n import Translator
from strategy_editor.ui.theme import SPACE


class PagePicture(QWidget):
    """Draws a page as large as there is room, or says why there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._image = QImage()
        self._sentence = ""

    @property
    def has_page(self) -> bool:
        """Whether a page is shown."""
        return not self._image.isNull()

    def show_page(self, image: QImage, name: str) -> None:
        """Show a page; ``name`` is what assistive programs read out."""
        self._image, self._sentence = image, ""
        self.setAccessibleName(name)
        self.update()

    def say(self, sentence: str) -> None:
        """Show a sentence in the place of a page."""
        self._image, self._sentence = QImage(), sentence
        self.setAccessibleName(sentence)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, 560)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = self.rect().adjusted(1, 1, -1, -1)
        if self._image.isNull():
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            inner = room.adjusted(2 * SPACE, 0, -2 * SPACE, 0)
            painter.setPen(self.palette().placeholderText().color())
            painter.drawText(inner, flags, self._sentence)
            return
        ratio = self.devicePixelRatioF()
        size = self._image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        scaled = self._image.scaled(
            size * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        scaled.setDevicePixelRatio(ratio)
        left = room.x() + (room.width() - size.width()) // 2
        painter.drawImage(left, room.y(), scaled)
        painter.setPen(self.palette().mid().color())
        painter.drawRect(left - 1, room.y() - 1, size.width() + 1, size.height() + 1)


class PreviewPane(QWidget):
    """A page, the way to the others, and by what the pages were set."""

    pageWanted = Signal(int)
    """The number of a page, the first being 1."""

    def __init__(self, translate: Translator) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._translate = translate
        self._page, self._pages = 1, 0
        self.picture = PagePicture()
        self.previous = self._button("previous")
        self.next = self._button("next")
        self.position = QLabel()
        self.position.setObjectName("muted")
        self.note = QLabel()
        self.note.setObjectName("muted")
        self.note.setWordWrap(True)
        self.previous.clicked.connect(lambda: self._go(-1))
        self.next.clicked.connect(lambda: self._go(1))
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        row.addWidget(self.position)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        box.addWidget(self.picture, 1)
        box.addLayout(row)
        box.addWidget(self.note)
        self.wait()

    @property
    def page(self) -> int:
        """The number of the page that is wanted."""
        return self._page

    def wait(self) -> None:
        """The pages are being set; the last picture stays until the new one is there."""
        self.note.setText(self._translate("exporting.preview.busy"))
        if not self.picture.has_page:
            self.picture.say(self._translate("exporting.preview.busy"))

    def show_number(self, pages: int, note: str) -> None:
        """The pages are set; ask for the one that was looked at, as far as it still exists."""
        self._pages = pages
        self._page = min(self._page, max(1, pages))
        self.note.setText(note)
        self._show_position()
        self.pageWanted.emit(self._page)

    def show_page(self, number: int, png: bytes) -> None:
        """Show a page."""
        name = self._translate("exporting.preview.page", page=number, pages=self._pages)
        self.picture.show_page(QImage.fromData(png), name)

    def say(self, sentence: str) -> None:
        """There are no pages, and this is why."""
        self._pages = 0
        self.note.clear()
        self.picture.say(sentence)
        self._show_position()

    def _button(self, key: str) -> QPushButton:
        button = QPushButton(self._translate(f"exporting.preview.{key}"))
        button.setObjectName(f"export-{key}-page")
        button.setAccessibleName(self._translate(f"exporting.preview.{key}"))
        button.setAutoDefault(False)
        return button

    def _go(self, by: int) -> None:
        self._page = max(1, min(self._pages, self._page + by))
        self._show_position()
        self.pageWanted.emit(self._page)

    def _show_position(self) -> None:
        self.previous.setEnabled(self._page > 1 and self._pages > 0)
        self.next.setEnabled(self._page < self._pages)
        words = self._translate("exporting.preview.page", page=self._page, pages=self._pages)
        self.position.setText(words if self._pages else "")
