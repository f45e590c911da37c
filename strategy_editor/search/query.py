"""What is looked for, and the pattern it becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Protocol

from strategy_editor.errors import UserError

Kind = Literal["title", "text", "attribute"]
KINDS: tuple[Kind, ...] = ("title", "text", "attribute")
_SECONDS = 2.0
"""Longest time that an expression may take on one text."""
_GROUP = re.compile(r"\$(?:(\d{1,2})|\{(\w+)\}|(\$))")
_SPACE = "[ \u00a0\u202f]"
_SOFT_HYPHEN = "\u00ad*"
_HYPHEN = "[-\u2011]"


_REASONS = {
    "missing )": "expression-open",
    "unbalanced parenthesis": "expression-closed",
    "nothing to repeat": "expression-repeat",
    "multiple repeat": "expression-repeat-twice",
    "min repeat": "expression-repeat-order",
    "unterminated character set": "expression-set",
    "bad character range": "expression-range",
    "bad escape": "expression-escape",
    "invalid group reference": "expression-group",
    "unknown group": "expression-group",
}
"""What the library says first, and the key of our own words for it."""


class BadExpression(UserError):
    """A regular expression or its replacement cannot be understood, or takes too long."""


class Match(Protocol):
    """A match, as the two libraries for regular expressions give it."""

    def start(self) -> int:
        """Return where the match begins."""
        ...

    def end(self) -> int:
        """Return where it ends."""
        ...

    def expand(self, template: str) -> str:
        """Return a replacement with the groups of the match put in."""
        ...


@dataclass(frozen=True)
class Query:
    """What is looked for.

    A plain text also finds itself with non-breaking spaces and hyphens or with soft hyphens in
    it. ``kinds`` says in what to look, ``within`` names the element (by id) to stay below, empty
    for everywhere.
    """

    text: str
    whole_words: bool = False
    match_case: bool = False
    is_expression: bool = False
    kinds: frozenset[Kind] = frozenset(KINDS)
    within: str = ""

    def matches(self, text: str) -> Iterator[Match]:
        """Yield what fits in a text, without empty matches.

        Raises ``BadExpression`` where the expression is none or takes too long.
        """
        try:
            for match in self._finder(text):
                if match.end() > match.start():
                    yield match
        except TimeoutError:
            raise BadExpression("error.expression-slow") from None

    def replacement(self, match: Match, template: str) -> str:
        """Return what stands in the place of a match; ``$1`` and ``${name}`` are its groups.

        Raises ``BadExpression`` where the template names a group that there is none of.
        """
        if not self.is_expression:
            return template
        escaped = template.replace("\\", "\\\\")
        try:
            return match.expand(_GROUP.sub(_group, escaped))
        except (IndexError, ValueError, KeyError, re.error):
            raise BadExpression("error.replacement-wrong") from None
        except Exception as error:
            if type(error).__module__.startswith("regex"):
                raise BadExpression("error.replacement-wrong") from None
            raise

    def check(self) -> None:
        """Raise ``BadExpression`` where the expression is none."""
        _ = self._finder

    @cached_property
    def _finder(self) -> Finder:
        if not self.is_expression:
            case = re.NOFLAG if self.match_case else re.IGNORECASE
            return _Plain(re.compile(self._bounded(_plain(self.text)), case))
        # The library of Python has no way out of an expression that never ends; loaded on need.
        import regex

        flags = regex.V0 if self.match_case else regex.IGNORECASE
        try:
            # By itself first, so that a fault is counted in what the user wrote.
            regex.compile(self.text, flags)
            return _Expression(regex.compile(self._bounded(f"(?:{self.text})"), flags))
        except regex.error as error:
            position = min(getattr(error, "pos", None) or 0, len(self.text)) + 1
            key = _reason(str(error))
            raise BadExpression(
                "error.expression-wrong", position=position, reason_key=key
            ) from None

    def _bounded(self, pattern: str) -> str:
        return rf"(?<!\w){pattern}(?!\w)" if self.whole_words else pattern


class Finder(Protocol):
    """Finds matches in a text."""

    def __call__(self, text: str) -> Iterator[Match]:
        """Yield all matches from left to right."""
        ...


@dataclass(frozen=True)
class _Plain:
    pattern: re.Pattern[str]

    def __call__(self, text: str) -> Iterator[Match]:
        return self.pattern.finditer(text)


@dataclass(frozen=True)
class _Expression:
    pattern: object

    def __call__(self, text: str) -> Iterator[Match]:
        found: Iterator[Match] = self.pattern.finditer(  # type: ignore[attr-defined]
            text, timeout=_SECONDS, concurrent=True
        )
        return found


def _plain(text: str) -> str:
    letters = []
    for letter in text:
        if letter in " \u00a0\u202f":
            letters.append(_SPACE)
        elif letter in "-\u2011":
            letters.append(_HYPHEN)
        elif letter != "\u00ad":
            letters.append(re.escape(letter))
    return _SOFT_HYPHEN.join(letters)


def _group(found: re.Match[str]) -> str:
    number, name, dollar = found.groups()
    return "$" if dollar else rf"\g<{number or name}>"


def _reason(message: str) -> str:
    return next((key for said, key in _REASONS.items() if message.startswith(said)), "expression")
