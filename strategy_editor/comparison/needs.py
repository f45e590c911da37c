"""Which changes cannot be taken without which others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from strategy_editor.comparison.changes import Change, Comparison
from strategy_editor.comparison.fitting import Fitting, together
from strategy_editor.comparison.layout import Aspect, fields_of
from strategy_editor.comparison.notes import Notes, note_places
from strategy_editor.comparison.references import References
from strategy_editor.comparison.tables import Tables, table_needs, tied_aspects
from strategy_editor.comparison.walk import Differences, top_of

Needs = Mapping[Aspect, frozenset[Aspect]]


def needs_of(found: Differences, notes: Notes, tables: Tables, changes: Sequence[Change]) -> Needs:
    """Return what each aspect needs directly; aspects that need nothing are left out."""
    result: dict[Aspect, set[Aspect]] = defaultdict(set)
    known = {aspect for change in changes for aspect in change.aspects}
    sources = chain(
        _places(found),
        _footnotes(found, notes),
        _in_turn(found),
        Fitting(found).needs(),
        References(found).needs(),
        chain.from_iterable(together(change.aspects) for change in changes),
        table_needs(found, tables),
        *(together(known.intersection(tied_aspects(found, key))) for key in sorted(tables.tied)),
    )
    for aspect, needed in sources:
        if needed in known and aspect in known and aspect != needed:
            result[aspect].add(needed)
    return {aspect: frozenset(needed) for aspect, needed in result.items()}


def closure(comparison: Comparison, changes: Iterable[Change]) -> list[Change]:
    """Return the changes with all they need, in the order of the comparison."""
    taken = with_needed(comparison.needs, (a for change in changes for a in change.aspects))
    return [each for each in comparison.changes if not taken.isdisjoint(each.aspects)]


def independent(comparison: Comparison, change: Change) -> bool:
    """Whether a change can be taken without any other."""
    return closure(comparison, [change]) in ([change], [])


def with_needed(needs: Needs, aspects: Iterable[Aspect]) -> set[Aspect]:
    """Return the aspects with all they need, directly and indirectly."""
    taken: set[Aspect] = set()
    pending = list(aspects)
    while pending:
        each = pending.pop()
        if each not in taken:
            taken.add(each)
            pending.extend(needs.get(each, ()))
    return taken


def _places(found: Differences) -> Iterator[tuple[Aspect, Aspect]]:
    """What moves or comes needs the place it goes to; what falls away must first be emptied."""
    for key, (before, after) in found.away.items():
        if after in found.come:
            yield ("place", key, ""), ("added", top_of(after, found.come), "")
        if before in found.gone:
            yield ("removed", top_of(before, found.gone), ""), ("place", key, "")
        for above in _above(after, found.new_parents):
            if above in found.away and _moves_above(above, found):
                yield ("place", key, ""), ("place", above, "")


def _footnotes(found: Differences, notes: Notes) -> Iterator[tuple[Aspect, Aspect]]:
    """A footnote is in one place only, so both texts are taken together."""
    for key, new in notes.new.items():
        old = notes.old.get(key)
        if old is not None and old[1:] != new[1:]:
            one, other = note_places(old, new, found)
            yield one, other
            yield other, one


def _in_turn(found: Differences) -> Iterator[tuple[Aspect, Aspect]]:
    """Of fields known by their places, the last goes first and the next comes first."""
    for key, (old, new) in found.own.items():
        before, after = fields_of(old), fields_of(new)
        for name in before.keys() ^ after.keys():
            tag, _, place = name.rpartition("#")
            if tag and place.isdigit():
                earlier = tag if place == "2" else f"{tag}#{int(place) - 1}"
                if name in after:
                    yield ("part", key, name), ("part", key, earlier)
                else:
                    yield ("part", key, earlier), ("part", key, name)


def _moves_above(key: str, found: Differences) -> bool:
    """Whether an element stood below something that moved away: the two might swap."""
    return any(
        above in found.away for above in _above(found.old_parents.get(key, ""), found.old_parents)
    )


def _above(key: str, parents: Mapping[str, str]) -> Iterator[str]:
    """An element and those above it."""
    while key:
        yield key
        key = parents.get(key, "")
