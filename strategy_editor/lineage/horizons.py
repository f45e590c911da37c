"""Horizons counted from another day: which goals change class when a new edition begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from strategy_editor.document.dates import Span, add_years, parse_span
from strategy_editor.document.node import Node
from strategy_editor.document.profile import HorizonClass, Profile

Outcome = Literal["same", "changed", "past", "undated", "permanent", "none"]


@dataclass(frozen=True)
class Recounted:
    """A goal's class counted from another base date; classes are ids of the profile.

    ``past``: the target lies before the first class, so the class stays and the finding shows it.
    ``undated``: no target date, so the class stays and now means later days.
    """

    goal: str
    outcome: Outcome
    old: str
    new: str
    target: str


def recounted(goal: Node, profile: Profile, base: date) -> Recounted:
    """Return the class of a goal when horizons count from ``base``."""
    present = profile.horizon_class(goal.get("horizon"))
    target = parse_span(goal.get("target-date"))

    def outcome(kind: Outcome, new: str = goal.get("horizon")) -> Recounted:
        return Recounted(goal.id or "", kind, goal.get("horizon"), new, goal.get("target-date"))

    if present is None:
        return outcome("none")
    if present.permanent:
        return outcome("permanent")
    if target is None:
        return outcome("undated")
    fitting = [each for each in profile.horizon_classes if _covers(each, base, target)]
    if not fitting:
        return outcome("past")
    if present in fitting:
        return outcome("same")
    return outcome("changed", fitting[0].id)


def next_term(old: Span, base: date) -> Span:
    """Return a term that begins on a day and is as long as the one before, in whole years.

    Where the one before ended with a year, so does this one. Open-ended stays open-ended.
    """
    if old.first is None or old.last is None:
        return Span(base)
    years = max(1, round((old.last - old.first).days / 365.25))
    if (old.last.month, old.last.day) == (12, 31):
        return Span(base, date(min(base.year + old.last.year - old.first.year, 9999), 12, 31))
    return Span(base, add_years(base, years))


def _covers(each: HorizonClass, base: date, target: Span) -> bool:
    return not each.permanent and each.span(base).overlaps(target)
