"""Exporting in the window, as a user does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from strategy_editor.document.node import element
from strategy_editor.storage.writing import write
from strategy_editor.ui.exporting import dialog as dialog_module
from strategy_editor.ui.exporting.dialog import ExportDialog
from strategy_editor.ui.exporting.hands import AtHand
from strategy_editor.ui.exporting.styles_dialog import StylesDialog
from strategy_editor.workspace import office
from strategy_editor.workspace.export_choices import ExportChoices, choices_from, choices_stored
from strategy_editor.workspace.presets import Preset, load_presets
from strategy_editor.workspace.templates import kept_styles
from tests.short import small_strategy
from tests.ui.window_kit import Answers, opened, sample_copy, type_over

pytestmark = pytest.mark.gui
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot, tmp_path):
    """A window on a short strategy with an empty submission."""
    path = tmp_path / "kurz.xml"
    write(small_strategy(element("cabinet", id="c")), path)
    return opened(qtbot, path)


@pytest.fixture
def sample_window(qtbot, tmp_path):
    return opened(qtbot, sample_copy(tmp_path))


def shown(window) -> ExportDialog:
    window.actions_["export"].trigger()
    return next(each for each in window.findChildren(ExportDialog) if each.isVisible())


def test_what_was_chosen_is_written_and_remembered(window, qtbot, tmp_path):
    dialog = shown(window)
    assert dialog.target.path == str(tmp_path / "kurz.docx")
    dialog.form.ending.setCurrentIndex(dialog.form.ending.findData(".html"))
    assert dialog.target.path == str(tmp_path / "kurz.html")
    qtbot.mouseClick(dialog.form.options.flags["draft"], LEFT)
    type_over(qtbot, dialog.form.options.recipient, "Kabinettsreferat")
    type_over(qtbot, dialog.target.line, "entwurf")
    qtbot.mouseClick(dialog.go, LEFT)
    qtbot.waitUntil(dialog.outcome.isVisible, timeout=60_000)
    out = tmp_path / "entwurf.html"
    assert "Kabinettsreferat" in out.read_text(encoding="utf-8")
    assert str(out) in dialog.outcome.text.toPlainText()
    qtbot.mouseClick(dialog.close_, LEFT)

    again = shown(window)
    assert again.form.ending.currentData() == ".html"
    assert again.form.options.preset == Preset(draft=True, recipient="Kabinettsreferat")
    again.reject()


def test_pages_are_shown_before_anything_is_written(sample_window, qtbot, tmp_path):
    dialog = shown(sample_window)
    dialog.form.ending.setCurrentIndex(dialog.form.ending.findData(".pdf"))
    for name in ("text", "annexes", "glossary"):
        qtbot.mouseClick(dialog.form.options.parts[name], LEFT)
    qtbot.waitUntil(lambda: dialog.preview.picture.has_page, timeout=60_000)
    first = dialog.preview.picture.accessibleName()
    qtbot.waitUntil(dialog.preview.next.isEnabled, timeout=60_000)
    qtbot.mouseClick(dialog.preview.next, LEFT)
    qtbot.waitUntil(lambda: dialog.preview.picture.accessibleName() != first, timeout=60_000)
    dialog.reject()
    assert list(tmp_path.glob("*.pdf")) == []


def test_cancelled_writes_nothing(sample_window, qtbot, tmp_path):
    dialog = shown(sample_window)
    qtbot.mouseClick(dialog.go, LEFT)
    assert dialog.progress.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    sample_window.controller.tasks.wait()
    assert dialog.isVisible()
    assert dialog.said.text() == sample_window.translate("exporting.cancelled")
    assert not (tmp_path / "egov-2014.docx").exists()
    dialog.reject()


def test_cancelling_ends_libreoffice_while_it_works(window, qtbot, tmp_path, monkeypatch):
    script, begun = tmp_path / "soffice", tmp_path / "begun"
    script.write_text(f"#!/bin/sh\necho $$ > {begun}\nexec sleep 1000\n")
    script.chmod(0o755)
    monkeypatch.setattr(office, "find_libreoffice", lambda: str(script))
    monkeypatch.setattr(dialog_module, "at_hand", lambda: AtHand(libreoffice=True, typst=True))
    dialog = shown(window)
    dialog.form.ending.setCurrentIndex(dialog.form.ending.findData(".odt"))
    qtbot.mouseClick(dialog.go, LEFT)
    qtbot.waitUntil(lambda: begun.is_file() and begun.read_text() != "", timeout=60_000)
    qtbot.waitUntil(lambda: dialog.progress.maximum() > 0, timeout=60_000)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    window.controller.tasks.wait()
    assert dialog.said.text() == window.translate("exporting.cancelled")
    assert not (tmp_path / "kurz.odt").exists()
    dialog.reject()


def test_a_target_that_cannot_be_written_is_said_and_can_be_mended(window, qtbot, tmp_path):
    dialog = shown(window)
    (tmp_path / "ordner.docx").mkdir()
    for target in ("ordner.docx", "nirgends/a.docx"):
        type_over(qtbot, dialog.target.line, str(tmp_path / target))
        qtbot.mouseClick(dialog.go, LEFT)
        qtbot.waitUntil(dialog.go.isEnabled, timeout=60_000)
        assert target.rpartition("/")[2] in dialog.said.text()
    type_over(qtbot, dialog.form.date, "gestern")
    qtbot.mouseClick(dialog.go, LEFT)
    assert "gestern" in dialog.said.text()
    dialog.reject()


def test_a_file_is_replaced_only_when_asked(window, qtbot, tmp_path):
    out = tmp_path / "kurz.docx"
    out.write_bytes(b"mine")
    window.questions = Answers(confirm_answer=False)
    dialog = shown(window)
    qtbot.mouseClick(dialog.go, LEFT)
    assert window.questions.confirmed
    assert not dialog.work.is_running
    assert out.read_bytes() == b"mine"
    dialog.reject()


def test_presets_are_kept_chosen_and_deleted(window, qtbot):
    window.questions = Answers(write_answer="Abstimmung im Fenster")
    dialog = shown(window)
    options, presets = dialog.form.options, dialog.form.presets
    qtbot.mouseClick(options.flags["line_numbers"], LEFT)
    qtbot.mouseClick(presets.keep, LEFT)
    assert load_presets()["Abstimmung im Fenster"] == Preset(line_numbers=True)
    presets.box.setCurrentIndex(0)
    presets.box.activated.emit(0)
    assert options.preset == Preset()
    at = presets.box.findData("Abstimmung im Fenster")
    presets.box.setCurrentIndex(at)
    presets.box.activated.emit(at)
    assert options.preset == Preset(line_numbers=True)
    qtbot.mouseClick(presets.drop, LEFT)
    assert "Abstimmung im Fenster" not in load_presets()
    dialog.reject()


def test_what_the_machine_lacks_is_greyed_out_with_the_reason(window, monkeypatch):
    monkeypatch.setattr(dialog_module, "at_hand", lambda: AtHand(libreoffice=False, typst=False))
    dialog = shown(window)
    box = dialog.form.ending
    reasons = {box.itemData(at): box.itemData(at, Qt.ItemDataRole.ToolTipRole) for at in range(4)}
    assert [ending for ending, reason in reasons.items() if reason] == [".pdf", ".odt"]
    assert "typst" in dialog.form.reason.text()
    pages = dialog.form.options.flags["page_numbers"]
    assert not pages.isEnabled()
    assert "LibreOffice" in pages.accessibleDescription()
    dialog.reject()


def test_an_earlier_edition_is_asked_for(window, qtbot, tmp_path):
    old = sample_copy(tmp_path, "egov-2009.xml")
    window.questions = Answers(open_answer=old)
    dialog = shown(window)
    dialog.form.kind.setCurrentIndex(dialog.form.kind.findData("redline"))
    qtbot.mouseClick(dialog.go, LEFT)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=60_000)
    assert dialog.said.text()
    qtbot.mouseClick(dialog.form.base.button, LEFT)
    assert dialog.form.base.path == str(old)
    dialog.reject()


def test_what_a_submission_lacks_is_listed_and_keeps_it_from_being_written(
    window, qtbot, tmp_path, monkeypatch
):
    monkeypatch.setattr(dialog_module, "at_hand", lambda: AtHand(libreoffice=False, typst=True))
    dialog = shown(window)
    dialog.form.kind.setCurrentIndex(dialog.form.kind.findData("cabinet"))
    qtbot.waitUntil(dialog.form.gaps.isVisible, timeout=60_000)
    assert dialog.form.gaps.text().count("\n– ") == 12
    qtbot.mouseClick(dialog.go, LEFT)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=60_000)
    assert list(tmp_path.glob("*.docx")) == []
    dialog.form.may_lack.click()
    qtbot.mouseClick(dialog.go, LEFT)
    qtbot.waitUntil(dialog.outcome.isVisible, timeout=60_000)
    assert (tmp_path / "kurz-kabinettsvorlage.docx").exists()
    dialog.reject()


def test_styles_of_a_template_are_assigned_and_remembered(window, qtbot, tmp_path):
    dialog = shown(window)
    type_over(qtbot, dialog.target.line, "hausvorlage")
    qtbot.mouseClick(dialog.go, LEFT)
    qtbot.waitUntil(dialog.outcome.isVisible, timeout=60_000)
    window.questions.template_answer = tmp_path / "hausvorlage.docx"
    qtbot.mouseClick(dialog.form.options.template.button, LEFT)
    qtbot.mouseClick(dialog.form.options.styles, LEFT)
    styles = dialog.findChild(StylesDialog)
    box = styles.boxes["Title"]
    assert box.currentData() == "Title"
    box.setCurrentIndex(0)
    assert styles.decided == {"Title": ""}
    styles.accept()
    assert kept_styles("hausvorlage.docx") == {"Title": ""}
    dialog.reject()


@pytest.mark.parametrize("kind", ["strategy", "cabinet", "redline"])
def test_every_control_has_a_name(window, kind):
    dialog = shown(window)
    dialog.form.kind.setCurrentIndex(dialog.form.kind.findData(kind))
    controls = [
        *dialog.findChildren(QComboBox),
        *dialog.findChildren(QLineEdit),
        *dialog.findChildren(QAbstractButton),
    ]
    assert [
        each.objectName()
        for each in controls
        if each.isVisible() and not each.accessibleName() and not getattr(each, "text", str)()
    ] == []
    dialog.reject()


@pytest.mark.parametrize("stored", [
    {}, {"kind": 3}, {"kind": "novel", "ending": ".exe", "preset": []},
    {"kind": ["x"], "bound": "yes", "bases": []}, {"bases": {"a": 1, "b": "\0"}},
])  # fmt: skip
def test_damaged_choices_count_as_not_chosen(stored):
    assert choices_from(stored) == ExportChoices()


def test_choices_are_remembered_whole():
    choices = ExportChoices(
        "redline", ".odt", Preset(draft=True, parts=("text",)), True, {"a.xml": "b.xml"}
    )
    assert choices_from(choices_stored(choices)) == choices
    assert choices.base_of(Path("a.xml")) == "b.xml"
