"""Questions to the index: since when something is said, and how one element came to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from strategy_editor.comparison.words import Words, compare_words
from strategy_editor.errors import UserError
from strategy_editor.versions.faults import told
from strategy_editor.versions.index import Happened, Index, Wording, fold
from strategy_editor.versions.others import OTHERS
from strategy_editor.versions.repository import History
from strategy_editor.versions.timeline import versions
from strategy_editor.versions.version import Author, Version


@dataclass(frozen=True)
class FieldChange:
    """One field of an element before and after, word by word; fields as in a comparison."""

    field: str
    old: str
    new: str
    words: tuple[Words, ...]


@dataclass(frozen=True)
class ElementChange:
    """What one version did to an element: ``kinds`` as in a comparison, ``tag`` as it is now.

    ``whole`` are all fields as the version says them, empty where the element is gone.
    """

    version: Version
    kinds: tuple[str, ...]
    tag: str
    fields: tuple[FieldChange, ...]
    whole: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Said:
    """A stretch of versions in which an element said something.

    ``until`` is the first version that no longer said it, None where it still stands;
    ``text`` is the wording of ``field`` in the version ``since``.
    """

    element: str
    tag: str
    field: str
    text: str
    since: Version
    until: Version | None


@dataclass(frozen=True)
class AtWork:
    """What one author changed lately: the elements, and when last."""

    author: Author
    last: datetime
    elements: tuple[str, ...]


@dataclass(frozen=True)
class Apart:
    """Who works on another line, and where; ``branch`` is what the server calls it."""

    branch: str
    work: AtWork


def element_history(index: Index, versions: Sequence[Version], element: str) -> list[ElementChange]:
    """Return what became of an element, the newest version first; ``versions`` likewise."""
    happened = _by_version(index.happened_to(element))
    return [
        ElementChange(
            version,
            each.kinds,
            (each.after or each.before or _NOTHING).tag,
            _field_changes(each),
            (each.after or _NOTHING).fields,
        )
        for version in versions
        if (each := happened.get(version.id)) is not None
    ]


def search_versions(index: Index, versions: Sequence[Version], text: str) -> list[Said]:
    """Return where any version ever said a text, and since and until when.

    Case and white space do not matter. What still stands comes first, then the latest to begin.
    """
    wanted = fold(text)
    if not wanted:
        return []
    found: list[Said] = []
    for element in index.elements_with(wanted):
        happened = _by_version(index.happened_to(element))
        in_order = [
            (version, happened[version.id])
            for version in reversed(versions)
            if version.id in happened
        ]
        found += _stretches(element, in_order, wanted)
    found.sort(key=lambda said: said.since.when, reverse=True)
    found.sort(key=lambda said: said.until is not None)
    return found


def who_works_where(index: Index, versions: Iterable[Version], since: datetime) -> list[AtWork]:
    """Return who changed which elements since a moment, the latest to work first.

    A first version, in which everything is new, is no work on a place.
    """
    recent = [each for each in versions if each.when >= since and each.parents]
    touched = index.touched_by(each.id for each in recent)
    authors: dict[Author, list[Version]] = {}
    for version in recent:
        if touched.get(version.id):
            authors.setdefault(version.author, []).append(version)
    at_work = [
        AtWork(
            author,
            max(each.when for each in made),
            tuple(dict.fromkeys(name for each in made for name in touched[each.id])),
        )
        for author, made in authors.items()
    ]
    return sorted(at_work, key=lambda each: each.last, reverse=True)


def who_works_apart(
    history: History, index: Index, ours: list[Version], since: datetime
) -> list[Apart]:
    """Return who changed what on other lines since a moment; what we have is left out."""
    begins = history.private_reference(OTHERS)
    known = {each.id for each in ours}
    found: list[Apart] = []
    for name in sorted(each for each in history.git.references if each.startswith(begins)):
        try:
            with told(history.file):
                there = versions(history, str(history.git.references[name].target))
                new = [each for each in there if each.id not in known and each.when >= since]
                if not new:
                    continue
                index.update(there)
        except UserError:
            continue
        branch = name.removeprefix(begins)
        found += [Apart(branch, work) for work in who_works_where(index, new, since)]
    return sorted(found, key=lambda each: each.work.last, reverse=True)


_NOTHING = Wording("", {})


def _by_version(happened: list[Happened]) -> dict[str, Happened]:
    return {each.version: each for each in happened}


def _field_changes(happened: Happened) -> tuple[FieldChange, ...]:
    before = (happened.before or _NOTHING).fields
    after = (happened.after or _NOTHING).fields
    return tuple(
        FieldChange(name, old, new, compare_words(old, new))
        for name in dict.fromkeys((*after, *before))
        if (old := before.get(name, "")) != (new := after.get(name, ""))
    )


def _stretches(element: str, in_order: list[tuple[Version, Happened]], wanted: str) -> list[Said]:
    found: list[Said] = []
    began: tuple[Version, str, str, str] | None = None
    for version, happened in in_order:
        after = happened.after
        field = _field_with(after, wanted)
        if field is not None and after is not None and began is None:
            began = (version, after.tag, field, after.fields[field])
        elif field is None and began is not None:
            found.append(_said(element, began, version))
            began = None
    if began is not None:
        found.append(_said(element, began, None))
    return found


def _said(element: str, began: tuple[Version, str, str, str], until: Version | None) -> Said:
    since, tag, field, text = began
    return Said(element, tag, field, text, since, until)


def _field_with(wording: Wording | None, wanted: str) -> str | None:
    if wording is None:
        return None
    return next((name for name, text in wording.fields.items() if wanted in fold(text)), None)
