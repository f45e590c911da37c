"""Footnotes of both editions in one part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.redline.weaving import Weaver
from strategy_editor.exchange.docx.tracking.names import DELETED, INSERTED, MOVED_AWAY, MOVED_HERE

_ID: Final = w("id")
_TYPE: Final = w("type")
_NOTE: Final = w("footnote")
_REFERENCE: Final = w("footnoteReference")


def note_partners(old: _Element, new: _Element) -> dict[str, str]:
    """Return for each old note that the new edition has too the id that it has there."""
    known = {name: number for number, name in _names(new)}
    return {number: known[name] for number, name in _names(old) if name in known}


def _names(notes: _Element) -> Iterable[tuple[str, str]]:
    for note in notes.findall(_NOTE):
        bookmark = next(note.iter(w("bookmarkStart")), None)
        if bookmark is not None:
            yield str(note.get(_ID)), str(bookmark.get(w("name")))


def merge_notes(
    new: _Element, former: Mapping[str, _Element], body: _Element, weaver: Weaver
) -> None:
    """Mark in the notes what changed, once the body that refers to them is merged.

    ``former`` are the old notes by the id of their partner. A note whose reference came or moved
    here as a whole stays as it is or is marked as new.
    """
    for old in weaver.adopter.written_notes():
        for paragraph in old.findall(w("p")):
            weaver.adopter.bookmarks(paragraph)
            weaver.marker.mark_paragraph(paragraph, "del", end=False)
    kinds = {str(each.get(_ID)): _kind(each) for each in body.iter(_REFERENCE)}
    for note in new.findall(_NOTE):
        number = str(note.get(_ID))
        kind = kinds.get(number)
        if kind == INSERTED:
            for paragraph in note.findall(w("p")):
                weaver.marker.mark_paragraph(paragraph, "ins", end=False)
        elif kind == "" and number in former:
            note[:] = weaver.weave(list(former[number]), list(note))
    _put_in_order(new, body)


def _put_in_order(notes: _Element, body: _Element) -> None:
    """Number the notes as the text refers to them; LibreOffice goes by their order, not by ids."""
    known = {str(each.get(_ID)): each for each in notes.findall(_NOTE) if each.get(_TYPE) is None}
    for number, reference in enumerate(body.iter(_REFERENCE), 1):
        note = known.pop(str(reference.get(_ID)))
        note.set(_ID, str(number))
        reference.set(_ID, str(number))
        notes.append(note)
    for note in known.values():
        notes.remove(note)


def _kind(reference: _Element) -> str:
    change = next(reference.iterancestors(INSERTED, DELETED, MOVED_AWAY, MOVED_HERE), None)
    return str(change.tag) if change is not None else ""
