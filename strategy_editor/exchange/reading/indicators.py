"""The table of indicators with their values and courses."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_of
from strategy_editor.exchange.reading.cells import Cell, GeneratedTable
from strategy_editor.exchange.reading.course import points, standing
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.values import short_date_text

VALUES = ("baseline", "target", "actual")
_OWNERS = frozenset({"goal", "subgoal", "measure"})


def indicator_tables(reader: Reader) -> list[GeneratedTable]:
    """Return the table of all indicators; empty where there are none."""
    pairs = list(_owned(reader.root, None))
    if not pairs:
        return []
    columns = (
        (reader.word("number"), 9),
        (reader.label("indicator"), 25),
        (reader.word("values"), 33),
        (reader.word("course"), 33),
    )
    rows = tuple(_row(reader, owner, node) for owner, node in pairs)
    plural = reader.profile.level("indicator").plural or reader.word("indicators")
    return [GeneratedTable(plural, columns, rows, note=reader.word("course-note"))]


def has_course(indicator: Node) -> bool:
    """Whether there are at least two values to draw."""
    return len(points(indicator, *VALUES)) > 1


def course_text(reader: Reader, indicator: Node) -> str:
    """Return all values with their kinds and dates."""
    return "; ".join(
        f"{reader.label(tag)} {values}"
        for tag in VALUES
        if (values := _values(reader, indicator, tag))
    )


def _owned(node: Node, owner: Node | None) -> Iterator[tuple[Node | None, Node]]:
    for child in node.children:
        if child.tag == "indicator":
            yield owner, child
        else:
            yield from _owned(child, child if child.tag in _OWNERS else owner)


def _row(reader: Reader, owner: Node | None, node: Node) -> tuple[Cell, ...]:
    owner_id = owner.id or "" if owner is not None else ""
    metadata = reader.root.child("metadata") or Node("metadata")
    found = standing(node, metadata.get("as-of"))
    return (
        Cell(reader.numbers.get(owner_id, ""), owner_id),
        Cell(_named(reader, node), node.id or ""),
        Cell(course_text(reader, node)),
        Cell(
            reader.word(f"standing-{found.kind}") if found is not None else "",
            course=node if has_course(node) else None,
        ),
    )


def _named(reader: Reader, node: Node) -> str:
    unit = node.get("unit")
    title = title_of(node)
    return reader.word("measured-in", title=title, unit=unit) if unit else title


def _values(reader: Reader, indicator: Node, tag: str) -> str:
    return ", ".join(
        reader.word(
            "value-at",
            value=reader.number(each.get("value")),
            date=short_date_text(each.get("when"), reader.language),
        ).replace(" ", "\u00a0")
        for each in indicator.children_of(tag)
    )
