"""What merges into the document of a window and settles what is open."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from strategy_editor.editing.history import Step
from strategy_editor.merging.conflict import Conflict
from strategy_editor.merging.resolve import Choice, resolve
from strategy_editor.merging.stored import conflicts_in
from strategy_editor.storage.reading import Opened
from strategy_editor.ui.host import Host
from strategy_editor.ui.lineage.begin_dialog import LedgerDialog
from strategy_editor.ui.merging.panel import ConflictsPanel
from strategy_editor.ui.merging.running import merging_files, merging_with_disk, run
from strategy_editor.ui.merging.sources_dialog import Sources, SourcesDialog
from strategy_editor.ui.notices import Notice
from strategy_editor.workspace.merge_wording import ledger
from strategy_editor.workspace.merging import Merged


class Merging:
    """Merges into the document of one window and settles what is open."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._told = 0

    def ask(self) -> None:
        """Ask what is to be merged into the open document, and merge."""
        host = self._host
        host.commit()
        dialog = SourcesDialog(
            host.parent_window,
            host.translate,
            host.name(),
            lambda: host.questions.open_file(host.files.folder()),
        )

        def accepted() -> None:
            if dialog.sources is not None:
                self._merge(dialog.sources)

        dialog.accepted.connect(accepted)
        host.show_dialog(dialog)

    def with_disk(self) -> None:
        """Merge what somebody else has written into our file since it was read."""
        host, session = self._host, self._host.controller.session
        host.commit()
        base, path = session.last_saved, session.path
        if base is None or path is None:
            return
        names = (host.translate("merging.mine"), host.translate("merging.on-disk"))
        opened: list[Opened] = []
        work = merging_with_disk(base, session.document, path, names, opened)
        run(host, work, lambda merged: self._take(merged, opened[0] if opened else None))

    def settle(self, conflict: Conflict, choice: Choice) -> None:
        """Settle a conflict, as one step."""
        controller = self._host.controller
        new_id = controller.new_id
        step = Step("edit.conflict", (), conflict.target)
        done = controller.apply(step, lambda now: resolve(now, conflict, choice, new_id))
        if done and not conflicts_in(controller.session.document.root):
            self._host.notices.withdraw("conflicts")
            self._host.foot.say(self._host.translate("merging.all-settled"))

    def step(self, by: int) -> None:
        """Go to the next conflict or the one before."""
        panel = self._host.panels.panel("conflicts")
        assert isinstance(panel, ConflictsPanel)
        if self._host.panels.view == "conflicts":
            panel.step(by)
        elif conflicts_in(self._host.controller.session.document.root):
            self._host.panels.show_view("conflicts")

    def _merge(self, sources: Sources) -> None:
        host, session = self._host, self._host.controller.session
        name, pictures = host.name(), session.picture_base()
        work = merging_files(
            sources.base, session.document, Path(name).name, sources.theirs, pictures
        )
        run(host, work, lambda merged: self._take(merged, None))

    def _is_wanted(self, merged: Merged) -> bool:
        """Ask before a document is changed that the files seem not to belong to."""
        host = self._host
        question = host.translate("merging.doubtful", count=len(merged.doubtful))
        accept = host.translate("merging.doubtful.accept")
        return not merged.doubtful or host.questions.confirm(question, merged.doubtful, accept)

    def _take(self, merged: Merged, opened: Opened | None) -> None:
        host, session = self._host, self._host.controller.session
        if not self._is_wanted(merged):
            host.foot.say(host.translate("merging.stopped"))
            return
        session.take_merged(replace(merged.document, shared_index=None), opened)
        if opened is not None:
            host.notices.withdraw("disk")
        host.controller.announce()
        host.controller.savedStateChanged.emit()
        self.show_open()
        if merged.conflicts:
            host.panels.show_view("conflicts")
        language = host.translate.language
        lines = list(ledger(merged, language))
        title = host.translate("merging.ledger")
        host.show_dialog(LedgerDialog(host.parent_window, host.translate, title, lines))

    def make_panel(self) -> ConflictsPanel:
        """Make the view of what is open."""
        host = self._host
        panel = ConflictsPanel(host.controller, host.appearance.theme)
        panel.setProperty("help", "merging")
        panel.chosen.connect(lambda conflict, choice: self.settle(conflict, choice))
        panel.jumpRequested.connect(host.panels.jump)
        return panel

    def show_open(self) -> None:
        """Say how many conflicts there are, and lead to them."""
        host = self._host
        self._told = count = self._count()
        if not count:
            host.notices.withdraw("conflicts")
            return
        ways = (("merging.show", lambda: host.panels.show_view("conflicts")),)
        host.notices.tell("conflicts", Notice("merging.open", {"count": count}, ways))

    def count_again(self) -> None:
        """Let the notice say how many are left."""
        if self._count() != self._told:
            self.show_open()

    def _count(self) -> int:
        return len(conflicts_in(self._host.controller.session.document.root))
