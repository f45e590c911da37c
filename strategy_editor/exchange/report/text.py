"""A comparison for the terminal: one screen of summary, then every change."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from strategy_editor.comparison.changes import Change, Comparison
from strategy_editor.comparison.words import Words
from strategy_editor.document.document import Document
from strategy_editor.document.texts import shortened
from strategy_editor.exchange.report.story import Story

WIDTH = 96
_WHOLE_LENGTH = 240
_KEPT_LENGTH = 60
_PARTS, _NAMES = 5, 8


def text_report(comparison: Comparison, old: Document, new: Document, language: str) -> str:
    """Return the report; dropped words stand in ``[-…-]``, new ones in ``{+…+}``."""
    story = Story(comparison, old, new, language)
    lines = [*_head(story), ""]
    part = None
    for change in comparison.changes:
        if change.kinds == ("renumbered",):
            continue
        if story.part(change) != part:
            part = story.part(change)
            lines += ["", part, "─" * min(len(part), WIDTH)]
        lines += _change(story, change)
    only_numbers = [each for each in comparison.changes if each.kinds == ("renumbered",)]
    if only_numbers:
        lines += ["", story.word("renumbered")]
        lines += [
            f"  {each.old_number or '–'} → {each.new_number or '–'}  {shortened(each.title, 70)}"
            for each in only_numbers
        ]
    return "\n".join(lines).rstrip() + "\n"


def _head(story: Story) -> Iterator[str]:
    comparison = story.comparison
    yield story.word("title")
    for key, side in (("old", comparison.old), ("new", comparison.new)):
        yield f"  {story.word(key)}: {side.title} ({side.edition}) {side.file}".rstrip()
    yield ""
    if not comparison.changes:
        yield story.word("outside-only" if comparison.differs else "equal")
        return
    yield from _goals(story)
    sizes = [
        story.word("from-to", old=f"{story.role(role)} {before}", new=after)
        for role, before, after in story.overview.sizes()
    ]
    if sizes:
        yield from _row(story.word("size"), sizes)
    yield from _row(story.word("counts"), [f"{count} {label}" for label, count in story.counted()])
    parts = [
        story.word(
            "changes-in",
            part=story.briefly(key),
            changes=story.word("count-changes", count=count),
        )
        for key, count in story.overview.busiest()[:_PARTS]
    ]
    if len(parts) > 1:
        yield ""
        yield story.word("most")
        yield from (f"  {each}" for each in parts)


def _row(title: str, facts: list[str]) -> list[str]:
    return textwrap.wrap(
        f"{title}: {' · '.join(facts)}", WIDTH, subsequent_indent="  ", break_long_words=False
    )


def _goals(story: Story) -> Iterator[str]:
    found = story.overview.goals()
    if found is None:
        return
    if found.is_declared:
        ended = found.former - found.going_on - found.open
        yield from textwrap.wrap(
            story.word("declared", total=found.former, going=found.going_on, ended=ended,
                       open=found.open), WIDTH, subsequent_indent="  ",
        )  # fmt: skip
        kinds = [f"{count} {story.fate(kind)}" for kind, count in found.kinds.items()]
        yield from textwrap.wrap(
            " · ".join(kinds), WIDTH, initial_indent="  ", subsequent_indent="    "
        )
    else:
        yield story.word("goals", same=found.going_on, changed=found.changed,
                         new=len(found.new), gone=len(found.ended))  # fmt: skip
    gone = [
        story.word("with-kind", name=story.goal(key), kind=story.fate(kind))
        if kind
        else story.goal(key)
        for key, kind in found.ended.items()
    ]
    yield from _named(story, "gone-goals", gone)
    yield from _named(story, "new-goals", [story.goal(key) for key in found.new])
    yield ""


def _named(story: Story, key: str, names: list[str]) -> list[str]:
    if not names:
        return []
    shown = names[:_NAMES]
    if len(names) > _NAMES:
        shown.append(story.word("more", count=len(names) - _NAMES))
    whole = story.word(key, count=len(names), names=", ".join(shown))
    return textwrap.wrap(whole, WIDTH, initial_indent="  ", subsequent_indent="    ")


def _change(story: Story, change: Change) -> list[str]:
    field = story.field(change)
    name = story.name(change)
    head = f"{story.kinds(change)}: {name}" + (f" – {field}" if field else "")
    lines = textwrap.wrap(head, WIDTH, subsequent_indent="    ")
    body = _body(story, change)
    if body:
        lines += textwrap.wrap(
            body, WIDTH, initial_indent="    ", subsequent_indent="    ", break_long_words=False
        )
    return lines


def _body(story: Story, change: Change) -> str:
    if change.words:
        return marked_words(change.words)
    old, new = story.values(change)
    if change.kinds == ("added",):
        return shortened(" ".join(new.split()), _WHOLE_LENGTH)
    if change.kinds == ("removed",):
        return shortened(" ".join(old.split()), _WHOLE_LENGTH)
    if old or new:
        empty = story.word("empty")
        return f"{old or empty} → {new or empty}"
    return ""


def marked_words(words: Sequence[Words]) -> str:
    """Return a wording with what went in [-…-] and what came in {+…+}, shortened in between."""
    parts = []
    for at, each in enumerate(words):
        if each.kind == "old":
            parts.append(f"[-{each.text}-]")
        elif each.kind == "new":
            parts.append(f"{{+{each.text}+}}")
        else:
            parts.append(_kept(each.text, at == 0, at == len(words) - 1))
    return "".join(parts)


def _kept(text: str, first: bool, last: bool) -> str:
    """Shorten a long stretch that stayed to what is next to a change."""
    if len(text) <= 2 * _KEPT_LENGTH:
        return text
    head = "" if first else text[:_KEPT_LENGTH]
    tail = "" if last else text[-_KEPT_LENGTH:]
    return f"{head} … {tail}"
