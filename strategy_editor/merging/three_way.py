"""Merge revisions that grew from the same base; a pure function of documents.

``merge(base, ours, theirs)`` is the usual case of ``merge_all``, which takes any number of
returned files at once, so that their order does not matter. What is decided how:

=======================================  =======================================================
changed by one only                      taken
changed alike by several                 taken once
different words of one text              all taken; words that overlap or touch are a conflict
the same attribute, differently          conflict; lists such as references are merged
removed against changed, referred to     conflict; the element stays
anew, or something put into it
moved against changed                    both taken
moved to different places, in a circle   conflict; ours stays
the same insertion by several            taken once, whatever its ids
one new id for different things          both taken, one with another id
not valid together                       conflict about the element; ours stays
=======================================  =======================================================
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from strategy_editor.document.document import Document, Namespaces
from strategy_editor.document.node import Node
from strategy_editor.merging.conflict import Conflict, Taken, Who, in_order
from strategy_editor.merging.identity import identified
from strategy_editor.merging.inline_ids import with_unique_inline_ids
from strategy_editor.merging.places import find_places
from strategy_editor.merging.rows import NeedsOneSide, merged_row
from strategy_editor.merging.sequences import merged_sequence
from strategy_editor.merging.sides import Pause, Returned, Revisions, Side
from strategy_editor.merging.subjects import clash_of_leads
from strategy_editor.merging.table import ROOT, Row, Table, build
from strategy_editor.merging.tables import clashing, square
from strategy_editor.merging.validity import Judge, NothingTogether
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage.formatting import to_bytes

_EACH = 2000
"""Elements between two calls of ``pause``."""


@dataclass(frozen=True)
class MergeResult:
    """The merged document, what is open, and what was taken from whom.

    ``document`` does not hold the conflicts yet, see ``stored.with_conflicts``.
    """

    document: Document
    conflicts: tuple[Conflict, ...]
    taken: tuple[Taken, ...]


def merge(
    base: Document, ours: Document, theirs: Document, *,
    names: tuple[str, str] = ("ours", "theirs"), pause: Pause = lambda: None,
) -> MergeResult:  # fmt: skip
    """Merge two revisions of a base; see ``merge_all``."""
    return merge_all(base, Returned(names[0], ours), [Returned(names[1], theirs)], pause=pause)


def merge_all(
    base: Document, ours: Returned, theirs: Sequence[Returned], *, pause: Pause = lambda: None
) -> MergeResult:
    """Merge any number of revisions of a base; the order of ``theirs`` makes no difference.

    Raises ``DuplicateId`` (of ``comparison.table``) where an id occurs twice in one of them, and
    whatever ``pause`` raises, which is called again and again meanwhile.
    """
    sides = [ours, *_sorted(theirs)]
    found = identified(base, sides, pause)
    who: list[Who] = ["ours", *["theirs" for _ in theirs]]  # type: ignore[list-item]
    tables = [
        Side(side.name, role, table)
        for side, role, table in zip(sides, who, found.sides, strict=True)
    ]
    notes = [Taken(kind, key, "", (sides[number].name,)) for kind, key, number in found.notes]
    result = _Merging(found.base, tables, pause).result(notes)
    only = _only_changed(base, sides) if found.realigned else None
    # What one alone has changed is the outcome, whatever ids it has.
    return result if only is None else replace(result, document=only)


def _only_changed(base: Document, sides: Sequence[Returned]) -> Document | None:
    changed = [each.document for each in sides if each.document != base]
    return changed[0] if changed and all(each == changed[0] for each in changed) else None


def _sorted(theirs: Sequence[Returned]) -> list[Returned]:
    """In an order that follows from what they are."""
    if len(theirs) < 2:
        return list(theirs)
    mixed = current_schema().mixed_tags

    def rank(each: Returned) -> tuple[str, str]:
        return each.name, hashlib.sha256(to_bytes(each.document, mixed)).hexdigest()

    return sorted(theirs, key=rank)


class _Merging:
    def __init__(self, base: Table, sides: list[Side], pause: Pause) -> None:
        self._base = base
        self._sides = sides
        self._pause = pause
        self._judge = Judge(base, sides)

    def result(self, notes: Sequence[Taken]) -> MergeResult:
        """Merge; where the outcome would not be valid, again with less taken from the others."""
        forced = clashing(Revisions(self._base, self._sides))
        while True:
            revisions = Revisions(self._base, self._sides, forced)
            self._pause()
            try:
                document = self._document(revisions)
                self._pause()
                more = self._judge.not_valid_together(document, forced)
            except NeedsOneSide as error:
                more = frozenset({error.key})
            except NothingTogether:
                return self._ours_alone()
            if not more:
                self._judge.note_forced(revisions)
                return _result(document, revisions, notes)
            forced |= more

    def _ours_alone(self) -> MergeResult:
        """Ours, and one conflict that holds all of the others."""
        revisions = Revisions(self._base, self._sides, frozenset({ROOT}))
        self._judge.note_forced(revisions)
        return _result(self._sides[0].table.document, revisions, ())

    def _document(self, revisions: Revisions) -> Document:
        places = find_places(revisions)
        revisions.parents = places.parents
        self._pause()
        base, untouched = self._base.rows, revisions.untouched
        children: dict[str, list[str]] = {}
        disturbed = {row.parent for key, row in base.items() if key not in places.parents}
        for key, parent in places.parents.items():
            if parent is not None:
                children.setdefault(parent, []).append(key)
                if key not in base or base[key].parent != parent:
                    disturbed.add(parent)
                    disturbed.add(base[key].parent if key in base else None)
        rows: dict[str, Row] = {}
        for number, (key, parent) in enumerate(places.parents.items()):
            if number % _EACH == 0:
                self._pause()
            if key in untouched and key not in disturbed and base[key].parent == parent:
                rows[key] = base[key]
            else:
                rows[key] = merged_row(revisions, key, parent, children.get(key, []))
        square(revisions, rows)
        clash_of_leads(revisions, rows)
        root = build(rows, self._sides[0].table)
        root = with_unique_inline_ids(root, revisions)
        return Document(root, *self._around(revisions), self._namespaces(revisions))

    def _namespaces(self, revisions: Revisions) -> Namespaces:
        before = self._base.document.namespaces
        given = dict.fromkeys(side.table.document.namespaces for side in self._sides)
        changed = [each for each in given if each != before]
        if len(changed) > 1:
            return revisions.namespaces
        return changed[0] if changed else before

    def _around(self, revisions: Revisions) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
        """Comments before and after the root."""
        documents = [side.table.document for side in self._sides]
        base = self._base.document
        prolog = merged_sequence(base.prolog, [each.prolog for each in documents])
        epilog = merged_sequence(base.epilog, [each.epilog for each in documents])
        changing = [
            side
            for side in self._sides
            if (side.table.document.prolog, side.table.document.epilog)
            != (base.prolog, base.epilog)
        ]
        if changing:
            revisions.note("outside", ROOT, "", changing)
        return prolog, epilog


def _result(document: Document, revisions: Revisions, notes: Sequence[Taken]) -> MergeResult:
    order = {node.id: at for at, node in enumerate(document.root.walk()) if node.id}
    conflicts = in_order(revisions.conflicts, order)
    return MergeResult(document, conflicts, tuple(dict.fromkeys((*notes, *revisions.taken))))
