"""The overview of goals: fields by horizons at a glance, then the goals of each field."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_of
from strategy_editor.exchange.reading.cells import Cell, GeneratedTable
from strategy_editor.exchange.reading.leads import present_leads
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.values import short_date_text

Group = tuple[Node | None, list[Node]]
"""A field, or None for what stands outside of all, and its goals in document order."""


def overview_tables(reader: Reader) -> list[GeneratedTable]:
    """Return the goals by field and horizon; empty where there are none."""
    groups = [(field, goals) for field, goals in _groups(reader.root) if goals]
    tables = [_matrix(reader, groups)] if len(groups) > 1 else []
    return tables + [_of_field(reader, field, goals) for field, goals in groups]


def _groups(root: Node) -> list[Group]:
    groups: list[Group] = []
    outside: list[Node] = []

    def enter(node: Node, goals: list[Node]) -> None:
        for child in node.children:
            if child.tag == "goal":
                goals.append(child)
            if child.tag == "field":
                inner: list[Node] = []
                groups.append((child, inner))
                enter(child, inner)
            else:
                enter(child, goals)

    enter(root, outside)
    return [*groups, (None, outside)]


def _matrix(reader: Reader, groups: list[Group]) -> GeneratedTable:
    """Fields down, horizons across, numbers of goals where they meet."""
    goals = [goal for _, members in groups for goal in members]
    horizons = list(_horizons(reader, goals))
    share = 64 // len(horizons)
    columns = (
        (reader.label("field"), 100 - share * len(horizons)),
        *((label, share) for _, label in horizons),
    )
    rows = []
    for field, members in groups:
        cells = [Cell(_field_name(reader, field), field.id or "" if field is not None else "")]
        for horizon, _ in horizons:
            found = [goal for goal in members if _horizon_of(reader, goal) == horizon]
            numbers = [reader.numbers.get(goal.id or "", "") or title_of(goal) for goal in found]
            cells.append(Cell(", ".join(each.replace(" ", "\u00a0") for each in numbers)))
        rows.append(tuple(cells))
    caption = reader.word("goals-by-field", goals=_goals(reader), fields=_fields(reader))
    return GeneratedTable(caption, columns, tuple(rows), named=True)


def _horizons(reader: Reader, goals: list[Node]) -> Iterator[tuple[str, str]]:
    used = {_horizon_of(reader, goal) for goal in goals}
    for each in reader.profile.horizon_classes:
        if each.id in used:
            yield each.id, each.label
    if "" in used:
        yield "", reader.word("without-horizon")


def _horizon_of(reader: Reader, goal: Node) -> str:
    horizon = goal.get("horizon")
    return horizon if reader.profile.horizon_class(horizon) is not None else ""


def _of_field(reader: Reader, field: Node | None, goals: list[Node]) -> GeneratedTable:
    columns = (
        (reader.word("number"), 8),
        (reader.label("goal"), 30),
        (reader.word("horizon"), 13),
        (reader.word("target-date"), 16),
        (reader.word("lead"), 14),
        (reader.word("status"), 19),
    )
    rows = tuple(_row(reader, goal) for goal in goals)
    if field is None:
        return GeneratedTable(_goals(reader), columns, rows)
    caption = reader.word("goals-of-field", goals=_goals(reader), field=_field_name(reader, field))
    return GeneratedTable(caption, columns, rows)


def _row(reader: Reader, goal: Node) -> tuple[Cell, ...]:
    goal_id = goal.id or ""
    horizon = reader.profile.horizon_class(goal.get("horizon"))
    status = reader.profile.status(goal.get("status"))
    return (
        Cell(reader.numbers.get(goal_id, ""), goal_id),
        Cell(title_of(goal), goal_id),
        Cell(horizon.label if horizon is not None else reader.word("without-horizon")),
        Cell(short_date_text(goal.get("target-date"), reader.language)),
        Cell(present_leads(reader, goal)),
        Cell(status.label if status is not None else ""),
    )


def _field_name(reader: Reader, field: Node | None) -> str:
    if field is None:
        return reader.word("outside-of-fields", fields=_fields(reader))
    number = reader.numbers.get(field.id or "", "")
    return " ".join(filter(None, (number, title_of(field))))


def _goals(reader: Reader) -> str:
    return reader.profile.level("goal").plural or reader.label("goal")


def _fields(reader: Reader) -> str:
    return reader.profile.level("field").plural or reader.label("field")
