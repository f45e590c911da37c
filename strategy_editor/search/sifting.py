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
_SLICE = 8


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

    hits: set[str] = field(default_factory=set)
    context: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)


class _State:
    """What is known of a revision that was sifted to its end."""

    def __init__(self, root: Node, criteria: Criteria, marked: Marked) -> None:
        self.root = root
        self.criteria = criteria
        self.marked = marked
        self.rows: dict[str, tuple[Node, list[Node]]] = {}
        self.parents: dict[str, str] = {}
        self.hits: set[str] = set()
        self.hits_below: dict[str, int] = {}

    def put(self, node_id: str, *, fits: bool) -> None:
        """Note whether an element fits, and tell those above it."""
        if fits == (node_id in self.hits):
            return
        self.hits ^= {node_id}
        above = self.parents.get(node_id, "")
        while above:
            self.hits_below[above] = self.hits_below.get(above, 0) + (1 if fits else -1)
            above = self.parents.get(above, "")

    def outcome(self) -> Sifted:
        context = {each for each, count in self.hits_below.items() if count} - self.hits
        return Sifted(set(self.hits), context, self.rows.keys() - self.hits - context)


class Sieve:
    """Sifts documents; from one revision to the next only what changed is looked at again.

    One sieve serves one way of asking for children.
    """

    def __init__(self) -> None:
        self._texts: dict[str, tuple[Node, str]] = {}
        self._last: _State | None = None

    def sift(
        self, root: Node, children: Children, criteria: Criteria, marked: Marked
    ) -> Iterator[Sifted | None]:
        """Yield None after each slice of the work, and the outcome in the end."""
        last = self._last
        if last is not None and last.criteria == criteria and last.marked.day == marked.day:
            again = _changed_rows(last, root, children)
            if again is not None:
                last.root, last.marked, before = root, marked, last.marked
                again |= _marked_anew(criteria, before, marked)
                for node_id in again & last.rows.keys():
                    last.put(node_id, fits=self._fits(*last.rows[node_id], last))
                yield last.outcome()
                return
        self._last = None
        yield from self._from_scratch(_State(root, criteria, marked), children)

    def _from_scratch(self, state: _State, children: Children) -> Iterator[Sifted | None]:
        pending = [(child, "") for child in reversed(children(state.root))]
        seen = 0
        while pending:
            node, above = pending.pop()
            node_id, below = node.id or "", children(node)
            state.rows[node_id], state.parents[node_id] = (node, below), above
            state.put(node_id, fits=self._fits(node, below, state))
            pending.extend((child, node_id) for child in reversed(below))
            seen += 1
            if seen % _SLICE == 0:
                yield None
        for gone in self._texts.keys() - state.rows.keys():
            del self._texts[gone]
        # Where two elements carry one id, nobody can say which of them changed.
        self._last = state if seen == len(state.rows) else None
        yield state.outcome()

    def _fits(self, node: Node, below: list[Node], state: _State) -> bool:
        text = self._text(node, below) if state.criteria.words else ""
        return _fits(node, text, state.criteria, state.marked)

    def _text(self, node: Node, below: list[Node]) -> str:
        node_id = node.id or ""
        known = self._texts.get(node_id)
        if known is None or known[0] is not node:
            known = self._texts[node_id] = (node, _prepared(node, below))
        return known[1]


def _changed_rows(last: _State, root: Node, children: Children) -> set[str] | None:
    """The rows to be tested again, noted with what they are now; None where rows came or went."""
    again: set[str] = set()
    pending = [(root, children(last.root), children(root))] if root is not last.root else []
    fresh: dict[str, tuple[Node, list[Node]]] = {}
    while pending:
        node, before, now = pending.pop()
        if [each.id for each in before] != [each.id for each in now]:
            return None
        if node is not root:
            fresh[node.id or ""] = (node, now)
        for old, new in zip(before, now, strict=True):
            if old is not new:
                again.add(new.id or "")
                pending.append((new, last.rows[new.id or ""][1], children(new)))
    last.rows.update(fresh)
    return again


def _marked_anew(criteria: Criteria, before: Marked, now: Marked) -> set[str]:
    """The elements that the criteria may judge anew, for what is known besides the document."""
    again: set[str] = set()
    if criteria.words and before.numbers is not now.numbers:
        both = before.numbers.keys() | now.numbers.keys()
        again |= {each for each in both if before.numbers.get(each) != now.numbers.get(each)}
    if PROBLEMS in criteria.marks:
        again |= {*before.problems} ^ {*now.problems}
    if CHANGED in criteria.marks:
        again |= {*before.changed} ^ {*now.changed}
    return again


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
