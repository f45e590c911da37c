"""Tables whose columns changed: cells go with their columns, so that a new one is one change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from strategy_editor.comparison.layout import Aspect, FieldKey, Part, children_of
from strategy_editor.comparison.walk import Differences
from strategy_editor.document.node import Node


@dataclass(frozen=True)
class Row:
    """A row of a table that has other columns now: the columns of its cells, before and after."""

    table: str
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True)
class Tables:
    """``rows`` are those whose cells are named by columns.

    ``tied`` are the tables with joined cells, or with rows longer or shorter than others, in
    which columns, rows and cells are taken together.
    """

    rows: Mapping[str, Row] = field(default_factory=dict)
    tied: frozenset[str] = frozenset()

    def cells_of(self, column: str, kind: str) -> Iterator[Aspect]:
        """Yield the cells that come or go with a column."""
        for key, row in self.rows.items():
            if column in (row.new if kind == "added" else row.old):
                yield ("part", key, _name(column))

    def of_columns(self, key: str, name: FieldKey) -> bool:
        """Whether a cell came or went with its column."""
        row = self.rows.get(key)
        return row is not None and _column(name) in {*row.old} ^ {*row.new}

    def fields(self, key: str, node: Node, side: int) -> dict[FieldKey, tuple[Part, ...]]:
        """Return the cells of a row, by their columns, as they are on one side."""
        row = self.rows[key]
        columns = row.new if side else row.old
        return {_name(each): (cell,) for each, cell in zip(columns, node.content, strict=True)}

    def shown(self, key: str, name: FieldKey) -> FieldKey:
        """Return the name of a cell as others are named, by its place in the new row."""
        columns = self.rows[key].new
        at = columns.index(_column(name)) + 1
        return "cell" if at == 1 else f"cell#{at}"


def tables_of(found: Differences) -> Tables:
    """Return the tables with other columns."""
    rows: dict[str, Row] = {}
    tied: set[str] = set()
    for key, (old, new) in found.lists.items():
        before, after = _columns(old), _columns(new)
        if old.tag == new.tag == "table" and before != after:
            if all(_is_regular(each, before) for each in _rows(old)) and all(
                _is_regular(each, after) for each in _rows(new)
            ):
                stays = {row.id for row in _rows(old)} & {row.id for row in _rows(new)}
                rows.update((each or "", Row(key, before, after)) for each in stays)
            else:
                tied.add(key)
    return Tables(rows, frozenset(tied))


def table_needs(found: Differences, tables: Tables) -> Iterator[tuple[Aspect, Aspect]]:
    """Yield what rows need of columns, and the other way round."""
    by_table = {row.table: row for row in tables.rows.values()}
    for key, row in by_table.items():
        columns: list[Aspect] = [
            *(("added", each, "") for each in row.new if each in found.come),
            *(("removed", each, "") for each in row.old if each in found.gone),
        ]
        old, new = found.lists[key]
        for each in _rows(new):
            if each.id in found.come:
                yield from ((("added", each.id or "", ""), column) for column in columns)
        for each in _rows(old):
            if each.id in found.gone:
                yield from ((column, ("removed", each.id or "", "")) for column in columns)


def tied_aspects(found: Differences, table: str) -> list[Aspect]:
    """Return all that changes in a table whose cells cannot be told apart by columns."""
    old, new = found.lists[table]
    keys = {child.id or "" for each in (old, new) for child in children_of(each)}
    aspects: list[Aspect] = []
    for key in sorted(keys):
        aspects += [("added", key, ""), ("removed", key, ""), ("place", key, "")]
        if key in found.own:
            longest = max(len(node.content) for node in found.own[key])
            aspects += [("part", key, f"cell#{at}") for at in range(2, longest + 1)]
            aspects.append(("part", key, "cell"))
    return aspects


def _rows(table: Node) -> list[Node]:
    return [child for child in children_of(table) if child.tag == "row"]


def _columns(table: Node) -> tuple[str, ...]:
    return tuple(child.id or "" for child in children_of(table) if child.tag == "column")


def _is_regular(row: Node, columns: tuple[str, ...]) -> bool:
    return len(row.content) == len(columns) and all(
        isinstance(cell, Node)
        and cell.tag == "cell"
        and cell.get("columns", "1") == cell.get("rows", "1") == "1"
        for cell in row.content
    )


def _name(column: str) -> FieldKey:
    return f"cell:{column}"


def _column(name: FieldKey) -> str:
    return name.partition(":")[2]
