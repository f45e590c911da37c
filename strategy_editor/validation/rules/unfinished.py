"""Unfinished: placeholders of new elements, texts that are still empty, stray blanks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from strategy_editor.document.node import Node
from strategy_editor.i18n import LANGUAGES, text
from strategy_editor.schema.catalog import current_schema
from strategy_editor.validation.context import Context
from strategy_editor.validation.problem import Problem, Severity, problem

_TITLES = ("title", "name", "caption")
_REQUIRED = ("statement", "text", "alt-text", "definition", "comment")
_RUNNING = ("paragraph", *_REQUIRED)


def placeholders(context: Context) -> Iterator[Problem]:
    """A title that still says what the program wrote into a new element."""
    for tag in _TITLES:
        for node in context.by_tag[tag]:
            owner = context.parent(node)
            if owner is None or len(node.content) != 1 or not isinstance(node.content[0], str):
                continue
            written = node.content[0].strip()
            level = context.profile.levels.get(owner.tag)
            if written in _placeholders(owner.tag, level.singular if level is not None else ""):
                yield problem("placeholder", Severity.WARNING, owner.id, tag, text=written)


def empty_texts(context: Context) -> Iterator[Problem]:
    """A text that the vocabulary demands and lets be empty, as drafts are."""
    for tag in _REQUIRED:
        for node in context.by_tag[tag]:
            if not node.content or (not node.text.strip() and not _has_object(node)):
                owner = context.parent(node)
                if owner is not None and owner.id is not None:
                    yield problem(
                        "empty-text", Severity.WARNING, owner.id, tag,
                        element=owner.tag, needed=tag,
                    )  # fmt: skip
    for node in context.by_tag["paragraph"]:
        if not node.content:
            yield problem("empty-text", Severity.WARNING, node.id, "",
                          element="paragraph", needed="paragraph")  # fmt: skip


def several_blanks(context: Context) -> Iterator[Problem]:
    """Two or more blanks in a row within running text."""
    for tag in _RUNNING:
        for node in context.by_tag[tag]:
            if any(part.__class__ is str and "  " in part.strip() for part in node.content):
                owner = node if node.id is not None else context.parent(node)
                if owner is not None and owner.id is not None:
                    field = "" if owner is node else tag
                    yield problem("several-blanks", Severity.HINT, owner.id, field, part=tag)


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
