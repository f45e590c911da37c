"""The way of the Tab key: as one reads, whenever the parts of a page were made.

Qt goes in the order in which widgets were made. A card that is opened late would come behind all
that stands below it, and what is put back after a while in any place.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from strategy_editor.ui.theme import SPACE


def go_on(top: QWidget, *, forward: bool) -> bool:
    """Give the keyboard to the stop after or before the one that has it; return whether one is.

    After the last stop comes the first again.
    """
    held: QWidget | None = top.window().focusWidget()
    if held is None:
        return False
    found = _beside(top, held, forward) or _within(top, forward)
    if found is None:
        return False
    reason = Qt.FocusReason
    found.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
    return True


def enter(pane: QWidget, first: QWidget | None = None) -> None:
    """Give the keyboard to what had it last in a pane, else to ``first`` or its first stop."""
    last: QWidget | None = pane.focusWidget()
    is_there = last is not None and last.isVisible()
    found = last if is_there else first or first_stop(pane)
    if found is not None:
        found.setFocus(Qt.FocusReason.ShortcutFocusReason)


def first_stop(pane: QWidget) -> QWidget | None:
    """Return where the Tab key stops first inside a pane, None where nowhere."""
    return _within(pane, True)


def _beside(top: QWidget, held: QWidget, forward: bool) -> QWidget | None:
    """The next stop in reading order, looked for inside what has the keyboard and then around."""
    if forward:
        inner = _first(_parts(held), forward)
        if inner is not None:
            return inner
    at: QWidget = held
    while at is not top:
        parent = at.parentWidget()
        if parent is None:
            return None
        parts = _parts(parent)
        place = parts.index(at) if at in parts else -1
        rest = parts[place + 1 :] if forward else parts[:place][::-1]
        found = _first(rest, forward)
        if found is not None:
            return found
        if not forward and parent is not top and _is_stop(parent):
            return parent
        at = parent
    return None


def _first(parts: list[QWidget], forward: bool) -> QWidget | None:
    """The first stop of several parts, which already stand in the order wanted."""
    for part in parts:
        found = _within(part, forward)
        if found is not None:
            return found
    return None


def _within(part: QWidget, forward: bool) -> QWidget | None:
    if forward and _is_stop(part):
        return part
    inner = _parts(part)
    return _first(inner if forward else inner[::-1], forward) or (part if _is_stop(part) else None)


def _is_stop(widget: QWidget) -> bool:
    takes_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(takes_tab) and widget.isEnabled() and widget.focusProxy() is None


def _parts(parent: QWidget) -> list[QWidget]:
    """What is to be seen directly inside a widget: line by line, each from left to right."""
    shown = [
        each
        for each in parent.children()
        if isinstance(each, QWidget)
        and not isinstance(each, QLabel)
        and each.isVisible()
        and not each.isWindow()
    ]
    shown.sort(key=lambda each: each.y())
    lines: list[list[QWidget]] = []
    for each in shown:
        # What begins a little lower stands in the same line: buttons differ in height.
        if lines and each.y() < lines[-1][0].y() + max(SPACE, lines[-1][0].height() // 2):
            lines[-1].append(each)
        else:
            lines.append([each])
    return [each for line in lines for each in sorted(line, key=lambda one: one.x())]
