"""What can be clicked on in a picture: where it lies, what it opens, and its words."""

from __future__ import annotations

from dataclasses import dataclass

from strategy_editor.exchange.picture.flow_svg import FlowPicture
from strategy_editor.exchange.picture.timeline import ROW
from strategy_editor.exchange.picture.timeline_svg import TimelinePicture

_BAR = 10
_LABEL = 300


@dataclass(frozen=True)
class Hit:
    """Either a rectangle (x, y, width, height) or a band (x1, y1, x2, y2, height)."""

    target: str
    words: str
    rect: tuple[float, float, float, float] | None = None
    band: tuple[float, float, float, float, float] | None = None


def flow_hits(picture: FlowPicture) -> tuple[Hit, ...]:
    """Return the goals first, as the keys go from one to the next, then the bands."""
    bands = [
        Hit(
            band.disposition or band.old,
            picture.told(band),
            band=(band.x1, band.y1, band.x2, band.y2, band.height),
        )
        for band in picture.flow.bands
    ]
    goals = []
    for spot in picture.flow.spots:
        if spot.is_heading or spot.is_end:
            continue
        x = spot.x - _LABEL if spot.side == 0 else spot.x
        goals.append(Hit(spot.target, spot.label, rect=(x, spot.y, _LABEL + _BAR, spot.height)))
    return (*goals, *bands)


def timeline_hits(picture: TimelinePicture) -> tuple[Hit, ...]:
    """Return a row for each goal."""
    line = picture.timeline
    return tuple(
        Hit(item.goal, picture.told(item), rect=(8, item.y, line.width - 16, ROW))
        for item in line.items
        if not item.is_heading
    )
