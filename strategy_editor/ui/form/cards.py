"""Children as cards: a heading for each kind, a row for each child, opened in place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.document.node import Node
from strategy_editor.editing.placement import insertable
from strategy_editor.forms.plan import FormPlan
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.line import CardLine
from strategy_editor.ui.form.protocol import Form
from strategy_editor.ui.form.summary import subtitle, summary
from strategy_editor.ui.icons import icon, role_icon_name
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.validation.problem import Problem

FLOW = ("paragraph", "list", "table", "figure", "quotation", "box")
_ICON = QSize(16, 16)


MakeChild = Callable[[Node], Form]


class CardGroups(QWidget):
    """A card for each kind of child that is present, and a menu for adding others."""

    def __init__(
        self,
        controller: Controller,
        theme: Theme,
        plan: FormPlan,
        node: Node,
        make_form: MakeChild,
    ) -> None:
        super().__init__()
        self._make_form = make_form
        self._controller = controller
        self._theme = theme
        self._plan = plan
        self._node = node
        self._groups: dict[str, CardGroup] = {}
        self._problems: list[Problem] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2 * SPACE)
        self._add = QToolButton()
        self._add.setObjectName("bordered")
        self._add.setIcon(icon("plus", theme.muted))
        self._add.setIconSize(_ICON)
        self._add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self._add)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._add.setMenu(self._menu)
        self._box.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self._add.setVisible(bool(plan.cards))
        self._add.setText(controller.translate("form.add-child"))
        self.show_node(node)

    def show_node(self, node: Node) -> None:
        """Show the children in a newer state of the element."""
        self._node = node
        wanted = _grouped(node, self._plan.cards)
        for name in [name for name in self._groups if name not in wanted]:
            group = self._groups.pop(name)
            self._box.removeWidget(group)
            group.hide()
            group.deleteLater()
        for place, (name, children) in enumerate(wanted.items()):
            if name in self._groups:
                group = self._groups[name]
            else:
                group = CardGroup(self._controller, self._theme, name, self._make_form)
                self._groups[name] = group
                self._box.insertWidget(place, group)
            group.show_children(node, children)
            group.show_problems(self._problems)

    def show_problems(self, problems: list[Problem]) -> None:
        """Show findings on the children."""
        self._problems = problems
        for group in self._groups.values():
            group.show_problems(problems)

    def retranslate(self) -> None:
        """Speak the current language."""
        self._add.setText(self._controller.translate("form.add-child"))
        for group in self._groups.values():
            group.retranslate()

    def open_child(self, node_id: str) -> bool:
        """Open the card of a child; return whether there is one."""
        return any(group.open_child(node_id) for group in self._groups.values())

    def _fill_menu(self) -> None:
        self._menu.clear()
        wording = self._controller.wording
        for tag in insertable(self._controller.session.schema, self._node):
            if tag not in self._plan.cards:
                continue
            action = self._menu.addAction(
                icon(role_icon_name(tag), self._theme.muted), wording.label(tag)
            )
            action.triggered.connect(lambda _checked=False, chosen=tag: self._add_child(chosen))

    def _add_child(self, tag: str) -> None:
        parent_id = self._node.id or ""
        added = self._controller.structure.add(parent_id, tag, select=False)
        if added:
            self.open_child(added)


class CardGroup(QFrame):
    """The children of one kind."""

    def __init__(
        self, controller: Controller, theme: Theme, name: str, make_form: MakeChild
    ) -> None:
        super().__init__()
        self._make_form = make_form
        self.setObjectName("card")
        self._controller = controller
        self._theme = theme
        self._name = name
        self._parent: Node | None = None
        self._rows: dict[str, ChildRow] = {}
        self._title = QLabel()
        self._title.setObjectName("strong")
        self._add = QToolButton()
        self._add.setIcon(icon("plus", theme.muted))
        self._add.setIconSize(_ICON)
        self._add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._add.clicked.connect(self._add_child)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._add)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        self._box.setSpacing(SPACE // 2)
        self._box.addLayout(head)
        self.retranslate()

    def show_children(self, parent: Node, children: list[Node]) -> None:
        """Show the children; rows that stay keep their open forms."""
        self._parent = parent
        ids = [child.id or "" for child in children]
        for gone in [each for each in self._rows if each not in ids]:
            row = self._rows.pop(gone)
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, child in enumerate(children, 1):
            key = child.id or ""
            if key not in self._rows:
                self._rows[key] = ChildRow(self._controller, self._theme, child, self._make_form)
            row = self._rows[key]
            if self._box.indexOf(row) != place:
                self._box.removeWidget(row)
                self._box.insertWidget(place, row)
            row.show_node(child)

    def show_problems(self, problems: list[Problem]) -> None:
        """Show findings on the children."""
        for row in self._rows.values():
            row.show_problems(problems)

    def retranslate(self) -> None:
        """Speak the current language."""
        translate, wording = self._controller.translate, self._controller.wording
        if self._name == "flow":
            title, added = translate("form.flow"), wording.label("paragraph")
        else:
            title = wording.profile.level(self._name).plural or wording.label(self._name)
            added = wording.label(self._name)
        self._title.setText(title)
        self._add.setText(added)
        self._add.setAccessibleName(translate("form.add-another", label=added))
        for row in self._rows.values():
            row.retranslate()

    def open_child(self, node_id: str) -> bool:
        """Open the card of a child and put the cursor into it; return whether it is here."""
        row = self._rows.get(node_id)
        if row is None:
            return False
        row.open(focus=True)
        return True

    def _add_child(self) -> None:
        assert self._parent is not None
        tag = "paragraph" if self._name == "flow" else self._name
        added = self._controller.structure.add(self._parent.id or "", tag, select=False)
        if added:
            self.open_child(added)


class ChildRow(QWidget):
    """One child: a line that tells what it is, and its form below when opened."""

    def __init__(
        self, controller: Controller, theme: Theme, node: Node, make_form: MakeChild
    ) -> None:
        super().__init__()
        self._make_form = make_form
        self._controller = controller
        self._theme = theme
        self._node = node
        self._form: Form | None = None
        self._problems: list[Problem] = []
        self.line = CardLine(theme)
        self.line.toggled.connect(self._toggled)
        self._more = QToolButton()
        self._more.setIcon(icon("ellipsis", theme.muted))
        self._more.setIconSize(_ICON)
        self._more.clicked.connect(self._show_menu)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.line, 1)
        row.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addLayout(row)
        self.show_node(node)

    @property
    def id(self) -> str:
        """The id of the child."""
        return self._node.id or ""

    def show_node(self, node: Node) -> None:
        """Show a newer state of the child."""
        self._node = node
        wording = self._controller.wording
        label = wording.label(node.tag)
        text = summary(node, self._controller.numbers) or label
        self.line.show_words(role_icon_name(node.tag), text, subtitle(node, wording))
        self.line.setAccessibleName(f"{label} {text}")
        more = self._controller.translate("form.actions")
        self._more.setToolTip(more)
        self._more.setAccessibleName(f"{more}: {label} {text}")
        if self._form is not None:
            self._form.show_node(node)

    def show_problems(self, problems: list[Problem]) -> None:
        """Show findings in the open form."""
        self._problems = problems
        if self._form is not None:
            self._form.show_problems(problems)

    def open(self, *, focus: bool = False) -> None:
        """Open the form below the line."""
        self.line.setChecked(True)
        if focus and self._form is not None:
            self._form.focus_first()

    def retranslate(self) -> None:
        """Speak the current language."""
        self.show_node(self._node)
        if self._form is not None:
            self._form.retranslate()

    def _show_menu(self) -> None:
        controller, node_id = self._controller, self.id
        calls: dict[str, tuple[str, Callable[[], object]]] = {
            "form.move-up": ("arrow-up", lambda: controller.structure.move_child(node_id, -1)),
            "form.move-down": ("arrow-down", lambda: controller.structure.move_child(node_id, 1)),
            "form.remove": ("trash-2", lambda: controller.structure.remove_child(node_id)),
        }
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, (name, call) in calls.items():
            action = menu.addAction(icon(name, self._theme.muted), controller.translate(key))
            # The row may vanish with what is called: let the menu close first.
            action.triggered.connect(
                lambda _checked=False, run=call: QTimer.singleShot(0, controller, run)
            )
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _toggled(self, opened: bool) -> None:
        if opened and self._form is None:
            self._form = self._make_form(self._node)
            self._form.widget().setContentsMargins(3 * SPACE, 0, 0, SPACE)
            self._form.show_problems(self._problems)
            self._box.addWidget(self._form.widget())
        if self._form is not None:
            self._form.widget().setVisible(opened)


def _grouped(node: Node, tags: tuple[str, ...]) -> dict[str, list[Node]]:
    """Group the children as cards show them: running text together, in the schema's order."""
    groups: dict[str, list[Node]] = {}
    for tag in tags:
        name = "flow" if tag in FLOW else tag
        if name not in groups:
            wanted = FLOW if name == "flow" else (tag,)
            children = [child for child in node.children if child.tag in wanted and child.id]
            if children:
                groups[name] = children
    return groups
