"""Work on a history away from the window, and what is told where it fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from strategy_editor.errors import UserError
from strategy_editor.ui.host import Host
from strategy_editor.workspace.wording import error_text

_IN_THE_WINDOW = {
    "error.versions-none": "history.error.none",
    "error.versions-no-token": "history.error.no-token",
    "error.versions-not-connected": "history.error.not-connected",
    "error.versions-incomplete": "history.error.incomplete",
    "error.versions-lacks": "history.error.lacks",
}
"""Sentences that name a command, and what the window says in their place."""


class Stopped(Exception):
    """The user has ended what went on."""


def run(
    host: Host, topic: str, work: Callable[[], Any], done: Callable[[Any], None],
    ended: Callable[[Exception], bool] = lambda _error: False,
) -> None:  # fmt: skip
    """Do work and show its result; ``ended`` may deal with an error itself."""

    def failed(error: Exception) -> None:
        if ended(error):
            return
        if not isinstance(error, UserError):
            raise error
        host.questions.tell(told(error, host))

    host.controller.tasks.run(topic, work, done, failed)


def told(error: UserError, host: Host) -> str:
    """Return what is said of an error in a window."""
    key = _IN_THE_WINDOW.get(error.key)
    if key is None:
        return error_text(error, host.translate.language)
    return host.translate(key, **error.values)


def saved(host: Host) -> bool:
    """Save the document, so that its file holds it; return whether it does."""
    host.commit()
    session = host.controller.session
    if session.is_read_only:
        host.questions.tell(host.controller.read_only_reason)
        return False
    if session.path is not None and not session.is_modified:
        return True
    return host.files.save()
