"""One child in a card: a line that tells what it is, and its form below when opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from strategy_editor.document.node import Node
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.line import CardLine
from strategy_editor.ui.form.protocol import Form
from strategy_editor.ui.form.revealing import reveal
from strategy_editor.ui.form.summary import NAMED_BY_OTHERS, card_title, subtitle
from strategy_editor.ui.icons import icon, role_icon_name
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.validation.problem import Problem

MakeChild = Callable[[Node], Form]


class ChildRow(QWidget):
    """One child: a line that tells what it is, and its form below when opened."""

    def __init__(
        self,
        controller: Controller,
        theme: Theme,
        node: Node,
        make_form: MakeChild,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._make_form = make_form
        self._controller = controller
        self._theme = theme
        self._node = node
        self._form: Form | None = None
        self._problems: list[Problem] = []
        self._number: str | None = None
        self._title = ""
        self._mentions = False
        self.line = CardLine(theme)
        self.line.toggled.connect(self._toggled)
        self._more = QToolButton()
        self._more.setIcon(icon("ellipsis", theme.muted))
        self._more.setIconSize(QSize(16, 16))
        if controller.session.is_read_only:
            self._more.hide()
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

    @property
    def is_plain(self) -> bool:
        """Whether the row was never opened, so that it may stand for another child."""
        return self._form is None and not self.line.hasFocus()

    @property
    def form(self) -> Form | None:
        """The form of the child, once it was opened."""
        return self._form

    def show_node(self, node: Node) -> None:
        """Show a newer state of the child."""
        number = self._controller.numbers.get(node.id or "", "")
        is_same = node is self._node and number == self._number
        if not is_same or node.tag in NAMED_BY_OTHERS or self._reads_otherwise(node):
            self._name(node)
        self._node, self._number = node, number
        if self._form is not None:
            self._form.show_node(node)

    def _reads_otherwise(self, node: Node) -> bool:
        """Whether what the words refer to has another number or title now."""
        return self._mentions and card_title(node, self._controller.wording) != self._title

    def _name(self, node: Node) -> None:
        wording = self._controller.wording
        label = wording.label(node.tag)
        self._title = title = card_title(node, wording)
        self._mentions = any(each.tag == "cross-reference" for each in node.walk())
        self.line.show_words(role_icon_name(node.tag), title, subtitle(node, wording))
        self.line.setAccessibleName(f"{label} {title}" if title != label else label)
        more = self._controller.translate("form.actions")
        self._more.setToolTip(more)
        self._more.setAccessibleName(f"{more}: {label} {title}")

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
            reveal(self)

    def retranslate(self) -> None:
        """Speak the current language."""
        self._name(self._node)
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
