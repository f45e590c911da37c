"""What the rules about a whole document look at."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from strategy_editor.document.node import Node
from strategy_editor.schema.model import Schema
from strategy_editor.validation.facts import WATCHED, Facts, Given
from strategy_editor.validation.identities import Identities
from strategy_editor.validation.leading_words import Led
from strategy_editor.validation.notations import Notation
from strategy_editor.validation.problem import Severity
from strategy_editor.validation.prose import Passage, Prose
from strategy_editor.validation.repeats import Pair
from strategy_editor.validation.texts import Told

_SUBMITTED = frozenset({"cabinet-submission", "adopted", "published", "superseded", "repealed"})
"""Statuses of a strategy that has gone to cabinet: what was to be completed is complete."""


class Context:
    """A document prepared for the rules; rules must not raise on any document."""

    def __init__(
        self,
        root: Node,
        schema: Schema,
        given: Given,
        facts: Facts,
        identities: Identities,
        prose: Prose,
    ) -> None:
        """``prose`` may have read earlier revisions."""
        self.root = root
        self.schema = schema
        self.profile = given.profile
        self.actors = given.actors
        self.references = facts.references
        self.tags = facts.tags
        """The tags of all elements that there are."""
        self.by_tag: dict[str, list[Node]] = _ByTag(root, facts.watched)
        """The elements of any tag, in document order."""
        self.duplicates = identities.duplicates
        self.by_id = identities.by_id
        self.places = identities.places
        """Where each element with an id stands among all that carry one."""
        self._changed = identities.gone, identities.come
        self._prose = prose

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

    def leading_words(self, owner_id: str) -> tuple[Led, ...]:
        """Return the references in the texts of an element and the words before them."""
        owner = self.by_id.get(owner_id)
        return self._prose.leading.of(owner) if owner is not None else ()

    @cached_property
    def told(self) -> Told:
        """What is counted in the texts."""
        return self._prose.texts.of(self.root)

    def written_so(self, ways: frozenset[str]) -> Iterator[tuple[Node, str, Notation]]:
        """Yield the days, numbers and citations written in some ways; ``told`` counts them."""
        return self._prose.texts.written(self.root, ways)

    @cached_property
    def repeats(self) -> frozenset[Pair]:
        """Elements whose texts say the same, or nearly."""
        return self._prose.repeats.follow(*self._changed)

    def written(self, wanted: frozenset[str]) -> frozenset[str]:
        """Return those of some words that are written anywhere in the strategy."""
        return self._prose.written.among(self.root, wanted)


class _ByTag(dict[str, list[Node]]):
    """Elements by tag: those that are watched at once, others by a walk when asked for."""

    def __init__(self, root: Node, watched: tuple[Node, ...]) -> None:
        super().__init__({tag: [] for tag in WATCHED})
        self._root = root
        for node in watched:
            self[node.tag].append(node)

    def __missing__(self, tag: str) -> list[Node]:
        self[tag] = found = [node for node in self._root.walk() if node.tag == tag]
        return found
