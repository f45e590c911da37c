"""A section of a page that tells facts: each may lead to its element, some offer to add one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QIcon
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
        self._lines: list[_Told | _Leading] = []
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
            for line in self._lines[len(facts) :]:
                line.hide()
            for at, fact in enumerate(facts):
                self._show_line(at, fact)
            self._facts = facts
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

    def _show_line(self, at: int, fact: Fact) -> None:
        """Show a fact in a line that is there, or in a new one where that is of another kind."""
        line = self._lines[at] if at < len(self._lines) else None
        if line is None or not line.fits(fact):
            if line is not None:
                self._box.removeWidget(line)
                line.hide()
                line.deleteLater()
            line = self._made(fact)
            self._lines[at : at + 1] = [line]
            self._box.insertWidget(at + 1, line)
        line.tell(fact)
        if line.isHidden():
            line.show()

    def _made(self, fact: Fact) -> _Told | _Leading:
        if not fact.target:
            return _Told(fact.tone, self)
        translate = self._controller.translate

        def go_to(target: str) -> None:
            QTimer.singleShot(0, self._controller, lambda: self._follow(target))

        picture = icon("corner-down-right", self._theme.muted)
        return _Leading(picture, lambda name: translate("overview.go", name=name), go_to, self)

    def _follow(self, target: str) -> None:
        if target.startswith(BESIDE):
            edition, _, goal = target.removeprefix(BESIDE).partition("/")
            self._controller.besideRequested.emit(edition, goal)
        else:
            self._controller.select(target)


class _Told(QLabel):
    """A line that only tells something."""

    def __init__(self, tone: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(tone)

    def fits(self, fact: Fact) -> bool:
        """Whether a fact may stand here."""
        return not fact.target and fact.tone == self._tone

    def tell(self, fact: Fact) -> None:
        """Tell a fact."""
        self.setText(fact.words)


class _Leading(QPushButton):
    """A line that leads to what it tells of."""

    def __init__(
        self,
        picture: QIcon,
        tip: Callable[[str], str],
        go_to: Callable[[str], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._tip = tip
        self._target = ""
        self.setObjectName("row")
        self.setIcon(picture)
        self.setIconSize(QSize(16, 16))
        self.setMinimumWidth(1)
        self.clicked.connect(lambda: go_to(self._target))

    def fits(self, fact: Fact) -> bool:
        """Whether a fact may stand here."""
        return bool(fact.target)

    def tell(self, fact: Fact) -> None:
        """Tell a fact."""
        self._target = fact.target
        self.setText(fact.words)
        self.setToolTip(self._tip(fact.words))
