"""What the menu of lineage does: choosing a predecessor, its roster, keeping a picture."""

from __future__ import annotations

from pathlib import Path

from strategy_editor.editing.blank import random_id
from strategy_editor.editing.history import Step
from strategy_editor.errors import UserError
from strategy_editor.lineage.roster import (
    Edition,
    Entry,
    edition_of,
    predecessor_in,
    refreshed,
    with_roster,
)
from strategy_editor.storage.reading import read
from strategy_editor.ui.host import Host
from strategy_editor.ui.lineage.begin_dialog import LedgerDialog
from strategy_editor.ui.lineage.panel import LineagePanel
from strategy_editor.workspace.lineage_words import roster_lines
from strategy_editor.workspace.wording import error_text


def choose(host: Host) -> None:
    """Ask for the file of an edition; one that is no predecessor yet may become it."""
    path = host.questions.open_file(host.files.folder())
    if path is None:
        return
    session = host.controller.session

    def done(edition: Edition) -> None:
        if host.controller.session is session:
            _take(host, path, edition)

    def failed(error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        host.questions.tell(error_text(error, host.translate.language))

    host.controller.tasks.run("predecessor", lambda: edition_of(read(path).document), done, failed)


def _take(host: Host, path: Path, edition: Edition) -> None:
    root = host.controller.session.document.root
    if edition.document == root.id:
        host.questions.tell(host.translate("problem.predecessor-is-itself"))
        return
    is_known = predecessor_in(root, edition) is not None or root.id in edition.predecessors
    if not is_known:
        values = {"title": edition.values["title"], "edition": edition.values["edition"]}
        if host.questions.choose("predecessor", ("enter",), **values) != "enter":
            return
        step = Step("edit.lineage.predecessor")
        host.controller.apply(step, lambda now: with_roster(now, edition, random_id))
    host.controller.editions.choose(path)


def keep_picture(host: Host) -> None:
    """Ask where to, and write the picture that is shown, or else the flow of goals."""
    panel = host.panels.panel("lineage")
    assert isinstance(panel, LineagePanel)
    host.panels.show_view("lineage")
    if panel.picture is None:
        panel.show_page(1)
    page = panel.picture
    assert page is not None
    base = host.controller.session.path or host.files.folder() / host.translate("file.new-name")
    stem = f"{base.stem}-{host.translate(f'lineage.file.{page.name}')}.svg"
    out = host.questions.save_file(base.with_name(stem), "picture-out")
    if out is None:
        return
    out = out if out.suffix else out.with_suffix(".svg")
    try:
        page.save(out)
    except UserError as error:
        host.questions.tell(error_text(error, host.translate.language))
    else:
        host.foot.say(host.translate("message.exported", path=out))


def refresh(host: Host) -> None:
    """Make the rosters true to the predecessors at hand, and say what that changed."""
    editions = host.controller.editions.predecessors()
    if not editions:
        host.questions.tell(host.translate("lineage.no-predecessor-at-hand"))
        return
    ledger: list[Entry] = []
    document = host.controller.session.document
    for edition in editions:
        document, entries = refreshed(document, edition, random_id)
        ledger += entries
    if ledger:
        host.controller.apply(Step("edit.lineage.roster"), lambda _now: document)
    title = host.actions_["refresh-roster"].text().replace("&", "")
    lines = roster_lines(ledger, host.controller.wording)
    host.show_dialog(LedgerDialog(host.parent_window, host.translate, title, lines))
