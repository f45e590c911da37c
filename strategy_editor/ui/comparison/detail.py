"""One change in words: what it concerns, and old and new text or value."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QTextBrowser

from strategy_editor.comparison.changes import Change
from strategy_editor.exchange.report.story import Story
from strategy_editor.ui.marked_words import marked_html, marks_style
from strategy_editor.ui.theme import Theme


class Detail(QTextBrowser):
    """Shows a change; dropped words are struck out, new ones bold and underlined."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("change-detail")
        self.setOpenLinks(False)
        self._shown: tuple[Story, Change] | None = None
        self.set_theme(theme)

    def show_change(self, story: Story | None, change: Change | None) -> None:
        """Show another change, None for none."""
        self._shown = (story, change) if story is not None and change is not None else None
        self.setHtml(change_html(*self._shown) if self._shown is not None else "")

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self.document().setDefaultStyleSheet(marks_style(theme))
        if self._shown is not None:
            self.setHtml(change_html(*self._shown))


def change_html(story: Story, change: Change) -> str:
    """Return a change as HTML."""
    field = story.field(change)
    kinds = escape(story.kinds(change))
    parts = [
        f"<p><b>{escape(story.name(change))}</b><br>",
        f"<span class='muted'>{kinds}{' · ' + escape(field) if field else ''}</span></p>",
    ]
    if change.words:
        parts.append(f"<p>{marked_html(story.words(change))}</p>")
        return "".join(parts)
    if "renumbered" in change.kinds:
        numbers = (change.old_number or story.word("empty"), change.new_number)
        parts.append(f"<p>{escape(' → '.join(numbers))}</p>")
    for key, value, tag in zip(("old", "new"), story.values(change), ("del", "ins"), strict=True):
        if value:
            lines = "<br>".join(map(escape, value.split("\n")))
            parts.append(f"<p class='muted'>{escape(story.word(key))}</p>")
            parts.append(f"<p><{tag}>{lines}</{tag}></p>")
    return "".join(parts)
