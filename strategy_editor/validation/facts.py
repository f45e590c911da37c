"""What the rules need of an element and all below it, gathered once for each element."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from strategy_editor.document.derived import Derived
from strategy_editor.document.node import Node
from strategy_editor.document.profile import Actor, Profile, actors_of, profile_of
from strategy_editor.schema.model import AttributeType, Schema
from strategy_editor.validation.problem import Problem

WATCHED = frozenset(
    {
        "abbreviation", "actor", "disposition", "former-goal", "glossary-entry", "goal", "measure",
        "predecessor", "subgoal", "supersedes",
    }
)  # fmt: skip
"""Elements that rules about the whole document look at; they find others, too, but slowly."""


@dataclass(frozen=True)
class Reference:
    """An attribute that holds the id of another element."""

    node: Node
    owner_id: str
    attribute: AttributeType
    target_id: str


@dataclass(frozen=True)
class Given:
    """What a document says of itself that rules about single elements hold them against."""

    profile: Profile
    actors: Mapping[str, Actor]

    @classmethod
    def by(cls, root: Node) -> Given:
        """Read it from a document."""
        return cls(profile_of(root), actors_of(root))


LocalRule = Callable[[Node, Node, Given], Iterator[Problem]]
"""A rule about one element; the second is the element itself where it carries an id, else the
one it hangs in. It may look at what is below its element, but at nothing around it."""

ANY_PARENT = ("*",)
"""In place of tags: elements of any name that hold others."""


class Facts(NamedTuple):
    """What was gathered; all in document order."""

    identified: tuple[Node, ...]
    references: tuple[Reference, ...]
    watched: tuple[Node, ...]
    findings: tuple[Problem, ...]
    tags: frozenset[str]


class _Gathering:
    __slots__ = ("findings", "identified", "owner_id", "references", "tags", "watched")

    def __init__(self, owner_id: str) -> None:
        self.owner_id = owner_id
        self.identified: list[Node] = []
        self.references: list[Reference] = []
        self.watched: list[Node] = []
        self.findings: list[Problem] = []
        self.tags: set[str] = set()

    def add(self, other: Facts) -> None:
        """Take over what is known of an element below."""
        self.identified += other.identified
        if other.references:
            self.references += other.references
        if other.watched:
            self.watched += other.watched
        if other.findings:
            self.findings += other.findings
        self.tags |= other.tags


class Gatherer:
    """Gathers facts and keeps them; of a new revision only what was edited is looked into."""

    def __init__(
        self, schema: Schema, rules: Collection[tuple[LocalRule, Collection[str]]]
    ) -> None:
        self._referring = schema.reference_attributes
        self._rules: dict[str, tuple[LocalRule, ...]] = {}
        for rule, tags in rules:
            for tag in tags:
                self._rules[tag] = (*self._rules.get(tag, ()), rule)
        self._parent_rules = self._rules.pop(ANY_PARENT[0], ())
        self._facts = Derived(self._gather)
        self._given: Given | None = None
        self._tags: dict[frozenset[str], frozenset[str]] = {}

    def given(self, root: Node) -> Given:
        """Return what the document says of itself, from which all facts follow from now on."""
        given = Given.by(root)
        if self._given != given:
            self._facts.forget()
            self._given = given
        return self._given or given

    def facts(self, root: Node) -> Facts:
        """Return what there is to know of a whole document; ``given`` was asked for before."""
        facts = self._facts.of(root)
        self._facts.tidy(root)
        return facts

    def _gather(self, node: Node) -> Facts:
        found = _Gathering(node.id or "")
        self._take(node, node, found)
        tags = frozenset(found.tags)
        return Facts(
            tuple(found.identified),
            tuple(found.references),
            tuple(found.watched),
            tuple(found.findings),
            self._tags.setdefault(tags, tags),
        )

    def _take(self, node: Node, owner: Node, found: _Gathering) -> None:
        # Each element of a large file when it is opened: few names looked up, few calls.
        tag = node.tag
        if node.id is not None:
            found.identified.append(node)
        found.tags.add(tag)
        if tag in WATCHED:
            found.watched.append(node)
        if tag in self._referring:
            found.references += _references(node, found.owner_id, self._referring[tag])
        if tag in self._rules:
            self._judge(self._rules[tag], node, owner, found)
        below = [part for part in node.content if part.__class__ is Node and part.tag[0] != "#"]
        if below:
            self._go_below(node, below, found)
            self._judge(self._parent_rules, node, owner, found)

    def _go_below(self, node: Node, below: list[Node], found: _Gathering) -> None:
        facts = self._facts.of
        for part in below:
            if part.id is not None:
                found.add(facts(part))
            else:
                self._take(part, node, found)

    def _judge(
        self, rules: tuple[LocalRule, ...], node: Node, owner: Node, found: _Gathering
    ) -> None:
        given = self._given
        assert given is not None
        for rule in rules:
            found.findings += rule(node, owner, given)


def _references(
    node: Node, owner_id: str, attributes: tuple[AttributeType, ...]
) -> Iterator[Reference]:
    for attribute in attributes:
        for target in node.get(attribute.name).split():
            yield Reference(node, owner_id, attribute, target)
