"""Colours and sizes of the window, light and dark."""

from __future__ import annotations

from dataclasses import dataclass

SPACE = 8
"""Pixels. All distances are multiples of it, or half of it."""
RADIUS = 6


@dataclass(frozen=True)
class Theme:
    """Colours as ``#rrggbb``; text colours reach 4.5:1 on ``card``, ``background``, ``field``."""

    name: str
    background: str
    card: str
    line: str
    outline: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    warning: str
    warning_soft: str
    error: str
    error_soft: str
    good: str
    selection: str
    hover: str
    field: str

    @property
    def is_dark(self) -> bool:
        """Whether light text stands on dark ground."""
        return self.name == "dark"


LIGHT = Theme(
    name="light",
    background="#f6f7f9",
    card="#ffffff",
    line="#e1e4ea",
    outline="#7b8596",
    text="#1d2433",
    muted="#5b6576",
    accent="#0b63b0",
    on_accent="#ffffff",
    accent_soft="#e8f1fa",
    warning="#8a5200",
    warning_soft="#fff4e0",
    error="#b42318",
    error_soft="#fdeceb",
    good="#18794e",
    selection="#dcebfa",
    hover="#f0f3f7",
    field="#ffffff",
)
DARK = Theme(
    name="dark",
    background="#171a20",
    card="#1f242c",
    line="#323945",
    outline="#727d90",
    text="#e7eaf0",
    muted="#a3adbd",
    accent="#6cb2f2",
    on_accent="#10151c",
    accent_soft="#1d3348",
    warning="#f0b454",
    warning_soft="#3a2e17",
    error="#f1867b",
    error_soft="#3d2422",
    good="#6fcf9c",
    selection="#25384d",
    hover="#262c36",
    field="#262c35",
)
THEMES = {theme.name: theme for theme in (LIGHT, DARK)}
