"""Files that cannot be read are shown as text at the fault, mended and read again."""

from __future__ import annotations

import pytest

from strategy_editor.errors import CannotRead
from strategy_editor.paths import shipped
from strategy_editor.storage.reading import read
from strategy_editor.storage.repairing import can_be_shown, read_raw, reread
from strategy_editor.ui.questions import Unsaved
from tests.samples.test_broken import MALFORMED, REFUSED
from tests.ui.window_kit import Answers, make_window, sample_copy, settle

pytestmark = pytest.mark.gui
FOLDER = shipped("samples") / "broken"


@pytest.fixture
def window(qtbot, tmp_path):
    (tmp_path / "broken").mkdir()
    return make_window(qtbot)


def mending_of(window):
    assert window.trouble is not None
    return window.trouble


@pytest.mark.parametrize("name", [*MALFORMED, *REFUSED])
def test_every_unreadable_file_is_shown_or_told(window, name):
    assert not window.open_path(FOLDER / name)
    if window.questions.told:
        assert name == "newer-major-version.xml"
        return
    mending = mending_of(window)
    assert mending.sentence.text()
    if name in MALFORMED and name != "encoding-utf16-declared-utf8.xml":
        line = MALFORMED[name][1]
        cursor = mending.editor.textCursor()
        assert cursor.blockNumber() + 1 == min(line, mending.editor.blockCount())
    mending.close_file.click()
    assert window.trouble is None


def test_a_file_is_mended_read_again_and_opens_as_changed(qtbot, window, tmp_path):
    path = sample_copy(tmp_path, "broken/syntax-ampersand.xml")
    assert not window.open_path(path)
    mending = mending_of(window)
    mending.retry.click()
    assert not window.has_document
    text = mending.editor.toPlainText()
    line = text.splitlines()[30]
    assert "&" in line
    mending.editor.setPlainText(text.replace(line, line.replace("&", "&amp;")))
    mending.retry.click()
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
    mending = mending_of(window)
    mending.editor.setPlainText("<noch nicht fertig")
    window.questions = Answers(save_answer=tmp_path / "anders.xml")
    mending.save.click()
    assert (tmp_path / "anders.xml").read_text(encoding="utf-8") == "<noch nicht fertig"
    assert not mending.is_modified


def test_leaving_asks_and_a_second_file_opens_elsewhere(qtbot, window, tmp_path):
    path = sample_copy(tmp_path, "broken/syntax-ampersand.xml")
    window.open_path(path)
    mending = mending_of(window)
    assert window.windowTitle().startswith(path.name)
    qtbot.keyClicks(mending.editor, "mein Text ")
    assert window.isWindowModified()
    assert not window.is_untouched
    window.questions = Answers(unsaved_answer=Unsaved.CANCEL)
    mending.close_file.click()
    assert window.trouble is mending
    assert not window.close()
    assert window.questions.asked == [path.name] * 2
    other = sample_copy(tmp_path, "egov-2009.xml")
    assert window.windows.open(other, window)
    assert "mein Text" in mending_of(window).editor.toPlainText()
    (second,) = [each for each in window.windows.all if each is not window]
    qtbot.addWidget(second)
    assert second.has_document
    second.leave()
    window.questions = Answers(unsaved_answer=Unsaved.DISCARD)
    mending.close_file.click()
    assert window.trouble is None
    assert path.read_text(encoding="utf-8").count("mein Text") == 0


def test_the_words_follow_the_language_and_the_mark_the_theme(window, tmp_path):
    window.open_path(sample_copy(tmp_path, "broken/truncated.xml"))
    mending = mending_of(window)
    german = mending.sentence.text()
    window.set_language("en")
    window.set_theme("dark")
    assert mending.sentence.text() != german
    assert mending.retry.text().startswith("Read")
    window.set_theme("light")
    window.set_language("de")


@pytest.mark.parametrize(
    "name", ["encoding-latin1-without-declaration.xml", "encoding-unknown.xml"]
)
def test_a_wrong_encoding_is_read_as_text_and_told(name):
    path = FOLDER / name
    with pytest.raises(CannotRead) as raised:
        read(path)
    assert can_be_shown(raised.value)
    raw = read_raw(path, raised.value)
    assert reread(path, raw.text, raw.stamp).document.root.tag == "strategy"
