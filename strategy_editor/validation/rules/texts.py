"""Texts: what an introduction announces follows (S-07)."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.node import Node
from strategy_editor.document.texts import shortened, wording
from strategy_editor.validation.context import Context
from strategy_editor.validation.problem import Problem, Severity, problem

_ANNOUNCED = frozenset({"list", "table", "figure", "quotation", "box", "clause", "principle"})
_LENGTH = 60


def announced_lists(context: Context) -> Iterator[Problem]:
    """A paragraph, statement or list item that ends in ":" with nothing listed after it."""
    for tag, field in (("paragraph", ""), ("statement", "statement"), ("text", "text")):
        for node in context.by_tag[tag]:
            if _last_character(node) == ":" and not _followed(context, node):
                text = wording(node).rstrip()
                owner = node if node.id is not None else context.parent(node)
                yield problem(
                    "list-announced-but-missing",
                    Severity.WARNING,
                    owner.id if owner is not None else None,
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


def _followed(context: Context, node: Node) -> bool:
    parent = context.parent(node)
    if parent is None:
        return False
    siblings = parent.children
    at = next(at for at, each in enumerate(siblings) if each is node)
    following = siblings[at + 1 : at + 2]
    return bool(following) and following[0].tag in _ANNOUNCED
