"""What the actions with a server share: who works, progress, and what was brought.

What a server brought, in JSON::

    {"joined": "nothing" | "forward" | "merged", "arrived": [{…}, …], "changed": whether the
     file changed, "conflicts": [{"id": …, "kind": …, "target": id of the element, "field": …}, …]}
"""

from __future__ import annotations

import sys
from datetime import datetime

from strategy_editor.cli.history.outlines import version_shape
from strategy_editor.i18n import text
from strategy_editor.merging.conflict import Conflict
from strategy_editor.versions.talking import Hooks
from strategy_editor.workspace.keeping import author_named
from strategy_editor.workspace.settings import load_settings
from strategy_editor.workspace.teamwork import Fetched, Sentences, Work
from strategy_editor.workspace.version_wording import line_of


def work_of(language: str) -> Work:
    """Return who works, now, with progress on a terminal."""
    sentences = Sentences(
        text(language, "versions.occasion.merge"),
        text(language, "versions.occasion.sending"),
        text(language, "versions.before-fetching"),
    )
    author = author_named(load_settings().author)
    hooks = (
        Hooks(_Progress(language)) if sys.stderr is not None and sys.stderr.isatty() else Hooks()
    )
    return Work(author, datetime.now().astimezone(), sentences, hooks)


class _Progress:
    """One line on the terminal that is written over."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __call__(self, done: int, whole: int) -> None:
        if whole:
            said = text(self._language, "versions.transferring", done=done, whole=whole)
            print(f"\r{said}", end="\n" if done == whole else "", file=sys.stderr, flush=True)


def fetched_shape(fetched: Fetched) -> dict[str, object]:
    """Return what was brought in the documented shape."""
    return {
        "joined": fetched.joined.kind,
        "arrived": [version_shape(each) for each in fetched.joined.arrived],
        "changed": fetched.is_changed,
        "conflicts": conflict_shapes(fetched.conflicts),
    }


def conflict_shapes(conflicts: tuple[Conflict, ...]) -> list[dict[str, object]]:
    """Return conflicts as JSON; the variants stand in the file."""
    return [
        {"id": each.id, "kind": each.kind, "target": each.target, "field": each.field}
        for each in conflicts
    ]


def fetched_lines(fetched: Fetched, language: str) -> list[str]:
    """Return what was brought as lines of text."""
    lines = [text(language, f"versions.joined.{fetched.joined.kind}")]
    lines += [f"  {line_of(each, language)}" for each in fetched.joined.arrived]
    if fetched.is_changed:
        lines.append(text(language, "versions.file-brought-after"))
    if fetched.conflicts:
        lines.append(text(language, "versions.conflicts-left", count=len(fetched.conflicts)))
    return lines
