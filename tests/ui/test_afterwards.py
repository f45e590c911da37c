"""What stands beside what is in hand follows once that was painted."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from strategy_editor.ui.afterwards import AfterPainting
from tests.ui.window_kit import opened, sample_copy, settle

pytestmark = pytest.mark.gui


class Painted(QLabel):
    """Notes when it was painted."""

    def __init__(self, notes: list[str]) -> None:
        super().__init__("a")
        self._notes = notes

    def paintEvent(self, event):  # noqa: N802
        super().paintEvent(event)
        self._notes.append(f"painted {self.text()}")


@pytest.fixture
def notes():
    return []


@pytest.fixture
def label(qtbot, notes):
    window = QWidget()
    label = Painted(notes)
    QVBoxLayout(window).addWidget(label)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: bool(notes))
    notes.clear()
    yield label
    window.close()


def test_it_comes_behind_the_painting_though_all_is_laid_out_anew(qtbot, label, notes):
    after = AfterPainting(label, lambda: notes.append("after"))
    label.setText("a wider one")
    after.start()
    after.start()
    assert after.is_due
    qtbot.waitUntil(lambda: "after" in notes)
    assert notes.index("painted a wider one") < notes.index("after")
    qtbot.wait(60)
    assert notes.count("after") == 1
    assert not after.is_due


def test_it_comes_though_nothing_is_painted(qtbot, label, notes):
    after = AfterPainting(label, lambda: notes.append("after"))
    after.start()
    qtbot.waitUntil(lambda: notes == ["after"])


def test_it_comes_to_a_window_out_of_sight(qtbot, label, notes):
    label.window().hide()
    after = AfterPainting(label, lambda: notes.append("after"))
    after.start()
    qtbot.waitUntil(lambda: "after" in notes)


def test_what_is_called_off_does_not_come(qtbot, label, notes):
    after = AfterPainting(label, lambda: notes.append("after"))
    after.start()
    after.stop()
    label.setText("b")
    qtbot.waitUntil(lambda: "painted b" in notes)
    qtbot.wait(60)
    assert "after" not in notes


@pytest.mark.parametrize("view", ["form", "text"])
def test_the_outline_says_what_was_typed(qtbot, tmp_path, view):
    window = opened(qtbot, sample_copy(tmp_path))
    controller, panels = window.controller, window.panels
    goal = next(n for n in controller.session.document.root.walk() if n.tag == "section")
    controller.select(goal.id)
    panels.show_view(view)
    settle(qtbot, window)
    title = controller.session.document.node(goal.id).child("title").text

    def shown() -> str:
        return panels.outline.model.index_of(goal.id).data()

    assert title in shown()
    controller.set_field(goal.id, "title", (f"{title}e",))
    assert f"{title}e" not in shown()
    qtbot.waitUntil(lambda: f"{title}e" in shown())
    controller.set_field(goal.id, "title", (f"{title}en",))
    # Who selects meanwhile sees the newest rows.
    controller.select(
        next(n.id for n in controller.session.document.root.walk() if n.tag == "goal")
    )
    assert f"{title}en" in shown()
