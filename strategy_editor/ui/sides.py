"""The panels at the side, one in front of the others, each with a tab."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from strategy_editor.ui.side_tabs import SideTabs
from strategy_editor.ui.theme import Theme


class Side(Protocol):
    """A panel at the side; it is a widget."""

    def tab_text(self) -> str:
        """Return what its tab says, in the current language."""
        ...

    def show_document(self) -> None:
        """Show the newest document and selection; called while in front, and on coming there."""
        ...

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        ...

    def retranslate(self) -> None:
        """Speak the current language."""
        ...


class Sides(QWidget):
    """A stack of side panels; those named with ``add_later`` are made when first shown."""

    shownChanged = Signal(str)
    wanted = Signal()
    """A panel is to be seen, though the side may be out of sight."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._keys: list[str] = []
        self._makers: dict[str, Callable[[], Side]] = {}
        self._titles: dict[str, Callable[[], str]] = {}
        self._made: dict[str, Side] = {}
        self._tabs = SideTabs(theme)
        self._stack = QStackedWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._tabs)
        box.addWidget(self._stack, 1)
        self._tabs.currentChanged.connect(self._tab_chosen)

    def add(self, key: str, panel: Side, picture: str) -> None:
        """Add a panel that is there from the start; ``picture`` is the name of an icon."""
        self._made[key] = panel
        self.add_later(key, lambda: panel, panel.tab_text, picture)

    def add_later(
        self, key: str, make: Callable[[], Side], title: Callable[[], str], picture: str
    ) -> None:
        """Add a panel that is made when it is first shown; ``title`` returns what its tab says."""
        self._makers[key] = make
        self._titles[key] = title
        self._keys.append(key)
        self._tabs.add(title(), picture)

    @property
    def shown(self) -> str:
        """The key of the panel in front."""
        return self._keys[self._tabs.currentIndex()]

    def panel(self, key: str) -> Side:
        """Return a panel, made now if it was never shown."""
        if key not in self._made:
            self._made[key] = self._makers[key]()
        panel = self._made[key]
        if self._stack.indexOf(panel) < 0:  # type: ignore[arg-type]
            self._stack.addWidget(panel)  # type: ignore[arg-type]
        return panel

    def show_side(self, key: str) -> None:
        """Bring a panel to the front."""
        if self.isHidden():
            self.wanted.emit()
        self._tabs.setCurrentIndex(self._keys.index(key))
        panel = self.panel(key)
        self._stack.setCurrentWidget(panel)  # type: ignore[arg-type]
        panel.show_document()
        self.shownChanged.emit(key)

    def show_document(self) -> None:
        """Let the panel in front follow the newest document and selection."""
        if self._keys:
            self.panel(self.shown).show_document()

    def label(self) -> None:
        """Let the tabs say what they should say now."""
        self._tabs.name([self._titles[key]() for key in self._keys])

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._tabs.set_theme(theme)
        for panel in self._made.values():
            panel.set_theme(theme)

    def retranslate(self, name: str) -> None:
        """Speak the current language; ``name`` is what the tabs are called."""
        self._tabs.setAccessibleName(name)
        self.label()
        for panel in self._made.values():
            panel.retranslate()

    def _tab_chosen(self, at: int) -> None:
        if 0 <= at < len(self._keys):
            self.show_side(self._keys[at])
