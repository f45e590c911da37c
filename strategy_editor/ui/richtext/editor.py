"""The text edit of the field as hands meet it: keys, typing aids, mouse, clipboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QDropEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QToolTip, QWidget

from strategy_editor.document.characters import clean
from strategy_editor.document.node import Node
from strategy_editor.editing.addresses import pasted_address
from strategy_editor.i18n import Translator
from strategy_editor.ui.richtext import clipboard
from strategy_editor.ui.richtext.core import TextCore
from strategy_editor.ui.richtext.pieces import Stack
from strategy_editor.ui.richtext.tips import elements_tip, object_tip
from strategy_editor.ui.richtext.typography import LOOK_BACK, Help, help_with
from strategy_editor.ui.theme import Theme

_FOREIGN_KEYS = frozenset({"Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z", "Ctrl+K"})
"""Keys that belong to the window, though a text edit would take them."""
_ALT = Qt.KeyboardModifier.AltModifier
_EDITED = frozenset({"footnote", "cross-reference"})
"""Objects that open when they are clicked or Enter is pressed on them."""


class _Helped(NamedTuple):
    """Typographic help just given: Backspace gives back what was typed."""

    position: int
    typed: str
    length: int


class InlineEditor(TextCore):
    """Takes keys and mouse; ``objectActivated`` carries the place of an object to be edited.

    ``placeClicked`` says that a place was clicked, which is where the cursor is then.
    """

    objectActivated = Signal(int)
    placeClicked = Signal()
    barRequested = Signal()

    def __init__(self, theme: Theme, translate: Translator, parent: QWidget) -> None:
        super().__init__(theme, translate, parent)
        self.take_blocks: Callable[[str, str], bool] = lambda _html, _text: False
        """Takes HTML and text of several paragraphs; where it does not, they become one."""
        self._helped: _Helped | None = None

    def type_text(self, text: str) -> None:
        """Put typed text in place of the selection, then help with typography."""
        text = clean(text)
        if not text:
            return
        self._helped = None
        stack = self.typing_stack()
        self._put(self.textCursor(), (text,), stack)
        found = self._help_with(text, stack)
        if found is not None:
            self._replace(found, text, stack)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_foreign(event):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press_return()
        elif event.key() == Qt.Key.Key_F10 and event.modifiers() & _ALT:
            self.barRequested.emit()
        elif event.key() == Qt.Key.Key_F2 and self._activate_object(beside=True):
            event.accept()
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
            start = self.textCursor().position() + event.replacementStart()
            self.select(start, start + event.replacementLength())
        self.type_text(commit)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _is_foreign(event):
            event.ignore()
            return False
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tip_at(event.pos()), self)
            return True
        return super().viewportEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._click_at(event.position().toPoint(), follows=held)
            self.placeClicked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._follow(self.object_near(event.position().toPoint())):
            super().mouseDoubleClickEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.isReadOnly():
            return
        if self.textCursor().hasSelection() and "link" in self.allowed:
            address = pasted_address(source.text())
            if address:
                self.wrap_selection(Node("link", (("href", address),)))
                return
        if clipboard.holds_blocks(source) and self.take_blocks(source.html(), source.text()):
            return
        new_id = self.surroundings.new_id if self.surroundings is not None else self.new_id
        self.insert_content(clipboard.from_clipboard(source, self.allowed, self.new_id or new_id))

    def wrap_selection(self, node: Node) -> None:
        """Let an element enclose the selection; its content does not matter."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            with self.one_step():
                self.inline.wrap(cursor.selectionStart(), cursor.selectionEnd(), node)

    def unwrap(self, start: int, end: int, tags: frozenset[str]) -> None:
        """Take the elements of some tags away from a range."""
        with self.one_step():
            self.inline.unwrap(start, end, tags)

    def dropEvent(self, event: QDropEvent) -> None:
        is_own = event.source() in (self, self.viewport())
        moves = event.dropAction() == Qt.DropAction.MoveAction
        if not (is_own and moves) or self.isReadOnly():
            super().dropEvent(event)
            return
        self.move_selection(self.cursorForPosition(event.position().toPoint()).position())
        # Qt must not take away what moved as well.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def move_selection(self, target: int) -> None:
        """Move what is selected to another place; it stays what it was, ids included."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if start <= target <= end:
            return
        content = self.inline.piece_content(start, end)
        with self.one_step():
            moved = QTextCursor(self.document())
            moved.beginEditBlock()
            moved.setPosition(start)
            moved.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            moved.removeSelectedText()
            at = target if target < start else target - (end - start)
            moved.setPosition(at)
            stack = self.inline.typing_stack(moved)
            tags = frozenset(self.inline.serials.tag(serial) for serial in stack)
            self.inline.insert(moved, clipboard.without_nesting(content, tags), stack)
            moved.endEditBlock()
            self.select(at, moved.position())

    def _press_return(self) -> None:
        if not self._activate_object(beside=False):
            self.returnPressed.emit()

    def _press_other_key(self, event: QKeyEvent) -> None:
        before = self.inline.changes
        self._helped = None
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Backspace and self.inline.changes != before:
            self.type_within(self.inline.stack_before(self.textCursor().position()))

    def _activate_object(self, *, beside: bool) -> bool:
        """Open the object that is selected, or with ``beside`` the one at the cursor."""
        cursor = self.textCursor()
        places = [cursor.selectionStart()]
        if not cursor.hasSelection():
            places = [cursor.position() - 1, cursor.position()] if beside else []
        elif cursor.selectionEnd() - cursor.selectionStart() > 1:
            return False
        for position in places:
            node = self.inline.object_at(position)
            if node is not None and node.tag in _EDITED:
                self.objectActivated.emit(position)
                return True
        return False

    def _click_at(self, point: QPoint, *, follows: bool) -> None:
        position = self.object_near(point)
        if position >= 0:
            node = self.inline.object_at(position)
            if follows and self._follow(position):
                return
            if node is not None and node.tag == "footnote":
                self.objectActivated.emit(position)
            elif node is not None:
                self.select(position, position + 1)
        elif follows:
            self._open_link(point)

    def _follow(self, position: int) -> bool:
        node = self.inline.object_at(position) if position >= 0 else None
        if node is None or node.tag != "cross-reference" or self.surroundings is None:
            return False
        self.surroundings.go_to(node.get("target"))
        return True

    def _open_link(self, point: QPoint) -> None:
        for node in self.inline.elements_at(self._character_at(point)):
            if node.tag == "link":
                QDesktopServices.openUrl(QUrl(node.get("href")))
            elif node.tag == "term" and node.get("entry") and self.surroundings is not None:
                self.surroundings.go_to(node.get("entry"))

    def _character_at(self, point: QPoint) -> int:
        """Return the position of the character under a point, -1 where there is none."""
        there = QPoint(point.x(), point.y() + self.verticalScrollBar().value())
        layout = self.document().documentLayout()
        return layout.hitTest(there.toPointF(), Qt.HitTestAccuracy.ExactHit)

    def object_near(self, point: QPoint) -> int:
        """Return the position of the object under a point of the viewport, -1 for none."""
        position = self._character_at(point)
        for at in (position, position - 1) if position >= 0 else ():
            box = self.position_box(at).translated(-self.viewport().pos())
            if self.inline.object_at(at) is not None and box.contains(point):
                return at
        return -1

    def _replace(self, found: Help, typed: str, stack: Stack) -> None:
        end = self.textCursor().position()
        start = end - len(typed) - found.taken
        old = self.characters(start, end)
        runs = self.inline.runs(start, end)
        if any(run.piece.object or run.piece.stack != stack for run in runs):
            return
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        with self.one_step():
            self._put(cursor, (found.text,), stack)
        self._helped = _Helped(self.textCursor().position(), old, len(found.text))

    def characters(self, start: int, end: int) -> str:
        """Return the characters between two positions."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(max(0, start))
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

    def _help_with(self, text: str, stack: Stack) -> Help | None:
        if not self.helps_typing or len(text) > 1:
            return None
        end = self.textCursor().position() - 1
        first = self.document().findBlock(end).position()
        before = self.characters(max(first, end - LOOK_BACK), end)
        return help_with(before, text, self.inline.language_at(stack, self.language))

    def _take_help_back(self) -> bool:
        helped, self._helped = self._helped, None
        cursor = self.textCursor()
        if helped is None or cursor.hasSelection() or cursor.position() != helped.position:
            return False
        stack = self.inline.stack_before(cursor.position())
        cursor.setPosition(helped.position - helped.length, QTextCursor.MoveMode.KeepAnchor)
        with self.one_step():
            self._put(cursor, (helped.typed,), stack)
        return True

    def _tip_at(self, point: QPoint) -> str:
        position = self.object_near(point)
        node = self.inline.object_at(position) if position >= 0 else None
        if node is not None:
            label = self._labels(node) if self._labels is not None else ""
            return object_tip(node, label, self._translate, self.surroundings)
        nodes = self.inline.elements_at(self._character_at(point))
        return elements_tip(nodes, self._translate, self.surroundings)


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
