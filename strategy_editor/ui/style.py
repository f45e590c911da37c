"""The style sheet and palette of a theme."""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QColor, QPalette

from strategy_editor.paths import shipped
from strategy_editor.ui.theme import Theme

_TITLE = 1.7
"""How much larger than its text a form's title is."""


def style_sheet(theme: Theme, points: int, *, is_own_size: bool = False) -> str:
    """Return the style sheet in the colours of a theme; ``points`` is the size of the font.

    ``is_own_size`` says that it is not the system's: then the sheet has to ask for it, for a
    widget that a sheet dresses does not follow the application's font in all its parts.
    """
    folder = shipped("resources") / "style"
    template = Template((folder / "window.qss").read_text(encoding="utf-8"))
    icons = (shipped("resources") / "style").as_posix()
    sheet = template.substitute(vars(theme), icons=icons, title=round(_TITLE * points))
    return f"QWidget {{ font-size: {points}pt; }}\n{sheet}" if is_own_size else sheet


def palette(theme: Theme) -> QPalette:
    """Return the palette, for what the style sheet does not reach."""
    result = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.background,
        QPalette.ColorRole.Base: theme.field,
        QPalette.ColorRole.AlternateBase: theme.hover,
        QPalette.ColorRole.Button: theme.card,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.ToolTipBase: theme.card,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.on_accent,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.Mid: theme.line,
    }
    for role, colour in roles.items():
        result.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.outline))
    return result
