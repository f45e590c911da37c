"""Which elements the outline shows, and below which."""

from __future__ import annotations

from functools import cache

from strategy_editor.document.node import Node
from strategy_editor.schema.catalog import current_schema

_BODY = frozenset(
    {
        "part", "foreword", "context", "reading-guide", "section", "vision", "clause",
        "principles", "principle", "scope", "field", "claim", "goal", "subgoal", "measure",
        "indicator", "governance", "governing-body", "instrument", "reporting", "disclaimer",
        "glossary", "abbreviations", "sources", "annex", "imprint", "table", "figure", "box",
    }
)  # fmt: skip
_BEHIND = ("profile", "actors", "lineage", "cabinet", "annotations", "muted-findings", "conflicts")
WORKING_TAGS = frozenset({"metadata", *_BEHIND})
"""Working data: shown under what they are, for they have no titles of their own."""
_SHOWN = _BODY | WORKING_TAGS


_BLOCKS = frozenset({"paragraph", "list", "quotation"})


def outline_children(node: Node, *, with_text: bool = False) -> list[Node]:
    """Return the children that the outline shows; of the root, working data come last.

    ``with_text`` adds the paragraphs, lists and quotations.
    """
    tags = _SHOWN | _BLOCKS if with_text else _SHOWN
    shown = [
        part
        for part in node.content
        if isinstance(part, Node)
        and part.id is not None
        and (part.tag in tags or is_misfit(node, part))
    ]
    if node.tag == "strategy":
        shown.sort(key=lambda child: _BEHIND.index(child.tag) + 1 if child.tag in _BEHIND else 0)
    return shown


def is_misfit(parent: Node, node: Node) -> bool:
    """Whether an element stands where the vocabulary has no place for it."""
    possible = _possible(parent.tag)
    return possible is not None and node.tag[0] not in "#{" and node.tag not in possible


@cache
def _possible(tag: str) -> frozenset[str] | None:
    element_type = current_schema().element(tag)
    return None if element_type is None else frozenset(element_type.child_tags)


def is_shown(node: Node) -> bool:
    """Whether the outline has a row for an element even where it shows no text."""
    return node.tag in _SHOWN


def is_block(node: Node) -> bool:
    """Whether the outline has a row for an element where it shows text."""
    return node.tag in _BLOCKS
