"""The footnotes of what is shown, as small text below it."""

from __future__ import annotations

from collections.abc import Iterable

from strategy_editor.ui.text.parts import Part, Parts, Text
from strategy_editor.ui.text.source import Source
from strategy_editor.ui.text.text_reader import TextReader
from strategy_editor.ui.text.wording import footnotes


def notes(reader: TextReader, shown: Iterable[Part]) -> Parts:
    """Return the footnotes of what is shown, as small text to stand below it."""
    found: list[Text] = []
    for node, number in footnotes(shown):
        source = Source(node.id) if node.id is not None else None
        runs = reader.running(node, source or Source(""))
        before = 0.25 if found else 0.6
        found.append(
            Text("note", runs, number, "note-number", hang=1.6, before=before, source=source)
        )
    return tuple(found)
