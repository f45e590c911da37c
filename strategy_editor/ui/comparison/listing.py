"""The changes of a comparison in words, what they can be filtered by, and where they are shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from strategy_editor.comparison.changes import Change
from strategy_editor.document.texts import title_of
from strategy_editor.exchange.report.story import Story
from strategy_editor.ui.comparison.changes_model import Entry, entries_of
from strategy_editor.ui.comparison.comparing import Compared
from strategy_editor.ui.comparison.filter_bar import Choices
from strategy_editor.ui.comparison.rows import NOWHERE
from strategy_editor.ui.comparison.stack import Stack
from strategy_editor.workspace.wording import Wording


@dataclass(frozen=True)
class Listed:
    """A comparison with its changes in the words of a language."""

    result: Compared
    story: Story
    entries: list[Entry]
    language: str


def listed(compare: Callable[[], Compared], language: str) -> Listed:
    """Compare and put the changes into words: a task, for a large comparison has thousands."""
    result = compare()
    story = story_of(result, language)
    return Listed(result, story, entries_in(result, story), language)


def prepared(
    compare: Callable[[], Compared], language: str, *, folding: bool
) -> tuple[Listed, Stack]:
    """Compare, put the changes into words and fold the rows: a task, too."""
    found = listed(compare, language)
    return found, Stack(found.result.editions, found.result.rows, folding=folding)


def story_of(result: Compared, language: str) -> Story:
    """Return what puts the changes into words."""
    alignment = result.comparison.alignment
    return Story(result.comparison, alignment.old, alignment.new, language)


def entries_in(result: Compared, story: Story) -> list[Entry]:
    """Put all changes into words."""
    old, new = result.comparison.alignment.old, result.comparison.alignment.new
    actors = {
        node.id or "": node.get("abbreviation") or title_of(node)
        for document in (old, new)
        for node in document.root.walk()
        if node.tag == "actor"
    }
    return entries_of(result.comparison.changes, story, old, new, actors)


def choices_in(result: Compared, entries: list[Entry], wording: Wording) -> dict[str, Choices]:
    """Return what changes can be filtered by: levels, parts and leads that occur."""
    alignment = result.comparison.alignment
    parts = {
        node.id or "": title_of(node) or wording.label(node.tag)
        for document in (alignment.old, alignment.new)
        for node in document.root.children
    }
    used = dict.fromkeys(entry.part for entry in entries)
    return {
        "role": [(tag, wording.label(tag)) for tag in sorted({each.role for each in entries})],
        "part": [(part, parts[part]) for part in used if part in parts],
        "lead": [(name, name) for name in sorted({each.lead for each in entries} - {""})],
    }


def row_showing(result: Compared, change: Change) -> int:
    """Return the row that shows a change best: of the element, else of what it hangs in.

    What is not printed, such as the register of actors, has none.
    """
    alignment = result.comparison.alignment
    rows: dict[str, int] = {}
    for at, row in enumerate(result.rows):
        if row.node_id not in rows or result.rows[rows[row.node_id]].state == "same":
            rows[row.node_id] = at
    for document in (alignment.new, alignment.old):
        if change.id in document:
            for node in reversed(document.path(change.id)):
                if node.id in rows and node is not document.root:
                    return rows[node.id or ""]
    return NOWHERE
