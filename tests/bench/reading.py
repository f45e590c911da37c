"""The text view on the stress document: first page, jumps, scrolling, memory, typing."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.paths import shipped
from strategy_editor.storage.garbage import no_garbage_collection
from tests.bench.measure import Effort, Row, Taken, longest, middle, most, swept
from tests.bench.memory import resident
from tests.bench.stress_file import SEED, StressFile

_SIZE = (900, 1000)
_STEP = 90
_FLAT = 20_000
_PAUSE = 20
"""Milliseconds between two keys, held down."""


def reading(stress: StressFile) -> Iterator[Row]:
    """Showing, jumping and scrolling; then typing in place in a whole window."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from strategy_editor.ui import app

    application = QApplication.instance() or QApplication([])
    # As the program does before it makes a window: each of its paints asks many times.
    sys.setswitchinterval(app._SWITCH)
    # Without a window manager Qt complains about each window.
    qInstallMessageHandler(lambda *_: None)
    # As in the window, which looks for garbage when nothing else is to be done.
    with no_garbage_collection():
        yield from _looking(stress)
        yield from _flat(stress.effort)
        yield _typing("2014", Path(shipped("samples") / "egov-2014.xml"), stress.effort, 8.0)
        yield _typing("stress", stress.path, stress.effort, 16.0)
    assert application is not None


def _view():
    from strategy_editor.i18n import Translator
    from strategy_editor.ui.text.view import TextView
    from strategy_editor.ui.theme import LIGHT

    view = TextView(LIGHT, Translator("de"))
    view.resize(*_SIZE)
    view.show()
    return view


def _looking(stress: StressFile) -> Iterator[Row]:
    from PySide6.QtGui import QPixmap

    from tests.bench.painted import rest

    # As in the window: an open document has its index before any view shows it. Made by the
    # first jump to a cross reference, it would count as that jump.
    assert stress.document.index
    gc.collect()
    before, view = resident(), _view()
    target = QPixmap(*_SIZE)

    def show() -> None:
        view.show_document(stress.document)
        view.render(target)

    def jump(value: int) -> None:
        view.verticalScrollBar().setValue(value)
        view.render(target)

    def step() -> None:
        view.scroll_by(_STEP)
        view.render(target)

    yield longest("first page of the text", [swept(show)], 100.0)
    # As in the window: what is left to do behind the first page is done before one goes on.
    rest(1)
    end, random = view.verticalScrollBar().maximum(), Random(SEED)
    count = max(5, stress.effort.edits)
    jumps = [swept(partial(jump, random.randrange(end))) for _ in range(count)]
    yield longest("jump in the text", jumps, 33.0)
    yield longest("scroll the text", [swept(step) for _ in range(5 * count)], 16.0)
    after = resident()
    if before is not None and after is not None:
        yield Row("memory of the text view", max(after - before, 0.01), "MB", "once", goal=50.0)
    view.hide()
    view.deleteLater()


def _flat(effort: Effort) -> Iterator[Row]:
    """One section with nothing but paragraphs."""
    from tests.short import paragraph, section, small_strategy

    count = min(_FLAT, effort.blocks)
    sentence = "Die Verwaltung bietet ihre Leistungen an jedem Ort elektronisch an. "
    flat = small_strategy(
        section("flat", *(paragraph(f"p{at}", sentence * 3) for at in range(count)))
    )
    view = _view()
    view.show_document(flat)
    view.select(f"p{count // 2}")
    times = []
    document: Document = flat
    for number in range(effort.edits):
        document = document.updated(f"p{count // 2}", partial(_longer, number))

        def follow(document: Document = document) -> None:
            view.show_document(document)
            view.viewport().repaint()

        times.append(swept(follow))
    yield middle("text follows an edit, flat", times, 16.0)
    view.hide()
    view.deleteLater()


def _longer(number: int, node: Node) -> Node:
    return node.with_content((f"{node.text}{number}",))


def _typing(name: str, path: Path, effort: Effort, goal: float) -> Row:
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    from strategy_editor.i18n import Translator
    from strategy_editor.ui.appearance import Appearance
    from strategy_editor.ui.main_window import MainWindow
    from strategy_editor.ui.text.source import Caret, Source
    from strategy_editor.workspace.settings import Settings
    from tests.bench.painted import Painted, rest

    application = QApplication.instance()
    with TemporaryDirectory(prefix="strategy-bench-") as folder:
        copy = Path(folder) / path.name
        copy.write_bytes(path.read_bytes())
        appearance = Appearance(application, "light", "de")
        window = MainWindow(Settings("de", "light"), Translator("de"), appearance)
        window.show()
        window.open_path(copy)
        application.processEvents()
        window.panels.show_view("text")
        panel = window.panels.panel("text")
        found = [n for n in window.controller.session.document.root.walk() if n.tag == "paragraph"]
        source = Source(found[len(found) // 2].id or "")
        panel.view.go(Caret(source, 4))
        application.processEvents()

        painted = Painted(panel.view.viewport())

        def press(letter: str) -> None:
            event = QKeyEvent(
                QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, letter
            )
            application.sendEvent(panel.writing.editor, event)

        gc.collect()
        times: list[Taken] = []
        for at in range(max(5, 3 * effort.edits)):
            times.append(painted.after(partial(press, "abcdefg "[at % 8])))
            rest(_PAUSE)
        window.controller.tasks.wait()
        window.controller.session._saved = window.controller.session.document
        window.close()
        window.deleteLater()
    return most(f"key press to text in place, {name}", times, goal)
