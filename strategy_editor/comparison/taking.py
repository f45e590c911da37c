"""Take changes: all, or some with what they need, and turn a comparison round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import count

from strategy_editor.comparison.alignment import Alignment
from strategy_editor.comparison.changes import Change, Comparison
from strategy_editor.comparison.compare import compare_aligned
from strategy_editor.comparison.layout import Aspect, all_ids, key_of
from strategy_editor.comparison.mixing import Mixing
from strategy_editor.comparison.needs import with_needed
from strategy_editor.comparison.rekeying import rekeyed
from strategy_editor.comparison.remaining import remembering
from strategy_editor.document.document import Document


def apply(comparison: Comparison, old: Document) -> Document:
    """Apply all changes to the old document; the result equals the new one."""
    everything = [aspect for change in comparison.changes for aspect in change.aspects]
    alignment = comparison.alignment
    mixed = _mixed(comparison, _base(alignment, old), [*everything, *comparison.silent])
    return replace(mixed, root=rekeyed(mixed.root, alignment.new_ids))


def take(comparison: Comparison, document: Document, changes: Iterable[Change]) -> Document:
    """Take some changes, with all they need, into the old document or a later state of it.

    What is in the document keeps its ids; what is added keeps its own unless it is taken. Compared
    again with the new document, exactly the other changes remain (but for those that follow from
    others, such as numbers): where elements would then be matched otherwise than they were, the
    result says which correspond (see ``counterparts``).
    """
    alignment = comparison.alignment
    wanted = with_needed(comparison.needs, (a for change in changes for a in change.aspects))
    mixed = _mixed(comparison, _base(alignment, document), wanted)
    names = _names_back(alignment, document, mixed)
    taken = replace(mixed, root=rekeyed(mixed.root, names), shared_index=document.shared_index)
    if not wanted:
        return taken
    return remembering(alignment, mixed, names, taken)


def reverse(comparison: Comparison) -> Comparison:
    """Return the comparison with its sides changed."""
    alignment = comparison.alignment
    turned = Alignment(
        alignment.new, alignment.old, alignment.new_ids, alignment.ids, alignment.confidence,
        dict(alignment.merges), dict(alignment.splits),
    )  # fmt: skip
    return compare_aligned(turned, comparison.new, comparison.old)


def _base(alignment: Alignment, document: Document) -> Document:
    """The document in the ids of the alignment."""
    if not alignment.ids:
        return document
    names = {original: known for known, original in alignment.ids.items()}
    return replace(document, root=rekeyed(document.root, names), shared_index=None)


def _names_back(alignment: Alignment, document: Document, mixed: Document) -> dict[str, str]:
    """How to name what is in the result: as the document does, and nothing twice."""
    names = dict(alignment.ids)
    if not names:
        return names
    taken, olds = set(all_ids(document.root)), set(all_ids(alignment.old.root))
    fresh = (f"n{number}" for number in count(1))
    for each in all_ids(mixed.root):
        if each in taken and each not in names and each not in olds:
            names[each] = next(name for name in fresh if name not in taken)
            taken.add(names[each])
    return names


def _mixed(comparison: Comparison, base: Document, aspects: Collection[Aspect]) -> Document:
    by_element: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for what, key, name in aspects:
        by_element[key].add((what, name))
    target = comparison.alignment.new
    root = Mixing(comparison, base, by_element).root()
    around = target if ("outside", "") in by_element[key_of(base.root)] else base
    return Document(root, around.prolog, around.epilog, around.namespaces)
