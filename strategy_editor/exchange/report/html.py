"""A comparison as one self-contained HTML page: filters, printable, readable by screen readers."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from strategy_editor.comparison.changes import KINDS, Change, Comparison
from strategy_editor.document.document import Document
from strategy_editor.exchange.report.story import Story
from strategy_editor.paths import shipped


def html_report(comparison: Comparison, old: Document, new: Document, language: str) -> str:
    """Return the page; dropped words are ``del``, new ones ``ins``, never by colour alone."""
    story = Story(comparison, old, new, language)
    folder = shipped("resources") / "report"
    style = (folder / "report.css").read_text(encoding="utf-8")
    script = (folder / "report.js").read_text(encoding="utf-8")
    title = escape(story.word("title"))
    body = "\n".join([*_head(story), *_filters(story), *_changes(story)])
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"{body}\n</main>\n<script>\n{script}</script>\n</body>\n</html>\n"
    )


def _head(story: Story) -> Iterator[str]:
    comparison = story.comparison
    yield f"<h1>{escape(story.word('title'))}</h1>"
    yield "<dl class='sides'>"
    for key, side in (("old", comparison.old), ("new", comparison.new)):
        file = f" <span class='file'>{escape(side.file)}</span>" if side.file else ""
        yield f"<dt>{escape(story.word(key))}</dt>"
        yield f"<dd>{escape(side.title)} ({escape(side.edition)}){file}</dd>"
    yield "</dl>"
    if not comparison.changes:
        key = "outside-only" if comparison.differs else "equal"
        yield f"<p class='equal'>{escape(story.word(key))}</p>"
        return
    yield "<div class='summary'>"
    yield from _table(story.word("counts"), story.counted())
    total, fates = story.fates()
    if total:
        rows = [(fate.label, fate.count) for fate in fates]
        yield from _table(story.word("fates", total=total), rows)
    yield "</div>"


def _table(caption: str, rows: list[tuple[str, int]]) -> Iterator[str]:
    yield f"<table><caption>{escape(caption)}</caption><tbody>"
    for label, count in rows:
        yield f"<tr><th scope='row'>{escape(label)}</th><td>{count}</td></tr>"
    yield "</tbody></table>"


def _filters(story: Story) -> Iterator[str]:
    if not story.comparison.changes:
        return
    yield f"<fieldset class='filters'><legend>{escape(story.word('show'))}</legend>"
    for kind in story.comparison.summary:
        checked = "" if kind == "renumbered" else " checked"
        yield (
            f"<label><input type='checkbox' data-kind='{kind}'{checked}> "
            f"{escape(story.kind(kind))}</label>"
        )
    yield f"<output aria-live='polite' data-text='{escape(story.word('shown'))}'></output>"
    yield "</fieldset>"


def _changes(story: Story) -> Iterator[str]:
    if not story.comparison.changes:
        return
    yield f"<h2>{escape(story.word('changes'))}</h2>"
    yield "<ol class='changes'>"
    for change in story.comparison.changes:
        kinds = " ".join(kind for kind in KINDS if kind in change.kinds)
        field = story.field(change)
        where = f" <span class='field'>{escape(field)}</span>" if field else ""
        yield f"<li class='{kinds}' data-kinds='{kinds}'>"
        yield (
            f"<h3><span class='kind'>{escape(story.kinds(change))}</span> "
            f"{escape(story.name(change))}{where}</h3>"
        )
        yield from _body(story, change)
        yield "</li>"
    yield "</ol>"


def _body(story: Story, change: Change) -> Iterator[str]:
    if "renumbered" in change.kinds:
        empty = story.word("empty")
        numbers = f"{change.old_number or empty} → {change.new_number or empty}"
        yield f"<p class='numbers'>{escape(numbers)}</p>"
    if change.words:
        yield f"<p class='words'>{_words(change)}</p>"
        return
    old, new = story.values(change)
    if not old and not new:
        return
    yield "<div class='columns'>"
    for key, value, mark in (("old", old, "del"), ("new", new, "ins")):
        yield f"<div><h4>{escape(story.word(key))}</h4>"
        for line in value.split("\n") if value else ():
            yield f"<p><{mark}>{escape(line)}</{mark}></p>"
        if not value:
            yield f"<p class='none'>{escape(story.word('empty'))}</p>"
        yield "</div>"
    yield "</div>"


def _words(change: Change) -> str:
    tags = {"old": "del", "new": "ins"}
    parts = []
    for each in change.words:
        mark = tags.get(each.kind)
        words = escape(each.text)
        parts.append(f"<{mark}>{words}</{mark}>" if mark else words)
    return "".join(parts)
