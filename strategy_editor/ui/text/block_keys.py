"""Enter, Backspace, Delete and Tab between blocks, and what is tidied when a text is left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from strategy_editor.ui.controller import Controller
from strategy_editor.ui.richtext.clipboard import INLINE
from strategy_editor.ui.text.block_verbs import BlockVerbs, Pen
from strategy_editor.ui.text.source import Caret, Source, holder_of
from strategy_editor.ui.text.view import TextView

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BlockKeys:
    """The keys that change or cross the borders of the text in hand."""

    def __init__(self, writing: Pen, view: TextView, controller: Controller) -> None:
        self._writing = writing
        self._view = view
        self._controller = controller
        self._verbs = BlockVerbs(writing, view, controller)

    def press(self, event: QKeyEvent) -> bool:
        """Follow a key; return whether it was one of these."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._writing.leave()
            return True
        marking = self._view.marking
        if marking.is_many:
            return self._press_many(event, key)
        if key in _ENTER:
            return self._verbs.enter() or self._go_on(1)
        if key == Qt.Key.Key_Backspace and marking.is_empty and self._is_at(0):
            return self._verbs.join_before()
        if key == Qt.Key.Key_Delete and marking.is_empty and self._is_at(None):
            return self._verbs.join_behind()
        return False

    def cut(self) -> bool:
        """Take away what is marked over several texts."""
        return self._verbs.delete_marked()

    def paste(self, html: str, text: str) -> bool:
        """Put pasted paragraphs, lists and tables in at the caret; return whether that can be."""
        return self._verbs.paste(html, text)

    def tab(self, *, forward: bool) -> bool:
        """Go to the next cell or nest an item; return whether the text in hand is one."""
        source = self._writing.source
        if source is None:
            return False
        if source.field == "cell":
            if forward and self._verbs.is_last_cell(source):
                return self._verbs.add_row(source)
            return self._go_on(1 if forward else -1)
        node = self._controller.session.document.find(source.node_id)
        if node is None or node.tag != "item":
            return False
        return self._verbs.nest(source, deeper=forward)

    def allowed(self, tag: str) -> frozenset[str]:
        """Return the inline elements that may stand in a text."""
        if not self._controller.session.schema.takes_markup(tag):
            return frozenset()
        return INLINE - {"footnote"} if tag == "footnote" else INLINE

    def tidy(self, source: Source) -> None:
        """Take away an optional text that was left empty."""
        controller = self._controller
        document, schema = controller.session.document, controller.session.schema
        holder = holder_of(document, source)
        if holder is None or not source.field:
            return
        owner = schema.element(document.node(source.node_id).tag)
        if not holder.content and owner is not None and source.field not in owner.required_tags:
            controller.drop_field(source.node_id, source.field, source.at)

    def _press_many(self, event: QKeyEvent, key: Qt.Key) -> bool:
        """While several texts are marked, they can be deleted, not typed over."""
        if key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            return self._verbs.delete_marked()
        if event.matches(QKeySequence.StandardKey.Cut):
            return self._view.copy_marked() and self._verbs.delete_marked()
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if (
            event.matches(QKeySequence.StandardKey.Paste)
            or key in _ENTER
            or (event.text() and event.text() >= " " and plain)
        ):
            self._controller.messagePosted.emit(self._controller.translate("text.many-marked"))
            return True
        return False

    def _is_at(self, position: int | None) -> bool:
        """Whether the caret is at a place of its text, at its end for None."""
        caret, spot = self._view.marking.caret, self._writing.spot()
        if caret is None or spot is None:
            return False
        length = self._view.places.scale(spot).length
        return caret.position == (length if position is None else position)

    def _go_on(self, step: int) -> bool:
        spot = self._writing.spot()
        other = self._view.places.following(spot, step) if spot is not None else None
        if other is None:
            return True
        source = self._view.places.source(other)
        self._view.go(Caret(source, 0))
        self._view.go(Caret(source, self._view.places.scale(other).length), extend=True)
        return True
