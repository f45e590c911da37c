"""Which elements of two documents correspond."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from strategy_editor.comparison.layout import refuse_duplicates
from strategy_editor.comparison.rekeying import rekeyed
from strategy_editor.comparison.walk import Check, Differences, differences, never
from strategy_editor.document.document import Document


@dataclass(frozen=True)
class Alignment:
    """Two documents in which the same id means the same element.

    ``old`` is the old document with every matched element under the id it has in ``new``, and
    references to them rewritten along; an unmatched one whose id means another element in ``new``
    has a fresh id. It is the given document itself where nothing had to be renamed. ``ids`` leads
    from an id in ``old`` to the one the element had originally, where they differ; ``new_ids``
    does so for ``new``, which differs only where a comparison was turned round. ``confidence``
    holds how sure a match is, by id, where it is less than certain. ``splits`` leads from an id
    to those of the other parts the element was split into, ``merges`` from an id to those of the
    old elements that were taken into it; these are not matched themselves.
    """

    old: Document
    new: Document
    ids: Mapping[str, str] = field(default_factory=dict)
    new_ids: Mapping[str, str] = field(default_factory=dict)
    confidence: Mapping[str, float] = field(default_factory=dict)
    splits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    merges: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def original(self, node_id: str) -> str:
        """Return the id by which the given old document knows an element."""
        return self.ids.get(node_id, node_id)


def align(old: Document, new: Document, check: Check = never) -> Alignment:
    """Find out which elements correspond; the roots always do.

    Raises ``DuplicateId`` where an id occurs twice in one document, and what ``check`` raises.
    """
    return aligned(old, new, check)[0]


def aligned(old: Document, new: Document, check: Check = never) -> tuple[Alignment, Differences]:
    """Align, and return where the aligned documents differ, which is found on the way."""
    for document in (old, new):
        refuse_duplicates(document.root)
    names = {}
    if old.root.id != new.root.id and old.root.id is not None and new.root.id is not None:
        names[old.root.id] = new.root.id
    base = replace(old, root=rekeyed(old.root, names), shared_index=None) if names else old
    found = differences(base.root, new.root, check)
    return Alignment(base, new, {new_id: old_id for old_id, new_id in names.items()}), found
