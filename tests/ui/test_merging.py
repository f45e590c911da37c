"""Merging in the window, through the controls that a user sees."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QProgressDialog, QPushButton, QTabBar

from strategy_editor.document.document import Document
from strategy_editor.editing.history import Step
from strategy_editor.merging.stored import conflicts_in, with_conflicts
from strategy_editor.merging.three_way import merge
from strategy_editor.storage.reading import read
from strategy_editor.storage.writing import write
from strategy_editor.ui.merging.panel import ConflictsPanel
from strategy_editor.ui.merging.running import Stopped, run
from strategy_editor.ui.merging.sources_dialog import SourcesDialog
from strategy_editor.ui.panels import VIEWS
from tests.merging.test_descent import ONE, OTHER, texts
from tests.merging.test_outcomes import SENTENCE, one
from tests.short import paragraph
from tests.ui.window_kit import opened

pytestmark = pytest.mark.gui


def strategy(first: str, second: str = "Zwei Wörter.", *more: str) -> Document:
    blocks = [paragraph(f"m{at}", each) for at, each in enumerate(more)]
    return one(paragraph("p", first), paragraph("q", second), *blocks)


BASE = strategy(SENTENCE)
OURS = strategy(SENTENCE.replace("2018", "2019"), "Drei Wörter.")
THEIRS = strategy(SENTENCE.replace("2018", "2020"), "Vier Wörter.", "Neu.")


@pytest.fixture
def merged(tmp_path) -> Path:
    result = merge(BASE, OURS, THEIRS, names=("wir.xml", "smi.xml"))
    path = tmp_path / "merged.xml"
    write(with_conflicts(result.document, result.conflicts), path)
    return path


@pytest.fixture
def window(qtbot, merged):
    return opened(qtbot, merged)


def panel(window) -> ConflictsPanel:
    window.panels.show_view("conflicts")
    return window.panels.panel("conflicts")


def open_ones(window) -> list[str]:
    return [each.target for each in conflicts_in(window.controller.session.document.root)]


def text(window, node_id: str = "p") -> str:
    return window.controller.session.document.node(node_id).text


def tab_is_shown(window) -> bool:
    tabs = next(e for e in window.panels.findChildren(QTabBar) if e.count() == len(VIEWS))
    return tabs.isTabVisible(VIEWS.index("conflicts"))


def click(qtbot, button: QPushButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_notice_counts_what_is_left(qtbot, window):
    click(qtbot, panel(window).cards[0].button)
    assert "1 Konflikt " in window.notices.text("conflicts")
    window.actions_["undo"].trigger()
    assert "2 Konflikte" in window.notices.text("conflicts")
    for _ in range(2):
        click(qtbot, panel(window).cards[0].button)
    assert not window.notices.text("conflicts")


def test_opening_a_file_with_conflicts_says_so_and_leads_there(qtbot, window):
    assert "2 Konflikte" in window.notices.text("conflicts")
    assert tab_is_shown(window)
    button = next(b for b in window.notices.findChildren(QPushButton) if b.text() == "Entscheiden")
    click(qtbot, button)
    view = panel(window)
    assert window.panels.view == "conflicts"
    assert view.list.count() == 2
    assert view.count.text() == "0 von 2 entschieden"
    assert [card.heading.text() for card in view.cards] == [
        "eigene Fassung", "Ausgangsfassung", "andere Fassung",
    ]  # fmt: skip
    assert [card.names.text() for card in view.cards] == ["wir.xml", "", "smi.xml"]
    assert "<span" in view.cards[0].text.toHtml()
    assert "2019" in view.cards[0].text.toPlainText()


def test_each_choice_is_one_step_and_the_next_conflict_follows(qtbot, window):
    view = panel(window)
    click(qtbot, view.cards[2].button)
    assert text(window) == THEIRS.node("p").text
    assert open_ones(window) == ["q"]
    assert view.count.text() == "1 von 2 entschieden"
    assert view.current is not None
    assert view.current.target == "q"
    window.actions_["undo"].trigger()
    assert open_ones(window) == ["p", "q"]
    assert text(window) == OURS.node("p").text
    window.actions_["redo"].trigger()
    click(qtbot, view.cards[0].button)
    assert open_ones(window) == []
    assert text(window, "q") == "Drei Wörter."
    assert view.nothing.isVisible()
    assert view.nothing.text() == "Alle Konflikte sind entschieden."
    assert window.notices.text("conflicts") == ""


def test_base_both_by_hand_and_as_it_stands(qtbot, window):
    view = panel(window)
    click(qtbot, view.cards[1].button)
    assert text(window) == SENTENCE
    window.actions_["undo"].trigger()
    view.list.setCurrentRow(0)
    click(qtbot, view.verbs["both"])
    assert "2019 2020" in text(window)
    window.actions_["undo"].trigger()
    view.list.setCurrentRow(0)
    view.hand.setPlainText("Von Hand & <frei>.")
    click(qtbot, view.verbs["value"])
    assert text(window) == "Von Hand & <frei>."
    click(qtbot, view.verbs["as-is"])
    assert text(window, "q") == "Drei Wörter."
    assert open_ones(window) == []


def test_keys_go_from_one_to_the_next_and_back(window):
    window.actions_["next-conflict"].trigger()
    view = panel(window)
    assert view.current.target == "p"
    window.actions_["next-conflict"].trigger()
    assert view.current.target == "q"
    window.actions_["next-conflict"].trigger()
    assert view.current.target == "p"
    window.actions_["previous-conflict"].trigger()
    assert view.current.target == "q"


def test_the_filter_shows_one_kind(window):
    view = panel(window)
    view.kind.setCurrentIndex(view.kind.findText("Ort"))
    assert view.list.count() == 0
    assert view.nothing.text() == "Keine offenen Konflikte dieser Art."
    view.kind.setCurrentIndex(view.kind.findText("Wortlaut"))
    assert view.list.count() == 2


def test_the_place_leads_to_the_form(qtbot, window):
    view = panel(window)
    click(qtbot, view.place)
    assert window.panels.view == "form"
    assert window.controller.selected_id == "p"


def test_another_language_and_other_colours(window):
    view = panel(window)
    window.set_language("en")
    assert view.count.text() == "0 of 2 settled"
    assert view.cards[0].heading.text() == "ours"
    assert view.verbs["as-is"].text() == "Counts as it stands"
    window.set_theme("dark")
    assert view.cards[0].text.toPlainText()


def test_what_is_open_is_saved_and_there_again(qtbot, window, merged):
    click(qtbot, panel(window).cards[0].button)
    assert window.files.save()
    again = opened(qtbot, merged)
    assert open_ones(again) == ["q"]
    assert tab_is_shown(again)
    other = merged.with_name("plain.xml")
    write(BASE, other)
    assert not tab_is_shown(opened(qtbot, other))


def written(tmp_path, **documents: Document) -> list[Path]:
    for name, document in documents.items():
        write(document, tmp_path / f"{name}.xml")
    return [tmp_path / f"{name}.xml" for name in documents]


def close_ledger(qtbot, window) -> str:
    qtbot.waitUntil(lambda: window.findChild(QDialog, "ledger") is not None, timeout=30_000)
    dialog = window.findChild(QDialog, "ledger")
    said = dialog.text.toPlainText()
    dialog.accept()
    return said


def test_merging_files_into_the_open_document(qtbot, tmp_path):
    base, ours, theirs = written(tmp_path, base=BASE, ours=OURS, theirs=THEIRS)
    window = opened(qtbot, ours)
    assert not tab_is_shown(window)
    window.actions_["merge-files"].trigger()
    dialog = window.findChild(SourcesDialog)
    assert not dialog.start.isEnabled()
    window.questions.open_answer = base
    click(qtbot, dialog.choose)
    window.questions.open_answer = theirs
    click(qtbot, dialog.add)
    click(qtbot, dialog.add)
    assert dialog.list.count() == 1
    click(qtbot, dialog.start)
    said = close_ledger(qtbot, window)
    assert "theirs.xml" in said
    assert open_ones(window) == ["p", "q"]
    assert "m0" in window.controller.session.document
    assert window.panels.view == "conflicts"
    assert window.controller.session.is_modified
    window.actions_["undo"].trigger()
    assert window.controller.session.document.root == OURS.root
    assert not window.controller.session.is_modified


def test_a_file_that_cannot_be_merged_is_told(qtbot, tmp_path):
    base, ours, theirs = written(tmp_path, base=BASE, ours=OURS, theirs=THEIRS)
    theirs.write_text("<strategy", encoding="utf-8")
    window = opened(qtbot, ours)
    window.actions_["merge-files"].trigger()
    dialog = window.findChild(SourcesDialog)
    for path, button in ((base, dialog.choose), (theirs, dialog.add)):
        window.questions.open_answer = path
        click(qtbot, button)
    click(qtbot, dialog.start)
    qtbot.waitUntil(lambda: bool(window.questions.told), timeout=30_000)
    assert "theirs.xml" in window.questions.told[0]
    assert window.controller.session.document.root == OURS.root


@pytest.mark.parametrize("is_wanted", [True, False])
def test_a_file_that_hardly_belongs_to_the_base_is_asked_about(qtbot, tmp_path, is_wanted):
    base, stranger = written(tmp_path, base=ONE, stranger=texts(OTHER))
    window = opened(qtbot, base)
    before = window.controller.session.document
    window.questions.confirm_answer = is_wanted
    window.actions_["merge-files"].trigger()
    dialog = window.findChild(SourcesDialog)
    for path, button in ((base, dialog.choose), (stranger, dialog.add)):
        window.questions.open_answer = path
        click(qtbot, button)
    click(qtbot, dialog.start)
    qtbot.waitUntil(lambda: bool(window.questions.confirmed), timeout=30_000)
    ((_question, details),) = window.questions.confirmed
    assert details == ("stranger.xml",)
    if is_wanted:
        assert "stranger.xml" in close_ledger(qtbot, window)
    else:
        assert "nichts wurde geändert" in window.foot.currentMessage()
        assert window.controller.session.document is before


def test_a_merge_can_be_stopped(qtbot, window, request):
    started, ended, given_up = Event(), Event(), Event()
    request.addfinalizer(given_up.set)

    def endless(pause):
        started.set()
        try:
            while not given_up.wait(0.01):
                pause()
        except Stopped:
            ended.set()
            raise

    before = window.controller.session.document
    run(window, endless, lambda _merged: pytest.fail("it was stopped"))
    qtbot.waitUntil(started.is_set, timeout=30_000)
    dialog = window.findChild(QProgressDialog)
    qtbot.waitUntil(dialog.isVisible, timeout=30_000)
    click(qtbot, dialog.findChild(QPushButton))
    qtbot.waitUntil(ended.is_set, timeout=30_000)
    said = window.foot.currentMessage
    qtbot.waitUntil(lambda: "abgebrochen" in said(), timeout=30_000)
    assert window.controller.session.document is before


def test_a_file_changed_by_somebody_else_is_merged_on_saving(qtbot, tmp_path):
    (path,) = written(tmp_path, ours=BASE)
    window = opened(qtbot, path)
    controller = window.controller
    write(THEIRS, path)
    edit_text(controller, "q", "Drei Wörter.")
    window.questions.choices = ["merge"]
    assert not window.files.save()
    assert "merge" in window.questions.chosen_from[-1][1]
    close_ledger(qtbot, window)
    assert open_ones(window) == ["q"]
    assert text(window) == THEIRS.node("p").text
    window.actions_["undo"].trigger()
    assert text(window) == SENTENCE
    window.actions_["redo"].trigger()
    assert window.files.save()
    assert read(path).document.node("q").text == "Drei Wörter."
    assert not controller.session.is_modified


def edit_text(controller, node_id: str, words: str) -> None:
    controller.apply(
        Step("edit.replace"),
        lambda now: now.updated(node_id, lambda node: node.with_content((words,))),
    )
