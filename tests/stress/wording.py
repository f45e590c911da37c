"""Changes of running text: a few words, most words, cutting in two and putting together."""

from __future__ import annotations

import re
from random import Random

from strategy_editor.document.node import Node
from tests.stress.prose import Prose

Content = list[Node | str]
_WORD = re.compile(r"\w[\w-]*")
_END = re.compile(r"(?<=[a-zäöüß]{4}\.) (?=[A-ZÄÖÜ])")
NEW_WORDS = 0.6


def words_of(content: Content) -> list[tuple[int, int, int]]:
    """Return where each word stands: the part, and from where to where in it."""
    return [
        (at, match.start(), match.end())
        for at, part in enumerate(content)
        if isinstance(part, str)
        for match in _WORD.finditer(part)
    ]


def with_word(content: Content, place: tuple[int, int, int], word: str) -> Content:
    """Return the content with another word, or several or none, at a place."""
    at, start, end = place
    part = content[at]
    assert isinstance(part, str)
    text = part[:start] + word + part[end:]
    if not word:
        text = part[:start].removesuffix(" ") + part[end:] if start else part[end:].lstrip()
    changed = [*content[:at], text, *content[at + 1 :]]
    return [part for part in changed if part != ""]


class Rewriter:
    """Rewords texts, always to something else than they were."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._prose = Prose(random)

    def reworded(self, content: Content) -> Content:
        """Return the content after one to four edits of words."""
        places = words_of(content)
        count = min(self._random.randint(1, 4), len(places))
        new = content
        while new == content:
            new = content
            for at in sorted(self._random.sample(range(len(places)), count), reverse=True):
                new = self._with_edit(new, places[at], last=len(places) <= count)
        return new

    def rewritten(self, content: Content) -> Content:
        """Return the content with three of five words new, in stretches of some words."""
        places = words_of(content)
        old = {self._text(content, place).casefold() for place in places}
        chosen = self._stretches(len(places))
        new = content
        for at in sorted(chosen, reverse=True):
            word = self._prose.word()
            while word.casefold() in old:
                word = self._prose.word()
            new = with_word(new, places[at], word)
        return new

    def halves(self, content: Content) -> tuple[Content, Content] | None:
        """Cut a text in two between sentences, as near to the middle as may be."""
        cuts = [
            (at, match.start())
            for at, part in enumerate(content)
            if isinstance(part, str)
            for match in _END.finditer(part)
        ]
        if not cuts:
            return None
        at, place = cuts[len(cuts) // 2]
        part = content[at]
        assert isinstance(part, str)
        return [*content[:at], part[:place]], [part[place + 1 :], *content[at + 1 :]]

    def _stretches(self, count: int) -> list[int]:
        """Choose the words to renew: stretches of up to six, kept ones between them."""
        wanted = round(count * NEW_WORDS)
        stretches: list[list[int]] = []
        at = 0
        while at < count:
            size = self._random.randint(2, 6)
            stretches.append(list(range(at, min(at + size, count))))
            at += size
        self._random.shuffle(stretches)
        return [place for stretch in stretches for place in stretch][:wanted]

    def _with_edit(self, content: Content, place: tuple[int, int, int], *, last: bool) -> Content:
        word = self._text(content, place)
        kind = self._random.randrange(4)
        if word.isdigit():
            return with_word(content, place, str(int(word) + 1 + self._random.randrange(5)))
        if kind == 0 and not last:
            return with_word(content, place, "")
        if kind == 1:
            return with_word(content, place, f"{word} {self._prose.word()}")
        return with_word(content, place, self._prose.word())

    def _text(self, content: Content, place: tuple[int, int, int]) -> str:
        part = content[place[0]]
        assert isinstance(part, str)
        return part[place[1] : place[2]]


def joined(first: Content, second: Content) -> Content:
    """Put two texts together with a blank between them."""
    head, tail = list(first), list(second)
    gap = " " + str(tail.pop(0)) if tail and isinstance(tail[0], str) else " "
    if head and isinstance(head[-1], str):
        gap = str(head.pop()) + gap
    return [*head, gap, *tail]
