"""The title page."""

from __future__ import annotations

from strategy_editor.document.texts import title_of
from strategy_editor.exchange.docx.body import Body
from strategy_editor.exchange.docx.markup import Look
from strategy_editor.exchange.reading.blocks import Block
from strategy_editor.exchange.reading.front import title_facts
from strategy_editor.exchange.reading.marks import draft_mark
from strategy_editor.exchange.reading.tidy import collapsed, said

_BELOW_MARK, _BELOW_FACT, _ABOVE_NOTICE = 240, 80, 960
"""Distances in twentieths of a point."""


def write_title_page(body: Body, block: Block) -> None:
    """Append title, who decided or that it is a draft, dates and who is in charge."""
    metadata, reader = block.node, body.reader
    body.title(title_of(metadata), Look("Title"), [reader.root.id or ""])
    body.write(Look("Subtitle"), said(metadata.text_of("subtitle")))
    if body.draft:
        body.write(
            Look("Subtitle", after=_BELOW_MARK), said(draft_mark(reader, metadata), "strong")
        )
    for label, value in title_facts(reader, metadata, draft=body.draft):
        runs = [*said(f"{label}:", "label"), *said(f" {value}")]
        body.write(Look("Facts", after=_BELOW_FACT), runs)
    notice = metadata.child("sample-notice")
    if notice is not None:
        label = reader.label("sample-notice")
        words = collapsed(reader.runs(notice))
        look = Look("Facts", before=_ABOVE_NOTICE)
        body.write(look, [*said(f"{label}:", "label"), *said(" "), *words])
