"""Which elements of an outline a filter lets through: by words and by particulars.

The words of an element are its number, its title and all text below it that belongs to no other
element of the outline. What was prepared for a node is kept as long as the node is there, so
that after an edit only what changed is read again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from strategy_editor.document.node import Node
from strategy_editor.editing.responsibility import lead_on

Children = Callable[[Node], list[Node]]
"""Returns the elements that the outline shows directly below one."""
PROBLEMS, CHANGED = "problems", "changed"
_SLICE = 60


@dataclass(frozen=True)
class Criteria:
    """What is asked for; an empty part asks for nothing.

    Values of one part are alternatives, the parts hold together. ``marks`` may hold ``PROBLEMS``
    and ``CHANGED``.
    """

    text: str = ""
    roles: frozenset[str] = frozenset()
    horizons: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()

    @property
    def words(self) -> tuple[str, ...]:
        """The words that all must occur, without case."""
        return tuple(self.text.casefold().split())

    @property
    def is_empty(self) -> bool:
        """Whether everything passes."""
        return not self.words and replace(self, text="") == Criteria()

    def toggled(self, part: str, value: str) -> Criteria:
        """Return the criteria with one value of a part put in or taken out."""
        return replace(self, **{part: getattr(self, part) ^ {value}})

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Part and value of all that is chosen besides the text, in a steady order."""
        parts = ("roles", "horizons", "leads", "statuses", "marks")
        return [(part, value) for part in parts for value in sorted(getattr(self, part))]


@dataclass(frozen=True)
class Marked:
    """What is known of elements besides the document: findings, changes, numbers, the day."""

    problems: Collection[str] = frozenset()
    changed: Collection[str] = frozenset()
    numbers: Mapping[str, str] = field(default_factory=dict)
    day: date | None = None


@dataclass
class Sifted:
    """The outcome: what fits, and what is shown because something below it does."""

    hits: list[str] = field(default_factory=list)
    context: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)


class Sieve:
    """Sifts documents; keeps what it prepared from one revision to the next."""

    def __init__(self) -> None:
        self._texts: dict[int, tuple[Node, str]] = {}

    def sift(
        self, root: Node, children: Children, criteria: Criteria, marked: Marked
    ) -> Iterator[Sifted | None]:
        """Yield None after each slice of the work, and the outcome in the end."""
        outcome = Sifted()
        fresh: dict[int, tuple[Node, str]] = {}
        seen = 0
        above: list[str] = []
        pending: list[tuple[Node, int]] = [(child, 0) for child in reversed(children(root))]
        while pending:
            node, depth = pending.pop()
            del above[depth:]
            node_id = node.id or ""
            below = children(node)
            if criteria.words:
                known = self._texts.get(id(node))
                known = known if known is not None and known[0] is node else None
                fresh[id(node)] = known or (node, _prepared(node, below))
            text = fresh[id(node)][1] if criteria.words else ""
            if _fits(node, text, criteria, marked):
                outcome.hits.append(node_id)
                outcome.context.update(above)
            outcome.hidden.add(node_id)
            above.append(node_id)
            pending.extend((child, depth + 1) for child in reversed(below))
            seen += 1
            if seen % _SLICE == 0:
                yield None
        if criteria.words:
            self._texts = fresh
        outcome.context.difference_update(outcome.hits)
        outcome.hidden.difference_update(outcome.hits, outcome.context)
        yield outcome


def sift(
    root: Node, children: Children, criteria: Criteria, marked: Marked | None = None
) -> Sifted:
    """Return the outcome at once."""
    *_, outcome = Sieve().sift(root, children, criteria, marked or Marked())
    assert outcome is not None
    return outcome


def _prepared(node: Node, below: list[Node]) -> str:
    """The text of an element without that of the outline's elements below it."""
    own = {id(each) for each in below}
    texts: list[str] = []
    pending: list[Node | str] = [*reversed(node.content)]
    while pending:
        part = pending.pop()
        if isinstance(part, str):
            texts.append(part)
        elif part.is_element and id(part) not in own:
            if part.id is not None or part.tag in ("title", "statement", "name"):
                texts.append("\n")
            pending.extend(reversed(part.content))
    return " ".join("".join(texts).casefold().split())


def _fits(node: Node, text: str, criteria: Criteria, marked: Marked) -> bool:
    node_id = node.id or ""
    if criteria.words:
        whole = f"{marked.numbers.get(node_id, '').casefold()} {text}"
        if not all(word in whole for word in criteria.words):
            return False
    if criteria.roles and node.tag not in criteria.roles:
        return False
    if criteria.horizons and node.get("horizon") not in criteria.horizons:
        return False
    if criteria.statuses and node.get("status") not in criteria.statuses:
        return False
    if criteria.leads:
        lead = lead_on(node, marked.day)
        if lead is None or lead.get("actor") not in criteria.leads:
            return False
    return _is_marked(node_id, criteria.marks, marked)


def _is_marked(node_id: str, marks: frozenset[str], marked: Marked) -> bool:
    if PROBLEMS in marks and node_id not in marked.problems:
        return False
    return CHANGED not in marks or node_id in marked.changed
