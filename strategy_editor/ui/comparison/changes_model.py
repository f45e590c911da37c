"""The changes as a list that can be filtered: by kind, level, part, lead and words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from strategy_editor.comparison.changes import KINDS, Change
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.exchange.report.story import Story
from strategy_editor.ui.comparison.painting import SIGNS

CHANGE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_SIGN_OF = {"added": "added", "removed": "removed", "moved": "moved"}


@dataclass(frozen=True)
class Filter:
    """Which changes are shown; empty for all. Mere renumbering follows and is hidden at first."""

    kinds: frozenset[str] = frozenset(KINDS) - {"renumbered"}
    role: str = ""
    part: str = ""
    lead: str = ""
    words: str = ""


@dataclass(frozen=True)
class Entry:
    """A change as it is listed: in words, and by what it can be filtered."""

    change: Change
    text: str
    role: str
    part: str
    lead: str

    @property
    def key(self) -> tuple[object, ...]:
        """What is the same in the next comparison, if nothing became of the change."""
        change = self.change
        return change.id, change.field, change.kinds, change.old, change.new


class ChangesModel(QAbstractListModel):
    """Shows entries that pass the filter and are not done with."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[Entry] = []
        self._shown: list[Entry] = []
        self.filter = Filter()
        self.done: set[tuple[object, ...]] = set()
        """What the user has decided already without any edit."""

    def show_entries(self, entries: Iterable[Entry]) -> None:
        """Show other entries."""
        self._entries = list(entries)
        self.refilter()

    def set_filter(self, chosen: Filter) -> None:
        """Show what passes another filter."""
        self.filter = chosen
        self.refilter()

    def refilter(self) -> None:
        """Choose anew what is shown."""
        self.beginResetModel()
        self._shown = [each for each in self._entries if self._passes(each)]
        self.endResetModel()

    @property
    def shown(self) -> list[Entry]:
        """The entries that are shown."""
        return self._shown

    @property
    def all_entries(self) -> list[Entry]:
        """All entries."""
        return self._entries

    def row_of(self, node_id: str) -> int:
        """Return the first shown change of an element, -1 where there is none."""
        rows = (at for at, each in enumerate(self._shown) if each.change.id == node_id)
        return next(rows, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many changes are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return words, or the change itself."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        entry = self._shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return entry.text
        return entry.change if role == CHANGE else None

    def _passes(self, entry: Entry) -> bool:
        chosen = self.filter
        return (
            bool(chosen.kinds & set(entry.change.kinds))
            and (not chosen.role or entry.role == chosen.role)
            and (not chosen.part or entry.part == chosen.part)
            and (not chosen.lead or entry.lead == chosen.lead)
            and (not chosen.words or chosen.words.casefold() in entry.text.casefold())
            and entry.key not in self.done
        )


def entries_of(
    changes: Iterable[Change], story: Story, old: Document, new: Document, names: dict[str, str]
) -> list[Entry]:
    """Put changes into words; ``names`` are the short names of actors."""
    # A document searches all of itself for what it does not have: that is asked of every change.
    known = [(each, {node.id for node in each.root.walk()}) for each in (new, old)]

    def path_to(change: Change) -> list[Node]:
        for document, ids in known:
            if change.id in ids:
                return document.path(change.id)
        return [old.root]

    return [_entry(change, story, path_to(change), names) for change in changes]


def _entry(change: Change, story: Story, path: list[Node], names: dict[str, str]) -> Entry:
    field = story.field(change)
    sign = next((SIGNS[kind] for kind in change.kinds if kind in _SIGN_OF), SIGNS["changed"])
    parts = [sign, story.kinds(change), "·", story.name(change)]
    if field:
        parts += ["·", field]
    if change.field.startswith("@") or "retyped" in change.kinds:
        before, after = story.values(change)
        empty = story.word("empty")
        parts.append(f"({before or empty} → {after or empty})")
    part = path[1].id or "" if len(path) > 1 else ""
    return Entry(change, " ".join(parts), change.role, part, _lead(path, names))


def _lead(path: list[Node], names: dict[str, str]) -> str:
    """Who leads the nearest element that has a lead."""
    for node in reversed(path):
        for each in node.children_of("responsibility"):
            if each.get("role") == "lead":
                return names.get(each.get("actor"), "")
    return ""
