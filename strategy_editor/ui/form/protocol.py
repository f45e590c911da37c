"""What the middle of the window and the cards know of a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QWidget

from strategy_editor.document.node import Node
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.theme import Theme
from strategy_editor.validation.problem import Problem


class Form(Protocol):
    """The form of one element, in the middle of the window or in a card."""

    @property
    def node_id(self) -> str:
        """The id of the element shown."""
        ...

    @property
    def tag(self) -> str:
        """The type of the element shown."""
        ...

    def widget(self) -> QWidget:
        """Return the form as a widget."""
        ...

    def show_node(self, node: Node) -> None:
        """Show a newer state of the element, which stays of the same type."""
        ...

    def show_problems(self, problems: list[Problem]) -> None:
        """Show findings beside the fields they concern."""
        ...

    def retranslate(self) -> None:
        """Speak the current language."""
        ...

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        ...

    def focus_field(self, key: str) -> bool:
        """Put the cursor into a field; return whether the form has it."""
        ...


MakeForm = Callable[[Controller, Theme, Node], Form]
"""Makes the form of an element, generated or by hand."""
