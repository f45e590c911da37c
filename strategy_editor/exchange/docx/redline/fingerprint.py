"""What a Word document says, block by block, told so that two documents can be compared.

Ids mean nothing outside their package: lists are counted as they occur and known by how they
count, notes by the order in which the text refers to them, links and pictures by where they lead
and what they show. Bookmarks and comments are no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.redline.adopting import MARGINS
from strategy_editor.exchange.docx.redline.sameness import markup, plain_blocks

_LISTS: Final = re.compile(rb'<w:numId w:val="(\d+)"/>')
_REFERENCES: Final = re.compile(rb'<w:footnoteReference w:id="(\d+)"/>')
_RELATIONS: Final = re.compile(rb' r:(?:id|embed)="([^"]+)"')
_WITH_IDS: Final = (b"<w:numId ", b"<w:footnoteReference ", b" r:id=", b" r:embed=")
_VALUE: Final = w("val")
_ID: Final = w("id")
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


def names_ids(said: bytes) -> bool:
    """Whether markup names lists, notes, links or pictures by their ids."""
    return any(each in said for each in _WITH_IDS)


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

    def _blocks(self, blocks: Sequence[_Element], targets: Targets) -> tuple[bytes, ...]:
        def without_ids(said: bytes) -> bytes:
            said = _LISTS.sub(self._list, said)
            said = _REFERENCES.sub(self._reference, said)
            return _RELATIONS.sub(lambda found: _target(found, targets), said)

        return tuple(each for each in plain_blocks(blocks, without_ids) if each)

    def _list(self, found: re.Match[bytes]) -> bytes:
        return b'<w:numId w:val="%d"/>' % self._numbers.setdefault(found[1], len(self._numbers))

    def _reference(self, found: re.Match[bytes]) -> bytes:
        at = self._notes.setdefault(found[1], len(self._notes))
        return b'<w:footnoteReference w:id="%d"/>' % at

    def _noted(self) -> tuple[bytes, ...]:
        """The notes in the order of reference; what nobody refers to comes last."""
        notes = self._content.notes
        known = {
            str(each.get(_ID)).encode(): said
            for each, said in zip(notes.blocks, self._blocks(notes.blocks, notes.targets),
                                  strict=True)
        }  # fmt: skip
        order = sorted(known, key=lambda number: self._notes.get(number, len(self._notes)))
        return tuple(_inside(known[number]) for number in order)

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


def _target(found: re.Match[bytes], targets: Targets) -> bytes:
    return b' r:id="%s"' % targets.get(found[1].decode(), b"?").hex().encode()


def _inside(note: bytes) -> bytes:
    """What a note says, without the element that carries its id."""
    return note.partition(b">")[2].rpartition(b"</")[0]


def _section(section: _Element | None) -> bytes:
    if section is None:
        return b""
    return b"".join(markup(each) for each in section if each.tag not in MARGINS)


def _says_something(blocks: Iterable[bytes]) -> bool:
    return any(b"<w:r>" in block or b"<w:r " in block for block in blocks)
