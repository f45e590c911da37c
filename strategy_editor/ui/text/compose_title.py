"""The title page: what the strategy is called, who decided it and for how long it holds."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_of
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.ui.text.parts import Part, Rule, Text
from strategy_editor.ui.text.source import Source
from strategy_editor.ui.text.text_reader import TextReader
from strategy_editor.ui.text.wording import said


def title_page(reader: TextReader, metadata: Node) -> Iterator[Part]:
    """Yield the lines of the title page."""
    authority = metadata.get("authority")
    if authority:
        yield Text("label", said(_name(reader, authority)), before=0.5)
    yield _written(reader, metadata, "title", "title", 0.6)
    if metadata.child("subtitle") is not None:
        yield _written(reader, metadata, "subtitle", "subtitle", 0.25)
    yield Rule(0.16, before=1.2)
    for number, line in enumerate(_lines(reader, metadata)):
        yield Text("imprint", said(line), before=0.2 if number else 1.0)
    if metadata.child("sample-notice") is not None:
        yield _written(reader, metadata, "sample-notice", "note", 1.2)


def _written(reader: TextReader, metadata: Node, field: str, style: str, before: float) -> Text:
    child = metadata.child(field)
    source = Source(metadata.id or "", field)
    runs = reader.running(child, source) if child is not None else ()
    return Text(style, runs, before=before, source=source if metadata.id else None)


def _lines(reader: Reader, metadata: Node) -> Iterator[str]:
    status = reader.choice("metadata", "status", metadata.get("status"))
    edition = metadata.get("edition")
    stated = reader.date(metadata.get("as-of"))
    first = [
        edition and reader.word("edition", edition=edition),
        status,
        stated and reader.word("as-of", date=stated),
    ]
    line = " · ".join(filter(None, first))
    if line:
        yield line
    adoption = metadata.child("adoption")
    if adoption is not None:
        body, date = _name(reader, adoption.get("body")), reader.date(adoption.get("date"))
        number = adoption.get("file-number")
        line = reader.word("adopted", body=body, date=date)
        yield f"{line} · {reader.word('file-number', number=number)}" if number else line
    first_day = reader.date(metadata.get("valid-from"))
    last_day = reader.date(metadata.get("valid-until"))
    if first_day or last_day:
        yield reader.word("term", first=first_day or "…", last=last_day or "…")
    for former in metadata.children_of("supersedes"):
        yield reader.word("supersedes", title=title_of(former))


def _name(reader: Reader, actor_id: str) -> str:
    actor = reader.actors.get(actor_id)
    return (
        actor.name if actor is not None else reader.word("dangling-reference") if actor_id else ""
    )
