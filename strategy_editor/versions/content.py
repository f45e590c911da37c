"""What is kept of a file: its canonical form, and the bytes as found where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from strategy_editor.document.document import Document
from strategy_editor.errors import NewerVersion
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage.canonical import is_surely_canonical
from strategy_editor.storage.formatting import to_bytes
from strategy_editor.storage.reading import parse_known, read_document, to_document
from strategy_editor.versions.objects import Compressing

_LARGE = 1 << 20
"""Bytes from which on compressing takes longer than beginning a thread for it."""


@dataclass(frozen=True)
class Content:
    """The bytes to keep.

    ``canonical`` is what every version holds; ``as_found`` is what the file held where that was
    not canonical, else None. ``pictures`` are bytes by file name; ``ahead`` compresses the
    canonical bytes of a large file already.
    """

    canonical: bytes
    as_found: bytes | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    ahead: Compressing | None = field(default=None, compare=False)


def prepared(data: bytes, path: Path) -> Content:
    """Return what is to be kept of a file's bytes; raise ``CannotRead`` where it is no strategy."""
    # Nearly always these are the bytes to be written in the end.
    ahead = Compressing(data) if len(data) > _LARGE else None
    canonical = canonical_of(data, path)
    if canonical == data:
        return Content(data, ahead=ahead)
    return Content(canonical, data)


def canonical_of(data: bytes, path: Path) -> bytes:
    """Return a file's bytes as they are kept; raise ``CannotRead`` where it is no strategy.

    A file in a later version of the vocabulary is kept as it is: how that is written only a later
    program knows.
    """
    try:
        tree = parse_known(path, data)
    except NewerVersion:
        return data
    if is_surely_canonical(data, current_schema().mixed_tags):
        return data
    return canonical_form(to_document(tree))


def document_of(data: bytes, path: Path) -> Document:
    """Return the document that bytes hold, to look at it; ``path`` is for the errors."""
    return read_document(path, data, accept_newer=True)


def canonical_form(document: Document) -> bytes:
    """Return a document as it is kept and written."""
    return to_bytes(document, current_schema().mixed_tags)
