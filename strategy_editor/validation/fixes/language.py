"""Fixes for the language of a text: spellings, abbreviations, words for persons."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.editing.edits import NotAllowed, remove
from strategy_editor.validation.fixes.fix import (
    Fix,
    Means,
    add_element,
    lead_to,
    owner_of,
    replaced,
)
from strategy_editor.validation.persons import both_forms
from strategy_editor.validation.problem import Problem
from strategy_editor.validation.rules.typography import tidied

Change = Callable[[str], str]


def spelling(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """A term written otherwise: write it as elsewhere."""
    wanted = problem.value("wanted")
    pattern = _pattern(problem.value("written"))
    yield from _rewriting(
        "spelling", document, problem, lambda text: pattern.sub(wanted, text),
        (("wanted", wanted),), for_all=True,
    )  # fmt: skip


def one_form(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """A day, number or citation in another form: write it as elsewhere."""
    wanted = problem.value("wanted")
    words = r"\s".join(map(re.escape, problem.value("written").split()))
    pattern = re.compile(rf"(?<![\w.,-]){words}(?![\w-])")
    yield from _rewriting(
        "one-form", document, problem, lambda text: pattern.sub(wanted, text),
        (("wanted", wanted),), for_all=True,
    )  # fmt: skip


def both(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """A masculine plural: name both forms; whether it is one, the author knows."""
    written = problem.value("written")
    pair = both_forms(written)
    yield from _rewriting(
        "both-forms", document, problem, lambda text: _pattern(written).sub(pair, text, count=1),
        (("wanted", pair),),
    )  # fmt: skip
    yield lead_to(problem)


def short_form(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """An abbreviation not explained: explain it where it stands first, or in the list."""
    short = problem.value("short")
    node = _text(document, problem)
    pattern = _pattern(short)
    if node is not None and _in_texts(node, lambda text: pattern.sub("", text, 1)) is not node:

        def write(now: Document, answer: str) -> Document:
            return _rewritten(
                now, problem, lambda text: pattern.sub(f"{answer} ({short})", text, 1), once=True
            )

        yield Fix("explain", write, (("short", short),), asks_text=True)
    yield from list_short_form(document, problem, means)
    yield lead_to(problem)


def list_short_form(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """An abbreviation that the list lacks: put it there."""
    short = problem.value("short")
    holder = document.root.child("abbreviations")
    if holder is not None and holder.id is not None:
        holder_id = holder.id

        def add(now: Document, answer: str) -> Document:
            if not answer.strip():
                return now
            values = {"id": means.new_id(), "short": short, "long": answer.strip()}
            try:
                return add_element(means, holder_id, element("abbreviation", **values))(now, "")
            except NotAllowed:
                return now

        yield Fix("list-short-form", add, (("short", short),), asks_text=True)


def unused(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """An entry of the list that nobody needs: take it out."""
    entry = owner_of(document, problem)
    if entry is not None and entry.id is not None:
        entry_id = entry.id
        values = (("element", entry.tag),)
        yield Fix("remove", lambda now, _answer: remove(now, (entry_id,)), values)
    yield lead_to(problem)


def right_kind(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """Another kind named before a reference: write the word for what it refers to."""
    wanted, pattern = problem.value("wanted"), _pattern(problem.value("word"))
    yield from _rewriting(
        "spelling", document, problem, lambda text: pattern.sub(wanted, text, 1),
        (("wanted", wanted),),
    )  # fmt: skip
    yield lead_to(problem)


def typography(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """Blanks, dashes and hyphens: set them as they belong, throughout the text."""
    yield from _rewriting("typography", document, problem, tidied, (), for_all=True)


def _rewriting(
    key: str,
    document: Document,
    problem: Problem,
    change: Change,
    values: tuple[tuple[str, str], ...],
    *,
    for_all: bool = False,
) -> Iterator[Fix]:
    def edit(now: Document, _answer: str) -> Document:
        return _rewritten(now, problem, change, once=not for_all)

    if edit(document, "") is not document:
        yield Fix(key, edit, values, for_all=for_all)


def _rewritten(document: Document, problem: Problem, change: Change, *, once: bool) -> Document:
    node = _text(document, problem)
    if node is None:
        return document
    new = _in_texts(node, change, once=once)
    return document if new is node else replaced(document, node, lambda _node: new)


def _text(document: Document, problem: Problem) -> Node | None:
    """Return the element whose text a finding is about."""
    owner = owner_of(document, problem)
    if owner is None or not problem.field:
        return owner
    tag, _, position = problem.field.partition("#")
    found = owner.children_of(tag)[int(position or 1) - 1 :]
    return found[0] if found else None


def _in_texts(node: Node, change: Change, *, once: bool = False) -> Node:
    """Change the texts of an element and its inline elements, only the first one if wanted."""
    parts: list[Node | str] = list(node.content)
    changed = False
    for at, part in enumerate(parts):
        if isinstance(part, str):
            new: Node | str = change(part)
        elif part.is_element and part.tag != "footnote":
            new = _in_texts(part, change, once=once)
        else:
            continue
        if new is not part and new != part:
            parts[at], changed = new, True
            if once:
                break
    return node.with_content(parts) if changed else node


def _pattern(written: str) -> re.Pattern[str]:
    """What finds these words as words, whichever blanks part them."""
    words = r"\s".join(map(re.escape, written.split()))
    return re.compile(rf"(?<![\w-]){words}(?![\w-])")
