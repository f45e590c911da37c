"""Whatever takes the keyboard says what it is, on every page and panel, in both languages."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QDialog, QTabBar, QWidget

from tests.ui.window_kit import opened, sample_copy

pytestmark = pytest.mark.gui


def nameless(top: QWidget) -> set[tuple[str, str, str]]:
    """Widgets below that take the keyboard and have no name."""
    found = set()
    for each in top.findChildren(QWidget):
        takes_keys = each.focusPolicy().value and each.focusProxy() is None and each.isEnabled()
        if not takes_keys or not each.isVisibleTo(top) or isinstance(each, QTabBar):
            continue
        text = each.text() if isinstance(each, QAbstractButton) else ""
        if not (each.accessibleName() or text):
            found.add((type(each).__name__, each.objectName(), type(each.parent()).__name__))
    return found


def test_every_page_and_panel_has_names(qtbot, tmp_path, language):
    window = opened(qtbot, sample_copy(tmp_path), language)
    seen, missing = set(), {}
    for node in list(window.controller.session.document.root.walk()):
        if node.id is not None and node.tag not in seen:
            seen.add(node.tag)
            window.controller.select(node.id)
            if found := nameless(window):
                missing[node.tag] = found
    assert missing == {}
    for action in (
        "find",
        "replace",
        "view-text",
        "view-comparison",
        "view-lineage",
        "view-source",
    ):
        window.actions_[action].trigger()
        assert nameless(window) == set(), action


@pytest.mark.parametrize("action", ["preferences", "keys", "manual", "tour"])
def test_every_dialog_has_names(qtbot, tmp_path, language, action):
    window = opened(qtbot, sample_copy(tmp_path), language)
    window.actions_[action].trigger()
    for shown in window.findChildren(QDialog):
        assert nameless(shown) == set()
    assert nameless(window) == set()
