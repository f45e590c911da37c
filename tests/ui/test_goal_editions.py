"""A goal's life over all editions at hand: on its page, side by side, in windows beside it."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest

from strategy_editor.lineage.account import account_of
from strategy_editor.lineage.edition import Beginning, next_edition
from strategy_editor.lineage.edits import carry_over
from strategy_editor.storage.reading import read
from strategy_editor.storage.writing import write
from strategy_editor.ui.form.overview import Overview
from strategy_editor.ui.lineage.beside import SideBySide
from tests.ui.window_kit import opened, sample_copy

pytestmark = pytest.mark.gui


@pytest.fixture
def editions(tmp_path):
    """2009, 2014 and a draft of 2021 in which all goals were carried over."""
    sample_copy(tmp_path, "egov-2009.xml")
    middle = sample_copy(tmp_path)
    fresh = count()

    def new_id() -> str:
        return f"fresh{next(fresh)}"

    beginning = Beginning("2021", date(2021, 1, 1), date(2021, 1, 1))
    draft, _ = next_edition(read(middle).document, beginning, new_id)
    for fate in account_of(draft).fates[:20]:
        draft = carry_over(draft, fate.former.id or "", new_id)
    write(draft, tmp_path / "egov-2021.xml")
    return tmp_path


def life(window) -> list[str]:
    page = window.panels.form.findChildren(Overview)
    title = window.translate("overview.editions")
    shown = (each for each in page if each.isVisible() and each._title.text() == title)
    return next((each.words for each in shown), [])


def show(qtbot, path, goal):
    window = opened(qtbot, path)
    qtbot.waitUntil(lambda: len(window.controller.editions.at_hand) == 2, timeout=20_000)
    window.controller.select(goal)
    return window


def test_the_page_of_a_goal_tells_what_it_goes_back_to_and_what_it_became(qtbot, editions):
    window = show(qtbot, editions / "egov-2014.xml", "g_serviceportal")
    expected = [
        "2009 · Z 1 Verwaltungsportal – zusammengeführt",
        "2009 · Z 2 Einheitliche Leistungsbeschreibungen – zusammengeführt",
        "2009 · Z 3 Formulare am Bildschirm – zusammengeführt",
        "→ 2021 · Z 8 Ein Zugang zu allen Leistungen – unverändert fortgeführt",
    ]
    qtbot.waitUntil(lambda: life(window) == expected, timeout=20_000)
    window.controller.select("g_auskunft")
    qtbot.waitUntil(lambda: life(window) == ["→ 2021 · offen"], timeout=20_000)
    window.set_language("en")
    qtbot.waitUntil(lambda: life(window) == ["→ 2021 · open"], timeout=20_000)
    window.set_language("de")


def test_a_draft_knows_its_goals_over_two_editions_back(qtbot, editions):
    window = show(qtbot, editions / "egov-2021.xml", "g_online")
    qtbot.waitUntil(lambda: life(window) == [
        "2009 · Z 4 Anliegen durchgängig elektronisch erledigen – unverändert fortgeführt",
        "2014 · Z 9 Anliegen durchgängig elektronisch erledigen – unverändert fortgeführt",
    ], timeout=20_000)  # fmt: skip


def test_the_oldest_edition_knows_what_became_of_its_goals(qtbot, editions):
    window = show(qtbot, editions / "egov-2009.xml", "g_mobil")
    qtbot.waitUntil(lambda: bool(life(window)), timeout=20_000)
    assert life(window)[0] == "→ 2014 · Z 24 Sicher unterwegs arbeiten – aufgeteilt"
    assert "→→ 2021 · offen" in life(window)


def side(window) -> SideBySide:
    (dialog,) = [each for each in window.findChildren(SideBySide) if each.isVisible()]
    return dialog


def test_two_editions_of_a_goal_are_read_side_by_side(qtbot, editions):
    window = show(qtbot, editions / "egov-2014.xml", "g_eakte")
    qtbot.waitUntil(lambda: bool(life(window)), timeout=20_000)
    window.controller.besideRequested.emit("egov2009", "g_eakte")
    older, newer = (each.toPlainText() for each in side(window).browsers)
    assert older.startswith("2009: Z 10 ")
    assert newer.startswith("2014: Z 16 ")
    assert "Horizont: langfristig" in older
    assert "Horizont: mittelfristig" in newer
    side(window).close()
    window.controller.besideRequested.emit("nowhere", "g_eakte")
    window.controller.select("r_portal")
    window.controller.besideRequested.emit("egov2009", "g_portal")
    assert side(window).browsers[0].toPlainText().startswith("2009: Z 1 ")


def test_another_edition_opens_in_a_window_beside_this_one_on_the_goal(qtbot, editions):
    window = show(qtbot, editions / "egov-2014.xml", "g_eakte")
    window.controller.besideRequested.emit("egov2009", "g_eakte")
    side(window).window_button.click()
    (other,) = [each for each in window.windows.all if each is not window]
    qtbot.addWidget(other)
    assert (other.selected, other.view) == ("g_eakte", "form")
    assert other.session.path == editions / "egov-2009.xml"
    assert other.x() < window.x()
    other.leave()
