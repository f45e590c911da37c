"""Lineage in words: ledgers of a refreshed roster and of a new edition, sums of an account."""

from __future__ import annotations

from collections.abc import Sequence

from strategy_editor.i18n import text
from strategy_editor.lineage.account import Totals
from strategy_editor.lineage.roster import Entry
from strategy_editor.workspace.wording import Wording


def roster_lines(ledger: Sequence[Entry], wording: Wording) -> list[str]:
    """Return a line for each entry, or one that says that there was nothing to refresh."""
    language = wording.language
    if not ledger:
        return [text(language, "lineage.roster.true")]
    return [
        text(language, "lineage.roster.refreshed", count=len(ledger)),
        *(f"  {_entry(each, wording)}" for each in ledger),
    ]


def progress(totals: Totals, language: str) -> str:
    """Return "x of y accounted for", and what is counted apart from it."""
    parts = [text(language, "lineage.progress", done=totals.accounted, total=totals.former)]
    for name, count in (
        ("unstated", totals.unstated),
        ("open", totals.open),
        ("unproven", totals.unproven),
        ("without-origin", totals.without_origin),
    ):
        if count:
            parts.append(text(language, f"lineage.progress.{name}", count=count))
    return " · ".join(parts)


def _entry(entry: Entry, wording: Wording) -> str:
    tag = "predecessor" if entry.kind == "edition" else "former-goal"
    values = {
        "name": f"{entry.number} {entry.title}".strip(),
        "field": wording.attribute_label(tag, entry.field) if entry.field else "",
        "old": wording.value_text(tag, entry.field, entry.old) if entry.field else "",
        "new": wording.value_text(tag, entry.field, entry.new) if entry.field else "",
    }
    kind = f"{entry.kind}-text" if entry.field == "hash" else entry.kind
    return text(wording.language, f"lineage.roster.{kind}", **values)
