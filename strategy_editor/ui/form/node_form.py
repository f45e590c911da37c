"""All fields and children of one element."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QToolButton, QVBoxLayout, QWidget

from strategy_editor.document.node import Node
from strategy_editor.forms.plan import FieldPlan, FormPlan, plan
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.cards import CardGroups
from strategy_editor.ui.form.fields import Field, alignment
from strategy_editor.ui.form.protocol import Form, MakeForm
from strategy_editor.ui.form.text_field import TextField
from strategy_editor.ui.icons import icon
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.validation.problem import Problem

_TWELFTHS = 12
AnyField = Field | TextField


class NodeForm(QWidget):
    """The form of one element; ``show_node`` follows it while it stays of the same type.

    ``without`` names fields and kinds of children that a page made by hand shows in its own way.
    """

    def __init__(
        self,
        controller: Controller,
        theme: Theme,
        node: Node,
        make_form: MakeForm,
        without: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__()
        self._controller = controller
        self._theme = theme
        self._node = node
        self._make_form = make_form
        self._plan: FormPlan = plan(controller.session.schema, node.tag).without(without)
        self._fields: list[AnyField] = []
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * SPACE)
        box.addWidget(self._grid(self._plan.fields))
        self._more_button = QToolButton()
        self._more_button.setCheckable(True)
        self._more_button.setObjectName("more")
        self._more_button.toggled.connect(self._show_more)
        self._more: QWidget | None = None
        self._more_box = QVBoxLayout()
        if self._plan.more:
            box.addWidget(self._more_button)
        box.addLayout(self._more_box)
        self.cards = CardGroups(controller, theme, self._plan, node, self._child_form)
        box.addWidget(self.cards)
        self._label_more()

    def widget(self) -> QWidget:
        """Return the form as a widget."""
        return self

    def add_section(self, section: QWidget) -> None:
        """Put a section of a page between the fields and the cards."""
        self._box.insertWidget(self._box.indexOf(self.cards), section)

    @property
    def node_id(self) -> str:
        """The id of the element shown."""
        return self._node.id or ""

    @property
    def tag(self) -> str:
        """The type of the element shown."""
        return self._node.tag

    def show_node(self, node: Node) -> None:
        """Show a newer state of the element."""
        if node is not self._node:
            self._node = node
            for field in self._fields:
                field.show_node(node)
        # Numbers and names of other elements may have changed, though this one did not.
        self.cards.show_node(node)

    def show_problems(self, problems: list[Problem]) -> None:
        """Show findings beside the fields they concern."""
        wording = self._controller.wording
        for field in self._fields:
            own = [
                each
                for each in problems
                if each.node_id == self.node_id
                and not each.muted
                and each.field.partition("#")[0] == field.plan.key
                and field.plan.key
            ]
            worst = max((each.severity for each in own), default=None)
            field.show_problem("\n".join(wording.problem(each) for each in own), worst)
        self.cards.show_problems(problems)

    def retranslate(self) -> None:
        """Speak the current language."""
        for field in self._fields:
            field.retranslate()
        self._label_more()
        self.cards.retranslate()

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        for field in self._fields:
            field.focus_target().setFocus()
            return

    def focus_field(self, key: str) -> bool:
        """Put the cursor into a field; return whether the form has it."""
        name, _, position = key.partition("#")
        if self._more is None and any(each.key == name for each in self._plan.more):
            self._more_button.setChecked(True)
        for field in self._fields:
            if field.plan.key == name:
                field.focus_target(int(position or "1") - 1).setFocus()
                return True
        return False

    def field(self, key: str) -> AnyField:
        """Return a field that is shown; raise ``KeyError`` for another."""
        for field in self._fields:
            if field.plan.key == key:
                return field
        raise KeyError(key)

    def _child_form(self, node: Node) -> Form:
        return self._make_form(self._controller, self._theme, node)

    def _grid(self, plans: tuple[FieldPlan, ...]) -> QWidget:
        widget = QWidget()
        grid = QGridLayout(widget)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(2 * SPACE)
        for column in range(_TWELFTHS):
            grid.setColumnStretch(column, 1)
        row = column = 0
        for each in plans:
            if column + each.width > _TWELFTHS:
                row, column = row + 1, 0
            field = self._make(each)
            self._fields.append(field)
            grid.addWidget(field, row, column, 1, each.width, alignment())
            column += each.width
        return widget

    def _make(self, field: FieldPlan) -> AnyField:
        kind = TextField if field.kind in ("text", "own-text") or field.many else Field
        return kind(self._controller, self._theme, field, self._node)

    def _show_more(self, shown: bool) -> None:
        if shown and self._more is None:
            self._more = self._grid(self._plan.more)
            self._more_box.addWidget(self._more)
        if self._more is not None:
            self._more.setVisible(shown)
        self._label_more()

    def _label_more(self) -> None:
        shown = self._more_button.isChecked()
        translate = self._controller.translate
        filled = sum(1 for field in self._plan.more if _is_filled(self._node, field))
        key = "form.less" if shown else "form.more-filled" if filled else "form.more"
        self._more_button.setText(translate(key, count=filled))
        name = "chevron-down" if shown else "chevron-right"
        self._more_button.setIcon(icon(name, self._theme.muted))
        self._more_button.setIconSize(QSize(16, 16))
        self._more_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)


def _is_filled(node: Node, field: FieldPlan) -> bool:
    key = field.key
    return bool(node.get(key[1:])) if key.startswith("@") else node.child(key) is not None
