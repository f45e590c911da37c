"""One field of a form: label, help, input, and what the check says about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from strategy_editor.document.dates import parse_day
from strategy_editor.document.node import Node
from strategy_editor.editing.responsibility import lead_on
from strategy_editor.forms.candidates import Candidate, candidates, words
from strategy_editor.forms.plan import FieldPlan
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.inputs import (
    BooleanInput,
    ChoiceInput,
    Input,
    LineInput,
    SegmentInput,
    date_input,
    number_input,
)
from strategy_editor.ui.form.labels import FieldLabel, ProblemLabel
from strategy_editor.ui.form.references import ReferencesInput
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.validation.problem import Severity

_MAX_SEGMENTS = 5


class Field(QWidget):
    """Shows one field of a node and hands the user's changes to the controller."""

    def __init__(self, controller: Controller, theme: Theme, plan: FieldPlan, node: Node) -> None:
        super().__init__()
        self.plan = plan
        self._controller = controller
        self._node = node
        self.setObjectName(f"field {plan.key or 'text'}")
        self._label = FieldLabel()
        self._hint = QLabel()
        self._hint.setObjectName("hint")
        self._hint.setWordWrap(True)
        self._problem = ProblemLabel()
        self.input = self._make_input(theme)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE // 2)
        head = QHBoxLayout()
        head.addWidget(self._label)
        head.addStretch(1)
        box.addLayout(head)
        box.addWidget(self.input)
        box.addWidget(self._hint)
        box.addWidget(self._problem)
        self._label.setBuddy(self.input.focus_target())
        self.retranslate()
        self.show_node(node)
        self.input.edited.connect(self._edited)

    def show_node(self, node: Node) -> None:
        """Show the field's value in a newer state of the node."""
        self._node = node
        self.input.show_value(self._value())
        hint = self._controller.field_hint(node, self.plan.key)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def show_problem(self, sentence: str, severity: Severity | None) -> None:
        """Show what the check says about this field, or nothing."""
        self._problem.show_problem(sentence, severity)

    def retranslate(self) -> None:
        """Speak the current language."""
        label = self._label.show_plan(self.plan, self._controller.translate)
        self.input.setToolTip(self._label.toolTip())
        self.input.name_for_readers(label)

    def focus_target(self, _occurrence: int = 0) -> QWidget:
        """Return what takes the keyboard first."""
        return self.input.focus_target()

    def _value(self) -> str:
        key = self.plan.key
        if self.plan.kind == "lead":
            lead = lead_on(self._node, self._day())
            return lead.get("actor") if lead is not None else ""
        if key.startswith("@"):
            return self._node.get(key[1:])
        return self._node.text_of(key)

    def _day(self) -> date | None:
        metadata = self._controller.session.document.root.child("metadata")
        return parse_day(metadata.get("as-of")) if metadata is not None else None

    def _edited(self, value: str) -> None:
        node_id, key = self._node.id or "", self.plan.key
        if self.plan.kind == "lead":
            self._controller.set_lead(node_id, value or None, self._day())
        elif key.startswith("@"):
            self._controller.set_attribute(node_id, key[1:], value)
        else:
            content = (value,) if value or self.plan.required else None
            self._controller.set_field(node_id, key, content)

    def _make_input(self, theme: Theme) -> Input:
        language = self._controller.translate.language
        makers: dict[str, Callable[[], Input]] = {
            "date": lambda: date_input(language, partial=False),
            "partial-date": lambda: date_input(language, partial=True),
            "number": lambda: number_input(language),
            "boolean": lambda: BooleanInput(self._controller.translate("form.yes")),
            "choice": lambda: self._choice(self._choices),
            "references": lambda: ReferencesInput(
                theme, self._controller.translate, self._candidates, self._words
            ),
            "reference": lambda: self._choice(self._candidates),
            "lead": lambda: self._choice(self._candidates),
            "segments": self._segments,
        }
        return makers.get(self.plan.kind, LineInput)()

    def _segments(self) -> Input:
        options = self._candidates()
        if 0 < len(options) <= _MAX_SEGMENTS:
            return SegmentInput(options)
        return self._choice(self._candidates)

    def _choice(self, provider: Callable[[], list[Candidate]]) -> ChoiceInput:
        return ChoiceInput(self._controller.translate("form.none"), provider, self._words)

    def _choices(self) -> list[Candidate]:
        attribute = self.plan.attribute
        language = self._controller.translate.language
        values = attribute.value_type.choices if attribute is not None else ()
        return [(each.value, each.documentation.label(language)) for each in values]

    def _candidates(self) -> list[Candidate]:
        root = self._controller.session.document.root
        attribute = self.plan.attribute
        if self.plan.kind == "lead":
            responsibility = self._controller.session.schema.elements["responsibility"]
            attribute = responsibility.attribute("actor")
        assert attribute is not None
        return candidates(root, self._node, attribute, self._controller.numbers)

    def _words(self, value: str) -> str:
        if self.plan.kind == "choice":
            return dict(self._choices()).get(value, value)
        target = self._controller.session.document.find(value)
        return words(target, self._controller.numbers) if target is not None else value


def alignment() -> Qt.AlignmentFlag:
    """Fields of one row stand at the same height, whatever is below them."""
    return Qt.AlignmentFlag.AlignTop
