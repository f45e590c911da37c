"""Typography and length of texts: protected blanks, dashes, what is too long (T-07, T-08).

German only where the marks are German; one finding for each text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from strategy_editor.document.node import Node
from strategy_editor.document.texts import wording
from strategy_editor.validation.facts import Given
from strategy_editor.validation.problem import Problem, Severity, problem

TEXTS = ("paragraph", "text", "statement", "definition", "footnote", "note", "rationale", "cell")
TITLES = ("title",)
STATEMENTS = ("statement",)

_PARTED = re.compile(
    r"§§? \d+|z(?<!\wz)\. ?[BTH]\.|d(?<!\wd)\. ?h\.|u(?<!\wu)\. ?[aU]\.|i(?<!\wi)\. ?d\.|"
    r"o(?<!\wo)\. ?[äÄ]\."
)
"""What stands before a letter is asked after it: so all else is skipped by first letters."""
_DASH = re.compile("(?<= )-(?= )")
_MOST_LETTERS = 90
"""In a title; the longest heading of 2014 has 81."""
_MOST_WORDS = 40
"""In the sentence that states a goal."""
_HEADED = frozenset({"part", "section", "field", "claim", "goal", "subgoal", "measure"})
_STATED = frozenset({"goal", "subgoal"})


def marks(node: Node, owner: Node, _given: Given) -> Iterator[Problem]:
    """Blanks that a line may break at, a hyphen for a dash, hyphens left over from a PDF."""
    if owner.id is None:
        return
    # Each text of a large file when it is opened: nearly all are done with here.
    found = next(filter(None, map(_fault, node.content)), None)
    if found is not None:
        kind, text = found
        field = "" if owner is node else node.tag
        yield problem(f"typography-{kind}", Severity.HINT, owner.id, field,
                      text=text, part=node.tag)  # fmt: skip


def long_titles(node: Node, owner: Node, _given: Given) -> Iterator[Problem]:
    """A heading that is more than one; names of laws and papers are as long as they are."""
    if owner is node or owner.id is None or owner.tag not in _HEADED:
        return
    count = len(" ".join(wording(node).split()))
    if count > _MOST_LETTERS:
        yield problem("long-title", Severity.HINT, owner.id, node.tag,
                      count=count, most=_MOST_LETTERS)  # fmt: skip


def long_statements(node: Node, owner: Node, _given: Given) -> Iterator[Problem]:
    """The statement of a goal that nobody keeps in mind."""
    if owner is node or owner.id is None or owner.tag not in _STATED:
        return
    count = len(wording(node).split())
    if count > _MOST_WORDS:
        yield problem("long-statement", Severity.HINT, owner.id, node.tag,
                      count=count, most=_MOST_WORDS)  # fmt: skip


def tidied(text: str) -> str:
    """Return a text with protected blanks and dashes where they belong."""
    text = _PARTED.sub(_protected, text.replace("\u00ad", ""))
    return _DASH.sub("–", text)


def _fault(text: Node | str) -> tuple[str, str] | None:
    """Return the first fault of a text and the words around it."""
    if not isinstance(text, str):
        return None
    if "\u00ad" in text:
        return "soft-hyphen", _around(text, text.index("\u00ad"))
    if " - " in text:
        return "dash", _around(text, text.index(" - "))
    for found in _PARTED.finditer(text):
        if found[0] != _protected(found):
            return "blank", found[0]
    return None


def _protected(found: re.Match[str]) -> str:
    """Return an abbreviation or a paragraph sign with its blank protected."""
    written = found[0]
    if written.startswith("§"):
        return written.replace(" ", "\u00a0")
    first, _, rest = written.partition(".")
    return f"{first}.\u00a0{rest.strip()}"


def _around(text: str, at: int) -> str:
    start = text.rfind(" ", 0, max(0, at - 1)) + 1
    end = text.find(" ", at + 3)
    return text[start : end if end >= 0 else len(text)].replace("\u00ad", "")
