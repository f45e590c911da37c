"""Fixes for what the schema finds in attributes, texts and missing parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.editing.blank import random_id
from strategy_editor.schema.model import AttributeType
from strategy_editor.validation.fixes.fix import (
    Fix,
    Means,
    lead_to,
    meant,
    place_for,
    replace_meant,
    replaced,
    with_child,
)
from strategy_editor.validation.fixes.misfits import unwrapped
from strategy_editor.validation.fixes.symmetry import untrue_roster
from strategy_editor.validation.problem import Problem

_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def missing(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """A required child: add it, with a placeholder where it needs a text."""
    path = meant(document, problem)
    tag = problem.value("expected")
    if not path or place_for(means.schema, path[-1], tag) is None:
        return
    child = means.blank(tag)

    def edit(now: Document, _answer: str) -> Document:
        return replace_meant(
            now,
            problem,
            lambda node: node if node.child(tag) else with_child(means.schema, node, child, 0),
        )

    shown = child.id or problem.node_id
    yield Fix("add", edit, (("element", tag),), for_all=True, select=shown, field=problem.field)


def attribute_missing(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """A required attribute: choose its value, or let it be written."""
    path = meant(document, problem)
    name = problem.value("attribute")
    declared = _declared(path, name, means)
    if declared is None:
        return
    tag = path[-1].tag
    values = (("element", tag), ("attribute", name))

    edit = _setting(problem, name)

    if declared.value_type.name == "identifier":
        fresh = means.new_id()
        yield Fix("give-id", lambda now, _answer: edit(now, fresh), values, for_all=True)
        return
    yield from _given(document, problem, declared, means)
    yield from _bare(problem, path, means)
    yield lead_to(problem)


def attribute_unknown(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """An attribute that there is not: give it another name, or remove it."""
    path = meant(document, problem)
    name = problem.value("attribute")
    element_type = means.schema.element(path[-1].tag) if path else None
    if element_type is None:
        return
    value = path[-1].get(name)
    values = (("element", path[-1].tag), ("attribute", name))
    names = [
        each.name
        for each in element_type.attributes
        if not path[-1].get(each.name) and _takes(each, value)
    ]

    def rename(now: Document, answer: str) -> Document:
        return replace_meant(
            now, problem, lambda node: _renamed(node, name, answer) if answer in names else node
        )

    def drop(now: Document, _answer: str) -> Document:
        return replace_meant(now, problem, lambda node: node.with_attribute(name, None))

    if names:
        yield Fix("rename-attribute", rename, values, lambda _now: names, "attribute",
                  choice_of=(path[-1].tag, ""))  # fmt: skip
    yield Fix("remove-attribute", drop, values, for_all=True)


def empty(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """An empty value: fill it, or take away what may be missing."""
    path = meant(document, problem)
    if not path:
        return
    name = problem.value("attribute")
    if name == "id":
        # Nobody ever sees it: there is no field to go to.
        yield from attribute_missing(document, problem, means)
        return
    yield lead_to(problem, "fill")
    if name:
        declared = _declared(path, name, means)
        if declared is not None and not declared.required:
            yield _drop_attribute(problem, path[-1].tag, name)
        elif declared is not None:
            yield from _given(document, problem, declared, means)
            yield from _bare(problem, path, means)
        return
    parent = _parent(document, problem, path)
    parent_type = means.schema.element(parent.tag) if parent is not None else None
    if parent_type is not None and path[-1].tag not in parent_type.required_tags:
        values = (("element", path[-1].tag),)

        def drop(now: Document, _answer: str) -> Document:
            return replace_meant(now, problem, lambda _node: None)

        yield Fix("remove", drop, values, for_all=True)


def value(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """A value that is none: choose one, read it as it was meant, or take it away."""
    path = meant(document, problem)
    name = problem.value("attribute")
    declared = _declared(path, name, means)
    if declared is None:
        yield lead_to(problem)
        return
    tag = path[-1].tag
    values = (("element", tag), ("attribute", name))

    edit = _setting(problem, name)

    read = _read(declared, path[-1].get(name))
    if read:
        shown = (*values, ("value", read))
        yield Fix("set-value", lambda now, _answer: edit(now, read), shown)
    yield from _given(document, problem, declared, means)
    if declared.value_type.name == "identifier" and name == "id":
        yield _fresh_id(problem, path[-1].get("id"), means)
    elif not declared.required:
        yield _drop_attribute(problem, tag, name)
    else:
        yield from _bare(problem, path, means)
    yield lead_to(problem)


def not_empty(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """Content where none may be."""
    if not meant(document, problem):
        return

    def edit(now: Document, _answer: str) -> Document:
        return replace_meant(now, problem, lambda node: node.with_content(()))

    yield Fix("remove-content", edit, (("element", problem.value("element")),))


def stray_text(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """Loose text: make a paragraph of it where one may stand, or remove it."""
    path = meant(document, problem)
    if not path:
        return
    if place_for(means.schema, path[-1], "paragraph") is not None:
        fresh = means.new_id()
        yield Fix(
            "wrap-text",
            lambda now, _answer: replace_meant(
                now, problem, lambda node: _wrapped(node, fresh, means)
            ),
            select=fresh,
        )
    yield Fix(
        "remove-text",
        lambda now, _answer: replace_meant(
            now,
            problem,
            lambda node: node.with_content(p for p in node.content if isinstance(p, Node)),
        ),
    )


def incomplete(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """Something is missing that may be one of several: add one of them."""
    path = meant(document, problem)
    element_type = means.schema.element(path[-1].tag) if path else None
    if element_type is None or element_type.content != "elements":
        return
    tags = [
        tag for tag in element_type.child_tags if place_for(means.schema, path[-1], tag) is not None
    ]
    fresh = random_id()
    new = Means(means.schema, means.today, means.placeholder)

    def edit(now: Document, answer: str) -> Document:
        child = new.blank(answer)
        child = child.with_attribute("id", fresh) if child.id is not None else child
        return replace_meant(now, problem, lambda node: with_child(means.schema, node, child))

    if tags:
        yield Fix("add-one", edit, choices=lambda _now: tags, kind="tag", select=problem.node_id)
    yield lead_to(problem)


def _setting(problem: Problem, name: str) -> Callable[[Document, str], Document]:
    """Return the edit that gives an attribute the value answered."""

    def edit(now: Document, answer: str) -> Document:
        return replace_meant(now, problem, lambda node: node.with_attribute(name, answer))

    return edit


def _given(
    document: Document, problem: Problem, declared: AttributeType, means: Means
) -> Iterator[Fix]:
    """A value chosen; written where the element has no form; an actor where there is none yet."""
    path, name = meant(document, problem), declared.name
    tag = path[-1].tag
    values = (("element", tag), ("attribute", name))

    edit = _setting(problem, name)

    register = document.root.child("actors")
    if declared.targets == ("actor",) and register is not None and not register.child("actor"):
        yield _new_actor(problem, edit, means)
        return
    offer = _choice(declared, tag, problem, means)
    if offer is not None:
        yield Fix("choose", edit, values, choice_of=(tag, name), **offer)  # type: ignore[arg-type]
    elif path[-1].id is None and declared.value_type.name in _WRITTEN:
        yield Fix("write-attribute", edit, values, asks_text=True)
    elif (tag, name) == ("former-goal", "hash") and means.predecessors:
        yield from untrue_roster(document, problem, means)


_WRITTEN = frozenset({"anyURI", "label", "line", "string"})
"""Kinds of values of which whatever somebody writes is one."""


def _new_actor(problem: Problem, edit: Callable[[Document, str], Document], means: Means) -> Fix:
    fresh = means.new_id()
    blank = means.blank("actor").with_attribute("id", fresh)

    def add(now: Document, answer: str) -> Document:
        after = edit(now, fresh)
        register = after.root.child("actors")
        if after is now or register is None:
            return now
        name = Node("name", (), (answer,))
        content = (name if _is_name(part) else part for part in blank.content)
        actor = blank.with_content(content)
        grown = with_child(means.schema, register, actor)
        return replaced(after, register, lambda _node: grown)

    return Fix("add-actor", add, asks_text=True, select=problem.node_id)


def _is_name(part: Node | str) -> bool:
    return isinstance(part, Node) and part.tag == "name"


def _bare(problem: Problem, path: list[Node], means: Means) -> Iterator[Fix]:
    """Let the text of an element in running text stand without it; what says nothing goes."""
    if path[-1].id is not None or len(path) < 2 or path[-2].tag not in means.schema.mixed_tags:
        return

    def edit(now: Document, _answer: str) -> Document:
        here = meant(now, problem)
        if not here:
            return now
        return replace_meant(now, problem, lambda parent: unwrapped(parent, here[-1]), up=1)

    key = "unwrap" if path[-1].content else "remove"
    yield Fix(key, edit, (("element", path[-1].tag),), for_all=True)


def _choice(
    declared: AttributeType, tag: str, problem: Problem, means: Means
) -> dict[str, object] | None:
    if declared.value_type.choices:
        known = [each.value for each in declared.value_type.choices]
        return {"choices": lambda _now: known, "kind": "value"}
    if declared.value_type.name == "reference":
        from strategy_editor.validation.fixes.references import targets

        return {"choices": lambda now: targets(now, declared, tag), "kind": "element"}
    if declared.value_type.name == "boolean":
        return {"choices": lambda _now: ["true", "false"], "kind": "value"}
    return None


def _declared(path: list[Node], name: str, means: Means) -> AttributeType | None:
    element_type = means.schema.element(path[-1].tag) if path else None
    return element_type.attribute(name) if element_type is not None and name else None


def _takes(declared: AttributeType, value: str) -> bool:
    """Whether a value is surely one for an attribute; only plain kinds are judged."""
    if declared.value_type.choices:
        return value in [each.value for each in declared.value_type.choices]
    return declared.value_type.name in ("line", "label") and 0 < len(value.strip()) <= 120


def _renamed(node: Node, old: str, new: str) -> Node:
    return node.with_attribute(old, None).with_attribute(new, node.get(old))


def _drop_attribute(problem: Problem, tag: str, name: str) -> Fix:
    return Fix(
        "remove-attribute",
        lambda now, _answer: replace_meant(
            now, problem, lambda node: node.with_attribute(name, None)
        ),
        (("element", tag), ("attribute", name)),
    )


def _parent(document: Document, problem: Problem, path: list[Node]) -> Node | None:
    if len(path) > 1:
        return path[-2]
    if path[0] is document.root or path[0].id is None:
        return None
    return document.path(path[0].id)[-2]


def _read(declared: AttributeType, written: str) -> str:
    """Read a date in the German way of writing, a number with a comma; else nothing."""
    if declared.value_type.name in ("date", "partial-date"):
        found = _DAY.fullmatch(written.strip())
        with suppress(ValueError):
            return date(int(found[3]), int(found[2]), int(found[1])).isoformat() if found else ""
    if declared.value_type.name in ("decimal", "years", "column-width"):
        number = written.strip().replace(".", "").replace(",", ".").rstrip("% ")
        if "," in written and re.fullmatch(r"-?\d+\.\d+", number):
            return number
    return ""


def _fresh_id(problem: Problem, old: str, means: Means) -> Fix:
    fresh = means.new_id()
    referring = means.schema.reference_attributes

    def renamed(node: Node) -> Node:
        attributes = tuple(
            (name, " ".join(fresh if word == old else word for word in text.split()))
            if any(name == each.name for each in referring.get(node.tag, ()))
            else (name, text)
            for name, text in node.attributes
        )
        content = tuple(renamed(p) if isinstance(p, Node) else p for p in node.content)
        return Node(node.tag, attributes, content)

    def edit(now: Document, _answer: str) -> Document:
        after = replace_meant(now, problem, lambda node: node.with_attribute("id", fresh))
        return after if after is now else after.with_root(renamed(after.root))

    return Fix("give-id", edit, (("element", problem.value("element")),), select=fresh)


def _wrapped(node: Node, fresh: str, means: Means) -> Node:
    """Move all loose text of an element into one new paragraph."""
    texts = [part.strip() for part in node.content if isinstance(part, str) and part.strip()]
    rest = node.with_content(part for part in node.content if isinstance(part, Node))
    return with_child(means.schema, rest, element("paragraph", " ".join(texts), id=fresh))
