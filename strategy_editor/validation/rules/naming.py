"""Defined terms: the word before a reference is the one for what it refers to (T-03)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from strategy_editor.document.node import Node
from strategy_editor.schema.catalog import current_schema
from strategy_editor.validation.context import Context
from strategy_editor.validation.problem import Problem, Severity, problem

_NAMED = ("field", "claim", "goal", "subgoal", "measure", "indicator", "table", "figure")
_WORD = re.compile(r"([^\W\d_]+)\s*$")
_ENDINGS = ("", "s", "es", "e", "en", "n")
"""What German and English add to a noun."""


def words_before_references(context: Context) -> Iterator[Problem]:
    """„Maßnahme“ before a reference to a goal, and the like."""
    names = _names(context)
    meant = {word: tag for tag, word in names.items()}
    told: set[tuple[str, str]] = set()
    for reference in context.references:
        if reference.node.tag != "cross-reference" or reference.node.get("show") == "title":
            continue
        target = context.by_id.get(reference.target_id)
        if target is None or target.tag not in names:
            continue
        word = _word_before(context.by_id.get(reference.owner_id), reference.node)
        tag = _tag_of(word, meant)
        if tag and tag != target.tag and (reference.owner_id, word) not in told:
            told.add((reference.owner_id, word))
            yield problem(
                "other-kind-named", Severity.WARNING, reference.owner_id, "",
                word=word, wanted=names[target.tag], target=reference.target_id,
            )  # fmt: skip


def _names(context: Context) -> dict[str, str]:
    """Return what each kind is called, in the language and the profile of the document."""
    language = context.root.get("xml:lang", "de").split("-")[0]
    schema = current_schema()
    names = {}
    for tag in _NAMED:
        level = context.profile.levels.get(tag)
        label = level.singular if level is not None else ""
        names[tag] = label or schema.label(tag, "en" if language == "en" else "de")
    return {tag: name for tag, name in names.items() if " " not in name}


def _tag_of(word: str, meant: dict[str, str]) -> str:
    return next(
        (
            tag
            for name, tag in meant.items()
            for ending in _ENDINGS
            if word and word.casefold() == (name + ending).casefold()
        ),
        "",
    )


def _word_before(owner: Node | None, reference: Node) -> str:
    """Return the last word before a reference, which must be in the same text."""
    for node in owner.walk() if owner is not None else ():
        for at, part in enumerate(node.content):
            if part is reference:
                before = node.content[at - 1] if at else ""
                found = _WORD.search(before) if isinstance(before, str) else None
                return found[1] if found else ""
    return ""
