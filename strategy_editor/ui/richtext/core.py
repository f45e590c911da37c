"""The text edit of the field: what it shows, how it is changed, what is drawn over the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from strategy_editor.document.content import Content
from strategy_editor.document.node import Node
from strategy_editor.i18n import Translator
from strategy_editor.ui.richtext import clipboard
from strategy_editor.ui.richtext.marks import Mark, character_box, draw_marks, marks_in
from strategy_editor.ui.richtext.objects import Labels
from strategy_editor.ui.richtext.pieces import Stack, normalised
from strategy_editor.ui.richtext.surroundings import Surroundings
from strategy_editor.ui.richtext.text import InlineText
from strategy_editor.ui.theme import SPACE, Theme


class TextCore(QTextEdit):
    """Shows mixed content; each change is told as a new content.

    ``stepEnded`` says that the next change is a step of undo of its own.
    """

    edited = Signal(object)
    shown = Signal()
    stepEnded = Signal()
    returnPressed = Signal()
    focusChanged = Signal(bool)
    editingFinished = Signal()

    def __init__(self, theme: Theme, translate: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAcceptRichText(False)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(SPACE)
        self.viewport().setAutoFillBackground(False)
        self.inline = InlineText(self.document(), theme, translate)
        self.allowed = clipboard.INLINE
        self.language = "de"
        self.helps_typing = True
        self.new_id: Callable[[], str] | None = None
        self.surroundings: Surroundings | None = None
        self._theme = theme
        self._translate = translate
        self._labels: Labels | None = None
        self._content: Content = ()
        self._pending: tuple[int, Stack] | None = None
        self._marks: dict[int, list[Mark]] = {}
        self._is_showing = False
        self.document().contentsChanged.connect(self._on_contents_changed)
        self.cursorPositionChanged.connect(self._on_cursor_moved)

    @property
    def content(self) -> Content:
        """The content as it was last shown or edited."""
        return self._content

    def show_content(self, content: Content, labels: Labels | None = None) -> None:
        """Show another content, or only newer labels where it is the one shown.

        Without ``labels`` those of the surroundings are shown and follow them by themselves.
        """
        follows = labels is None and self.surroundings is not None
        if labels is None and self.surroundings is not None:
            labels = self.surroundings.label
        self._labels = labels
        if content is self._content or normalised(content) == self._content:
            if not follows:
                self.inline.relabel(labels)
            return
        is_first = not self._content
        self._content = normalised(content)
        with self._showing(keeps_cursor=is_first and not self.hasFocus()):
            self.inline.show(self._content, labels)
        self.shown.emit()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        with self._showing(keeps_cursor=True):
            self.inline.set_theme(theme)

    def retranslate(self) -> None:
        """Let the objects speak the current language."""
        self.inline.relabel(self._labels)

    def relabel(self) -> None:
        """Show the newest numbers and titles."""
        if self.inline.serials.objects:
            self.inline.relabel(self._labels)

    @contextmanager
    def one_step(self) -> Iterator[None]:
        """Let what is changed inside be a step of undo of its own."""
        self.stepEnded.emit()
        yield
        self.stepEnded.emit()

    def typing_stack(self) -> Stack:
        """Return what will enclose the next text typed."""
        cursor = self.textCursor()
        if self._pending is not None and self._pending[0] == cursor.position():
            return self._pending[1]
        return self.inline.typing_stack(cursor)

    def type_within(self, stack: Stack) -> None:
        """Let the next text typed at the cursor stand within a stack of elements."""
        self._pending = (self.textCursor().position(), stack)

    def enclosing(self, tags: Iterable[str]) -> set[str]:
        """Return the tags of which an element encloses the selection or the next text typed."""
        cursor, encloses = self.textCursor(), self.inline.encloses
        if not cursor.hasSelection():
            stack = self.typing_stack()
            return {tag for tag in tags if encloses(stack, tag)}
        runs = self.inline.runs(cursor.selectionStart(), cursor.selectionEnd())
        return {tag for tag in tags if runs and all(encloses(run.piece.stack, tag) for run in runs)}

    def toggle(self, tag: str) -> None:
        """Let an element enclose the selection or the text to be typed, or no longer."""
        if self.isReadOnly():
            return
        cursor = self.textCursor()
        if cursor.hasSelection():
            with self.one_step():
                self.inline.toggle(cursor.selectionStart(), cursor.selectionEnd(), tag)
        else:
            self.type_within(self.inline.toggled_typing(self.typing_stack(), tag))

    def insert_content(self, content: Content) -> None:
        """Put content in place of the selection, within what encloses it."""
        stack = self.typing_stack()
        tags = frozenset(self.inline.serials.tag(serial) for serial in stack)
        content = clipboard.without_nesting(content, tags)
        if content:
            with self.one_step():
                self._put(self.textCursor(), content, stack)

    def replace_object(self, position: int, node: Node) -> None:
        """Put a newer state of an object in its place."""
        serial = self.inline.object_serial(position)
        if serial and self.inline.serials.objects[serial] != node:
            self.inline.serials.objects[serial] = node
            self.inline.relabel(self._labels)
            self._on_contents_changed()

    def replace_element(self, position: int, node: Node) -> None:
        """Give the innermost element of a tag around a character other attributes."""
        serial = self.inline.element_serial(position, node.tag)
        if serial:
            self.inline.serials.elements[serial] = node.with_content(())
            self._on_contents_changed()

    def position_box(self, position: int) -> QRect:
        """Return where a character stands, in the coordinates of this widget."""
        block = self.document().findBlock(position)
        box = character_box(block, position - block.position())
        offset = self.viewport().pos() - QPoint(0, self.verticalScrollBar().value())
        return box.toAlignedRect().translated(offset)

    def caret_box(self) -> QRect:
        """Return where the cursor stands, in the coordinates of this widget."""
        found = self.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        box = found.toAlignedRect() if isinstance(found, QRectF) else QRect(found)
        return box.intersected(self.rect()) if box.intersects(self.rect()) else box

    def select(self, start: int, end: int) -> None:
        """Select what stands between two positions."""
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Qt sends the first one before this object is complete.
        if event.type() == QEvent.Type.FontChange and hasattr(self, "inline"):
            self.inline.relayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focusChanged.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focusChanged.emit(False)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.editingFinished.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.verticalScrollBar().value())
        self._draw_selected_objects(painter)
        block = self.cursorForPosition(event.rect().topLeft()).block()
        last = self.cursorForPosition(event.rect().bottomLeft()).block()
        while block.isValid() and block.blockNumber() <= last.blockNumber():
            draw_marks(painter, block, self._marks_of(block), self._theme)
            block = block.next()
        painter.end()

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        content = self.inline.piece_content(cursor.selectionStart(), cursor.selectionEnd())
        return clipboard.to_clipboard(content, self._labels)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return clipboard.can_paste(source)

    @contextmanager
    def _showing(self, *, keeps_cursor: bool = False) -> Iterator[None]:
        """Replace what is shown: nothing is told, the cursor goes to what changed."""
        self._pending = None
        cursor = self.textCursor()
        old, anchor, position = self.inline.flat_text(), cursor.anchor(), cursor.position()
        self._is_showing = True
        try:
            yield
        finally:
            self._is_showing = False
        new = self.inline.flat_text()
        if not keeps_cursor and new != old:
            anchor = position = self.inline.changed_end(old, new)
        last = self.document().characterCount() - 1
        cursor = self.textCursor()
        cursor.setPosition(min(anchor, last))
        cursor.setPosition(min(position, last), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _marks_of(self, block: QTextBlock) -> list[Mark]:
        known = self._marks.get(block.blockNumber())
        if known is None:
            known = self._marks[block.blockNumber()] = marks_in(block.text())
        return known

    def _draw_selected_objects(self, painter: QPainter) -> None:
        cursor = self.textCursor()
        if not cursor.hasSelection() or not self.inline.serials.objects:
            return
        font = self.document().defaultFont()
        for run in self.inline.runs(cursor.selectionStart(), cursor.selectionEnd()):
            if run.piece.object:
                block = self.document().findBlock(run.start)
                box = character_box(block, run.start - block.position())
                self.inline.objects.draw_selected(painter, box, run.piece.object, font)

    def _put(self, cursor: QTextCursor, content: tuple[Node | str, ...], stack: Stack) -> None:
        self.inline.insert(cursor, content, stack)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _on_contents_changed(self) -> None:
        self._marks.clear()
        if self._is_showing:
            return
        content = self.inline.content()
        if content != self._content:
            self._pending = None
            self._content = content
            self.edited.emit(content)

    def _on_cursor_moved(self) -> None:
        if self._pending is not None and self._pending[0] != self.textCursor().position():
            self._pending = None
