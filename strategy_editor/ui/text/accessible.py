"""The painted text for screen readers: its entries in view are children with role, text and place.

The area itself keeps Qt's interface; its viewport is the document. PySide6 lets Python give
``QAccessibleInterface`` objects, but no text or attribute interfaces beside them (casting to them
is not possible), so that levels are said in words. Qt takes interfaces into a cache of its own and
deletes them when it is told to: they are kept here until then.
"""

from __future__ import annotations

import atexit
from functools import cache

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleObject, QWindow
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from strategy_editor.i18n import Translator
from strategy_editor.ui.text.spoken import Spoken, spoken
from strategy_editor.ui.text.view import TextView

_MOST = 400
"""Entries whose interfaces are kept once they are out of view."""
_Text = QAccessible.Text
_INTERFACES: list[DocumentInterface] = []
"""All that were made: PySide6 keeps them too, to the end."""


class EntryInterface(QAccessibleInterface):
    """One entry of the text: a paragraph, a heading, rows of a table."""

    def __init__(self, document: DocumentInterface, index: int) -> None:
        super().__init__()
        self.document = document
        self.index = index

    def isValid(self) -> bool:
        return self.document.isValid() and self.index < len(self._view.sheet.flow.blocks)

    def object(self) -> QObject:
        return None  # type: ignore[return-value]

    def parent(self) -> QAccessibleInterface:
        return self.document

    def window(self) -> QWindow:
        return self.document.window()

    def child(self, _index: int) -> QAccessibleInterface:
        return None  # type: ignore[return-value]

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface:
        return None  # type: ignore[return-value]

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def role(self) -> QAccessible.Role:
        return self._spoken().role

    def text(self, which: QAccessible.Text) -> str:
        if not self.isValid():
            return ""
        what = self._spoken()
        texts = {_Text.Name: what.text or what.kind, _Text.Description: what.kind}
        return texts.get(which, "")

    def setText(self, _which: QAccessible.Text, _text: str) -> None:
        """A screen reader changes nothing here: texts are written in the editor."""

    def rect(self) -> QRect:
        rect = self._view.rect_of(self.index)
        if rect is None:
            return QRect()
        at = self._view.viewport().mapToGlobal(rect.topLeft().toPoint())
        return QRect(at, rect.size().toSize())

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.readOnly = state.focusable = 1
        state.focused = int(self.document.reading == self.index and self._view.hasFocus())
        if self._view.rect_of(self.index) is None:
            state.offscreen = state.invisible = 1
        return state

    @property
    def _view(self) -> TextView:
        return self.document.view

    def _spoken(self) -> Spoken:
        return spoken(self._view.sheet, self.index, self.document.translate)


class DocumentInterface(QAccessibleObject):
    """The viewport: a document whose children are the entries in view and the editor in hand."""

    def __init__(self, view: TextView, translate: Translator) -> None:
        super().__init__(view.viewport())
        self.view = view
        self.translate = translate
        self.reading = -1
        """The entry that the reader has come to."""
        self._entries: dict[int, tuple[EntryInterface, int]] = {}
        view.destroyed.connect(self.forget_all)

    def isValid(self) -> bool:
        return isValid(self.view)

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self.view)

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Document

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.readOnly = state.focusable = state.multiLine = 1
        return state

    def text(self, which: QAccessible.Text) -> str:
        return self.view.accessibleName() if which == _Text.Name else ""

    def childCount(self) -> int:
        return len(self.view.shown_entries) + len(self._widgets())

    def child(self, index: int) -> QAccessibleInterface:
        shown, widgets = self.view.shown_entries, self._widgets()
        if 0 <= index < len(shown):
            return self.entry(shown[index])
        if 0 <= index - len(shown) < len(widgets):
            return QAccessible.queryAccessibleInterface(widgets[index - len(shown)])
        return None  # type: ignore[return-value]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        shown = self.view.shown_entries
        if isinstance(child, EntryInterface):
            return shown.index(child.index) if child.index in shown else -1
        widgets = self._widgets()
        there = child.object()
        return len(shown) + widgets.index(there) if there in widgets else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        point = self.view.viewport().mapFromGlobal(QPoint(x, y))
        index = self.view.entry_at(point.y())
        return self.entry(index) if index >= 0 else None  # type: ignore[return-value]

    def focusChild(self) -> QAccessibleInterface:
        focused = [each for each in self._widgets() if each.hasFocus()]
        if focused:
            return QAccessible.queryAccessibleInterface(focused[0])
        there = self.reading in self.view.shown_entries
        return self.entry(self.reading) if there else None  # type: ignore[return-value]

    def entry(self, index: int) -> EntryInterface:
        """Return the interface of an entry, the same one each time."""
        known = self._entries.get(index)
        if known is None:
            self._forget_hidden()
            made = EntryInterface(self, index)
            known = self._entries[index] = made, QAccessible.registerAccessibleInterface(made)
        return known[0]

    def _widgets(self) -> list[QWidget]:
        inside = self.view.viewport().children()
        return [each for each in inside if isinstance(each, QWidget) and not each.isHidden()]

    def _forget_hidden(self) -> None:
        if len(self._entries) > _MOST:
            shown = set(self.view.shown_entries)
            self._forget([each for each in self._entries if each not in shown])

    def forget_all(self) -> None:
        """Let go of all entries, before the view goes or the program ends."""
        self._forget(list(self._entries))

    def _forget(self, indices: list[int]) -> None:
        for index in indices:
            # Held until Qt has let go of it: it must not be Python that deletes it.
            held, number = self._entries.pop(index)
            QAccessible.deleteAccessibleInterface(number)
            del held


def document_of(view: TextView) -> DocumentInterface | None:
    """Return the interface of a view's text; None as long as no screen reader may ask."""
    found = QAccessible.queryAccessibleInterface(view.viewport())
    return found if isinstance(found, DocumentInterface) else None


def offer_entries(view: TextView) -> None:
    """Let screen readers find the entries of a view."""
    _install()
    # Where one runs, Qt has made an interface as soon as there was a viewport, and would keep it.
    known = QAccessible.queryAccessibleInterface(view.viewport())
    if not isinstance(known, DocumentInterface):
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(known))


@cache
def _install() -> None:
    QAccessible.installFactory(_made)
    atexit.register(_let_go)


def _let_go() -> None:
    """Let Qt delete what it has of us while there is a Python: afterwards both would."""
    for each in [each for each in _INTERFACES if isValid(each)]:
        each.forget_all()
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(each))


def _made(_kind: str, there: QObject) -> QAccessibleInterface | None:
    view = there.parent() if isinstance(there, QWidget) else None
    if isinstance(view, TextView) and view.viewport() is there:
        made = DocumentInterface(view, view.translate)
        _INTERFACES.append(made)
        return made
    return None
