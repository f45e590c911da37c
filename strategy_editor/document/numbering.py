"""Printed numbers, derived from the structure in the style of the document's profile.

Outline numbers run through the headings ("2.3."); inside an unnumbered heading nothing is
counted. Other roles are counted throughout the document ("Z 7") or below the nearest numbered
ancestor ("Z 7.1"). Tables and figures are counted throughout.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from strategy_editor.document.node import Node
from strategy_editor.document.profile import Level, Profile, profile_of

_LEAVES = frozenset(
    {
        "actors", "addressee", "annotations", "conflicts", "finance", "glossary-entry",
        "legal-reference", "lineage", "list", "metadata", "muted-findings", "paragraph",
        "profile", "quotation", "relation", "responsibility", "row",
    }
)  # fmt: skip
"""Identified elements that are not counted and have nothing below them that is."""

_CAPTIONED = frozenset({"table", "figure"})


def numbers(root: Node, profile: Profile | None = None) -> dict[str, str]:
    """Return the printed number of every numbered element by id; the first to carry it counts."""
    run = _Run(profile or profile_of(root))
    run.below(root, _Place([], True, ""))
    return run.numbers


def counts_alike(old: Node, new: Node) -> bool:
    """Whether two states of an element are counted alike below: the same elements in their places.

    With one profile their numbers are the same then, whatever they say. Looks only at what are
    other objects, so for two revisions that share most of their nodes it costs next to nothing.
    """
    if old is new:
        return True
    if len(old.content) != len(new.content):
        before, after = _counted(old), _counted(new)
        return len(before) == len(after) and all(map(_same_place, before, after))
    return all(
        one is other or _same_part(one, other)
        for one, other in zip(old.content, new.content, strict=True)
    )


def _counted(node: Node) -> list[Node]:
    return [part for part in node.content if _is_counted(part)]  # type: ignore[misc]


def _is_counted(part: Node | str) -> bool:
    return isinstance(part, Node) and part.id is not None and part.tag not in _LEAVES


def _same_part(one: Node | str, other: Node | str) -> bool:
    if not _is_counted(one) and not _is_counted(other):
        return True
    return isinstance(one, Node) and isinstance(other, Node) and _same_place(one, other)


def _same_place(one: Node, other: Node) -> bool:
    if one is other:
        return True
    return (one.tag, one.id, one.get("numbered")) == (
        other.tag,
        other.id,
        other.get("numbered"),
    ) and counts_alike(one, other)


@dataclass(slots=True)
class _Place:
    """Where the walk is: outline position, whether headings count here, number to build on."""

    outline: list[int]
    counts: bool
    base: str
    used: int = 0
    children: dict[str, int] | None = None

    def next(self, tag: str) -> str:
        """Count one more child of a tag and return how many there are now."""
        if self.children is None:
            self.children = {}
        self.children[tag] = count = self.children.get(tag, 0) + 1
        return str(count)


class _Run:
    def __init__(self, profile: Profile) -> None:
        self.numbers: dict[str, str] = {}
        self._profile = profile
        self._throughout: Counter[str] = Counter()
        self._levels: dict[str, Level] = {}

    def below(self, node: Node, place: _Place) -> None:
        for part in node.content:
            if isinstance(part, Node) and part.id is not None and part.tag not in _LEAVES:
                if part.tag in _CAPTIONED:
                    self._throughout[part.tag] += 1
                    self.numbers.setdefault(part.id, str(self._throughout[part.tag]))
                else:
                    self.below(part, self._enter(part, part.id, place))

    def _enter(self, node: Node, node_id: str, place: _Place) -> _Place:
        level = self._level(node.tag)
        counting = level.counting
        wish = node.get("numbered")
        if wish:
            counting = counting if wish in ("true", "1") else "silent"
            counting = "outline" if counting == "none" else counting
        match counting:
            case "outline":
                return self._outline(node_id, level, place)
            case "throughout":
                self._throughout[node.tag] += 1
                number = str(self._throughout[node.tag])
            case "per-parent":
                count = place.next(node.tag)
                number = f"{place.base}.{count}" if place.base else count
            case _ if node.tag in _TRANSPARENT and counting == "none":
                return place
            case _:
                return _Place([], False, place.base)
        self.numbers.setdefault(node_id, f"{level.prefix} {number}" if level.prefix else number)
        return _Place([], False, number)

    def _outline(self, node_id: str, level: Level, place: _Place) -> _Place:
        if not place.counts:
            return _Place([], False, place.base)
        place.used += 1
        outline = [*place.outline, place.used]
        number = _outline_text(outline, self._profile.numbering)
        dotted = number + "." if self._profile.numbering == "decimal-dot" else number
        self.numbers.setdefault(node_id, f"{level.prefix} {dotted}" if level.prefix else dotted)
        return _Place(outline, True, number)

    def _level(self, role: str) -> Level:
        if role not in self._levels:
            self._levels[role] = self._profile.level(role)
        return self._levels[role]


_TRANSPARENT = frozenset({"part", "claim", "goal", "subgoal", "measure", "indicator", "box"})


def _outline_text(outline: list[int], style: str) -> str:
    first, *rest = outline
    match style:
        case "roman":
            head = roman(first)
        case "alphabetic":
            head = letters(first)
        case _:
            head = str(first)
    return ".".join([head, *map(str, rest)])


def roman(number: int) -> str:
    """Write a number in Roman digits."""
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def letters(number: int) -> str:
    """Write a number as letters: A to Z, then AA."""
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
