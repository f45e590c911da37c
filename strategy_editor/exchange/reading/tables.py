"""Generated tables: the overview of goals and the fate of the former ones."""

from __future__ import annotations

from dataclasses import dataclass

from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_of, wording
from strategy_editor.exchange.reading.reader import Reader


@dataclass(frozen=True)
class Cell:
    """A generated cell; ``target`` is the element that it speaks of."""

    text: str
    target: str = ""


@dataclass(frozen=True)
class GeneratedTable:
    """A table made from the content: caption, column titles with widths in per cent, rows."""

    caption: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]


def generated_tables(reader: Reader, kind: str) -> list[GeneratedTable]:
    """Return the tables of a generated annex; empty where there is nothing to list."""
    match kind:
        case "overview":
            return _overview(reader)
        case "dispositions":
            return _dispositions(reader)
        case "measures":
            return _measures(reader)
        case "indicators":
            return _indicators(reader)
        case "structure":
            return _structure(reader)
        case _:
            return []


def _overview(reader: Reader) -> list[GeneratedTable]:
    """One table for each horizon, goals in document order."""
    goals = [node for node in reader.root.walk() if node.tag == "goal"]
    groups = [(each.id, each.label) for each in reader.profile.horizon_classes]
    known = {class_id for class_id, _ in groups}
    if any(goal.get("horizon") not in known for goal in goals):
        groups.append(("", reader.word("without-horizon")))
    columns = (
        (reader.word("number"), 9),
        (reader.label("goal"), 41),
        (reader.word("target-date"), 21),
        (reader.word("lead"), 29),
    )
    tables = []
    for class_id, label in groups:
        members = [
            goal
            for goal in goals
            if goal.get("horizon") == class_id
            or (not class_id and goal.get("horizon") not in known)
        ]
        rows = tuple(_overview_row(reader, goal) for goal in members)
        if rows:
            caption = reader.word(
                "goals-of-horizon",
                goals=reader.profile.level("goal").plural or reader.label("goal"),
                horizon=label,
            )
            tables.append(GeneratedTable(caption, columns, rows))
    return tables


def _overview_row(reader: Reader, goal: Node) -> tuple[Cell, ...]:
    goal_id = goal.id or ""
    return (
        Cell(reader.numbers.get(goal_id, ""), goal_id),
        Cell(title_of(goal), goal_id),
        Cell(reader.date(goal.get("target-date"))),
        Cell(_lead(reader, goal)),
    )


def _lead(reader: Reader, node: Node) -> str:
    """Return who leads on the day that the strategy speaks of, else all who ever do."""
    metadata = reader.root.child("metadata") or Node("metadata")
    day = metadata.get("as-of")
    leads = [each for each in node.children_of("responsibility") if each.get("role") == "lead"]
    present = [each for each in leads if each.get("from", day) <= day <= each.get("until", day)]
    return ", ".join(reader.actor(each.get("actor")) for each in present or leads)


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
        Cell(_evidence(reader, each)),
    )


def _evidence(reader: Reader, each: Node) -> str:
    found = [reader.date(each.get("date")), each.get("document"), each.get("element")]
    found += [reader.actor(each.get(name)) for name in ("body", "actor") if each.get(name)]
    found += [
        " ".join(filter(None, (law.get("law"), law.get("provision"))))
        for law in each.children_of("legal-reference")
    ]
    found += [wording(child) for child in each.children_of("reason", "evidence", "trigger")]
    return "; ".join(filter(None, found))


def _measures(reader: Reader) -> list[GeneratedTable]:
    columns = (
        (reader.word("number"), 10),
        (reader.label("measure"), 45),
        (reader.word("duration"), 20),
        (reader.word("lead"), 25),
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
                    Cell(_lead(reader, node)),
                )
            )
    caption = reader.profile.level("measure").plural or reader.label("measure")
    return [GeneratedTable(caption, columns, tuple(rows))] if rows else []


def _indicators(reader: Reader) -> list[GeneratedTable]:
    columns = (
        (reader.label("indicator"), 34),
        (reader.attribute_label("indicator", "unit"), 16),
        (reader.label("baseline"), 25),
        (reader.label("target"), 25),
    )
    rows = tuple(
        (
            Cell(title_of(node), node.id or ""),
            Cell(node.get("unit")),
            Cell(_values(reader, node, "baseline")),
            Cell(_values(reader, node, "target")),
        )
        for node in reader.root.walk()
        if node.tag == "indicator"
    )
    return [GeneratedTable(reader.label("indicator"), columns, rows)] if rows else []


def _values(reader: Reader, indicator: Node, tag: str) -> str:
    return ", ".join(
        reader.word(
            "value-at", value=reader.number(each.get("value")), date=reader.date(each.get("when"))
        )
        for each in indicator.children_of(tag)
    )


def _structure(reader: Reader) -> list[GeneratedTable]:
    columns = ((reader.word("level"), 30), (reader.word("meaning"), 70))
    schema_help = reader.help_of
    rows = tuple(
        (Cell(level.singular), Cell(schema_help(level.role)))
        for level in reader.profile.levels.values()
        if level.role in ("field", "claim", "goal", "subgoal", "measure") and level.singular
    )
    return [GeneratedTable(reader.word("structure"), columns, rows)] if rows else []
