"""Children as cards: a heading for each kind, a row for each child, opened in place."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QVBoxLayout, QWidget

from strategy_editor.document.node import Node
from strategy_editor.forms.plan import FormPlan
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.child_row import ChildRow, MakeChild
from strategy_editor.ui.form.revealing import reveal
from strategy_editor.ui.icons import icon
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.validation.problem import Problem

FLOW = ("paragraph", "list", "table", "figure", "quotation", "box")
_AT_ONCE = 12
"""Rows that are made before the form is shown; those below follow when the window is idle."""


class CardGroups(QWidget):
    """A card for each kind of child that is present."""

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
        self._addable: tuple[object, list[str]] | None = None
        self._groups: dict[str, CardGroup] = {}
        self._resting: dict[str, CardGroup] = {}
        self._problems: list[Problem] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2 * SPACE)
        self.show_node(node)

    def show_node(self, node: Node) -> None:
        """Show the children in a newer state of the element."""
        self._node = node
        wanted = _grouped(node, self._plan.cards)
        for name in [name for name in self._groups if name not in wanted]:
            # It waits for the next element with such children: making one takes much longer.
            self._resting[name] = group = self._groups.pop(name)
            self._box.removeWidget(group)
            group.hide()
        for place, (name, children) in enumerate(wanted.items()):
            if name in self._groups:
                group = self._groups[name]
            else:
                self._groups[name] = group = self._group(name)
                self._box.insertWidget(place, group)
                group.show()
            group.show_children(node, children)
            group.allow("paragraph" if name == "flow" else name, self._can_add())
        if self.parent() is not None or not wanted:
            # Without a parent it would show as a window of its own.
            self.setVisible(bool(wanted))

    def show_problems(self, problems: list[Problem]) -> None:
        """Show findings on the children."""
        self._problems = problems
        for group in self._groups.values():
            group.show_problems(problems)

    def retranslate(self) -> None:
        """Speak the current language."""
        for group in (*self._groups.values(), *self._resting.values()):
            group.retranslate()

    def _group(self, name: str) -> CardGroup:
        resting = self._resting.pop(name, None)
        return resting or CardGroup(self._controller, self._theme, name, self._make_form, self)

    def absent(self) -> list[str]:
        """Return the kinds of children that may be added and have no card with a button yet."""
        tags = self._can_add()
        return [tag for tag in tags if _group_name(tag) not in self._groups] + [
            tag for tag in tags if tag in FLOW[1:] and "flow" in self._groups
        ]

    def _can_add(self) -> list[str]:
        """Answer anew only where children or profile are others: not with every key typed."""
        root = self._controller.session.document.root
        kinds = tuple(child.tag for child in self._node.children)
        state = (self._node.id, kinds, root.child("profile"), len(root.children))
        if self._addable is None or self._addable[0] != state:
            known = self._node.id or ""
            is_there = known in self._controller.session.document
            tags = self._controller.structure.can_add_into(known) if is_there else []
            self._addable = (state, [tag for tag in tags if tag in self._plan.cards])
        return self._addable[1]

    def add(self, tag: str) -> None:
        """Add a child, open its card and put the cursor into it."""
        added = self._controller.structure.add(self._node.id or "", tag, select=False)
        if added:
            self.open_child(added)

    def focus_kind(self, tag: str) -> bool:
        """Put the keyboard on the button that adds another child; return whether there is one."""
        group = self._groups.get(_group_name(tag))
        if group is None:
            return False
        group.focus_add()
        return True

    def open_child(self, node_id: str) -> bool:
        """Open the card of a child; return whether there is one."""
        return any(group.open_child(node_id) for group in self._groups.values())


class CardGroup(QFrame):
    """The children of one kind."""

    def __init__(
        self,
        controller: Controller,
        theme: Theme,
        name: str,
        make_form: MakeChild,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._make_form = make_form
        self.setObjectName("card")
        self._controller = controller
        self._theme = theme
        self._name = name
        self._parent: Node | None = None
        self._rows: dict[str, ChildRow] = {}
        self._spare: list[ChildRow] = []
        self._waiting: list[Node] = []
        self._problems: list[Problem] = []
        self._title = QLabel()
        self._title.setObjectName("strong")
        self._add = QToolButton()
        self._add.setIcon(icon("plus", theme.muted))
        self._add.setIconSize(QSize(16, 16))
        self._add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._add.clicked.connect(self._add_child)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        self._box.setSpacing(SPACE // 2)
        self._box.addWidget(self._title)
        # Below the last child, where the next one comes: the heading may be far above by then.
        self._box.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.retranslate()

    def show_children(self, parent: Node, children: list[Node]) -> None:
        """Show the children; rows that stay keep their open forms."""
        self._parent = parent
        wanted = {child.id or "" for child in children}
        left = [self._rows.pop(each) for each in [*self._rows] if each not in wanted]
        # Nobody sees whether a closed row was made for this child or another.
        self._spare[:0] = [row for row in left if row.is_plain]
        for child in children:
            if self._spare and (child.id or "") not in self._rows:
                self._rows[child.id or ""] = self._spare.pop(0)
        for row in self._spare:
            row.hide()
        for row in [row for row in left if not row.is_plain] + self._spare[_AT_ONCE:]:
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
        del self._spare[_AT_ONCE:]
        room = _AT_ONCE if not self._rows else len(self._rows) + 1
        self._show_rows(children[:room])
        if len(children) > room:
            if not self._waiting:
                QTimer.singleShot(0, self, self.complete)
            self._waiting = children
        else:
            self._waiting = []

    def allow(self, tag: str, addable: list[str]) -> None:
        """Offer another child where the schema and the profile have room for one."""
        self._add.setVisible(tag in addable and not self._controller.session.is_read_only)

    def complete(self) -> None:
        """Make the rows that wait for the window to be idle."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._show_rows(waiting)

    def show_problems(self, problems: list[Problem]) -> None:
        """Show findings on the children."""
        self._problems = problems
        for row in self._rows.values():
            row.show_problems(problems)

    def focus_add(self) -> None:
        """Put the keyboard on the button that adds a child."""
        self._add.setFocus()
        reveal(self._add)

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
        self.complete()
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

    def _show_rows(self, children: list[Node]) -> None:
        # Of two that carry one id, the first is meant wherever the id stands.
        meant = {child.id or "": child for child in reversed(children)}
        for place, (key, child) in enumerate(reversed(meant.items()), 1):
            if key not in self._rows:
                row = ChildRow(self._controller, self._theme, child, self._make_form, self)
                row.show_problems(self._problems)
                self._rows[key] = row
            row = self._rows[key]
            if self._box.indexOf(row) != place:
                self._box.removeWidget(row)
                self._box.insertWidget(place, row)
            row.show_node(child)
            if row.isHidden():
                row.show()


def _group_name(tag: str) -> str:
    return "flow" if tag in FLOW else tag


def _grouped(node: Node, tags: tuple[str, ...]) -> dict[str, list[Node]]:
    """Group the children as cards show them: running text together, in the schema's order."""
    groups: dict[str, list[Node]] = {}
    for tag in tags:
        name = _group_name(tag)
        if name not in groups:
            wanted = FLOW if name == "flow" else (tag,)
            children = [child for child in node.children if child.tag in wanted and child.id]
            if children:
                groups[name] = children
    return groups
