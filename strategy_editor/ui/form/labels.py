"""What stands around every input: its name above, what the check says below."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from strategy_editor.forms.plan import FieldPlan
from strategy_editor.i18n import Translator
from strategy_editor.validation.problem import Severity


class FieldLabel(QLabel):
    """The name of a field, marked where it is required, with the schema's help as tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strong")

    def show_plan(self, plan: FieldPlan, translate: Translator) -> str:
        """Name the field in the current language and return the plain name."""
        label = plan.documentation.label(translate.language)
        self.setText(translate("form.required", label=label) if plan.required else label)
        self.setToolTip(plan.documentation.help(translate.language))
        return label


class ProblemLabel(QLabel):
    """What the check says about a field; hidden while it says nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.hide()

    def show_problem(self, sentence: str, severity: Severity | None) -> None:
        """Show a sentence in the colour of its severity, or nothing."""
        self.setText(sentence)
        self.setObjectName("error" if severity is Severity.ERROR else "warning")
        self.style().polish(self)
        self.setVisible(bool(sentence))
