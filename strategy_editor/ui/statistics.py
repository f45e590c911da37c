"""The figures at the foot of the window."""

from __future__ import annotations

from collections import Counter

from strategy_editor.document.node import Node

Known = dict[int, tuple[Node, int]]
"""The words of elements that were counted, which are kept so that no other takes their place."""


def figures(root: Node, known: Known | None = None) -> tuple[int, int, int]:
    """Return the numbers of goals, measures and words of the printed text.

    ``known`` is what an earlier revision left; it is brought up to date.
    """
    known = {} if known is None else known
    before = dict(known)
    known.clear()
    tags: Counter[str] = Counter()
    words = 0
    for child in root.children:
        if child.tag in ("profile", "actors", "lineage", "cabinet", "annotations"):
            continue
        for node in child.walk():
            tags[node.tag] += 1
            if not any(isinstance(part, str) for part in node.content):
                continue
            kept = before.get(id(node)) or (node, _words(node))
            known[id(node)] = kept
            words += kept[1]
    return tags["goal"], tags["measure"], words


def _words(node: Node) -> int:
    return sum(count_words(part) for part in node.content if isinstance(part, str))


def count_words(text: str) -> int:
    """Count what has a letter or digit in it: a dash between words is none."""
    return sum(1 for word in text.split() if any(map(str.isalnum, word)))
