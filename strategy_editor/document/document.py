"""A whole strategy at one moment: the root and what stands around it in the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from strategy_editor.document.index import ParentIndex
from strategy_editor.document.node import Node, without

Namespaces = tuple[tuple[str, str], ...]
_WAYS = 40
"""To so many elements of a revision the ways are kept."""
Step = tuple[Node, int]
"""An element on the way down, and the position of the next step in its content."""


@dataclass(frozen=True)
class Document:
    """One revision of a strategy. Editing returns another and shares what did not change.

    ``prolog`` and ``epilog`` are the comments and processing instructions outside the root;
    ``namespaces`` are (prefix, uri) pairs of foreign namespaces, sorted.
    """

    root: Node
    prolog: tuple[Node, ...] = ()
    epilog: tuple[Node, ...] = ()
    namespaces: Namespaces = ()
    shared_index: ParentIndex | None = field(default=None, compare=False, repr=False)
    _ways: dict[str, list[Step] | None] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    @property
    def index(self) -> ParentIndex:
        """The index that all revisions of a session share; made when first asked for."""
        if self.shared_index is None:
            object.__setattr__(self, "shared_index", ParentIndex(self.root))
            assert self.shared_index is not None
        return self.shared_index

    def __contains__(self, node_id: str) -> bool:
        return self._steps(node_id) is not None

    def node(self, node_id: str) -> Node:
        """Return the element with this id; raise ``KeyError`` where there is none."""
        return self.path(node_id)[-1]

    def find(self, node_id: str) -> Node | None:
        """Return the element with this id, or None."""
        steps = self._steps(node_id)
        if steps is None:
            return None
        return _end(self.root, steps)

    def path(self, node_id: str) -> list[Node]:
        """Return the elements from the root down to the one with this id."""
        steps = self._steps(node_id)
        if steps is None:
            raise KeyError(node_id)
        return [step[0] for step in steps] + [_end(self.root, steps)]

    def parent(self, node_id: str) -> Node | None:
        """Return the nearest identified ancestor, or None for the root."""
        above = [node for node in self.path(node_id)[:-1] if node.id is not None]
        return above[-1] if above else None

    def parent_id(self, node_id: str) -> str | None:
        """Return the id of the nearest identified ancestor, or None for the root."""
        parent = self.parent(node_id)
        return parent.id if parent is not None else None

    def updated(self, node_id: str, update: Callable[[Node], Node | None]) -> Document:
        """Return the revision in which one element is replaced, or taken out for None."""
        steps = self._steps(node_id)
        if steps is None:
            raise KeyError(node_id)
        current = _end(self.root, steps)
        new = update(current)
        if new is current:
            return self
        for parent, position in reversed(steps):
            content = parent.content
            if new is None:
                content = without(content, position)
            else:
                content = (*content[:position], new, *content[position + 1 :])
            new = Node(parent.tag, parent.attributes, content)
        if new is None:
            raise ValueError("the root cannot be removed")
        return self.with_root(new)

    def with_root(self, root: Node) -> Document:
        """Return the revision with another root; it shares this one's index as a hint."""
        return replace(self, root=root, shared_index=self.index)

    def _steps(self, node_id: str) -> list[Step] | None:
        """The way down to an element; all views ask for the same few of each revision."""
        if node_id in self._ways:
            return self._ways[node_id]
        steps = self._sought(node_id)
        if len(self._ways) < _WAYS:
            self._ways[node_id] = steps
        return steps

    def _sought(self, node_id: str) -> list[Step] | None:
        """The way down to an element: by the index where it is right, else by searching."""
        if node_id == self.root.id:
            return []
        if node_id in self.index:
            chain = [node_id]
            parent = self.index.parent_id(node_id)
            while parent is not None and len(chain) < 1000:
                chain.append(parent)
                parent = self.index.parent_id(parent)
            steps = _descend(self.root, list(reversed(chain[:-1])))
            if steps is not None:
                return steps
        return _search(self.root, node_id)


def _end(root: Node, steps: list[Step]) -> Node:
    if not steps:
        return root
    node, position = steps[-1]
    end = node.content[position]
    assert isinstance(end, Node)
    return end


def _descend(root: Node, chain: list[str]) -> list[Step] | None:
    steps: list[Step] = []
    node = root
    for wanted in chain:
        found = _below(node, wanted)
        if found is None:
            return None
        steps.extend(found)
        node = _end(root, steps)
    return steps


def _below(node: Node, wanted: str) -> list[Step] | None:
    """Find an identified element through elements that carry no id."""
    nested: list[tuple[int, Node]] = []
    for position, part in enumerate(node.content):
        if isinstance(part, Node):
            if part.id == wanted:
                return [(node, position)]
            if part.id is None and part.content:
                nested.append((position, part))
    for position, part in nested:
        found = _below(part, wanted)
        if found is not None:
            return [(node, position), *found]
    return None


def _search(node: Node, wanted: str) -> list[Step] | None:
    """Find the first element with an id in document order."""
    for position, part in enumerate(node.content):
        if isinstance(part, Node):
            if part.id == wanted:
                return [(node, position)]
            found = _search(part, wanted) if part.content else None
            if found is not None:
                return [(node, position), *found]
    return None
