"""Merging kept states by structure: where versions and merging meet."""

from __future__ import annotations

from pathlib import Path

from strategy_editor.comparison.layout import DuplicateId
from strategy_editor.document.document import Document
from strategy_editor.errors import CannotRead
from strategy_editor.merging.sides import Pause
from strategy_editor.storage.reading import read_document
from strategy_editor.versions.content import canonical_form
from strategy_editor.versions.joining import Merge


def merging_of(path: Path, ours_name: str, theirs_name: str, pause: Pause = lambda: None) -> Merge:
    """Return the function that merges the bytes of a base, ours and theirs.

    What cannot be decided is in the result as data, under the names given. It raises ``CannotRead``
    for what is no strategy, is in a later version of the vocabulary, or has ids twice, and whatever
    ``pause`` raises, which is called again and again meanwhile.
    """
    names = (ours_name, theirs_name if theirs_name != ours_name else f"{theirs_name} (2)")

    def merged(base: bytes, ours: bytes, theirs: bytes) -> bytes:
        documents = [read_document(path, each) for each in (base, ours, theirs)]
        return canonical_form(merged_document(path, documents, names, pause))

    return merged


def merged_document(
    path: Path, documents: list[Document], names: tuple[str, str], pause: Pause = lambda: None
) -> Document:
    """Merge a base, ours and theirs; what cannot be decided is in the result as data.

    Raises ``CannotRead`` for ids that are there twice, and whatever ``pause`` raises.
    """
    # A tenth of a second to load, which only two histories that really differ should pay.
    from strategy_editor.merging.stored import bare, still_open, with_conflicts
    from strategy_editor.merging.three_way import merge

    undecided = still_open(*documents)
    base, ours, theirs = (bare(each) for each in documents)
    try:
        result = merge(base, ours, theirs, names=names, pause=pause)
    except DuplicateId as error:
        raise CannotRead("error.duplicate-id", path, id=str(error)) from None
    return with_conflicts(result.document, [*undecided, *result.conflicts])
