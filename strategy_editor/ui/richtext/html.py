"""What running text can keep of HTML from elsewhere: bold, italic and links; no Qt here."""

from __future__ import annotations

from strategy_editor.document.content import Content
from strategy_editor.exchange.clipboard.incoming import inline_from_html, rows_from_html
from strategy_editor.ui.richtext.pieces import normalised


def content_of_html(html: str) -> Content:
    """Return the text of an HTML page or fragment with its bold, italic and linked parts."""
    return normalised(inline_from_html(html))


def rows_of_html(html: str) -> list[tuple[int, Content]]:
    """Return the paragraphs and items of HTML with the depth of the lists they stand in."""
    return [(depth, normalised(content)) for depth, content in rows_from_html(html)]
