"""The page of an indicator: its fields, its values as a table, and their course as a plot."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from strategy_editor.document.node import Node, element
from strategy_editor.document.texts import title_of
from strategy_editor.editing.edits import insert
from strategy_editor.editing.history import Step
from strategy_editor.editing.placement import last_position, positions
from strategy_editor.exchange.reading.course import point_of, standing
from strategy_editor.exchange.reading.values import number_text
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.indicator_values import KINDS, ValueTable, in_time
from strategy_editor.ui.form.labels import ProblemLabel
from strategy_editor.ui.form.node_form import NodeForm
from strategy_editor.ui.form.own_page import FormPage
from strategy_editor.ui.form.plot import Mark, Plot, PlotData
from strategy_editor.ui.form.protocol import MakeForm
from strategy_editor.ui.icons import icon
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.validation.problem import Problem


class IndicatorPage(FormPage):
    """The form of an indicator."""

    def __init__(
        self, controller: Controller, theme: Theme, node: Node, make_form: MakeForm
    ) -> None:
        form = NodeForm(controller, theme, node, make_form, frozenset(KINDS))
        super().__init__(controller, node, form)
        self._heading = QLabel()
        self._heading.setObjectName("strong")
        self.table = ValueTable(controller, theme)
        self.add_buttons: dict[str, QToolButton] = {}
        for kind in KINDS:
            button = QToolButton()
            button.setObjectName("bordered")
            button.setIcon(icon("plus", theme.muted))
            button.setIconSize(QSize(16, 16))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.clicked.connect(lambda _checked=False, tag=kind: self.add(tag))
            self.add_buttons[kind] = button
        self._problem = ProblemLabel()
        self.plot = Plot(theme)
        self.standing = QLabel()
        self.standing.setWordWrap(True)
        self._empty = QLabel()
        self._empty.setObjectName("hint")
        self._empty.setWordWrap(True)
        self._form.add_section(self._section())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._form)
        self.show_node(node)
        self.retranslate()

    def show_node(self, node: Node) -> None:
        """Show a newer state of the indicator."""
        self._node = node
        self._form.show_node(node)
        self.table.show_node(node)
        schema = self._controller.session.schema
        for kind, button in self.add_buttons.items():
            button.setVisible(bool(positions(schema, node, kind)))
            button.setEnabled(not self._controller.session.is_read_only)
        self._show_course()

    def show_problems(self, problems: list[Problem]) -> None:
        """Show findings beside the fields, those on values below them."""
        self._form.show_problems(problems)
        ids = set(self.table.rows)
        own = [
            each
            for each in problems
            if each.node_id in ids
            or (each.node_id == self.node_id and each.field.partition("#")[0] in KINDS)
        ]
        self.show_found(self._problem, own)

    def retranslate(self) -> None:
        """Speak the current language."""
        translate, wording = self._controller.translate, self._controller.wording
        self._form.retranslate()
        self._heading.setText(translate("indicator.values"))
        for kind, button in self.add_buttons.items():
            button.setText(wording.label(kind))
            button.setAccessibleName(translate("indicator.add", kind=wording.label(kind)))
            button.setToolTip(button.accessibleName())
        self._empty.setText(translate("indicator.no-course"))
        self.table.retranslate()
        self._show_course()

    def focus_field(self, key: str) -> bool:
        """Put the cursor into a field, into a value of a kind, or onto what adds one."""
        kind = key.partition("#")[0]
        if kind not in KINDS:
            return self._form.focus_field(key)
        found = self._node.child(kind)
        if found is not None and found.id in self.table.rows:
            self.table.rows[found.id].inputs["value"].focus_target().setFocus()
        else:
            self.add_buttons[kind].setFocus()
        return True

    def add(self, kind: str) -> None:
        """Add a value without number and time, for neither may be guessed, and begin with it."""
        controller = self._controller
        child = element(kind, id=controller.new_id())
        schema, parent_id = controller.session.schema, self.node_id
        at = last_position(schema, self._node, kind) or 0
        if controller.apply(
            Step("edit.add", (("element", kind),), parent_id),
            lambda document: insert(document, schema, parent_id, child, at),
        ):
            self.table.rows[child.id or ""].inputs["when"].focus_target().setFocus()

    def _section(self) -> QWidget:
        card = QFrame()
        card.setObjectName("card")
        box = QVBoxLayout(card)
        box.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, 2 * SPACE)
        box.setSpacing(SPACE)
        head = QHBoxLayout()
        head.setSpacing(SPACE // 2)
        head.addWidget(self._heading)
        head.addStretch(1)
        for button in self.add_buttons.values():
            head.addWidget(button)
        box.addLayout(head)
        box.addWidget(self.table)
        box.addWidget(self._problem)
        box.addWidget(self._empty)
        box.addWidget(self.plot)
        box.addWidget(self.standing)
        return card

    def _show_course(self) -> None:
        translate, wording = self._controller.translate, self._controller.wording
        marks = []
        for value in in_time(self._node):
            point = point_of(value)
            if point is not None:
                words = translate(
                    "indicator.point",
                    kind=wording.label(value.tag),
                    date=wording.date(value.get("when")),
                    value=self._with_unit(value),
                )
                marks.append(Mark(value.tag, point, words))
        day = point_of(element("actual", value="0", when=self._as_of()))
        labels = tuple((kind, wording.label(kind)) for kind in KINDS)
        unit = self._node.get("unit")
        data = PlotData(tuple(marks), unit, day[0] if day is not None else None, labels)
        self.plot.show_data(data, translate.language)
        self.plot.setAccessibleName(translate("indicator.course", title=title_of(self._node)))
        self.plot.setVisible(bool(marks))
        self._empty.setVisible(not marks)
        self._show_standing()

    def _show_standing(self) -> None:
        translate, wording = self._controller.translate, self._controller.wording
        found = standing(self._node, self._as_of())
        self.standing.setVisible(found is not None)
        if found is None:
            return
        actual = found.actual
        words = translate(
            f"indicator.{found.kind}",
            target=self._with_unit(found.target),
            due=wording.date(found.target.get("when")),
            actual=self._with_unit(actual) if actual is not None else "",
            measured=wording.date(actual.get("when")) if actual is not None else "",
            as_of=wording.date(self._as_of()),
        )
        self.standing.setText(words)
        self.plot.setAccessibleDescription(
            "\n".join([words, *(mark.words for mark in self.plot.data.marks)])
        )

    def _with_unit(self, value: Node) -> str:
        number = number_text(value.get("value"), self._controller.translate.language)
        return f"{number}\u00a0{self._node.get('unit')}".strip()

    def _as_of(self) -> str:
        metadata = self._controller.session.document.root.child("metadata")
        return metadata.get("as-of") if metadata is not None else ""
