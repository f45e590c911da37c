"""Which elements moved between two editions: the fewest of each row of siblings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from strategy_editor.document.node import Node
from strategy_editor.exchange.docx.anchors import bookmark_name
from strategy_editor.exchange.docx.redline.pairing import longest_run
from strategy_editor.exchange.reading.reader import NOT_PRINTED

_ROOT = ""
Children = dict[str, list[str]]


def moved_roots(old: Node, new: Node) -> Mapping[str, str]:
    """Return, for each bookmark in what moved, the bookmark of the outermost element moving along.

    Elements with one id are the same. What lies in an element that moved, and not elsewhere since,
    moves with it.
    """
    before, after = _children(old), _children(new)
    parents = {child: parent for parent, children in before.items() for child in children}
    moved = set(_moved(before, after, parents))
    roots: dict[str, str] = {}
    pending = [(child, "") for child in after[_ROOT]]
    while pending:
        node_id, root = pending.pop()
        root = node_id if node_id in moved else root
        if root:
            roots[bookmark_name(node_id)] = bookmark_name(root)
        pending.extend((child, root) for child in after.get(node_id, ()))
    return roots


def _moved(before: Children, after: Children, parents: Mapping[str, str]) -> Iterator[str]:
    for parent, children in after.items():
        known = [child for child in children if child in parents]
        yield from (child for child in known if parents[child] != parent)
        stayed = [child for child in known if parents[child] == parent]
        places = {child: at for at, child in enumerate(before.get(parent, ()))}
        kept = {stayed[at] for at in longest_run([places[child] for child in stayed])}
        yield from (child for child in stayed if child not in kept)


def _children(root: Node) -> Children:
    """The identified children of each identified element that is printed, in order."""
    found: Children = {_ROOT: []}
    pending = [(child, _ROOT) for child in reversed(root.children) if child.tag not in NOT_PRINTED]
    while pending:
        node, parent = pending.pop()
        if node.id is not None and node.tag != "footnote":
            found.setdefault(parent, []).append(node.id)
            parent = node.id
        pending.extend((child, parent) for child in reversed(node.children))
    return found
