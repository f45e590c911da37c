"""Merge files: read them, merge, settle what was chosen, and hand over one document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from strategy_editor.comparison.layout import DuplicateId
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.editing.blank import NewId, random_id
from strategy_editor.errors import CannotRead, UserError
from strategy_editor.merging.choices import Choices, Settled, settle
from strategy_editor.merging.conflict import Conflict, Taken
from strategy_editor.merging.descent import descent
from strategy_editor.merging.sides import Pause, Returned
from strategy_editor.merging.stored import conflicts_in, with_conflicts
from strategy_editor.merging.table import table_of
from strategy_editor.merging.three_way import merge_all
from strategy_editor.storage.reading import read
from strategy_editor.storage.refused import cannot_write
from strategy_editor.storage.writing import replace_file
from strategy_editor.workspace.media import media_folder


@dataclass(frozen=True)
class Named:
    """A document and the file that it was read from, which names it."""

    path: Path
    document: Document


@dataclass(frozen=True)
class Merged:
    """The merged document with its open conflicts, and the ledger: who gave what.

    ``names`` are what the sides are called, ours first. ``settled`` says what became of choices.
    ``doubtful`` are those sides that have so little in common with the base that it may be the
    wrong one.
    """

    document: Document
    base: Document
    names: tuple[str, ...]
    taken: tuple[Taken, ...]
    settled: Settled | None = None
    doubtful: tuple[str, ...] = ()

    @property
    def conflicts(self) -> list[Conflict]:
        """What is open, that of earlier merges included."""
        return conflicts_in(self.document.root)


def read_side(path: Path) -> Named:
    """Read a file to be merged; raise ``CannotRead`` where ids do not tell elements apart."""
    document = read(path).document
    try:
        table_of(document)
    except DuplicateId as error:
        raise CannotRead("error.duplicate-id", path, id=str(error)) from None
    return Named(path, document)


def merge_files(
    base: Named, ours: Named, theirs: Sequence[Named], choices: Choices | None = None, *,
    pause: Pause = lambda: None, new_id: NewId = random_id,
) -> Merged:  # fmt: skip
    """Merge returned files with ours, as far as they have anything to do with the base.

    Raises ``CannotRead`` where one has nothing in common with it, and what ``pause`` raises.
    """
    names = _names([ours, *theirs])
    doubtful = []
    for name, each in zip(names, (ours, *theirs), strict=True):
        pause()
        found = descent(base.document, each.document)
        if found == "none":
            raise CannotRead("error.nothing-in-common", each.path, base=base.path.name)
        if found == "doubtful":
            doubtful.append(name)
    returned = [
        Returned(name, each.document) for name, each in zip(names, [ours, *theirs], strict=True)
    ]
    result = merge_all(base.document, returned[0], returned[1:], pause=pause)
    document = with_conflicts(result.document, result.conflicts)
    settled = None
    if choices is not None:
        settled = settle(document, choices, new_id)
        document = settled.document
    return Merged(document, base.document, names, result.taken, settled, tuple(doubtful))


def without_base(ours: Named) -> Named:
    """Return what stands for a base where there is none: everything was added by both."""
    root = ours.document.root
    return Named(ours.path, Document(Node(root.tag, root.attributes), (), ()))


def take_pictures(sources: Sequence[Path], target: Path) -> list[UserError]:
    """Copy the pictures beside files to the merged one; return what could not be copied."""
    errors: list[UserError] = []
    folder = media_folder(target)
    for source in sources:
        known = media_folder(source)
        if known == folder or not known.is_dir():
            continue
        for picture in sorted(known.iterdir()):
            copy = folder / picture.name
            if not picture.is_file() or copy.exists():
                continue
            try:
                folder.mkdir(exist_ok=True)
                replace_file(copy, picture.read_bytes())
            except UserError as error:
                errors.append(error)
            except OSError as error:
                errors.append(cannot_write(copy, error))
    return errors


def _names(sides: Sequence[Named]) -> tuple[str, ...]:
    """The names of the files, with as much of their path as tells them apart."""
    short = [each.path.name for each in sides]
    if len(set(short)) == len(short):
        return tuple(short)
    long = [str(each.path) for each in sides]
    if len(set(long)) == len(long):
        return tuple(long)
    return tuple(f"{name} ({number})" for number, name in enumerate(long, 1))
