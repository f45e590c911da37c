"""Relations between goals: what depends on each other does not go round in a circle (D-01)."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.node import Node
from strategy_editor.validation.context import Context
from strategy_editor.validation.problem import Problem, Severity, problem


def cycles(context: Context) -> Iterator[Problem]:
    """A goal that, through others, depends on itself; each circle is reported once."""
    needs = {
        node.id: needed
        for tag in ("goal", "subgoal", "measure")
        for node in context.by_tag[tag]
        if node.id is not None and (needed := _needed(node))
    }
    done: set[str] = set()
    for start in needs:
        circle = _circle_from(start, needs, done)
        if circle:
            yield problem("circular-dependency", Severity.WARNING, circle, "relation")


def _needed(node: Node) -> list[str]:
    return [
        part.get("target")
        for part in node.content
        if part.__class__ is Node and part.tag == "relation" and part.get("type") == "depends-on"
    ]


def _circle_from(start: str, needs: dict[str, list[str]], done: set[str]) -> str:
    """Walk depth first without recursion; return an element on a circle, or nothing."""
    on_path: set[str] = set()
    pending: list[tuple[str, bool]] = [(start, False)]
    while pending:
        current, leaving = pending.pop()
        if leaving:
            on_path.discard(current)
            done.add(current)
        elif current in on_path:
            done.update(on_path)
            return current
        elif current not in done and current in needs:
            on_path.add(current)
            pending.append((current, True))
            pending.extend((target, False) for target in needs[current])
    return ""
