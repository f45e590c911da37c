"""The next edition of a strategy: a draft that carries every goal over and has to say why.

Ids stay: an element is the same element in the next edition, which is how comparison and lineage
know it again. Only the root gets another, because the two editions are two documents, and what
belongs to the old one alone (adoption, lineage, cabinet submission, annotations) stays with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.document.profile import profile_of
from strategy_editor.lineage.account import GOALS, goals_in
from strategy_editor.lineage.horizons import Recounted, next_term, recounted
from strategy_editor.lineage.roster import edition_of, new_roster

NewId = Callable[[], str]
_LEFT = ("lineage", "cabinet", "annotations")
_HEAD = ("metadata", "profile", "actors")
_LEFT_IN_METADATA = ("adoption", "supersedes", "short-title", "subtitle")


@dataclass(frozen=True)
class Beginning:
    """What the next edition begins with.

    ``base`` is the day from which its horizons and its term count; ``until`` the end of the term,
    which is as long as that of the edition before where it is None. ``today`` is its as-of date.
    """

    edition: str
    base: date
    today: date
    until: date | None = None
    title: str = ""


@dataclass(frozen=True)
class Ledger:
    """What beginning an edition did: goals carried over, what stayed behind, horizons.

    ``left`` counts by element what belongs to the old edition alone; ``reset`` counts by
    attribute what goals had of their own and no longer have.
    """

    edition: str
    predecessor: str
    goals: int
    base: str
    first: str
    last: str
    horizons: tuple[Recounted, ...]
    left: tuple[tuple[str, int], ...]
    reset: tuple[tuple[str, int], ...]

    def goals_that(self, *outcomes: str) -> list[Recounted]:
        """Return the goals whose horizon came out so."""
        return [each for each in self.horizons if each.outcome in outcomes]


def next_edition(old: Document, beginning: Beginning, new_id: NewId) -> tuple[Document, Ledger]:
    """Return the draft of the next edition, every disposition open, and what was done."""
    profile = profile_of(old.root)
    term = next_term(profile.term, beginning.base)
    last = beginning.until or term.last
    horizons = [recounted(goal, profile, beginning.base) for goal in goals_in(old.root)]
    reset: Counter[str] = Counter()
    recount = _Recount({each.goal: each for each in horizons}, last, reset)
    edition = edition_of(old)
    before = edition.values
    roster = new_roster(edition, new_id)
    lineage = element("lineage", roster, id=new_id())
    content = [recount.below(part) for part in _kept(old.root, lineage)]
    root = old.root.with_content(content).with_attribute("id", new_id())
    root = root.with_content(
        _metadata(part, before, beginning, last, new_id) if _is(part, "metadata") else part
        for part in _muted_left_out(root)
    )
    return Document(root, old.prolog, old.epilog, old.namespaces), Ledger(
        edition=beginning.edition,
        predecessor=before["edition"],
        goals=len(roster.children_of("former-goal")),
        base=beginning.base.isoformat(),
        first=beginning.base.isoformat(),
        last=last.isoformat() if last else "",
        horizons=tuple(horizons),
        left=tuple(_left_behind(old.root)),
        reset=tuple(sorted(reset.items())),
    )


def _kept(root: Node, lineage: Node) -> Iterator[Node | str]:
    """What goes over, with the new lineage behind the head, whatever of that there is."""
    head = [at for at, part in enumerate(root.content)
            if isinstance(part, Node) and part.tag in _HEAD]  # fmt: skip
    behind = max(head, default=-1)
    if behind < 0:
        yield lineage
    for at, part in enumerate(root.content):
        if not (isinstance(part, Node) and part.tag in _LEFT):
            yield part
        if at == behind:
            yield lineage


def _metadata(
    part: Node | str,
    before: Mapping[str, str],
    beginning: Beginning,
    last: date | None,
    new_id: NewId,
) -> Node:
    assert isinstance(part, Node)
    named = {name: before[name] for name in ("document", "date") if name in before}
    supersedes = element("supersedes", element("title", before["title"]), id=new_id(), **named)
    metadata = part.with_content(_fresh_fields(part, supersedes, beginning.title))
    fresh = {
        "as-of": beginning.today.isoformat(),
        "edition": beginning.edition,
        "horizon-base": beginning.base.isoformat(),
        "status": "draft",
        "valid-from": beginning.base.isoformat(),
        "valid-until": last.isoformat() if last else None,
    }
    for name, value in fresh.items():
        metadata = metadata.with_attribute(name, value)
    return metadata


def _fresh_fields(metadata: Node, supersedes: Node, title: str) -> Iterator[Node | str]:
    pending = True
    for part in metadata.content:
        if isinstance(part, Node) and part.tag in _LEFT_IN_METADATA:
            continue
        if pending and isinstance(part, Node) and part.is_element and part.tag not in _BEFORE:
            yield supersedes
            pending = False
        yield element("title", title) if title and _is(part, "title") else part
    if pending:
        yield supersedes


_BEFORE = frozenset({"title", "short-title", "subtitle", "sample-notice", "adoption"})
"""What stands before ``supersedes`` among the fields of the metadata."""


class _Recount:
    """Carries goals over with their new classes; counts what they no longer have."""

    def __init__(
        self,
        horizons: dict[str, Recounted],
        last: date | None,
        reset: Counter[str],
    ) -> None:
        self._horizons = horizons
        self._last = last.isoformat() if last else ""
        self._reset = reset

    def below(self, part: Node | str) -> Node | str:
        if not isinstance(part, Node) or not part.is_element:
            return part
        content = tuple(self.below(each) for each in part.content)
        same = all(one is other for one, other in zip(content, part.content, strict=True))
        node = part if same else part.with_content(content)
        return self._goal(node) if node.tag in GOALS else node

    def _goal(self, goal: Node) -> Node:
        found = self._horizons.get(goal.id or "")
        if found is not None and found.new != goal.get("horizon"):
            goal = goal.with_attribute("horizon", found.new)
        if goal.get("base-date"):
            goal = self._without(goal, "base-date")
        target = goal.get("target-date")
        fits = target and (not self._last or target <= self._last)
        if goal.get("beyond-period") and fits:
            goal = self._without(goal, "beyond-period")
        return goal

    def _without(self, goal: Node, name: str) -> Node:
        self._reset[name] += 1
        return goal.with_attribute(name, None)


def _muted_left_out(root: Node) -> Iterator[Node | str]:
    """Entries that mute findings on what stayed behind stay behind, too."""
    known = {each.id for each in root.walk()}
    for part in root.content:
        if _is(part, "muted-findings"):
            assert isinstance(part, Node)
            rest = [each for each in part.content if not _is_forgotten(each, known)]
            if any(isinstance(each, Node) for each in rest):
                yield part.with_content(rest)
        else:
            yield part


def _is_forgotten(part: Node | str, known: Iterable[str | None]) -> bool:
    return isinstance(part, Node) and part.tag == "muted" and part.get("target") not in known


def _left_behind(root: Node) -> Iterator[tuple[str, int]]:
    """What stays with the old edition, counted by element."""
    metadata = root.child("metadata") or Node("metadata")
    found: Counter[str] = Counter()
    for child in metadata.children_of(*_LEFT_IN_METADATA):
        found[child.tag] += 1
    lineage = root.child("lineage") or Node("lineage")
    for child in lineage.children_of("predecessor", "disposition"):
        found[child.tag] += 1
    annotations = root.child("annotations") or Node("annotations")
    found["annotation"] += len(annotations.children_of("annotation"))
    found["cabinet"] += len(root.children_of("cabinet"))
    yield from ((tag, count) for tag, count in found.items() if count)


def _is(part: Node | str, tag: str) -> bool:
    return isinstance(part, Node) and part.tag == tag
