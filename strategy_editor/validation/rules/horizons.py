"""Horizons: every goal has one, and it fits the target date (H-01 to H-03).

Classes are half-open spans of years after the base date, (0;2], (2;4], (4;∞) in Saxony's profile
of 2014. A target known only to the month or year fits where its days overlap those of the class.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from strategy_editor.document.dates import Span, add_years, next_day, parse_day, parse_span
from strategy_editor.document.node import Node
from strategy_editor.document.profile import HorizonClass, Profile
from strategy_editor.validation.context import Context
from strategy_editor.validation.facts import Given
from strategy_editor.validation.problem import Problem, Severity, problem

GOAL_TAGS = ("goal", "subgoal")


def goals_and_horizons(goal: Node, _owner: Node, given: Given) -> Iterator[Problem]:
    """A goal without horizon, out of its class, or aiming beyond the term."""
    horizon = given.profile.horizon_class(goal.get("horizon"))
    if not goal.get("horizon") and goal.tag == "goal":
        yield problem("goal-without-horizon", Severity.ERROR, goal.id, "@horizon")
    target = parse_span(goal.get("target-date"))
    if horizon is not None:
        yield from _against_class(given.profile, goal, horizon, target)
    if target is not None:
        yield from _against_term(given.profile.term, goal, target)


def base_date(context: Context) -> Iterator[Problem]:
    """No day to count horizons from, though there are horizons to be counted; said once."""
    metadata = context.root.child("metadata")
    if metadata is None or metadata.get("horizon-base"):
        return
    for tag in GOAL_TAGS:
        for goal in context.by_tag[tag]:
            horizon = context.profile.horizon_class(goal.get("horizon"))
            if horizon is not None and not horizon.permanent and not goal.get("base-date"):
                yield problem(
                    "horizon-without-base", Severity.WARNING, metadata.id, "@horizon-base"
                )
                return


def classes(context: Context) -> Iterator[Problem]:
    """Horizon classes that overlap or leave a gap between them."""
    base = context.profile.horizon_base or date(2001, 1, 1)
    spans = [
        (each, each.span(base)) for each in context.profile.horizon_classes if not each.permanent
    ]
    spans.sort(key=lambda pair: pair[1].first or date.min)
    for (one, span), (other, following) in pairwise(spans):
        values = {"value": one.label, "other": other.label}
        if span.overlaps(following):
            yield problem("horizon-classes-overlap", Severity.WARNING, other.id, "@label", **values)
        elif span.last and following.first and next_day(span.last) < following.first:
            yield problem("horizon-classes-gap", Severity.WARNING, other.id, "@label", **values)
    if spans and spans[0][1].first and spans[0][1].first > next_day(base):
        first = spans[0][0]
        yield problem("horizon-classes-start", Severity.HINT, first.id, "@label", value=first.label)


def _against_class(
    profile: Profile, goal: Node, horizon: HorizonClass, target: Span | None
) -> Iterator[Problem]:
    if horizon.permanent:
        if target is not None:
            yield problem(
                "permanent-with-date",
                Severity.WARNING,
                goal.id,
                "@target-date",
                value=horizon.label,
            )
        return
    base = parse_day(goal.get("base-date")) or profile.horizon_base
    if base is None or target is None:
        return
    span = horizon.span(base)
    if not span.overlaps(target):
        yield problem(
            "horizon-mismatch",
            Severity.ERROR,
            goal.id,
            "@horizon",
            value=horizon.label,
            date=goal.get("target-date"),
            base=base.isoformat(),
            **_limits(span),
        )
    elif target.last is not None and target.last < add_years(base, 1):
        yield problem(
            "target-within-a-year", Severity.HINT, goal.id, "@target-date",
            date=goal.get("target-date"), base=base.isoformat(),
        )  # fmt: skip


def _against_term(term: Span, goal: Node, target: Span) -> Iterator[Problem]:
    if goal.get("beyond-period") in ("true", "1"):
        return
    if term.last is not None and target.first is not None and target.first > term.last:
        yield problem(
            "target-beyond-term",
            Severity.ERROR,
            goal.id,
            "@target-date",
            date=goal.get("target-date"),
            limit=term.last.isoformat(),
        )
    elif term.first is not None and target.last is not None and target.last < term.first:
        yield problem(
            "target-before-term",
            Severity.WARNING,
            goal.id,
            "@target-date",
            date=goal.get("target-date"),
            limit=term.first.isoformat(),
        )


def _limits(span: Span) -> dict[str, str]:
    first = span.first.isoformat() if span.first else ""
    last = span.last.isoformat() if span.last else ""
    return {"first": first, "last": last}
