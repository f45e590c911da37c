"""Versions as rows of a list, the newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from strategy_editor.i18n import Translator
from strategy_editor.ui.icons import icon
from strategy_editor.ui.theme import Theme
from strategy_editor.versions.version import Version
from strategy_editor.workspace.version_wording import (
    changes_text,
    kind_name,
    moment_text,
    title_of_version,
)

VERSION_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_ICONS = {"frozen": "stamp", "named": "bookmark", "made": "dot", "state": "circle-dashed"}


@dataclass(frozen=True)
class Wanted:
    """Which versions are to be seen: of a kind (empty for all), with words, with states."""

    kind: str = ""
    words: tuple[str, ...] = ()
    with_states: bool = True


class VersionsModel(QAbstractListModel):
    """The time line of one strategy; sentences are made when a row is painted."""

    def __init__(self, translate: Translator, theme: Theme) -> None:
        super().__init__()
        self._translate = translate
        self._theme = theme
        self._all: list[Version] = []
        self._states: set[str] = set()
        self._changes: Mapping[str, Mapping[str, int]] = {}
        self._is_counted = False
        self._is_left = False
        self._wanted = Wanted()
        self.shown: list[Version] = []

    def show(self, versions: Sequence[Version], states: Sequence[Version]) -> None:
        """Show versions and working states, as far as they are wanted."""
        self._states = {each.id for each in states}
        every = [*versions, *states]
        self._all = sorted(every, key=lambda each: each.when, reverse=True)
        if not states:
            self._all = list(versions)
        self._filter()

    def count(self, changes: Mapping[str, Mapping[str, int]], *, is_whole: bool) -> None:
        """Show the numbers of changes; ``is_whole`` says that no more are to come."""
        self._changes, self._is_counted, self._is_left = changes, is_whole, False
        self._repaint()

    def leave_uncounted(self) -> None:
        """The counting was ended: nothing more comes before the history is read again."""
        self._is_left = True
        self._repaint()

    def narrow(self, wanted: Wanted) -> None:
        """Show what is wanted only."""
        self._wanted = wanted
        self._filter()

    def set_theme(self, theme: Theme) -> None:
        """Draw the marks in other colours."""
        self._theme = theme
        self._repaint()

    def version(self, index: Index) -> Version | None:
        """Return the version of a row."""
        return self.shown[index.row()] if index.isValid() else None

    def is_state(self, version: Version) -> bool:
        """Whether it is a working state of this workstation."""
        return version.id in self._states

    def changes_of(self, version: Version) -> str:
        """Return what a version changed, in words; empty where that is not known."""
        changes = self._changes.get(version.id)
        if changes is None:
            counting = not self._is_counted and not self.is_state(version)
            key = "history.uncounted" if self._is_left else "history.counting"
            return self._translate(key) if counting else ""
        if not changes:
            return self._translate("history.no-changes")
        return changes_text(changes, self._translate.language)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.shown):
            return None
        version = self.shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return "\n".join(self._lines(version))
            case Qt.ItemDataRole.AccessibleTextRole:
                marker = self._translate(f"history.marker.{self._marker(version)}")
                return ", ".join((marker, *filter(str.strip, self._lines(version))))
            case Qt.ItemDataRole.ToolTipRole:
                return self._translate(f"history.marker.{self._marker(version)}")
            case Qt.ItemDataRole.DecorationRole:
                return self._mark(version)
            case _ if role == VERSION_ROLE:
                return version
            case _:
                return None

    def _lines(self, version: Version) -> tuple[str, str, str]:
        language = self._translate.language
        told = self._translate(
            "history.line",
            when=moment_text(version.when, language),
            kind=kind_name(version.kind, language),
            author=version.author.name,
        )
        return title_of_version(version, language), told, self.changes_of(version) or " "

    def _marker(self, version: Version) -> str:
        if self.is_state(version):
            return "state"
        if version.is_frozen:
            return "frozen"
        return "named" if version.is_named else "made"

    def _mark(self, version: Version) -> Any:
        marker = self._marker(version)
        colour = self._theme.accent if marker in ("frozen", "named") else self._theme.muted
        return icon(_ICONS[marker], colour)

    def _filter(self) -> None:
        self.beginResetModel()
        self.shown = [each for each in self._all if self._is_wanted(each)]
        self.endResetModel()

    def _is_wanted(self, version: Version) -> bool:
        wanted = self._wanted
        if self.is_state(version) and not wanted.with_states:
            return False
        if wanted.kind and (version.kind != wanted.kind or self.is_state(version)):
            return False
        if not wanted.words:
            return True
        spoken = " ".join((*self._lines(version), version.said.note, version.id)).casefold()
        return all(word in spoken for word in wanted.words)

    def _repaint(self) -> None:
        if self.shown:
            self.dataChanged.emit(self.index(0), self.index(len(self.shown) - 1))
