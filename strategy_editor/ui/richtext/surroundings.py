"""What a text has to know of the document around it: where references lead, what terms mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from strategy_editor.document.node import Node


class Target(NamedTuple):
    """Something that can be referred to, as it is shown for choosing."""

    id: str
    number: str
    title: str
    kind: str
    icon: str

    @property
    def words(self) -> str:
        """All that a search looks at."""
        return f"{self.number} {self.title} {self.kind}"


class Surroundings(Protocol):
    """The document as a text sees it; all sentences are in the window's language."""

    def label(self, node: Node) -> str:
        """Return what an object shows; nothing for a reference that leads nowhere."""
        ...

    def describe(self, node_id: str) -> str:
        """Return what an element is called; nothing where there is none."""
        ...

    def targets(self) -> list[Target]:
        """Return all that a cross reference can lead to, used ones first."""
        ...

    def entries(self) -> list[Target]:
        """Return the entries of glossary and abbreviations."""
        ...

    def used(self, node_id: str) -> None:
        """Remember that a reference to an element was made."""
        ...

    def add_entry(self, name: str) -> str:
        """Add a glossary entry and return its id, or nothing where that is refused."""
        ...

    def go_to(self, node_id: str) -> None:
        """Show an element."""
        ...

    def new_id(self) -> str:
        """Return an id for something new."""
        ...

    def on_change(self, call: Callable[[], object]) -> None:
        """Call a method of a widget after each change of the document, while the widget lives."""
        ...

    def end_step(self) -> None:
        """Let the next edit be a step of undo of its own."""
        ...
