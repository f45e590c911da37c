"""The cabinet submission: head, draft decision first, sections, participation, enclosures."""

from __future__ import annotations

from collections.abc import Callable

from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_of
from strategy_editor.exchange.docx.body import Body
from strategy_editor.exchange.docx.grid import Table, TableCell, TableRow
from strategy_editor.exchange.docx.markup import Look, new_paragraph
from strategy_editor.exchange.docx.numbering import ListLevel
from strategy_editor.exchange.docx.printing import print_blocks
from strategy_editor.exchange.docx.tables import write_table
from strategy_editor.exchange.reading.blocks import flow_blocks
from strategy_editor.exchange.reading.submission import (
    Section,
    Submission,
    is_made_here,
    not_applicable_text,
)
from strategy_editor.exchange.reading.tidy import collapsed, said
from strategy_editor.exchange.reading.values import short_date_text

_BEFORE_TITLE, _AFTER_TITLE = 200, 240
_ENCLOSURE_INDENT = 1300
_DECIMAL = 1


def write_submission(body: Body, submission: Submission) -> None:
    """Append a submission to a body that is still empty."""
    body.title(submission.title, Look("Title", before=_BEFORE_TITLE, after=_AFTER_TITLE))
    _write_head(body, submission)
    counts = [0, 0]
    for section in submission.sections:
        if section.key == "signature":
            _write_signature(body, section)
            continue
        _write_heading(body, section, counts)
        _write_content(body, section)


def _write_head(body: Body, submission: Submission) -> None:
    word = body.reader.word
    heads = TableRow([TableCell(said(word("head-item"))), TableCell(said(word("content")))], True)
    rows = [
        TableRow([
            TableCell(said(line.label), head=True),
            TableCell(said(line.value) or said(word("still-missing"), "strong")),
        ])
        for line in submission.head
    ]  # fmt: skip
    if rows:
        write_table(body, Table([heads, *rows], (30.0, 70.0), ("", ""), word("section-head")))


def _write_heading(body: Body, section: Section, counts: list[int]) -> None:
    counts[section.level - 1] += 1
    counts[section.level :] = [0] * (len(counts) - section.level)
    number = ".".join(map(str, counts[: section.level])) + "."
    look = Look(f"Heading{section.level}", number=body.headings.place(number))
    paragraph = new_paragraph(body.element, look)
    body.story.write(paragraph, collapsed(said(section.label)))
    body.after_heading("")


def _write_content(body: Body, section: Section) -> None:
    if section.reason and not section.nodes:
        body.write(Look("BodyText"), said(not_applicable_text(body.reader, section.reason)))
    elif section.nodes:
        for node in section.before:
            print_blocks(body, flow_blocks(node))
        _WRITERS.get(section.key, _write_flow)(body, section)
    elif section.key != "further":
        body.write(Look("BodyText"), said(body.reader.word("still-missing"), "strong"))


def _write_proposals(body: Body, section: Section) -> None:
    number = body.numbering.add_list(_DECIMAL, {0: 1})
    for each in section.nodes:
        statement = each.child("statement")
        if statement is not None:
            body.item(body.reader.runs(statement), (0, number), [each.id or ""])


def _write_flow(body: Body, section: Section) -> None:
    for node in section.nodes:
        print_blocks(body, flow_blocks(node))


def _write_participation(body: Body, section: Section) -> None:
    reader = body.reader
    heads = [reader.word(f"participation-{name}") for name in ("actor", "outcome", "date", "note")]
    rows = [TableRow([TableCell(said(text)) for text in heads], head=True)]
    for each in section.nodes:
        note = each.child("note")
        actor = reader.actors.get(each.get("actor"))
        cells = [
            TableCell(said(actor.name if actor else reader.actor(each.get("actor"))), head=True),
            TableCell(said(reader.choice("participation", "outcome", each.get("outcome")))),
            TableCell(said(short_date_text(each.get("date"), reader.language))),
            TableCell(reader.runs(note) if note is not None else ()),
        ]
        rows.append(TableRow(cells, id=each.id or ""))
    write_table(body, Table(rows, (30.0, 18.0, 17.0, 35.0), ("",) * 4, section.label))


def _write_enclosures(body: Body, section: Section) -> None:
    word = body.reader.word
    label = word("enclosure", number="%1").replace(" ", "\u00a0")
    kind = body.numbering.add_kind([ListLevel(label, indent=_ENCLOSURE_INDENT)])
    number = body.numbering.add_list(kind, {})
    for each in section.nodes:
        name = title_of(each) or body.reader.choice("enclosure", "kind", each.get("kind"))
        apart = "" if is_made_here(each) else f" {word('enclosed-separately')}"
        look = Look("ListNumber", number=(0, number))
        body.write(look, [*said(name), *said(apart)], [each.id or ""])


def _write_signature(body: Body, section: Section) -> None:
    """Leave room to sign, above a line with who does."""
    cabinet: Node = section.nodes[0]
    actor = body.reader.actors.get(cabinet.get("actor"))
    lines = [section.label, cabinet.get("rapporteur"), actor.name if actor is not None else ""]
    written = 0
    for line in filter(None, lines):
        look = Look("BodyText", after=0) if written else Look("Signature", keep_next=True)
        if body.write(look, said(line)) is not None:
            written += 1


_WRITERS: dict[str, Callable[[Body, Section], None]] = {
    "proposal": _write_proposals,
    "participation": _write_participation,
    "enclosures": _write_enclosures,
}
