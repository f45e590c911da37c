"""Lineage in words: ledgers of a refreshed roster and of a new edition, sums of an account."""

from __future__ import annotations

from collections.abc import Sequence

from strategy_editor.document.node import Node
from strategy_editor.i18n import text
from strategy_editor.lineage.account import Account, Fate, Totals
from strategy_editor.lineage.edition import Ledger
from strategy_editor.lineage.horizons import Recounted
from strategy_editor.lineage.kinds import NEW, lacking, news
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


def edition_lines(ledger: Ledger, wording: Wording) -> list[str]:
    """Return what beginning the next edition did, line by line; lists are indented.

    ``wording`` is that of the new draft.
    """
    language = wording.language
    values = {
        "edition": ledger.edition,
        "predecessor": ledger.predecessor,
        "base": wording.date(ledger.base),
        "span": wording.span_text(ledger.first, ledger.last),
    }
    lines = [
        text(language, "lineage.begun.goals", count=ledger.goals, **values),
        text(language, "lineage.begun.term", **values),
    ]
    for outcome in ("changed", "past", "undated", "same", "permanent"):
        found = ledger.goals_that(outcome)
        if found:
            lines.append(text(language, f"lineage.begun.{outcome}", count=len(found), **values))
        if outcome in _LISTED:
            lines += [f"  {_recounted(each, wording)}" for each in found]
    for name, count in ledger.reset:
        label = wording.attribute_label("goal", name)
        lines.append(text(language, "lineage.begun.reset", label=label, count=count))
    lines += [
        text(language, "lineage.begun.left", label=wording.label(tag), count=count)
        for tag, count in ledger.left
    ]
    return lines


_LISTED = frozenset({"changed", "past", "undated"})


def _recounted(each: Recounted, wording: Wording) -> str:
    values = {
        "goal": wording.goal_name(each.goal),
        "old": wording.short_name(each.old),
        "new": wording.short_name(each.new),
        "date": wording.date(each.target),
    }
    return text(wording.language, f"lineage.begun.{each.outcome}.goal", **values)


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


def account_lines(account: Account, wording: Wording) -> list[str]:
    """Return an account line by line: the sums first, then each former goal, then what is new."""
    language = wording.language
    if not account.fates:
        return [text(language, "lineage.no-roster")]
    lines = [progress(account.totals(), language)]
    field = None
    for fate in account.fates:
        heading = fate.former.get("field") or fate.predecessor.get("title")
        if heading != field:
            lines += ["", heading]
            field = heading
        lines += _fate_lines(fate, wording)
    for key, is_new in (("new", True), ("open", False)):
        found = [goal for goal in account.goals if _comes_from_nowhere(goal, account, is_new)]
        if found:
            lines += ["", text(language, f"lineage.group.{key}")]
            lines += [f"  {wording.goal_name(goal.id or '')}" for goal in found]
    return lines


def _fate_lines(fate: Fate, wording: Wording) -> list[str]:
    name = f"{fate.former.get('number')} {fate.former.get('title')}".strip()
    if not fate.dispositions:
        open_word = text(wording.language, "lineage.open")
        return ["  " + text(wording.language, "lineage.line", former=name, kind=open_word)]
    lines = []
    for each in fate.dispositions:
        kind = wording.choice("disposition", "kind", each.get("kind"))
        goals = ", ".join(wording.goal_name(new) for new in news(each))
        key = "lineage.line-to" if goals else "lineage.line"
        lines.append("  " + text(wording.language, key, former=name, kind=kind, goals=goals))
        missing = [wording.field_label("disposition", field) for field in lacking(each)]
        if missing:
            fields = ", ".join(missing)
            lines.append("      " + text(wording.language, "lineage.lacks", fields=fields))
    return lines


def _comes_from_nowhere(goal: Node, account: Account, is_new: bool) -> bool:
    origins = account.origins.get(goal.id or "", ())
    return any(each.get("kind") == NEW for each in origins) if is_new else not origins


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
