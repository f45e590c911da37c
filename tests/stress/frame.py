"""What stands around the text of a strategy: metadata, profile, actors, lineage, registers."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from strategy_editor.document.characters import text_hash
from strategy_editor.document.node import Node, element
from tests.stress.prose import Prose

_BASE = "2014-04-29"
_LEVELS = (
    ("section", "Kapitel", "Kapitel", "outline", ""),
    ("field", "Schwerpunktbereich", "Schwerpunktbereiche", "outline", ""),
    ("claim", "Anspruch", "Ansprüche", "throughout", "A"),
    ("goal", "Ziel", "Ziele", "throughout", "Z"),
    ("subgoal", "Teilziel", "Teilziele", "per-parent", "Z"),
    ("measure", "Maßnahme", "Maßnahmen", "throughout", "M"),
    ("annex", "Anhang", "Anhänge", "none", ""),
)
_HORIZONS = (
    ("short", "kurzfristig", {"over": "0", "up_to": "2"}),
    ("medium", "mittelfristig", {"over": "2", "up_to": "4"}),
    ("long", "langfristig", {"over": "4"}),
    ("permanent", "dauerhaft", {"permanent": "true"}),
)
_STATUSES = (
    ("goal", "geplant", "planned"), ("goal", "in Umsetzung", "active"),
    ("goal", "erreicht", "done"), ("measure", "geplant", "planned"),
    ("measure", "laufend", "active"), ("milestone", "offen", "planned"),
)  # fmt: skip
_KINDS = ("ministry", "authority", "body", "provider", "municipal")
_MEASURES = ("project", "legislation", "organisation", "procurement", "training", "cooperation")
_ACTORS, _FORMER, _GLOSSARY = 24, 40, 60


class Frame:
    """Makes the parts that are not running text, and the attributes that refer to them."""

    def __init__(self, new_id: Callable[[str], str], prose: Prose, random: Random) -> None:
        self._id = new_id
        self._prose = prose
        self._random = random
        self._actors = [self._actor(number) for number in range(_ACTORS)]
        self._horizons = {
            name: element("horizon-class", id=new_id("horizon"), label=label, **limits)
            for name, label, limits in _HORIZONS
        }
        self._statuses = [
            element("status", for_=subject, id=new_id("status"), label=label, meaning=meaning)
            for subject, label, meaning in _STATUSES
        ]
        self._glossary = [
            element(
                "glossary-entry", element("name", prose.term()),
                element("definition", prose.sentence()), id=new_id("entry"),
            )
            for _ in range(_GLOSSARY)
        ]  # fmt: skip

    def opening(self) -> list[Node]:
        """Return metadata, profile and actors."""
        keywords = [element("keyword", self._prose.term()) for _ in range(5)]
        metadata = element(
            "metadata", element("title", "Strategie für Informationstechnik und E-Government"),
            element("short-title", "Belastungsprobe"), *keywords, as_of=_BASE,
            authority=self._actor_id(), edition="2014", horizon_base=_BASE, id="metadata1",
            status="draft", valid_from=_BASE, valid_until="2020-12-31",
        )  # fmt: skip
        levels = [
            element(
                "level", counting=counting, id=self._id("level"), plural=plural, role=role,
                singular=singular, **({"prefix": prefix} if prefix else {}),
            )
            for role, singular, plural, counting, prefix in _LEVELS
        ]  # fmt: skip
        profile = element(
            "profile", *levels, *self._horizons.values(), *self._statuses,
            id="profile1", name="Belastungsprobe", numbering="decimal-dot",
        )  # fmt: skip
        return [metadata, profile, element("actors", *self._actors, id="actors1")]

    def lineage(self, goals: list[str]) -> Node:
        """Return a roster of former goals and where every goal comes from."""
        former = [self._former_goal(number) for number in range(_FORMER)]
        predecessor = element(
            "predecessor", *former, document="former1", edition="2009", id=self._id("predecessor"),
            title="E-Government-Strategie",
        )  # fmt: skip
        old = [node.id or "" for node in former]
        found = [self._disposition(goal, old.pop() if old else "") for goal in goals]
        found += [
            element(
                "disposition", element("evidence", self._prose.sentence()), date="2013-12-31",
                id=self._id("disposition"), kind="achieved", old=each,
            )
            for each in old
        ]  # fmt: skip
        return element("lineage", predecessor, *found, id="lineage1")

    def _former_goal(self, number: int) -> Node:
        sentence = self._prose.sentence()
        return element(
            "former-goal", goal=f"z{number + 1}", hash=text_hash(sentence), id=self._id("former"),
            number=f"Z {number + 1}", title=self._prose.title(),
        )  # fmt: skip

    def _disposition(self, goal: str, old: str) -> Node:
        node_id = self._id("disposition")
        if old:
            reason = element("reason", self._prose.sentence())
            return element("disposition", reason, id=node_id, kind="modified", new=goal, old=old)
        trigger = element("trigger", self._prose.sentence())
        return element("disposition", trigger, id=node_id, kind="new", new=goal)

    def registers(self) -> list[Node]:
        """Return glossary, abbreviations, sources and imprint."""
        title = self._prose.title
        shorts = [
            element("abbreviation", id=self._id("short"), long=self._prose.term(), short=short)
            for short in ("EA", "FV", "IT-PLR", "SID", "SK", "VwV")
        ]
        sources = [
            element("source", element("citation", self._prose.sentence()), id=self._id("source"))
            for _ in range(12)
        ]
        return [
            element("glossary", element("title", title()), *self._glossary, id="glossary1"),
            element("abbreviations", element("title", title()), *shorts, id="abbreviations1"),
            element("sources", element("title", title()), *sources, id="sources1"),
            element("imprint", element("title", "Impressum"), id="imprint1", unit="Referat 61"),
        ]

    def annotations(self, targets: list[str]) -> Node:
        """Return some annotations on headings and goals."""
        found = [
            element(
                "annotation", element("comment", self._prose.sentence()), author="Referat 61",
                created="2014-03-31T10:00:00", id=self._id("annotation"), state="open",
                target=self._random.choice(targets),
            )
            for _ in range(10)
        ]  # fmt: skip
        return element("annotations", *found, id="annotations1")

    def responsibility(self, role: str) -> Node:
        """Return a responsibility of some actor."""
        return element(
            "responsibility", actor=self._actor_id(), id=self._id("responsibility"), role=role
        )

    def goal_attributes(self, year: int) -> dict[str, str]:
        """Return horizon, date, priority and status of a goal that is due in a year."""
        name = "short" if year == 2015 else "medium" if year < 2018 else "long"
        return {
            "horizon": self._horizons[name].id or "",
            "priority": self._random.choice(("high", "medium", "low")),
            "status": self._statuses[self._prose.below(3)].id or "",
            "target_date": f"{year}-12",
        }

    def measure_attributes(self, year: int) -> dict[str, str]:
        """Return kind, span and status of a measure that ends before a year."""
        return {
            "end": f"{year - 1}-12",
            "kind": self._random.choice(_MEASURES),
            "start": f"20{self._random.choice(('11', '12', '13'))}-03",
            "status": self._statuses[3 + self._prose.below(2)].id or "",
        }

    def milestone(self, year: int) -> Node:
        """Return a milestone that is due before a year."""
        return element(
            "milestone", element("title", self._prose.title()), date=f"{year - 1}-06",
            id=self._id("milestone"), status=self._statuses[5].id or "",
        )  # fmt: skip

    def finance(self, year: int) -> Node:
        """Return an amount of money."""
        return element(
            "finance", amount=f"{1 + self._prose.below(90)}0000", id=self._id("finance"),
            reservation="true", year=str(year - 1),
        )  # fmt: skip

    def indicator(self, year: int, definition: Node) -> Node:
        """Return an indicator with baseline and targets."""
        start = self._prose.below(40)
        targets = [
            element("target", id=self._id("target"), value=str(start + step), when=f"{when}-06")
            for step, when in ((20, year - 1), (50, year))
        ]
        baseline = element("baseline", id=self._id("baseline"), value=str(start), when="2013-12-31")
        return element(
            "indicator", element("title", self._prose.title()), definition, baseline, *targets,
            direction="up", id=self._id("indicator"), unit="Prozent",
        )  # fmt: skip

    def glossary_entry(self) -> tuple[str, str]:
        """Return the name and the id of some entry of the glossary."""
        entry = self._random.choice(self._glossary)
        return entry.text_of("name"), entry.id or ""

    def _actor(self, number: int) -> Node:
        name = f"Stelle für {self._prose.term()}"
        return element(
            "actor", element("name", name), abbreviation=f"ST{number + 1}", id=self._id("actor"),
            kind=self._random.choice(_KINDS),
        )  # fmt: skip

    def _actor_id(self) -> str:
        return self._random.choice(self._actors).id or ""
