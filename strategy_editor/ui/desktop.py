"""Menus for going to other documents: recent files and the windows that are open."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMenu

from strategy_editor.ui.host import Host
from strategy_editor.workspace.recent import cleared

_KEYS_FOR = 9


class Desktop:
    """Fills the two menus, and saves on its own after a while where that is wished."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._autosave = QTimer(host.parent_window)
        self._autosave.timeout.connect(lambda: host.files.saving.save_quietly())
        host.windows.settingsChanged.connect(self._follow_settings)
        self._follow_settings()

    def fill_recent(self, menu: QMenu) -> None:
        """List the recent files; those that are gone are shown so and can be taken off."""
        host = self._host
        menu.clear()
        for at, name in enumerate(host.settings.recent_files):
            path = Path(name)
            label = _shown(path, at)
            if path.exists():
                action = menu.addAction(label)
                action.triggered.connect(partial(self._open, path))
            else:
                gone = menu.addMenu(host.translate("recent.missing", name=label))
                gone.setToolTipsVisible(True)
                action = gone.addAction(host.translate("recent.forget"))
                action.triggered.connect(partial(self._forget, path))
            action.setToolTip(name)
        menu.setToolTipsVisible(True)
        if not host.settings.recent_files:
            menu.addAction(host.translate("recent.none")).setEnabled(False)
            return
        menu.addSeparator()
        menu.addAction(host.translate("recent.clear")).triggered.connect(
            lambda _checked=False: host.keep(cleared(host.settings))
        )

    def fill_windows(self, menu: QMenu) -> None:
        """List the windows; a chosen one comes to the front."""
        host = self._host
        menu.clear()
        for at, window in enumerate(host.windows.all):
            name = window.name() if window.has_document else host.translate("window.welcome")
            if window.has_document and window.session.is_modified:
                name = host.translate("window.entry-modified", name=name)
            action = menu.addAction(_numbered(name, at))
            action.setCheckable(True)
            action.setChecked(window is host.main_window)
            bring = partial(host.windows.bring_forward, window)
            action.triggered.connect(lambda _checked=False, run=bring: run())

    def _open(self, path: Path, _checked: bool = False) -> None:
        self._host.windows.open(path, self._host.main_window)

    def _forget(self, path: Path, _checked: bool = False) -> None:
        self._host.files.forget_recent(path)

    def _follow_settings(self) -> None:
        seconds = self._host.settings.autosave_seconds
        if seconds == 0:
            self._autosave.stop()
        elif self._autosave.interval() != seconds * 1000 or not self._autosave.isActive():
            self._autosave.start(seconds * 1000)


def _shown(path: Path, at: int) -> str:
    return _numbered(f"{path.name} – {path.parent}", at)


def _numbered(name: str, at: int) -> str:
    """Put a digit before a name, to be chosen by it."""
    plain = name.replace("&", "&&")
    return f"&{at + 1} {plain}" if at < _KEYS_FOR else plain


def install(host: Host) -> None:
    """Add the menus."""
    desktop = Desktop(host)
    recent = host.menus.add_submenu("recent", "file", before="sample")
    recent.aboutToShow.connect(lambda: desktop.fill_recent(recent))
    windows = host.menus.menu("window")
    windows.aboutToShow.connect(lambda: desktop.fill_windows(windows))
