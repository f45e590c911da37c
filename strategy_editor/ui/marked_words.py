"""Texts compared word by word as HTML: dropped words struck out, new ones bold and underlined."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from strategy_editor.comparison.words import Words
from strategy_editor.ui.theme import Theme

_TAGS = {"old": "del", "new": "ins"}


def marked_html(words: Iterable[Words]) -> str:
    """Return words as HTML, marked by more than colour."""
    return "".join(
        f"<{_TAGS[each.kind]}>{_lines(each.text)}</{_TAGS[each.kind]}>"
        if each.kind in _TAGS
        else _lines(each.text)
        for each in words
    )


def marks_style(theme: Theme) -> str:
    """Return the style sheet of the marks in a theme's colours."""
    return (
        f" ins {{ background-color: {theme.accent_soft}; color: {theme.text}; font-weight: 600;"
        f" text-decoration: underline }}"
        f" del {{ color: {theme.error}; text-decoration: line-through }}"
        f" .muted {{ color: {theme.muted} }}"
    )


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
