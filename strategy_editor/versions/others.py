"""Other lines of work on the server, so that one sees who is at work there, and where.

Most teams share one line of versions. Where a server has further branches, they are fetched beside
ours into references of this workstation (``others/…``); nothing of them is joined or sent. It is a
courtesy: what goes wrong here keeps nobody from fetching.
"""

from __future__ import annotations

from collections.abc import Mapping

import pygit2

from strategy_editor.versions.keeping import writing
from strategy_editor.versions.objects import move_reference
from strategy_editor.versions.repository import History

OTHERS = "others/"
"""Beginning of the references by which this workstation remembers them."""
_MOST = 20
"""Branches above which a repository is somebody's workshop, which we do not copy."""


def note_others(history: History, tips: Mapping[str, str]) -> None:
    """Remember the branches that a server has beside ours, by name; their commits are here."""
    known = history.private_references(OTHERS)
    wanted = {name: tip for name, tip in tips.items() if pygit2.Oid(hex=tip) in history.git}
    if known == wanted:
        return
    with writing(history):
        for name in known.keys() - wanted.keys():
            history.git.references.delete(history.private_reference(OTHERS + name))
        for name, tip in wanted.items():
            reference = history.private_reference(OTHERS + name)
            move_reference(history, reference, tip, None, whatever=True)


def missing(history: History, tips: Mapping[str, str]) -> list[str]:
    """Return the branches whose newest commit is not here, unless there are too many."""
    if len(tips) > _MOST:
        return []
    return [name for name, tip in tips.items() if pygit2.Oid(hex=tip) not in history.git]
