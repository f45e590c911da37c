"""A field of several short lines without marks, such as keywords."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from strategy_editor.document.node import Node
from strategy_editor.editing.running_text import retold
from strategy_editor.forms.plan import FieldPlan
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.field_base import FieldBase
from strategy_editor.ui.form.inputs import LineInput
from strategy_editor.ui.icons import icon
from strategy_editor.ui.theme import SPACE, Theme


class LinesField(FieldBase):
    """Shows one line for each occurrence and adds more; one left empty goes."""

    def __init__(self, controller: Controller, theme: Theme, plan: FieldPlan, node: Node) -> None:
        super().__init__(controller, plan, node)
        self._lines: list[LineInput] = []
        self._add = QToolButton()
        self._add.setIcon(icon("plus", theme.muted))
        self._add.setIconSize(QSize(16, 16))
        self._add.clicked.connect(self.add_one)
        self._head.addWidget(self._add)
        self._add.setVisible(not self.is_read_only)
        self._box = QVBoxLayout()
        self._box.setSpacing(SPACE // 2)
        self._frame.addLayout(self._box)
        self._frame.addWidget(self._problem)
        self.show_node(node)
        self.retranslate()

    def show_node(self, node: Node) -> None:
        """Show the lines in a newer state of the node; inputs keep their cursors."""
        self._node = node
        values = [child.text for child in node.children_of(self.plan.key)]
        while len(self._lines) > len(values):
            line = self._lines.pop()
            self._box.removeWidget(line)
            line.hide()
            line.deleteLater()
        while len(self._lines) < len(values):
            self._append_line()
        for line, value in zip(self._lines, values, strict=True):
            line.show_value(value)
        self._show_missing(not any(values))

    def retranslate(self) -> None:
        """Speak the current language."""
        translate = self._controller.translate
        spoken = self._label.show_plan(self.plan, translate)
        label = self.plan.documentation.label(translate.language)
        self._add.setToolTip(translate("form.add-another", label=label))
        self._add.setAccessibleName(translate("form.add-another", label=label))
        for line in self._lines:
            line.describe(self._description())
            line.name_for_readers(spoken)

    def focus_target(self, occurrence: int = 0) -> QWidget:
        if not self._lines:
            return self._add
        return self._lines[min(occurrence, len(self._lines) - 1)].focus_target()

    def add_one(self) -> None:
        """Add an empty line and put the cursor into it."""
        self._controller.structure.add_field(self._node.id or "", self.plan.key)
        if self._lines:
            self._lines[-1].line.setFocus()

    def _append_line(self) -> None:
        number = len(self._lines)
        line = LineInput()
        line.describe(self._description())
        line.name_for_readers(self._label.accessibleName())
        line.set_read_only(self.is_read_only)
        line.edited.connect(lambda value, at=number: self._edited(at, value))
        line.left.connect(self._left)
        self._lines.append(line)
        self._box.addWidget(line)

    def _edited(self, at: int, value: str) -> None:
        content = retold(self._node.children_of(self.plan.key)[at].content, value)
        self._controller.set_field(self._node.id or "", self.plan.key, content, at)

    def _left(self) -> None:
        self._controller.session.close_step()
        children = self._node.children_of(self.plan.key)
        for at in reversed([at for at, child in enumerate(children) if not child.content]):
            self._controller.drop_field(self._node.id or "", self.plan.key, at)
