"""What the search found, marked in the text view while the search is in front."""

from __future__ import annotations

from typing import Protocol, cast

from strategy_editor.search.find import Found, Hit
from strategy_editor.ui.host import Host

_Key = str | tuple[str, str]
_Spans = dict[_Key, list[tuple[int, int]]]


class _MarkedText(Protocol):
    """A view of the middle that shows hits."""

    def show_hits(self, spans: _Spans, current: _Spans) -> None:
        """Mark hits by element or field, the current one stronger."""
        ...


class HitMarks:
    """Marks all hits and the current one; takes the marks away when the search is left."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._hits: tuple[Hit, ...] = ()
        self._current: Hit | None = None
        self._are_shown = False
        host.panels.sides.shownChanged.connect(lambda _key: self.show())
        host.panels.viewChanged.connect(lambda _view: self.show())

    def found(self, found: Found) -> None:
        """Mark what was found last; a hit that is there no longer is not the current one."""
        self._hits = found.hits
        if self._current not in found.hits:
            self._current = None
        self.show()

    def go(self, hit: Hit) -> None:
        """Make a hit the current one."""
        self._current = hit
        self.show()

    def show(self) -> None:
        """Mark the hits if the search is beside the text, none otherwise."""
        panels = self._host.panels
        if panels.view != "text":
            return
        is_wanted = panels.sides.shown == "search"
        if not is_wanted and not self._are_shown:
            return
        self._are_shown = is_wanted
        hits = self._hits if is_wanted else ()
        current = (self._current,) if is_wanted and self._current is not None else ()
        cast("_MarkedText", panels.panel("text")).show_hits(_spans(hits), _spans(current))


def _spans(hits: tuple[Hit, ...]) -> _Spans:
    found: _Spans = {}
    for hit in hits:
        place = hit.place
        if not place.attribute:
            key = (place.node_id, place.field) if place.field else place.node_id
            found.setdefault(key, []).append((hit.start, hit.end))
    return found
