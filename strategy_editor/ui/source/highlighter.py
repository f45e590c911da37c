"""Tells the tags of XML from the words."""

from __future__ import annotations

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from strategy_editor.ui.theme import Theme


class Highlighter(QSyntaxHighlighter):
    """Tags muted, so that the words stand out."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._format = QTextCharFormat()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._format.setForeground(QColor(theme.muted))
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        start = text.find("<")
        while start >= 0:
            end = text.find(">", start)
            end = len(text) if end < 0 else end + 1
            self.setFormat(start, end - start, self._format)
            start = text.find("<", end)
