"""Fixes for what is empty, missing by the profile, or announced and not there."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.editing.edits import remove
from strategy_editor.editing.references import references_to
from strategy_editor.validation.fixes.fix import (
    Fix,
    Means,
    add_element,
    drop_element,
    lead_to,
    owner_of,
    place_for,
    replace_meant,
    replaced,
)
from strategy_editor.validation.problem import Problem

_FILLERS = {
    "claim": ("goal", "measure"),
    "field": ("claim", "goal"),
}
_TEXT = ("paragraph",)


def empty_container(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """A claim, field or heading with nothing in it: add what belongs there, or remove it."""
    node = owner_of(document, problem)
    if node is None or node.id is None:
        return
    for tag in _FILLERS.get(node.tag, _TEXT):
        if place_for(means.schema, node, tag) is not None:
            child = means.blank(tag)
            yield Fix("add", add_element(means, node.id, child), (("element", tag),),
                      select=child.id or node.id)  # fmt: skip
    yield Fix("remove", drop_element(node.id), (("element", node.tag),))


def required_part(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """A part that the profile wants: add it where the schema gives it a place, or want it not."""
    role = problem.value("expected")
    root = document.root
    for holder in _holders(root, role, means):
        child = means.blank(role)
        yield Fix("add", add_element(means, holder.id or "", child), (("element", role),),
                  select=child.id or "")  # fmt: skip
        break
    profile = root.child("profile")
    wanted = [] if profile is None else profile.children_of("required-part")
    ids = [each.id for each in wanted if each.get("role") == role and each.id]
    if ids:
        yield Fix("not-required", drop_element(ids[0]), (("element", role),))


def announced_list(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """A sentence that ends in a colon: put a list behind it, or end it with a full stop."""
    owner = owner_of(document, problem)
    if owner is None or owner.id is None:
        return
    node = owner.child(problem.field) if problem.field else owner
    parent = document.path(owner.id)[-2] if not problem.field else owner
    if node is None:
        return
    if place_for(means.schema, parent, "list") is not None:
        fresh = means.blank("list")

        def add(now: Document, _answer: str) -> Document:
            return _behind(now, owner.id or "", problem.field, fresh, means)

        if _behind(document, owner.id, problem.field, fresh, means) is not document:
            yield Fix("add-list", add, select=fresh.id or "")

    def stop(now: Document, _answer: str) -> Document:
        holder = now.find(owner.id or "")
        text = holder.child(problem.field) if holder is not None and problem.field else holder
        return now if text is None else replaced(now, text, _with_full_stop)

    yield Fix("full-stop", stop)


def placeholder(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """A text that is still to be written."""
    yield lead_to(problem, "fill")


def repeated(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """A text that stands there twice: remove the later one, or look at the first."""
    owner = owner_of(document, problem)
    if owner is not None and owner.id is not None and owner.tag in ("paragraph", "item"):
        ids = (owner.id,)
        if not references_to(document, ids):
            yield Fix("remove", lambda now, _answer: remove(now, ids), (("element", owner.tag),))
    yield Fix("show-first", select=problem.value("elsewhere"))
    yield lead_to(problem)


def blanks(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """Several blanks in a row become one."""
    tag = problem.value("part")
    if owner_of(document, problem) is None:
        return

    def edit(now: Document, _answer: str) -> Document:
        return replace_meant(now, problem, lambda node: single_blanks(node, tag))

    yield Fix("single-blanks", edit, for_all=True)


def single_blanks(node: Node, tag: str) -> Node:
    """Reduce runs of plain blanks in the running text of an element, or of its children."""

    def reduced(each: Node) -> Node:
        parts: list[Node | str] = []
        for part in each.content:
            if isinstance(part, str):
                while "  " in part:
                    part = part.replace("  ", " ")
                parts.append(part)
            else:
                parts.append(reduced(part) if part.is_element and part.id is None else part)
        return each.with_content(parts)

    if node.tag == tag:
        return reduced(node)
    return node.with_content(
        reduced(part) if isinstance(part, Node) and part.tag == tag else part
        for part in node.content
    )


def _holders(root: Node, role: str, means: Means) -> Iterator[Node]:
    """Where a part of a role can stand: the root, else the first element that takes it."""
    for node in root.walk():
        element_type = means.schema.element(node.tag)
        if (
            element_type is not None
            and element_type.content == "elements"
            and (node.id is not None or node is root)
            and role in element_type.child_tags
            and place_for(means.schema, node, role) is not None
        ):
            yield node


def _behind(document: Document, owner_id: str, field: str, new: Node, means: Means) -> Document:
    """Put a new element directly behind a sentence, if the schema lets it stand there."""
    owner = document.find(owner_id)
    if owner is None:
        return document
    node = owner.child(field) if field else owner
    parent = owner if field else document.path(owner_id)[-2]
    if node is None:
        return document
    at = next(at for at, part in enumerate(parent.content) if part is node) + 1
    if place_for(means.schema, parent, new.tag, at) != at:
        return document
    changed = parent.with_content((*parent.content[:at], new, *parent.content[at:]))
    if parent is document.root:
        return document.with_root(changed)
    return replaced(document, parent, lambda _node: changed)


def _with_full_stop(node: Node) -> Node:
    """Turn the last colon of a text into a full stop, wherever in it that stands."""
    for at in reversed(range(len(node.content))):
        part = node.content[at]
        if isinstance(part, str):
            if not part.strip():
                continue
            bare = part.rstrip()
            new: Node | str = bare[:-1] + "." + part[len(bare) :] if bare[-1] == ":" else part
        elif part.is_element and part.tag != "footnote":
            new = _with_full_stop(part)
        else:
            continue
        if new is part:
            return node
        return node.with_content((*node.content[:at], new, *node.content[at + 1 :]))
    return node
