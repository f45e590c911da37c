"""What the rules look at: one walk through the document, sorted by what rules ask for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from strategy_editor.document.node import Node
from strategy_editor.document.profile import Actor, Profile, actors_of, profile_of
from strategy_editor.schema.model import AttributeType, Schema
from strategy_editor.validation.problem import Severity
from strategy_editor.validation.prose import Passage, Prose


@dataclass(frozen=True)
class Reference:
    """An attribute that holds the id of another element."""

    node: Node
    owner_id: str
    attribute: AttributeType
    target_id: str


_SUBMITTED = frozenset({"cabinet-submission", "adopted", "published", "superseded", "repealed"})
"""Statuses of a strategy that has gone to cabinet: what was to be completed is complete."""


class Context:
    """A document prepared for the rules; rules must not raise on any document."""

    def __init__(self, root: Node, schema: Schema, prose: Prose | None = None) -> None:
        """``prose`` is what read earlier revisions, where there were any."""
        self.root = root
        self.schema = schema
        self._prose = prose or Prose()
        self.by_tag: dict[str, list[Node]] = defaultdict(list)
        self.by_id: dict[str, Node] = {}
        self.duplicates: list[Node] = []
        self.references: list[Reference] = []
        self.parents: dict[int, Node] = {}
        self._walk()

    @cached_property
    def profile(self) -> Profile:
        """The document's profile."""
        return profile_of(self.root)

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """The document's actors by id."""
        return actors_of(self.root)

    @cached_property
    def incompleteness(self) -> Severity:
        """How much weighs what is not finished: an error once the strategy goes to cabinet."""
        metadata = self.root.child("metadata")
        is_submitted = metadata is not None and metadata.get("status") in _SUBMITTED
        return Severity.ERROR if is_submitted else Severity.WARNING

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The texts in which there is something for the rules of language."""
        return self._prose.passages(self.root)

    def parent(self, node: Node) -> Node | None:
        """Return the element a node hangs in."""
        return self.parents.get(id(node))

    def _walk(self) -> None:
        # Forty thousand elements in a large file, after each edit: few names looked up.
        referring = self.schema.reference_attributes
        by_id, by_tag, parents = self.by_id, self.by_tag, self.parents
        pending = [(self.root, self.root.id or "")]
        while pending:
            node, owner = pending.pop()
            if node.id is not None:
                owner = node.id
                # Not "is not node": one element may stand in two places.
                if owner in by_id:
                    self.duplicates.append(node)
                else:
                    by_id[owner] = node
            tag = node.tag
            by_tag[tag].append(node)
            if tag in referring:
                self._refer(node, owner, referring[tag])
            for part in reversed(node.content):
                if part.__class__ is Node and part.tag[0] != "#":
                    parents[id(part)] = node
                    pending.append((part, owner))

    def _refer(self, node: Node, owner: str, attributes: tuple[AttributeType, ...]) -> None:
        for attribute in attributes:
            for target in node.get(attribute.name).split():
                self.references.append(Reference(node, owner, attribute, target))
