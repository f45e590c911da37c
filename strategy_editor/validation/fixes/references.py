"""Fixes for ids that are carried twice and for references that lead nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.schema.model import AttributeType
from strategy_editor.validation.fixes.fix import Fix, Means, lead_to, owner_of, replaced
from strategy_editor.validation.fixes.times import horizons_for
from strategy_editor.validation.problem import Problem

_REGISTERS = {"actor": "actors", "horizon-class": "profile", "status": "profile"}


def duplicate(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """The later element gets an id of its own; references go on meaning the first."""
    twice = problem.value("value")
    fresh = means.new_id()

    def edit(now: Document, _answer: str) -> Document:
        same = [node for node in now.root.walk() if node.id == twice]
        if len(same) < 2:
            return now
        if same[-1] is same[0]:
            # One element that stands in two places: only the way tells them apart.
            return now.with_root(_renamed_last(now.root, same[0], fresh))
        return replaced(now, same[-1], lambda node: node.with_attribute("id", fresh))

    yield Fix("second-id", edit, for_all=True, select=fresh)


def dangling(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """A reference without target, or with one of a wrong kind: choose another, or remove it."""
    owner = owner_of(document, problem)
    tag, name = problem.value("element"), problem.value("attribute")
    gone = problem.value("value")
    element_type = means.schema.element(tag)
    declared = element_type.attribute(name) if element_type is not None else None
    if owner is None or declared is None:
        return
    values = (("element", tag), ("attribute", name))

    def redirect(now: Document, answer: str) -> Document:
        return _change(now, problem, lambda node: _with_target(node, name, gone, answer))

    def drop(now: Document, _answer: str) -> Document:
        return _change(now, problem, lambda node: _without_target(node, declared, gone))

    def possible(now: Document) -> list[str]:
        return _possible(now, problem, declared)

    if possible(document):
        yield Fix(
            "choose-target",
            redirect,
            values,
            possible,
            "element",
            choice_of=(tag, name),
        )
    key = _removal(declared, tag, owner)
    if key:
        yield Fix(key, drop, values, for_all=key != "remove-element")
    yield lead_to(problem)


def _possible(document: Document, problem: Problem, declared: AttributeType) -> list[str]:
    holder = owner_of(document, problem)
    if declared.name == "horizon" and holder is not None:
        return horizons_for(document.root, holder)
    return targets(document, declared, problem.value("element"))


def _removal(declared: AttributeType, tag: str, owner: Node) -> str:
    """How a reference may go; nothing where that would leave an error behind."""
    if not declared.required:
        return "" if declared.name == "horizon" else "remove-reference"
    if owner.tag != tag:
        return "keep-text"
    return "" if tag == "responsibility" else "remove-element"


def targets(document: Document, declared: AttributeType, tag: str = "") -> list[str]:
    """Return the ids of all elements that an attribute may refer to, in document order."""
    kinds = declared.targets
    subject = "goal" if tag == "subgoal" else tag
    found = (
        node
        for node in _places(document.root, kinds)
        if node.id is not None and node.tag[0] != "{" and (not kinds or node.tag in kinds)
    )
    return list(
        dict.fromkeys(
            node.id
            for node in found
            if node.id is not None and (node.tag != "status" or node.get("for") == subject)
        )
    )


def _places(root: Node, kinds: tuple[str, ...]) -> Iterator[Node]:
    registers = {_REGISTERS.get(kind, "") for kind in kinds}
    if not kinds or "" in registers:
        # Nobody refers to the whole: it has neither number nor title to print.
        yield from (node for node in root.walk() if node is not root)
        return
    for name in sorted(registers):
        register = root.child(name)
        if register is not None:
            yield from register.children


def _change(
    document: Document, problem: Problem, update: Callable[[Node], Node | None]
) -> Document:
    """Change every mention of the lost id that belongs to the addressed element."""
    tag, name, gone = (problem.value(key) for key in ("element", "attribute", "value"))
    owner = owner_of(document, problem)
    if owner is None:
        return document

    def within(node: Node) -> Node | None:
        new = update(node) if node.tag == tag and gone in node.get(name).split() else node
        return None if new is None else _rebuilt(new, within)

    if owner is document.root:
        root = within(owner)
        return document if root is None else document.with_root(root)
    return document.updated(owner.id or "", within)


def _rebuilt(node: Node, within: Callable[[Node], Node | None]) -> Node:
    """Rebuild an element from its parts; of one that goes, what it holds stays."""
    content: list[Node | str] = []
    for part in node.content:
        if isinstance(part, Node) and part.is_element and part.id is None:
            inner = within(part)
            for each in part.content if inner is None else (inner,):
                _append(content, each)
        else:
            _append(content, part)
    return node.with_content(content)


def _with_target(node: Node, name: str, gone: str, target: str) -> Node:
    if not target:
        return node
    words = [target if word == gone else word for word in node.get(name).split()]
    return node.with_attribute(name, " ".join(dict.fromkeys(words)))


def _without_target(node: Node, declared: AttributeType, gone: str) -> Node | None:
    words = [word for word in node.get(declared.name).split() if word != gone]
    if not words and declared.required:
        return None
    return node.with_attribute(declared.name, " ".join(words) or None)


def _append(content: list[Node | str], part: Node | str) -> None:
    if isinstance(part, str) and content and isinstance(content[-1], str):
        content[-1] += part
    else:
        content.append(part)


def _renamed_last(root: Node, twice: Node, fresh: str) -> Node:
    """Give the last place of an element that stands in several an id of its own."""

    def within(node: Node) -> Node | None:
        for at in reversed(range(len(node.content))):
            part = node.content[at]
            if not isinstance(part, Node):
                continue
            new = part.with_attribute("id", fresh) if part is twice else within(part)
            if new is not None:
                return node.with_content((*node.content[:at], new, *node.content[at + 1 :]))
        return None

    return within(root) or root
