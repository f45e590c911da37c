"""What the window loads before it is seen, and what it does once it has been."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtWidgets import QWidget

from strategy_editor.paths import shipped
from strategy_editor.ui.afterwards import Afterwards
from strategy_editor.ui.app import spoken
from strategy_editor.workspace.settings import Settings
from tests.bench.measure import ROOT

WANTED_LATER = (
    "docx", "pygit2", "rapidfuzz", "email", "importlib.metadata",
    "strategy_editor.merging", "strategy_editor.versions", "strategy_editor.exchange.docx",
    "strategy_editor.exchange.report", "strategy_editor.exchange.picture",
    "strategy_editor.comparison.compare", "strategy_editor.validation.rules",
    "strategy_editor.search.find", "strategy_editor.recovery.recorder",
    "strategy_editor.workspace.exporting", "strategy_editor.workspace.starting",
    "strategy_editor.ui.comparison", "strategy_editor.ui.lineage.panel",
    "strategy_editor.ui.merging.panel", "strategy_editor.ui.text",
    "strategy_editor.ui.search.panel", "strategy_editor.ui.annotations.panel",
    "strategy_editor.ui.source.mending",
)  # fmt: skip
"""Modules and packages that belong to what is opened later."""

LOADED = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from strategy_editor.ui.app import open_window
application = QApplication([])
window = open_window(application, [Path(sys.argv[1])], "de")
window.show()
print(*sys.modules)
sys.stdout.flush()
import os
os._exit(0)
"""


def test_a_window_is_made_without_what_is_opened_later():
    sample = str(shipped("samples") / "egov-2014.xml")
    done = subprocess.run(
        [sys.executable, "-c", LOADED, sample], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = done.stdout.split()
    too_early = [
        name
        for name in loaded
        if any(name == each or name.startswith(each + ".") for each in WANTED_LATER)
    ]
    assert too_early == []
    assert "strategy_editor.ui.main_window" in loaded


def test_what_can_wait_is_done_in_order_once_the_window_is_painted(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    done = []
    Afterwards(window, [lambda: done.append("first"), lambda: done.append("second")])
    assert done == []
    window.show()
    qtbot.waitUntil(lambda: done == ["first", "second"])


def test_a_window_that_is_not_seen_does_it_all_the_same(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    done = []
    Afterwards(window, [lambda: done.append("first")])
    qtbot.waitUntil(lambda: done == ["first"])


@pytest.mark.parametrize(("is_asked", "language"), [(True, "de"), (False, "en")])
def test_a_language_asked_for_counts_more_than_the_settings(is_asked, language):
    assert spoken(Settings(language="en"), "de", is_asked=is_asked) == language
    assert spoken(Settings(), "de", is_asked=is_asked) == "de"
