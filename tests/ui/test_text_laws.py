"""Laws of writing in the text: whatever keys come where, it stays a strategy, and all goes back."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest

from strategy_editor.document.document import Document
from strategy_editor.document.node import element
from strategy_editor.ui.richtext.clipboard import MIME_TYPE, to_xml
from strategy_editor.ui.richtext.pieces import normalised
from strategy_editor.ui.text.source import Caret, holder_of
from strategy_editor.ui.text_panel import TextPanel
from strategy_editor.ui.theme import LIGHT
from tests.strategies import documents, make_document, seeds
from tests.ui.writing_laws import (
    KEYS,
    NONE,
    WritingDesk,
    all_goes_back_and_comes_again,
    findings,
    no_id_is_there_twice,
    session_of,
)

pytestmark = pytest.mark.gui

SHIFT = Qt.KeyboardModifier.ShiftModifier
_MISSING = ("schema.empty", "schema.missing", "schema.incomplete")
"""What a text may lack while one is at it; there are findings for it."""
_HTML = [
    "<p>a <b>b <i>c</i></b></p><p>d</p>",
    "<h2>Kopf &nbsp;1</h2><p>e</p><ul><li>x<ul><li>y</li></ul></li></ul><p>f</p>",
    "<table><tr><td>1</td><td rowspan=2>2</td></tr><tr><td>3</td></tr></table>",
    '<ol><li>x</li><li><a href="https://a.de">y<br>z</a></li></ol>',
    "eins <em>zwei</em>",
]
_OWN = [
    ("a", element("strong", "b"), element("cross-reference", target="e1"), "\u00a0c"),
    (element("footnote", "Anmerkung", id="f"), element("term", "t")),
]
_KEYS = KEYS | {
    "break": (Qt.Key.Key_Return, SHIFT),
    "back tab": (Qt.Key.Key_Backtab, SHIFT),
    "down": (Qt.Key.Key_Down, NONE),
    "up and on": (Qt.Key.Key_Up, SHIFT),
    "escape": (Qt.Key.Key_Escape, NONE),
}


class Desk(WritingDesk):
    """The text of a document, without the window around it."""

    def __init__(self, qtbot) -> None:
        super().__init__()
        self.panel = TextPanel(self.controller, LIGHT)
        self.panel.resize(600, 500)
        self.controller.documentChanged.connect(self.panel.show_document)
        qtbot.addWidget(self.panel)
        self.panel.show()
        self.panel.activateWindow()

    def open(self, document: Document) -> None:
        self.panel.writing.forget()
        self.controller.show_session(session_of(document))

    def caret(self, random: Random) -> Caret | None:
        """A place in some text, that in hand more often than others."""
        view, source = self.panel.view, self.panel.writing.source
        spot = None
        if source is not None and random.randrange(2):
            spot = view.places.find(source)
        elif len(view.sheet):
            spot = view.places.first_from(random.randrange(len(view.sheet)), 1)
        if spot is None:
            return None
        length = view.places.scale(spot).length
        return Caret(
            view.places.source(spot), random.choice((0, length, random.randint(0, length)))
        )

    def go(self, random: Random) -> bool:
        """Put the caret somewhere, or mark from there to somewhere else."""
        caret = self.caret(random)
        if caret is None:
            return False
        anchor = self.caret(random) if random.randrange(3) == 0 else None
        self.panel.writing.begin(caret, anchor)
        return True

    def do(self, action: str, random: Random) -> None:
        writing = self.panel.writing
        editor = writing.editor
        match action:
            case "type":
                QTest.keyClicks(editor, random.choice(('ab "c" ', "-- x", "z\u00a0", "  ")))
            case "html" | "own" | "lines":
                editor.insertFromMimeData(_mime(action, random))
            case "undo":
                self.controller.undo()
            case "redo":
                self.controller.redo()
            case _:
                QTest.keyClick(editor, *_KEYS[action])


def _mime(kind: str, random: Random) -> QMimeData:
    mime = QMimeData()
    if kind == "html":
        mime.setHtml(random.choice(_HTML))
    elif kind == "own":
        mime.setData(MIME_TYPE, to_xml(random.choice(_OWN)))
    else:
        mime.setText(random.choice(("eins\nzwei\n\n- drei\n- vier", "a\tb\nc\td", "x\u2028y")))
    return mime


@pytest.fixture
def desk(qtbot):
    made = Desk(qtbot)
    yield made
    made.controller.tasks.wait()


_ACTIONS = st.lists(
    st.tuples(
        seeds(),
        st.sampled_from(["type", "type", "html", "own", "lines", "undo", "redo", *_KEYS]),
    ),
    min_size=1,
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(documents(60), _ACTIONS)
@example(make_document(1008798976, 2), [(0, "type")] * 4 + [(0, "enter")])
def test_whatever_is_written_stays_a_strategy_and_goes_back(desk, document, actions):
    desk.open(document)
    known = findings(document)
    for seed, action in actions:
        random = Random(seed)
        if not desk.go(random):
            return
        desk.do(action, random)
        follows(desk)
        new = findings(desk.document) - known
        assert not {each for each in new if each[0] not in _MISSING}, (action, new)
        no_id_is_there_twice(desk.document, action)
    all_goes_back_and_comes_again(desk.controller, document, lambda: follows(desk))


def follows(desk: Desk) -> None:
    """The text in hand is that of the document."""
    writing = desk.panel.writing
    if writing.source is None:
        return
    holder = holder_of(desk.document, writing.source)
    content = holder.content if holder is not None else ()
    assert writing.editor.inline.content() == normalised(content)
