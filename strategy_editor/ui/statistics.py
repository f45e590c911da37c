"""The figures at the foot of the window."""

from __future__ import annotations

from collections import Counter

from strategy_editor.document.node import Node


def figures(root: Node) -> tuple[int, int, int]:
    """Return the numbers of goals, measures and words of the printed text."""
    tags: Counter[str] = Counter()
    words = 0
    for child in root.children:
        if child.tag in ("profile", "actors", "lineage", "cabinet", "annotations"):
            continue
        for node in child.walk():
            tags[node.tag] += 1
            words += sum(count_words(part) for part in node.content if isinstance(part, str))
    return tags["goal"], tags["measure"], words


def count_words(text: str) -> int:
    """Count what has a letter or digit in it: a dash between words is none."""
    return sum(1 for word in text.split() if any(map(str.isalnum, word)))
