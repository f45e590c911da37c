"""Which elements and commands fit a few letters: the ranking behind the quick jump."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """Something one can jump to.

    ``key`` says what (an element's id, or a command's key where ``is_command``), ``label`` what
    it is called by type, ``number`` its printed number, ``title`` its title.
    """

    key: str
    label: str
    number: str
    title: str
    is_command: bool = False


def ranked(names: Iterable[Name], wanted: str, recent: Sequence[str] = ()) -> list[Name]:
    """Return the names that have every word of ``wanted``, the best first.

    A number that is the one asked for comes first, then numbers and titles that begin so, then
    words that begin so, then the rest; among equals what was used last, then the order given.
    Case and accents do not count; umlauts may be written out. Nothing wanted: recent ones first.
    """
    words = folded(wanted).split()
    order = {key: at for at, key in enumerate(recent)}
    found: list[tuple[tuple[float, ...], Name]] = []
    for at, name in enumerate(names):
        weight = _weight(name, words)
        if weight is not None:
            found.append(((weight, order.get(name.key, len(order)), at), name))
    return [name for _, name in sorted(found, key=lambda each: each[0])]


def folded(text: str) -> str:
    """Return a text without case and accents; umlauts and ß are written out."""
    text = text.casefold()
    for letter, written in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        text = text.replace(letter, written)
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _weight(name: Name, words: list[str]) -> float | None:
    """Say how far a name is from what is wanted; None where a word is missing."""
    number, title = folded(name.number), folded(name.title)
    whole = f"{folded(name.label)} {number} {title}"
    if not all(word in whole for word in words):
        return None
    if not words:
        return 0
    weights = [_word_weight(word, number, title, whole) for word in words]
    joined = " ".join(words)
    exact = joined in (number, title)
    return 0 if exact else 1 + sum(weights) / len(weights) + (0.5 if name.is_command else 0)


def _word_weight(word: str, number: str, title: str, whole: str) -> int:
    if word == number:
        return 0
    if number.startswith(word) or title.startswith(word):
        return 1
    if any(each.startswith(word) for each in title.split()):
        return 2
    return 3 if any(each.startswith(word) for each in whole.split()) else 4
