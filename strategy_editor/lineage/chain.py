"""A goal's life across all editions at hand: what it goes back to, and what became of it.

An edition knows its predecessors by its roster, so one more step back than there are files can
be told. Editions are held by the id of their root.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.numbering import numbers
from strategy_editor.document.texts import title_of
from strategy_editor.lineage.account import GOALS
from strategy_editor.lineage.kinds import NEW, news, olds

Editions = Mapping[str, Document]
_Path = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Kin:
    """A goal in another edition, or an end; ``further`` are those behind it.

    ``kind`` is that of the disposition between the two, empty where it is still open.
    ``goal`` is empty for an end ("achieved", "new", …). ``is_at_hand`` says whether the edition
    is there and has the goal.
    """

    kind: str
    edition: str
    label: str
    goal: str = ""
    number: str = ""
    title: str = ""
    disposition: Node | None = None
    is_at_hand: bool = False
    further: tuple[Kin, ...] = ()


def ancestors(editions: Editions, edition: str, goal: str) -> tuple[Kin, ...]:
    """Return what a goal goes back to, edition by edition."""
    return _back(editions, edition, goal, frozenset())


def descendants(editions: Editions, edition: str, goal: str) -> tuple[Kin, ...]:
    """Return what became of a goal in the editions that followed."""
    return _on(editions, edition, goal, frozenset())


def label_of(document: Document) -> str:
    """Return what an edition is called: its own name for it, else its title."""
    metadata = document.root.child("metadata") or Node("metadata")
    return metadata.get("edition") or title_of(metadata)


def _back(editions: Editions, edition: str, goal: str, seen: _Path) -> tuple[Kin, ...]:
    document = editions.get(edition)
    if document is None or (edition, goal) in seen:
        return ()
    seen |= {(edition, goal)}
    formers = _formers(document)
    found = []
    for each in _dispositions(document):
        if goal not in news(each):
            continue
        if each.get("kind") == NEW:
            found.append(Kin(NEW, edition, label_of(document), disposition=each))
        known = [formers[old] for old in olds(each) if old in formers]
        found += [_former(editions, each, *pair, seen) for pair in known]
    return tuple(found)


def _former(
    editions: Editions, disposition: Node, predecessor: Node, former: Node, seen: _Path
) -> Kin:
    edition, goal = predecessor.get("document"), former.get("goal")
    document = editions.get(edition)
    return Kin(
        disposition.get("kind"),
        edition,
        predecessor.get("edition") or predecessor.get("title"),
        goal,
        former.get("number"),
        former.get("title"),
        disposition,
        document is not None and document.find(goal) is not None,
        _back(editions, edition, goal, seen),
    )


def _on(editions: Editions, edition: str, goal: str, seen: _Path) -> tuple[Kin, ...]:
    if (edition, goal) in seen:
        return ()
    seen |= {(edition, goal)}
    found: list[Kin] = []
    for next_id, document in editions.items():
        for former_id, (predecessor, former) in _formers(document).items():
            if (predecessor.get("document"), former.get("goal")) == (edition, goal):
                found += _fates(editions, next_id, document, former_id, seen)
    return tuple(found)


def _fates(
    editions: Editions, edition: str, document: Document, former: str, seen: _Path
) -> list[Kin]:
    label, printed = label_of(document), numbers(document.root)
    stated = [each for each in _dispositions(document) if former in olds(each)]
    if not stated:
        return [Kin("", edition, label)]
    found = []
    for each in stated:
        kind = each.get("kind")
        if not news(each):
            found.append(Kin(kind, edition, label, disposition=each))
        for new in news(each):
            goal = document.find(new)
            there = goal is not None and goal.tag in GOALS
            found.append(
                Kin(kind, edition, label, new, printed.get(new, ""),
                    title_of(goal) if goal is not None else "", each, there,
                    _on(editions, edition, new, seen))
            )  # fmt: skip
    return found


def _predecessors(document: Document) -> list[Node]:
    lineage = document.root.child("lineage")
    return lineage.children_of("predecessor") if lineage is not None else []


def _dispositions(document: Document) -> list[Node]:
    lineage = document.root.child("lineage")
    return lineage.children_of("disposition") if lineage is not None else []


def _formers(document: Document) -> dict[str, tuple[Node, Node]]:
    return {
        former.id: (predecessor, former)
        for predecessor in _predecessors(document)
        for former in predecessor.children_of("former-goal")
        if former.id is not None
    }
