"""Running text as tokens: words, blanks, punctuation, and things such as references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from strategy_editor.comparison.layout import Part
from strategy_editor.comparison.words import OBJECT, tokens
from strategy_editor.document.node import Node

_THINGS = frozenset({"cross-reference"})


@dataclass(frozen=True)
class Token:
    """A word, blank or mark, or a thing in the text; ``wrapped`` names the markup around it."""

    text: str
    target: str = ""
    thing: Node | None = None
    wrapped: tuple[object, ...] = ()

    @property
    def key(self) -> object:
        """What decides whether two tokens are the same, markup apart."""
        return self.text if self.thing is None else self.thing


def plain_text(content: tuple[Part, ...]) -> str:
    """Return the text without footnotes and comments; each thing in it is one ``OBJECT``."""
    parts: list[str] = []
    _plain(content, parts)
    return "".join(parts)


def _plain(content: tuple[Part, ...], parts: list[str]) -> None:
    for part in content:
        if isinstance(part, str):
            parts.append(part)
        elif part.tag == "footnote" or part.tag[0] == "#":
            continue
        elif _is_thing(part):
            parts.append(OBJECT)
        else:
            _plain(part.content, parts)


def is_plain(content: tuple[Part, ...]) -> bool:
    """Whether a text is nothing but characters."""
    return len(content) == 1 and isinstance(content[0], str)


def things(content: tuple[Part, ...]) -> list[Node]:
    """Return the things in a text, in order."""
    return [token.thing for token in text_tokens(content) if token.thing is not None]


def text_tokens(content: tuple[Part, ...]) -> list[Token]:
    """Return the tokens of a text; together, with ``OBJECT`` for things, they are its text."""
    return list(_tokens(content, ()))


def _tokens(content: tuple[Part, ...], wrapped: tuple[object, ...]) -> Iterator[Token]:
    for part in content:
        if isinstance(part, str):
            for word in tokens(part):
                yield Token(word, wrapped=wrapped)
        elif part.tag == "footnote" or part.tag[0] == "#":
            continue
        elif _is_thing(part):
            yield Token(OBJECT, part.get("target"), part, wrapped)
        else:
            yield from _tokens(part.content, (*wrapped, (part.tag, part.attributes)))


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
