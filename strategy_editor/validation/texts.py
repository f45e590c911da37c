"""What is counted in the texts of a strategy: how they read (T-05) and in which forms (T-09).

LIX is the mean length of a sentence in words plus the share of words with more than six letters in
percent. It is a clue and no proof, and German administration lies high throughout: so a section is
held against the other sections of the same document only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from strategy_editor.document.derived import Derived
from strategy_editor.document.node import Node
from strategy_editor.document.texts import is_german, wording
from strategy_editor.validation.notations import Notation, notations

TEXTS = frozenset({"paragraph", "text", "statement"})
"""Running texts; in tables and notes all is abbreviated as there is room."""
SECTIONS = frozenset({"field", "part", "section"})
_ABOUT = frozenset({"annotations", "lineage", "muted-findings", "quotation", "sources"})
"""What others wrote, and what is no text of the strategy."""
_LONG_WORD = re.compile(r"\S{7,}")
"""Letters. A mark that follows a word counts as one: in all sections alike."""
_NONE: Mapping[str, int] = MappingProxyType({})


class Counted(NamedTuple):
    """Words, sentences and long words."""

    words: int = 0
    sentences: int = 0
    long_words: int = 0

    @property
    def lix(self) -> float:
        """The index; texts without a full stop are one sentence."""
        if not self.words:
            return 0
        return self.words / self.sentences + 100 * self.long_words / self.words


class Told(NamedTuple):
    """What there is in an element and below it.

    ``own`` counts the texts outside of the sections in it, ``sections`` those by id; ``ways``
    says how often each kind of notation is written in each style.
    """

    own: Counted
    sections: tuple[tuple[str, Counted], ...]
    ways: Mapping[str, int]


_NOTHING = Told(Counted(), (), _NONE)


class Texts:
    """Reads revision after revision; an edit costs what was edited. For one thread."""

    def __init__(self) -> None:
        self._told: Derived[Told] = Derived(self._tell)
        self._is_german = True

    def of(self, root: Node) -> Told:
        """Return what there is in a whole document."""
        in_german = is_german(root)
        if in_german != self._is_german:
            self._told.forget()
            self._is_german = in_german
        self._told.tidy(root)
        return self._told.of(root)

    def written(self, root: Node, ways: frozenset[str]) -> Iterator[tuple[Node, str, Notation]]:
        """Yield what is written in some ways, with its element and field, in document order."""
        for owner, field, text in self._texts_with(root, ways):
            for notation in notations(text, is_german=self._is_german):
                if notation.way in ways:
                    yield owner, field, notation

    def _texts_with(self, owner: Node, ways: frozenset[str]) -> Iterator[tuple[Node, str, str]]:
        if ways.isdisjoint(self._told.of(owner).ways):
            return
        for part, field in _parts(owner):
            if part is owner or part.id is None:
                yield owner, field, wording(part)
            else:
                yield from self._texts_with(part, ways)

    def _tell(self, node: Node) -> Told:
        words = sentences = long_words = 0
        sections: list[tuple[str, Counted]] = []
        ways: dict[str, int] = {}
        for part, _field in _parts(node):
            if part is node or part.id is None:
                text = wording(part)
                # Each text of a large file when it is opened: as few steps as will do.
                words += len(text.split())
                sentences += text.count(". ") + text.count("? ") + text.count("! ") + 1
                long_words += len(_LONG_WORD.findall(text))
                for notation in notations(text, is_german=self._is_german):
                    ways[notation.way] = ways.get(notation.way, 0) + 1
                continue
            told = self._told.of(part)
            if told is _NOTHING:
                continue
            words += told.own.words
            sentences += told.own.sentences
            long_words += told.own.long_words
            sections += told.sections
            for way, count in told.ways.items():
                ways[way] = ways.get(way, 0) + count
        own = Counted(words, sentences, long_words)
        if node.tag in SECTIONS and node.id is not None:
            return Told(Counted(), ((node.id, own), *sections), ways)
        return Told(own, tuple(sections), ways) if words or sections else _NOTHING


def _parts(node: Node) -> Iterator[tuple[Node, str]]:
    """Yield the texts of an element, each with its field, and the elements with ids in it."""
    if node.tag in TEXTS:
        yield node, ""
        return
    for part in node.content:
        if part.__class__ is not Node or part.tag in _ABOUT or part.tag[0] == "#":
            continue
        if part.id is not None:
            yield part, ""
        elif part.tag in TEXTS:
            yield part, part.tag
        else:
            yield from ((each, field) for each, field in _parts(part) if each.id is not None)
