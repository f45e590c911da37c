"""What the rules about a whole document look at."""

from __future__ import annotations

from collections import defaultdict

from strategy_editor.document.node import Node
from strategy_editor.schema.model import Schema
from strategy_editor.validation.facts import WATCHED, Facts, Given


class Context:
    """A document prepared for the rules; rules must not raise on any document."""

    def __init__(self, root: Node, schema: Schema, given: Given, facts: Facts) -> None:
        self.root = root
        self.schema = schema
        self.profile = given.profile
        self.actors = given.actors
        self.references = facts.references
        self.tags = facts.tags
        """The tags of all elements that there are."""
        self.duplicates: list[Node] = []
        """Elements with an id that one before them carries."""
        self.by_id = self._by_id(facts.identified)
        self._watched: dict[str, list[Node]] = defaultdict(list)
        for node in facts.watched:
            self._watched[node.tag].append(node)

    def all_of(self, tag: str) -> list[Node]:
        """Return the elements of one of the tags in ``WATCHED``, in document order."""
        assert tag in WATCHED, tag
        return self._watched[tag]

    def _by_id(self, identified: tuple[Node, ...]) -> dict[str, Node]:
        by_id = {node.id or "": node for node in identified}
        if len(by_id) == len(identified):
            return by_id
        first: dict[str, Node] = {}
        for node in identified:
            # Not by comparing the elements: one may stand in two places.
            if node.id in first:
                self.duplicates.append(node)
            else:
                first[node.id or ""] = node
        return first
