"""What both reports say about a comparison, in the reader's language."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from strategy_editor.comparison.changes import Change, Comparison
from strategy_editor.comparison.layout import ROOT
from strategy_editor.document.document import Document
from strategy_editor.document.texts import shortened
from strategy_editor.exchange.reading.attributes import value_text
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.i18n import text
from strategy_editor.lineage.account import account_of

_TITLE_LENGTH = 80


@dataclass(frozen=True)
class Fate:
    """How many goals of an earlier edition met one disposition; ``kind`` empty is still open."""

    label: str
    count: int
    is_open: bool


class Story:
    """Names and values for the changes between two documents."""

    def __init__(self, comparison: Comparison, old: Document, new: Document, language: str) -> None:
        self.comparison = comparison
        self.language = language
        self._old = Reader(old, language)
        self._new = Reader(new, language)

    def word(self, key: str, **values: object) -> str:
        """Return a sentence of the reports."""
        return text(self.language, f"report.{key}", **values)

    def kinds(self, change: Change) -> str:
        """Return the kinds of a change in words."""
        return ", ".join(text(self.language, f"kind.{kind}") for kind in change.kinds)

    def kind(self, kind: str) -> str:
        """Return one kind in words."""
        return text(self.language, f"kind.{kind}")

    def name(self, change: Change) -> str:
        """Return label, number and title of the element that a change concerns."""
        if change.id == ROOT:
            return self._new.label("strategy")
        reader = self._old if change.kinds == ("removed",) else self._new
        label = reader.label(change.role)
        number = change.new_number or change.old_number
        title = shortened(change.title, _TITLE_LENGTH)
        named = f"{label} {number}" if number else label
        if change.role == "metadata":
            # Its title is that of the whole strategy, which every line would repeat.
            return named
        return self.word("named", name=named, title=title) if title else named

    def field(self, change: Change) -> str:
        """Return the field that a change concerns, empty for the element itself."""
        if change.field.startswith("@"):
            return self._new.attribute_label(change.role, change.field[1:])
        tag, _, position = change.field.partition("#")
        if not tag:
            return ""
        label = self._new.label(tag if not tag.startswith("#") else "comment")
        return f"{label} {position}" if position else label

    def values(self, change: Change) -> tuple[str, str]:
        """Return the old and new value of an attribute or kind of element, in words."""
        if change.field.startswith("@"):
            name = change.field[1:]
            return (
                value_text(self._old, change.role, name, change.old),
                value_text(self._new, change.role, name, change.new),
            )
        if "retyped" in change.kinds:
            return self._old.label(change.old), self._new.label(change.new)
        return change.old, change.new

    def fates(self) -> tuple[int, list[Fate]]:
        """Return how many former goals the new edition knows, and what became of them."""
        account = account_of(self._new.document)
        found = Counter(fate.kind for fate in account.fates)
        fates = [
            Fate(
                self._new.choice("disposition", "kind", kind) if kind else self.word("open"),
                count,
                not kind,
            )
            for kind, count in found.most_common()
        ]
        return len(account.fates), fates

    def counted(self) -> list[tuple[str, int]]:
        """Return the number of changes of each kind, in words."""
        return [(self.kind(kind), count) for kind, count in self.comparison.summary.items()]
