"""A field with one value: an attribute, a line of text, the lead."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from strategy_editor.document.node import Node
from strategy_editor.editing.running_text import retold
from strategy_editor.forms.candidates import Candidate, candidates, words
from strategy_editor.forms.plan import FieldPlan
from strategy_editor.forms.several import value_of
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.choices import ChoiceInput
from strategy_editor.ui.form.field_base import FieldBase
from strategy_editor.ui.form.inputs import (
    BooleanInput,
    Input,
    LineInput,
    date_input,
    number_input,
)
from strategy_editor.ui.form.long_line import LongLineInput
from strategy_editor.ui.form.references import ReferencesInput
from strategy_editor.ui.form.segments import SegmentInput
from strategy_editor.ui.form.summary import subtitle
from strategy_editor.ui.theme import Theme

_MAX_SEGMENTS = 5
_BEGINS = frozenset({"@start", "@from", "@valid-from"})
"""A quarter given here means its first month."""


class Field(FieldBase):
    """Shows one field of a node and hands the user's changes to the controller."""

    def __init__(self, controller: Controller, theme: Theme, plan: FieldPlan, node: Node) -> None:
        super().__init__(controller, plan, node)
        self.input = self._make_input(theme)
        self.input.set_read_only(self.is_read_only)
        self._frame.addWidget(self.input)
        self._frame.addWidget(self._problem)
        if not isinstance(self.input, SegmentInput):
            # A screen reader would call the first segment by the name of the field alone.
            self._label.setBuddy(self.input.focus_target())
        self.retranslate()
        self.show_node(node)
        self.input.edited.connect(self._edited)
        self.input.left.connect(self._left)

    def show_node(self, node: Node) -> None:
        """Show the field's value in a newer state of the node."""
        self._node = node
        value = self._value()
        self.input.show_value(value)
        self._show_hint(self._controller.field_hint(node, self.plan.key))
        self._show_missing(not value)
        self.input.mark_missing(self.plan.required and not value and not self.is_read_only)

    def retranslate(self) -> None:
        """Speak the current language."""
        translate = self._controller.translate
        spoken = self._label.show_plan(self.plan, translate)
        self.input.describe(self._description())
        self.input.name_for_readers(spoken)
        if isinstance(self.input, LineInput):
            if self.plan.kind in ("date", "partial-date"):
                self.input.show_empty_as(translate(f"form.pattern.{self.plan.kind}"))
            label = self._controller.wording.label(self._node.tag)
            self.input.line.placeholder = translate("edit.new-title", label=label)

    def focus_target(self, _occurrence: int = 0) -> QWidget:
        return self.input.focus_target()

    def described_targets(self) -> list[QWidget]:
        return self.input.described_targets()

    def take_back(self) -> bool:
        # What was not understood yet is taken over first: redo has it then.
        self.input.take_over()
        return super().take_back()

    def _value(self) -> str:
        key = self.plan.key
        if self.plan.kind == "lead" or key.startswith("@"):
            return value_of(self._node, key, self._controller.as_of)
        return self._node.text_of(key)

    def _edited(self, value: str) -> None:
        node_id, key = self._node.id or "", self.plan.key
        if self.plan.kind == "lead":
            self._controller.set_lead(node_id, value or None, self._controller.as_of)
        elif key.startswith("@"):
            self._controller.set_attribute(node_id, key[1:], value)
        else:
            old = self._node.child(key)
            content = retold(old.content if old is not None else (), value)
            is_kept = bool(value) or self.plan.required
            self._controller.set_field(node_id, key, content if is_kept else None)

    def _left(self) -> None:
        self._controller.session.close_step()

    def _make_input(self, theme: Theme) -> Input:
        language = self._controller.translate.language
        begins = self.plan.key in _BEGINS
        makers: dict[str, Callable[[], Input]] = {
            "long-line": LongLineInput,
            "date": lambda: date_input(language, partial=False),
            "partial-date": lambda: date_input(language, partial=True, begins=begins),
            "number": lambda: number_input(language),
            "boolean": lambda: BooleanInput(self._controller.translate("form.yes")),
            "choice": lambda: self._choice(self._choices),
            "references": lambda: ReferencesInput(
                theme, self._controller.translate, self._described, self._words
            ),
            "reference": lambda: self._choice(self._candidates),
            "lead": self._leads,
            "segments": self._segments,
        }
        return makers.get(self.plan.kind, LineInput)()

    def _segments(self) -> Input:
        options = self._candidates()
        if 0 < len(options) <= _MAX_SEGMENTS:
            return SegmentInput(options)
        return self._choice(self._candidates)

    def _leads(self) -> Input:
        made = self._choice(self._candidates)
        made.offer_more(self._controller.translate("form.new-lead"), self._lead_by_new)
        return made

    def _lead_by_new(self) -> None:
        """Make somebody the lead who is not in the register yet, and go there to name them."""
        controller, structure = self._controller, self._controller.structure
        root = controller.session.document.root
        register = root.child("actors")
        place = register.id if register is not None else structure.add(root.id or "", "actors")
        made = structure.add(place or "", "actor", select=False) if place else ""
        if made and controller.set_lead(self._node.id or "", made, controller.as_of):
            controller.select(made)
            structure.added(made)

    def _choice(self, provider: Callable[[], list[Candidate]]) -> ChoiceInput:
        empty = "form.choose" if self.plan.required else "form.none"
        return ChoiceInput(self._controller.translate, provider, self._words, empty=empty)

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

    def _described(self) -> list[Candidate]:
        """Each with what tells it from its like: the horizon of a goal, the field of a former."""
        document, wording = self._controller.session.document, self._controller.wording
        found = []
        for value, name in self._candidates():
            facts = subtitle(document.node(value), wording)
            found.append((value, f"{name} \u00b7 {facts}" if facts else name))
        return found

    def _words(self, value: str) -> str:
        if self.plan.kind == "choice":
            return dict(self._choices()).get(value, value)
        target = self._controller.session.document.find(value)
        return words(target, self._controller.numbers) if target is not None else value


def alignment() -> Qt.AlignmentFlag:
    """Fields of one row stand at the same height, whatever is below them."""
    return Qt.AlignmentFlag.AlignTop
