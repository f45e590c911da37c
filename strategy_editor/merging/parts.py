"""Which own parts of several revisions correspond, so that each is merged with its like.

A part is known by its name where there is one of it; several of a name (keywords, cells,
comments) are told apart by what they say, and changed ones by their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from strategy_editor.merging.order import Key
from strategy_editor.merging.table import Part, Row
from strategy_editor.schema.catalog import current_schema


@dataclass
class Keyed:
    """The order of an element's content as keys, ids for children, and the parts by key."""

    order: list[Key]
    parts: dict[Key, Part]


def keyed(
    base: Row | None, sides: Sequence[Row], cells: Sequence[list[Key]] | None = None
) -> tuple[Keyed, list[Keyed]]:
    """Give the parts of an element in the base and in several revisions their keys.

    ``cells`` are the keys of cells, for the base (if there is one) and each of the others.
    """
    if cells is not None:
        rows = [base, *sides] if base is not None else sides
        made = [_with_cells(row, each) for row, each in zip(rows, cells, strict=True)]
        return (made[0], made[1:]) if base is not None else (Keyed([], {}), made)
    known = _by_name(base) if base is not None else {}
    before = Keyed([], {})
    if base is not None:
        _fill(before, base, {name: _numbered(name, parts) for name, parts in known.items()})
    return before, [_side(known, row) for row in sides]


def _with_cells(row: Row, cells: list[Key]) -> Keyed:
    result = Keyed([], {})
    keys = {name: _numbered(name, parts) for name, parts in _by_name(row).items()}
    keys["cell"] = list(cells)
    _fill(result, row, keys)
    return result


def name_of(part: Part) -> str:
    """Return what a part is called: its tag, ``#text`` for a text."""
    return "#text" if isinstance(part, str) else part.tag


def _side(known: dict[str, list[Part]], row: Row) -> Keyed:
    element_type = current_schema().element(row.tag)
    keys: dict[str, list[Key]] = {}
    for name, parts in _by_name(row).items():
        before = known.get(name, [])
        single = len(parts) == 1 and len(before) == 1
        may_repeat = element_type is None or element_type.is_repeatable(name) or name[0] in "#{"
        if single or (not before and len(parts) == 1 and not may_repeat):
            keys[name] = [(name, 0)]
        else:
            keys[name] = _matched(name, before, parts)
    result = Keyed([], {})
    _fill(result, row, keys)
    return result


def _matched(name: str, before: list[Part], parts: list[Part]) -> list[Key]:
    """Match parts of one name: equal ones, then those between the same neighbours in order."""
    keys: list[Key] = []
    fresh: dict[Part, int] = {}

    def new(part: Part) -> Key:
        fresh[part] = fresh.get(part, -1) + 1
        return ("+", name, part, fresh[part])

    matcher = SequenceMatcher(None, before, parts, autojunk=False)
    for _kind, i1, i2, j1, j2 in matcher.get_opcodes():
        keys += [
            (name, i1 + step) if i1 + step < i2 else new(parts[j1 + step])
            for step in range(j2 - j1)
        ]
    return keys


def _by_name(row: Row) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = {}
    for part in row.parts:
        found.setdefault(name_of(part), []).append(part)
    return found


def _numbered(name: str, parts: Iterable[Part]) -> list[Key]:
    return [(name, number) for number, _ in enumerate(parts)]


def _fill(result: Keyed, row: Row, keys: dict[str, list[Key]]) -> None:
    pending = {name: iter(each) for name, each in keys.items()}
    for part in row.layout:
        if isinstance(part, tuple):
            result.order.append(part[0])
        else:
            key = next(pending[name_of(part)])
            result.order.append(key)
            result.parts[key] = part
