"""The proof that a redline gives either edition: everything accepted, everything rejected.

What is tested are the bytes that will be handed over, settled by the same code that settles the
files of others; what they are held against is what the ordinary export printed of each edition.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from docx.opc.part import Part
from lxml import etree
from lxml.etree import _Element

from strategy_editor.errors import UserError
from strategy_editor.exchange.docx.export import Rendered
from strategy_editor.exchange.docx.markup import RELATIONS, w
from strategy_editor.exchange.docx.redline.adopting import SHOWN
from strategy_editor.exchange.docx.redline.comparing import first_difference, text_of
from strategy_editor.exchange.docx.redline.fingerprint import (
    Content,
    Fingerprint,
    Story,
    fingerprint,
)
from strategy_editor.exchange.docx.redline.margins import margins_of
from strategy_editor.exchange.docx.tracking.names import Decision
from strategy_editor.exchange.docx.tracking.resolving import resolve_parts, stories_of

_DOCUMENT: Final = "word/document.xml"
_NOTES: Final = "word/footnotes.xml"
_NUMBERING: Final = "word/numbering.xml"
_RELATION: Final = f"{{{RELATIONS}}}id"
_LENGTH: Final = 80


class UnprovenRedline(UserError):
    """Accepting or rejecting all changes would not give the edition that it should."""

    def __init__(self, decision: Decision, place: str) -> None:
        if decision is Decision.ACCEPT:
            super().__init__("error.redline-unproven-accept", place=place)
        else:
            super().__init__("error.redline-unproven-reject", place=place)


def rendered_fingerprint(rendered: Rendered) -> Fingerprint:
    """Tell what an export says, before it is packed or merged."""
    package = rendered.package
    return fingerprint(
        Content(
            Story(list(rendered.body), _targets(package.part)),
            Story(_ordinary(package.notes), _targets(package.notes_part)),
            package.numbering,
            package.section,
            {place: list(element) for place, element in margins_of(package).items()},
        )
    )


def prove(content: bytes, old: Fingerprint, new: Fingerprint) -> bool:
    """Raise ``UnprovenRedline`` where a redline does not give both editions.

    Returns whether rejecting gives the old edition in its own layout too; else distances and
    page breaks are the new one's.
    """
    keeps_layout = True
    for decision, wanted in ((Decision.ACCEPT, new), (Decision.REJECT, old)):
        found = _settled(content, decision)
        loosely = decision is Decision.REJECT
        pairs: list[tuple[Sequence[bytes], Sequence[bytes]]] = [
            (wanted.body, found.body), (wanted.notes, found.notes),
        ]  # fmt: skip
        places = wanted.margins.keys() | found.margins.keys()
        pairs += [(wanted.margins.get(place, ()), found.margins.get(place, ()))
                  for place in sorted(places)]  # fmt: skip
        for one, other in pairs:
            difference = first_difference(one, other, loosely=loosely)
            if difference is not None:
                raise UnprovenRedline(decision, text_of(difference)[:_LENGTH])
            if keeps_layout and loosely:
                keeps_layout = first_difference(one, other, loosely=False) is None
        if wanted.section != found.section or wanted.lists != found.lists:
            raise UnprovenRedline(decision, "…")
    return keeps_layout


def _settled(content: bytes, decision: Decision) -> Fingerprint:
    """Read a package and settle it; a copy of what was read would take more memory than time."""
    parts = stories_of(content)
    resolve_parts(parts, decision)
    with ZipFile(BytesIO(content)) as package:
        targets = {name: _read_targets(package, name) for name in (_DOCUMENT, _NOTES)}
        relations = _relations(package, _DOCUMENT)
    body = parts[_DOCUMENT][0]
    section = body.find(w("sectPr"))
    notes = parts.get(_NOTES)
    return fingerprint(
        Content(
            Story([each for each in body if each is not section], targets[_DOCUMENT]),
            Story(_ordinary(notes) if notes is not None else [], targets[_NOTES]),
            parts[_NUMBERING],
            section,
            _margins(section, relations, parts),
        )
    )


def _margins(
    section: _Element | None, relations: Mapping[str, _Element], parts: Mapping[str, _Element]
) -> dict[tuple[str, str], list[_Element]]:
    found: dict[tuple[str, str], list[_Element]] = {}
    for each in section if section is not None else ():
        if each.tag in (w("headerReference"), w("footerReference")):
            target = str(relations[str(each.get(_RELATION))].get("Target"))
            found[str(each.tag), str(each.get(w("type")))] = list(parts[f"word/{target}"])
    return found


def _ordinary(notes: _Element) -> list[_Element]:
    return [each for each in notes if each.get(w("type")) is None]


def _targets(part: Part) -> dict[str, bytes]:
    return {
        key: each.target_ref.encode() if each.is_external else _shown(each.target_part.blob)
        for key, each in part.rels.items()
        if each.is_external or each.reltype in SHOWN
    }


def _shown(picture: bytes) -> bytes:
    return sha256(picture).digest()


def _relations(package: ZipFile, part: str) -> dict[str, _Element]:
    folder, name = posixpath.split(part)
    path = f"{folder}/_rels/{name}.rels"
    if path not in package.namelist():
        return {}
    return {str(each.get("Id")): each for each in etree.fromstring(package.read(path))}


def _read_targets(package: ZipFile, part: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for key, each in _relations(package, part).items():
        target = str(each.get("Target"))
        if each.get("TargetMode") == "External":
            found[key] = target.encode()
        elif each.get("Type") in SHOWN:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
            found[key] = _shown(package.read(path))
    return found
