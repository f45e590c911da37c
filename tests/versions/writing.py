"""Random work on a strategy, and a record of which words must not get lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.merging.stored import conflicts_in
from tests.short import paragraph, section, small_strategy
from tests.versions.repositories import xml

_WORD = re.compile(r"w\d+[a-z]+")


def beginning(sections: int = 3, paragraphs: int = 5) -> bytes:
    """A strategy of some sections and paragraphs to begin with."""
    return xml(
        small_strategy(
            *(
                section(f"s{at}", *(_paragraph(at, number) for number in range(paragraphs)))
                for at in range(sections)
            )
        )
    )


def _paragraph(at: int, number: int) -> Node:
    return paragraph(f"p{at}x{number}", f"Absatz {number} im Abschnitt {at} steht hier zu Anfang.")


@dataclass
class Writer:
    """Somebody who writes words that nobody else writes, and deletes some on purpose."""

    name: str
    random: Random
    count: int = 0
    written: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)

    def edit(self, document: Document) -> Document:
        """Make one edit; what it takes away was seen and is meant to go."""
        kind = self.random.choice(
            ["insert", "insert", "replace", "add", "add", "delete", "move", "attribute"]
        )
        paragraphs = [node for node in document.root.walk() if node.tag == "paragraph"]
        after = getattr(self, f"_{kind}")(document, self.random.choice(paragraphs))
        self.deleted |= words_of(document) - words_of(after)
        return after

    def _word(self) -> str:
        self.count += 1
        word = f"w{self.count}{self.name}"
        self.written.add(word)
        return word

    def _insert(self, document: Document, node: Node) -> Document:
        words = node.text.split(" ")
        at = self.random.randrange(len(words) + 1)
        return _said(document, node, [*words[:at], self._word(), *words[at:]])

    def _replace(self, document: Document, node: Node) -> Document:
        words = node.text.split(" ")
        at = self.random.randrange(len(words))
        return _said(document, node, [*words[:at], self._word(), *words[at + 1 :]])

    def _add(self, document: Document, node: Node) -> Document:
        word = self._word()
        new = paragraph(f"p{word}", f"Neuer Absatz {word} steht hier.")
        return _beside(document, node, new)

    def _delete(self, document: Document, node: Node) -> Document:
        if sum(each.tag == "paragraph" for each in document.root.walk()) < 6:
            return document
        return document.updated(node.id or "", lambda _node: None)

    def _move(self, document: Document, node: Node) -> Document:
        others = [each for each in document.root.walk() if each.tag == "paragraph"]
        target = self.random.choice(others)
        if target.id == node.id:
            return document
        return _beside(document.updated(node.id or "", lambda _node: None), target, node)

    def _attribute(self, document: Document, _node: Node) -> Document:
        word = self._word()
        return document.updated("metadata", lambda node: node.with_attribute("edition", word))


def _said(document: Document, node: Node, words: list[str]) -> Document:
    return document.updated(node.id or "", lambda old: old.with_content([" ".join(words)]))


def _beside(document: Document, node: Node, new: Node) -> Document:
    parent = document.parent(node.id or "")
    assert parent is not None

    def placed(old: Node) -> Node:
        at = next(at for at, part in enumerate(old.content) if getattr(part, "id", "") == node.id)
        return old.with_content((*old.content[: at + 1], new, *old.content[at + 1 :]))

    return document.updated(parent.id or "", placed)


def words_of(document: Document) -> set[str]:
    """The words of writers that stand in a strategy, conflicts left out."""
    parts = [part for part in document.root.content if getattr(part, "tag", "") != "conflicts"]
    return set(_WORD.findall(xml(document.with_root(document.root.with_content(parts))).decode()))


def words_in_conflicts(document: Document) -> set[str]:
    """The words that open conflicts hold."""
    return {
        word
        for conflict in conflicts_in(document.root)
        for variant in conflict.variants
        for word in _WORD.findall(variant.value or "")
    }
