"""The front page: what a strategy is called, who decided it or that it is a draft."""

from __future__ import annotations

from strategy_editor.document.characters import on_one_line
from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_of
from strategy_editor.exchange.reading.front import title_facts
from strategy_editor.exchange.reading.marks import draft_mark
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.tidy import collapsed
from strategy_editor.exchange.setting.pieces import TitlePage


def title_page(reader: Reader, metadata: Node, *, draft: bool) -> TitlePage:
    """Return the front page."""
    notice = metadata.child("sample-notice")
    return TitlePage(
        title=title_of(metadata) or reader.label("strategy"),
        subtitle=on_one_line(metadata.text_of("subtitle")),
        draft=draft_mark(reader, metadata) if draft else "",
        facts=tuple(title_facts(reader, metadata, draft=draft)),
        notice_label=reader.label("sample-notice"),
        notice=tuple(collapsed(reader.runs(notice))) if notice is not None else (),
    )
