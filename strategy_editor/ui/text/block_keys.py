"""Enter, Backspace, Delete and Tab between blocks, and what is tidied when a text is left."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from strategy_editor.ui.controller import Controller
from strategy_editor.ui.richtext.clipboard import INLINE
from strategy_editor.ui.text.places import Spot
from strategy_editor.ui.text.source import Caret, Source, holder_of
from strategy_editor.ui.text.view import TextView

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Pen(Protocol):
    """What is in hand."""

    source: Source | None

    def spot(self) -> Spot | None:
        """Return where the text in hand stands."""
        ...

    def leave(self) -> None:
        """Lay it down."""
        ...

    def want(self, caret: Caret) -> None:
        """Say where the caret belongs in the next revision."""
        ...


class BlockKeys:
    """The keys that change or cross the borders of the text in hand."""

    def __init__(self, writing: Pen, view: TextView, controller: Controller) -> None:
        self._writing = writing
        self._view = view
        self._controller = controller

    def press(self, event: QKeyEvent) -> bool:
        """Follow a key; return whether it was one of these."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._writing.leave()
            return True
        if key in _ENTER:
            return self._enter()
        return False

    def tab(self, *, forward: bool) -> bool:
        """Go to the next cell; return whether the text in hand is one."""
        source = self._writing.source
        spot = self._writing.spot()
        if source is None or spot is None or source.field != "cell":
            return False
        return self._go_on(1 if forward else -1)

    def allowed(self, tag: str) -> frozenset[str]:
        """Return the inline elements that may stand in a text."""
        if tag not in self._controller.session.schema.mixed_tags:
            return frozenset()
        return INLINE - {"footnote"} if tag == "footnote" else INLINE

    def tidy(self, source: Source) -> None:
        """Take away an optional text that was left empty, and white space in a title."""
        controller = self._controller
        document, schema = controller.session.document, controller.session.schema
        holder = holder_of(document, source)
        if holder is None or not source.field:
            return
        owner = schema.element(document.node(source.node_id).tag)
        if not holder.content and owner is not None and source.field not in owner.required_tags:
            controller.drop_field(source.node_id, source.field, source.at)
        elif holder.tag not in schema.mixed_tags and holder.text != " ".join(holder.text.split()):
            text = " ".join(holder.text.split())
            controller.set_field(source.node_id, source.field, (text,), source.at)

    def _enter(self) -> bool:
        return self._go_on(1)

    def _go_on(self, step: int) -> bool:
        spot = self._writing.spot()
        other = self._view.places.following(spot, step) if spot is not None else None
        if other is None:
            return True
        source = self._view.places.source(other)
        self._view.go(Caret(source, 0))
        self._view.go(Caret(source, self._view.places.scale(other).length), extend=True)
        return True
