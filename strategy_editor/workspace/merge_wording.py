"""What a merge did, in words: the ledger, and what each side made of a conflict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from strategy_editor.comparison.words import compare_words
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.texts import shortened
from strategy_editor.exchange.report.text import marked_words
from strategy_editor.i18n import text
from strategy_editor.merging.conflict import Conflict, Taken, Variant
from strategy_editor.merging.fragments import NotAPiece, content_in, node_in, plain
from strategy_editor.merging.table import ROOT
from strategy_editor.workspace.merging import Merged
from strategy_editor.workspace.wording import Wording, error_text

_LISTED = 20
"""Entries of a kind that are listed one by one."""
_LENGTH = 300


class MergeWording:
    """Words for a merged document and what it was merged from."""

    def __init__(self, document: Document, language: str, base: Document | None = None) -> None:
        self.language = language
        self._now = Wording(document, language)
        self._before = Wording(base, language) if base is not None else self._now

    def word(self, key: str, **values: object) -> str:
        """Return a sentence about merging."""
        return text(self.language, f"merge.{key}", **values)

    def place(self, target: str, field: str = "") -> str:
        """Return where something is, or was."""
        if target == ROOT:
            return text(self.language, "place.document")
        is_there = self._now.document.find(target) is not None
        return (self._now if is_there else self._before).place(target, field)

    def question(self, conflict: Conflict) -> str:
        """Return what a conflict is about: where, and in what the versions differ."""
        kind = self._now.choice("conflict", "kind", conflict.kind)
        if conflict.kind == "existence" and conflict.base.value is None:
            kind = self.word("twice")
        return self.word("question", place=self.place(conflict.target, conflict.field), kind=kind)

    def side(self, variant: Variant) -> str:
        """Return whose version something is: the names of the files, or what the side is called."""
        return ", ".join(variant.by) or self.side_name(variant.side)

    def side_name(self, side: str) -> str:
        """Return what a side is called."""
        return self._now.choice("variant", "side", side)

    def version(self, conflict: Conflict, variant: Variant) -> str:
        """Return what a side made of the thing, as words without markup."""
        if conflict.kind == "place":
            return self._place(variant)
        if variant.value is None:
            is_known = conflict.base.value is not None or conflict.kind != "existence"
            key = "removed-version" if is_known else "absent-version"
            return self.word(key if conflict.kind != "attribute" else "no-value")
        if conflict.kind == "attribute":
            tag = self._tag(conflict.target)
            name = conflict.field.removeprefix("@")
            return self._now.value_text(tag, name, variant.value) or self.word("no-value")
        return self._words(conflict, variant.value) or self.word("empty")

    def marked(self, conflict: Conflict, variant: Variant) -> str:
        """Return a version as one line, its words marked against the base."""
        said, before = self.version(conflict, variant), self.version(conflict, conflict.base)
        is_text = conflict.kind == "text" and conflict.base.value and variant.value is not None
        if is_text and variant is not conflict.base:
            return marked_words(compare_words(before, said))
        return shortened(" ".join(said.split()), _LENGTH)

    def _words(self, conflict: Conflict, value: str) -> str:
        try:
            if conflict.kind == "text":
                return plain(content_in(value))
            node = node_in(value)
        except NotAPiece:
            return value
        if not isinstance(node, Node):
            return node
        if not node.is_element:
            return plain(node.content)
        return " ".join(_texts(node)) or ", ".join(
            self._now.value_text(node.tag, name, each)
            for name, each in node.attributes
            if name != "id"
        )

    def _place(self, variant: Variant) -> str:
        if variant.place is None:
            return self.word("no-value")
        parent = self.place(variant.place.parent)
        if not variant.place.after:
            return self.word("first-in", parent=parent)
        return self.word("behind", parent=parent, element=self.place(variant.place.after))

    def _tag(self, target: str) -> str:
        node = self._now.document.find(target)
        return node.tag if node is not None else ""


def ledger(merged: Merged, language: str) -> Iterator[str]:
    """Yield the lines of the ledger: what was taken from whom, what is open, what was settled."""
    wording = MergeWording(merged.document, language, merged.base)
    if merged.doubtful:
        yield wording.word("doubtful", names=", ".join(merged.doubtful))
        yield ""
    yield wording.word("taken", count=len(merged.taken))
    yield from _sums(merged, wording)
    yield from _entries(merged.taken, wording)
    conflicts = merged.conflicts
    yield ""
    if not conflicts:
        yield wording.word("no-conflicts")
    else:
        yield wording.word("conflicts", count=len(conflicts), name=merged.names[0])
        for number, conflict in enumerate(conflicts, 1):
            yield f"  {number}. {wording.question(conflict)}  [{conflict.id}]"
            for variant in conflict.variants:
                yield f"     {wording.side(variant)}: {wording.marked(conflict, variant)}"
    yield from _settled(merged, wording)


def _sums(merged: Merged, wording: MergeWording) -> Iterator[str]:
    """What each file, or several together, have given."""
    counted: dict[tuple[str, ...], Counter[str]] = {}
    for each in merged.taken:
        counted.setdefault(each.by, Counter())[each.kind] += 1
    for by, kinds in counted.items():
        sums = ", ".join(
            wording.word(f"count.{kind}", count=count) for kind, count in kinds.items()
        )
        yield "  " + wording.word("from", names=", ".join(by), sums=sums)


def _entries(taken: Sequence[Taken], wording: MergeWording) -> Iterator[str]:
    listed: Counter[str] = Counter()
    for each in taken:
        listed[each.kind] += 1
        if listed[each.kind] <= _LISTED:
            kind = wording.word(f"kind.{each.kind}")
            place = wording.place(each.target, each.field)
            yield f"    {kind}: {place} ({', '.join(each.by)})"
    more = sum(max(0, count - _LISTED) for count in listed.values())
    if more:
        yield "    " + wording.word("more", count=more)


def _settled(merged: Merged, wording: MergeWording) -> Iterator[str]:
    settled = merged.settled
    if settled is None:
        return
    yield ""
    yield wording.word("settled", count=len(settled.done))
    for conflict, choice in settled.done:
        take = wording.word(f"take.{choice.take}")
        yield f"    {wording.question(conflict)}: {take}"
    for conflict, error in settled.failed:
        reason = error_text(error, wording.language)
        yield "    " + wording.word("failed", question=wording.question(conflict), reason=reason)
    for conflict_id in settled.unknown:
        yield "    " + wording.word("unknown", id=conflict_id)


def _texts(node: Node) -> Iterator[str]:
    for part in node.content:
        if isinstance(part, str):
            yield part
        elif part.is_element:
            yield from _texts(part)
