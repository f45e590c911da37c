"""The filter of the outline: words, a menu of particulars, and what of it is active."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.search.sifting import CHANGED, PROBLEMS, Criteria
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.icons import icon
from strategy_editor.ui.speaking import speak
from strategy_editor.ui.theme import SPACE, Theme

_PARTS = ("roles", "horizons", "leads", "statuses", "marks")


class _Line(QLineEdit):
    """Goes down into the tree with Return or Down, and empties with Esc."""

    leftDownwards = Signal()
    cleared = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.leftDownwards.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.cleared.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """Says by ``changed`` that there are other criteria."""

    changed = Signal()
    leftDownwards = Signal()
    textRowsToggled = Signal(bool)

    def __init__(self, controller: Controller, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._controller = controller
        self.criteria = Criteria()
        self.roles: Callable[[], list[str]] = list
        """Returns the tags that the outline shows at present."""
        self.shows_text = False
        self.line = _Line()
        self.line.setObjectName("outline-filter")
        self.line.setClearButtonEnabled(True)
        self.button = QToolButton()
        self.button.setObjectName("bordered")
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.button)
        self.button.setMenu(self.menu)
        self.count = QLabel()
        self.count.setObjectName("muted")
        self.reset_button = QPushButton()
        self.reset_button.setObjectName("crumb")
        self.chips = QVBoxLayout()
        self._chips: list[QPushButton] = []
        self._lay_out()
        self.set_theme(theme)
        self.line.textChanged.connect(self._text_changed)
        self.line.leftDownwards.connect(self.leftDownwards)
        self.line.cleared.connect(self.reset)
        self.menu.aboutToShow.connect(self.fill_menu)
        self.reset_button.clicked.connect(self.reset)
        self.retranslate()

    def reset(self) -> None:
        """Let everything through again."""
        self._set(Criteria())
        self.line.clear()

    def show_count(self, hits: int | None) -> None:
        """Say how many elements fit; None where nothing is asked for."""
        is_active = hits is not None
        self.count.setVisible(is_active)
        self.reset_button.setVisible(is_active)
        if hits is not None:
            self.count.setText(self._controller.translate("outline.hits", count=hits))
            if self.line.hasFocus():
                # Not after every edit while a filter is set.
                speak(self.line, self.count.text())

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme = theme
        for action in self.line.actions():
            self.line.removeAction(action)
        self.line.setClearButtonEnabled(False)
        place = QLineEdit.ActionPosition.LeadingPosition
        self.line.addAction(icon("search", theme.muted), place)
        self.line.setClearButtonEnabled(True)
        self.button.setIcon(icon("funnel", theme.muted))

    def retranslate(self) -> None:
        """Speak the current language."""
        translate = self._controller.translate
        self.line.setPlaceholderText(translate("outline.filter"))
        self.line.setAccessibleName(translate("outline.filter"))
        self.button.setAccessibleName(translate("outline.filter-by"))
        self.button.setToolTip(translate("outline.filter-by"))
        self.reset_button.setText(translate("outline.reset"))
        self._show_chips()

    def fill_menu(self) -> None:
        """Offer the values that the document has at present."""
        self.menu.clear()
        translate = self._controller.translate
        for part in _PARTS:
            values = self._values(part)
            if not values:
                continue
            menu = self.menu if part == "marks" else self.menu.addMenu(translate(_title(part)))
            for value, label in values:
                action = menu.addAction(label)
                action.setCheckable(True)
                action.setChecked(value in getattr(self.criteria, part))
                action.triggered.connect(partial(self._toggle, part, value))
        self.menu.addSeparator()
        text_rows = self.menu.addAction(translate("outline.show-text"))
        text_rows.setCheckable(True)
        text_rows.setChecked(self.shows_text)
        text_rows.triggered.connect(self.show_text)
        reset = self.menu.addAction(translate("outline.reset"))
        reset.setEnabled(not self.criteria.is_empty)
        reset.triggered.connect(self.reset)

    def _values(self, part: str) -> list[tuple[str, str]]:
        controller = self._controller
        if part == "roles":
            labels = [(tag, controller.wording.label(tag)) for tag in self.roles()]
            return sorted(labels, key=lambda each: each[1].casefold())
        if part == "horizons":
            return [(each.id, each.label) for each in controller.profile.horizon_classes]
        if part == "leads":
            actors = controller.actors.values()
            return [(each.id, each.short) for each in actors]
        if part == "statuses":
            return [
                (
                    each.id,
                    controller.translate(
                        "outline.status",
                        subject=controller.wording.label(each.subject),
                        status=each.label,
                    ),
                )
                for each in controller.profile.statuses
            ]
        name = controller.session.baseline_name
        changed = (
            controller.translate("outline.mark.changed-since", name=name)
            if name
            else controller.translate("outline.mark.changed")
        )
        return [(PROBLEMS, controller.translate("outline.mark.problems")), (CHANGED, changed)]

    def _toggle(self, part: str, value: str, _checked: bool = False) -> None:
        self._set(self.criteria.toggled(part, value))

    def show_text(self, checked: bool) -> None:
        """Have rows for paragraphs, lists and quotations or not."""
        self.shows_text = checked
        self.textRowsToggled.emit(checked)

    def _text_changed(self, text: str) -> None:
        self._set(replace(self.criteria, text=text))

    def _set(self, criteria: Criteria) -> None:
        if criteria != self.criteria:
            self.criteria = criteria
            self._show_chips()
            self.changed.emit()

    def _show_chips(self) -> None:
        """Name what is active; each name takes itself away when it is pressed."""
        for old in self._chips:
            self.chips.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._chips = []
        translate = self._controller.translate
        for part, value in self.criteria.chosen:
            # The roles to choose from are looked for in the whole document.
            is_role = part == "roles"
            wording = self._controller.wording
            label = wording.label(value) if is_role else dict(self._values(part)).get(value, value)
            title = "" if part == "marks" else translate(_title(part))
            text = translate("outline.chip", part=title, value=label) if title else label
            chip = QPushButton(text)
            chip.setObjectName("chip-button")
            chip.setIcon(icon("x", self._theme.accent))
            chip.setToolTip(translate("outline.chip-off", filter=text))
            chip.clicked.connect(partial(self._toggle, part, value))
            self.chips.addWidget(chip)
            self._chips.append(chip)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE // 2)
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        box.addLayout(row)
        self.chips.setSpacing(SPACE // 2)
        box.addLayout(self.chips)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.reset_button)
        box.addLayout(foot)
        self.show_count(None)


def _title(part: str) -> str:
    return f"outline.by.{part}"
