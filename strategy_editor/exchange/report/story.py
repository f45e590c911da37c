"""What both reports say about a comparison, in the reader's language."""

from __future__ import annotations

from functools import cached_property

from strategy_editor.comparison.changes import Change, Comparison
from strategy_editor.comparison.layout import ROOT
from strategy_editor.comparison.words import OBJECT, Words
from strategy_editor.document.document import Document
from strategy_editor.document.texts import shortened, title_of
from strategy_editor.exchange.reading.attributes import value_text
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.report.overview import Overview
from strategy_editor.i18n import text

_TITLE_LENGTH, _BRIEF = 80, 44


class Story:
    """Names and values for the changes between two documents."""

    def __init__(self, comparison: Comparison, old: Document, new: Document, language: str) -> None:
        self.comparison = comparison
        self.language = language
        # The aligned old document: values in changes name elements as the new one does.
        self._old = Reader(comparison.alignment.old, language)
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
        if change.id in (ROOT, self._new.root.id):
            return self._new.label("strategy")
        reader = self._old if change.kinds == ("removed",) else self._new
        label = reader.label(change.role)
        number = change.new_number or change.old_number
        title = shortened(change.title, _TITLE_LENGTH)
        named = f"{label} {number}" if number else label
        if change.role == "metadata":
            # Its title is that of the whole strategy, which every line would repeat.
            return named
        if title:
            return self.word("named", name=named, title=title)
        return named if number else self._within(change, named)

    def _within(self, change: Change, name: str) -> str:
        """Name what has neither number nor title together with what it stands in."""
        reader = self._old if change.kinds == ("removed",) else self._new
        key = change.id if change.id in reader.document else change.parent or change.old_parent
        if key not in reader.document:
            return name
        for node in reversed(reader.document.path(key)[:-1]):
            title = title_of(node)
            if title and node.id is not None and node.tag != "strategy":
                return self.word("within", name=name, place=self.element(node.id, _BRIEF))
        return name

    def field(self, change: Change) -> str:
        """Return the field that a change concerns, empty for the element itself."""
        if change.field.startswith("@"):
            return self._new.attribute_label(change.role, change.field[1:])
        is_apart = change.field.startswith("#")
        tag, _, position = change.field.removeprefix("#").partition("#")
        if not tag:
            return ""
        is_named = tag in ("comment", "instruction", "outside")
        label = self.word(tag) if is_apart and is_named else self._new.label(tag)
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
        if change.kinds in (("added",), ("removed",)) and not change.old and not change.new:
            said = self._attributes(change)
            return ("", said) if change.kinds == ("added",) else (said, "")
        return self.whole(change.old), self.whole(change.new)

    def _attributes(self, change: Change) -> str:
        """What an element says that holds no text, such as who is responsible."""
        found = self.overview.element(change.id)
        if found is None:
            return ""
        node, is_new = found
        reader = self._new if is_new else self._old
        values = [
            (reader.attribute_label(node.tag, name), value_text(reader, node.tag, name, value))
            for name, value in node.attributes
            if name != "id"
        ]
        return " · ".join(self.word("field", name=name, value=value) for name, value in values)

    @cached_property
    def overview(self) -> Overview:
        """What a newcomer wants to know first."""
        return Overview(self.comparison)

    def words(self, change: Change) -> list[Words]:
        """Return the words of a change with references as they read."""
        return [
            Words(each.kind, self._reference(each)) if each.target else each
            for each in change.words
        ]

    def whole(self, text: str) -> str:
        """Return a whole text with a word in the place of each reference."""
        return text.replace(OBJECT, self.word("reference"))

    def part(self, change: Change) -> str:
        """Return the heading of the part of the document in which a change lies."""
        key = self.overview.part_of(change)
        return self.element(key) if key else self.word("document")

    def briefly(self, key: str) -> str:
        """Return what ``element`` does, with a title that leaves room on the line."""
        return self.element(key, _BRIEF)

    def element(self, key: str, length: int = _TITLE_LENGTH) -> str:
        """Return label, number and title of an element by its id."""
        found = self.overview.element(key)
        if found is None:
            return ""
        node, is_new = found
        reader = self._new if is_new else self._old
        label, number = reader.label(node.tag), reader.numbers.get(key, "")
        named = f"{label} {number}" if number else label
        title = shortened(title_of(node), length)
        return self.word("named", name=named, title=title) if title else named

    def goal(self, key: str) -> str:
        """Return number and title of a goal, briefly."""
        found = self.overview.element(key)
        if found is None:
            return ""
        node, is_new = found
        number = (self._new if is_new else self._old).numbers.get(key, "").replace(" ", "\u00a0")
        title = shortened(title_of(node), _BRIEF)
        return self.word("named", name=number, title=title) if number else title

    def role(self, tag: str) -> str:
        """Return what elements of a kind are called, in the plural where the profile has one."""
        plural = self._new.profile.level(tag).plural
        if plural or tag not in ("indicator", "milestone"):
            return plural or self._new.label(tag)
        return self.word(f"{tag}s")

    def label(self, change: Change) -> str:
        """Return what the element of a change is called."""
        return (self._old if change.kinds == ("removed",) else self._new).label(change.role)

    def fate(self, kind: str) -> str:
        """Return what became of a goal, in words."""
        return self._new.choice("disposition", "kind", kind)

    def counted(self) -> list[tuple[str, int]]:
        """Return the number of changes of each kind, in words."""
        return [(self.kind(kind), count) for kind, count in self.comparison.summary.items()]

    def _reference(self, each: Words) -> str:
        reader = self._old if each.kind == "old" else self._new
        return reader.reference_text(each.target, "number")
