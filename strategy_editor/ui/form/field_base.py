"""What every field of a form has: label, help, hint, findings, and keys of its own."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from strategy_editor.document.node import Node
from strategy_editor.forms.plan import FieldPlan
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.help import Helped
from strategy_editor.ui.form.labels import FieldLabel, ProblemLabel
from strategy_editor.ui.theme import SPACE
from strategy_editor.validation.problem import Severity

_WRITTEN = frozenset({"date", "partial-date", "number"})


class FieldBase(Helped):
    """The frame of a field; the input itself is put in by the class below."""

    def __init__(self, controller: Controller, plan: FieldPlan, node: Node) -> None:
        super().__init__()
        self.plan = plan
        self._controller = controller
        self._node = node
        self.setObjectName(f"field {plan.key or 'text'}")
        self._label = FieldLabel()
        self._label.helpRequested.connect(self._help_clicked)
        self._problem = ProblemLabel()
        self._hint: QLabel | None = None
        self._frame = QVBoxLayout(self)
        self._frame.setContentsMargins(0, 0, 0, 0)
        self._frame.setSpacing(SPACE // 2)
        self._head = QHBoxLayout()
        self._head.addWidget(self._label)
        self._head.addStretch(1)
        self._frame.addLayout(self._head)

    def focus_target(self, _occurrence: int = 0) -> QWidget:
        """Return what takes the keyboard first, or for one of several texts (from 0)."""
        raise NotImplementedError

    def show_problem(self, sentence: str, severity: Severity | None) -> None:
        """Show what the check says about this field, or nothing."""
        self._problem.show_problem(sentence, severity)

    def help_title(self) -> str:
        return self._label.accessibleName()

    def help_lines(self) -> list[str]:
        translate = self._controller.translate
        lines = [self.plan.documentation.help(translate.language)]
        if self.plan.kind in _WRITTEN:
            lines.append(translate(f"form.written.{self.plan.kind}"))
        lines.append(translate("form.needed" if self.plan.required else "form.optional"))
        return [line for line in lines if line]

    def take_back(self) -> bool:
        controller = self._controller
        if not controller.session.is_unfinished(self._node.id or "", self.plan.key):
            return False
        controller.undo()
        controller.messagePosted.emit(controller.translate("message.taken-back"))
        return True

    def set_required(self, is_required: bool) -> None:
        """Mark the field as required from now on, or no longer."""
        if self.plan.required != is_required:
            self.plan = replace(self.plan, required=is_required)
            self.retranslate()
            self.show_node(self._node)

    def show_node(self, node: Node) -> None:
        """Show a newer state of the element."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Speak the current language."""
        raise NotImplementedError

    @property
    def is_read_only(self) -> bool:
        """Whether the file is only to be looked at."""
        return self._controller.session.is_read_only

    def _description(self) -> str:
        return " ".join(self.help_lines()[:-1])

    def _show_missing(self, is_missing: bool) -> None:
        wanted = self.plan.required and is_missing and not self.is_read_only
        self._problem.show_missing(self._controller.translate("form.missing") if wanted else "")

    def _show_hint(self, words: str) -> None:
        if self._hint is None:
            if not words:
                return
            self._hint = QLabel()
            self._hint.setObjectName("hint")
            self._hint.setWordWrap(True)
            self._frame.insertWidget(self._frame.indexOf(self._problem), self._hint)
        if self._hint.text() != words:
            self._hint.setText(words)
        self._hint.setVisible(bool(words))

    def _help_clicked(self) -> None:
        self.focus_target().setFocus()
        self.show_help()
