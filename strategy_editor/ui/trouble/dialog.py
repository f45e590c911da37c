"""A file that cannot be read, as text with the fault marked; mended text is read again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QFontDatabase,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.errors import CannotRead, UserError
from strategy_editor.storage.repairing import Raw, fault, reread
from strategy_editor.storage.writing import replace_file
from strategy_editor.ui.host import Host
from strategy_editor.ui.questions import Unsaved
from strategy_editor.ui.source.panel import Highlighter
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.workspace.wording import error_text


class TroubleDialog(QDialog):
    """Shows the text of a file in trouble; ``mended`` carries what was read in the end."""

    mended = Signal(object)

    def __init__(self, host: Host, path: Path, error: CannotRead, raw: Raw) -> None:
        super().__init__(host.parent_window)
        self._host = host
        self._path = path
        self.setWindowTitle(host.translate("trouble.title", name=path.name))
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.note = QLabel(_note(host, raw))
        self.note.setObjectName("muted")
        self.note.setWordWrap(True)
        self.note.setVisible(bool(self.note.text()))
        self.editor = NumberedEdit(host.appearance.theme)
        self.editor.setAccessibleName(host.translate("view.source"))
        self.editor.setPlainText(raw.text)
        self.editor.setReadOnly(not raw.is_editable)
        self.editor.document().setModified(False)
        self.retry = self._button("trouble.retry", self.read_again)
        self.save = self._button("trouble.save-as", self.save_text)
        self.retry.setEnabled(raw.is_editable)
        self.save.setEnabled(raw.is_editable)
        close = self._button("trouble.close", self.close)
        row = QHBoxLayout()
        for button in (self.retry, self.save):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        box = QVBoxLayout(self)
        box.setSpacing(SPACE)
        box.addWidget(self.sentence)
        box.addWidget(self.note)
        box.addWidget(self.editor, 1)
        box.addLayout(row)
        QShortcut(QKeySequence("F5"), self, self.read_again)
        self.resize(960, 640)
        self._show_fault(error)

    def read_again(self) -> None:
        """Read the text; where that works the document opens, else the next fault is shown."""
        if self.editor.isReadOnly():
            return
        try:
            opened = reread(self._path, self.editor.toPlainText())
        except CannotRead as error:
            self._show_fault(error)
            return
        self.editor.document().setModified(False)
        self.mended.emit(opened)
        self.accept()

    def save_text(self) -> bool:
        """Save the text as it stands, under a name that the user chooses."""
        path = self._host.questions.save_file(self._path, "strategy")
        if path is None:
            return False
        try:
            replace_file(path, self.editor.toPlainText().encode("utf-8", "surrogatepass"))
        except (UserError, OSError) as error:
            if isinstance(error, UserError):
                self._host.questions.tell(error_text(error, self._host.translate.language))
            else:
                self._host.questions.tell(str(error))
            return False
        self.editor.document().setModified(False)
        return True

    def reject(self) -> None:
        if self._may_leave():
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_leave():
            event.accept()
        else:
            event.ignore()

    def _may_leave(self) -> bool:
        if not self.editor.document().isModified():
            return True
        match self._host.questions.unsaved(self._path.name):
            case Unsaved.SAVE:
                return self.save_text()
            case Unsaved.DISCARD:
                self.editor.document().setModified(False)
                return True
            case _:
                return False

    def _show_fault(self, error: CannotRead) -> None:
        self.sentence.setText(error_text(error, self._host.translate.language))
        self.editor.mark(*fault(error, self.editor.toPlainText()))
        self.editor.setFocus()

    def _button(self, key: str, call: Callable[[], object]) -> QPushButton:
        button = QPushButton(self._host.translate(key))
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: call())
        return button


class NumberedEdit(QPlainTextEdit):
    """Plain text with line numbers and one line marked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("source")
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._highlighter = Highlighter(self.document(), theme)
        self._numbers = _Numbers(self)
        self.blockCountChanged.connect(lambda _count: self._make_room())
        self.updateRequest.connect(lambda _rect, _by: self._numbers.update())
        self._make_room()

    def mark(self, line: int, column: int) -> None:
        """Mark a line and put the cursor at a column of it, both counted from 1."""
        block = self.document().findBlockByNumber(min(line, self.blockCount()) - 1)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(max(column - 1, 0), max(block.length() - 1, 0)))
        self.setTextCursor(cursor)
        self.centerCursor()
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor
        selection.format.setBackground(QColor(self._theme.error_soft))
        selection.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        self.setExtraSelections([selection])

    def numbers_width(self) -> int:
        """Return the room that the line numbers take."""
        digits = len(str(max(1, self.blockCount())))
        return SPACE * 2 + self.fontMetrics().horizontalAdvance("9") * digits

    def paint_numbers(self, event: QPaintEvent) -> None:
        """Paint the numbers of the visible lines."""
        painter = QPainter(self._numbers)
        painter.setPen(QColor(self._theme.muted))
        block = self.firstVisibleBlock()
        offset = self.contentOffset()
        while block.isValid():
            box = self.blockBoundingGeometry(block).translated(offset)
            if box.top() > event.rect().bottom():
                break
            place = QRect(0, int(box.top()), self._numbers.width() - SPACE, int(box.height()))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignRight), str(block.blockNumber() + 1))
            block = block.next()
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._numbers.setGeometry(
            inside.left(), inside.top(), self.numbers_width(), inside.height()
        )

    def _make_room(self) -> None:
        self.setViewportMargins(self.numbers_width(), 0, 0, 0)


class _Numbers(QWidget):
    def __init__(self, edit: NumberedEdit) -> None:
        super().__init__(edit)
        self._edit = edit

    def sizeHint(self) -> QSize:
        return QSize(self._edit.numbers_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._edit.paint_numbers(event)


def _note(host: Host, raw: Raw) -> str:
    if not raw.is_editable:
        return host.translate("trouble.not-text")
    return "" if raw.is_exact else host.translate("trouble.encoding", encoding=raw.encoding)
