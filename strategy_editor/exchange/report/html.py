"""A comparison as one self-contained HTML page: filters, printable, readable by screen readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    skip = f'<a class="skip" href="#changes">{escape(story.word("skip"))}</a>'
    body = "\n".join([*_head(story), *_filters(story), *_changes(story)])
    if not comparison.changes:
        skip = ""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{skip}\n<main>\n"
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
    yield from _goals(story)
    yield "<div class='summary'>"
    yield from _table(story.word("counts"), [(label, str(n)) for label, n in story.counted()])
    sizes = [
        (story.role(role), story.word("from-to", old=before, new=after))
        for role, before, after in story.overview.sizes()
    ]
    if sizes:
        yield from _table(story.word("size"), sizes)
    busiest = [(story.element(key), str(count)) for key, count in story.overview.busiest()[:6]]
    if len(busiest) > 1:
        yield from _table(story.word("most"), busiest)
    yield "</div>"


def _goals(story: Story) -> Iterator[str]:
    found = story.overview.goals()
    if found is None:
        return
    yield "<section class='goals'>"
    if found.is_declared:
        ended = found.former - found.going_on - found.open
        lead = story.word("declared", total=found.former, going=found.going_on, ended=ended,
                          open=found.open)  # fmt: skip
        kinds = [f"{count} {story.fate(kind)}" for kind, count in found.kinds.items()]
        yield f"<p class='lead'>{escape(lead)}</p>"
        yield f"<p class='kinds'>{escape(' · '.join(kinds))}</p>"
    else:
        lead = story.word("goals", same=found.going_on, changed=found.changed,
                          new=len(found.new), gone=len(found.ended))  # fmt: skip
        yield f"<p class='lead'>{escape(lead)}</p>"
    gone = [
        story.word("with-kind", name=story.goal(key), kind=story.fate(kind))
        if kind
        else story.goal(key)
        for key, kind in found.ended.items()
    ]
    for key, names in (("gone-goals", gone), ("new-goals", [story.goal(k) for k in found.new])):
        if names:
            whole = story.word(key, count=len(names), names=", ".join(names))
            yield f"<p>{escape(whole)}</p>"
    yield "</section>"


def _table(caption: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f"<table><caption>{escape(caption)}</caption><tbody>"
    for label, value in rows:
        yield f"<tr><th scope='row'>{escape(label)}</th><td>{escape(value)}</td></tr>"
    yield "</tbody></table>"


def _filters(story: Story) -> Iterator[str]:
    changes = story.comparison.changes
    if not changes:
        return
    yield f"<fieldset class='filters'><legend>{escape(story.word('show'))}</legend>"
    for kind in story.comparison.summary:
        checked = "" if kind == "renumbered" else " checked"
        yield (
            f"<label><input type='checkbox' data-kind='{kind}'{checked}> "
            f"{escape(story.kind(kind))}</label>"
        )
    for key, names in (
        ("role", (story.label(each) for each in changes)),
        ("part", (story.part(each) for each in changes)),
    ):
        yield f"<label>{escape(story.word(f'filter-{key}'))} <select data-by='{key}'>"
        yield f"<option value=''>{escape(story.word('everything'))}</option>"
        yield from (
            f"<option value='{escape(name, quote=True)}'>{escape(name)}</option>"
            for name in dict.fromkeys(names)
        )
        yield "</select></label>"
    yield f"<output aria-live='polite' data-text='{escape(story.word('shown'))}'></output>"
    yield f"<span class='keys'>{escape(story.word('keys'))}</span>"
    yield "</fieldset>"


def _changes(story: Story) -> Iterator[str]:
    changes = story.comparison.changes
    if not changes:
        return
    yield "<div class='reading'>"
    yield f"<nav aria-label='{escape(story.word('list'), quote=True)}'>"
    yield f"<h2>{escape(story.word('list'))}</h2><ul>"
    for at, change in enumerate(changes, 1):
        field = story.field(change)
        where = f" <span class='field'>{escape(field)}</span>" if field else ""
        yield (
            f"<li><a href='#c{at}'><span class='kind'>{escape(story.kinds(change))}</span> "
            f"{escape(story.name(change))}{where}</a></li>"
        )
    yield "</ul></nav>"
    yield f"<section><h2 id='changes'>{escape(story.word('changes'))}</h2>"
    yield "<ol class='changes'>"
    for at, change in enumerate(changes, 1):
        yield from _change(story, at, change)
    yield "</ol></section></div>"


def _change(story: Story, at: int, change: Change) -> Iterator[str]:
    kinds = " ".join(kind for kind in KINDS if kind in change.kinds)
    field = story.field(change)
    where = f" <span class='field'>{escape(field)}</span>" if field else ""
    role, part = (escape(each, quote=True) for each in (story.label(change), story.part(change)))
    yield (
        f"<li id='c{at}' class='{kinds}' data-kinds='{kinds}' data-role='{role}' "
        f"data-part='{part}' tabindex='-1'>"
    )
    yield (
        f"<h3><span class='kind'>{escape(story.kinds(change))}</span> "
        f"{escape(story.name(change))}{where}</h3>"
    )
    yield from _body(story, change)
    yield "</li>"


def _body(story: Story, change: Change) -> Iterator[str]:
    empty = story.word("empty")
    if "renumbered" in change.kinds:
        numbers = story.word(
            "from-to", old=change.old_number or empty, new=change.new_number or empty
        )
        yield f"<p class='numbers'>{escape(numbers)}</p>"
    if "moved" in change.kinds and change.parent != change.old_parent:
        places = story.word("from-to", old=story.element(change.old_parent) or empty,
                            new=story.element(change.parent) or empty)  # fmt: skip
        yield f"<p class='numbers'>{escape(places)}</p>"
    if change.words:
        yield from _columns(story, _words(story, change, "old"), _words(story, change, "new"))
        return
    old, new = story.values(change)
    if old or new:
        yield from _columns(story, _lines(old, "del"), _lines(new, "ins"))


def _columns(story: Story, old: list[str], new: list[str]) -> Iterator[str]:
    yield "<div class='columns'>"
    for key, lines in (("old", old), ("new", new)):
        yield f"<div><h4>{escape(story.word(key))}</h4>"
        yield from lines or [f"<p class='none'>{escape(story.word('empty'))}</p>"]
        yield "</div>"
    yield "</div>"


def _lines(value: str, mark: str) -> list[str]:
    return [f"<p><{mark}>{escape(line)}</{mark}></p>" for line in value.split("\n") if value]


def _words(story: Story, change: Change, side: str) -> list[str]:
    """One side of a reworded text, what is on this side alone marked."""
    mark = {"old": "del", "new": "ins"}[side]
    parts = [
        escape(each.text) if each.kind == "same" else f"<{mark}>{escape(each.text)}</{mark}>"
        for each in story.words(change)
        if each.kind in ("same", side)
    ]
    return [f"<p class='words'>{''.join(parts)}</p>"] if parts else []
