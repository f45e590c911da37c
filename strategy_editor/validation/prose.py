"""The running texts of a strategy and what the rules of language look for in them.

A text is looked at once and known again by being the same object, so that a check after an edit
reads what was edited and nothing else: the tree of what was read follows the tree of nodes.
Twenty thousand texts are read at the first check of a large file, so words are sorted out by
what they look like before any pattern is tried on them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from strategy_editor.document.derived import Derived
from strategy_editor.document.node import Node
from strategy_editor.document.texts import is_german, wording
from strategy_editor.pacing import give_way
from strategy_editor.validation.leading_words import leading_words
from strategy_editor.validation.persons import (
    MANY_WORDS,
    in_word_sign,
    is_masculine,
    masculine_only,
)
from strategy_editor.validation.repeats import Repeats
from strategy_editor.validation.stems import letters, parted
from strategy_editor.validation.texts import Texts
from strategy_editor.validation.written import Written

_RUNNING = frozenset(
    {
        "paragraph", "text", "statement", "definition", "footnote", "note", "rationale",
        "qualitative-reason", "cell",
    }
)  # fmt: skip
"""Texts that are read from beginning to end."""
_READ = _RUNNING | {"title", "short-title", "subtitle", "caption", "name", "alt-text"}
_NOT_OURS = frozenset(
    {
        "forbidden-variant", "quotation", "annotations", "muted-findings", "lineage", "sources",
        "actors", "sample-notice", "legal-basis", "supersedes",
    }
)  # fmt: skip
"""What others wrote, what is about the text, and names that are as they are."""

_EDGES = ".,;:!?()[]„“”\"»«’'…–/"
_SHORT_FORM = re.compile(
    r"(?!X[A-ZÄÖÜ][a-zäöü]{2})[A-ZÄÖÜ][a-zäöü]?[A-ZÄÖÜ][A-Za-zÄÖÜäöü]{0,6}(?![\w.])"
)
_EXPLAINED = re.compile(
    r"\((?:kurz|im Folgenden|nachfolgend|abgekürzt|hereafter|short)?[:\s]*[„“\"]?([^\W\d_]{2,9})"
    r"[“”\"]?\)|\b([^\W\d_]{2,9})\s\((?=[A-ZÄÖÜ][a-zäöüß])|\bkurz:?\s[„\"]?([^\W\d_]{2,9})\b"
)
_JOINED = ("Online", "Internet", "Web", "Service", "Software", "Open", "Cloud", "Home")
"""What is written apart, together or with a hyphen, as people like."""
_SENTENCE_END = re.compile(r"(?<=[^\s\d.][^\s\d.][.!?:;])[“”\"»)]?\s+")
LONG = 30
"""Words. Sentences with more are hard to follow."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What was found in one text; most texts hold nothing and are no passage."""

    node: Node
    owner_id: str
    field: str
    is_running: bool
    short_forms: tuple[str, ...] = ()
    explained: tuple[str, ...] = ()
    compounds: tuple[str, ...] = ()
    """Words with hyphens or capitals inside, and words that may be one with the next."""
    stems: tuple[tuple[str, str], ...] = ()
    """Of each of these the stem, with the letters that it has however it is written."""
    longest: tuple[int, str] = (0, "")
    """The words of the longest sentence and the sentence, where it is too long."""
    masculine: str = ""
    sign: str = ""


class _Read(NamedTuple):
    # One for each element of a large file; a tuple is made in a fraction of the time.
    node: Node
    owner_id: str
    passages: tuple[Passage, ...]
    parts: dict[str, _Read] | None


class Prose:
    """Reads revision after revision; what is the same object as before is not read again."""

    def __init__(self) -> None:
        self._read: _Read | None = None
        self._ground: tuple[bool, frozenset[str]] | None = None
        self._lexicon = Lexicon()
        self.leading = Derived(leading_words)
        """The words before references, element by element."""
        self.texts = Texts()
        """How the texts read, and in which forms days and numbers are written in them."""
        self.repeats = Repeats()
        self.written = Written()
        """Where else words are looked for that were found in no text of these."""

    def passages(self, root: Node) -> tuple[Passage, ...]:
        """Return the texts of a revision in which there is something, in document order."""
        in_german = is_german(root)
        wanted = frozenset(word for words in forbidden_variants(root) for word in words.split()[:1])
        if self._ground != (in_german, wanted):
            self._read, self._lexicon = None, Lexicon(wanted)
            self._ground = (in_german, wanted)
        lexicon = self._lexicon
        self.leading.tidy(root)
        self._read = read = _read(root, "", "", self._read, lexicon, is_german=in_german)
        return read.passages


def forbidden_variants(root: Node) -> dict[str, str]:
    """Return what the glossary says not to write, and what to write instead."""
    glossary = root.child("glossary") or Node("glossary")
    return {
        " ".join(wording(variant).split()): " ".join(entry.text_of("name").split())
        for entry in glossary.children_of("glossary-entry")
        for variant in entry.children_of("forbidden-variant")
        if wording(variant).strip() and entry.text_of("name").strip()
    }


def _read(
    node: Node, owner_id: str, field: str, known: _Read | None, lexicon: Lexicon, *, is_german: bool
) -> _Read:
    owner_id = node.id or owner_id
    if known is not None and known.node is node and known.owner_id == owner_id:
        return known
    give_way()
    found: list[Passage] = []
    if node.tag in _READ:
        passage = _passage(node, owner_id, "" if node.id else field, lexicon, is_german=is_german)
        found += [passage] if passage is not None else []
    if len(node.content) == 1 and node.content[0].__class__ is str:
        # Most elements hold one text.
        return _Read(node, owner_id, tuple(found), None)
    before = known.parts if known is not None else None
    parts: dict[str, _Read] = {}
    for child, name in _children(node):
        key = child.id or name
        last = before.get(key) if before is not None else None
        parts[key] = read = _read(child, owner_id, name, last, lexicon, is_german=is_german)
        found.extend(read.passages)
    return _Read(node, owner_id, tuple(found), parts or None)


def _children(node: Node) -> Iterator[tuple[Node, str]]:
    """The elements below that hold text of ours, each with the name of its field."""
    counted: dict[str, int] = {}
    for part in node.content:
        if part.__class__ is not Node or not part.content or part.tag in _NOT_OURS:
            continue
        if part.tag[0] not in "#{":
            count = counted[part.tag] = counted.get(part.tag, 0) + 1
            yield part, part.tag if count == 1 else f"{part.tag}#{count}"


def _passage(
    node: Node, owner_id: str, field: str, lexicon: Lexicon, *, is_german: bool
) -> Passage | None:
    text = wording(node)
    words = text.split()
    peculiar, persons = lexicon.among(words)
    running = node.tag in _RUNNING
    longest = _longest(text) if running and len(words) > LONG else (0, "")
    if not (peculiar or persons or longest[0]):
        return None
    # Going through all words costs most, so that is done once.
    places = [at for at, word in enumerate(words) if word in peculiar] if peculiar else []
    strange = [words[at] for at in places]
    short_forms = tuple(dict.fromkeys(part for word in strange for part in _short_forms(word)))
    explained: tuple[str, ...] = ()
    if short_forms and ("(" in text or "kurz" in text):
        matches = _EXPLAINED.findall(text)
        explained = tuple(dict.fromkeys(each for match in matches for each in match if each))
    compounds: tuple[str, ...] = ()
    masculine = sign = ""
    if is_german:
        compounds = tuple(_compounds(words, places))
        masculine = masculine_only(words, persons, text) if running and persons else ""
        sign = in_word_sign(strange)
    if not (short_forms or compounds or longest[0] or masculine or sign):
        return None
    stems = tuple(map(_stem, compounds))
    return Passage(node, owner_id, field, running, short_forms, explained, compounds, stems,
                   longest, masculine, sign)  # fmt: skip


class Lexicon:
    """The words met so far, sorted by whether a rule may have something to say to them."""

    def __init__(self, wanted: frozenset[str] = frozenset()) -> None:
        self._wanted = wanted
        self._known: set[str] = set()
        self._peculiar: set[str] = set()
        self._persons: set[str] = set()
        self._noted: set[str] = set()
        """Both of these."""

    def among(self, words: Sequence[str]) -> tuple[set[str], set[str]]:
        """Return the words of peculiar shape and those for persons."""
        met = set(words)
        if not met <= self._known:
            self._meet(met - self._known)
        found = met & self._noted
        return (found & self._peculiar, found & self._persons) if found else (found, found)

    def _meet(self, words: set[str]) -> None:
        self._known |= words
        for word in words:
            if self._is_peculiar(word.strip(_EDGES)):
                self._peculiar.add(word)
                self._noted.add(word)
            elif is_masculine(word):
                self._persons.add(word)
                self._noted.add(word)

    def _is_peculiar(self, bare: str) -> bool:
        """Whether a word has capitals or hyphens inside, stands alone, or is looked for."""
        return (
            bare[1:] != bare[1:].lower()
            or bare[1:2] == "-"
            or not bare.isalnum()
            or (len(bare) == 1 and bare.isupper())
            or bare.startswith(_JOINED)
            or bare in self._wanted
        )


@lru_cache(MANY_WORDS)
def _short_forms(word: str) -> tuple[str, ...]:
    """The abbreviations in a word; in „IT-Vorhaben“ it is the first part."""
    return tuple(part for part in word.strip(_EDGES).split("-") if _SHORT_FORM.fullmatch(part))


@lru_cache(MANY_WORDS)
def _stem(written: str) -> tuple[str, str]:
    stem, _ending = parted(written)
    return letters(stem), stem


def _compounds(words: Sequence[str], places: Sequence[int]) -> Iterator[str]:
    """Words that others may write in another way: with hyphens, apart, together."""
    for at in places:
        word = words[at]
        bare = word.strip(_EDGES)
        if not bare:
            continue
        if not bare.isupper() and bare[-1] != "-" and bare[0].isalpha():
            yield bare
        # A letter alone, too, as in „E Government“.
        if word[-1] == bare[-1] != "-" and bare[0].isupper() and at + 1 < len(words):
            joined = words[at + 1].strip(_EDGES) if words[at + 1][0].isupper() else ""
            if joined:
                yield f"{bare} {joined}"


def _longest(text: str) -> tuple[int, str]:
    # Most texts are known to be well from their full stops alone.
    for part in text.split(". "):
        if part.count(" ") >= LONG:
            break
    else:
        return (0, "")
    longest = max((len(each.split()), each) for each in _SENTENCE_END.split(text))
    return (longest[0], " ".join(longest[1].split())) if longest[0] > LONG else (0, "")
