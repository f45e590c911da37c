"""What the window tests share: a window on a copy of a sample, and answers to its questions."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from strategy_editor.i18n import Translator
from strategy_editor.paths import shipped
from strategy_editor.ui.appearance import Appearance
from strategy_editor.ui.main_window import MainWindow
from strategy_editor.ui.questions import Unsaved
from strategy_editor.workspace.settings import Settings
from strategy_editor.workspace.starting import Beginning
from tests.ui.structure_answers import StructureAnswers


@dataclass
class Answers(StructureAnswers):
    """Answers in place of dialogs, and what was asked."""

    unsaved_answer: Unsaved = Unsaved.CANCEL
    open_answer: Path | None = None
    save_answer: Path | None = None
    beginning_answer: Beginning | None = field(default_factory=lambda: Beginning("", "sachsen"))
    picture_answer: Path | None = None
    template_answer: Path | None = None
    asked: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    pick_answer: str = ""
    write_answer: str = ""
    picked_from: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    chosen_from: list[tuple[str, tuple[str, ...], dict[str, object]]] = field(default_factory=list)

    def unsaved(self, name: str) -> Unsaved:
        self.asked.append(name)
        return self.unsaved_answer

    def beginning(self, profile: str) -> Beginning | None:
        return self.beginning_answer

    def open_file(self, folder: Path) -> Path | None:
        return self.open_answer

    def open_picture(self, folder: Path) -> Path | None:
        return self.picture_answer

    def open_template(self, folder: Path) -> Path | None:
        return self.template_answer

    def save_file(self, suggested: Path, pattern: str) -> Path | None:
        return self.save_answer

    def tell(self, sentence: str) -> None:
        self.told.append(sentence)

    def pick(self, title: str, entries: Sequence[tuple[str, str]]) -> str:
        self.picked_from.append((title, list(entries)))
        values = [value for value, _ in entries]
        return self.pick_answer if self.pick_answer in values else ""

    def write(self, title: str, prompt: str) -> str:
        self.asked.append(prompt)
        return self.write_answer

    def choose(self, topic: str, options: tuple[str, ...], **values: object) -> str:
        self.chosen_from.append((topic, options, values))
        return self.choices.pop(0) if self.choices else "cancel"


def sample_copy(folder: Path, name: str = "egov-2014.xml") -> Path:
    """Copy a sample with its pictures and return the copy."""
    source = shipped("samples") / name
    media = source.with_name(source.stem + ".media")
    if media.is_dir():
        shutil.copytree(media, folder / media.name)
    return Path(shutil.copy(source, folder / name))


def make_window(qtbot, language: str = "de", theme: str = "light") -> MainWindow:
    """Make a window that asks nobody."""
    application = QApplication.instance()
    appearance = Appearance(application, theme, language)
    window = MainWindow(Settings(language, theme), Translator(language), appearance)
    window.questions = Answers()
    qtbot.addWidget(window, before_close_func=_let_go)
    # The screen without a screen is smaller than what people have.
    window.resize(1280, 760)
    window.show()
    return window


def opened(qtbot, path: Path, language: str = "de") -> MainWindow:
    """Make a window on a file, checked and settled."""
    window = make_window(qtbot, language)
    assert window.open_path(path)
    settle(qtbot, window)
    return window


def settle(qtbot, window: MainWindow) -> None:
    """Wait until the check of the newest revision has been shown."""
    timer = window.controller._check_timer
    qtbot.waitUntil(lambda: not timer.isActive(), timeout=60_000)
    window.controller.check_now()
    with qtbot.waitSignal(window.controller.problemsChanged, timeout=60_000):
        pass


def text_edit(widget: QWidget) -> QTextEdit:
    """Return the editor inside a field of running text."""
    return widget.findChild(QTextEdit)


def type_over(qtbot, widget: QWidget, text: str) -> None:
    """Replace all text of an input as a user would."""
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(widget, Qt.Key.Key_Delete)
    qtbot.keyClicks(widget, text)


def _let_go(window: MainWindow) -> None:
    window.questions = Answers(unsaved_answer=Unsaved.DISCARD)
