"""What the open document can be compared with: its file, a version, any other file, and a third."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from strategy_editor.document.document import Document
from strategy_editor.errors import UserError
from strategy_editor.storage.reading import read
from strategy_editor.ui.host import Host
from strategy_editor.workspace.media import media_folder
from strategy_editor.workspace.wording import error_text

if TYPE_CHECKING:
    from strategy_editor.ui.comparison.comparing import Other
    from strategy_editor.ui.comparison.panel import ComparisonPanel


def install(host: Host) -> None:
    """Connect the sources of a comparison and the keys that step through the changes."""
    host.panels.compareSourceRequested.connect(partial(_choose, host))
    host.actions_.connect(
        {
            "next-change": partial(_step, host, 1),
            "previous-change": partial(_step, host, -1),
            "accept-change": partial(_decide, host, True),
            "refuse-change": partial(_decide, host, False),
        }
    )


def _panel(host: Host) -> ComparisonPanel:
    return host.panels.panel("comparison")  # type: ignore[return-value]


def _step(host: Host, direction: int) -> None:
    host.panels.show_view("comparison")
    _panel(host).step(direction)


def _decide(host: Host, accept: bool) -> None:
    if host.panels.view == "comparison":
        _panel(host).decide(accept=accept)


def _choose(host: Host, source: str) -> None:
    match source:
        case "saved":
            _with_saved(host)
        case "version":
            _with_version(host)
        case "third":
            path = host.questions.open_file(host.files.folder())
            if path is not None:
                _panel(host).compare_with_other(_file(path), third=True)
        case _:
            host.files.choose_other()


def _file(path: Path, name: str = "") -> Other:
    def read_it() -> Document:
        return read(path, accept_newer=True).document

    return _other(name or path.name, read_it, media_folder(path))


def _other(name: str, read_it: Callable[[], Document], media: Path) -> Other:
    # The comparison is loaded when it is first looked at.
    from strategy_editor.ui.comparison.comparing import Other

    return Other(name, read_it, media)


def _with_saved(host: Host) -> None:
    path = host.controller.session.path
    if path is None:
        host.foot.say(host.translate("comparison.never-saved"))
        return
    name = host.translate("comparison.saved-state", name=path.name)
    _panel(host).compare_with_other(_file(path, name))


def _with_version(host: Host) -> None:
    # Git is loaded when somebody asks for versions.
    from strategy_editor.versions.repository import open_history
    from strategy_editor.workspace.version_wording import line_of, title_of_version
    from strategy_editor.workspace.versioning import all_versions, document_at

    path, language = host.controller.session.path, host.translate.language
    if path is None:
        host.foot.say(host.translate("comparison.never-saved"))
        return
    try:
        history = open_history(path)
        kept = all_versions(history)
    except UserError as error:
        host.questions.tell(error_text(error, language))
        return
    lines = [(each.id, line_of(each, language)) for each in kept]
    if not lines:
        host.foot.say(host.translate("comparison.no-versions"))
        return
    asked = host.questions.pick(host.translate("comparison.source.version"), lines)
    chosen = next((each for each in kept if each.id == asked), None)
    if chosen is not None:
        read_it = partial(document_at, history, chosen)
        name = title_of_version(chosen, language)
        _panel(host).compare_with_other(_other(name, read_it, media_folder(path)))
