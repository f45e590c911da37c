"""Files that cannot be read are shown as text at the fault, mended and read again."""

from __future__ import annotations

import pytest

from strategy_editor.errors import CannotRead
from strategy_editor.paths import shipped
from strategy_editor.storage.reading import read
from strategy_editor.storage.repairing import can_be_shown, read_raw, reread
from strategy_editor.ui.trouble.dialog import TroubleDialog
from tests.samples.test_broken import MALFORMED, REFUSED
from tests.ui.window_kit import Answers, make_window, sample_copy, settle

pytestmark = pytest.mark.gui
FOLDER = shipped("samples") / "broken"


@pytest.fixture
def window(qtbot, tmp_path):
    (tmp_path / "broken").mkdir()
    return make_window(qtbot)


def dialog_of(window) -> TroubleDialog:
    return window.findChildren(TroubleDialog)[-1]


@pytest.mark.parametrize("name", [*MALFORMED, *REFUSED])
def test_every_unreadable_file_is_shown_or_told(window, name):
    assert not window.open_path(FOLDER / name)
    if window.questions.told:
        assert name == "newer-major-version.xml"
        return
    dialog = dialog_of(window)
    assert dialog.sentence.text()
    if name in MALFORMED and name != "encoding-utf16-declared-utf8.xml":
        line = MALFORMED[name][1]
        cursor = dialog.editor.textCursor()
        assert cursor.blockNumber() + 1 == min(line, dialog.editor.blockCount())
    dialog.reject()


def test_a_file_is_mended_read_again_and_opens_as_changed(qtbot, window, tmp_path):
    path = sample_copy(tmp_path, "broken/syntax-ampersand.xml")
    assert not window.open_path(path)
    dialog = dialog_of(window)
    dialog.retry.click()
    assert not window.has_document
    text = dialog.editor.toPlainText()
    line = text.splitlines()[30]
    assert "&" in line
    dialog.editor.setPlainText(text.replace(line, line.replace("&", "&amp;")))
    dialog.retry.click()
    assert window.has_document
    settle(qtbot, window)
    assert window.controller.session.is_modified
    assert window.controller.session.path == path
    window.actions_["save"].trigger()
    qtbot.waitUntil(lambda: not window.controller.session.is_modified)
    assert read(path).document == window.controller.session.document


def test_the_text_can_be_saved_under_another_name(window, tmp_path):
    path = sample_copy(tmp_path, "broken/truncated.xml")
    window.open_path(path)
    dialog = dialog_of(window)
    dialog.editor.setPlainText("<noch nicht fertig")
    window.questions = Answers(save_answer=tmp_path / "anders.xml")
    dialog.save.click()
    assert (tmp_path / "anders.xml").read_text(encoding="utf-8") == "<noch nicht fertig"
    dialog.reject()


@pytest.mark.parametrize(
    "name", ["encoding-latin1-without-declaration.xml", "encoding-unknown.xml"]
)
def test_a_wrong_encoding_is_read_as_text_and_told(name):
    path = FOLDER / name
    with pytest.raises(CannotRead) as raised:
        read(path)
    assert can_be_shown(raised.value)
    raw = read_raw(path, raised.value)
    assert reread(path, raw.text).document.root.tag == "strategy"
