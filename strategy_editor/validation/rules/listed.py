"""The list of abbreviations: what it has is used, and what is used is in it (T-01)."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.validation.context import Context
from strategy_editor.validation.problem import Problem, Severity, problem


def unused_entries(context: Context) -> Iterator[Problem]:
    """An entry of the list whose abbreviation stands nowhere in the strategy."""
    found = {short for passage in context.passages for short in passage.short_forms}
    left = [each for each in context.by_tag["abbreviation"] if each.get("short") not in found]
    wanted = {each.get("short").strip() for each in left} - {""}
    # Most entries are known from what was read anyway; only for others is all looked through.
    unused = wanted - context.written(frozenset(wanted)) if wanted else wanted
    for entry in left:
        short = entry.get("short").strip()
        if short in unused:
            yield problem("listed-but-unused", Severity.HINT, entry.id, "@short", short=short)


def missing_entries(context: Context) -> Iterator[Problem]:
    """An abbreviation that is explained in the text but lacks in the list that there is."""
    if context.root.child("abbreviations") is None:
        return
    listed = {each.get("short").strip() for each in context.by_tag["abbreviation"]}
    for tag in ("actor", "glossary-entry"):
        listed |= {each.get("abbreviation").strip() for each in context.by_tag[tag]}
    told: set[str] = set()
    for passage in context.passages:
        for short in passage.short_forms:
            if short in passage.explained and short not in listed and short not in told:
                told.add(short)
                yield problem(
                    "short-form-not-listed", Severity.HINT, passage.owner_id, passage.field,
                    short=short,
                )  # fmt: skip
