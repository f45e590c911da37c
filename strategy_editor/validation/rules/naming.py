"""Defined terms: the word before a reference is the one for what it refers to (T-03)."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.schema.catalog import current_schema
from strategy_editor.validation.context import Context
from strategy_editor.validation.problem import Problem, Severity, problem

_NAMED = ("field", "claim", "goal", "subgoal", "measure", "indicator", "table", "figure")
_ENDINGS = ("", "s", "es", "e", "en", "n")
"""What German and English add to a noun."""


def words_before_references(context: Context) -> Iterator[Problem]:
    """„Maßnahme“ before a reference to a goal, and the like."""
    names = _names(context)
    meant = {(name + ending).casefold(): tag for tag, name in names.items() for ending in _ENDINGS}
    told: set[tuple[str, str]] = set()
    owners = dict.fromkeys(
        each.owner_id for each in context.references if each.node.tag == "cross-reference"
    )
    for owner_id in owners:
        for target_id, word in context.leading_words(owner_id):
            target = context.by_id.get(target_id)
            tag = meant.get(word.casefold(), "")
            if target is None or target.tag not in names or not tag:
                continue
            if names[tag] == names[target.tag] or (owner_id, word) in told:
                continue
            told.add((owner_id, word))
            yield problem(
                "other-kind-named", Severity.WARNING, owner_id, "",
                word=word, wanted=names[target.tag], target=target_id,
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
