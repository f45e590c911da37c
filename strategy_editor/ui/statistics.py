"""The figures at the foot of the window."""

from __future__ import annotations

from strategy_editor.document.derived import Derived
from strategy_editor.document.node import Node

Figures = tuple[int, int, int]
"""Numbers of goals, measures and words of the printed text."""

_NOT_PRINTED = ("profile", "actors", "lineage", "cabinet", "annotations")


class Counting:
    """Counts again and again, in each revision only what was edited; belongs to one thread."""

    def __init__(self) -> None:
        self._counts: Derived[Figures] = Derived(self._count)

    def figures(self, root: Node) -> Figures:
        """Count a document."""
        goals = measures = words = 0
        for child in root.children:
            if child.tag not in _NOT_PRINTED:
                counted = self._of(child)
                goals, measures, words = (
                    goals + counted[0], measures + counted[1], words + counted[2],
                )  # fmt: skip
        self._counts.tidy(root)
        return goals, measures, words

    def _of(self, node: Node) -> Figures:
        return self._counts.of(node) if node.id is not None else self._count(node)

    def _count(self, node: Node) -> Figures:
        goals, measures, words = int(node.tag == "goal"), int(node.tag == "measure"), 0
        for part in node.content:
            if isinstance(part, str):
                words += count_words(part)
            elif part.is_element:
                below = self._of(part)
                goals, measures, words = goals + below[0], measures + below[1], words + below[2]
        return goals, measures, words


def figures(root: Node) -> Figures:
    """Count a document once."""
    return Counting().figures(root)


def count_words(text: str) -> int:
    """Count what has a letter or digit in it: a dash between words is none."""
    # Most words are nothing but letters, and asking for that costs a tenth.
    return sum(word.isalnum() or any(map(str.isalnum, word)) for word in text.split())
