"""What differs between two states, element by element, told from their lines alone.

Kinds and numbers are those of a comparison, as far as they can be told without one: what is
renumbered follows from the rest; what was split or merged, or a footnote that went to another text,
counts as added and removed.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from strategy_editor.comparison.moves import stayed
from strategy_editor.versions.elements import Element, markup_of, text_of

Elements = dict[str, Element]
Counts = Counter[str]
_NOTE = re.compile(r"<footnote\b[^>]*\sid=\"([^\"]*)\"[^>]*>.*?</footnote>", re.DOTALL)
KINDS = ("added", "removed", "moved", "retyped", "reworded", "markup", "attribute")
"""In the order of a comparison."""


_SAME: tuple[Counts, tuple[str, ...]] = Counts(), ()
"""Of each of the thousands of elements that did not change; nobody adds to it."""


@dataclass(frozen=True)
class Difference:
    """What became of an element; ``before`` and ``after`` are None where it is not there.

    ``counts`` are the changes by kind that a comparison lists: one for each field, those of its
    footnotes among them, and none for what came or went with the element above it.
    """

    id: str
    kinds: tuple[str, ...]
    before: Element | None
    after: Element | None
    counts: Counts


def differences(parents: list[Elements], now: Elements) -> list[Difference]:
    """Return what differs from every parent; told against the first where there are more."""
    between, *others = [_Between(each, now) for each in parents] or [_Between({}, now)]
    found: list[Difference] = []
    for node_id, element in now.items():
        counts, kinds = between.told(element)
        if kinds and all(there.told(element)[1] for there in others):
            found.append(Difference(node_id, kinds, between.before.get(node_id), element, counts))
    for node_id, element in between.before.items():
        if node_id not in now and all(node_id in there.before for there in others):
            is_own = element.parent in now or not element.parent
            counts = Counts(removed=1) if is_own else Counts()
            found.append(Difference(node_id, ("removed",), element, None, counts))
    return found


class _Between:
    """An earlier state and the present one."""

    def __init__(self, before: Elements, now: Elements) -> None:
        self.before, self._now = before, now
        self._stayed: dict[str, set[str]] = {}

    def told(self, new: Element) -> tuple[Counts, tuple[str, ...]]:
        """What became of an element, as numbers and as kinds; nothing where it is the same."""
        old = self.before.get(new.id)
        if old is None:
            is_own = new.parent in self.before or not new.parent
            return Counts(added=1) if is_own else Counts(), ("added",)
        if old is new and self.before.get(new.parent) is self._now.get(new.parent):
            return _SAME
        counts, kinds = Counts(), []
        if old.parent != new.parent or self._is_out_of_order(new):
            counts["moved"] += 1
            kinds.append("moved")
        if old.lines != new.lines:
            counts_of_wording, kinds_of_wording = _wording(old, new)
            counts += counts_of_wording
            kinds += kinds_of_wording
        return counts, tuple(kinds)

    def _is_out_of_order(self, element: Element) -> bool:
        old, new = self.before.get(element.parent), self._now.get(element.parent)
        if old is None or new is None or old.children == new.children:
            return False
        if new.id not in self._stayed:
            self._stayed[new.id] = stayed(old.children, new.children)
        return element.id not in self._stayed[new.id]


def _wording(old: Element, new: Element) -> tuple[Counts, list[str]]:
    counts = Counts(retyped=1) if old.tag != new.tag else Counts()
    one, other = markup_of(old), markup_of(new)
    notes: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for name in one.keys() | other.keys():
        before = _without_notes(one.get(name), notes[0])
        after = _without_notes(other.get(name), notes[1])
        if before == after:
            continue
        counts["attribute" if "@" in name else _kind_of_text(before or "", after or "")] += 1
    of_notes = _of_notes(*notes)
    if of_notes:
        # An element says other things when its footnotes do.
        kinds = {*counts, "reworded"}
    else:
        counts = counts or Counts(markup=1)
        kinds = {*counts}
    return counts + of_notes, [kind for kind in KINDS if kind in kinds]


def _without_notes(markup: str | None, notes: dict[str, str]) -> str | None:
    """Take the footnotes out of a text and note them by id; what hangs there is their own."""
    if markup is None or "<footnote" not in markup:
        return markup
    notes.update((each[1], each[0]) for each in _NOTE.finditer(markup))
    return _NOTE.sub("", markup)


def _of_notes(before: dict[str, str], after: dict[str, str]) -> Counts:
    counts = Counts()
    for name in before.keys() | after.keys():
        old, new = before.get(name), after.get(name)
        if old is None or new is None:
            counts["added" if old is None else "removed"] += 1
        elif old != new:
            counts[_kind_of_text(old, new)] += 1
    return counts


def _kind_of_text(old: str, new: str) -> str:
    """How the mark-up of a text that is not the same differs."""
    return "reworded" if text_of(old) != text_of(new) else "markup"
