"""The state that "changed since" in the outline refers to: the present one, or another file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from strategy_editor.comparison.since import sharing
from strategy_editor.document.node import Node
from strategy_editor.errors import UserError
from strategy_editor.storage.reading import read
from strategy_editor.ui.host import Host
from strategy_editor.workspace.wording import error_text


def install(host: Host) -> None:
    """Connect the actions that choose the state to compare with."""

    def set_here() -> None:
        _show(host, host.controller.session.document.root, "")

    host.actions_.connect(
        {"set-baseline": set_here, "set-baseline-file": partial(_choose_file, host)}
    )


def _show(host: Host, root: Node, name: str) -> None:
    host.controller.session.set_baseline(root, name)
    host.panels.outline.show_baseline()
    host.panels.outline.bar.retranslate()
    host.panels.baselineChanged.emit()
    if name:
        host.foot.say(host.translate("message.baseline-file", name=name))
    else:
        host.foot.say(host.translate("message.baseline-set"))


def _choose_file(host: Host) -> None:
    path = host.questions.open_file(host.files.folder())
    if path is None:
        return
    session = host.controller.session
    present = session.document.root

    def done(root: Node) -> None:
        if host.controller.session is session:
            _show(host, root, path.name)

    def failed(error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        host.questions.tell(error_text(error, host.translate.language))

    host.controller.tasks.run("baseline", lambda: _read(path, present), done, failed)


def _read(path: Path, present: Node) -> Node:
    return sharing(read(path, accept_newer=True).document.root, present)
