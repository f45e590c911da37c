"""An lxml tree that follows the document, so that checking after an edit converts only the edit."""

from __future__ import annotations

from lxml import etree

from strategy_editor.document.document import Namespaces
from strategy_editor.document.node import COMMENT, INSTRUCTION, Node
from strategy_editor.storage.elements import append, attribute_name, fill, to_element


class Shadow:
    """The lxml mirror of the newest root it was shown; belongs to one thread."""

    def __init__(self, namespaces: Namespaces = ()) -> None:
        self._namespaces = namespaces
        self._node: Node | None = None
        self._element: etree._Element | None = None

    def follow(self, root: Node) -> etree._Element:
        """Bring the tree up to date with a root and return it."""
        if self._element is None or self._node is None or self._node.tag != root.tag:
            self._element = to_element(root, self._namespaces)
        elif self._node is not root:
            _patch(self._element, self._node, root)
        self._node = root
        return self._element


def _patch(element: etree._Element, old: Node, new: Node) -> None:
    """Turn the mirror of one node into the mirror of another of the same tag."""
    if old.attributes != new.attributes:
        element.attrib.clear()
        for name, value in new.attributes:
            element.set(attribute_name(name), value)
    if old.content is new.content:
        return
    if any(isinstance(part, str) for part in (*old.content, *new.content)):
        _refill(element, new)
        return
    _patch_children(element, old.content, new.content)  # type: ignore[arg-type]


def _refill(element: etree._Element, new: Node) -> None:
    for child in list(element):
        element.remove(child)
    element.text = None
    fill(element, new)


def _patch_children(element: etree._Element, old: tuple[Node, ...], new: tuple[Node, ...]) -> None:
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    old_middle = old[start : len(old) - end]
    new_middle = new[start : len(new) - end]
    if len(old_middle) == len(new_middle) and all(map(_same_kind, old_middle, new_middle)):
        for position, (before, after) in enumerate(zip(old_middle, new_middle, strict=True), start):
            if before is not after:
                _patch(element[position], before, after)
        return
    tail = element[start + len(old_middle) :]
    for gone in element[start : start + len(old_middle)]:
        element.remove(gone)
    for node in new_middle:
        fresh = append(element, node)
        if tail:
            tail[0].addprevious(fresh)


def _common(one: tuple[Node, ...], other: tuple[Node, ...]) -> int:
    """How many nodes are the same objects from the front."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a is not b), min(len(one), len(other)))


def _same_kind(old: Node, new: Node) -> bool:
    return old is new or (
        old.tag == new.tag and old.id == new.id and old.tag not in (COMMENT, INSTRUCTION)
    )
