"""A page made by hand: the generated form with sections of its own around it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent

from strategy_editor.document.node import Node
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.milestones import MilestoneRow, Milestones
from strategy_editor.ui.form.node_form import NodeForm
from strategy_editor.ui.form.overview import Fact, Overview
from strategy_editor.ui.form.protocol import MakeForm
from strategy_editor.ui.form.summary import subtitle
from strategy_editor.ui.theme import Theme
from strategy_editor.validation.problem import Problem

_QUIET = 200
"""Milliseconds without a change after which the whole document is searched."""


class Page(NodeForm):
    """A form with overviews; ``tell`` fills them for the newest document."""

    slow: tuple[str, ...] = ()
    """The overviews that ``tell_slowly`` fills."""

    def __init__(
        self,
        controller: Controller,
        theme: Theme,
        node: Node,
        make_form: MakeForm,
        without: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(controller, theme, node, make_form, without)
        self.overviews: dict[str, Overview] = {}
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET)
        self._quiet.timeout.connect(self.tell_slowly)
        self._is_to_search = True
        self.build()
        self.tell()

    def build(self) -> None:
        """Put the sections in."""

    def tell(self) -> None:
        """Fill the sections from the newest document."""

    def tell_slowly(self) -> None:
        """Fill what is searched for in the whole document: not between two keys."""

    def show_node(self, node: Node) -> None:
        super().show_node(node)
        self._quiet.start()

    def show_overviews(self) -> None:
        self.tell()

    def show_other(self, node: Node) -> None:
        for key in self.slow:
            self.overviews[key].show_facts([])
        super().show_other(node)
        self._is_to_search = True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Search the whole document once another element has been painted."""
        super().paintEvent(event)
        if self._is_to_search:
            self._is_to_search = False
            QTimer.singleShot(0, self, self.tell_slowly)

    def retranslate(self) -> None:
        super().retranslate()
        for key, overview in self.overviews.items():
            overview.set_title(self._controller.translate(f"overview.{key}"))
        self.tell()
        self.tell_slowly()

    def add_overview(self, key: str) -> Overview:
        """Add a section of facts under the heading of its key."""
        heading = self._controller.translate(f"overview.{key}")
        made = Overview(self._controller, self._theme, heading)
        self.overviews[key] = made
        self.add_section(made)
        return made

    def fact_of(self, node: Node) -> Fact:
        """Return a line that names an element and leads to it."""
        wording = self._controller.wording
        words = " · ".join(filter(None, (wording.name(node), subtitle(node, wording))))
        return Fact(words, node.id or "")


class MilestonesPage(Page):
    """A page on which milestones stand as a small table."""

    milestones: Milestones

    def build(self) -> None:
        self.milestones = Milestones(self._controller, self._theme, self._node)
        self.add_section(self.milestones)

    def show_node(self, node: Node) -> None:
        super().show_node(node)
        self.milestones.show_node(node)

    def show_problems(self, problems: list[Problem]) -> None:
        super().show_problems(problems)
        self.milestones.show_problems(problems)

    def retranslate(self) -> None:
        super().retranslate()
        self.milestones.retranslate()

    def focus_field(self, key: str) -> bool:
        if key.partition("#")[0] == "milestone":
            self.milestones.focus_add()
            return True
        return super().focus_field(key)

    def child_row(self, node_id: str) -> MilestoneRow | None:
        """Return the row of a milestone, if it is one of this element."""
        try:
            return self.milestones.row(node_id)
        except KeyError:
            return None
