"""Accepts or rejects every tracked change of a Word document, in all its stories.

What Word does is the measure: rows and cells go or stay first, properties become those of one
side, then text, then the ends of paragraphs; what became empty by that goes too, and whatever
must not be empty (a cell, the body) keeps a paragraph.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree
from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.tracking.leftovers import (
    drop_emptied,
    drop_orphans,
    empty_controls,
    fill_or_drop,
    references,
)
from strategy_editor.exchange.docx.tracking.names import (
    CONTROL_ENDS,
    RANGE_ENDS,
    REVISIONS,
    Decision,
)
from strategy_editor.exchange.docx.tracking.paragraphs import settle_paragraphs
from strategy_editor.exchange.docx.tracking.properties import settle_properties
from strategy_editor.exchange.docx.tracking.runs import settle_controls, settle_runs
from strategy_editor.exchange.docx.tracking.tables import settle_tables

_STORY = re.compile(r"word/(?!_rels/|media/)[^/]+(/[^/]+)?\.xml")


class NoPackage(ValueError):
    """These bytes are no Word document that can be read."""


def resolve(package: bytes, decision: Decision) -> bytes:
    """Return a Word document with every change accepted or rejected.

    Raises ``NoPackage`` for what is no zip of well-formed parts.
    """
    parts = _read(package)
    stories = _stories(parts)
    touched = resolve_parts(stories, decision)
    return _packed(parts, {name: stories[name] for name in touched})


def stories_of(package: bytes) -> dict[str, _Element]:
    """Return the parts of a Word document that hold text or its styles, by name."""
    return _stories(_read(package))


def resolve_parts(parts: Mapping[str, _Element], decision: Decision) -> set[str]:
    """Settle all changes in the parts of a package, given by name; return which were touched."""
    touched = {name for name, root in parts.items() if _has_changes(root)}
    referred = references(parts)
    for name in touched:
        resolve_story(parts[name], decision)
    return touched | drop_orphans(parts, referred)


def resolve_story(root: _Element, decision: Decision) -> None:
    """Settle all changes below an element that holds whole paragraphs or tables."""
    always_empty = empty_controls(root)
    settle_tables(root, decision)
    settle_properties(root, decision)
    settle_controls(root, decision)
    for emptied in settle_runs(root, decision):
        drop_emptied(emptied)
    settle_paragraphs(root, decision)
    fill_or_drop(root, always_empty)


def _has_changes(root: _Element) -> bool:
    tags = (*REVISIONS, *RANGE_ENDS, *CONTROL_ENDS, w("delText"), w("delInstrText"))
    return next(root.iter(*tags), None) is not None


def _read(package: bytes) -> list[tuple[ZipInfo, bytes]]:
    try:
        with ZipFile(BytesIO(package)) as source:
            return [(entry, source.read(entry)) for entry in source.infolist()]
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        raise NoPackage(str(error)) from error


def _stories(parts: list[tuple[ZipInfo, bytes]]) -> dict[str, _Element]:
    try:
        return {
            entry.filename: _parsed(content)
            for entry, content in parts
            if _STORY.fullmatch(entry.filename)
        }
    except etree.XMLSyntaxError as error:
        raise NoPackage(str(error)) from error


def _parsed(content: bytes) -> _Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(content, parser)


def _packed(parts: list[tuple[ZipInfo, bytes]], changed: Mapping[str, _Element]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as target:
        for entry, content in parts:
            root = changed.get(entry.filename)
            data = content if root is None else serialized(root)
            target.writestr(entry, data)
    return stream.getvalue()


def serialized(root: _Element) -> bytes:
    """Return a part as Word expects it."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
