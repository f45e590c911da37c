"""What the search finds stands out in the text view, as long as the search is in front."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from strategy_editor.ui.text.source import Source
from tests.ui.window_kit import opened, sample_copy

pytestmark = pytest.mark.gui


@pytest.fixture
def window(qtbot, tmp_path):
    made = opened(qtbot, sample_copy(tmp_path))
    made.panels.show_view("text")
    return made


def searched(qtbot, window, text):
    window.actions_["find"].trigger()
    panel = window.panels.sides.panel("search")
    panel.bar.wanted.selectAll()
    qtbot.keyClicks(panel.bar.wanted, text)
    qtbot.waitUntil(lambda: not panel.is_busy, timeout=20_000)
    return panel


def marked(view, stretches):
    """The elements in view with marks."""
    return {stretch.node_id for index, _y in view._shown for stretch in stretches.in_entry(index)}


def printed(window, panel):
    """The hits in paragraphs, by their rows."""
    document = window.controller.session.document
    return [
        at
        for at, hit in enumerate(panel.model.hits)
        if hit.place.kind == "text" and document.node(hit.place.node_id).tag == "paragraph"
    ]


def test_hits_are_marked_and_the_current_one_stands_out(window, qtbot):
    view = window.panels.panel("text").view
    before = view.grab().toImage()
    panel = searched(qtbot, window, "elektronische")
    first, second = printed(window, panel)[:2]
    for _ in range(first + 1):
        window.actions_["find-next"].trigger()
    hit = panel.model.hits[first]
    assert hit.place.node_id in marked(view, view._hits)
    assert marked(view, view._current) == {hit.place.node_id}
    assert view.grab().toImage() != before
    for _ in range(second - first):
        window.actions_["find-next"].trigger()
    assert marked(view, view._current) == {panel.model.hits[second].place.node_id}


def test_a_hit_that_is_not_printed_is_said_to_be_elsewhere(window, qtbot):
    panel = searched(qtbot, window, "elektronische")
    find = window.panels.panel("text").view.places.find
    hidden = next(
        at
        for at, hit in enumerate(panel.model.hits)
        if hit.place.node_id.startswith("d_") and hit.place.field == "reason"
    )
    assert find(Source(panel.model.hits[hidden].place.node_id, "reason")) is None
    with qtbot.waitSignal(window.controller.messagePosted) as told:
        panel._choose(hidden, focus=False)
    assert told.args == [window.translate("text.not-printed")]


def test_marks_go_with_the_search_and_come_back_with_it(window, qtbot):
    view = window.panels.panel("text").view
    panel = searched(qtbot, window, "elektronische")
    assert view._hits
    qtbot.keyClick(panel.bar.wanted, Qt.Key.Key_Escape)
    assert not view._hits
    window.panels.sides.show_side("search")
    assert view._hits
    window.panels.show_view("form")
    window.panels.sides.show_side("problems")
    window.panels.show_view("text")
    assert not view._hits


def test_marks_follow_what_is_searched_for(window, qtbot):
    view = window.panels.panel("text").view
    panel = searched(qtbot, window, "elektronische")
    some = dict(view._hits._spans)
    searched(qtbot, window, "elektronischen")
    assert len(view._hits._spans) < len(some)
    panel.bar.wanted.clear()
    qtbot.waitUntil(lambda: not panel.is_busy, timeout=20_000)
    assert not view._hits


def test_the_next_hit_from_within_a_text_is_where_one_writes_on(window, qtbot):
    panel = searched(qtbot, window, "elektronische")
    text = window.panels.panel("text")
    first, second = printed(window, panel)[:2]
    panel._choose(first, focus=True)
    assert text.writing.is_writing
    panel._choose(second, focus=False)
    hit = panel.model.hits[second]
    assert text.writing.source.node_id == hit.place.node_id
    assert text.writing.editor.textCursor().selectedText() == hit.found
