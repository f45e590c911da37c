"""What an element is called, and its wording as people compare it."""

from __future__ import annotations

from collections.abc import Callable

from strategy_editor.document.characters import on_one_line
from strategy_editor.document.node import Node

Printed = Callable[[Node], str]
"""What a cross reference reads in print."""

TITLE_FIELDS = ("title", "name", "caption", "statement", "text", "definition", "comment", "reason")


def is_german(root: Node) -> bool:
    """Whether a strategy is written in German; where it does not say, it is."""
    return root.get("xml:lang", "de").startswith("de")


def wording(node: Node, printed: Printed | None = None) -> str:
    """Return the text of an element without its footnotes.

    Cross references say nothing unless ``printed`` tells what.
    """
    content = node.content
    if len(content) == 1 and isinstance(content[0], str):
        return content[0]
    if printed is not None and node.tag == "cross-reference":
        return printed(node)
    return "".join(
        part if isinstance(part, str) else wording(part, printed)
        for part in content
        if isinstance(part, str) or (part.is_element and part.tag != "footnote")
    )


def title_field(node: Node) -> Node | None:
    """Return the child that stands for the title of an element, None where there is none."""
    return next((found for tag in TITLE_FIELDS if (found := node.child(tag)) is not None), None)


def title_of(node: Node, printed: Printed | None = None) -> str:
    """Return the title of an element, or the first words that stand for one."""
    found = title_field(node)
    if found is not None:
        return on_one_line(wording(found, printed))
    for name in ("title", "label", "short", "name", "law", "singular"):
        if node.get(name):
            return node.get(name)
    return on_one_line(wording(node, printed)) if node.tag == "paragraph" else ""


def mentions(node: Node) -> bool:
    """Whether there are cross references in what stands for the title of an element."""
    told = title_field(node) or node
    return any(each.tag == "cross-reference" for each in told.walk())


def shortened(text: str, length: int) -> str:
    """Return at most ``length`` characters, cut at a word where possible."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > length // 2 else cut).rstrip(" ,;:–-") + "…"


def common_start(one: str, other: str) -> int:
    """Return how many characters two texts share at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
