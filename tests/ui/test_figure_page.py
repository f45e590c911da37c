"""The picture of a figure: chosen, dropped, pasted, and what is wrong with it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication

from strategy_editor.ui.form.pictures import accepted
from strategy_editor.workspace.media import media_folder
from strategy_editor.workspace.pictures import PictureRefused, inspect
from strategy_editor.workspace.session import Session
from tests.ui.window_kit import opened, sample_copy, settle, type_over

pytestmark = pytest.mark.gui


@pytest.fixture
def window(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    window.controller.select("abb_struktur")
    return window


@pytest.fixture
def page(window):
    return window.panels.form.form


def image(width: int = 60, height: int = 40, colour: str = "red") -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(colour)
    return made


def figure(window):
    return window.controller.session.document.node("abb_struktur")


def drop(box, data: QMimeData) -> None:
    actions, button, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(5, 5), actions, data, button, none)
    QApplication.sendEvent(box, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(box, QDropEvent(QPointF(5, 5), actions, data, button, none))


def test_a_dropped_file_lies_beside_the_strategy_and_undo_brings_the_old_one_back(
    window, page, tmp_path
):
    source = tmp_path / "Neues Bild.png"
    assert image(200, 100).save(str(source))
    before, old = figure(window), figure(window).get("file")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(source))])
    drop(page.box, data)
    name = figure(window).get("file")
    folder = media_folder(window.controller.session.path)
    assert (folder / name).read_bytes() == source.read_bytes()
    assert "200 × 100 Pixel" in page.facts.text()
    assert "unscharf" in page.warning.text()
    window.controller.undo()
    assert figure(window) == before
    assert (folder / old).is_file()
    assert (folder / name).is_file()


def test_a_picture_is_pasted_from_the_clipboard(qtbot, window, page):
    QApplication.clipboard().setImage(image(colour="blue"))
    page.box.setFocus()
    qtbot.keyClick(page.box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    path = media_folder(window.controller.session.path) / figure(window).get("file")
    assert QImage(str(path)).pixelColor(1, 1).blue() == 255


def test_pasting_without_a_picture_says_so(window, page):
    QApplication.clipboard().setText("nur Text")
    before = figure(window)
    page.paste_button.click()
    assert "kein Bild" in page.warning.text()
    assert figure(window) is before


def test_other_formats_become_png(window, page, tmp_path):
    source = tmp_path / "x.bmp"
    assert image().save(str(source))
    window.questions.picture_answer = source
    page.choose_button.click()
    assert figure(window).get("file").endswith(".png")


def test_vector_pictures_become_pixels():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="5"/></svg>'
    data, kind = accepted(svg)
    assert kind == "png"
    assert inspect(data).width == 2400


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"MZ rubbish", b"PK\3\4", b"<svg/>"])
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(PictureRefused):
        accepted(data)


def test_a_refused_picture_says_why_and_changes_nothing(window, page, tmp_path):
    source = tmp_path / "x.png"
    source.write_bytes(b"\x89PNG\r\n\x1a\n kaputt")
    before = figure(window)
    window.questions.picture_answer = source
    page.choose_button.click()
    assert "beschädigt" in page.warning.text()
    assert figure(window) is before


def test_a_missing_file_is_said_and_can_be_found(window, page):
    folder = media_folder(window.controller.session.path)
    name = figure(window).get("file")
    moved = folder / "anders.png"
    (folder / name).rename(moved)
    page.show_node(figure(window))
    assert name in page.warning.text()
    assert page.choose_button.text() == "Bild suchen …"
    window.questions.picture_answer = moved
    page.choose_button.click()
    assert figure(window).get("file") == name
    assert (folder / name).is_file()
    assert not page.warning.text() or "unscharf" in page.warning.text()


def test_the_alternative_text_is_required_and_says_what_is_good(qtbot, window, page):
    field = page.field("alt-text")
    shown = " ".join(each.text() for each in field.findChildren(type(page.facts)))
    assert "Sätzen" in shown
    assert field.plan.required
    type_over(qtbot, field.focus_target(), "")
    settle(qtbot, window)
    assert any(
        each.node_id == "abb_struktur" and each.field == "alt-text"
        for each in window.controller.problems
    )


def test_a_document_without_a_file_takes_its_pictures_along_when_saved(window, page, tmp_path):
    session = window.controller.session
    session.detach(session.path)
    QApplication.clipboard().setImage(image(colour="green"))
    page.paste_button.click()
    name = figure(window).get("file")
    assert (media_folder(session.picture_base()) / name).is_file()
    assert "Pixel" in page.facts.text()
    target = tmp_path / "neu" / "strategie.xml"
    target.parent.mkdir()
    session.save_as(target)
    assert (media_folder(target) / name).is_file()
    assert Session.open(target).document.node("abb_struktur").get("file") == name
