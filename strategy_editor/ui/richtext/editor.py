"""The text edit of the field: keys, clipboard, focus, and the signs it draws over the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from strategy_editor.document.characters import clean
from strategy_editor.document.node import Node
from strategy_editor.i18n import Translator
from strategy_editor.ui.richtext import clipboard
from strategy_editor.ui.richtext.marks import Mark, character_box, draw_marks, marks_in
from strategy_editor.ui.richtext.objects import Labels
from strategy_editor.ui.richtext.pieces import Content, Stack, normalised
from strategy_editor.ui.richtext.text import InlineText
from strategy_editor.ui.richtext.tips import elements_tip, object_tip
from strategy_editor.ui.richtext.typography import help_with
from strategy_editor.ui.theme import SPACE, Theme

_LOOK_BACK = 4
"""Characters before the cursor that typographic help looks at."""
_FOREIGN_KEYS = frozenset({"Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z", "Ctrl+K"})
"""Keys that belong to the window, though a text edit would take them."""


class _Helped(NamedTuple):
    """Typographic help just given: Backspace gives back what was typed."""

    position: int
    typed: str
    length: int


class InlineEditor(QTextEdit):
    """Shows mixed content and lets the user change it; each change is told as a new content."""

    edited = Signal(object)
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
        self._theme = theme
        self._translate = translate
        self._labels: Labels | None = None
        self._content: Content = ()
        self._pending: tuple[int, Stack] | None = None
        self._helped: _Helped | None = None
        self._marks: list[Mark] | None = None
        self._is_showing = False
        self.document().contentsChanged.connect(self._on_contents_changed)
        self.cursorPositionChanged.connect(self._on_cursor_moved)

    @property
    def content(self) -> Content:
        """The content as it was last shown or edited."""
        return self._content

    def show_content(self, content: Content, labels: Labels | None) -> None:
        """Show another content, or only newer labels where it is the one shown."""
        self._labels = labels
        if content == self._content or normalised(content) == self._content:
            self.inline.relabel(labels)
            return
        is_first = not self._content
        self._content = normalised(content)
        self._pending = self._helped = None
        cursor = self.textCursor()
        position = cursor.position()
        if self.hasFocus() or not is_first:
            position = self.inline.position_after(self._content, position)
        self._is_showing = True
        self.inline.show(self._content, labels)
        self._is_showing = False
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        position = self.textCursor().position()
        self._is_showing = True
        self.inline.set_theme(theme)
        self._is_showing = False
        cursor = self.textCursor()
        cursor.setPosition(position)
        self.setTextCursor(cursor)

    def retranslate(self) -> None:
        """Let the objects speak the current language."""
        self.inline.relabel(self._labels)

    def typing_stack(self) -> Stack:
        """Return what will enclose the next text typed."""
        cursor = self.textCursor()
        if self._pending is not None and self._pending[0] == cursor.position():
            return self._pending[1]
        return self.inline.typing_stack(cursor)

    def is_within(self, tag: str) -> bool:
        """Whether the selection, or the next text typed, is within an element of this tag."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return self.inline.encloses(self.typing_stack(), tag)
        runs = self.inline.runs(cursor.selectionStart(), cursor.selectionEnd())
        return all(self.inline.encloses(run.piece.stack, tag) for run in runs)

    def toggle(self, tag: str) -> None:
        """Let an element enclose the selection or the text to be typed, or no longer."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            self.inline.toggle(cursor.selectionStart(), cursor.selectionEnd(), tag)
        else:
            stack = self.inline.toggled_typing(self.typing_stack(), tag)
            self._pending = (cursor.position(), stack)

    def insert_content(self, content: Content) -> None:
        """Put content in place of the selection, within what encloses it."""
        stack = self.typing_stack()
        tags = frozenset(self.inline.serials.tag(serial) for serial in stack)
        content = clipboard.without_nesting(content, tags)
        if content:
            self._put(self.textCursor(), content, stack)

    def type_text(self, text: str) -> None:
        """Put typed text in place of the selection, with typographic help."""
        text = clean(text)
        if not text:
            return
        stack = self.typing_stack()
        cursor = self.textCursor()
        helped = self._help_with(cursor, text, stack)
        if helped is None:
            self._put(cursor, (text,), stack)
            return
        taken, text_put = helped
        start = cursor.selectionStart()
        cursor.setPosition(start - taken)
        cursor.setPosition(self.textCursor().selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
        self._put(cursor, (text_put,), stack)
        self._helped = _Helped(self.textCursor().position(), "-" * taken + text, len(text_put))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_foreign(event):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.returnPressed.emit()
        elif self.isReadOnly():
            super().keyPressEvent(event)
        elif _types_text(event):
            event.accept()
            self.type_text(event.text())
        elif event.key() == Qt.Key.Key_Backspace and self._take_help_back():
            event.accept()
        else:
            self._press_other_key(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        commit = event.commitString()
        if self.isReadOnly() or not (commit or event.replacementLength()):
            super().inputMethodEvent(event)
            return
        # What is not committed yet is Qt's business, the text itself is ours.
        super().inputMethodEvent(QInputMethodEvent(event.preeditString(), event.attributes()))
        if event.replacementLength():
            cursor = self.textCursor()
            start = cursor.position() + event.replacementStart()
            cursor.setPosition(start)
            cursor.setPosition(start + event.replacementLength(), QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
        self.type_text(commit)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _is_foreign(event):
            event.ignore()
            return False
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tip_at(event), self)
            return True
        return super().viewportEvent(event)

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
        if self._marks is None:
            self._marks = marks_in(self.document().firstBlock().text())
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.verticalScrollBar().value())
        self._draw_selected_objects(painter)
        draw_marks(painter, self.document().firstBlock(), self._marks, self._theme)
        painter.end()

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        content = self.inline.piece_content(cursor.selectionStart(), cursor.selectionEnd())
        return clipboard.to_clipboard(content, self._labels)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return clipboard.can_paste(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if not self.isReadOnly():
            self.insert_content(clipboard.from_clipboard(source, self.allowed, self.new_id))

    def dropEvent(self, event: QDropEvent) -> None:
        kept = self.new_id
        if event.source() in (self, self.viewport()) and (
            event.dropAction() == Qt.DropAction.MoveAction
        ):
            # What moves within the text stays what it was.
            self.new_id = None
        super().dropEvent(event)
        self.new_id = kept

    def _draw_selected_objects(self, painter: QPainter) -> None:
        cursor = self.textCursor()
        if not cursor.hasSelection() or not self.inline.serials.objects:
            return
        font = self.document().defaultFont()
        for run in self.inline.runs(cursor.selectionStart(), cursor.selectionEnd()):
            if run.piece.object:
                box = character_box(self.document().firstBlock(), run.start)
                self.inline.objects.draw_selected(painter, box, run.piece.object, font)

    def _put(self, cursor: QTextCursor, content: tuple[Node | str, ...], stack: Stack) -> None:
        self.inline.insert(cursor, content, stack)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _help_with(self, cursor: QTextCursor, text: str, stack: Stack) -> tuple[int, str] | None:
        if not self.helps_typing or len(text) > 1 or text not in '" ':
            return None
        start = cursor.selectionStart()
        document = self.document()
        before = "".join(
            document.characterAt(at) for at in range(max(0, start - _LOOK_BACK), start)
        )
        found = help_with(before, text, self.inline.language_at(stack, self.language))
        return None if found is None else (found.taken, found.text)

    def _take_help_back(self) -> bool:
        helped, self._helped = self._helped, None
        cursor = self.textCursor()
        if helped is None or cursor.hasSelection() or cursor.position() != helped.position:
            return False
        stack = self.inline.stack_before(cursor.position())
        cursor.setPosition(helped.position - helped.length, QTextCursor.MoveMode.KeepAnchor)
        self._put(cursor, (helped.typed,), stack)
        return True

    def _press_other_key(self, event: QKeyEvent) -> None:
        before = self._content
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Backspace and self._content is not before:
            position = self.textCursor().position()
            self._pending = (position, self.inline.stack_before(position))

    def _tip_at(self, event: QHelpEvent) -> str:
        point = event.pos()
        point.setY(point.y() + self.verticalScrollBar().value())
        position = (
            self.document().documentLayout().hitTest(point.toPointF(), Qt.HitTestAccuracy.ExactHit)
        )
        if position < 0:
            return ""
        for at in (position, position - 1):
            if node := self.inline.object_at(at):
                label = self._labels(node) if self._labels is not None else ""
                return object_tip(node, label, self._translate)
        return elements_tip(self.inline.elements_at(position), self._translate)

    def _on_contents_changed(self) -> None:
        self._marks = None
        if self._is_showing:
            return
        self._helped = None
        content = self.inline.content()
        if content != self._content:
            self._pending = None
            self._content = content
            self.edited.emit(content)

    def _on_cursor_moved(self) -> None:
        if self._pending is not None and self._pending[0] != self.textCursor().position():
            self._pending = None


def _is_foreign(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or not event.modifiers():
        return False
    keys = QKeySequence(event.keyCombination())
    return keys.toString(QKeySequence.SequenceFormat.PortableText) in _FOREIGN_KEYS or (
        event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
    )


def _types_text(event: QKeyEvent) -> bool:
    """Whether a key gives text, as Qt itself decides it; AltGr counts as Ctrl and Alt together."""
    text = event.text()
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    modifiers = event.modifiers() & (control | alt | Qt.KeyboardModifier.MetaModifier)
    if not text or modifiers not in (Qt.KeyboardModifier.NoModifier, control | alt, alt):
        return False
    return text[0] >= " " and text[0] != "\x7f"
