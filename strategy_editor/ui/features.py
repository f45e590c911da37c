"""The features of a window, each installed by a function of its own."""

from __future__ import annotations

from collections.abc import Callable

from strategy_editor.ui import (
    baseline,
    changes_shown,
    comparing,
    desktop,
    edit_menu,
    files,
    folding,
    text_look,
    text_print,
    travelling,
    views,
    watching,
)
from strategy_editor.ui.annotations import feature as commenting
from strategy_editor.ui.elements import keys as elements
from strategy_editor.ui.exporting import feature as exporting
from strategy_editor.ui.host import Host
from strategy_editor.ui.lineage import feature as lineage
from strategy_editor.ui.mending import feature as mending
from strategy_editor.ui.merging import feature as merging
from strategy_editor.ui.recovery import feature as recovery
from strategy_editor.ui.search import feature as search
from strategy_editor.ui.versions import feature as versions
from strategy_editor.ui.workplace import feature as workplace

FEATURES: tuple[Callable[[Host], object], ...] = (
    files.install,
    recovery.install,
    watching.install,
    desktop.install,
    folding.install,
    elements.install,
    edit_menu.install,
    views.install,
    baseline.install,
    changes_shown.install,
    comparing.install,
    text_look.install,
    text_print.install,
    travelling.install,
    search.install,
    mending.install,
    lineage.install,
    commenting.install,
    merging.install,
    versions.install,
    workplace.install,
    exporting.install,
)
