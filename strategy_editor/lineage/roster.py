"""The roster: what a file keeps of its predecessor's goals, and whether that is true to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from strategy_editor.document.characters import text_hash
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.document.numbering import numbers
from strategy_editor.document.texts import title_of, wording
from strategy_editor.editing.edits import insert
from strategy_editor.lineage.account import GOALS, goal_holders, goals_in
from strategy_editor.lineage.kinds import olds
from strategy_editor.schema.catalog import current_schema

Kind = Literal["added", "removed", "kept-missing", "changed", "edition"]
NewId = Callable[[], str]


@dataclass(frozen=True)
class Entry:
    """A line of the ledger of a refreshed roster.

    ``added`` and ``removed`` goals, ``changed`` values of one (``field`` with ``old`` and
    ``new``), values of the ``edition`` itself, and ``kept-missing``: a goal that the predecessor
    does not have, kept because a disposition speaks of it.
    """

    kind: Kind
    number: str
    title: str
    field: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True)
class Edition:
    """What an earlier edition is to a roster: prepared once, for checking against it again.

    ``values`` are what a roster says of the edition itself; ``goals`` what it says of each goal,
    by the goal's id and in document order; ``subgoals`` the same of those that a roster may have
    taken in; ``predecessors`` are the documents that it names as its own.
    """

    values: Mapping[str, str]
    goals: Mapping[str, Mapping[str, str]]
    subgoals: Mapping[str, Mapping[str, str]]
    predecessors: frozenset[str]

    @property
    def document(self) -> str:
        """The id of its root."""
        return self.values["document"]


def with_ancestors(editions: Iterable[Edition]) -> tuple[Edition, ...]:
    """Return editions that name as predecessors all that lie before them, as far as is known.

    So it shows where one comes before itself, by way of others.
    """
    editions = tuple(editions)
    named = {each.document: each.predecessors for each in editions}

    def before(document: str) -> frozenset[str]:
        known: set[str] = set()
        pending = [document]
        while pending:
            more = named.get(pending.pop(), frozenset()) - known
            known |= more
            pending += more
        return frozenset(known)

    return tuple(replace(each, predecessors=before(each.document)) for each in editions)


def edition_of(old: Document) -> Edition:
    """Prepare an edition for the rosters of those that follow it."""
    printed, fields = numbers(old.root), _fields(old.root)
    goals: dict[str, Mapping[str, str]] = {}
    subgoals: dict[str, Mapping[str, str]] = {}
    for goal in goals_in(old.root):
        found = goals if goal.tag == "goal" else subgoals
        found.setdefault(goal.id or "", _values(goal, printed, fields))
    return Edition(_edition_values(old), goals, subgoals, frozenset(_predecessors(old)))


def predecessor_in(root: Node, edition: Edition) -> Node | None:
    """Return the roster that a strategy keeps of an edition, found by the id of its root."""
    lineage = root.child("lineage")
    known = lineage.children_of("predecessor") if lineage is not None else []
    return next((each for each in known if each.get("document") == edition.document), None)


def statement_hash(goal: Node) -> str:
    """Return the hash of a goal's statement, as the roster keeps it."""
    statement = goal.child("statement")
    return text_hash(wording(statement) if statement is not None else "")


def new_roster(edition: Edition, new_id: NewId) -> Node:
    """Return the roster of an edition, for one that follows it."""
    goals = [element("former-goal", id=new_id(), **each) for each in edition.goals.values()]
    return element("predecessor", *goals, id=new_id(), **edition.values)


def with_roster(document: Document, edition: Edition, new_id: NewId) -> Document:
    """Return the document with another predecessor entered, all its goals open."""
    lineage = document.root.child("lineage")
    if lineage is None or lineage.id is None:
        lineage = element("lineage", id=new_id())
        document = insert(document, current_schema(), document.root.id or "", lineage, 0)
    roster, end = new_roster(edition, new_id), len(lineage.content)
    return insert(document, current_schema(), lineage.id or "", roster, end)


def differences(predecessor: Node, edition: Edition) -> Iterator[tuple[str, Node | None, str, str]]:
    """Yield what is not true in a roster: kind, the former goal, the field, the true value.

    Kinds are ``missing`` (the field is the goal's id), ``unknown``, ``changed`` and ``edition``.
    """
    for name, value in edition.values.items():
        if predecessor.get(name) != value:
            yield "edition", None, name, value
    formers = predecessor.children_of("former-goal")
    for former in formers:
        values = _truth(edition, former)
        if values is None:
            yield "unknown", former, "", ""
        for name, value in (values or {}).items():
            if former.get(name) != value:
                yield "changed", former, name, value
    listed = {each.get("goal") for each in formers}
    yield from (("missing", None, each, "") for each in edition.goals if each not in listed)


def refreshed(
    document: Document, edition: Edition, new_id: NewId
) -> tuple[Document, tuple[Entry, ...]]:
    """Return the document with a roster that is true to its predecessor, and the ledger.

    Former goals keep their ids, so dispositions still mean them. One that the predecessor does
    not have goes, unless a disposition speaks of it. A document that does not keep a roster of
    the edition at all comes back as it is.
    """
    predecessor = predecessor_in(document.root, edition)
    if predecessor is None or predecessor.id is None:
        return document, ()
    roster_id = predecessor.id
    ledger: list[Entry] = []
    spoken_of = _spoken_of(document)
    for name, value in edition.values.items():
        if predecessor.get(name) != value:
            ledger.append(Entry("edition", "", value, name, predecessor.get(name), value))
            predecessor = predecessor.with_attribute(name, value)
    content = list(_kept(predecessor, edition, spoken_of, ledger))
    listed = {each.get("goal") for each in predecessor.children_of("former-goal")}
    for goal_id, values in edition.goals.items():
        if goal_id not in listed:
            ledger.append(Entry("added", values["number"], values["title"]))
            content.append(element("former-goal", id=new_id(), **values))
    if not ledger:
        return document, ()
    ordered = predecessor.with_content(_in_order(content, [*edition.goals]))
    return document.updated(roster_id, lambda _old: ordered), tuple(ledger)


def _kept(
    predecessor: Node,
    edition: Edition,
    spoken_of: frozenset[str],
    ledger: list[Entry],
) -> Iterator[Node | str]:
    for part in predecessor.content:
        if not isinstance(part, Node) or part.tag != "former-goal":
            yield part
            continue
        number, title = part.get("number"), part.get("title")
        values = _truth(edition, part)
        if values is None and part.id not in spoken_of:
            ledger.append(Entry("removed", number, title))
            continue
        if values is None:
            ledger.append(Entry("kept-missing", number, title))
        for name, value in (values or {}).items():
            if part.get(name) != value:
                ledger.append(Entry("changed", number, title, name, part.get(name), value))
                part = part.with_attribute(name, value)
        yield part


def _in_order(content: list[Node | str], order: list[str]) -> tuple[Node | str, ...]:
    """Sort former goals as the predecessor has them; what else stands there keeps its place."""
    rank = {goal_id: at for at, goal_id in enumerate(order)}
    formers = [each for each in content if _is_former(each)]
    formers.sort(key=lambda each: rank.get(each.get("goal"), len(rank)))  # type: ignore[union-attr]
    pending = iter(formers)
    return tuple(next(pending) if _is_former(each) else each for each in content)


def _is_former(part: Node | str) -> bool:
    return isinstance(part, Node) and part.tag == "former-goal"


def _truth(edition: Edition, former: Node) -> Mapping[str, str] | None:
    goal_id = former.get("goal")
    return edition.goals.get(goal_id) or edition.subgoals.get(goal_id)


def _edition_values(old: Document) -> dict[str, str]:
    """What a roster says of the edition itself; edition and title are never empty."""
    metadata = old.root.child("metadata") or Node("metadata")
    values = {
        "document": old.root.id or "",
        "edition": metadata.get("edition") or "–",
        "title": _title(metadata) or "–",
    }
    adoption = metadata.child("adoption")
    day = adoption.get("date") if adoption is not None else ""
    day = day or metadata.get("valid-from")
    return values | ({"date": day} if day else {})


def _predecessors(document: Document) -> Iterator[str]:
    lineage = document.root.child("lineage") or Node("lineage")
    yield from (each.get("document") for each in lineage.children_of("predecessor"))


def _spoken_of(document: Document) -> frozenset[str]:
    lineage = document.root.child("lineage") or Node("lineage")
    return frozenset(old for each in lineage.children_of("disposition") for old in olds(each))


def _title(node: Node) -> str:
    """Return a title as a roster lists it: breaks or no breaks, a blank is a blank."""
    return " ".join(title_of(node).split())


def _values(goal: Node, printed: Mapping[str, str], fields: Mapping[str, str]) -> dict[str, str]:
    goal_id = goal.id or ""
    values = {
        "goal": goal_id,
        "number": printed.get(goal_id) or "–",
        "title": _title(goal) or "–",
        "hash": statement_hash(goal),
    }
    field = fields.get(goal_id, "")
    return values | ({"field": field} if field else {})


def _fields(root: Node) -> dict[str, str]:
    """Return the title of the innermost field that each goal stands in."""
    found: dict[str, str] = {}
    holders = goal_holders()

    def below(node: Node, field: str) -> None:
        for child in node.children:
            if child.tag in GOALS and child.id is not None:
                found.setdefault(child.id, field)
            if child.tag in holders:
                below(child, _title(child) if child.tag == "field" else field)

    below(root, "")
    return found
