"""Which elements and commands fit a few letters: the ranking behind the quick jump."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """Something one can jump to.

    ``key`` says what (an element's id, or a command's key where ``is_command``), ``tag`` its
    element type, ``label`` what that is called, ``number`` its printed number, ``title`` its
    title; a command may have a ``shortcut``. What is ``minor`` comes behind the rest.
    """

    key: str
    label: str
    number: str
    title: str
    tag: str = ""
    is_command: bool = False
    shortcut: str = ""
    is_minor: bool = False


class Names:
    """Names prepared for being asked again and again while somebody types."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._prepared = [_Prepared.of(name) for name in names]

    def ranked(self, wanted: str, recent: Sequence[str] = (), most: int = 200) -> list[Name]:
        """Return the names that have every word of ``wanted``, the best first.

        A number or title that is the one asked for comes first, then those that begin so, then
        words that begin so, then the rest; among equals what was used last, then the order
        given. Case and accents do not count; umlauts may be written out.
        """
        words = folded(wanted).split()
        order = {key: at for at, key in enumerate(recent)}
        found: list[tuple[tuple[float, int, int], Name]] = []
        for at, each in enumerate(self._prepared):
            if all(word in each.whole for word in words):
                weight = each.weight(words) if words else 0
                found.append(((weight, order.get(each.name.key, len(order)), at), each.name))
        found.sort(key=lambda each: each[0])
        return [name for _, name in found[:most]]


def folded(text: str) -> str:
    """Return a text without case and accents; umlauts and ß are written out."""
    text = text.casefold()
    for letter, written in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        text = text.replace(letter, written)
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@dataclass(frozen=True, slots=True)
class _Prepared:
    name: Name
    number: str
    title: str
    whole: str

    @classmethod
    def of(cls, name: Name) -> _Prepared:
        number, title = folded(name.number), folded(name.title)
        compact = _compact(number)
        return cls(name, compact, title, f"{folded(name.label)} {number} {compact} {title}")

    def weight(self, words: list[str]) -> float:
        """Say how far the name is from what is wanted."""
        if " ".join(words) == self.title:
            return self._distance()
        if self.number and any(
            _compact("".join(words[at:])) == self.number for at in range(len(words))
        ):
            return 0 if _compact("".join(words)) == self.number else 0.5
        weights = [self._word_weight(word) for word in words]
        return 1 + sum(weights) / len(weights) + self._distance()

    def _distance(self) -> float:
        return 2 if self.name.is_minor else 0.5 if self.name.is_command else 0

    def _word_weight(self, word: str) -> int:
        if word == self.number:
            return 0
        if self.number.startswith(word) or self.title.startswith(word):
            return 1
        if f" {word}" in self.title:
            return 2
        return 3 if f" {word}" in f" {self.whole}" else 4


def _compact(number: str) -> str:
    """Return a number without blanks and closing stop: ``Z 8`` is asked for as ``z8``, too."""
    return "".join(number.split()).rstrip(".")
