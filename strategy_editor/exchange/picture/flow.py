"""Where everything stands in the flow of goals: former ones left, present ones right, bands.

Both sides are grouped by field and keep the order of their editions. What ends flows into one
place for each way of ending, below the present goals. A goal is as high as the bands that leave
or reach it, and at least one row, so a hundred and fifty goals stay readable one below the other.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from strategy_editor.lineage.account import Account
from strategy_editor.lineage.kinds import CARDINALITIES, NEW, news, olds

ROW, GAP, GROUP_GAP, HEADING, MARGIN = 18, 4, 12, 22, 16
_BAR = 10
LABELS = 0.36
"""The share of the width for the labels of each side."""
OPEN = "open"


@dataclass(frozen=True)
class Spot:
    """A goal, an end or a heading: where its bar stands, and what it is.

    ``target`` is an id, or the kind of an end; ``side`` is 0 left and 1 right.
    """

    side: int
    target: str
    label: str
    x: float
    y: float
    height: float
    kind: str = ""
    is_heading: bool = False
    is_end: bool = False

    @property
    def middle(self) -> float:
        """Its middle, from the top."""
        return self.y + self.height / 2


@dataclass(frozen=True)
class Band:
    """A way from a former goal to a present one or an end; ``y`` are upper edges."""

    kind: str
    disposition: str
    old: str
    new: str
    x1: float
    y1: float
    x2: float
    y2: float
    height: float = ROW - GAP


@dataclass(frozen=True)
class Flow:
    """The whole picture: spots, bands, and how large it is."""

    width: float
    height: float
    top: float
    spots: tuple[Spot, ...]
    bands: tuple[Band, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Way:
    """A join to be drawn: one former goal, one present goal or end, and why."""

    kind: str
    disposition: str
    old: str
    new: str


@dataclass
class _Column:
    x: float
    side: int
    y: float
    gap: float = GROUP_GAP
    spots: list[Spot] = field(default_factory=list)
    places: dict[str, Spot] = field(default_factory=dict)

    def heading(self, label: str) -> None:
        if self.spots:
            self.y += self.gap
        self.spots.append(Spot(self.side, "", label, self.x, self.y, HEADING, is_heading=True))
        self.y += HEADING

    def add(self, target: str, label: str, ways: int, kind: str = "", *, end: bool = False) -> None:
        height = max(1, ways) * ROW - GAP
        spot = Spot(self.side, target, label, self.x, self.y, height, kind, is_end=end)
        self.spots.append(spot)
        self.places[target] = spot
        self.y += height + GAP


def ways_of(account: Account, present: Container[str]) -> list[Way]:
    """Return all ways in the order of the roster; an open goal has one that leads to ``open``.

    ``present`` are the goals that are drawn; what leads elsewhere ends.
    """
    ways: list[Way] = []
    for fate in account.fates:
        old = fate.former.id or ""
        if not fate.dispositions:
            ways.append(Way(OPEN, "", old, OPEN))
        for each in fate.dispositions:
            own = each.id or ""
            kind = each.get("kind") if each.get("kind") in CARDINALITIES else OPEN
            reached = [new for new in news(each) if new in present]
            ways += [Way(kind, own, old, new) for new in reached]
            if not reached:
                ways.append(Way(kind, own, old, kind))
    return list(dict.fromkeys(ways))


def flow_of(
    account: Account,
    labels: Mapping[str, str],
    fields: Sequence[tuple[str, list[str]]],
    ends: Mapping[str, str],
    ends_label: str,
    width: float,
    top: float,
) -> Flow:
    """Lay the picture out.

    ``labels`` name former and present goals by id, ``fields`` are the present ones with the ids
    of their goals, ``ends`` name the ways of ending; ``top`` is left free for title and legend.
    """
    ways = ways_of(account, {goal for _, goals in fields for goal in goals})
    right = _Column(width * (1 - LABELS) - _BAR, 1, top)
    _fill_right(right, account, labels, fields, ways)
    left = _left_beside(right, account, labels, ways, width)
    used = [kind for kind in ends if any(way.new == kind for way in ways)]
    if used:
        right.heading(ends_label)
    for kind in used:
        count = sum(way.new == kind for way in ways)
        right.add(kind, ends[kind], count, kind, end=True)
    spots = (*left.spots, *right.spots)
    declared_new = [spot.kind for spot in right.spots if spot.kind == NEW]
    drawn = {way.kind for way in ways} | set(declared_new)
    kinds = [kind for kind in (*CARDINALITIES, OPEN) if kind in drawn]
    height = max(left.y, right.y) + MARGIN
    return Flow(width, height, top, spots, tuple(_bands(ways, left, right)), tuple(kinds))


def _left_beside(
    right: _Column, account: Account, labels: Mapping[str, str], ways: list[Way], width: float
) -> _Column:
    """The former goals, spread over the height of the present ones: so bands run flatter."""
    dense = _Column(width * LABELS, 0, right.spots[0].y if right.spots else right.y)
    start = dense.y
    _fill_left(dense, account, labels, ways)
    gaps = sum(spot.is_heading for spot in dense.spots) - 1
    spare = right.y - dense.y
    if gaps < 1 or spare <= 0:
        return dense
    spread = _Column(dense.x, 0, start, GROUP_GAP + spare / gaps)
    _fill_left(spread, account, labels, ways)
    return spread


def _fill_left(
    column: _Column, account: Account, labels: Mapping[str, str], ways: list[Way]
) -> None:
    group = None
    for fate in account.fates:
        heading = fate.former.get("field") or fate.predecessor.get("title")
        if heading != group:
            column.heading(heading)
            group = heading
        old = fate.former.id or ""
        column.add(old, labels.get(old, old), sum(way.old == old for way in ways), fate.kind)


def _fill_right(
    column: _Column,
    account: Account,
    labels: Mapping[str, str],
    fields: Iterable[tuple[str, list[str]]],
    ways: list[Way],
) -> None:
    for title, goals in fields:
        column.heading(title)
        for goal in goals:
            origins = account.origins.get(goal, ())
            is_new = any(each.get("kind") == NEW and not olds(each) for each in origins)
            count = sum(way.new == goal for way in ways)
            column.add(goal, labels.get(goal, goal), count, NEW if is_new else "")


def _bands(ways: list[Way], left: _Column, right: _Column) -> Iterable[Band]:
    """Let bands leave and arrive in the order in which the other side stands."""
    order_right = {target: spot.y for target, spot in right.places.items()}
    order_left = {target: spot.y for target, spot in left.places.items()}
    starts = _stacked(ways, left, lambda way: way.old, lambda way: order_right[way.new])
    ends = _stacked(ways, right, lambda way: way.new, lambda way: order_left[way.old])
    for way in ways:
        x1, x2 = left.places[way.old].x + _BAR, right.places[way.new].x
        yield Band(way.kind, way.disposition, way.old, way.new, x1, starts[way], x2, ends[way])


def _stacked(
    ways: list[Way], column: _Column, own: Callable[[Way], str], other: Callable[[Way], float]
) -> dict[Way, float]:
    found: dict[Way, float] = {}
    used: dict[str, int] = {}
    for way in sorted(ways, key=other):
        key = own(way)
        found[way] = column.places[key].y + used.get(key, 0) * ROW
        used[key] = used.get(key, 0) + 1
    return found
