"""The text of an editor of plain text, letter by letter."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit

_BREAKS = str.maketrans("\u2028\u2029", "\n\n")


def as_written(editor: QPlainTextEdit) -> str:
    """Return the text of an editor with its non-breaking spaces.

    Qt's own ``toPlainText`` makes ordinary ones of them.
    """
    return editor.document().toRawText().translate(_BREAKS)
