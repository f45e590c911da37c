"""Which of some words are written anywhere in a strategy, known again from check to check."""

from __future__ import annotations

import re
from collections.abc import Iterator

from strategy_editor.document.derived import Derived
from strategy_editor.document.node import Node

_ABOUT = frozenset({"abbreviations", "annotations", "muted-findings", "lineage"})
"""Parts that are no text of the strategy."""


class Written:
    """Looks for words in all texts and attributes; an edit costs what was edited."""

    def __init__(self) -> None:
        self._wanted: frozenset[str] = frozenset()
        self._pattern = re.compile("")
        self._found: Derived[frozenset[str]] = Derived(self._in)

    def among(self, root: Node, wanted: frozenset[str]) -> frozenset[str]:
        """Return those of some words that are written in a document."""
        if wanted != self._wanted:
            self._wanted = wanted
            # What stands before a word is asked after it: so all else is skipped by first letters.
            words = "|".join(f"{each}(?<!\\w{each})" for each in map(re.escape, sorted(wanted)))
            self._pattern = re.compile(rf"(?:{words})(?!\w)")
            self._found.forget()
        self._found.tidy(root)
        parts = [each for each in root.children if each.tag not in _ABOUT]
        return frozenset().union(*map(self._found.of, parts))

    def _in(self, node: Node) -> frozenset[str]:
        below: list[frozenset[str]] = []
        own = "\n".join(self._own(node, below))
        return frozenset(self._pattern.findall(own)).union(*below)

    def _own(self, node: Node, below: list[frozenset[str]]) -> Iterator[str]:
        """Yield the texts of an element up to those below it that carry ids, which are known."""
        for _name, value in node.attributes:
            yield value
        # Inline elements may part a word in two, but hardly an abbreviation.
        for part in node.content:
            if isinstance(part, str):
                yield part
            elif part.id is not None:
                below.append(self._found.of(part))
            else:
                yield from self._own(part, below)
