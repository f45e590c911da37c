"""Running text as a string with what is in it: markup, references, footnotes."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from strategy_editor.comparison.layout import Part
from strategy_editor.comparison.words import OBJECT
from strategy_editor.document.content import joined
from strategy_editor.document.node import Node

_THINGS = frozenset({"cross-reference"})
Markup = tuple[str, object]


@dataclass(frozen=True)
class Run:
    """A text without footnotes and comments.

    Each thing in it is one ``OBJECT``, found in ``things`` by its place; ``spans`` says from
    where to where some markup reaches.
    """

    text: str
    things: Mapping[int, Node] = field(default_factory=dict)
    spans: tuple[tuple[int, int, Markup], ...] = ()


def run_of(content: tuple[Part, ...]) -> Run:
    """Return a running text as a string."""
    if len(content) == 1 and isinstance(content[0], str):
        return Run(content[0])
    flattening = _Flattening()
    flattening.add(content)
    return Run("".join(flattening.parts), flattening.things, tuple(flattening.spans))


def plain_text(content: tuple[Part, ...]) -> str:
    """Return the text without footnotes and comments; each thing in it is one ``OBJECT``."""
    return run_of(content).text


class _Flattening:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.things: dict[int, Node] = {}
        self.spans: list[tuple[int, int, Markup]] = []
        self._length = 0

    def add(self, content: tuple[Part, ...]) -> None:
        for part in content:
            if isinstance(part, str):
                self.parts.append(part)
                self._length += len(part)
            elif part.tag == "footnote" or part.tag[0] == "#":
                continue
            elif _is_thing(part):
                self.things[self._length] = part
                self.parts.append(OBJECT)
                self._length += 1
            else:
                start = self._length
                self.add(part.content)
                self.spans.append((start, self._length, (part.tag, part.attributes)))


def _is_thing(part: Node) -> bool:
    return part.tag in _THINGS or part.tag[0] == "{" or not part.content


def footnotes(content: tuple[Part, ...]) -> dict[str, Node]:
    """Return the footnotes in a text by their ids."""
    found: dict[str, Node] = {}
    for part in content:
        if isinstance(part, Node):
            if part.tag == "footnote" and part.id is not None:
                found[part.id] = part
            elif part.content and part.is_element:
                found.update(footnotes(part.content))
    return found


def with_footnotes(content: tuple[Part, ...], notes: Mapping[str, Node]) -> tuple[Part, ...]:
    """Return the text with other footnotes in the places of those with the same ids."""
    if not notes or notes.keys().isdisjoint(footnotes(content)):
        return content
    return tuple(
        part if isinstance(part, str) else _with_footnotes(part, notes) for part in content
    )


def _with_footnotes(part: Node, notes: Mapping[str, Node]) -> Node:
    if part.tag == "footnote" and part.id is not None and part.id in notes:
        return notes[part.id]
    return part.with_content(with_footnotes(part.content, notes)) if part.content else part


def without_footnotes(content: tuple[Part, ...], kept: Set[str]) -> tuple[Part, ...]:
    """Return the text without its footnotes; of those to be kept their places stay."""
    found: list[Part] = []
    for part in content:
        if isinstance(part, Node) and part.tag == "footnote" and part.id is not None:
            if part.id in kept:
                found.append(part.with_content(()))
        elif isinstance(part, Node) and part.content:
            found.append(part.with_content(without_footnotes(part.content, kept)))
        else:
            found.append(part)
    return joined(found)
