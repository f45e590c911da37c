"""What is seen of another element's form is all there before the rest of it follows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QImage

from tests.ui.window_kit import opened, sample_copy

pytestmark = pytest.mark.gui
_WAVES = 6
"""Rounds in which a layout and those around it come to rest."""
_TAGS = ("goal", "measure", "field", "disposition", "section")


@pytest.fixture
def window(qtbot, tmp_path):
    return opened(qtbot, sample_copy(tmp_path))


def picture(panel) -> QImage:
    for _ in range(_WAVES):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    view = panel._scroll.viewport()
    image = QImage(view.size(), QImage.Format.Format_RGB32)
    image.fill(0)
    view.render(image)
    return image


@pytest.mark.parametrize("height", [620, 1100])
def test_nothing_in_sight_is_another_elements(window, qapp, height):
    window.resize(1280, height)
    qapp.processEvents()
    panel, root = window.panels.form, window.controller.session.document.root
    for tag in _TAGS:
        for node in [each for each in root.walk() if each.tag == tag][:8:2]:
            window.controller.select(node.id)
            first = picture(panel)
            panel.form.complete()
            assert picture(panel) == first, node.id


def test_what_is_out_of_sight_follows(window, qtbot):
    window.controller.select("g_datenportal")
    window.controller.select("g_informationen")
    form = window.panels.form.form
    assert form._soon.is_due
    qtbot.waitUntil(lambda: not form._soon.is_due)
    shown = {row for group in form._cards._groups.values() for row in group._rows}
    document = window.controller.session.document
    assert shown
    assert shown <= {node.id for node in document.node("g_informationen").children}


def test_asking_for_the_cards_completes_them(window):
    window.controller.select("g_datenportal")
    window.controller.select("g_informationen")
    form = window.panels.form.form
    row = next(row for group in form.cards._groups.values() for row in group._rows)
    assert window.controller.session.document.parent_id(row) == "g_informationen"


def test_fields_stand_in_the_order_of_a_form_made_anew(window, qapp):
    """Whatever was shown before: fields that stay are not put there again."""
    panel, root = window.panels.form, window.controller.session.document.root
    goals = [each.id for each in root.walk() if each.tag == "goal"][:10]

    def places():
        grid = panel.form._grid
        layout = grid.layout()
        return [
            (widget.plan.key, layout.getItemPosition(layout.indexOf(widget)), widget.isHidden())
            for widget, _ in grid._fields
        ]

    for node_id in (*goals, *reversed(goals)):
        window.controller.select(node_id)
        followed = places()
        panel._rebuild()
        assert followed == places(), node_id
