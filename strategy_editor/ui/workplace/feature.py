"""Preferences, keys, manual and tour as features of the window."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QApplication

from strategy_editor.ui.host import Host
from strategy_editor.ui.menus import MENUS
from strategy_editor.workspace.settings import Settings


class Workplace:
    """Opens what belongs to the workplace; dialogs are loaded when they are first wanted."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._tour: object = None
        self._manual: object = None

    def preferences(self) -> None:
        """Show the preferences."""
        from strategy_editor.ui.workplace.preferences import Preferences

        host = self._host
        dialog = Preferences(host.parent_window, host.translate, host.settings, self._use)
        host.show_dialog(dialog)

    def keys(self) -> None:
        """Show the commands with their keys."""
        from strategy_editor.ui.workplace.keys import KeysDialog

        host = self._host
        dialog = KeysDialog(
            host.parent_window, host.translate, host.actions_, MENUS, host.settings.keys,
            self._use_keys,
        )  # fmt: skip
        host.show_dialog(dialog)

    def manual(self, topic: str = "") -> None:
        """Open the manual, at what the keyboard is in unless a topic is named."""
        from strategy_editor.ui.workplace.manual import Manual

        host = self._host
        topic = topic or _topic_of_focus() or "start"
        if isinstance(self._manual, Manual):
            self._manual.close()
            self._manual.deleteLater()
        manual = self._manual = Manual(host.parent_window, host.translate, host.actions_)
        manual.tourWanted.connect(self.tour)
        manual.show_topic(topic)
        manual.show()

    def tour(self) -> None:
        """Begin the tour, on the sample where nothing is open."""
        from strategy_editor.ui.workplace.tour import Tour

        if not self._host.has_document:
            self._host.files.open_sample()
        if not self._host.has_document:
            return
        if not isinstance(self._tour, Tour):
            self._tour = Tour(self._host)
        self._tour.start()

    def use_keys(self) -> None:
        """Let the commands have the keys of the settings."""
        self._host.actions_.use_keys(self._host.settings.keys)

    def _use(self, settings: Settings) -> None:
        host = self._host
        old = host.settings
        host.keep(settings)
        if settings.language != old.language:
            host.set_language(settings.language)
        if settings.theme != old.theme:
            host.set_theme(settings.theme)
        if settings.font_size != old.font_size:
            host.appearance.use_font_size(settings.font_size)

    def _use_keys(self, keys: dict[str, str]) -> None:
        self._host.keep(replace(self._host.settings, keys=keys))


def _topic_of_focus() -> str:
    widget = QApplication.focusWidget()
    while widget is not None:
        topic = widget.property("help")
        if topic:
            return str(topic)
        widget = widget.parentWidget()
    return ""


def install(host: Host) -> None:
    """Connect the actions of the workplace and take on the user's keys."""
    workplace = Workplace(host)
    workplace.use_keys()
    host.windows.settingsChanged.connect(workplace.use_keys)
    host.appearance.use_font_size(host.settings.font_size)
    host.actions_.connect(
        {
            "preferences": workplace.preferences,
            "keys": workplace.keys,
            "manual": workplace.manual,
            "tour": workplace.tour,
        }
    )
