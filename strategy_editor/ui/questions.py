"""What the program asks the user; tests answer in the dialogs' place."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QFileDialog, QWidget

from strategy_editor.i18n import Translator

if TYPE_CHECKING:
    from strategy_editor.editing.relocating import Where
    from strategy_editor.ui.asking.asked import Arriving, Moving, OnRemoval, Referred
    from strategy_editor.workspace.starting import Beginning


class Unsaved(Enum):
    """What to do with unsaved changes."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


class Questions(Protocol):
    """The questions; each returns an answer and changes nothing."""

    def unsaved(self, name: str) -> Unsaved:
        """Ask what to do with unsaved changes."""
        ...

    def beginning(self, profile: str) -> Beginning | None:
        """Ask what a new strategy begins with; ``profile`` is the one proposed."""
        ...

    def open_file(self, folder: Path) -> Path | None:
        """Ask for a strategy to open."""
        ...

    def open_picture(self, folder: Path) -> Path | None:
        """Ask for a picture to take into the strategy."""
        ...

    def open_template(self, folder: Path) -> Path | None:
        """Ask for a Word file to be used as template."""
        ...

    def save_file(self, suggested: Path, pattern: str) -> Path | None:
        """Ask where to save; ``pattern`` names a file type of the catalogue."""
        ...

    def tell(self, sentence: str) -> None:
        """Say something that the user has to know before going on."""
        ...

    def pick(self, title: str, entries: Sequence[tuple[str, str]]) -> str:
        """Let the user choose one of many entries, (value, words); empty for none."""
        ...

    def write(self, title: str, prompt: str) -> str:
        """Let the user write a few words; empty for none."""
        ...

    def choose(self, topic: str, options: tuple[str, ...], **values: object) -> str:
        """Let the user choose what to do; return one of the options, or ``cancel``.

        The words are in the catalogue: ``ask.TOPIC.title``, ``.text`` and one for each option,
        the first of which is the one that is recommended.
        """
        ...

    def confirm(self, question: str, details: Sequence[str], accept: str) -> bool:
        """Ask whether to go on with something that loses what the details name."""
        ...

    def on_removal(self, referred: Referred) -> tuple[OnRemoval, str]:
        """Ask what becomes of references to what is removed; the id is for the new target."""
        ...

    def choose_place(self, moving: Moving) -> tuple[str, Where] | None:
        """Ask where elements are to go: before, behind or into which other."""
        ...

    def adopt(self, arriving: Arriving) -> dict[str, str] | None:
        """Ask what takes the place of what is missing here; None to leave it all."""
        ...


class DialogQuestions:
    """The questions as dialogs of a window."""

    def __init__(self, window: QWidget, translate: Translator) -> None:
        self._window = window
        self._translate = translate

    def unsaved(self, name: str) -> Unsaved:
        """Ask what to do with unsaved changes."""
        from strategy_editor.ui.message import MessageDialog

        options = [(each.value, self._translate(f"ask.{each.value}")) for each in Unsaved]
        dialog = MessageDialog(
            self._window,
            self._translate("ask.unsaved.title"),
            self._translate("ask.unsaved.text", name=name),
            options,
        )
        dialog.exec()
        return Unsaved(dialog.answer or Unsaved.CANCEL)

    def beginning(self, profile: str) -> Beginning | None:
        """Ask for title and template of a new strategy."""
        from strategy_editor.ui.new_dialog import NewDialog

        dialog = NewDialog(self._window, self._translate, profile)
        accepted = dialog.exec() == NewDialog.DialogCode.Accepted
        return dialog.beginning if accepted else None

    def open_file(self, folder: Path) -> Path | None:
        """Ask for a strategy to open."""
        title, kind = self._translate("ask.open.title"), self._translate("ask.kind.strategy")
        name, _ = QFileDialog.getOpenFileName(self._window, title, str(folder), kind)
        return Path(name) if name else None

    def open_picture(self, folder: Path) -> Path | None:
        """Ask for a picture to take into the strategy."""
        title, kind = self._translate("ask.picture.title"), self._translate("ask.kind.picture")
        name, _ = QFileDialog.getOpenFileName(self._window, title, str(folder), kind)
        return Path(name) if name else None

    def open_template(self, folder: Path) -> Path | None:
        """Ask for a Word file to be used as template."""
        title, kind = self._translate("exporting.template"), self._translate("ask.kind.template")
        name, _ = QFileDialog.getOpenFileName(self._window, title, str(folder), kind)
        return Path(name) if name else None

    def save_file(self, suggested: Path, pattern: str) -> Path | None:
        """Ask where to save."""
        title, kind = self._translate("ask.save.title"), self._translate(f"ask.kind.{pattern}")
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(suggested), kind)
        return Path(name) if name else None

    def pick(self, title: str, entries: Sequence[tuple[str, str]]) -> str:
        """Let the user choose one of many entries in a list that can be searched."""
        from strategy_editor.ui.asking.pick_dialog import PickDialog

        dialog = PickDialog(self._window, self._translate, title, entries)
        return dialog.answer if dialog.exec() else ""

    def write(self, title: str, prompt: str) -> str:
        """Let the user write a few words."""
        from strategy_editor.ui.asking.pick_dialog import WriteDialog

        dialog = WriteDialog(self._window, self._translate, title, prompt)
        return dialog.answer if dialog.exec() else ""

    def choose(self, topic: str, options: tuple[str, ...], **values: object) -> str:
        """Let the user choose from buttons below one another."""
        from strategy_editor.ui.choosing import ChoiceDialog

        dialog = ChoiceDialog(self._window, self._translate, topic, options, **values)
        dialog.exec()
        return dialog.answer

    def tell(self, sentence: str) -> None:
        """Say something in a box that has to be closed."""
        from strategy_editor.ui.message import MessageDialog

        options = [("ok", self._translate("ask.ok"))]
        MessageDialog(self._window, self._translate("program.name"), sentence, options).exec()

    def confirm(self, question: str, details: Sequence[str], accept: str) -> bool:
        """Ask whether to go on with something that loses what the details name."""
        from strategy_editor.ui.choosing import ConfirmDialog

        dialog = ConfirmDialog(self._window, self._translate, question, details, accept)
        return dialog.exec() == ConfirmDialog.DialogCode.Accepted

    def on_removal(self, referred: Referred) -> tuple[OnRemoval, str]:
        """Ask what becomes of references to what is removed."""
        from strategy_editor.ui.asking.removal_dialog import RemovalDialog

        dialog = RemovalDialog(referred, self._translate, self._window)
        dialog.exec()
        return dialog.answer

    def choose_place(self, moving: Moving) -> tuple[str, Where] | None:
        """Ask where elements are to go."""
        from strategy_editor.ui.asking.move_dialog import MoveDialog

        dialog = MoveDialog(moving, self._translate, self._window)
        dialog.exec()
        return dialog.answer

    def adopt(self, arriving: Arriving) -> dict[str, str] | None:
        """Ask what takes the place of what is missing here."""
        from strategy_editor.ui.asking.arrival_dialog import ArrivalDialog

        dialog = ArrivalDialog(arriving, self._translate, self._window)
        dialog.exec()
        return dialog.answer
