"""Texts: what an introduction announces follows (S-07)."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.node import Node
from strategy_editor.document.texts import shortened, wording
from strategy_editor.validation.facts import Given
from strategy_editor.validation.problem import Problem, Severity, problem

_FIELDS = {"paragraph": "", "statement": "statement", "text": "text"}
_ANNOUNCED = frozenset({"list", "table", "figure", "quotation", "box", "clause", "principle"})
_LENGTH = 60


def announced_lists(parent: Node, _owner: Node, _given: Given) -> Iterator[Problem]:
    """A paragraph, statement or list item that ends in ":" with nothing listed after it."""
    children = parent.children
    for at, node in enumerate(children):
        field = _FIELDS.get(node.tag)
        if field is None or _last_character(node) != ":":
            continue
        if at + 1 < len(children) and children[at + 1].tag in _ANNOUNCED:
            continue
        text = wording(node).rstrip()
        yield problem(
            "list-announced-but-missing",
            Severity.WARNING,
            parent.id if node.id is None else node.id,
            field,
            text=shortened(text[::-1], _LENGTH)[::-1],
        )


def _last_character(node: Node) -> str:
    """The last character of the wording that is no blank, without putting the whole together."""
    for part in reversed(node.content):
        if isinstance(part, str):
            last = part.rstrip()[-1:]
        else:
            last = _last_character(part) if part.is_element and part.tag != "footnote" else ""
        if last:
            return last
    return ""
