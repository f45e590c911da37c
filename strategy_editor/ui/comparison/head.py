"""The head of the comparison: what is compared, and what can be done with changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from strategy_editor.i18n import Translator
from strategy_editor.lineage.chain import label_of
from strategy_editor.ui.comparison.area import GAP, PAD
from strategy_editor.ui.elided import ElidedLabel
from strategy_editor.ui.icons import icon
from strategy_editor.ui.theme import SPACE, Theme

if TYPE_CHECKING:
    from strategy_editor.workspace.editions import AtHand

_BUTTONS = {
    "previous": "arrow-up",
    "next": "arrow-down",
    "accept": "check",
    "refuse": "x",
}
_TOGGLES = {"fold": "rows-3", "swap": "arrow-right-left"}
_NARROW = 34
"""Of the height of letters: below this width buttons show no words."""
_BARS = 30
"""Pixels of the scroll bar and the overview beside the columns."""
SOURCES = ("saved", "file", "version", "third", "no-third")


class Head(QWidget):
    """Buttons above the editions; each says by a signal what is wanted."""

    sourceChosen = Signal(str)
    """One of ``SOURCES``."""
    editionChosen = Signal(str)
    """The id of an edition's root."""
    wanted = Signal(str)
    """``previous``, ``next``, ``accept``, ``refuse``, ``swap``, ``fold``, ``all-accept``, …"""

    def __init__(self, translate: Translator, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._translate = translate
        self.what = ElidedLabel()
        self.what.setObjectName("strong")
        self.choose = QToolButton()
        self.choose.setObjectName("bordered")
        self.choose.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.choose.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.choose.setMinimumWidth(4 * SPACE)
        self._sources = QMenu(self.choose)
        self.choose.setMenu(self._sources)
        self.source_actions = {key: self._sources.addAction("") for key in SOURCES}
        for key, action in self.source_actions.items():
            action.triggered.connect(lambda _checked=False, name=key: self.sourceChosen.emit(name))
        self.edition_actions: list[QAction] = []
        self.tools = {key: self._tool(key) for key in (*_TOGGLES, *_BUTTONS)}
        self.tools["fold"].setCheckable(True)
        self.tools["fold"].setChecked(True)
        self.all = QToolButton()
        self.all.setObjectName("all-changes")
        self.all.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._all_menu = QMenu(self.all)
        self.all.setMenu(self._all_menu)
        self.all_actions = {
            key: self._all_menu.addAction("") for key in ("all-accept", "all-refuse")
        }
        for key, action in self.all_actions.items():
            action.triggered.connect(lambda _checked=False, name=key: self.wanted.emit(name))
        self.count = QLabel()
        self.count.setObjectName("muted")
        self.cancel = QPushButton()
        self.cancel.setObjectName("cancel-comparison")
        self.cancel.clicked.connect(lambda: self.wanted.emit("cancel"))
        self.cancel.hide()
        self._lay_out()
        self.set_theme(theme)
        self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words away where there is no room for them."""
        super().resizeEvent(event)
        styles = Qt.ToolButtonStyle
        is_narrow = self.width() < _NARROW * self.fontMetrics().height()
        self.choose.setToolButtonStyle(
            styles.ToolButtonIconOnly if is_narrow else styles.ToolButtonTextBesideIcon
        )

    def offer_editions(self, editions: Mapping[str, AtHand]) -> None:
        """Offer the editions at hand, by the ids of their roots, before any other file."""
        for gone in self.edition_actions:
            self._sources.removeAction(gone)
            gone.deleteLater()
        self.edition_actions = []
        for key, each in sorted(editions.items(), key=lambda item: item[1].path.name, reverse=True):
            values = {"edition": label_of(each.document), "file": each.path.name}
            action = QAction(self._translate("comparison.source.edition", **values), self._sources)
            action.triggered.connect(lambda _checked=False, key=key: self.editionChosen.emit(key))
            self._sources.insertAction(self.source_actions["file"], action)
            self.edition_actions.append(action)

    def show_state(self, *, found: bool, chosen: bool, editable: bool) -> None:
        """Offer what can be done now."""
        for key in _BUTTONS:
            self.tools[key].setEnabled(chosen if key in ("accept", "refuse") else found)
        for key in ("accept", "refuse"):
            self.tools[key].setEnabled(chosen and editable)
        self.all.setEnabled(found and editable)

    def show_done(self, is_done: bool, *, third: bool) -> None:
        """Show what belongs to a comparison that is there."""
        for key in (*_TOGGLES, *_BUTTONS):
            self.tools[key].setVisible(is_done)
        for widget in (self.all, self.count):
            widget.setVisible(is_done)
        self.source_actions["third"].setEnabled(is_done)
        self.source_actions["no-third"].setEnabled(third)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self.choose.setIcon(icon("columns-2", theme.muted))
        for key, name in {**_TOGGLES, **_BUTTONS}.items():
            self.tools[key].setIcon(icon(name, theme.muted))
        self.all.setIcon(icon("ellipsis", theme.muted))

    def retranslate(self) -> None:
        """Speak the current language."""
        translate = self._translate
        self.choose.setText(translate("comparison.choose"))
        self.choose.setAccessibleName(translate("comparison.choose"))
        self.choose.setToolTip(translate("comparison.choose"))
        for key, action in self.source_actions.items():
            action.setText(translate(f"comparison.source.{key}"))
        for key, tool in self.tools.items():
            words = translate(f"comparison.{key}")
            tool.setToolTip(words)
            tool.setAccessibleName(words)
        for key, action in self.all_actions.items():
            action.setText(translate(f"comparison.{key}"))
        self.all.setToolTip(translate("comparison.all"))
        self.all.setAccessibleName(translate("comparison.all"))
        self.cancel.setText(translate("comparison.cancel"))

    def _tool(self, key: str) -> QToolButton:
        tool = QToolButton()
        tool.setObjectName(f"change-{key}")
        tool.clicked.connect(lambda _checked=False: self.wanted.emit(key))
        return tool

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE // 2)
        row.addWidget(self.what)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addSpacing(SPACE)
        for key in ("previous", "next"):
            row.addWidget(self.tools[key])
        row.addSpacing(SPACE)
        for key in ("accept", "refuse"):
            row.addWidget(self.tools[key])
        row.addWidget(self.all)
        row.addSpacing(SPACE)
        for key in _TOGGLES:
            row.addWidget(self.tools[key])
        row.addWidget(self.cancel)
        row.addWidget(self.choose)


class Names(QWidget):
    """The names of the editions above their columns."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(PAD, 0, PAD + _BARS, 0)
        self._row.setSpacing(GAP)
        self._labels: list[ElidedLabel] = []

    def show_names(self, names: Sequence[str]) -> None:
        """Show the names, oldest first."""
        while len(self._labels) < len(names):
            label = ElidedLabel()
            label.setObjectName("strong")
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._row.addWidget(label, 1)
            self._labels.append(label)
        for at, label in enumerate(self._labels):
            label.setVisible(at < len(names))
            label.setText(names[at] if at < len(names) else "")
