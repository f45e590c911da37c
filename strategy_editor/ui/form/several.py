"""The form of several elements: what they have in common, changed for all in one step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from strategy_editor.document.node import Node
from strategy_editor.document.texts import shortened
from strategy_editor.editing.history import Step
from strategy_editor.forms.plan import FieldPlan
from strategy_editor.forms.several import set_for_all, shared_fields, values_of
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.fields import Field
from strategy_editor.ui.form.grid import FieldGrid
from strategy_editor.ui.form.inputs import Input
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.validation.problem import Problem

_TITLES = 8
_LENGTH = 90
_VALUES = 5


class SharedField(Field):
    """One field of several elements; different values are said to be different."""

    def __init__(
        self, controller: Controller, theme: Theme, plan: FieldPlan, nodes: Sequence[Node]
    ) -> None:
        self._nodes = nodes
        super().__init__(controller, theme, plan, nodes[0])

    def show_nodes(self, nodes: Sequence[Node]) -> None:
        """Show the values in newer states of the elements."""
        self._nodes = nodes
        self.show_node(nodes[0])

    def show_node(self, node: Node) -> None:
        self._node = node
        values = values_of(self._nodes, self.plan.key, self._controller.as_of)
        translate = self._controller.translate
        if len(values) == 1:
            self.input.show_value(values[0][0])
            self._show_hint(self._controller.field_hint(node, self.plan.key))
            return
        self.input.show_various(translate("several.various"))
        shown = [self._counted(*each) for each in values[:_VALUES]]
        more = ["…"] if len(values) > _VALUES else []
        self._show_hint(translate("several.values", values=", ".join([*shown, *more])))

    def take_back(self) -> bool:
        return False

    def _leads(self) -> Input:
        # Somebody new is made the lead of one element, where one sees what comes of it.
        return self._choice(self._candidates)

    def _counted(self, value: str, count: int) -> str:
        translate = self._controller.translate
        words = self._shown(value) if value else translate("several.no-value")
        return translate("several.counted", value=words, count=count)

    def _shown(self, value: str) -> str:
        if self.plan.kind in ("date", "partial-date"):
            return self._controller.wording.date(value)
        if self.plan.kind in ("reference", "references", "segments", "lead"):
            wording = self._controller.wording
            return ", ".join(wording.short_name(each) for each in value.split())
        return self._words(value) if self.plan.kind == "choice" else value

    def _edited(self, value: str) -> None:
        controller, key = self._controller, self.plan.key
        ids = [node.id or "" for node in self._nodes]
        values = (
            ("element", self._nodes[0].tag), ("field", key), ("count", str(len(ids))),
        )  # fmt: skip
        schema, day = controller.session.schema, controller.as_of
        controller.apply(
            Step("edit.set-many", values, controller.selected_id, key),
            lambda document: set_for_all(document, schema, ids, key, value, day),
            ("several", *ids, key),
        )


class SeveralForm(QWidget):
    """What is selected, and the fields that all of it has."""

    def __init__(self, controller: Controller, theme: Theme, nodes: Sequence[Node]) -> None:
        super().__init__()
        self._controller = controller
        self._nodes = nodes
        self._ids = tuple(node.id for node in nodes)
        self._titles = QLabel()
        self._titles.setObjectName("muted")
        self._titles.setWordWrap(True)
        self._note = QLabel()
        self._note.setWordWrap(True)
        self._grid = FieldGrid()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * SPACE)
        for widget in (self._titles, self._note, self._grid):
            box.addWidget(widget)
        plans = shared_fields(controller.session.schema, [node.tag for node in nodes])
        self._fields = {each.key: SharedField(controller, theme, each, nodes) for each in plans}
        self._grid.show_fields([(self._fields[each.key], each.width) for each in plans])
        self._say()

    @property
    def node_id(self) -> str:
        """The id of the element selected last."""
        return self._controller.selected_id

    @property
    def tag(self) -> str:
        """No element's type: several of them are shown."""
        return ""

    def widget(self) -> QWidget:
        """Return the form as a widget."""
        return self

    def is_for(self, nodes: Sequence[Node]) -> bool:
        """Whether the form shows these elements, in whatever state."""
        return self._ids == tuple(node.id for node in nodes)

    def heading(self) -> str:
        """Return how many elements of what kind are edited."""
        translate, wording = self._controller.translate, self._controller.wording
        tags = {node.tag for node in self._nodes}
        if len(tags) > 1:
            return translate("several.title-mixed", count=len(self._nodes))
        tag = tags.pop()
        plural = wording.profile.level(tag).plural or wording.label(tag)
        return translate("several.title", count=len(self._nodes), elements=plural)

    def field(self, key: str) -> SharedField:
        """Return a field; raise ``KeyError`` for one that the elements do not share."""
        return self._fields[key]

    def show_nodes(self, nodes: Sequence[Node]) -> None:
        """Show newer states of the elements."""
        self._nodes = nodes
        for field in self._fields.values():
            field.show_nodes(nodes)
        self._say()

    def show_node(self, node: Node) -> None:
        """Nothing to show of one element alone."""

    def show_problems(self, problems: list[Problem]) -> None:
        """Findings belong to single elements and stand in the panel beside."""

    def retranslate(self) -> None:
        """Speak the current language."""
        for field in self._fields.values():
            field.retranslate()
        self.show_nodes(self._nodes)

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        for field in self._fields.values():
            field.focus_target().setFocus()
            return

    def focus_field(self, key: str) -> bool:
        """Put the cursor into a field; return whether the elements share it."""
        field = self._fields.get(key)
        if field is not None:
            field.focus_target().setFocus()
        return field is not None

    def _say(self) -> None:
        translate, numbers = self._controller.translate, self._controller.numbers
        lines = []
        for node in self._nodes[:_TITLES]:
            wording = self._controller.wording
            title = wording.title(node) or wording.label(node.tag)
            number = numbers.get(node.id or "", "")
            lines.append(f"{number}\u2002{shortened(title, _LENGTH)}" if number else title)
        if len(self._nodes) > _TITLES:
            lines.append(translate("several.further", count=len(self._nodes) - _TITLES))
        self._titles.setText("\n".join(lines))
        key = "several.note" if self._fields else "several.nothing-shared"
        self._note.setText(translate(key))
