"""Words for versions: kinds, occasions, times, changes and faults, in the user's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from strategy_editor.document.texts import shortened
from strategy_editor.i18n import text
from strategy_editor.versions.version import SHORT, Version

if TYPE_CHECKING:
    # What keeps a version has words for it without loading what looks through a history.
    from strategy_editor.versions.tracing import Said
    from strategy_editor.versions.verifying import Fault

_MOST_LINES, _LONGEST = 20, 80
"""Changed places that are named; further ones are counted."""


def kind_name(kind: str, language: str) -> str:
    """Return what a kind of version is called."""
    return text(language, f"versions.kind.{kind}")


def moment_text(when: datetime, language: str) -> str:
    """Return day and time on the clock of this machine."""
    local = when.astimezone()
    values = {
        "day": f"{local.day:02}", "month": f"{local.month:02}", "year": f"{local.year:04}",
        "hour": f"{local.hour:02}", "minute": f"{local.minute:02}",
    }  # fmt: skip
    return text(language, "versions.moment", **values)


def title_of_version(version: Version, language: str) -> str:
    """Return the name of a version; one that nobody named is called by what it came from."""
    if version.name and not version.said.occasion:
        return version.name
    occasion = version.said.occasion
    if not occasion:
        return text(language, "versions.nameless")
    if version.name:
        return version.name
    return text(language, f"versions.occasion.{occasion}")


def said_since(hit: Said, language: str) -> str:
    """Return since when and by whom something is said, and until when where it no longer is."""
    values = {
        "since": title_of_version(hit.since, language),
        "since_when": moment_text(hit.since.when, language),
        "author": hit.since.author.name,
    }
    key = "versions.said-since"
    if hit.until is not None:
        key = "versions.said-until"
        values["until"] = title_of_version(hit.until, language)
        values["until_when"] = moment_text(hit.until.when, language)
    return text(language, key, **values)


def line_of(version: Version, language: str, changes: Mapping[str, int] | None = None) -> str:
    """Return a version on one line of a list."""
    key = "versions.line-changes" if changes else "versions.line"
    return text(
        language,
        key,
        when=moment_text(version.when, language),
        name=title_of_version(version, language),
        kind=kind_name(version.kind, language),
        author=version.author.name,
        id=version.short_id,
        changes=changes_text(changes or {}, language),
    )


def changes_text(changes: Mapping[str, int], language: str) -> str:
    """Return numbers of changes by kind."""
    return ", ".join(
        text(language, "versions.changes-of-kind", kind=text(language, f"kind.{kind}"), count=count)
        for kind, count in changes.items()
    )


def fault_text(fault: Fault, language: str) -> str:
    """Return what is wrong with a version."""
    name = fault.name or fault.version[:SHORT]
    return text(language, f"versions.fault.{fault.kind}", name=name, id=fault.version[:SHORT])


def changed_lines(changed: Sequence[tuple[str, str, tuple[str, ...]]], language: str) -> list[str]:
    """Return what was changed, as id, title and kinds, in lines; the first of them."""
    lines = []
    for key, title, kinds in changed[:_MOST_LINES]:
        said = ", ".join(text(language, f"kind.{kind}") for kind in kinds)
        values = {"title": shortened(title or key, _LONGEST), "kinds": said}
        lines.append(text(language, "versions.changed-line", **values))
    if len(changed) > _MOST_LINES:
        lines.append(text(language, "history.more", count=len(changed) - _MOST_LINES))
    return lines
