"""The whole page: front, contents, text, footnotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from strategy_editor.document.document import Document
from strategy_editor.exchange.html.pictures import Pictures
from strategy_editor.exchange.html.pieces import Writer
from strategy_editor.exchange.html.running import Running
from strategy_editor.exchange.ledger import Entry
from strategy_editor.exchange.options import ExportOptions
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.tidy import collapsed
from strategy_editor.exchange.setting.pieces import Heading, TitlePage
from strategy_editor.exchange.setting.setting import Setting, set_strategy
from strategy_editor.paths import shipped


@dataclass(frozen=True)
class HtmlExport:
    """A page, and what in it is not as the strategy asks."""

    content: str
    ledger: tuple[Entry, ...] = ()


def html_export(document: Document, options: ExportOptions, media: Path | None) -> HtmlExport:
    """Return the strategy as one HTML page; pictures come from the folder ``media``.

    The ids of the elements are the anchors of the page. Nothing is loaded from elsewhere.
    """
    setting = set_strategy(document, options)
    reader = setting.reader
    pictures = Pictures(reader, media)
    running = Running(setting.printed, reader.word("footnote"))
    body = "\n".join(_body(setting, Writer(running, pictures)))
    notes = "\n".join(_notes(reader, running))
    style = (shipped("resources") / "html" / "strategy.css").read_text(encoding="utf-8")
    author = f'<meta name="author" content="{escape(options.author)}">\n' if options.author else ""
    page = (
        f'<!DOCTYPE html>\n<html lang="{escape(setting.language)}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{author}<title>{escape(setting.title)}</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n{body}\n{notes}</main>\n{_foot(setting)}</body>\n</html>\n"
    )
    unsupported = [Entry("no-lines-in-html")] if options.line_numbers else []
    return HtmlExport(page, (*pictures.ledger, *setting.ledger, *unsupported))


def _body(setting: Setting, writer: Writer) -> Iterator[str]:
    reader = setting.reader
    yield f'<a class="skip" href="#text">{escape(reader.word("skip"))}</a>'
    yield "<header>"
    marks = setting.marks
    for name in ("classification", "draft", "recipient"):
        mark = getattr(marks, name)
        if mark:
            yield f'<p class="mark {name}">{escape(mark)}</p>'
    if setting.front is not None:
        yield from _front(setting.front, writer.running)
    else:
        yield f"<h1>{escape(setting.title)}</h1>"
    yield "</header>"
    if setting.contents:
        yield from _contents(reader, setting.contents)
    yield '<main id="text" tabindex="-1">'
    yield from writer.html(setting.pieces)


def _front(front: TitlePage, running: Running) -> Iterator[str]:
    yield f"<h1>{escape(front.title)}</h1>"
    if front.subtitle:
        yield f'<p class="subtitle">{escape(front.subtitle)}</p>'
    if front.draft:
        yield f'<p class="mark draft">{escape(front.draft)}</p>'
    yield '<dl class="front">'
    for label, value in front.facts:
        yield f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>"
    yield "</dl>"
    if front.notice:
        label = escape(front.notice_label)
        yield f'<p class="notice"><b>{label}:</b> {running.html(front.notice)}</p>'


def _contents(reader: Reader, headings: Sequence[Heading]) -> Iterator[str]:
    """Lists inside lists, as deep as the headings."""
    name = escape(reader.word("contents"))
    yield f'<nav aria-labelledby="contents">\n<h2 id="contents">{name}</h2>'
    level = 0
    for heading in headings:
        if heading.level > level:
            yield "<ol>"
        else:
            yield "</li>" + "</ol></li>" * (level - heading.level)
        level = heading.level
        number = f'<span class="number">{escape(heading.number)}</span> ' if heading.number else ""
        yield f'<li><a href="#{escape(heading.id)}">{number}{escape(heading.title)}</a>'
    yield "</li>" + "</ol></li>" * (level - 1) + "</ol>\n</nav>"


def _notes(reader: Reader, running: Running) -> Iterator[str]:
    """The footnotes; one inside another is appended while they are written."""
    if not running.notes:
        return
    name = escape(reader.word("footnotes"))
    yield f'<section class="notes" role="doc-endnotes" aria-label="{name}">\n<ol>'
    number = 0
    while number < len(running.notes):
        note = running.notes[number].footnote
        number += 1
        text = running.html(collapsed(reader.runs(note))) if note is not None else ""
        back = escape(reader.word("back", number=number))
        yield (
            f'<li id="note-{number}">{text} '
            f'<a href="#call-{number}" role="doc-backlink" aria-label="{back}">↩</a></li>'
        )
    yield "</ol>\n</section>\n"


def _foot(setting: Setting) -> str:
    mark = setting.marks.fingerprint
    return f"<footer><p>{escape(mark)}</p></footer>\n" if mark else ""
