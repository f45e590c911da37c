"""Which printed entries of several editions stand beside each other, row by row.

Pure: entries are known by keys that mean the same in each edition, because the documents were
aligned before. The newest edition gives the order; what is only in an older one stands behind
its neighbour there, and what stands elsewhere has a row on each side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from strategy_editor.comparison.moves import stayed
from strategy_editor.exchange.reading.blocks import Block
from strategy_editor.ui.text.flow import Flow
from strategy_editor.ui.text.rows import row_groups

State = Literal["same", "changed", "added", "removed", "moved"]
NOWHERE = -1
CONTEXT = 1
"""Rows without a change that stay visible beside a change."""
_LEAST_FOLD = 3


@dataclass(frozen=True)
class Row:
    """Entries beside each other, an index for each edition, ``NOWHERE`` for none.

    ``partner`` is the row in which the entry of another edition stands where it was moved.
    """

    entries: tuple[int, ...]
    state: State = "same"
    partner: int = NOWHERE
    node_id: str = ""


@dataclass(frozen=True)
class Fold:
    """Rows without a change, from ``first`` to before ``last``, shown as one line."""

    first: int
    last: int


@dataclass(frozen=True)
class Keyed:
    """The entries of an edition that are compared: their keys, and their indices in the flow."""

    keys: tuple[str, ...]
    indices: tuple[int, ...]
    node_ids: dict[str, str] = field(default_factory=dict)


def keyed(flow: Flow) -> Keyed:
    """Give each entry a key; generated tables follow from the rest and are left out."""
    keys: list[str] = []
    indices: list[int] = []
    node_ids: dict[str, str] = {}
    seen: dict[str, int] = {}
    groups: dict[int, list[str]] = {}
    for index, (block, part) in enumerate(zip(flow.blocks, flow.parts, strict=True)):
        if block.kind == "generated":
            continue
        key = _key(block, part, groups)
        number = seen[key] = seen.get(key, 0) + 1
        if number > 1:
            key = f"{key}#{number}"
        keys.append(key)
        indices.append(index)
        node_ids[key] = block.node_id
    return Keyed(tuple(keys), tuple(indices), node_ids)


def _key(block: Block, part: int, groups: dict[int, list[str]]) -> str:
    if block.kind != "table":
        owner = "title-page" if block.kind == "title-page" else block.node_id
        return f"{owner}|{block.kind}|{block.field}"
    known = groups.get(id(block.node))
    if known is None:
        names = [group[0].id or str(at) for at, group in enumerate(row_groups(block.node))]
        known = groups[id(block.node)] = ["caption", *names, "foot"]
    return f"{block.node_id}|table|{known[part]}"


def beside(editions: Sequence[Keyed]) -> list[Row]:
    """Return the rows of two or more editions, oldest first; states are those of place alone."""
    last = len(editions) - 1
    rows: list[tuple[str, dict[int, int]]] = [
        (key, {last: index})
        for key, index in zip(editions[last].keys, editions[last].indices, strict=True)
    ]
    for number in reversed(range(last)):
        rows = _joined(rows, editions[number], number)
    return _linked(rows, len(editions), editions)


def _joined(
    rows: list[tuple[str, dict[int, int]]], edition: Keyed, number: int
) -> list[tuple[str, dict[int, int]]]:
    """Put an older edition beside the rows of those that follow it."""
    place: dict[str, int] = {}
    for at, (key, entries) in enumerate(rows):
        if number + 1 in entries or key not in place:
            place[key] = at
    kept = stayed(edition.keys, [key for at, (key, _) in enumerate(rows) if place[key] == at])
    result: list[tuple[str, dict[int, int]]] = []
    taken = 0
    for key, index in zip(edition.keys, edition.indices, strict=True):
        if key in kept:
            at = place[key]
            result += rows[taken:at]
            result.append((key, {**rows[at][1], number: index}))
            taken = at + 1
        else:
            result.append((key, {number: index}))
    return result + rows[taken:]


def _linked(
    rows: list[tuple[str, dict[int, int]]], count: int, editions: Sequence[Keyed]
) -> list[Row]:
    """Say of each row whether its entries are elsewhere too, or in one edition only."""
    places: dict[str, list[int]] = {}
    for at, (key, _) in enumerate(rows):
        places.setdefault(key, []).append(at)
    ids: dict[str, str] = {}
    for edition in editions:
        ids.update(edition.node_ids)
    found = []
    for at, (key, entries) in enumerate(rows):
        others = [each for each in places[key] if each != at]
        state: State = "same"
        if others:
            state = "moved"
        elif count - 1 not in entries:
            state = "removed"
        elif len(entries) < count:
            state = "added"
        numbers = tuple(entries.get(number, NOWHERE) for number in range(count))
        found.append(Row(numbers, state, others[0] if others else NOWHERE, ids[key]))
    return found


def folded(rows: Sequence[Row], opened: frozenset[int] = frozenset()) -> list[int | Fold]:
    """Return what is shown: the numbers of rows, and folds for long stretches without a change.

    ``opened`` holds the first rows of folds that are not to be folded.
    """
    near = [False] * len(rows)
    for at, row in enumerate(rows):
        if row.state != "same":
            for other in range(max(0, at - CONTEXT), min(len(rows), at + CONTEXT + 1)):
                near[other] = True
    shown: list[int | Fold] = []
    at = 0
    while at < len(rows):
        if near[at]:
            shown.append(at)
            at += 1
            continue
        end = at
        while end < len(rows) and not near[end]:
            end += 1
        if end - at < _LEAST_FOLD or at in opened:
            shown += range(at, end)
        else:
            shown.append(Fold(at, end))
        at = end
    return shown
