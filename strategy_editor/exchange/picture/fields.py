"""Goals by the field they stand in, as the pictures group them."""

from __future__ import annotations

from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_of
from strategy_editor.lineage.account import GOALS, goal_holders


def goals_by_field(root: Node, elsewhere: str) -> list[tuple[str, list[Node]]]:
    """Return the fields of a strategy, each with its goals; then goals that stand in none."""
    found: dict[str, tuple[str, list[Node]]] = {}
    rest: list[Node] = []
    holders = goal_holders()

    def below(node: Node, field: Node | None) -> None:
        for child in node.children:
            inner = child if child.tag == "field" else field
            if child.tag == GOALS[0] and child.id is not None:
                if inner is None:
                    rest.append(child)
                else:
                    found.setdefault(inner.id or "", (title_of(inner), []))[1].append(child)
            elif child.tag in holders:
                below(child, inner)

    below(root, None)
    return [*found.values(), *([(elsewhere, rest)] if rest else [])]
