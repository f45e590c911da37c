"""What a document says about itself: names of its levels, horizons, statuses, actors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite

from strategy_editor.document.dates import Span, add_years, next_day, parse_day
from strategy_editor.document.node import Node

OUTLINE_ROLES = frozenset(
    {
        "context",
        "field",
        "governance",
        "governing-body",
        "instrument",
        "principles",
        "reading-guide",
        "reporting",
        "scope",
        "section",
        "vision",
    }
)


@dataclass(frozen=True)
class Level:
    """How a role is called and counted in one document."""

    role: str
    singular: str
    plural: str
    prefix: str
    counting: str


@dataclass(frozen=True)
class HorizonClass:
    """A time class: more than ``over`` or from ``at_least``, up to ``up_to`` years."""

    id: str
    label: str
    over: float | None
    at_least: float | None
    up_to: float | None
    permanent: bool

    def span(self, base: date) -> Span:
        """Return the days of the class counted from a base date."""
        first: date | None = None
        if self.at_least is not None:
            first = add_years(base, self.at_least)
        elif self.over is not None:
            first = next_day(add_years(base, self.over))
        return Span(first, add_years(base, self.up_to) if self.up_to is not None else None)


@dataclass(frozen=True)
class Status:
    """One value of the status list for goals, measures or milestones."""

    id: str
    subject: str
    label: str
    meaning: str


@dataclass(frozen=True)
class Actor:
    """A body with its lifetime and its successor's id."""

    id: str
    name: str
    abbreviation: str
    lifetime: Span
    successor: str

    @property
    def short(self) -> str:
        """The abbreviation, or the name where there is none."""
        return self.abbreviation or self.name


@dataclass(frozen=True)
class Profile:
    """Names, numbering style, horizon classes and statuses of one document."""

    numbering: str
    levels: Mapping[str, Level]
    horizon_classes: tuple[HorizonClass, ...]
    statuses: tuple[Status, ...]
    required_roles: tuple[str, ...]
    horizon_base: date | None
    term: Span

    def level(self, role: str) -> Level:
        """Return the level of a role; unnamed ones count by the vocabulary's custom."""
        return self.levels.get(role) or _unnamed(role)

    def horizon_class(self, class_id: str) -> HorizonClass | None:
        """Return a horizon class by id."""
        return next((each for each in self.horizon_classes if each.id == class_id), None)

    def status(self, status_id: str) -> Status | None:
        """Return a status by id."""
        return next((each for each in self.statuses if each.id == status_id), None)


def profile_of(root: Node) -> Profile:
    """Read the profile and the dates it is used with."""
    metadata = root.child("metadata") or Node("metadata")
    profile = root.child("profile") or Node("profile")
    levels = [
        Level(
            node.get("role"),
            node.get("singular"),
            node.get("plural"),
            node.get("prefix"),
            node.get("counting"),
        )
        for node in profile.children_of("level")
    ]
    return Profile(
        numbering=profile.get("numbering", "decimal-dot"),
        levels={level.role: level for level in levels},
        horizon_classes=tuple(_horizon_class(n) for n in profile.children_of("horizon-class")),
        statuses=tuple(
            Status(node.id or "", node.get("for"), node.get("label"), node.get("meaning"))
            for node in profile.children_of("status")
        ),
        required_roles=tuple(node.get("role") for node in profile.children_of("required-part")),
        horizon_base=parse_day(metadata.get("horizon-base")),
        term=Span(parse_day(metadata.get("valid-from")), parse_day(metadata.get("valid-until"))),
    )


def actors_of(root: Node) -> dict[str, Actor]:
    """Return the actors of a document by id, in the order of the register."""
    register = root.child("actors") or Node("actors")
    return {
        node.id: Actor(
            node.id,
            node.text_of("name"),
            node.get("abbreviation"),
            Span(parse_day(node.get("valid-from")), parse_day(node.get("valid-until"))),
            node.get("successor"),
        )
        for node in register.children_of("actor")
        if node.id is not None
    }


def _horizon_class(node: Node) -> HorizonClass:
    return HorizonClass(
        node.id or "",
        node.get("label"),
        _years(node.get("over")),
        _years(node.get("at-least")),
        _years(node.get("up-to")),
        node.get("permanent") in ("true", "1"),
    )


def _years(text: str) -> float | None:
    try:
        years = float(text)
    except ValueError:
        return None
    return years if isfinite(years) else None


def _unnamed(role: str) -> Level:
    return Level(role, "", "", "", "outline" if role in OUTLINE_ROLES else "none")
