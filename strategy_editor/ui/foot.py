"""The foot of the window: saved or not, findings, figures, what just happened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QProgressBar, QPushButton, QStatusBar

from strategy_editor.ui.controller import Controller
from strategy_editor.ui.elided import ElidedLabel
from strategy_editor.ui.speaking import speak
from strategy_editor.validation.problem import Severity, counts

_SHOWN = 8000
"""Milliseconds a message stays."""


class Foot(QStatusBar):
    """Shows the state in a line; a click on the number of findings asks to see them."""

    findingsWanted = Signal()

    def __init__(self, controller: Controller) -> None:
        super().__init__()
        self._controller = controller
        self._saved_at = ""
        self._state = ElidedLabel()
        self._findings = _Pressed()
        self._findings.pressed.connect(self.findingsWanted)
        self._figures = ElidedLabel()
        self._language = ElidedLabel()
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setFixedWidth(80)
        self._busy.setTextVisible(False)
        self.stop = QPushButton()
        self._stop_asked: Callable[[], object] = lambda: None
        self.stop.clicked.connect(lambda: self._stop_asked())
        for part in (self._busy, self.stop):
            part.hide()
            self.addPermanentWidget(part)
        self.setSizeGripEnabled(False)
        # What was said is about the document as it was then.
        controller.documentChanged.connect(self.clearMessage)
        for label in (self._state, self._findings, self._figures, self._language):
            self.addPermanentWidget(label)

    def show_open(self, is_open: bool) -> None:
        """Show the state of a document, where there is one."""
        for label in (self._state, self._findings, self._figures):
            label.setVisible(is_open)

    def say(self, sentence: str) -> None:
        """Show what just happened, for some seconds."""
        self.showMessage(sentence, _SHOWN)
        speak(self, sentence)

    def say_busy(self, sentence: str, stop: Callable[[], object] | None = None) -> None:
        """Show that something goes on, until ``end_busy``; ``stop`` is called to end it."""
        self._busy.setAccessibleName(sentence)
        self._busy.show()
        self.stop.setVisible(stop is not None)
        if stop is not None:
            self._stop_asked = stop
        self.showMessage(sentence)
        speak(self, sentence)

    def end_busy(self) -> None:
        """Nothing goes on any more."""
        if not self._busy.isHidden():
            self._busy.hide()
            self.stop.hide()
            self.clearMessage()

    def say_saved(self) -> None:
        """Remember and show when the document was saved."""
        self._saved_at = QTime.currentTime().toString("HH:mm")
        self.show_state()
        path = self._controller.session.path
        self.say(self._controller.translate("message.saved", path=path))

    def show_state(self) -> None:
        """Show whether there are unsaved changes."""
        translate, session = self._controller.translate, self._controller.session
        if session.is_read_only:
            self._state.setText(translate("foot.read-only"))
        elif session.is_modified:
            self._state.setText(translate("foot.modified"))
        elif self._saved_at:
            self._state.setText(translate("foot.saved-at", time=self._saved_at))
        elif session.path is None:
            self._state.setText(translate("foot.unsaved"))
        else:
            self._state.setText(translate("foot.unchanged"))

    def show_figures(self) -> None:
        """Show the numbers of findings, goals, measures and words."""
        translate = self._controller.translate
        self._findings.setVisible(self._figures.isVisibleTo(self) and self._controller.is_checked)
        found = counts(self._controller.problems)
        errors = translate("severity.errors", count=found[Severity.ERROR])
        warnings = translate("severity.warnings", count=found[Severity.WARNING])
        hints = translate("severity.hints", count=found[Severity.HINT])
        awaited = self._controller.awaits_check
        self._findings.setText(
            translate("problems.awaited")
            if awaited
            else translate("cli.check.summary", errors=errors, warnings=warnings, hints=hints)
        )
        goals, measures, words = self._controller.figures
        goals_text = translate("foot.goals", count=goals)
        measures_text = translate("foot.measures", count=measures)
        separator = "\u202f" if translate.language == "de" else ","
        words_text = translate("foot.words", count=f"{words:,}".replace(",", separator))
        figures = "" if awaited else " · ".join((goals_text, measures_text, words_text))
        self._figures.setText(figures)

    def retranslate(self) -> None:
        """Speak the current language."""
        self._language.setText(self._controller.translate("language.name"))
        self.stop.setText(self._controller.translate("ask.cancel"))
        self._findings.setToolTip(self._controller.translate("foot.show-findings"))
        self.show_state()
        self.show_figures()


class _Pressed(ElidedLabel):
    """A label that says when it was clicked; the keyboard has other ways."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()
