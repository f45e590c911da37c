"""How an element is laid out: what it has of its own, and the identified elements it holds.

Of its own are attributes and *parts*: fields (children without id, with all that is in them),
comments, processing instructions and foreign elements. Identified children are compared as
elements. Running text is one part, and footnotes hang in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.node import Node

ROOT = "#root"
"""Stands for the id of a root that has none."""
Part = Node | str
FieldKey = str
"""Names a part: empty for running text, else its tag, with ``#2`` for the second of that tag."""
Aspect = tuple[str, str, str]
"""One thing about one element that can be taken alone: what, id, and the name of an attribute or
field. What is ``added``, ``removed``, ``place``, ``tag``, ``attribute``, ``part``."""


class DuplicateId(ValueError):
    """Two elements of one document carry the same id, so identity cannot decide."""


def is_running_text(node: Node) -> bool:
    """Whether the content of an element is text to be compared as one."""
    if node.tag == "paragraph":
        return True
    for part in node.content:  # noqa: SIM110 (twice as fast, and called for every element)
        if isinstance(part, str):
            return True
    return False


def is_child(part: Part) -> bool:
    """Whether a part of an element without running text is compared as an element."""
    return isinstance(part, Node) and part.id is not None and part.tag != "footnote"


def children_of(node: Node) -> list[Node]:
    """Return the identified elements directly below an element."""
    found: list[Node] = []
    if node.tag == "paragraph":
        return found
    for part in node.content:
        if isinstance(part, str):
            return []
        if part.id is not None and part.tag != "footnote":
            found.append(part)
    return found


def fields_of(node: Node) -> dict[FieldKey, tuple[Part, ...]]:
    """Return the parts of an element by their names, in order."""
    if is_running_text(node):
        return {"": node.content} if node.content else {}
    found: dict[FieldKey, tuple[Part, ...]] = {}
    counts: dict[str, int] = {}
    for part in node.content:
        assert isinstance(part, Node)
        if not is_child(part):
            counts[part.tag] = count = counts.get(part.tag, 0) + 1
            found[part.tag if count == 1 else f"{part.tag}#{count}"] = (part,)
    return found


def key_of(root: Node) -> str:
    """Return the id by which the root is known."""
    return root.id or ROOT


def elements_below(node: Node, parent: str) -> Iterator[tuple[Node, str]]:
    """Yield an element and all identified ones below it, each with the id of its parent."""
    pending = [(node, parent)]
    while pending:
        pair = pending.pop()
        yield pair
        current = pair[0]
        content = current.content
        # Most elements hold one text or nothing: no need to look into them.
        if content and not isinstance(content[0], str):
            below = children_of(current)
            if below:
                key = current.id or ROOT
                pending.extend((child, key) for child in reversed(below))


Catalogue = dict[str, tuple[Node, str]]
"""Elements by their ids, each with the id of its parent, in document order."""


def catalogue(root: Node) -> Catalogue:
    """Return all elements of a document; the parent of the root is empty."""
    return {pair[0].id or ROOT: pair for pair in elements_below(root, "")}


def all_ids(root: Node) -> list[str]:
    """Return the ids of all elements of the vocabulary, in no order."""
    found: list[str] = [] if root.id is None else [root.id]
    pending = [root.content]
    while pending:
        for part in pending.pop():
            if part.__class__ is str:
                continue
            inner = part.content  # type: ignore[union-attr]
            if part.id is not None:  # type: ignore[union-attr]
                found.append(part.id)  # type: ignore[union-attr]
            # Most elements hold one text or nothing: no need to look into them.
            if len(inner) > 1 or (inner and inner[0].__class__ is not str):
                pending.append(inner)
    return found


def refuse_duplicates(root: Node) -> None:
    """Raise ``DuplicateId`` where an id occurs twice."""
    refuse_doubles(all_ids(root))


def refuse_doubles(ids: list[str]) -> frozenset[str]:
    """Return the ids as a set; raise ``DuplicateId`` where one occurs twice."""
    found = frozenset(ids)
    if len(found) < len(ids):
        seen: set[str] = set()
        for each in ids:
            if each in seen:
                raise DuplicateId(each)
            seen.add(each)
    return found
