"""What stands around every input: its name above, what helps and what the check says below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel

from strategy_editor.forms.plan import FieldPlan
from strategy_editor.i18n import Translator
from strategy_editor.validation.problem import Severity


class FieldLabel(QLabel):
    """The name of a field, marked where it is required; a click on it asks for the help."""

    helpRequested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strong")
        self.setCursor(Qt.CursorShape.WhatsThisCursor)

    def show_plan(self, plan: FieldPlan, translate: Translator) -> str:
        """Name the field in the current language and return its name for screen readers."""
        label = plan.documentation.label(translate.language)
        self.setText(translate("form.required", label=label) if plan.required else label)
        spoken = translate("form.required-spoken", label=label) if plan.required else label
        self.setAccessibleName(spoken)
        self.setToolTip(plan.documentation.help(translate.language))
        return spoken

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.helpRequested.emit()
        super().mousePressEvent(event)


class ProblemLabel(QLabel):
    """What the check says about a field; hidden while it says nothing.

    While the check is silent a required field that is empty says so by itself.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setObjectName("error")
        self._found: tuple[str, Severity | None] = ("", None)
        self._missing = ""
        self.hide()

    def show_problem(self, sentence: str, severity: Severity | None) -> None:
        """Show a sentence in the colour of its severity, or nothing."""
        if self._found != (sentence, severity):
            self._found = (sentence, severity)
            self._show()

    def show_missing(self, sentence: str) -> None:
        """Show that a required field is empty, or with an empty sentence that it is not."""
        if self._missing != sentence:
            self._missing = sentence
            self._show()

    def _show(self) -> None:
        sentence, severity = self._found
        is_error = severity is Severity.ERROR or not sentence
        name = "error" if is_error else "warning"
        if name != self.objectName():
            self.setObjectName(name)
            self.style().polish(self)
        self.setText(sentence or self._missing)
        self.setVisible(bool(sentence or self._missing))
