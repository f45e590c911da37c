"""Two who write one strategy, each in a window: what arrives, what contradicts, what is agreed."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton

from strategy_editor.merging.stored import conflicts_in
from tests.ui.test_names_for_readers import nameless
from tests.ui.test_versions_panel import dialog, history_of, keep, quiet, write
from tests.ui.window_kit import Answers, opened, sample_copy, text_edit
from tests.versions.repositories import git
from tests.versions.servers import web_server

pytestmark = pytest.mark.gui
_NAME = "landkreis-2030.xml"
_LONG = 60_000


@pytest.fixture
def server(tmp_path):
    with web_server(tmp_path / "server") as running:
        yield running


def press(window, words: str) -> None:
    """Press the button of a notice."""
    found = [each for each in window.notices.findChildren(QPushButton) if each.text() == words]
    assert found, [each.text() for each in window.notices.findChildren(QPushButton)]
    found[0].click()


def call(window, name: str) -> None:
    """Write an author's name into the settings."""
    window.keep(replace(window.settings, author=name))


def settled(qtbot, window) -> None:
    """Wait until the exchange with the server has ended."""
    quiet(qtbot, window)
    qtbot.waitUntil(lambda: window.foot.stop.isHidden(), timeout=_LONG)
    quiet(qtbot, window)


def connect(qtbot, window, address: str, token: str = "") -> None:
    window.actions_["connect-versions"].trigger()
    asked = dialog(window, "connect-versions")
    asked.where.setText(address)
    asked.secret.setText(token)
    assert nameless(asked) == set()
    asked.connect_.click()
    settled(qtbot, window)


def send(qtbot, window) -> None:
    window.actions_["send-versions"].trigger()
    settled(qtbot, window)


def fetch(qtbot, window) -> None:
    window.actions_["fetch-versions"].trigger()
    settled(qtbot, window)


@pytest.fixture
def anna(qtbot, tmp_path, server):
    """Anna has connected her strategy and sent its first version."""
    (tmp_path / "anna").mkdir()
    window = opened(qtbot, sample_copy(tmp_path / "anna", _NAME))
    call(window, "Anna")
    keep(qtbot, window, "Anfang")
    connect(qtbot, window, server.address)
    send(qtbot, window)
    assert window.questions.told == []
    return window


@pytest.fixture
def bert(qtbot, tmp_path, anna, server):
    """Bert has got it from the server."""
    (tmp_path / "bert").mkdir()
    window = opened(qtbot, sample_copy(tmp_path, "egov-2009.xml"))
    window.questions = Answers(save_answer=tmp_path / "bert" / _NAME)
    window.actions_["strategy-from-team"].trigger()
    asked = dialog(window, "connect-versions")
    asked.where.setText(server.address)
    asked.connect_.click()
    settled(qtbot, window)
    assert window.questions.told == []
    there = window.windows.all[-1]
    qtbot.addWidget(there)
    there.questions = Answers()
    call(there, "Bert")
    return there


def goals(window) -> list[str]:
    root = window.controller.session.document.root
    return [node.id for node in root.walk() if node.tag == "goal"]


def statement(window, goal: str) -> tuple[object, ...]:
    return window.controller.session.document.node(goal).child("statement").content


def decide(qtbot, window, at: int) -> None:
    """Settle every open conflict in its view by pressing a button there."""
    assert window.panels.view == "conflicts"
    panel = window.panels.panel("conflicts")
    while panel.current is not None:
        cards = panel.cards
        cards[at % len(cards)].button.click()
    assert not conflicts_in(window.controller.session.document.root)


def test_what_contradicts_leads_to_the_conflicts_and_is_sent_once_decided(qtbot, anna, bert):
    goal = goals(anna)[0]
    write(anna, goal, "Anna will es so.")
    write(bert, goal, "Bert will etwas ganz anderes haben.")
    send(qtbot, bert)
    send(qtbot, anna)
    assert anna.panels.view == "conflicts"
    assert "bevor gesendet wird" in anna.notices.text("conflicts")
    assert nameless(anna) == set()
    decide(qtbot, anna, 0)
    assert anna.notices.text("conflicts") == ""
    press(anna, "Senden")
    settled(qtbot, anna)
    assert anna.notices.text("decided") == ""
    fetch(qtbot, bert)
    assert statement(bert, goal) == statement(anna, goal) == ("Anna will es so.",)
    assert bert.panels.view == "form"
    assert anna.questions.told == bert.questions.told == []
    panel = history_of(bert)
    quiet(qtbot, bert)
    assert "Anna, zuletzt" in panel.team.text()
    assert bert.controller.wording.place(goal) in panel.team.text()
    assert "Bert" not in panel.team.text()


def test_whoever_goes_on_writing_is_not_taken_away_from_it(qtbot, anna, bert):
    goal, other = goals(anna)[:2]
    write(anna, goal, "Anna will es so.")
    write(bert, goal, "Bert will etwas ganz anderes haben.")
    send(qtbot, bert)
    anna.controller.select(other)
    anna.actions_["fetch-versions"].trigger()
    editor = text_edit(anna.panels.form.form.field("statement"))
    qtbot.keyClicks(editor, "Weiter im Text. ")
    settled(qtbot, anna)
    assert anna.panels.view == "form"
    assert anna.notices.text("conflicts") != ""
    assert "Weiter im Text." in anna.controller.session.document.node(other).child("statement").text
    press(anna, "Entscheiden")
    assert anna.panels.view == "conflicts"


def test_what_is_undecided_can_be_sent_for_others_to_decide(qtbot, anna, bert):
    goal = goals(anna)[0]
    write(anna, goal, "Anna will es so.")
    write(bert, goal, "Bert will etwas ganz anderes haben.")
    send(qtbot, bert)
    fetch(qtbot, anna)
    assert anna.panels.view == "conflicts"
    send(qtbot, anna)
    press(anna, "Unentschieden senden")
    settled(qtbot, anna)
    fetch(qtbot, bert)
    decide(qtbot, bert, 2)
    press(bert, "Senden")
    settled(qtbot, bert)
    fetch(qtbot, anna)
    assert statement(bert, goal) == statement(anna, goal)
    assert anna.notices.text("conflicts") == ""
    assert not conflicts_in(anna.controller.session.document.root)


def test_two_who_write_the_same_chapter_end_with_one_text(qtbot, anna, bert, server):
    chance = random.Random(7)
    chapter = goals(anna)[:3]
    for number in range(12):
        for name, window in (("Anna", anna), ("Bert", bert)):
            if chance.random() < 0.8:
                goal = chance.choice(chapter)
                before = " ".join(map(str, statement(window, goal))).split()[:6]
                before.insert(chance.randrange(len(before) + 1), f"{name}{number}")
                write(window, goal, " ".join(before))
        window = chance.choice((anna, bert))
        chance.choice((send, send, fetch))(qtbot, window)
        if conflicts_in(window.controller.session.document.root):
            decide(qtbot, window, chance.choice((0, 2)))
    for window in (anna, bert, anna, bert):
        send(qtbot, window)
        if conflicts_in(window.controller.session.document.root):
            decide(qtbot, window, 0)
            press(window, "Senden")
            settled(qtbot, window)
    assert anna.questions.told == bert.questions.told == []
    assert anna.controller.session.path.read_bytes() == bert.controller.session.path.read_bytes()
    git(server.repository, "fsck", "--full", "--strict")
