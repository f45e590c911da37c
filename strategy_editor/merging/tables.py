"""Tables out of several revisions: cells belong to their column, and every row has all of them.

Cells carry no ids. In a row that stands in the same table everywhere, a cell is known by the
column that it begins in, so that rows and columns that different revisions have inserted,
removed or moved go together.
"""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.node import Node
from strategy_editor.editing.grid import grid_of, table_of
from strategy_editor.merging.order import Key
from strategy_editor.merging.sides import Revisions, Side
from strategy_editor.merging.table import Row, Table

_SPANS = ("columns", "rows")


def cell_keys(revisions: Revisions, key: str) -> dict[int, list[Key]] | None:
    """Return the keys of the cells of a row in each revision, by the identity of its table.

    None where the row does not stand in one and the same table everywhere.
    """
    tables = [revisions.base, *(side.table for side in revisions.sides)]
    having = [table for table in tables if key in table.rows]
    parents = {table.rows[key].parent for table in having}
    parent = parents.pop() if len(parents) == 1 else None
    if parent is None or any(table.rows[parent].tag != "table" for table in having):
        return None
    found = {id(table): _keys(table, parent, key) for table in having}
    counts = [sum(1 for part in table.rows[key].parts if _is_cell(part)) for table in having]
    fits = all(len(found[id(table)]) == n for table, n in zip(having, counts, strict=True))
    return found if fits else None


def _keys(table: Table, parent: str, key: str) -> list[Key]:
    if parent not in table.cells:
        table.cells[parent] = _columns_of_cells(table, parent)
    return [("cell", column) for column in table.cells[parent].get(key, [])]


def _columns_of_cells(table: Table, parent: str) -> dict[str, list[str]]:
    """The columns in which the cells of each row begin; one that has no element has a number."""
    grid = grid_of(table.nodes[parent])
    columns = [line.node.id or f"#{at}" for at, line in enumerate(grid.columns)]
    places: dict[int, list[int]] = {}
    for slot in grid.slots:
        places.setdefault(slot.row, []).append(slot.column)
    found: dict[str, list[str]] = {}
    rows = [child for child in table.rows[parent].children if table.rows[child].tag == "row"]
    for number, row in enumerate(rows):
        own = sum(1 for part in table.rows[row].parts if _is_cell(part))
        # Empty cells that the grid adds where a row is too short come behind the others.
        found[row] = [columns[place] for place in sorted(places.get(number, []))[:own]]
    return found


def changed_columns(revisions: Revisions, side: Side) -> set[str]:
    """Return the columns that another side has removed, and in which this one has changed cells."""
    found: set[str] = set()
    base = revisions.base
    for other in revisions.sides:
        gone = [key for key in base.rows if key not in other.table.rows]
        for column in (key for key in gone if base.rows[key].tag == "column"):
            parent = base.rows[column].parent
            if column in side.table.rows and side.table.rows[column].parent == parent:
                assert parent is not None
                if _texts(base, parent, column) != _texts(side.table, parent, column):
                    found.add(column)
    return found


def _texts(table: Table, parent: str, column: str) -> dict[str, Node]:
    """The cells of a column that hold something, by row."""
    if parent not in table.rows:
        return {}
    found: dict[str, Node] = {}
    for key in table.rows[parent].children:
        if table.rows[key].tag == "row":
            cells = [part for part in table.rows[key].parts if _is_cell(part)]
            for name, cell in zip(_keys(table, parent, key), cells, strict=False):
                if name == ("cell", column) and isinstance(cell, Node) and cell.content:
                    found[key] = cell
    return found


def clashing(revisions: Revisions) -> frozenset[str]:
    """Return the tables with merged cells of which several have changed rows and columns."""
    found: set[str] = set()
    for key, row in revisions.base.rows.items():
        if row.tag != "table":
            continue
        changing = [side for side in revisions.sides if _has_other_lines(revisions.base, side, key)]
        if _differ(changing, key) and any(
            _has_spans(table, key) for table in (revisions.base, *(side.table for side in changing))
        ):
            found.add(key)
    return frozenset(found)


def _has_other_lines(base: Table, side: Side, key: str) -> bool:
    row = side.table.rows.get(key)
    return row is not None and row.children != base.rows[key].children


def _differ(sides: list[Side], key: str) -> bool:
    """Whether sides have changed the rows and columns of a table, and not alike."""
    return len({side.table.rows[key].layout for side in sides}) > 1


def _has_spans(table: Table, key: str) -> bool:
    return any(
        part.get(name, "1") != "1"
        for child in table.rows[key].children
        for part in table.rows[child].parts
        if _is_cell(part) and isinstance(part, Node)
        for name in _SPANS
    )


def square(revisions: Revisions, rows: dict[str, Row]) -> None:
    """Give every row of a table that several have changed all its cells, in order."""
    for key in [key for key, row in rows.items() if row.tag == "table"]:
        before = revisions.base.rows.get(key)
        changing = [
            side
            for side in revisions.holders(key)
            if before is None or side.table.rows[key].children != before.children
        ]
        if _differ(changing, key) and key not in revisions.forced:
            _square(revisions, rows, key)


def _square(revisions: Revisions, rows: dict[str, Row], key: str) -> None:
    columns = [child for child in rows[key].children if rows[child].tag == "column"]
    for child in rows[key].children:
        if rows[child].tag == "row" and not _any_spans(rows[child]):
            rows[child] = rows[child]._replace(layout=_in_columns(revisions, rows, child, columns))
    content = tuple(
        Node(rows[part[0]].tag, rows[part[0]].attributes, rows[part[0]].layout)  # type: ignore[arg-type]
        if isinstance(part, tuple)
        else part
        for part in rows[key].layout
    )
    made = Node(rows[key].tag, rows[key].attributes, content)
    for node in table_of(made, grid_of(made)).children:
        if node.tag == "row" and node.id in rows:
            rows[node.id] = rows[node.id]._replace(layout=node.content)


def _in_columns(
    revisions: Revisions, rows: dict[str, Row], key: str, columns: list[str]
) -> tuple[Node | str, ...]:
    """The parts of a row with its cells as the columns stand now; missing ones are empty."""
    cells = dict(_named_cells(revisions, rows[key], key))
    found: list[Node | str] = [
        part  # type: ignore[misc]
        for part in rows[key].layout
        if not _is_cell(part) and not (isinstance(part, Node) and part.is_element)
    ]
    found += [cells.get(column, Node("cell")) for column in columns]
    found += [cell for name, cell in cells.items() if name.startswith("#")]
    found += [
        part
        for part in rows[key].layout
        if isinstance(part, Node) and part.is_element and part.tag != "cell"
    ]
    return tuple(found)


def _named_cells(revisions: Revisions, row: Row, key: str) -> Iterator[tuple[str, Node]]:
    """The merged cells of a row with their columns, in the order in which they were merged."""
    names = revisions.cells.get(key)
    cells = [part for part in row.layout if _is_cell(part) and isinstance(part, Node)]
    if names is None:
        holder = revisions.holders(key)[0].table
        parent = holder.rows[key].parent
        assert parent is not None
        names = [str(name[1]) for name in _keys(holder, parent, key)]
    yield from zip(names, cells, strict=False)


def _any_spans(row: Row) -> bool:
    return any(
        part.get(name, "1") != "1"
        for part in row.layout
        if isinstance(part, Node) and part.tag == "cell"
        for name in _SPANS
    )


def _is_cell(part: object) -> bool:
    return isinstance(part, Node) and part.tag == "cell"
