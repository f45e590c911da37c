"""Language, colours, names for screen readers, views."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from strategy_editor.i18n import catalogue
from strategy_editor.ui.theme import THEMES
from tests.ui.window_kit import make_window, opened, sample_copy

pytestmark = pytest.mark.gui

VIEWS = ("form", "text", "comparison", "lineage", "source")


def texts(widget: QWidget) -> set[str]:
    """All texts that widgets below show."""
    found = set()
    for each in widget.findChildren(QWidget):
        if isinstance(each, QAbstractButton | QLabel) and each.isVisibleTo(widget):
            found.add(each.text().replace("&", ""))
    return found


def only_german() -> set[str]:
    """Sentences without placeholders that differ between the languages."""
    de, en = catalogue("de"), catalogue("en")
    german = {
        text
        for key, text in de.items()
        if isinstance(text, str) and "{" not in text and text != en[key]
    }
    return {text.replace("&", "") for text in german} - {
        text.replace("&", "") for text in en.values() if isinstance(text, str)
    }


def test_the_language_changes_while_running(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    for view in VIEWS:
        window.panels.show_view(view)
    window.panels.show_view("form")
    assert "Formular" in [window.panels._tabs.tabText(at) for at in range(4)]
    window.actions_["english"].trigger()
    qtbot.waitUntil(lambda: "Target date" in texts(window), timeout=60_000)
    shown = texts(window)
    assert "Unchanged" in shown
    assert shown & only_german() == set()
    assert window.actions_["save"].text() == "&Save"
    window.actions_["german"].trigger()
    assert "Unverändert" in texts(window)


def test_colours_change_while_running(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    for view in VIEWS:
        window.panels.show_view(view)
    for name in ("dark", "light"):
        window.actions_[f"theme-{name}"].trigger()
        background = THEMES[name].background
        for view in VIEWS:
            window.panels.show_view(view)
            image = window.grab().toImage()
            corner = image.pixelColor(image.width() - 4, image.height() // 2).name()
            assert corner == background


@pytest.mark.parametrize("view", VIEWS)
def test_every_control_has_a_name_for_screen_readers(qtbot, tmp_path, view):
    window = opened(qtbot, sample_copy(tmp_path))
    window.panels.show_view(view)
    kinds = QAbstractButton | QComboBox | QLineEdit | QTextEdit | QPlainTextEdit | QAbstractItemView
    nameless = [
        (type(each).__name__, each.objectName())
        for each in window.findChildren(QWidget)
        if isinstance(each, kinds)
        and each.isVisibleTo(window)
        and each.focusPolicy().value
        and not (each.accessibleName() or getattr(each, "text", str)() or each.toolTip())
    ]
    assert nameless == []


def contrast(one: str, other: str) -> float:
    """WCAG 2.1 contrast ratio of two colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_texts_stand_out_from_their_ground(theme):
    grounds = (theme.background, theme.card, theme.field, theme.selection, theme.hover)
    for colour in (theme.text, theme.muted, theme.accent, theme.error, theme.warning):
        for ground in grounds[:3]:
            assert contrast(colour, ground) >= 4.5, (colour, ground)
    for ground in grounds:
        assert contrast(theme.text, ground) >= 7
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.warning, theme.warning_soft) >= 4.5
    assert contrast(theme.error, theme.error_soft) >= 4.5
    for ground in (theme.card, theme.background):
        assert contrast(theme.outline, ground) >= 3


def test_the_window_is_usable_when_it_is_small(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    window.resize(1024, 640)
    assert window.minimumSizeHint().width() <= 1024
    assert window.minimumSizeHint().height() <= 640


def test_an_empty_window_says_what_to_do_first(qtbot):
    window = make_window(qtbot, "en")
    shown = texts(window)
    assert {"Open the sample", "New strategy …", "Open …"} <= shown
