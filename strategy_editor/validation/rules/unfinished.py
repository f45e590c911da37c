"""Unfinished: placeholders of new elements, texts that are still empty, stray blanks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from strategy_editor.document.node import Node
from strategy_editor.i18n import LANGUAGES, text
from strategy_editor.schema.catalog import current_schema
from strategy_editor.validation.facts import Given
from strategy_editor.validation.problem import Problem, Severity, problem

TITLES = ("title", "name", "caption")
REQUIRED = ("statement", "text", "alt-text", "definition", "comment")
RUNNING = ("paragraph", *REQUIRED)


def placeholders(node: Node, owner: Node, given: Given) -> Iterator[Problem]:
    """A title that still says what the program wrote into a new element."""
    if owner is node or len(node.content) != 1 or not isinstance(node.content[0], str):
        return
    written = node.content[0].strip()
    level = given.profile.levels.get(owner.tag)
    if written in _placeholders(owner.tag, level.singular if level is not None else ""):
        yield problem("placeholder", Severity.WARNING, owner.id, node.tag, text=written)


def empty_texts(node: Node, owner: Node, _given: Given) -> Iterator[Problem]:
    """A text that the vocabulary demands and lets be empty, as drafts are."""
    if owner is node or owner.id is None:
        return
    if not node.content or (not node.text.strip() and not _has_object(node)):
        yield problem(
            "empty-text", Severity.WARNING, owner.id, node.tag,
            element=owner.tag, needed=node.tag,
        )  # fmt: skip


def empty_paragraphs(node: Node, _owner: Node, _given: Given) -> Iterator[Problem]:
    """A paragraph without anything in it."""
    if not node.content:
        yield problem("empty-text", Severity.WARNING, node.id, "",
                      element="paragraph", needed="paragraph")  # fmt: skip


def several_blanks(node: Node, owner: Node, _given: Given) -> Iterator[Problem]:
    """Two or more blanks in a row within running text."""
    if owner.id is None:
        return
    if any(
        part.__class__ is str and "  " in part and "  " in part.strip() for part in node.content
    ):
        field = "" if owner is node else node.tag
        yield problem("several-blanks", Severity.HINT, owner.id, field, part=node.tag)


@cache
def _placeholders(tag: str, singular: str) -> frozenset[str]:
    labels = {singular, *(current_schema().label(tag, language) for language in LANGUAGES)}
    return frozenset(
        text(language, "edit.new-title", label=label)
        for language in LANGUAGES
        for label in labels
        if label
    )


def _has_object(node: Node) -> bool:
    """Whether something prints there though no letter does."""
    return any(each.tag in ("cross-reference", "footnote") for each in node.walk())
