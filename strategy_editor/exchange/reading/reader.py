"""Resolves what a block says: numbers, references, labels, facts.

It speaks the document's language unless another is asked for, as reports to a user do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import zip_longest

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.numbering import numbers
from strategy_editor.document.profile import Actor, Profile, actors_of, profile_of
from strategy_editor.document.texts import title_of
from strategy_editor.exchange.reading.runs import MARKS, Run
from strategy_editor.exchange.reading.values import date_text, number_text
from strategy_editor.i18n import LANGUAGES, text
from strategy_editor.schema.catalog import current_schema

Facts = list[tuple[str, str]]
_NOUN_BEFORE = re.compile(r"(\b[A-ZÄÖÜ]\w+) \Z")
"""The noun that ends a text, as in "Tabelle 3", with the blank behind it."""


class Reader:
    """Reads one revision; make a new one for the next."""

    def __init__(self, document: Document, language: str = "") -> None:
        self.document = document
        self.root = document.root
        language = language or document.root.get("xml:lang", "de").split("-")[0]
        self.language = language if language in LANGUAGES else "de"
        self._schema = current_schema()
        self._found: dict[str, Node | None] = {}

    @cached_property
    def numbers(self) -> dict[str, str]:
        """Printed numbers by id."""
        return numbers(self.root, self.profile)

    @cached_property
    def profile(self) -> Profile:
        """The document's profile."""
        return profile_of(self.root)

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """The document's actors by id."""
        return actors_of(self.root)

    @cached_property
    def footnotes(self) -> dict[str, int]:
        """The number of every printed footnote by id; whoever knows them already may set them."""
        from_text = (
            node
            for child in self.root.children
            if child.tag not in NOT_PRINTED
            for node in child.walk()
            if node.tag == "footnote" and node.id is not None
        )
        return {node.id or "": number for number, node in enumerate(from_text, 1)}

    @cached_property
    def elements(self) -> dict[str, Node]:
        """Every identified element by id."""
        return {node.id: node for node in self.root.walk() if node.id is not None}

    def find(self, node_id: str) -> Node | None:
        """Return an identified element, without listing all of them."""
        if node_id not in self._found:
            self._found[node_id] = self.document.find(node_id)
        return self._found[node_id]

    def word(self, key: str, **values: object) -> str:
        """Return a text of the catalogue in the document's language."""
        return text(self.language, f"document.{key}", **values)

    def label(self, tag: str) -> str:
        """Return what an element is called in this document."""
        return self.profile.level(tag).singular or self._schema.label(tag, self.language)

    def help_of(self, tag: str) -> str:
        """Return the vocabulary's sentence on an element."""
        element_type = self._schema.element(tag)
        return element_type.documentation.help(self.language) if element_type is not None else ""

    def choice(self, tag: str, attribute: str, value: str) -> str:
        """Return the label of an enumerated attribute value."""
        element_type = self._schema.element(tag)
        declared = element_type.attribute(attribute) if element_type is not None else None
        for each in declared.value_type.choices if declared is not None else ():
            if each.value == value:
                return each.documentation.label(self.language)
        return value

    def attribute_label(self, tag: str, attribute: str) -> str:
        """Return the label of an attribute."""
        element_type = self._schema.element(tag)
        declared = element_type.attribute(attribute) if element_type is not None else None
        return declared.documentation.label(self.language) if declared is not None else attribute

    def heading(self, node: Node) -> str:
        """Return number and title, as a heading prints them."""
        number = self.numbers.get(node.id or "", "")
        title = title_of(node)
        return f"{number}\u2002{title}" if number else title

    def runs(self, node: Node, marks: frozenset[str] = frozenset()) -> list[Run]:
        """Return the running text of an element with mixed content."""
        return list(self._runs(node, Run("", marks)))

    def _runs(self, node: Node, around: Run) -> Iterator[Run]:
        for part, behind in zip_longest(node.content, node.content[1:]):
            if isinstance(part, str):
                # Most texts end without a blank: what is referred to behind them is not asked for.
                if part[-1:] == " " and self._is_number(behind):
                    part = _NOUN_BEFORE.sub("\\1\u00a0", part)
                yield Run(part, around.marks, around.link, lang=around.lang, entry=around.entry)
            elif part.tag == "footnote":
                number = self.footnotes.get(part.id or "", 0)
                yield Run(str(number), around.marks, footnote=part)
            elif part.tag == "cross-reference":
                target = part.get("target")
                yield Run(
                    self.reference_text(target, part.get("show")), around.marks, target=target
                )
            elif part.is_element:
                yield from self._runs(part, _inside(part, around))

    def _is_number(self, part: str | Node | None) -> bool:
        """Whether it prints a bare number, which must not begin a line without its noun."""
        if part is None or isinstance(part, str) or part.tag != "cross-reference":
            return False
        return self.reference_text(part.get("target"), part.get("show"))[:1].isdigit()

    def reference_text(self, target_id: str, show: str) -> str:
        """Return what a cross reference prints; words and quotation marks are the author's."""
        target = self.find(target_id)
        if target is None:
            return self.word("dangling-reference")
        number = self.joined_number(target_id).rstrip(".")
        title = title_of(target)
        if show == "title" and title:
            return title
        if not number:
            return self.word("quoted", text=title)
        if show == "number-and-title":
            return self.word("number-and-title", number=number, title=title)
        return number

    def joined_number(self, node_id: str) -> str:
        """Return an element's printed number as no line breaks in it; empty where it has none."""
        return self.numbers.get(node_id, "").replace(" ", "\u00a0")

    def actor(self, actor_id: str) -> str:
        """Return the short name of an actor."""
        found = self.actors.get(actor_id)
        return found.short if found is not None else self.word("dangling-reference")

    def date(self, value: str) -> str:
        """Return a date, month or year as it is written in the document's language."""
        return date_text(value, self.language)

    def term(self, start: str, end: str) -> str:
        """Return from when until when something lasts; either may be open."""
        first, last = self.date(start), self.date(end)
        if first and last:
            return self.word("span", first=first, last=last)
        if first:
            return self.word("since", first=first)
        return self.word("not-after", last=last) if last else ""

    def number(self, value: str) -> str:
        """Return a number as it is written in the document's language."""
        return number_text(value, self.language)

    def facts(self, node: Node) -> Facts:
        """Return the labelled facts that are printed below a goal, measure or field."""
        return [(label, value) for label, value in self._facts(node) if value]

    def _facts(self, node: Node) -> Iterator[tuple[str, str]]:
        horizon = self.profile.horizon_class(node.get("horizon"))
        yield self.word("horizon"), horizon.label if horizon is not None else ""
        yield self.word("target-date"), self.date(node.get("target-date"))
        yield self.word("duration"), self.term(node.get("start"), node.get("end"))
        yield self.word("lead"), self._responsible(node, "lead")
        yield self.word("involved"), self._responsible(node, "involved")
        yield self.word("sponsor"), self._responsible(node, "sponsor")
        status = self.profile.status(node.get("status"))
        yield self.word("status"), status.label if status is not None else ""
        if node.get("priority"):
            yield self.word("priority"), self.choice(node.tag, "priority", node.get("priority"))
        goals = [self.joined_number(goal) for goal in node.get("goals").split()]
        yield self.word("serves"), ", ".join(filter(None, goals))
        for name in ("unit", "contact"):
            if node.tag == "imprint":
                yield self.attribute_label("imprint", name), node.get(name)
        if node.tag == "imprint":
            deadline = self.date(node.get("editorial-deadline"))
            yield self.attribute_label("imprint", "editorial-deadline"), deadline

    def _responsible(self, node: Node, role: str) -> str:
        names = []
        for each in node.children_of("responsibility"):
            if each.get("role") == role:
                first, last = self.date(each.get("from")), self.date(each.get("until"))
                name = self.actor(each.get("actor"))
                if first and last:
                    name = self.word("from-until", text=name, first=first, last=last)
                elif first:
                    name = self.word("from", text=name, first=first)
                elif last:
                    name = self.word("until", text=name, last=last)
                names.append(name)
        return ", ".join(names)


def _inside(part: Node, around: Run) -> Run:
    marks = around.marks | {MARKS[part.tag]} if part.tag in MARKS else around.marks
    return Run(
        "",
        marks,
        part.get("href") or around.link,
        lang=part.get("xml:lang") or around.lang,
        entry=part.get("entry") or around.entry,
    )


NOT_PRINTED = frozenset(
    {
        "metadata", "profile", "actors", "lineage", "cabinet", "annotations", "muted-findings",
        "conflicts",
    }
)  # fmt: skip
