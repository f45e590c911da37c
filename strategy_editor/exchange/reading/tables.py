"""Generated tables: the overview of goals and the fate of the former ones."""

from __future__ import annotations

from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_of, wording
from strategy_editor.exchange.reading.cells import Cell, GeneratedTable
from strategy_editor.exchange.reading.indicators import indicator_tables
from strategy_editor.exchange.reading.leads import present_leads
from strategy_editor.exchange.reading.overview import overview_tables
from strategy_editor.exchange.reading.reader import Reader


def generated_tables(reader: Reader, kind: str) -> list[GeneratedTable]:
    """Return the tables of a generated annex; empty where there is nothing to list."""
    match kind:
        case "overview":
            return overview_tables(reader)
        case "dispositions":
            return _dispositions(reader)
        case "measures":
            return _measures(reader)
        case "indicators":
            return indicator_tables(reader)
        case "structure":
            return _structure(reader)
        case _:
            return []


def _dispositions(reader: Reader) -> list[GeneratedTable]:
    lineage = reader.root.child("lineage")
    if lineage is None:
        return []
    by_old: dict[str, list[Node]] = {}
    for each in lineage.children_of("disposition"):
        for old in each.get("old").split():
            by_old.setdefault(old, []).append(each)
    columns = (
        (reader.word("former-goal"), 29),
        (reader.word("disposition"), 17),
        (reader.word("present-goal"), 13),
        (reader.word("evidence"), 41),
    )
    tables = []
    for predecessor in lineage.children_of("predecessor"):
        rows = tuple(
            _disposition_row(reader, former, each)
            for former in predecessor.children_of("former-goal")
            for each in by_old.get(former.id or "", [Node("disposition")])
        )
        if rows:
            caption = reader.word("dispositions-of", title=predecessor.get("title"))
            tables.append(GeneratedTable(caption, columns, rows))
    return tables


def _disposition_row(reader: Reader, former: Node, each: Node) -> tuple[Cell, ...]:
    kind = each.get("kind")
    label = reader.choice("disposition", "kind", kind) if kind else reader.word("open")
    present = [reader.numbers.get(goal, goal) for goal in each.get("new").split()]
    number, title = former.get("number"), former.get("title")
    return (
        Cell(f"{number}\u2002{title}" if number else title, former.id or ""),
        Cell(label, each.id or ""),
        Cell(", ".join(present)),
        Cell(evidence_text(reader, each)),
    )


def evidence_text(reader: Reader, each: Node) -> str:
    """Return what a disposition states to prove or explain itself: particulars, then sentences."""
    found = [reader.date(each.get("date")), each.get("document"), each.get("element")]
    found += [reader.actor(each.get(name)) for name in ("body", "actor") if each.get(name)]
    found += [
        " ".join(filter(None, (law.get("law"), law.get("provision"))))
        for law in each.children_of("legal-reference")
    ]
    said = (wording(child).strip() for child in each.children_of("reason", "evidence", "trigger"))
    *before, last = list(filter(None, ("; ".join(filter(None, found)), *said))) or [""]
    return " ".join([*map(_as_sentence, before), last])


def _as_sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _measures(reader: Reader) -> list[GeneratedTable]:
    columns = (
        (reader.word("number"), 8),
        (reader.label("measure"), 34),
        (reader.word("duration"), 27),
        (reader.word("lead"), 17),
        (reader.word("status"), 14),
    )
    rows = []
    for node in reader.root.walk():
        if node.tag == "measure":
            facts = dict(reader.facts(node))
            rows.append(
                (
                    Cell(reader.numbers.get(node.id or "", ""), node.id or ""),
                    Cell(title_of(node), node.id or ""),
                    Cell(facts.get(reader.word("duration"), "")),
                    Cell(present_leads(reader, node)),
                    Cell(facts.get(reader.word("status"), "")),
                )
            )
    caption = reader.profile.level("measure").plural or reader.label("measure")
    return [GeneratedTable(caption, columns, tuple(rows))] if rows else []


def _structure(reader: Reader) -> list[GeneratedTable]:
    columns = ((reader.word("level"), 30), (reader.word("meaning"), 70))
    schema_help = reader.help_of
    rows = tuple(
        (Cell(level.singular), Cell(schema_help(level.role)))
        for level in reader.profile.levels.values()
        if level.role in ("field", "claim", "goal", "subgoal", "measure") and level.singular
    )
    return [GeneratedTable(reader.word("structure"), columns, rows)] if rows else []
