"""What an element is about: of one subject there is one statement in one place.

A goal has one lead at a time and one target for a year, and a former goal one disposition. Where
several said something new about one subject, each with an element of its own, they worked on one
and the same thing, whatever ids it was given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from strategy_editor.document.node import Attributes, Node
from strategy_editor.merging.fragments import piece_of
from strategy_editor.merging.sides import Revisions, Side
from strategy_editor.merging.table import Row

Subject = tuple[str, ...]
_LEAD = "lead"

_ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "abbreviation": ("short",),
    "actual": ("when",),
    "addressee": ("degree",),
    "adoption": ("body",),
    "baseline": ("when",),
    "enclosure": ("kind",),
    "finance": ("budget-title", "year", "source"),
    "former-goal": ("goal",),
    "horizon-class": ("label",),
    "legal-reference": ("law", "provision"),
    "level": ("role",),
    "muted": ("rule", "target", "field"),
    "participation": ("actor",),
    "predecessor": ("document",),
    "relation": ("type", "target"),
    "required-part": ("role",),
    "status": ("for", "label"),
    "submission-field": ("kind",),
    "target": ("when",),
}
_FIELDS: Mapping[str, str] = {
    "actor": "name", "glossary-entry": "name", "milestone": "title", "source": "citation",
    "supersedes": "title", "related-strategy": "title",
}  # fmt: skip


def is_one_subject(one: Node, other: Node) -> bool:
    """Whether two elements in one place are about the same."""
    if one.tag != other.tag:
        return False
    if one.tag == "responsibility" and one.get("role") == other.get("role") == _LEAD:
        return _is_together(one.get, other.get)
    if one.tag == "disposition":
        olds, others = one.get("old").split(), other.get("old").split()
        if olds or others:
            return not set(olds).isdisjoint(others)
        return not set(one.get("new").split()).isdisjoint(other.get("new").split())
    subject = _subject(one)
    return subject is not None and subject == _subject(other)


def _subject(node: Node) -> Subject | None:
    if node.tag == "responsibility":
        return node.get("role"), node.get("actor")
    if node.tag in _FIELDS:
        text = node.text_of(_FIELDS[node.tag]).strip()
        return (text,) if text else None
    names = _ATTRIBUTES.get(node.tag)
    return tuple(node.get(name) for name in names) if names is not None else None


def _is_together(one: Callable[[str], str], other: Callable[[str], str]) -> bool:
    """Whether two times, each open where it says nothing, have a day in common."""
    return not _ends_before(one, other) and not _ends_before(other, one)


def _ends_before(one: Callable[[str], str], other: Callable[[str], str]) -> bool:
    return bool(one("until") and other("from") and one("until") < other("from"))


def clash_of_leads(revisions: Revisions, rows: Mapping[str, Row]) -> None:
    """Ask about leads that would now lead at one time, and did so in none of the revisions."""
    asked = {each.target for each in revisions.conflicts}
    for leads in _leads(revisions, rows):
        if asked.isdisjoint(leads):
            for key in _second(revisions, leads):
                _ask(revisions, key)


def _leads(revisions: Revisions, rows: Mapping[str, Row]) -> list[dict[str, Row]]:
    """The leads of elements that more than one has changed."""
    found: dict[str, dict[str, Row]] = {}
    for key, row in rows.items():
        if row.tag == "responsibility" and row.parent is not None and _is_lead(row):
            found.setdefault(row.parent, {})[key] = row
    untouched = revisions.untouched
    return [leads for leads in found.values() if len(leads) > 1 and not untouched.issuperset(leads)]


def _is_lead(row: Row) -> bool:
    return ("role", _LEAD) in row.attributes


def _second(revisions: Revisions, leads: Mapping[str, Row]) -> Iterator[str]:
    """Yield, of two leads that no revision has at one time, the one that ours has not."""
    keys = list(leads)
    asked: set[str] = set()
    for at, one in enumerate(keys):
        for other in keys[at + 1 :]:
            if asked.isdisjoint((one, other)) and not _may_be(revisions, leads, one, other):
                second = one if other in revisions.sides[0].table.rows else other
                asked.add(second)
                yield second


def _may_be(revisions: Revisions, leads: Mapping[str, Row], one: str, other: str) -> bool:
    if not _is_together(_value_of(leads[one]), _value_of(leads[other])):
        return True
    wanted = leads[one].attributes, leads[other].attributes
    tables = [revisions.base, *(side.table for side in revisions.sides)]
    return any(
        _is_together(_value_of(table.rows[one]), _value_of(table.rows[other]))
        and [_actor(table.rows[one].attributes), _actor(table.rows[other].attributes)]
        == [_actor(each) for each in wanted]
        for table in tables
        if one in table.rows and other in table.rows
    )


def _actor(attributes: Attributes) -> str:
    return dict(attributes).get("actor", "")


def _value_of(row: Row) -> Callable[[str], str]:
    values = dict(row.attributes)
    return lambda name: values.get(name, "")


def _ask(revisions: Revisions, key: str) -> None:
    spaces = revisions.namespaces
    values: list[tuple[Side, str | None]] = []
    for side in revisions.sides:
        node = side.table.nodes.get(key)
        values.append((side, None if node is None else piece_of((node,), spaces)))
    before = revisions.base.nodes.get(key)
    text = piece_of((before,), spaces) if before is not None else None
    revisions.clash("existence", key, "", text, values, with_unchanged=True)


def matched_subjects(
    places: Mapping[str, Sequence[Sequence[Node]]],
) -> Iterator[tuple[tuple[int, str], tuple[int, str]]]:
    """Yield pairs of new elements about one subject: side and id of the first, and of the other.

    ``places`` has, for each parent, the new elements of each side.
    """
    for by_side in places.values():
        first: list[tuple[int, Node]] = []
        for number, nodes in enumerate(by_side):
            waiting = [each for each in first if each[0] != number]
            for node in nodes:
                match = next((each for each in waiting if is_one_subject(each[1], node)), None)
                if match is None:
                    first.append((number, node))
                else:
                    waiting.remove(match)
                    yield (match[0], match[1].id or ""), (number, node.id or "")
