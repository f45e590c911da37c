"""The cabinet submission as it reads: head, sections in the order of the form, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_of
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.submission_form import FURTHER, FormField, SubmissionForm

Lack = Literal[
    "head", "section", "both", "pending", "undated", "dispute-unexplained", "no-strategy-enclosed",
    "session-before-date",
]  # fmt: skip
_ANSWERED = frozenset({"agreed", "agreed-with-conditions", "disputed", "nil-return"})
_LISTED = {"proposal": "proposal", "participation": "participation", "enclosures": "enclosure"}
"""Sections that list elements of their own; what else is written for them stands before."""
_NAMED = frozenset({"actor", "contact", "edition"})
"""Fields of the head that a submission calls otherwise than the vocabulary."""
_OF_THE_PROGRAM = frozenset({"strategy", "synopsis", "dispositions"})


@dataclass(frozen=True)
class Gap:
    """Something that is missing before the submission can go; ``name`` says in which field."""

    kind: Lack
    name: str
    node_id: str = ""


@dataclass(frozen=True)
class Line:
    """A line of the head; without a value where it is required and missing."""

    label: str
    value: str


@dataclass(frozen=True)
class Section:
    """A section of the body.

    ``key`` is that of the form, or ``further`` for the heading above several; ``nodes`` are what
    it prints; ``reason`` says why it does not apply. Without either it is required and missing.
    ``before`` is written text that stands before what is listed.
    """

    key: str
    label: str
    level: int = 1
    nodes: Sequence[Node] = ()
    reason: str = ""
    before: Sequence[Node] = ()


@dataclass(frozen=True)
class Submission:
    """A submission that can be printed, and what it lacks."""

    title: str
    number: str
    subject: str
    classification: str
    head: Sequence[Line]
    sections: Sequence[Section]
    gaps: Sequence[Gap]

    @property
    def enclosures(self) -> Sequence[Node]:
        """The enclosures in their order; those of a form without them too."""
        return next((each.nodes for each in self.sections if each.key == "enclosures"), ())


def read_submission(reader: Reader, form: SubmissionForm) -> Submission | None:
    """Read the submission that is kept with a strategy; None where there is none."""
    cabinet = reader.root.child("cabinet")
    if cabinet is None:
        return None
    head = [(field, _label(reader, field), _answer(reader, cabinet, field)) for field in form.head]
    sections = [_section(reader, cabinet, field) for field in form.body]
    required = {field.key: field.required for field in form.body}
    return Submission(
        title=form.title or reader.label("cabinet"),
        number=cabinet.get("submission-number"),
        subject=cabinet.get("subject") or title_of(reader.root.child("metadata") or cabinet),
        classification=cabinet.get("classification"),
        head=[Line(label, value) for field, label, value in head if value or field.required],
        sections=list(_printed(reader, sections, required)),
        gaps=[
            *(
                Gap("head", label, cabinet.id or "")
                for field, label, value in head
                if field.required and not value
            ),
            *_section_gaps(cabinet, sections, required),
            *_participation_gaps(reader, cabinet),
            *_other_gaps(reader, cabinet),
        ],
    )


def not_applicable_text(reader: Reader, reason: str) -> str:
    """Return the sentence of a section that does not apply; a reason may be a clause or one."""
    is_sentence = reason.endswith((".", "!", "?"))
    return reader.word("not-applicable" if is_sentence else "not-applicable-because", why=reason)


def is_made_here(enclosure: Node) -> bool:
    """Whether the program itself makes an enclosure, of the same state of the strategy."""
    return enclosure.get("kind") in _OF_THE_PROGRAM


def _label(reader: Reader, field: FormField) -> str:
    if field.label:
        return field.label
    if field.key in _NAMED:
        return reader.word(f"head-{field.key}")
    return reader.attribute_label("cabinet", field.key)


def _answer(reader: Reader, cabinet: Node, field: FormField) -> str:
    """Return the value of a field of the head, else why it does not apply."""
    value = _value(reader, cabinet, field)
    _, reason = _told(cabinet, field.key)
    return value or (not_applicable_text(reader, reason) if reason else "")


def _told(cabinet: Node, kind: str) -> tuple[list[Node], str]:
    """Return what is written in the section of a kind, and why it does not apply."""
    found = [each for each in cabinet.children_of("submission-field") if each.get("kind") == kind]
    reasons = [" ".join(each.get("not-applicable").split()) for each in found]
    return [each for each in found if each.children], " ".join(filter(None, reasons))


def _value(reader: Reader, cabinet: Node, field: FormField) -> str:
    value = cabinet.get(field.key)
    match field.key:
        case "actor":
            actor = reader.actors.get(value)
            return actor.name if actor is not None else ""
        case "date" | "session":
            return reader.date(value)
        case "kind" | "classification":
            label = reader.choice("cabinet", field.key, value) if value else ""
            return label[:1].upper() + label[1:]
        case "edition":
            return _edition(reader)
        case "file-number" if value and cabinet.get("classification") == "restricted":
            return reader.word("restricted-file-number", number=value)
        case _:
            return " ".join(value.split())


def _edition(reader: Reader) -> str:
    metadata = reader.root.child("metadata") or Node("metadata")
    stated = reader.date(metadata.get("as-of"))
    parts = [metadata.get("edition"), reader.word("as-of", date=stated) if stated else ""]
    return ", ".join(filter(None, parts))


def _section(reader: Reader, cabinet: Node, field: FormField) -> Section:
    filled, reason = _told(cabinet, field.key)
    if field.key == "signature":
        return Section(field.key, field.label, nodes=[cabinet])
    if field.key in _LISTED:
        label = field.label or reader.word(f"section-{field.key}")
        return Section(field.key, label, 1, cabinet.children_of(_LISTED[field.key]), reason, filled)
    usual = reader.choice("submission-field", "kind", field.key)
    label = field.label or usual[:1].upper() + usual[1:]
    return Section(field.key, label, 2 if field.key in FURTHER else 1, filled, reason)


def _printed(
    reader: Reader, sections: Sequence[Section], required: dict[str, bool]
) -> Iterator[Section]:
    """Yield what is printed, with the heading above the further effects."""
    headed = False
    for section in sections:
        if not (section.nodes or section.reason or required[section.key]):
            continue
        if section.level > 1 and not headed:
            headed = True
            yield Section("further", reader.word("section-further"))
        yield section


def _section_gaps(
    cabinet: Node, sections: Sequence[Section], required: dict[str, bool]
) -> Iterator[Gap]:
    for section in sections:
        if required[section.key] and not section.nodes and not section.reason:
            yield Gap("section", section.label, cabinet.id or "")
        if section.nodes and section.reason:
            yield Gap("both", section.label, section.nodes[0].id or "")


def _participation_gaps(reader: Reader, cabinet: Node) -> Iterator[Gap]:
    disputed = []
    for each in cabinet.children_of("participation"):
        name, outcome = reader.actor(each.get("actor")), each.get("outcome")
        if outcome == "pending":
            yield Gap("pending", name, each.id or "")
        elif outcome in _ANSWERED and not each.get("date"):
            yield Gap("undated", name, each.id or "")
        if outcome == "disputed":
            disputed.append(name)
    told = [each for each in cabinet.children_of("submission-field")
            if each.get("kind") == "disputes" and each.children]  # fmt: skip
    if disputed and not told:
        yield Gap("dispute-unexplained", ", ".join(disputed), cabinet.id or "")


def _other_gaps(reader: Reader, cabinet: Node) -> Iterator[Gap]:
    enclosures = cabinet.children_of("enclosure")
    if enclosures and not [each for each in enclosures if each.get("kind") == "strategy"]:
        yield Gap("no-strategy-enclosed", "", cabinet.id or "")
    date, session = cabinet.get("date"), cabinet.get("session")
    if date and session and session < date:
        yield Gap("session-before-date", reader.date(session), cabinet.id or "")
