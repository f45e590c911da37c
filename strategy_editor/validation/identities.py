"""Which element carries which id, followed from revision to revision."""

from __future__ import annotations

from itertools import compress, count
from operator import is_not

from strategy_editor.document.node import Node


class Identities:
    """The elements of the newest revision by id, the first where several carry one."""

    def __init__(self) -> None:
        self.by_id: dict[str, Node] = {}
        self.places: dict[str, int] = {}
        """Where each stands among all that carry an id."""
        self.duplicates: list[Node] = []
        """Elements with an id that one before them carries."""
        self.gone: list[Node] = []
        self.come: list[Node] = []
        """Elements of the revision before, and of this one, that the other may not have."""
        self._identified: tuple[Node, ...] = ()

    def follow(self, identified: tuple[Node, ...]) -> None:
        """Take the elements with ids of another revision, in document order."""
        old, self._identified = self._identified, identified
        # Looking at each of thirty thousand costs more than all rules together.
        if len(old) != len(identified) or self.duplicates:
            self.gone, self.come = _between(old, identified)
            self._begin(identified)
            return
        others = list(compress(count(), map(is_not, old, identified)))
        self.gone = [old[at] for at in others]
        self.come = [identified[at] for at in others]
        if any(old[at].id != identified[at].id for at in others):
            self._begin(identified)
            return
        self.by_id.update((identified[at].id or "", identified[at]) for at in others)

    def _begin(self, identified: tuple[Node, ...]) -> None:
        self.by_id, self.places, self.duplicates = {}, {}, []
        for at, node in enumerate(identified):
            # Not by comparing the elements: one may stand in two places.
            if node.id in self.by_id:
                self.duplicates.append(node)
            else:
                self.by_id[node.id or ""] = node
                self.places[node.id or ""] = at


def _between(old: tuple[Node, ...], new: tuple[Node, ...]) -> tuple[list[Node], list[Node]]:
    """Return what stands between the beginning and the end that two rows share."""
    least = min(len(old), len(new))
    start = next(compress(count(), map(is_not, old, new)), least)
    end = next(compress(count(), map(is_not, reversed(old), reversed(new))), least)
    end = min(end, least - start)
    return list(old[start : len(old) - end]), list(new[start : len(new) - end])
