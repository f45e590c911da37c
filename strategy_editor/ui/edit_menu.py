"""Cut, copy, paste and select all in the menu, where people look for them.

They do what the keys do that they name: in a text to its words, in a table to its cells, in the
outline to elements.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from strategy_editor.ui.host import Host

_KEYS = {
    "cut": Qt.Key.Key_X,
    "copy": Qt.Key.Key_C,
    "paste": Qt.Key.Key_V,
    "select-all": Qt.Key.Key_A,
}
_CTRL = Qt.KeyboardModifier.ControlModifier


def install(host: Host) -> None:
    """Put them behind undo and redo."""
    menu = host.menus.menu("edit")
    menu.aboutToShow.connect(_Entries(host).name)


class _Entries(QObject):
    """The entries; what has the keyboard once the menu is closed is meant."""

    def __init__(self, host: Host) -> None:
        menu = host.menus.menu("edit")
        super().__init__(menu)
        self._host = host
        before = next(each for each in menu.actions() if each.isSeparator())
        menu.insertSeparator(before)
        self._actions = {key: QAction(menu) for key in _KEYS}
        for key, action in self._actions.items():
            # Where the menu was opened by keyboard, it gives it back first.
            later = partial(QTimer.singleShot, 0, self, partial(self._run, key))
            action.triggered.connect(lambda _checked=False, later=later: later())
            menu.insertAction(before, action)
        self.name()

    def name(self) -> None:
        """Name the entries in the current language."""
        for key, action in self._actions.items():
            shortcut = QKeySequence(_KEYS[key] | _CTRL)
            words = self._host.translate(f"action.{key}")
            # The key is shown, not taken: it belongs to what has the keyboard.
            action.setText(f"{words}\t{shortcut.toString(QKeySequence.SequenceFormat.NativeText)}")

    def _run(self, key: str) -> None:
        target: QWidget | None = self._host.parent_window.focusWidget()
        if target is None:
            return
        if target is self._host.panels.outline.tree and key != "select-all":
            self._host.actions_[key].trigger()
            return
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(target, QKeyEvent(kind, _KEYS[key], _CTRL))
