"""A section of a page that tells facts: each may lead to its element, some offer to add one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from strategy_editor.ui.controller import Controller
from strategy_editor.ui.icons import icon
from strategy_editor.ui.theme import SPACE, Theme

BESIDE = "beside:"
"""Begins a target in another edition: after it stand the edition, a slash and the goal."""


@dataclass(frozen=True)
class Fact:
    """A line of an overview: its words, and the element it leads to, if any."""

    words: str
    target: str = ""
    tone: str = ""


class Overview(QFrame):
    """A titled card of facts; one without facts and offer is hidden."""

    def __init__(self, controller: Controller, theme: Theme, title: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self._controller = controller
        self._theme = theme
        self._facts: list[Fact] | None = None
        self._lines: list[QWidget] = []
        self._title = QLabel(title)
        self._title.setObjectName("strong")
        self._offer: QPushButton | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        self._box.setSpacing(SPACE // 2)
        self._box.addWidget(self._title)
        self.hide()

    @property
    def words(self) -> list[str]:
        """The facts in words."""
        return [fact.words for fact in self._facts or ()]

    @property
    def offer(self) -> QPushButton | None:
        """The button of what is offered, where something is."""
        return self._offer if self._offer is not None and not self._offer.isHidden() else None

    def set_title(self, title: str) -> None:
        """Call the section something else."""
        self._title.setText(title)

    def show_facts(self, facts: list[Fact]) -> None:
        """Show these facts in place of the ones shown."""
        if facts != self._facts:
            self._facts = facts
            for line in self._lines:
                self._box.removeWidget(line)
                line.hide()
                line.deleteLater()
            self._lines = [self._line(fact) for fact in facts]
            for at, line in enumerate(self._lines, 1):
                self._box.insertWidget(at, line)
        self.setVisible(bool(facts) or self.offer is not None)

    def show_offer(self, words: str, call: Callable[[], object]) -> None:
        """Offer to add what is missing; with empty words nothing."""
        if self._offer is None:
            if not words:
                return
            self._offer = QPushButton()
            self._offer.setIcon(icon("plus", self._theme.muted))
            self._offer.setIconSize(QSize(16, 16))
            self._offer.clicked.connect(lambda: QTimer.singleShot(0, self._controller, call))
            self._box.addWidget(self._offer, 0, Qt.AlignmentFlag.AlignLeft)
        self._offer.setText(words)
        self._offer.setVisible(bool(words))

    def _line(self, fact: Fact) -> QWidget:
        if not fact.target:
            label = QLabel(fact.words)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setObjectName(fact.tone)
            return label
        button = QPushButton(fact.words)
        button.setObjectName("row")
        button.setIcon(icon("corner-down-right", self._theme.muted))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(self._controller.translate("overview.go", name=fact.words))
        button.setMinimumWidth(1)
        button.clicked.connect(
            lambda: QTimer.singleShot(0, self._controller, lambda: self._follow(fact.target))
        )
        return button

    def _follow(self, target: str) -> None:
        if target.startswith(BESIDE):
            edition, _, goal = target.removeprefix(BESIDE).partition("/")
            self._controller.besideRequested.emit(edition, goal)
        else:
            self._controller.select(target)
