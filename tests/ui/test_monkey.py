"""Random actions, keys and clicks in the window, and every remedy on every broken file."""

from __future__ import annotations

import os
import random
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from strategy_editor.paths import shipped
from strategy_editor.storage.reading import read
from strategy_editor.ui.actions import DECLARED
from strategy_editor.ui.questions import Unsaved
from strategy_editor.ui.remedy_words import offered
from strategy_editor.validation.fixes.muting import can_mute
from tests.ui.window_kit import Answers, opened, sample_copy

pytestmark = [
    pytest.mark.gui,
    # The offscreen platform does not know these; a real one does.
    pytest.mark.qt_log_ignore("plugin does not support", extend=True),
]

STEPS = int(os.environ.get("MONKEY_STEPS", "80"))
SEEDS = [int(each) for each in os.environ.get("MONKEY_SEEDS", "1 2").split()]
LEAVING = {"quit", "close", "new", "open", "sample", "print", "theme-system"}
KEYS = [
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Delete),
    *(Qt.Key.Key_Backspace, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right),
    *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageDown, Qt.Key.Key_Escape, Qt.Key.Key_F2),
    *(Qt.Key.Key_Space, Qt.Key.Key_A, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_B, Qt.Key.Key_7),
]
HELD = [
    *[Qt.KeyboardModifier.NoModifier] * 4,
    *(Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier),
]


class RandomAnswers(Answers):
    """Answers at random what is asked."""

    def __init__(self, dice: random.Random) -> None:
        super().__init__()
        self.dice = dice

    def unsaved(self, name):
        return self.dice.choice([Unsaved.DISCARD, Unsaved.CANCEL])

    def pick(self, title, entries):
        return self.dice.choice(["", *(value for value, _ in entries)])

    def write(self, title, prompt):
        return self.dice.choice(["", "Weil § 5 „so“ gilt."])

    def choose(self, topic, options, **values):
        return self.dice.choice(["cancel", *options])


@contextmanager
def raised_nowhere():
    """Fail where anything raises in a slot or a thread."""
    seen: list[str] = []
    before, before_thread = sys.excepthook, threading.excepthook
    sys.excepthook = lambda kind, error, trace: seen.append(_told(error))
    threading.excepthook = lambda args: seen.append(_told(args.exc_value))
    yield seen
    sys.excepthook, threading.excepthook = before, before_thread


def _told(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))


class Monkey:
    """Does things to a window; what was done can be read in ``done``."""

    def __init__(self, window, dice: random.Random) -> None:
        self.window, self.dice = window, dice
        self.done: list[str] = []
        self._closer = QTimer()
        self._closer.timeout.connect(close_what_waits)
        self._closer.start(5)
        self.keys = [each.key for each in DECLARED if each.key not in LEAVING]

    def step(self) -> None:
        do: Callable[[], None] = self.dice.choices(
            [self.act, self.type, self.click, self.go], [4, 5, 3, 2]
        )[0]
        do()
        QApplication.processEvents()

    def act(self) -> None:
        action = self.window.actions_[self.dice.choice(self.keys)]
        if action.isEnabled():
            self.done.append(action.objectName())
            action.trigger()

    def type(self) -> None:
        target = QApplication.focusWidget() or self.window
        key, held = self.dice.choice(KEYS), self.dice.choice(HELD)
        self.done.append(f"{key} {held} in {type(target).__name__} {target.objectName()}")
        QTest.keyClick(target, key, held)

    def click(self) -> None:
        widgets = [each for each in self.window.findChildren(QWidget) if each.isVisible()]
        target = self.dice.choice(widgets)
        at = QPoint(self.dice.randrange(target.width() or 1), self.dice.randrange(9) + 1)
        self.done.append(f"click {type(target).__name__} {target.objectName()} {at.toTuple()}")
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)

    def go(self) -> None:
        root = self.window.controller.session.document.root
        nodes = [each.id for each in root.walk() if each.id]
        chosen = self.dice.choice(nodes)
        self.done.append(f"select {chosen}")
        self.window.controller.select(chosen)

    def rest(self) -> None:
        self._closer.stop()
        close_what_waits()


def close_what_waits() -> None:
    """Close what stands in front of the window."""
    for waiting in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
        if waiting is not None:
            waiting.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_breaks_whatever_is_done(qtbot, tmp_path, seed):
    name = ("egov-2014.xml", "seed-2014-web.xml")[seed % 2]
    window = opened(qtbot, sample_copy(tmp_path, name))
    first = window.controller.session.document
    dice = random.Random(seed)
    window.questions = RandomAnswers(dice)
    monkey = Monkey(window, dice)
    with raised_nowhere() as seen:
        for _ in range(STEPS):
            monkey.step()
            assert not seen, (monkey.done[-12:], seen[0])
    monkey.rest()
    session = window.controller.session
    ids = [each.id for each in session.document.root.walk() if each.id]
    assert len(ids) == len(set(ids))
    last = session.document
    count = 0
    while session.undo_step is not None:
        window.controller.undo()
        count += 1
    assert session.document == first
    for _ in range(count):
        window.controller.redo()
    assert session.document == last


def readable() -> list[str]:
    """The broken samples that can be opened as a strategy."""
    found = []
    for path in sorted((shipped("samples") / "broken").glob("*.xml")):
        try:
            read(path)
        except Exception:  # noqa: BLE001 - whatever cannot be read has tests of its own
            continue
        found.append(path.stem)
    return found


@pytest.mark.parametrize("name", readable())
def test_every_remedy_of_every_finding_is_one_step_back(qtbot, tmp_path, name):
    (tmp_path / "broken").mkdir()
    window = opened(qtbot, sample_copy(tmp_path, f"broken/{name}.xml"))
    controller, fixing = window.controller, window.panels.problems.remedies
    dice = random.Random(name)
    window.questions = RandomAnswers(dice)
    before = controller.session.document
    with raised_nowhere() as seen:
        for problem in list(controller.problems):
            window.panels.jump(problem.node_id, problem.field)
            for fix in offered(controller, problem):
                fixing.fixRequested.emit(problem, fix)
                QApplication.processEvents()
                if controller.session.document is not before:
                    controller.undo()
                assert controller.session.document == before, fix.key
            if can_mute(problem):
                fixing.muteRequested.emit(problem)
                if controller.session.document is not before:
                    controller.undo()
                assert controller.session.document == before
    assert not seen, seen[0]
