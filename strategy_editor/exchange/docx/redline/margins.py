"""Headers, footers and the settings of the page of both editions."""

from __future__ import annotations

from typing import Final

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import RELATIONS, made, w
from strategy_editor.exchange.docx.package import Pages, WordPackage
from strategy_editor.exchange.docx.redline.sameness import markup
from strategy_editor.exchange.docx.redline.weaving import Weaver

_REFERENCES: Final = (w("headerReference"), w("footerReference"))
_RELATION: Final = f"{{{RELATIONS}}}id"
_KINDS: Final[dict[str, Pages]] = {"first": "first", "even": "even"}
Place = tuple[str, str]
"""Header or footer, and the pages that it stands on."""


def margins_of(package: WordPackage) -> dict[Place, _Element]:
    """Return what stands above and below the pages, by the reference that asks for it."""
    found: dict[Place, _Element] = {}
    for each in package.section:
        if each.tag in _REFERENCES:
            part = package.part.related_parts[str(each.get(_RELATION))]
            found[str(each.tag), str(each.get(w("type")))] = part.element
    return found


def merge_margins(old: WordPackage, new: WordPackage, weaver: Weaver) -> None:
    """Mark what changed above and below the pages and in their settings."""
    former, present = margins_of(old), margins_of(new)
    for place in former:
        if place not in present:
            kind = _KINDS.get(place[1], "default")
            header = place[0] == _REFERENCES[0]
            present[place] = new.header(kind) if header else new.footer(kind)
    for place, element in present.items():
        before = list(former[place]) if place in former else []
        element[:] = weaver.weave(before, list(element))
    _note_section(old, new, weaver)


def _note_section(old: WordPackage, new: WordPackage, weaver: Weaver) -> None:
    before, after = (_settings(package.section) for package in (old, new))
    if [markup(each) for each in before] != [markup(each) for each in after]:
        weaver.marker.note_former(new.section, "sectPr", before)


def _settings(section: _Element) -> list[_Element]:
    return [each for each in section if each.tag not in _REFERENCES]


def track_further_changes(settings: _Element) -> None:
    """Let Word track what a reader changes, at the place that the schema asks for."""
    tracking = made("trackRevisions")
    before = settings.find(w("defaultTabStop"))
    if before is not None:
        before.addprevious(tracking)
    else:
        settings.append(tracking)
