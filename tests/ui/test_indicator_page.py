"""The values of an indicator are written into a small table, and the plot follows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage

from strategy_editor.forms.values import read_number
from strategy_editor.ui.form.plot import HEIGHT, Mark, Plot, PlotData
from strategy_editor.ui.theme import DARK, LIGHT
from tests.ui.window_kit import opened, sample_copy, type_over

pytestmark = pytest.mark.gui

ID = "i_serviceportal"


@pytest.fixture
def window(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    window.controller.select(ID)
    return window


@pytest.fixture
def page(window):
    return window.panels.form.form


def indicator(window):
    return window.controller.session.document.node(ID)


def line(page, node_id: str, name: str):
    return page.table.rows[node_id].inputs[name].focus_target()


def test_a_value_is_added_empty_and_filled_by_keyboard(qtbot, window, page):
    before = window.controller.session.document.root
    page.add_buttons["actual"].click()
    added = indicator(window).children_of("actual")[-1]
    assert (added.get("value"), added.get("when")) == ("", "")
    when = line(page, added.id, "when")
    assert when.hasFocus()
    marks = len(page.plot.data.marks)
    qtbot.keyClicks(when, "3. Quartal 2014")
    value = line(page, added.id, "value")
    value.setFocus()
    qtbot.keyClicks(value, "1.012,5")
    added = indicator(window).children_of("actual")[-1]
    assert (added.get("value"), added.get("when")) == ("1012.5", "2014-09")
    assert len(page.plot.data.marks) == marks + 1
    assert "1\u202f012,5" in page.plot.accessibleDescription()
    while window.controller.session.undo_step is not None:
        window.controller.undo()
    assert window.controller.session.document.root == before


def test_values_stand_in_the_order_of_time_once_the_time_is_written(qtbot, window, page):
    for _ in range(2):
        page.add_buttons["actual"].click()
    first, second = [each.id for each in indicator(window).children_of("actual")[-2:]]
    type_over(qtbot, line(page, first, "when"), "2013")
    type_over(qtbot, line(page, second, "when"), "2012")
    line(page, second, "value").setFocus()
    qtbot.waitUntil(lambda: page.table.order.index(second) < page.table.order.index(first))


def test_a_value_is_removed(qtbot, window, page):
    target = indicator(window).child("target")
    page.table.rows[target.id].remove.click()
    qtbot.waitUntil(lambda: target.id not in page.table.rows)
    assert all(each.id != target.id for each in indicator(window).children)


def test_the_page_says_where_the_indicator_stands(qtbot, window, page):
    target = indicator(window).child("target")
    assert "Ziel offen" in page.standing.text()
    type_over(qtbot, line(page, target.id, "when"), "2013")
    assert "fehlt ein Istwert" in page.standing.text()
    page.add_buttons["actual"].click()
    actual = indicator(window).children_of("actual")[-1].id
    type_over(qtbot, line(page, actual, "when"), "2013")
    type_over(qtbot, line(page, actual, "value"), "0")
    assert "Ziel verfehlt" in page.standing.text()
    type_over(qtbot, line(page, actual, "value"), "100000")
    assert "Ziel erreicht" in page.standing.text()
    assert page.standing.text() in page.plot.accessibleDescription()


def test_the_unit_is_followed(qtbot, window, page):
    type_over(qtbot, page.field("@unit").focus_target(), "Kilometer")
    assert page.plot.data.unit == "Kilometer"


def test_only_one_baseline_is_offered(window, page):
    assert indicator(window).child("baseline") is not None
    assert not page.add_buttons["baseline"].isVisible()


def test_without_values_the_page_says_what_will_be_here(qtbot, window, page):
    for each in list(page.table.rows.values()):
        window.controller.structure.remove_child(each.id)
    assert not page.plot.isVisible()
    assert page._empty.isVisible()
    assert not page.standing.isVisible()
    assert page.add_buttons["baseline"].isVisible()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize(
    "numbers", [(), (5.0,), (0.0, 0.0), (-3.0, 4.0), (1e14, 1e-6), (7.0, 7.0, 7.0)]
)
def test_the_plot_is_sensible_with_odd_values(qtbot, theme, numbers):
    plot = Plot(theme)
    qtbot.addWidget(plot)
    plot.resize(400, HEIGHT)
    kinds = ("baseline", "actual", "target")
    marks = tuple(
        Mark(kinds[at % 3], (2014.0 + at, number), str(number)) for at, number in enumerate(numbers)
    )
    plot.show_data(PlotData(marks, "Prozent", 2014.5, (("actual", "Istwert"),)), "de")
    assert plot.grab().toImage().format() != QImage.Format.Format_Invalid
    for mark in marks:
        place = plot.place(mark.point)
        assert 0 <= place.x() <= plot.width()
        assert 0 <= place.y() <= plot.height()
        assert plot.mark_at(place + QPointF(2, 2)) is not None


def test_larger_values_stand_higher_and_later_ones_further_right(qtbot):
    plot = Plot(LIGHT)
    qtbot.addWidget(plot)
    plot.resize(400, HEIGHT)
    marks = (Mark("baseline", (2014.0, 10.0), ""), Mark("target", (2016.0, 20.0), ""))
    plot.show_data(PlotData(marks), "de")
    first, second = (plot.place(mark.point) for mark in marks)
    assert first.x() < second.x()
    assert first.y() > second.y()


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("12,5", "de", "12.5"),
        ("1.000", "de", "1000"),
        ("1.234.567,8", "de", "1234567.8"),
        ("12.5", "de", "12.5"),
        ("1,000", "en", "1000"),
        ("1,234.5", "en", "1234.5"),
        ("-1.000", "de", "-1000"),
        ("1\u202f000", "de", "1000"),
        ("zwölf", "de", None),
    ],
)
def test_numbers_are_read_as_people_write_them(text, language, value):
    assert read_number(text, language) == value
