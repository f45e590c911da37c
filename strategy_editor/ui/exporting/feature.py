"""Exporting as a feature of the window."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from strategy_editor.ui.host import Host
from strategy_editor.workspace.media import media_folder

if TYPE_CHECKING:
    from strategy_editor.workspace.export_choices import ExportChoices


def install(host: Host) -> None:
    """Connect the action that exports."""
    host.actions_.connect({"export": lambda: _export(host)})


def _export(host: Host) -> None:
    # The dialog is loaded when it is first wanted.
    from strategy_editor.ui.exporting.dialog import ExportDialog, Ground
    from strategy_editor.workspace.export_choices import choices_from, choices_stored

    host.commit()
    session = host.controller.session
    named = session.path or host.files.folder() / host.translate("file.new-name")
    media = media_folder(session.media_base or named)
    # A version that is looked at is a state of the file beside which its pictures lie.
    file = session.media_base if session.read_only == "version" else session.path
    ground = Ground(session.document, media, file, named)

    def keep(choices: ExportChoices) -> None:
        host.keep(replace(host.settings, export=choices_stored(choices)))

    dialog = ExportDialog(
        host.parent_window, host.translate, host.questions, host.controller.tasks, ground,
        choices_from(host.settings.export), keep,
    )  # fmt: skip
    dialog.exported.connect(lambda: host.controller.leftHouse.emit(ground.document))
    host.show_dialog(dialog)
