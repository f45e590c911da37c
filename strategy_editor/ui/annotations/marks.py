"""Passages with open annotations, marked in the text view and in forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, cast

from PySide6.QtCore import QObject, QTimer, SignalInstance

from strategy_editor.editing.annotations import OPEN, all_annotations, place_of
from strategy_editor.ui.host import Host

_Key = str | tuple[str, str]
_Spans = dict[_Key, list[tuple[int, int]]]
Span = tuple[int, int]
Clicked = Callable[[str, Span], object]
_QUIET = 300
"""Milliseconds without a change after which passages are looked for again."""


class _Marked(Protocol):
    """A view of the middle that shows remarks and tells which one is clicked."""

    remarkClicked: SignalInstance

    def show_remarks(self, spans: _Spans) -> None:
        """Mark passages by element or field."""
        ...

    def follow_remark(self) -> bool:
        """Tell of the remark that the cursor stands in; return whether there is one."""
        ...


class PassageMarks(QObject):
    """Looks for the passages in the view in front when nobody types for a moment."""

    def __init__(self, host: Host, clicked: Clicked) -> None:
        super().__init__(host.parent_window)
        self._host = host
        self._clicked = clicked
        self._text: _Marked | None = None
        self._form = cast("_Marked", host.panels.form)
        self._form.remarkClicked.connect(clicked)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET)
        self._timer.timeout.connect(self.show)
        host.panels.viewChanged.connect(lambda _view: self.show())
        host.controller.documentChanged.connect(self._timer.start)
        host.controller.selectionChanged.connect(lambda _node_id: self._timer.start())

    def show(self) -> None:
        """Mark the passages of open annotations."""
        view = self._in_front()
        if view is not None:
            view.show_remarks(self.spans())

    def follow(self) -> bool:
        """Lead to the annotation of the passage that the cursor stands in, if it is in one."""
        self.show()
        view = self._in_front()
        return view is not None and view.follow_remark()

    def _in_front(self) -> _Marked | None:
        panels = self._host.panels
        if panels.view == "form":
            return self._form
        if panels.view == "text" and self._text is None:
            self._text = cast("_Marked", panels.panel("text"))
            self._text.remarkClicked.connect(self._clicked)
        return self._text if panels.view == "text" else None

    def spans(self) -> _Spans:
        """Return where the passages stand, counted in the wording of their fields."""
        document = self._host.controller.session.document
        found: _Spans = {}
        for annotation in all_annotations(document.root):
            place = place_of(document, annotation) if annotation.state == OPEN else None
            if place is not None:
                key = (annotation.target, place.field) if place.field else annotation.target
                found.setdefault(key, []).append((place.start, place.end))
        return found
