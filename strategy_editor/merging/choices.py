"""A file of choices: which version of each conflict is to count.

JSON shape ``strategy-merge-choices/1``::

    {"format": "strategy-merge-choices/1",
     "choices": [{"conflict": id of the conflict, as the result of the merge names it,
                  "take": "ours" | "theirs" | "both" | "base" | "value" | "as-is",
                  "by": name of the file, where several returned ones differ (may be left out),
                  "value": what is written by hand, with "value" (else left out)}, …],
     "rest": "ours" | "theirs" | "base" | "as-is" (may be left out: the others stay open)}

The ids of conflicts follow from what they are about, so that a file of choices also fits when the
same files are merged again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from strategy_editor.document.document import Document
from strategy_editor.editing.blank import NewId
from strategy_editor.errors import CannotRead, UserError
from strategy_editor.merging.conflict import Conflict
from strategy_editor.merging.resolve import TAKES, Choice, resolve
from strategy_editor.merging.stored import conflicts_in
from strategy_editor.storage.reading import read_bytes

FORMAT = "strategy-merge-choices/1"
REST = ("ours", "theirs", "base", "as-is")


@dataclass(frozen=True)
class Choices:
    """Choices by conflict; ``rest`` is for all others, empty where they stay open."""

    by_conflict: Mapping[str, Choice] = field(default_factory=dict)
    rest: str = ""

    def choice(self, conflict: Conflict) -> Choice | None:
        """Return what was chosen for a conflict, None where nothing was."""
        chosen = self.by_conflict.get(conflict.id)
        return chosen or (Choice(self.rest) if self.rest else None)


@dataclass(frozen=True)
class Settled:
    """What became of choices: done ones, those that were not possible, those without conflict."""

    document: Document
    done: tuple[tuple[Conflict, Choice], ...]
    failed: tuple[tuple[Conflict, UserError], ...]
    unknown: tuple[str, ...]


def read_choices(path: Path) -> Choices:
    """Read a file of choices; raise ``CannotRead`` where it is none."""
    data = read_bytes(path)
    try:
        shape = json.loads(data)
    except (ValueError, RecursionError):
        raise CannotRead("error.choices-not-json", path) from None
    if not isinstance(shape, dict) or shape.get("format") != FORMAT:
        raise CannotRead("error.choices-format", path, expected=FORMAT)
    rest = shape.get("rest", "")
    entries = shape.get("choices", [])
    if rest not in ("", *REST) or not isinstance(entries, list):
        raise CannotRead("error.choices-shape", path, number=0)
    return Choices(dict(_entry(path, *each) for each in enumerate(entries, 1)), rest)


def settle(document: Document, choices: Choices, new_id: NewId) -> Settled:
    """Settle what was chosen in a document with conflicts; one may wait for another."""
    done: list[tuple[Conflict, Choice]] = []
    listed = conflicts_in(document.root)
    unknown = tuple(sorted(choices.by_conflict.keys() - {each.id for each in listed}))
    while True:
        document, settled, failed = _round(document, choices, new_id)
        done += settled
        if not settled:
            return Settled(document, tuple(done), tuple(failed), unknown)


def _round(
    document: Document, choices: Choices, new_id: NewId
) -> tuple[Document, list[tuple[Conflict, Choice]], list[tuple[Conflict, UserError]]]:
    done: list[tuple[Conflict, Choice]] = []
    failed: list[tuple[Conflict, UserError]] = []
    for conflict in sorted(conflicts_in(document.root), key=_is_late):
        choice = choices.choice(conflict)
        if choice is None or conflict.id not in _ids(document):
            continue
        try:
            document = resolve(document, conflict, choice, new_id)
        except UserError as error:
            failed.append((conflict, error))
        else:
            done.append((conflict, choice))
    return document, done, failed


def _ids(document: Document) -> set[str]:
    return {each.id for each in conflicts_in(document.root)}


def _is_late(conflict: Conflict) -> bool:
    """What removes elements comes last: questions about what is in them are settled then."""
    return conflict.kind == "existence"


def _entry(path: Path, number: int, entry: object) -> tuple[str, Choice]:
    wrong = CannotRead("error.choices-shape", path, number=number)
    if not isinstance(entry, dict):
        raise wrong
    values: Sequence[object] = [entry.get(name, "") for name in ("conflict", "take", "by", "value")]
    texts: list[str] = [each for each in values if isinstance(each, str)]
    if len(texts) < len(values) or not texts[0] or texts[1] not in TAKES:
        raise wrong
    return texts[0], Choice(*texts[1:])
