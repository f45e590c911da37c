"""What became of elements since an earlier state of the same document."""

from __future__ import annotations

from strategy_editor.comparison.moves import stayed
from strategy_editor.document.node import Node


class Since:
    """The changes from a baseline to the present, followed from revision to revision.

    Revisions share what did not change, so only what differs is looked at: the changes are those
    of the elements with ids, ``added``, ``changed`` or ``moved``. What was removed marks the
    element that held it as ``changed``.
    """

    def __init__(self, baseline: Node) -> None:
        self.baseline = baseline
        self._now = baseline
        self.changes: dict[str, str] = {}

    def follow(self, root: Node) -> dict[str, str]:
        """Return what changed up to a root: ids of elements and the kind of change."""
        if root is self._now:
            return self.changes
        self._now = root
        removed: dict[str, tuple[Node, str]] = {}
        added: dict[str, tuple[Node, str]] = {}
        found: dict[str, str] = {}
        _compare(self.baseline, root, root.id or "", removed, added, found)
        for node_id, (node, parent) in added.items():
            before = removed.get(node_id)
            if before is None:
                found[node_id] = "added"
            elif _own(before[0]) != _own(node):
                found[node_id] = "changed"
            elif before[1] != parent:
                found[node_id] = "moved"
        for node_id, (_node, parent) in removed.items():
            if node_id not in added and (parent not in removed or parent in added):
                found.setdefault(parent, "changed")
        self.changes = found
        return found


def sharing(baseline: Node, present: Node) -> Node:
    """Return an equal baseline that shares with a present root what is the same in both.

    Another file shares nothing at first; afterwards following edits costs what they change.
    """
    known = {node.id: node for node in present.walk() if node.id is not None}
    return _shared(baseline, known, None)


def _shared(node: Node, known: dict[str, Node], beside: Node | None) -> Node:
    other = known.get(node.id) if node.id is not None else beside
    parts: list[Node | str] = []
    for at, part in enumerate(node.content):
        if isinstance(part, str):
            parts.append(part)
            continue
        there = other.content[at] if other is not None and at < len(other.content) else None
        parts.append(_shared(part, known, there if isinstance(there, Node) else None))
    if other is not None and (node.tag, node.attributes) == (other.tag, other.attributes):
        pairs = zip(parts, other.content, strict=False)
        if len(parts) == len(other.content) and all(
            mine is its or (isinstance(mine, str) and mine == its) for mine, its in pairs
        ):
            return other
    return node.with_content(tuple(parts))


def _compare(
    old: Node,
    new: Node,
    new_id: str,
    removed: dict[str, tuple[Node, str]],
    added: dict[str, tuple[Node, str]],
    found: dict[str, str],
) -> None:
    """Compare two states of one element; what lies below only one of them is collected."""
    if old is new:
        return
    before, after = _identified(old), _identified(new)
    if _own(old) != _own(new):
        found[new_id] = "changed"
    stays = [each for each in before if each in after]
    now = [each for each in after if each in before]
    for node_id in _out_of_order(stays, now):
        found[node_id] = "moved"
    for node_id in stays:
        _compare(before[node_id], after[node_id], node_id, removed, added, found)
    for node_id in before.keys() - after.keys():
        _collect(before[node_id], new_id, removed)
    for node_id in after.keys() - before.keys():
        _collect(after[node_id], new_id, added)


def _collect(node: Node, parent: str, into: dict[str, tuple[Node, str]]) -> None:
    into[node.id or ""] = (node, parent)
    for each in _identified(node).values():
        _collect(each, node.id or "", into)


def _identified(node: Node) -> dict[str, Node]:
    """The nearest elements with ids below an element, through those without."""
    found: dict[str, Node] = {}
    for part in node.content:
        if not isinstance(part, Node) or (not part.content and part.id is None):
            continue
        if part.id is not None:
            found[part.id] = part
        elif len(part.content) > 1 or isinstance(part.content[0], Node):
            found.update(_identified(part))
    return found


def _own(node: Node) -> tuple[object, ...]:
    """An element without the identified ones in it."""
    parts: list[object] = []
    for part in node.content:
        if isinstance(part, str):
            parts.append(part)
        elif part.id is None:
            parts.append(_own(part))
    attributes = node.attributes
    if node.tag == "strategy":
        # The version of the vocabulary follows from the first edit of an older file.
        attributes = tuple(each for each in attributes if each[0] != "version")
    return (node.tag, attributes, *parts)


def _out_of_order(old: list[str], new: list[str]) -> list[str]:
    """The fewest of the elements that must move to get from one order to the other."""
    if old == new:
        return []
    kept = stayed(old, new)
    return [each for each in new if each not in kept]
