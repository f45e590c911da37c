"""What stands below a goal's statement: facts, indicators, milestones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_of
from strategy_editor.exchange.docx.body import Body
from strategy_editor.exchange.docx.grid import Table, TableCell, TableRow
from strategy_editor.exchange.docx.lists import BULLETS
from strategy_editor.exchange.docx.markup import Look
from strategy_editor.exchange.docx.tables import write_table
from strategy_editor.exchange.reading.blocks import Block
from strategy_editor.exchange.reading.measured import measured_facts, milestone_runs
from strategy_editor.exchange.reading.particulars import particulars
from strategy_editor.exchange.reading.reader import Facts
from strategy_editor.exchange.reading.runs import Run
from strategy_editor.exchange.reading.tidy import said

_AFTER_FACTS = 160
_OVER_PARTICULARS = Look("BodyText", keep_next=True, before=160, after=80)
"""Names what follows where a heading would be too much."""
_SHORT = 34
_GOALS = frozenset({"goal", "subgoal"})


def write_facts_block(body: Body, block: Block) -> None:
    """Append the facts of a goal, measure, field or imprint."""
    node = block.node
    style = "GoalFacts" if node.tag in _GOALS else "Facts"
    write_facts(body, style, body.reader.facts(node), particulars(body.reader, node))


def write_facts(
    body: Body,
    style: str,
    facts: Facts,
    further: Sequence[tuple[str, str]] = (),
    *,
    keep_next: bool = False,
) -> None:
    """Append facts, short ones side by side, and further ones below them."""
    lines = [*_lines(body, facts), *([fact] for fact in further)]
    for number, line in enumerate(lines, 1):
        last = number == len(lines)
        look = Look(style, not last or keep_next, after=_AFTER_FACTS if last else None)
        runs: list[Run] = []
        for label, value in line:
            runs += said(" · ") if runs else []
            runs += [*said(f"{label}:", "label"), *said(f" {value}")]
        body.write(look, runs)


def write_indicator(body: Body, block: Block) -> None:
    """Append an indicator: what it measures, then its values as a table."""
    node, reader = block.node, body.reader
    values = node.children_of("baseline", "target", "actual")
    number = reader.numbers.get(block.node_id, "")
    label = " ".join(filter(None, (reader.label("indicator"), number)))
    title = f"{label}: {title_of(node)}"
    body.write(_OVER_PARTICULARS, said(title, "label"), [block.node_id])
    keep = bool(values)
    definition = node.child("definition")
    if definition is not None:
        body.write(Look(body.text_style(), keep), reader.runs(definition))
    write_facts(
        body, "Facts", list(measured_facts(body.reader, node, in_table=keep)), keep_next=keep
    )
    if values:
        _write_values(body, node, values)


def write_milestones(body: Body, block: Block) -> None:
    """Append the milestones of a goal or measure as a list."""
    body.write(_OVER_PARTICULARS, said(body.reader.word("milestones"), "label"))
    for milestone in block.node.children_of("milestone"):
        body.item(milestone_runs(body.reader, milestone), (0, BULLETS), [milestone.id or ""])


def _lines(body: Body, facts: Facts) -> Iterator[Facts]:
    """Who is responsible has a line each, what is short comes before it side by side."""
    alone = {body.reader.word(key) for key in ("lead", "involved", "sponsor")}
    short = [fact for fact in facts if fact[0] not in alone and len(fact[1]) <= _SHORT]
    if short:
        yield short
    yield from ([fact] for fact in facts if fact not in short)


def _write_values(body: Body, node: Node, values: list[Node]) -> None:
    reader = body.reader
    sourced = any(each.get("source") for each in values)
    head = [
        reader.word("indication"),
        reader.word("value-in", unit=node.get("unit")) if node.get("unit") else "",
        reader.word("when"),
    ]
    rows = [TableRow([TableCell(said(text)) for text in _wide(head, "source-of", body, sourced)])]
    rows[0] = TableRow(rows[0].cells, head=True)
    for each in values:
        cells = [
            TableCell(said(reader.label(each.tag))),
            TableCell(said(reader.number(each.get("value")))),
            TableCell(said(_breakable(reader.date(each.get("when"))))),
        ]
        if sourced:
            cells.append(TableCell(said(each.get("source"))))
        rows.append(TableRow(cells, id=each.id or ""))
    widths, alignments = [30.0, 22.0, 28.0, 30.0], ["", "right", "", ""]
    count = 4 if sourced else 3
    write_table(body, Table(rows, widths[:count], alignments[:count], title_of(node)))


def _breakable(date: str) -> str:
    """A date whose year may stand in the next line, as it must where a redline has two."""
    before, _, year = date.rpartition("\u00a0")
    return f"{before} {year}" if before else date


def _wide(head: list[str], key: str, body: Body, sourced: bool) -> list[str]:
    return [*head, body.reader.word(key)] if sourced else head
