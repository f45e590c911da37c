"""Whether a revision differs in one text alone, which is what typing does."""

from __future__ import annotations

from strategy_editor.document.node import Node
from strategy_editor.exchange.reading.reader import NOT_PRINTED
from strategy_editor.schema.catalog import current_schema

_LINES = frozenset({"title", "subtitle", "name"})


def changed_path(old: Node, new: Node) -> list[tuple[Node, Node]]:
    """Return the elements down to the one text that changed, old and new; empty otherwise.

    What is listed, numbered and counted is the same then: tags, attributes and footnotes are.
    """
    path: list[tuple[Node, Node]] = []
    mixed = current_schema().mixed_tags
    while True:
        if old.tag != new.tag or old.attributes != new.attributes or old.tag in NOT_PRINTED:
            return []
        path.append((old, new))
        if old.tag in mixed or old.tag in _LINES:
            same = _footnotes(old) == _footnotes(new)
            return path if same and len(path) > 1 else []
        child = _one_child(old, new)
        if child is None:
            return []
        old, new = child


def _one_child(old: Node, new: Node) -> tuple[Node, Node] | None:
    """Return the only child that is another one, if it is only one."""
    if len(old.content) != len(new.content):
        return None
    found = None
    for one, other in zip(old.content, new.content, strict=True):
        if one is not other:
            if found is not None or not (isinstance(one, Node) and isinstance(other, Node)):
                return None
            found = one, other
    return found


def _footnotes(node: Node) -> list[Node]:
    if not any(isinstance(part, Node) for part in node.content):
        return []
    return [each for each in node.walk() if each.tag == "footnote"]
