"""What a reference may point to, with the words to choose it by."""

from __future__ import annotations

from collections.abc import Mapping

from strategy_editor.document.node import Node
from strategy_editor.document.texts import shortened, title_of
from strategy_editor.schema.model import AttributeType

_LENGTH = 90
_REGISTERS = {
    "actor": "actors",
    "horizon-class": "profile",
    "status": "profile",
}

Candidate = tuple[str, str]
"""Id and words."""


def candidates(
    root: Node, node: Node, attribute: AttributeType, numbers: Mapping[str, str]
) -> list[Candidate]:
    """Return all elements that an attribute of ``node`` may refer to, in document order."""
    targets = attribute.targets
    registers = {_REGISTERS.get(target) for target in targets}
    if targets and None not in registers:
        places = [root.child(str(name)) for name in registers]
        found = [child for place in places if place is not None for child in place.children]
    else:
        found = list(root.walk())
    return [
        (each.id, words(each, numbers))
        for each in found
        if each.id is not None and (not targets or each.tag in targets) and _fits(node, each)
    ]


def words(node: Node, numbers: Mapping[str, str]) -> str:
    """Return the words by which an element is chosen."""
    if node.tag == "actor":
        name, short = node.text_of("name"), node.get("abbreviation")
        return f"{short} – {name}" if short and short != name else name
    title = shortened(title_of(node) or node.id or "", _LENGTH)
    number = numbers.get(node.id or "", "") or _printed(node)
    return f"{number}\u2002{title}" if number else title


def _printed(node: Node) -> str:
    return node.get("number") if node.tag == "former-goal" else ""


def _fits(node: Node, target: Node) -> bool:
    """A status is for one kind of element only."""
    subject = "goal" if node.tag == "subgoal" else node.tag
    return target.tag != "status" or target.get("for") == subject
