"""Footnotes of what differs: in which text each hangs, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from strategy_editor.comparison.layout import Aspect, FieldKey, fields_of
from strategy_editor.comparison.runs import footnotes
from strategy_editor.comparison.walk import Differences, top_of
from strategy_editor.document.node import Node


class Place(NamedTuple):
    """A footnote and the text it hangs in."""

    note: Node
    host: str
    field: FieldKey


@dataclass(frozen=True)
class Notes:
    """The footnotes in texts that differ, came or went, by their ids."""

    old: Mapping[str, Place]
    new: Mapping[str, Place]

    @property
    def other(self) -> list[str]:
        """The footnotes that are in both and not the same, by their ids."""
        return [key for key, place in self.new.items() if self._differs(key, place)]

    @property
    def texts(self) -> set[tuple[str, FieldKey]]:
        """The texts to which a footnote came, from which one went, or in which one differs."""
        found: set[tuple[str, FieldKey]] = set()
        for those, others in ((self.old, self.new), (self.new, self.old)):
            for key, place in those.items():
                if key not in others or others[key] != place:
                    found.add((place.host, place.field))
        return found

    def _differs(self, key: str, place: Place) -> bool:
        return key in self.old and self.old[key].note != place.note


def notes_of(found: Differences) -> Notes:
    """Collect the footnotes of all that differs."""
    pairs = found.own.items()
    gone = ((key, node) for key, (node, _) in found.gone.items())
    come = ((key, node) for key, (node, _) in found.come.items())
    return Notes(
        {**_placed((key, old) for key, (old, _) in pairs), **_placed(gone)},
        {**_placed((key, new) for key, (_, new) in pairs), **_placed(come)},
    )


def _placed(elements: Iterable[tuple[str, Node]]) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for key, node in elements:
        if _holds_text_with_elements(node):
            for name, parts in fields_of(node).items():
                for note_id, note in footnotes(parts).items():
                    found[note_id] = Place(note, key, name)
    return found


def _holds_text_with_elements(node: Node) -> bool:
    """Whether a footnote can be there at all; most elements hold bare texts."""
    return any(
        part.__class__ is not str
        and (part.tag == "footnote" or any(each.__class__ is not str for each in part.content))  # type: ignore[union-attr]
        for part in node.content
    )


def note_places(old: Place, new: Place, found: Differences) -> tuple[Aspect, ...]:
    """Return what must be taken to bring a footnote from one text into another."""
    before = ("part", old.host, old.field)
    after = ("part", new.host, new.field)
    if old.host in found.gone:
        before = ("removed", top_of(old.host, found.gone), "")
    if new.host in found.come:
        after = ("added", top_of(new.host, found.come), "")
    return before, after
