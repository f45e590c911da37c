"""What every field of a form has: label, help, hint, findings, and keys of its own."""

from __future__ import annotations

from dataclasses import replace
from operator import is_

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.texts import shortened
from strategy_editor.forms.plan import FieldPlan
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.help import Helped
from strategy_editor.ui.form.labels import FieldLabel, ProblemLabel
from strategy_editor.ui.theme import SPACE
from strategy_editor.validation.problem import Severity

_WRITTEN = frozenset({"date", "partial-date", "number"})

_LONGEST = 600


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
        self._change: QLabel | None = None
        self._told = ""
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
        """Show what the check says about this field, or nothing; screen readers hear it first."""
        self._problem.show_problem(sentence, severity)
        if sentence != self._told:
            self._told = sentence
            for target in self.described_targets():
                said = (sentence, self._description())
                target.setAccessibleDescription("\n".join(filter(None, said)))

    def described_targets(self) -> list[QWidget]:
        """Return what a screen reader reads the description of."""
        target = self.focus_target()
        return [target.focusProxy() or target]

    def show_change(self, kinds: dict[str, str], before: Document) -> None:
        """Say beside the name that the field said something else, and in the tip what."""
        node_id = self._node.id or ""
        old = before.find(node_id) if kinds.get(node_id) == "changed" else None
        words = ""
        if old is not None and _value(old, self.plan.key) != _value(self._node, self.plan.key):
            words = self._controller.translate("form.before", value=self._said_before(old))
        if self._change is None:
            if not words:
                return
            self._change = QLabel(self._controller.translate("form.changed"))
            self._change.setObjectName("hint")
            self._head.insertWidget(1, self._change)
        self._change.setToolTip(words)
        self._change.setAccessibleName(words)
        self._change.setVisible(bool(words))

    def _said_before(self, old: Node) -> str:
        """What the field said, in words."""
        key, wording = self.plan.key, self._controller.wording
        if key.startswith("@"):
            said = wording.value_text(old.tag, key[1:], old.get(key[1:]))
        else:
            texts = [old.text] if not key else [each.text for each in old.children_of(key)]
            said = " · ".join(" ".join(each.split()) for each in texts)
        return shortened(said, _LONGEST) or self._controller.translate("form.before-empty")

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

    def shows_the_same(self, old: Node, new: Node) -> bool:
        """Whether two states of the element with equal attributes hold the same for the field."""
        key = self.plan.key
        if key.startswith("@"):
            return True
        if not key:
            return old.content == new.content
        one, other = old.children_of(key), new.children_of(key)
        return len(one) == len(other) and all(map(is_, one, other))

    def follow(self, node: Node) -> None:
        """Know of a newer state of the element, in which the field shows what it shows."""
        self._node = node

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


def _value(node: Node, key: str) -> object:
    """What an element holds for a field: an attribute, its own content, or that of children."""
    if key.startswith("@"):
        return node.get(key[1:])
    if not key:
        return node.content
    return [child.content for child in node.children_of(key)]
