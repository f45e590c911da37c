"""Two editions as one Word document with tracked changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Final

from lxml.etree import _Element

from strategy_editor.comparison.words import Words, compare_words
from strategy_editor.exchange.docx.export import Rendered, render
from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.redline.adopting import (
    Adopter,
    adopt_references,
    adopt_relations,
    note_id,
)
from strategy_editor.exchange.docx.redline.fingerprint import Fingerprint, names_ids
from strategy_editor.exchange.docx.redline.keys import Listed, listed, text_of
from strategy_editor.exchange.docx.redline.margins import merge_margins, track_further_changes
from strategy_editor.exchange.docx.redline.marking import Marker
from strategy_editor.exchange.docx.redline.moves import Kinship, kinship
from strategy_editor.exchange.docx.redline.notes import merge_notes, note_partners
from strategy_editor.exchange.docx.redline.numbers import adopt_numbers, list_of
from strategy_editor.exchange.docx.redline.proof import prove, rendered_fingerprint
from strategy_editor.exchange.docx.redline.remarks import Remarks, hang_reasons
from strategy_editor.exchange.docx.redline.tables import join_moved_rows
from strategy_editor.exchange.docx.redline.weaving import Weaver
from strategy_editor.exchange.editions import Edition, Progress
from strategy_editor.exchange.ledger import Entry
from strategy_editor.exchange.options import ExportOptions
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.reasons import reasons
from strategy_editor.storage.garbage import no_garbage_collection

STEPS: Final = 5
_MOST_AROUND: Final = 80
"""Letters of what stayed that a comment repeats between two changes."""
_BOOKMARK: Final = w("bookmarkStart")


@dataclass(frozen=True)
class RedlineExport:
    """A proved redline, and what in it is not as the strategy asks."""

    content: bytes
    ledger: tuple[Entry, ...] = ()


def word_redline(
    old: Edition,
    new: Edition,
    options: ExportOptions,
    progress: Progress = lambda _done, _all: None,
    *,
    explained: bool = False,
) -> RedlineExport:
    """Return the new edition with what changed since the old one as Word's tracked changes.

    With ``explained``, what the new edition's lineage states of goals becomes comments on them.

    Raises ``UnprovenRedline`` where accepting everything would not give what the export of the new
    edition prints, or rejecting everything what that of the old one does, and ``DuplicateId`` where
    an id occurs twice in one edition.
    """
    with no_garbage_collection():
        made = _merged(old, new, options, progress, explained)
        keeps_layout = prove(made.export.content, made.former, made.present)
    progress(STEPS, STEPS)
    if keeps_layout:
        return made.export
    return replace(made.export, ledger=(*made.export.ledger, Entry("redline-layout")))


@dataclass(frozen=True)
class _Made:
    """A redline that is still to be proved, and what the two editions say."""

    export: RedlineExport
    former: Fingerprint
    present: Fingerprint


def _merged(
    old: Edition, new: Edition, options: ExportOptions, progress: Progress, explained: bool
) -> _Made:
    """Make a redline; the trees that it takes are gone again before the proof takes its own."""
    kin = kinship(old.document, new.document)
    # Remarks on the old edition would be beside the point, and their numbers those of the new.
    before = render(kin.old, replace(options, annotations=False), old.media, compared=True)
    progress(1, STEPS)
    after = render(new.document, options, new.media, compared=True)
    progress(2, STEPS)
    former, present = rendered_fingerprint(before), rendered_fingerprint(after)
    known = {**_known(before, former), **_known(after, present)}
    reader = Reader(new.document)
    merger = _Merger(before, after, kin, known, reader, options)
    merger.merge()
    if explained:
        hang_reasons(reasons(reader), kin.names, after.body, merger.remarks)
    del merger
    progress(3, STEPS)
    content = after.packed(options.created)
    for each in (before.body, after.body):
        # Packages hold themselves in circles, which are found when there is time.
        each.clear()
    progress(4, STEPS)
    return _Made(RedlineExport(content, after.ledger), former, present)


class _Merger:
    """Merges the old edition into the rendered new one; both are used up."""

    def __init__(
        self,
        before: Rendered,
        after: Rendered,
        kin: Kinship,
        known: Mapping[_Element, bytes],
        reader: Reader,
        options: ExportOptions,
    ) -> None:
        self._before, self._after = before, after
        author = options.author or reader.word("redline-author")
        date = _said(options.created)
        marks = [
            each for root in (after.body, after.package.notes) for each in root.iter(_BOOKMARK)
        ]
        first_id = 1 + max((int(each.get(w("id"), "0")) for each in marks), default=0)
        self._marker = Marker(author, date, first_id)
        names = (str(each.get(w("name"))) for each in marks)
        self._adopter = Adopter(self._marker, names, after.package.section)
        self.remarks = Remarks(after.package, self._marker, author, date)
        moved = partial(_say_changes, self.remarks, reader.word("changed-while-moved"))
        self._weaver = Weaver(self._marker, self._adopter, kin, known, moved)

    def merge(self) -> None:
        body, package = self._after.body, self._after.package
        old, new = listed(self._before.body), listed(body)
        former = self._adopt(_paired_lists(old, new))
        body[:] = self._weaver.weave_body(old, new)
        join_moved_rows(self._weaver.rows, self._marker)
        merge_notes(package.notes, former, body, self._weaver)
        merge_margins(self._before.package, package, self._weaver)
        track_further_changes(package.part.settings.element)

    def _adopt(self, lists: Iterable[tuple[str, str]]) -> dict[str, _Element]:
        """Let ids in the old edition's markup mean the same as in the new one's package."""
        old, new = self._before.package, self._after.package
        partners = note_partners(old.notes, new.notes)
        adopt_references(self._before.body, partners)
        adopt_relations(self._before.body, old.part, new.part)
        adopt_relations(old.notes, old.notes_part, new.notes_part)
        stories = [self._before.body, old.notes]
        adopt_numbers(old.numbering, new.numbering, stories, lists)
        notes = {note_id(note, partners): note for note in old.notes.findall(w("footnote"))}
        self._adopter.keep_notes(notes, new.notes)
        return notes


def _say_changes(
    remarks: Remarks, heading: str, old: Sequence[_Element], new: Sequence[_Element]
) -> None:
    """Say in a comment what changed in a block while it moved."""
    before, after = ("\n".join(map(text_of, blocks)) for blocks in (old, new))
    if before != after and new[0].tag == w("p"):
        lines = _changed_lines(compare_words(before, after))
        remarks.hang(new[0], "moveTo", [[Words("same", heading)], *lines])


def _changed_lines(words: Sequence[Words]) -> list[list[Words]]:
    """Return the paragraphs in which something changed, with a few words around it."""
    lines: list[list[Words]] = [[]]
    for each in words:
        first, *others = each.text.split("\n")
        lines[-1].append(Words(each.kind, first))
        lines += [[Words(each.kind, text)] for text in others]
    changed = [line for line in lines if any(each.kind != "same" and each.text for each in line)]
    return [[_around(each) for each in line if each.text] for line in changed]


def _around(words: Words) -> Words:
    text = words.text
    if words.kind != "same" or len(text) <= _MOST_AROUND:
        return words
    half = _MOST_AROUND // 2
    start, end = text[:half].rpartition(" ")[0], text[-half:].partition(" ")[2]
    return Words("same", f"{start} … {end}")


def _known(rendered: Rendered, told: Fingerprint) -> dict[_Element, bytes]:
    """The markup of blocks without ids, which is the same wherever they stand."""
    if len(rendered.body) != len(told.body):
        return {}
    pairs = zip(rendered.body, told.body, strict=True)
    return {block: said for block, said in pairs if not names_ids(said)}


def _paired_lists(old: Listed, new: Listed) -> list[tuple[str, str]]:
    """The lists of paragraphs that are the same in both editions."""
    places = {key: at for at, key in enumerate(old.keys)}
    pairs = (
        (list_of(old.blocks[places[key]]), list_of(new.blocks[at]))
        for at, key in enumerate(new.keys)
        if key in places
    )
    return [pair for pair in dict.fromkeys(pairs) if all(pair)]


def _said(moment: datetime) -> str:
    """Word reads the time of a change as local time; the time zone is that of the export."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
