"""Put errors and findings into sentences: the place where values meet the message catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from strategy_editor.document.dates import Span
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.numbering import numbers
from strategy_editor.document.profile import Profile, profile_of
from strategy_editor.document.texts import shortened, title_of
from strategy_editor.errors import CannotRead, UserError
from strategy_editor.exchange.reading.values import date_text
from strategy_editor.i18n import text
from strategy_editor.schema.catalog import current_schema
from strategy_editor.validation.problem import Problem, Severity

_TITLE_LENGTH = 70
_TEXT_BLOCKS = frozenset({"paragraph", "item", "list"})
_ELEMENT_VALUES = frozenset({"element", "parent", "expected", "found"})
_DATE_VALUES = frozenset({"date", "base", "limit", "first", "last"})


def error_text(error: UserError, language: str) -> str:
    """Return the sentence for an error."""
    values = dict(error.values)
    reason = values.pop("reason_key", None)
    if reason is not None:
        values["reason"] = text(language, f"reason.{reason}")
    schema = current_schema()
    if not isinstance(error, CannotRead):
        for name in ("element", "parent", "field"):
            if name in values:
                values[name] = schema.label(str(values[name]), language)
    if "path" in values:
        values["path"] = str(values["path"])
    return text(language, error.key, **values)


class Wording:
    """Words for what is found in one document, in the user's language.

    Levels are called as the document's profile calls them, everything else as the schema does.
    """

    def __init__(
        self,
        document: Document,
        language: str,
        numbers: Mapping[str, str] | None = None,
        profile: Profile | None = None,
    ) -> None:
        self.document = document
        self.language = language
        if profile is not None:
            self.profile = profile
        if numbers is not None:
            self.numbers = numbers
        self.schema = current_schema()

    @cached_property
    def profile(self) -> Profile:
        """The document's profile."""
        return profile_of(self.document.root)

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """Printed numbers by id."""
        return numbers(self.document.root, self.profile)

    def label(self, tag: str) -> str:
        """Return what an element is called."""
        name = "comment" if tag.startswith("#") else tag.rpartition("}")[2]
        return self.profile.level(tag).singular or self.schema.label(name, self.language)

    def attribute_label(self, tag: str, name: str) -> str:
        """Return what an attribute is called."""
        element_type = self.schema.element(tag)
        declared = element_type.attribute(name) if element_type is not None else None
        return declared.documentation.label(self.language) if declared is not None else name

    def field_label(self, tag: str, field: str) -> str:
        """Return what a field of an element is called; fields are addressed as in problems."""
        if field.startswith("@"):
            return self.attribute_label(tag, field[1:])
        name, _, position = field.partition("#")
        label = self.label(name)
        return f"{label} {position}" if position else label

    def choice(self, tag: str, attribute: str, value: str) -> str:
        """Return the label of an enumerated value."""
        element_type = self.schema.element(tag)
        declared = element_type.attribute(attribute) if element_type is not None else None
        for each in declared.value_type.choices if declared is not None else ():
            if each.value == value:
                return each.documentation.label(self.language)
        return value

    def value_text(self, tag: str, attribute: str, value: str) -> str:
        """Return what an attribute says: labels for choices and names for references."""
        element_type = self.schema.element(tag)
        declared = element_type.attribute(attribute) if element_type is not None else None
        if declared is None:
            return value
        if declared.is_reference:
            return ", ".join(self.short_name(each) for each in value.split())
        if "date" in declared.value_type.name:
            return self.date(value)
        return self.choice(tag, attribute, value)

    def date(self, value: str) -> str:
        """Return a date as it is written."""
        return date_text(value, self.language)

    def problem(self, problem: Problem) -> str:
        """Return the sentence for a finding."""
        values: dict[str, object] = {}
        node = self._node(problem.node_id)
        tag = problem.value("element") or (node.tag if node is not None else "")
        for name, value in problem.values:
            values[name] = self._value(name, value, tag)
        if "elsewhere" in values:
            values["elsewhere"] = self._holder(problem.value("elsewhere"))
        values |= self._spans(problem, values) | self._phrases(problem, values)
        rule = problem.rule
        if rule == "schema.unexpected" and self.schema.element(tag) is None:
            rule = "schema.unknown"
        return text(self.language, f"problem.{rule}", **values)

    def refusal(self, error: UserError) -> str:
        """Return why something was refused, in the words of the document's profile."""
        values = dict(error.values)
        tag = str(values.get("element", ""))
        for name in ("element", "parent", "expected", "other"):
            if name in values:
                values[name] = self.label(str(values[name]))
        if "field" in values:
            values["field"] = self.field_label(tag, str(values["field"]))
        if "attribute" in values:
            values["attribute"] = self.attribute_label(tag, str(values["attribute"]))
        return text(self.language, error.key, **values)

    def severity(self, severity: Severity) -> str:
        """Return what a severity is called."""
        return text(self.language, f"severity.{severity.name.lower()}")

    def place(self, node_id: str, field: str = "") -> str:
        """Return where something is: label, number, title, and the field where one is meant."""
        node = self._node(node_id)
        if node is None:
            return text(self.language, "place.document")
        place = self._name_within(node)
        if not field:
            return place
        label = self.field_label(node.tag, field)
        return text(self.language, "place.field", place=place, field=label)

    def name(self, node: Node) -> str:
        """Return label, number and title of an element."""
        values = {
            "label": self.label(node.tag),
            "number": self.numbers.get(node.id or "", ""),
            "title": shortened(self.title(node), _TITLE_LENGTH),
        }
        return named(self.language, **values)

    def short_name(self, node_id: str) -> str:
        """Return number, abbreviation or title of an element, whichever it is known by.

        Never an id: what is known by none of them is called by its type, what is gone is said so.
        """
        node = self.document.find(node_id)
        if node is None:
            return text(self.language, "value.missing-target")
        number = self.numbers.get(node_id, "")
        name = number or node.get("abbreviation") or node.get("label")
        name = name or title_of(node, self.printed)
        return name or self.label(node.tag)

    def _holder(self, node_id: str) -> str:
        """Name what holds a text: to quote the text would say nothing new."""
        path = self.document.path(node_id) if node_id in self.document else []
        held = (node for node in reversed(path) if node.tag not in _TEXT_BLOCKS)
        return next(map(self.name, held), text(self.language, "place.document"))

    def _name_within(self, node: Node) -> str:
        """Name an element; one without number and title is known by what it belongs to."""
        name = self.name(node)
        outer = self.document.parent(node.id) if node.id is not None else None
        if name != self.label(node.tag) or outer is None or outer is self.document.root:
            return name
        like = outer.children_of(node.tag)
        if len(like) > 1 and node in like:
            name = f"{name} {like.index(node) + 1}"
        return text(self.language, "place.field", place=self._name_within(outer), field=name)

    def printed(self, reference: Node) -> str:
        """Return what a cross reference reads now: number, title or both, as it is printed."""
        target = self._node(reference.get("target"))
        if target is None:
            return text(self.language, "document.dangling-reference")
        number = self.numbers.get(target.id or "", "").rstrip(".")
        title, show = title_of(target), reference.get("show")
        if number and show == "number-and-title":
            return text(self.language, "document.number-and-title", number=number, title=title)
        if number and not (show == "title" and title):
            return number
        return title or self.label(target.tag)

    def title(self, node: Node) -> str:
        """Return the title of an element or its first words, cross references as they read."""
        if node.tag != "disposition":
            return title_of(node, self.printed)
        goals = node.get("old").split() or node.get("new").split()
        return ", ".join(self.goal_name(goal_id) for goal_id in goals)

    def goal_name(self, goal_id: str) -> str:
        """Return number and title of a present or former goal."""
        node = self._node(goal_id)
        if node is None:
            return text(self.language, "value.missing-goal")
        number = node.get("number") or self.numbers.get(goal_id, "")
        return f"{number} {self.title(node)}".strip()

    def _node(self, node_id: str) -> Node | None:
        if self.document.shared_index is not None:
            # While somebody types there is a new document with every key.
            return self.document.find(node_id)
        return self._nodes.get(node_id)

    @cached_property
    def _nodes(self) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for node in self.document.root.walk():
            if node.id is not None:
                found.setdefault(node.id, node)
        return found

    def _value(self, name: str, value: str, tag: str) -> str:
        if name in _ELEMENT_VALUES:
            return self.label(value)
        if name in _DATE_VALUES:
            return self.date(value)
        if name == "attribute":
            return self.attribute_label(tag or "disposition", value)
        if name in ("kind", "other") and self._is_disposition_kind(value):
            return self.choice("disposition", "kind", value)
        if name == "conflict":
            return self.choice("conflict", "kind", value)
        if name == "direction":
            return self.choice("indicator", "direction", value)
        if name == "needed":
            return self.field_label(tag or "disposition", value)
        return value

    def _is_disposition_kind(self, value: str) -> bool:
        return self.choice("disposition", "kind", value) != value

    def _spans(self, problem: Problem, values: dict[str, object]) -> dict[str, object]:
        if "low" in values:
            low, high = problem.value("low"), problem.value("high")
            key = "exactly" if low == high else "between" if high else "at-least"
            return {"expected_count": text(self.language, f"value.{key}", low=low, high=high)}
        if not {"first", "last"} <= values.keys():
            return {}
        return {"span": self._span(str(values["first"]), str(values["last"]))}

    def _phrases(self, problem: Problem, values: dict[str, object]) -> dict[str, object]:
        match problem.rule:
            case "duplicate-id":
                title = shortened(problem.value("title"), _TITLE_LENGTH)
                label = str(values["element"])
                return {"second": named(self.language, label=label, number="", title=title)}
            case "lead-did-not-exist":
                early = problem.value("date") < problem.value("limit")
                key = "value.exists-since" if early else "value.existed-until"
                return {"existence": text(self.language, key, limit=values["limit"])}
        return {}

    def span(self, key: str, name: str, span: Span) -> str:
        """Return a sentence about the days that something named covers."""
        first = self.date(span.first.isoformat()) if span.first else ""
        last = self.date(span.last.isoformat()) if span.last else ""
        return text(self.language, key, name=name, span=self._span(first, last))

    def span_text(self, first: str, last: str) -> str:
        """Return the days from one date to another, either of which may be open."""
        return self._span(self.date(first), self.date(last)) if first or last else ""

    def _span(self, first: str, last: str) -> str:
        key = "span" if first and last else "span-from" if first else "span-until"
        return text(self.language, f"value.{key}", first=first, last=last)


def named(language: str, *, label: str, number: str, title: str) -> str:
    """Put label, number and title together, whichever of them there are."""
    if number and title:
        key = "place.element"
    elif title:
        key = "place.unnumbered"
    elif number:
        key = "place.untitled"
    else:
        key = "place.bare"
    return text(language, key, label=label, number=number, title=title)
