"""What an export could not do as the strategy asks, as values that the faces put into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Entry:
    """One thing that differs from what was asked for.

    ``ledger.<key>`` is its sentence in the catalogue, filled with ``values`` and with the place of
    the element ``node_id`` where there is one.
    """

    key: str
    node_id: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
