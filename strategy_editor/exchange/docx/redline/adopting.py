"""Brings the old edition's markup into the new edition's package.

Ids mean something in one package only. Those of links, pictures, lists and notes are replaced by
the new edition's where they mean the same, so that equal blocks are equal markup; what the new
edition does not have is added to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from io import BytesIO
from typing import Final

from docx.opc.part import Part
from docx.parts.story import StoryPart
from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import RELATIONS, w
from strategy_editor.exchange.docx.redline.marking import Marker

_ID: Final = w("id")
_RELATION: Final = f"{{{RELATIONS}}}id"
_EMBEDDED: Final = f"{{{RELATIONS}}}embed"
_BLIP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_DRAWN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_REFERENCE: Final = w("footnoteReference")
_FOREIGN_NOTE: Final = 1_000_000
"""Added to the ids of old notes without a partner, until they are written."""


class Adopter:
    """Takes markup of the old edition over; asked for whatever of it is written."""

    def __init__(self, marker: Marker, names: Iterable[str]) -> None:
        self._marker = marker
        self._names = set(names)
        self._bookmarks: dict[str, str] = {}
        self._notes: Mapping[str, _Element] = {}
        self._into: _Element | None = None
        self._written: list[_Element] = []

    def keep_notes(self, notes: Mapping[str, _Element], into: _Element) -> None:
        """Know the old notes by the id that references to them have now, and where notes go."""
        self._notes = notes
        self._into = into

    def block(self, block: _Element) -> None:
        """Make a block fit with all that is in it."""
        self.bookmarks(block)
        self.runs([block])

    def bookmarks(self, block: _Element) -> None:
        """Take off bookmarks that the new edition has too; the others get ids of its own."""
        for start in list(block.iter(w("bookmarkStart"))):
            if start.get(w("name")) in self._names:
                _remove(start)
            else:
                self._names.add(str(start.get(w("name"))))
                self._bookmarks[str(start.get(_ID))] = new_id = self._marker.next_id()
                start.set(_ID, new_id)
        for end in list(block.iter(w("bookmarkEnd"))):
            new_id = self._bookmarks.pop(str(end.get(_ID)), "")
            if new_id:
                end.set(_ID, new_id)
            else:
                _remove(end)

    def runs(self, runs: Iterable[_Element]) -> None:
        """Make runs fit: each of their notes and pictures is one of its own."""
        for run in runs:
            for reference in run.iter(_REFERENCE):
                self._note(reference)
            for drawn in run.iter(_DRAWN):
                drawn.set("id", self._marker.next_id())

    def _note(self, reference: _Element) -> None:
        note = self._notes.get(str(reference.get(_ID)))
        if note is None or self._into is None:
            return
        own = deepcopy(note)
        number = str(1 + max(int(each.get(_ID, "0")) for each in self._into))
        own.set(_ID, number)
        reference.set(_ID, number)
        self._into.append(own)
        self._written.append(own)

    def written_notes(self) -> list[_Element]:
        """Return the old notes that were written since this was last asked."""
        written, self._written = self._written, []
        return written


def _remove(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def adopt_relations(story: _Element, old: Part, new: Part) -> None:
    """Let links and pictures of an old story lead where they led, through the new part."""
    links = {each.target_ref: key for key, each in new.rels.items() if each.is_external}
    for link in story.iter(w("hyperlink")):
        relation = link.get(_RELATION)
        if relation is None:
            continue
        known = old.rels[relation]
        if known.target_ref not in links:
            key = f"rIdFormer{len(links) + 1}"
            new.rels.add_relationship(known.reltype, known.target_ref, key, is_external=True)
            links[known.target_ref] = key
        link.set(_RELATION, links[known.target_ref])
    for blip in story.iter(_BLIP):
        part = old.related_parts[str(blip.get(_EMBEDDED))]
        assert isinstance(new, StoryPart)
        relation, _ = new.get_or_add_image(BytesIO(part.blob))
        blip.set(_EMBEDDED, relation)


def adopt_references(story: _Element, partners: Mapping[str, str]) -> None:
    """Let references to notes name the new edition's partner of the note, or none that exists."""
    for reference in story.iter(_REFERENCE):
        number = str(reference.get(_ID))
        reference.set(_ID, partners.get(number, str(int(number) + _FOREIGN_NOTE)))


def note_id(note: _Element, partners: Mapping[str, str]) -> str:
    """Return the id by which adopted references name an old note."""
    number = str(note.get(_ID))
    return partners.get(number, str(int(number) + _FOREIGN_NOTE))
