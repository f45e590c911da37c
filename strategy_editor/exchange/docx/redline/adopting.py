"""Brings the old edition's markup into the new edition's package.

Ids mean something in one package only. Those of links, pictures, lists and notes are replaced by
the new edition's where they mean the same, so that equal blocks are equal markup; what the new
edition does not have is added to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.rel import _Relationship
from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import RELATIONS, w
from strategy_editor.exchange.docx.redline.marking import Marker

_ID: Final = w("id")
_SECTION: Final = w("sectPr")
MARGINS: Final = frozenset({w("headerReference"), w("footerReference")})
"""What in the settings of a page names its header and footer."""
_RELATION: Final = f"{{{RELATIONS}}}id"
_EMBEDDED: Final = f"{{{RELATIONS}}}embed"
_BLIP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_DRAWN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
SHOWN: Final = frozenset({RELATIONSHIP_TYPE.IMAGE})
"""Relations to what is shown in the text."""
_REFERENCE: Final = w("footnoteReference")
_FOREIGN_NOTE: Final = 1_000_000
"""Added to the ids of old notes without a partner, until they are written."""


class Adopter:
    """Takes markup of the old edition over; asked for whatever of it is written."""

    def __init__(self, marker: Marker, names: Iterable[str], section: _Element) -> None:
        """``names`` are the bookmarks and ``section`` the page settings of the new edition."""
        self._marker = marker
        self._margins = [each for each in section if each.tag in MARGINS]
        self._names = set(names)
        self._bookmarks: dict[str, str] = {}
        self._notes: Mapping[str, _Element] = {}
        self._into: _Element | None = None
        self._next_note = 0
        self._written: list[_Element] = []

    def keep_notes(self, notes: Mapping[str, _Element], into: _Element) -> None:
        """Know the old notes by the id that references to them have now, and where notes go."""
        self._notes = notes
        self._into = into
        self._next_note = 1 + max(int(each.get(_ID, "0")) for each in into)

    def block(self, block: _Element) -> None:
        """Make a block fit with all that is in it."""
        self.bookmarks(block)
        self.runs([block])
        for section in block.iter(_SECTION):
            for reference in [each for each in section if each.tag in MARGINS]:
                section.remove(reference)
            section[:0] = [deepcopy(each) for each in self._margins]

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
        number = str(self._next_note)
        self._next_note += 1
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
    relations = _Relations(old, new)
    for element in story.iter(w("hyperlink"), _BLIP):
        for attribute in (_RELATION, _EMBEDDED):
            key = element.get(attribute)
            if key is not None:
                element.set(attribute, relations.new_of(key))


class _Relations:
    def __init__(self, old: Part, new: Part) -> None:
        self._old, self._new = old, new
        self._known: dict[str, str] = {}
        self._leading = {
            (each.reltype, each.target_ref if each.is_external else each.target_part.blob): key
            for key, each in new.rels.items()
            if each.is_external or each.reltype in SHOWN
        }

    def new_of(self, key: str) -> str:
        if key not in self._known:
            old = self._old.rels[key]
            leads = (old.reltype, old.target_ref if old.is_external else old.target_part.blob)
            if leads not in self._leading:
                self._leading[leads] = self._added(old)
            self._known[key] = self._leading[leads]
        return self._known[key]

    def _added(self, old: _Relationship) -> str:
        if old.is_external:
            return str(self._new.relate_to(old.target_ref, old.reltype, is_external=True))
        part = old.target_part
        stem, _, ending = str(part.partname).rpartition(".")
        name = PackURI(f"{stem}-former.{ending}")
        package = self._new.package
        return str(self._new.relate_to(Part(name, part.content_type, part.blob, package),
                                       old.reltype))  # fmt: skip


def adopt_references(story: _Element, partners: Mapping[str, str]) -> None:
    """Let references to notes name the new edition's partner of the note, or none that exists."""
    for reference in story.iter(_REFERENCE):
        number = str(reference.get(_ID))
        reference.set(_ID, partners.get(number, str(int(number) + _FOREIGN_NOTE)))


def note_id(note: _Element, partners: Mapping[str, str]) -> str:
    """Return the id by which adopted references name an old note."""
    number = str(note.get(_ID))
    return partners.get(number, str(int(number) + _FOREIGN_NOTE))
