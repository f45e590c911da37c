"""Comparing, away from the window: what to compare with, and all that the view needs of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from threading import Event

from strategy_editor.comparison.changes import Change, Comparison
from strategy_editor.comparison.compare import compare
from strategy_editor.comparison.layout import DuplicateId
from strategy_editor.comparison.taking import reverse, take
from strategy_editor.document.document import Document
from strategy_editor.document.index import ParentIndex
from strategy_editor.document.node import Node
from strategy_editor.errors import UserError
from strategy_editor.pacing import give_way
from strategy_editor.ui.comparison.edition import Edition
from strategy_editor.ui.comparison.rows import NOWHERE, Row, beside
from strategy_editor.ui.text.styles import Styles


class Cancelled(Exception):
    """The user wanted no more of it."""


@dataclass(frozen=True)
class Other:
    """A document to compare with; ``read`` is called away from the window and raises UserError.

    ``name`` is what it is called, ``media`` where its pictures lie.
    """

    name: str
    read: Callable[[], Document]
    media: Path | None = None


@dataclass(frozen=True)
class Compared:
    """A comparison of the draft with another document, and perhaps an older third one.

    ``comparison`` leads from the older of draft and other to the newer; ``draft_is_new`` says
    which of them the draft is. ``draft`` is the revision that was compared.
    """

    comparison: Comparison
    draft: Document
    draft_is_new: bool
    editions: tuple[Edition, ...]
    names: tuple[str, ...]
    rows: tuple[Row, ...]

    def taken(self, changes: Sequence[Change]) -> Callable[[Document], Document]:
        """Return the edit that takes changes of an older draft over, or back from a newer one."""
        if not self.draft_is_new:
            return lambda document: take(self.comparison, document, changes)

        def back(document: Document) -> Document:
            turned = self._turned
            by_aspect = {aspect: change for change in turned.changes for aspect in change.aspects}
            wanted = [
                by_aspect[aspect]
                for change in changes
                for aspect in map(_mirrored, change.aspects)
                if aspect in by_aspect
            ]
            return take(turned, document, tuple(dict.fromkeys(wanted)))

        return back

    @cached_property
    def _turned(self) -> Comparison:
        """The comparison the other way round; slow, and only wanted by edits."""
        return reverse(self.comparison)


@dataclass(frozen=True)
class Wanted:
    """What is to be compared; ``swapped`` puts the draft on the other side than its date says."""

    draft: Document
    draft_name: str
    media: Path | None
    other: Other
    third: Other | None = None
    swapped: bool = False


def compared(wanted: Wanted, styles: Sequence[Styles], cancelled: Event) -> Compared:
    """Compare; ``styles`` are one for each edition. Raises ``Cancelled`` and ``UserError``."""

    def check() -> None:
        give_way()
        if cancelled.is_set():
            raise Cancelled

    other = wanted.other.read()
    draft_is_new = _is_newer(wanted.draft, other) is not wanted.swapped
    pair = [(other, wanted.other.name, wanted.other.media)]
    pair.insert(len(pair) if draft_is_new else 0, (wanted.draft, wanted.draft_name, wanted.media))
    (old, old_name, _), (new, new_name, _) = pair
    comparison = _compared(old, new, (old_name, new_name), check)
    documents = [comparison.alignment.old, comparison.alignment.new]
    sides = [(name, media) for _, name, media in pair]
    touched = _touched(documents, comparison.changes)
    if wanted.third is not None:
        third = wanted.third.read()
        earlier = _compared(third, documents[0], (wanted.third.name, old_name), check)
        documents.insert(0, earlier.alignment.old)
        sides.insert(0, (wanted.third.name, wanted.third.media))
        touched |= _touched(documents[:2], earlier.changes)
    editions = tuple(
        Edition(document, media, style)
        for document, (_, media), style in zip(documents, sides, styles, strict=False)
    )
    check()
    rows = beside([edition.keyed for edition in editions])
    rows = [_with_state(row, editions, touched) for row in rows]
    return Compared(
        comparison, wanted.draft, draft_is_new, editions,
        tuple(name for name, _ in sides), tuple(rows),
    )  # fmt: skip


def _compared(
    old: Document, new: Document, names: tuple[str, str], check: Callable[[], None]
) -> Comparison:
    try:
        return compare(old, new, *names, check=check)
    except DuplicateId as error:
        raise UserError("comparison.duplicate-id", id=str(error)) from None


def _is_newer(draft: Document, other: Document) -> bool:
    return _as_of(draft) >= _as_of(other)


def _as_of(document: Document) -> str:
    metadata = document.root.child("metadata") or Node("metadata")
    return metadata.get("as-of") or metadata.get("edition")


def _touched(documents: Iterable[Document], changes: Iterable[Change]) -> set[str]:
    """All elements in which something changed, with those that they hang in."""
    named = {
        node_id
        for each in changes
        for node_id in (each.id, each.parent, each.old_parent)
        if node_id
    }
    touched: set[str] = set()
    for document in documents:
        # A document itself searches all of it for an id that it has not.
        index = ParentIndex(document.root)
        found: set[str] = set()
        for node_id in named:
            above: str | None = node_id
            while above is not None and above in index and above not in found:
                found.add(above)
                above = index.parent_id(above)
        touched |= found
    return touched


def _with_state(row: Row, editions: Sequence[Edition], touched: set[str]) -> Row:
    if row.state != "same" or row.node_id not in touched:
        return row
    said = [
        edition.said(entry)
        for edition, entry in zip(editions, row.entries, strict=True)
        if entry != NOWHERE
    ]
    return row if all(each == said[0] for each in said) else replace(row, state="changed")


def _mirrored(aspect: tuple[str, str, str]) -> tuple[str, str, str]:
    what, key, name = aspect
    return {"added": "removed", "removed": "added"}.get(what, what), key, name
