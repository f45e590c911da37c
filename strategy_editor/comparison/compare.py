"""Compare two documents: what differs, completely and each thing once."""

from __future__ import annotations

from strategy_editor.comparison.alignment import Alignment, aligned
from strategy_editor.comparison.changes import Comparison, Side
from strategy_editor.comparison.layout import fields_of, key_of
from strategy_editor.comparison.needs import needs_of
from strategy_editor.comparison.notes import notes_of
from strategy_editor.comparison.order import in_reading_order
from strategy_editor.comparison.outside import outside_aspect, outside_changes
from strategy_editor.comparison.tables import tables_of
from strategy_editor.comparison.telling import Telling
from strategy_editor.comparison.walk import Check, Differences, differences, never
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_of

_OUTSIDE = ("prolog", "epilog", "namespaces")


def compare(
    old: Document, new: Document, old_file: str = "", new_file: str = "", check: Check = never
) -> Comparison:
    """Return what differs; raise ``DuplicateId`` where an id occurs twice in one of them.

    ``check`` is called often; what it raises ends the comparison.
    """
    alignment, found = aligned(old, new, check)
    return _comparison(side_of(old, old_file), side_of(new, new_file), alignment, found, check)


def compare_aligned(alignment: Alignment, old: Side, new: Side, check: Check = never) -> Comparison:
    """Return what differs between documents whose elements are known to correspond."""
    found = differences(alignment.old.root, alignment.new.root, check)
    return _comparison(old, new, alignment, found, check)


def side_of(document: Document, file: str) -> Side:
    """Return what a document is, as a comparison names it."""
    metadata = document.root.child("metadata") or Node("metadata")
    return Side(title_of(metadata), metadata.get("edition"), file)


def _comparison(
    old: Side, new: Side, alignment: Alignment, found: Differences, check: Check
) -> Comparison:
    notes = notes_of(found)
    tables = tables_of(found)
    telling = Telling(alignment, found, notes, tables, check)
    one, other = alignment.old, alignment.new
    outside = list(outside_changes(one, other))
    changes = [*in_reading_order(telling.changes(), alignment, found), *outside]
    root = key_of(one.root)
    silent = [("layout", key, "") for key in (*found.layouts, *_reordered(found))]
    if not outside and any(getattr(one, name) != getattr(other, name) for name in _OUTSIDE):
        silent.append(outside_aspect(one))
    if one.root.id != other.root.id:
        silent.append(("attribute", root, "id"))
    if one.root.get("version") != other.root.get("version"):
        # How a file is written is no change to the strategy.
        silent.append(("attribute", root, "version"))
    differs = bool(found.differs or outside or silent or alignment.ids or alignment.new_ids)
    return Comparison(
        old, new, tuple(changes), alignment, found, notes, tables,
        needs_of(found, notes, tables, changes),
        tuple(silent), differs=differs,
    )  # fmt: skip


def _reordered(found: Differences) -> list[str]:
    """Elements whose own fields are the same but stand in another order."""
    return [
        key
        for key, (old, new) in found.own.items()
        if len(old.content) == len(new.content) > 1 and _are_reordered(old, new)
    ]


def _are_reordered(old: Node, new: Node) -> bool:
    before, after = list(fields_of(old)), list(fields_of(new))
    return before != after and sorted(before) == sorted(after)
