"""What can be done about the finding in hand: its fixes as buttons, muting, fixing all alike."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QVBoxLayout

from strategy_editor.ui.controller import Controller
from strategy_editor.ui.remedy_words import alike, may_be_muted, offered, words
from strategy_editor.ui.theme import SPACE
from strategy_editor.validation.problem import Problem

_MOST = 5
"""Buttons. What is beyond stands in the menu of the finding."""


class Remedies(QFrame):
    """Shows the remedies for one finding; the signals carry the finding, and the fix."""

    fixRequested = Signal(object, object)
    fixAllRequested = Signal(object, object)
    muteRequested = Signal(object)
    unmuteRequested = Signal(object)

    def __init__(self, controller: Controller) -> None:
        super().__init__()
        self.setObjectName("card")
        self._controller = controller
        self._problem: Problem | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        self._box.setSpacing(SPACE // 2)
        self.buttons: list[QPushButton] = []
        self.hide()

    def show_problem(self, problem: Problem | None) -> None:
        """Show what can be done about a finding, or nothing."""
        self._problem = problem
        while self._box.count():
            item = self._box.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        self.setVisible(problem is not None)
        if problem is None:
            return
        translate = self._controller.translate
        head = QLabel(
            translate("problems.muted-because", reason=problem.muted)
            if problem.muted
            else translate("problems.remedies")
        )
        head.setObjectName("muted")
        head.setWordWrap(True)
        self._box.addWidget(head)
        for label, call in entries(self, self._controller, problem)[: _MOST + 2]:
            button = QPushButton(label)
            button.setToolTip(label)
            button.clicked.connect(lambda _checked=False, run=call: run())
            self._box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self.buttons.append(button)


Entry = tuple[str, Callable[[], None]]


def entries(remedies: Remedies, controller: Controller, problem: Problem) -> list[Entry]:
    """Return the words and calls of all that can be done about a finding."""
    translate = controller.translate
    if problem.muted:
        return [(translate("problems.unmute"), lambda: remedies.unmuteRequested.emit(problem))]
    fixes = offered(controller, problem)
    made: list[Entry] = [
        (words(controller, fix), partial(remedies.fixRequested.emit, problem, fix)) for fix in fixes
    ]
    count = len(alike(controller, problem))
    safe = next((fix for fix in fixes if fix.for_all), None)
    if safe is not None and count > 1:
        label = translate("problems.fix-all", fix=words(controller, safe), count=count)
        made.append((label, partial(remedies.fixAllRequested.emit, problem, safe)))
    if may_be_muted(controller, problem):
        made.append((translate("problems.mute"), lambda: remedies.muteRequested.emit(problem)))
    return made


def fill_menu(menu: QMenu, remedies: Remedies, controller: Controller, problem: Problem) -> None:
    """Fill the menu of a finding."""
    for label, call in entries(remedies, controller, problem):
        menu.addAction(label).triggered.connect(lambda _checked=False, run=call: run())
