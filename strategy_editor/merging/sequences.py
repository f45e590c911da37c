"""Lists of comments and the like, out of what several revisions made of them."""

from __future__ import annotations

from collections.abc import Sequence

from strategy_editor.document.node import Node
from strategy_editor.merging.order import weave
from strategy_editor.merging.parts import keyed
from strategy_editor.merging.table import Row

Nodes = tuple[Node, ...]


def merged_sequence(before: Nodes, sides: Sequence[Nodes]) -> Nodes:
    """Merge comments and processing instructions; where several changed one, all are kept."""
    wanted = list(dict.fromkeys(each for each in sides if each != before))
    if len(wanted) < 2:
        return wanted[0] if wanted else before
    old, new = keyed(_row(before), [_row(each) for each in sides])
    members = {
        key
        for each in new
        for key in each.parts
        if key not in old.parts or all(key in other.parts for other in new)
        or any(other.parts.get(key, old.parts[key]) != old.parts[key] for other in new)
    }  # fmt: skip
    found: list[Node] = []
    for key in weave(old.order, [each.order for each in new], members).order:
        values = [each.parts[key] for each in new if key in each.parts]
        changed = dict.fromkeys(value for value in values if value != old.parts.get(key))
        found += [value for value in changed or values[:1] if isinstance(value, Node)]
    return tuple(found)


def _row(nodes: Nodes) -> Row:
    return Row("", None, (), nodes)
