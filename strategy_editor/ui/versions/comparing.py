"""A version in the comparison of a window."""

from __future__ import annotations

from pathlib import Path

from strategy_editor.ui.comparison.comparing import Other
from strategy_editor.ui.comparison.panel import ComparisonPanel
from strategy_editor.ui.panels import Panels
from strategy_editor.ui.versions.loading import reading_of
from strategy_editor.versions.version import Version
from strategy_editor.workspace.media import media_folder
from strategy_editor.workspace.version_wording import title_of_version


def compare_with(panels: Panels, path: Path, version: Version, language: str) -> None:
    """Compare the document of a window with a version of a file, in its comparison."""
    panel = panels.panel("comparison")
    assert isinstance(panel, ComparisonPanel)
    name = title_of_version(version, language)
    panel.compare_with_other(Other(name, reading_of(path, version), media_folder(path)))
