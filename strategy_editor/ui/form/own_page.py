"""What pages have in common that are not generated: they show one element, alone or with a form."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from strategy_editor.document.node import Node
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.labels import ProblemLabel
from strategy_editor.ui.form.node_form import NodeForm
from strategy_editor.validation.problem import Problem


class OwnPage(QWidget):
    """A page that shows one element."""

    def __init__(self, controller: Controller, node: Node) -> None:
        super().__init__()
        self._controller = controller
        self._node = node

    @property
    def node_id(self) -> str:
        """The id of the element shown."""
        return self._node.id or ""

    @property
    def tag(self) -> str:
        """The type of the element shown."""
        return self._node.tag

    def widget(self) -> QWidget:
        """Return the page as a widget."""
        return self

    def show_found(self, label: ProblemLabel, found: Iterable[Problem]) -> None:
        """Show findings that are not muted on a label, the same words once."""
        own = [each for each in found if not each.muted]
        worst = max((each.severity for each in own), default=None)
        words = dict.fromkeys(self._controller.wording.problem(each) for each in own)
        label.show_problem("\n".join(words), worst)


class FormPage(OwnPage):
    """A page around a generated form that leaves out what the page shows itself."""

    def __init__(self, controller: Controller, node: Node, form: NodeForm) -> None:
        super().__init__(controller, node)
        self._form = form

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        self._form.focus_first()

    def focus_field(self, key: str) -> bool:
        """Put the cursor into a field; return whether the form has it."""
        return self._form.focus_field(key)

    def field(self, key: str) -> QWidget:
        """Return a field that is shown; raise ``KeyError`` for another."""
        return self._form.field(key)
