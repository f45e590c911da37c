"""Running text: stretches with their marks, references spelt out, footnotes numbered."""

from __future__ import annotations

from dataclasses import dataclass

from strategy_editor.document.node import Node

MARKS = {"emphasis": "emphasis", "strong": "strong", "term": "term"}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text.

    ``marks`` holds ``emphasis``, ``strong``, ``term``; ``link`` an address, ``target`` the id
    that a cross reference points to, ``footnote`` the footnote whose number the text is,
    ``lang`` the language of the passage, ``entry`` the glossary entry that explains the term.
    """

    text: str
    marks: frozenset[str] = frozenset()
    link: str = ""
    target: str = ""
    footnote: Node | None = None
    lang: str = ""
    entry: str = ""


def plain(runs: list[Run]) -> str:
    """Return the text of runs without the numbers of footnotes."""
    return "".join(run.text for run in runs if run.footnote is None)
