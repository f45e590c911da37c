"""What a newcomer does in the first ten minutes, through what is to be seen in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableView,
    QTextEdit,
)

from strategy_editor.storage.reading import read
from strategy_editor.ui.outline.model import ID_ROLE
from strategy_editor.validation.check import check
from tests.ui.window_kit import Answers, make_window, settle

pytestmark = [pytest.mark.gui, pytest.mark.scenario]
CONTROL = Qt.KeyboardModifier.ControlModifier


class User:
    """Hands on mouse and keyboard; knows of the window what is written on it."""

    def __init__(self, qtbot, window):
        self.qtbot = qtbot
        self.window = window

    def choose_row(self, title):
        """Click on the row of the outline that has this title."""
        tree = self.window.panels.outline.tree
        tree.expandAll()
        found = [index for index in self._rows(tree) if title in str(index.data())]
        assert len(found) == 1, title
        tree.scrollTo(found[0])
        place = tree.visualRect(found[0]).center()
        self.qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
        chosen = str(found[0].data(ID_ROLE))
        self.qtbot.waitUntil(lambda: self.window.controller.selected_id == chosen, timeout=5000)
        self.qtbot.wait(10)

    def menu(self, *path):
        """Choose from the menu of the element."""
        menu = next(
            action.menu()
            for action in self.window.menuBar().actions()
            if _plain(action.text()) == "Element"
        )
        for name in path[:-1]:
            menu = next(a.menu() for a in _entries(menu) if _plain(a.text()) == name)
        action = next(a for a in _entries(menu) if _plain(a.text()) == path[-1])
        assert action.isEnabled(), path
        action.trigger()
        self.qtbot.wait(10)

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    def write(self, text):
        """Type into what has the keyboard."""
        for letter in text:
            self.qtbot.keyClicks(QApplication.focusWidget(), letter)

    def write_field(self, name, text):
        """Click into the field of that name and type."""
        widget = self.labelled(name)
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        widget.setFocus()
        self.key(Qt.Key.Key_End, CONTROL)
        self.write(text)

    def labelled(self, name, kind=(QLineEdit, QTextEdit, QComboBox)):
        """Return the visible control that a screen reader calls so."""
        form = self.window.panels.form
        found = [
            each
            for cls in kind
            for each in form.findChildren(cls)
            if each.accessibleName().startswith(name) and each.isVisible()
        ]
        assert found, name
        return found[0]

    def press(self, name):
        """Press the visible button that says so."""
        buttons = self.window.findChildren(QPushButton)
        next(each for each in buttons if each.text() == name and each.isVisible()).click()

    def pick(self, name, start):
        """Choose in the box of that name the entry that begins so."""
        box = self.labelled(name, (QComboBox,))
        box.setFocus()
        # Nobody types so fast that the letters for the box before still count.
        self.qtbot.wait(QApplication.keyboardInputInterval() + 10)
        self.write(start)
        self.key(Qt.Key.Key_Return)

    def _rows(self, tree):
        index = tree.model().index(0, 0)
        while index.isValid():
            yield index
            index = tree.indexBelow(index)


def _plain(text):
    return text.replace("&", "").partition("\t")[0]


def _entries(menu: QMenu):
    menu.aboutToShow.emit()
    return menu.actions()


def goals_of(document, claim_id):
    return [each.text_of("title") for each in document.node(claim_id).children_of("goal")]


def test_a_newcomer_writes_a_part_of_a_strategy(qtbot, tmp_path):
    window = make_window(qtbot)
    out = tmp_path / "meine-strategie.xml"
    window.questions = Answers(save_answer=out)
    user = User(qtbot, window)
    window.actions_["new"].trigger()
    document = lambda: window.controller.session.document  # noqa: E731

    # A new focus area with two claims and five goals.
    user.choose_row("Strategische Ziele")
    user.menu("Darin einfügen", "Schwerpunktbereich")
    user.write("Digitale Bildung")
    field = window.controller.selected_id
    claims = []
    for title in ("Schulen sind angebunden", "Lehrende sind vorbereitet"):
        window.controller.select(field)
        user.menu("Darin einfügen", "Anspruch")
        user.write(title)
        claims.append(window.controller.selected_id)
    for claim, titles in zip(
        claims, (("Glasfaser", "Funknetz", "Geraete"), ("Fortbildung", "Beratung")), strict=True
    ):
        for title in titles:
            window.controller.select(claim)
            user.menu("Darin einfügen", "Ziel")
            user.write(title)
            user.write_field("Aussage", f"Das Vorhaben {title} ist umgesetzt.")
            if title != "Beratung":
                user.press("mittelfristig")
            user.pick("Federführung", "FF")
    assert goals_of(document(), claims[0]) == ["Glasfaser", "Funknetz", "Geraete"]
    assert goals_of(document(), claims[1]) == ["Fortbildung", "Beratung"]

    # A table.
    window.controller.select(field)
    user.menu("Darin einfügen", "Tabelle")
    table = window.controller.selected_id
    assert document().node(table).tag == "table"
    user.write_field("Beschriftung", "Schulen je Landkreis")
    grid = window.panels.form.findChild(QTableView)
    grid.setFocus()
    grid.setCurrentIndex(grid.model().index(0, 0))
    for word in ("Landkreis", "Schulen"):
        user.write(word)
        user.key(Qt.Key.Key_Tab)
    words = [cell.text for row in document().node(table).walk() if row.tag == "row"
             for cell in row.children_of("cell")]  # fmt: skip
    assert words[0] == "Landkreis"

    # A footnote.
    user.choose_row("Glasfaser")
    statement = user.labelled("Aussage", (QTextEdit,))
    statement.setFocus()
    user.key(Qt.Key.Key_End, CONTROL)
    user.key(Qt.Key.Key_F, CONTROL | Qt.KeyboardModifier.AltModifier)
    user.write("Stand der Erhebung: Mai.")
    user.key(Qt.Key.Key_Escape)
    notes = [each.text for each in document().node(claims[0]).walk() if each.tag == "footnote"]
    assert notes == ["Stand der Erhebung: Mai."]

    # A goal goes elsewhere.
    user.choose_row("Geraete")
    tree = window.panels.outline.tree
    tree.setFocus()
    window.actions_["cut"].trigger()
    user.choose_row("Lehrende sind vorbereitet")
    window.actions_["paste"].trigger()
    qtbot.wait(20)
    assert goals_of(document(), claims[0]) == ["Glasfaser", "Funknetz"]
    assert "Geraete" in goals_of(document(), claims[1])

    # A term is found and replaced.
    window.actions_["replace"].trigger()
    user.write("Vorhaben")
    panel = window.panels.sides.panel("search")
    panel.bar.instead.setFocus()
    user.write("Projekt")
    qtbot.waitUntil(lambda: not panel.is_busy and panel.model.rowCount() >= 5, timeout=20_000)
    panel.all.click()
    assert "Vorhaben" not in document().node(field).text
    assert document().node(field).text.count("Projekt") == 5

    # Every finding is resolved, and the file is valid.
    settle(qtbot, window)
    findings = window.panels.problems
    assert findings.model.rowCount() == 1
    window.panels.sides.show_side("problems")
    window.questions = Answers(save_answer=out, pick_answer="h_medium")
    findings.list.setCurrentIndex(findings.model.index(0))
    next(each for each in findings.remedies.buttons if "Horizont" in each.text()).click()
    settle(qtbot, window)
    told = [window.controller.wording.problem(each) for each in window.controller.problems]
    assert told == []
    window.actions_["save"].trigger()
    qtbot.waitUntil(
        lambda: out.exists() and not window.controller.session.is_modified, timeout=20_000
    )
    assert check(read(out).document) == []
