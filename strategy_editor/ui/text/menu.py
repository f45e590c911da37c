"""The context menu of the text: where its references and links lead, copying, the look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QMenu, QWidget

from strategy_editor.document.texts import shortened
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.runs import Run
from strategy_editor.i18n import Translator
from strategy_editor.ui.text.hints import WEB, name_of

_LONGEST = 60
_MOST = 12
"""Destinations offered; a long selection has more than a menu can hold."""


class Commands(Protocol):
    """What the menu can make the view do."""

    def jump(self, node_id: str) -> None:
        """Go to an element."""

    def ask_form(self) -> None:
        """Ask for the form of the selected element."""

    def open_link(self, address: str) -> None:
        """Open an address of the web."""

    def copy(self, text: str) -> None:
        """Put a text on the clipboard."""

    def zoom_by(self, steps: int) -> None:
        """Make the text larger or smaller, normal for 0."""

    def set_serif(self, serif: bool) -> None:
        """Set the text with or without serifs."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the menu was asked for."""

    runs: tuple[Run, ...]
    text: str
    serif: bool


def context_menu(
    parent: QWidget, commands: Commands, place: Place, reader: Reader, translate: Translator
) -> QMenu:
    """Build the menu for a place in the text."""
    menu = QMenu(parent)
    menu.setObjectName("text-menu")
    _add_destinations(menu, commands, place.runs, reader, translate)
    menu.addAction(translate("text.to-form")).triggered.connect(lambda: commands.ask_form())
    menu.addSeparator()
    copy = menu.addAction(translate("text.copy"))
    copy.setEnabled(bool(place.text))
    copy.triggered.connect(lambda: commands.copy(place.text))
    menu.addSeparator()
    for key, steps in (("text.larger", 1), ("text.smaller", -1), ("text.normal-size", 0)):
        action = menu.addAction(translate(key))
        action.triggered.connect(lambda _checked=False, steps=steps: commands.zoom_by(steps))
    serif = menu.addAction(translate("text.serif"))
    serif.setCheckable(True)
    serif.setChecked(place.serif)
    serif.toggled.connect(commands.set_serif)
    return menu


def _add_destinations(
    menu: QMenu,
    commands: Commands,
    runs: Iterable[Run],
    reader: Reader,
    translate: Translator,
) -> None:
    targets = dict.fromkeys(run.target for run in runs if run.target)
    for target in list(targets)[:_MOST]:
        node = reader.find(target)
        if node is not None:
            title = shortened(name_of(reader, node), _LONGEST).replace("&", "&&")
            action = menu.addAction(translate("text.jump", title=title))
            action.triggered.connect(lambda _checked=False, to=target: commands.jump(to))
    links = dict.fromkeys(run.link for run in runs if run.link)
    for link in list(links)[:_MOST]:
        address = shortened(link, _LONGEST).replace("&", "&&")
        if link.startswith(WEB):
            action = menu.addAction(translate("text.open-link", address=address))
            action.triggered.connect(lambda _checked=False, to=link: commands.open_link(to))
        action = menu.addAction(translate("text.copy-link"))
        action.triggered.connect(lambda _checked=False, to=link: commands.copy(to))
