"""The milestones of a measure or goal as a small table in the order of the document."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.document.node import Node
from strategy_editor.forms.overviews import is_overdue
from strategy_editor.forms.plan import FieldPlan, plan
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.fields import Field
from strategy_editor.ui.form.labels import ProblemLabel
from strategy_editor.ui.form.revealing import reveal
from strategy_editor.ui.icons import icon
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.validation.problem import Problem

_COLUMNS = ("title", "@date", "@status")
_WIDTHS = (6, 3, 3)


class Milestones(QFrame):
    """A row for each milestone: title, date, status, and whether it is overdue."""

    def __init__(self, controller: Controller, theme: Theme, node: Node) -> None:
        super().__init__()
        self.setObjectName("card")
        self._controller = controller
        self._theme = theme
        self._node = node
        self._rows: dict[str, MilestoneRow] = {}
        self._problems: list[Problem] = []
        self._title = QLabel()
        self._title.setObjectName("strong")
        self._add = QToolButton()
        self._add.setIcon(icon("plus", theme.muted))
        self._add.setIconSize(QSize(16, 16))
        self._add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._add.clicked.connect(self.add)
        if controller.session.is_read_only:
            self._add.hide()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        self._box.setSpacing(SPACE)
        self._box.addWidget(self._title)
        self._box.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_node(node)
        self.retranslate()

    def show_node(self, node: Node) -> None:
        """Show the milestones in a newer state of their element."""
        self._node = node
        milestones = {each.id or "": each for each in node.children_of("milestone")}
        for gone in [each for each in self._rows if each not in milestones]:
            row = self._rows.pop(gone)
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, (key, each) in enumerate(milestones.items(), 1):
            if key not in self._rows:
                self._rows[key] = MilestoneRow(self._controller, self._theme, each)
                self._rows[key].show_problems(self._problems)
            row = self._rows[key]
            if self._box.indexOf(row) != place:
                self._box.removeWidget(row)
                self._box.insertWidget(place, row)
            row.show_node(each)

    def show_problems(self, problems: list[Problem]) -> None:
        """Show findings on milestones in their rows."""
        self._problems = problems
        for row in self._rows.values():
            row.show_problems(problems)

    def retranslate(self) -> None:
        """Speak the current language."""
        wording, translate = self._controller.wording, self._controller.translate
        label = wording.label("milestone")
        self._title.setText(wording.profile.level("milestone").plural or translate("milestones"))
        self._add.setText(label)
        self._add.setAccessibleName(translate("form.add-another", label=label))
        for row in self._rows.values():
            row.retranslate()

    def add(self) -> None:
        """Add a milestone and put the cursor into its title."""
        structure = self._controller.structure
        added = structure.add(self._node.id or "", "milestone", select=False)
        if added in self._rows:
            row = self._rows[added]
            row.focus_first()
            reveal(row)

    def focus_add(self) -> None:
        """Put the keyboard on the button that adds a milestone."""
        self._add.setFocus()
        reveal(self._add)

    def row(self, node_id: str) -> MilestoneRow:
        """Return the row of a milestone; raise ``KeyError`` for another element."""
        return self._rows[node_id]


class MilestoneRow(QWidget):
    """One milestone."""

    def __init__(self, controller: Controller, theme: Theme, node: Node) -> None:
        super().__init__()
        self._controller = controller
        self._node = node
        planned = plan(controller.session.schema, "milestone")
        plans: dict[str, FieldPlan] = {each.key: each for each in (*planned.fields, *planned.more)}
        self._fields = {key: Field(controller, theme, plans[key], node) for key in _COLUMNS}
        self._overdue = QLabel()
        self._overdue.setObjectName("warning")
        self._found = ProblemLabel()
        self._open = _button("pen-line", theme)
        self._remove = _button("trash-2", theme)
        if controller.session.is_read_only:
            self._remove.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        for column, (key, width) in enumerate(zip(_COLUMNS, _WIDTHS, strict=True)):
            grid.setColumnStretch(column, width)
            grid.addWidget(self._fields[key], 0, column, Qt.AlignmentFlag.AlignTop)
        for column, button in enumerate((self._open, self._remove), len(_COLUMNS)):
            grid.addWidget(button, 0, column, Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(self._overdue, 1, 0, 1, len(_COLUMNS))
        grid.addWidget(self._found, 2, 0, 1, len(_COLUMNS))
        later = partial(QTimer.singleShot, 0, controller)
        self._open.clicked.connect(lambda: later(lambda: controller.select(self.id)))
        self._remove.clicked.connect(
            lambda: later(lambda: controller.structure.remove_child(self.id))
        )
        self.retranslate()

    @property
    def id(self) -> str:
        """The id of the milestone."""
        return self._node.id or ""

    @property
    def is_overdue(self) -> bool:
        """Whether the milestone's time was over when the document states it."""
        status = self._controller.profile.status(self._node.get("status"))
        meaning = status.meaning if status is not None else ""
        return is_overdue(self._node, meaning, self._controller.as_of)

    def field(self, key: str) -> Field:
        """Return a field of the row."""
        return self._fields[key]

    def show_problems(self, problems: list[Problem]) -> None:
        """Show findings beside the columns they concern, those on the rest below the row."""
        own = [each for each in problems if each.node_id == self.id and not each.muted]
        for key, field in self._fields.items():
            self._show_found(field, [each for each in own if _name(each) == key])
        self._show_found(self._found, [each for each in own if _name(each) not in self._fields])

    def _show_found(self, place: Field | ProblemLabel, found: list[Problem]) -> None:
        worst = max((each.severity for each in found), default=None)
        words = dict.fromkeys(self._controller.wording.problem(each) for each in found)
        place.show_problem("\n".join(words), worst)

    def focus_field(self, key: str) -> bool:
        """Put the cursor into a field; return whether the row has it."""
        key = key.partition("#")[0] or "title"
        if key not in self._fields:
            return False
        target = self._fields[key].focus_target()
        target.setFocus()
        return True

    def focus_first(self) -> None:
        """Put the cursor into the title, which the first key replaces."""
        line = self._fields["title"].focus_target()
        line.setFocus()
        if isinstance(line, QLineEdit):
            line.selectAll()

    def show_node(self, node: Node) -> None:
        """Show a newer state of the milestone."""
        if node is not self._node:
            self._node = node
            for field in self._fields.values():
                field.show_node(node)
        self._say()

    def retranslate(self) -> None:
        """Speak the current language."""
        translate = self._controller.translate
        for field in self._fields.values():
            field.retranslate()
        self._open.setToolTip(translate("milestones.open"))
        self._remove.setToolTip(translate("form.remove"))
        self._say()

    def _say(self) -> None:
        title = self._node.text_of("title")
        for button in (self._open, self._remove):
            button.setAccessibleName(f"{button.toolTip()}: {title}")
        day = self._controller.as_of
        overdue = self.is_overdue
        shown = self._controller.wording.date(day.isoformat()) if overdue and day else ""
        self._overdue.setText(
            self._controller.translate("milestones.overdue", date=shown) if overdue else ""
        )
        self._overdue.setVisible(overdue)


def _name(problem: Problem) -> str:
    return problem.field.partition("#")[0]


def _button(name: str, theme: Theme) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name, theme.muted))
    button.setIconSize(QSize(16, 16))
    return button
