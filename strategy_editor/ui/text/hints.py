"""What the text says when the mouse rests on it: notes, targets, addresses, definitions."""

from __future__ import annotations

from html import escape

from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_of, wording
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.runs import Run, plain
from strategy_editor.i18n import Translator

WEB = ("http://", "https://")


def hint(run: Run | None, reader: Reader, translate: Translator) -> str:
    """Return the hint on a stretch of text as HTML, empty where there is nothing to say."""
    if run is None:
        return ""
    lines = _lines(run, reader, translate)
    return "".join(f"<p>{escape(line)}</p>" for line in lines if line)


def name_of(reader: Reader, node: Node) -> str:
    """Return what an element is called: its kind, number and title."""
    number = reader.numbers.get(node.id or "", "")
    return " ".join(filter(None, [reader.label(node.tag), number, title_of(node)]))


def _lines(run: Run, reader: Reader, translate: Translator) -> list[str]:
    if run.footnote is not None:
        return [" ".join(plain(reader.runs(run.footnote)).split())]
    if run.target:
        target = reader.find(run.target)
        return [name_of(reader, target), translate("text.hint-jump")] if target else []
    if run.link.startswith(WEB):
        return [run.link, translate("text.hint-link")]
    entry = reader.find(run.entry) if run.entry else None
    definition = entry.child("definition") if entry is not None else None
    return [" ".join(wording(definition).split())] if definition is not None else [run.link]
