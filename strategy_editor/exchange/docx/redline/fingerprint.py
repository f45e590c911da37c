"""What a Word document says, block by block, told so that two documents can be compared.

Ids mean nothing outside their package: lists are counted as they occur and known by how they
count, notes by the order in which the text refers to them, links and pictures by where they lead
and what they show. Bookmarks and comments are no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.redline.sameness import markup, plain

_IDS: Final = re.compile(
    rb'<w:numId w:val="(\d+)"/>|<w:footnoteReference w:id="(\d+)"/>|\br:(?:id|embed)="([^"]+)"'
)
_WITH_IDS: Final = re.compile(rb"<w:numId |<w:footnoteReference |\br:(?:id|embed)=")
_VALUE: Final = w("val")
_ID: Final = w("id")
_REFERENCES: Final = frozenset({w("headerReference"), w("footerReference")})
Targets = Mapping[str, bytes]
"""Where the relations of a part lead: an address, or the bytes of a picture."""


@dataclass(frozen=True)
class Story:
    """A part of a document that holds text, and where its relations lead."""

    blocks: Sequence[_Element]
    targets: Targets = field(default_factory=dict)


@dataclass(frozen=True)
class Content:
    """A document taken apart; ``margins`` stand above and below the pages."""

    body: Story
    notes: Story
    numbering: _Element
    section: _Element | None
    margins: Mapping[tuple[str, str], Sequence[_Element]]


@dataclass(frozen=True)
class Fingerprint:
    """The markup of all blocks by story, without ids; ``lists`` are those that occur, in order."""

    body: tuple[bytes, ...]
    notes: tuple[bytes, ...]
    margins: Mapping[tuple[str, str], tuple[bytes, ...]]
    section: bytes
    lists: tuple[bytes, ...]


def fingerprint(content: Content) -> Fingerprint:
    """Tell what a document says."""
    return _Teller(content).told()


class _Teller:
    def __init__(self, content: Content) -> None:
        self._content = content
        self._numbers: dict[bytes, int] = {}
        self._notes: dict[bytes, int] = {}

    def told(self) -> Fingerprint:
        content = self._content
        body = self._blocks(content.body.blocks, content.body.targets)
        notes = self._noted()
        margins = {place: self._blocks(blocks, {}) for place, blocks in content.margins.items()}
        return Fingerprint(
            body,
            notes,
            {place: blocks for place, blocks in margins.items() if _says_something(blocks)},
            _section(content.section),
            tuple(self._lists()),
        )

    def _blocks(self, blocks: Iterable[_Element], targets: Targets) -> tuple[bytes, ...]:
        replace = self._replacing(targets)
        return tuple(
            _IDS.sub(replace, said) if _WITH_IDS.search(said) is not None else said
            for said in map(plain, blocks)
            if said
        )

    def _replacing(self, targets: Targets) -> Callable[[re.Match[bytes]], bytes]:
        def replace(found: re.Match[bytes]) -> bytes:
            number, note, relation = found.groups()
            if number is not None:
                at = self._numbers.setdefault(number, len(self._numbers))
                return b'<w:numId w:val="%d"/>' % at
            if note is not None:
                at = self._notes.setdefault(note, len(self._notes))
                return b'<w:footnoteReference w:id="%d"/>' % at
            target = targets.get(relation.decode(), b"?")
            return b'r:id="%s"' % target.hex().encode()

        return replace

    def _noted(self) -> tuple[bytes, ...]:
        """The notes in the order of reference; what nobody refers to comes last."""
        known = {str(each.get(_ID)).encode(): each for each in self._content.notes.blocks}
        order = sorted(known, key=lambda number: self._notes.get(number, len(self._notes)))
        targets = self._content.notes.targets
        return tuple(b"".join(self._blocks(list(known[number]), targets)) for number in order)

    def _lists(self) -> Iterable[bytes]:
        definitions = {
            str(each.get(w("abstractNumId"))): each
            for each in self._content.numbering.iter(w("abstractNum"))
        }
        lists = {str(each.get(w("numId"))): each for each in self._content.numbering.iter(w("num"))}
        for number in self._numbers:
            found = lists.get(number.decode())
            if found is None:
                yield b""
                continue
            definition = definitions.get(str(found[0].get(_VALUE)))
            levels = [] if definition is None else [e for e in definition if e.tag != w("nsid")]
            yield b"".join(map(markup, [*levels, *found[1:]]))


def _section(section: _Element | None) -> bytes:
    if section is None:
        return b""
    return b"".join(markup(each) for each in section if each.tag not in _REFERENCES)


def _says_something(blocks: Iterable[bytes]) -> bool:
    return any(b"<w:r>" in block or b"<w:r " in block for block in blocks)
