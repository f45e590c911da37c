"""Laws of writing in forms: whatever is typed where, it stays a strategy, and all goes back."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from strategy_editor.document.document import Document
from strategy_editor.ui.form.panel import FormPanel
from strategy_editor.ui.theme import LIGHT
from tests.strategies import documents, make_document, own_ids, seeds
from tests.ui.writing_laws import (
    KEYS,
    WritingDesk,
    all_goes_back_and_comes_again,
    findings,
    no_id_is_there_twice,
    session_of,
)

pytestmark = pytest.mark.gui

_MAY_COME = ("schema.empty", "schema.missing", "schema.incomplete", "schema.value")
"""What a form may lack or hold while one is at it; there are findings for it."""
_HTML = "<h2>Kopf &nbsp;1</h2><p>a <b>b</b></p><ul><li>x</li></ul>"


class Desk(WritingDesk):
    """The form of a document, without the window around it."""

    def __init__(self, qtbot) -> None:
        super().__init__()
        self.qtbot = qtbot
        self.panel = self.made()
        self.controller.documentChanged.connect(self.panel.show_document)
        self.controller.selectionChanged.connect(self.panel.show_document)

    def made(self) -> FormPanel:
        panel = FormPanel(self.controller, LIGHT)
        panel.resize(700, 900)
        self.qtbot.addWidget(panel)
        panel.show()
        panel.activateWindow()
        return panel

    def open(self, document: Document) -> None:
        self.panel.show_new_session()
        self.controller.show_session(session_of(document))

    def inputs(self, panel: FormPanel) -> list[QWidget]:
        kinds = (QLineEdit, QTextEdit, QPlainTextEdit, QCheckBox)
        found = [each for kind in kinds for each in panel.findChildren(kind)]
        return [each for each in found if each.isVisibleTo(panel) and each.isEnabled()]

    def do(self, action: str, random: Random) -> None:
        if action == "select":
            self.controller.select(random.choice(own_ids(self.document.root)))
        elif action == "undo":
            self.controller.undo()
        elif action == "redo":
            self.controller.redo()
        elif there := self.inputs(self.panel):
            self.write(random.choice(there), action, random)

    def write(self, there: QWidget, action: str, random: Random) -> None:
        if isinstance(there, QCheckBox):
            there.click()
            return
        there.setFocus()
        if random.randrange(3) == 0:
            there.selectAll()
        if action == "type":
            QTest.keyClicks(there, random.choice(('ab "c" ', "12", "z\u00a0", " ")))
        elif action == "paste":
            mime = QMimeData()
            mime.setHtml(_HTML)
            mime.setText("eins\n\nzwei\u00a0drei")
            QApplication.clipboard().setMimeData(mime)
            there.paste()
        else:
            QTest.keyClick(there, *KEYS[action])

    def shown(self, panel: FormPanel) -> list[str]:
        """What the inputs show, those that would be emptied on leaving apart."""
        return [
            each.text() if isinstance(each, QLineEdit | QCheckBox) else each.toPlainText()
            for each in self.inputs(panel)
        ]


@pytest.fixture
def desk(qtbot):
    made = Desk(qtbot)
    yield made
    made.controller.tasks.wait()


_ACTIONS = st.lists(
    st.tuples(seeds(), st.sampled_from(["type", "type", "paste", "undo", "redo", "select", *KEYS])),
    min_size=1,
    max_size=8,
)


@settings(
    max_examples=settings().max_examples // 2,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(documents(60), _ACTIONS)
@example(
    make_document(2684409600, 13),
    [(2105344, "cut"), (224, "type"), (3137339406, "type"), (0, "type"), (2859300016, "select")],
)
def test_whatever_is_written_stays_a_strategy_and_goes_back(desk, document, actions):
    desk.open(document)
    known = findings(document)
    desk.do("select", Random(actions[0][0]))
    for seed, action in actions:
        desk.do(action, Random(seed))
        new = findings(desk.document) - known
        assert not {each for each in new if not each[0].startswith(_MAY_COME)}, (action, new)
        no_id_is_there_twice(desk.document, action)
    desk.panel.setFocus()
    fresh = desk.made()
    fresh.show_document()
    # What a layout takes in is shown by the next events.
    QApplication.processEvents()
    assert desk.shown(desk.panel) == desk.shown(fresh)
    fresh.hide()
    fresh.deleteLater()
    all_goes_back_and_comes_again(desk.controller, document)
