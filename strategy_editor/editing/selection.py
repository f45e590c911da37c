"""Several elements at once: without those inside others, in the order of the document."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.editing.edits import NotAllowed, place
from strategy_editor.schema.model import Schema


def topmost(document: Document, node_ids: Iterable[str]) -> list[str]:
    """Return the elements that lie in no other one of them, in the order of the document.

    The root and ids that the document does not have are left out.
    """
    wanted = {each for each in node_ids if each and each != document.root.id}
    found: list[tuple[list[int], str]] = []
    for node_id in wanted:
        if node_id not in document:
            continue
        path = document.path(node_id)
        if any(node.id in wanted for node in path[:-1]):
            continue
        found.append((_positions(path), node_id))
    return [node_id for _, node_id in sorted(found)]


def structural(document: Document, schema: Schema, node_ids: Iterable[str]) -> list[str]:
    """Return the topmost elements; raise ``NotAllowed`` where one stands in running text."""
    ids = topmost(document, node_ids)
    if not ids:
        raise NotAllowed("error.nothing-selected")
    for node_id in ids:
        node, parent = document.node(node_id), place(document, node_id)[0]
        if parent.tag in schema.mixed_tags:
            raise NotAllowed("error.in-running-text", element=node.tag)
    return ids


def runs(document: Document, node_ids: Iterable[str]) -> list[list[str]]:
    """Return the elements in groups of neighbours; comments between them do not part them."""
    groups: list[list[str]] = []
    ends: tuple[Node, int] | None = None
    for node_id in topmost(document, node_ids):
        parent, at = place(document, node_id)
        if ends is not None and ends[0] is parent and _only_comments(parent, ends[1] + 1, at):
            groups[-1].append(node_id)
        else:
            groups.append([node_id])
        ends = (parent, at)
    return groups


def one_run(document: Document, node_ids: Iterable[str]) -> list[str]:
    """Return elements that stand side by side; raise ``NotAllowed`` where they do not."""
    groups = runs(document, node_ids)
    if len(groups) != 1:
        raise NotAllowed("error.not-side-by-side")
    return groups[0]


def span(document: Document, run: list[str]) -> tuple[Node, int, int]:
    """Return the parent of neighbours, the position of the first and that behind the last."""
    parent, first = place(document, run[0])
    last = place(document, run[-1])[1]
    return parent, first, last + 1


def parent_id_of(parent: Node) -> str:
    """Return the id of a parent; raise ``NotAllowed`` where it has none to be changed by."""
    if parent.id is None:
        raise NotAllowed("error.in-foreign", element=parent.tag)
    return parent.id


def _positions(path: list[Node]) -> list[int]:
    return [
        next(at for at, part in enumerate(parent.content) if part is child)
        for parent, child in pairwise(path)
    ]


def _only_comments(parent: Node, start: int, stop: int) -> bool:
    between = parent.content[start:stop]
    return all(isinstance(part, Node) and not part.is_element for part in between)
