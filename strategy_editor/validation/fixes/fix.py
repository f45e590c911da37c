"""What a quick fix is, and the edits that fixes are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, without
from strategy_editor.editing.blank import NewId, blank, random_id
from strategy_editor.editing.edits import NotAllowed
from strategy_editor.editing.placement import positions
from strategy_editor.lineage.roster import Edition
from strategy_editor.schema.model import Schema
from strategy_editor.validation.problem import Problem

Edit = Callable[[Document, str], Document]
Choices = Callable[[Document], list[str]]
ChoiceKind = Literal["", "element", "value", "tag", "attribute"]
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Means:
    """What fixes need beside the document: the vocabulary, ids and words for what is new."""

    schema: Schema
    today: date
    placeholder: Callable[[str], str]
    """Returns the title that a new element of a tag gets."""
    new_id: NewId = random_id
    predecessors: tuple[Edition, ...] = ()
    """Earlier editions that are at hand, for mending the roster of their goals."""

    def blank(self, tag: str) -> Node:
        """Return a new element with what the schema requires."""
        return blank(self.schema, tag, self.placeholder(tag), self.today, self.new_id)


@dataclass(frozen=True)
class Fix:
    """A remedy for one finding, one step of undo.

    ``key`` names its words in the catalogue under ``fix.``, ``values`` fill them. ``edit`` takes
    the document and the answer: what was chosen or written, empty where nothing is asked; it
    returns the same document where the finding is gone already. Without ``edit`` the fix leads to
    the place. ``choices`` are ids, values, tags or names of attributes, as ``kind`` says; those
    that are values belong to ``choice_of``, a tag and an attribute. ``select`` is the element to
    show afterwards, ``field`` the field to put the cursor into.
    """

    key: str
    edit: Edit | None = None
    values: Pairs = ()
    choices: Choices | None = None
    kind: ChoiceKind = ""
    choice_of: tuple[str, str] = ("", "")
    asks_text: bool = False
    for_all: bool = False
    select: str = ""
    field: str = ""

    @property
    def asks(self) -> bool:
        """Whether something has to be chosen or written first."""
        return self.asks_text or self.choices is not None


Maker = Callable[[Document, Problem, Means], Iterator[Fix]]


def lead_to(problem: Problem, key: str = "go") -> Fix:
    """Return the fix that only leads to the place."""
    return Fix(key, select=problem.node_id, field=problem.field)


def owner_of(document: Document, problem: Problem) -> Node | None:
    """Return the element that a finding addresses."""
    root = document.root
    return root if problem.node_id in ("", root.id) else document.find(problem.node_id)


def meant(document: Document, problem: Problem) -> list[Node]:
    """Return the elements from the addressed one down to the one meant; empty if it is gone."""
    owner = owner_of(document, problem)
    path = [owner] if owner is not None else []
    for step in problem.steps:
        children = path[-1].children if path else []
        if step >= len(children):
            return []
        path.append(children[step])
    tag = problem.value("element")
    return path if path and tag in ("", path[-1].tag) else []


def replace_meant(
    document: Document, problem: Problem, update: Callable[[Node], Node | None], up: int = 0
) -> Document:
    """Replace the element that a finding means, or one ``up`` steps above it; None removes it."""
    path = meant(document, problem)
    if not path:
        return document
    steps = problem.steps
    above = up - len(steps)
    if above > 0:
        holder = _above(document, problem, above)
        return document if holder is None else _at(document, holder, (), update)
    return _at(document, path[0], steps[: len(steps) - up], update)


def _above(document: Document, problem: Problem, above: int) -> Node | None:
    owner = owner_of(document, problem)
    if owner is None or owner is document.root or owner.id is None:
        return None
    path = document.path(owner.id)
    return path[-1 - above] if above < len(path) else None


def _at(
    document: Document,
    owner: Node,
    steps: tuple[int, ...],
    update: Callable[[Node], Node | None],
) -> Document:
    def descend(node: Node, rest: tuple[int, ...]) -> Node | None:
        if not rest:
            return update(node)
        child = node.children[rest[0]]
        at = next(at for at, part in enumerate(node.content) if part is child)
        new = descend(child, rest[1:])
        if new is None:
            return node.with_content(without(node.content, at))
        return node.with_content((*node.content[:at], new, *node.content[at + 1 :]))

    if owner is document.root:
        root = descend(owner, steps)
        if root is None:
            raise NotAllowed("error.root-stays", element=owner.tag)
        return document if root is owner else document.with_root(root)
    if owner.id is not None:
        return document.updated(owner.id, lambda node: descend(node, steps))
    return replaced(document, owner, lambda node: descend(node, steps))


def replaced(document: Document, wanted: Node, update: Callable[[Node], Node | None]) -> Document:
    """Replace one element, found by being this very object; what is not there changes nothing."""

    def within(node: Node) -> Node | None:
        for at, part in enumerate(node.content):
            if part is wanted:
                new = update(wanted)
                if new is None:
                    return node.with_content(without(node.content, at))
                return node.with_content((*node.content[:at], new, *node.content[at + 1 :]))
            if isinstance(part, Node) and part.content:
                inner = within(part)
                if inner is not None:
                    return node.with_content((*node.content[:at], inner, *node.content[at + 1 :]))
        return None

    root = within(document.root)
    return document if root is None else document.with_root(root)


def fitting(schema: Schema, parent: Node) -> Node:
    """Return an element without the children that stand where the schema has no place for them."""
    element_type = schema.element(parent.tag)
    if element_type is None or element_type.content == "mixed":
        return parent
    kept: list[Node | str] = []
    tags: list[str] = []
    for part in parent.content:
        if isinstance(part, Node) and part.is_element:
            name = "#any" if part.tag[0] == "{" else part.tag
            if not element_type.accepts([*tags, name]):
                continue
            tags.append(name)
        kept.append(part)
    return parent if len(kept) == len(parent.content) else parent.with_content(kept)


def place_for(schema: Schema, parent: Node, tag: str, near: int | None = None) -> int | None:
    """Return where in a parent's content a child may stand, other misplaced ones left aside.

    The last such place, or the one nearest to ``near``.
    """
    fits = fitting(schema, parent)
    found = positions(schema, fits, tag)
    if not found:
        return None
    origin = {id(part): at for at, part in enumerate(parent.content) if isinstance(part, Node)}

    def original(position: int) -> int:
        before = [part for part in fits.content[:position] if isinstance(part, Node)]
        return origin[id(before[-1])] + 1 if before else 0

    places = [original(position) for position in found]
    if near is None:
        return places[-1]
    return min(places, key=lambda at: abs(at - near))


def with_child(schema: Schema, parent: Node, child: Node, near: int | None = None) -> Node:
    """Return an element with one more child; raise ``NotAllowed`` where there is no place."""
    at = place_for(schema, parent, child.tag, near)
    if at is None:
        raise NotAllowed("error.not-allowed-here", element=child.tag, parent=parent.tag)
    return parent.with_content((*parent.content[:at], child, *parent.content[at:]))


def set_value(node_id: str, name: str) -> Edit:
    """Return the edit that sets an attribute of an identified element to the answer."""

    def edit(document: Document, answer: str) -> Document:
        if node_id not in document or not answer:
            return document
        return document.updated(node_id, lambda node: node.with_attribute(name, answer))

    return edit


def drop_value(node_id: str, name: str) -> Edit:
    """Return the edit that takes an attribute of an identified element away."""

    def edit(document: Document, _answer: str) -> Document:
        if node_id not in document:
            return document
        return document.updated(node_id, lambda node: node.with_attribute(name, None))

    return edit


def drop_element(node_id: str) -> Edit:
    """Return the edit that removes an identified element."""

    def edit(document: Document, _answer: str) -> Document:
        if node_id not in document or node_id == document.root.id:
            return document
        return document.updated(node_id, lambda _node: None)

    return edit


def add_element(means: Means, parent_id: str, child: Node) -> Edit:
    """Return the edit that adds an element below an identified one."""

    def edit(document: Document, _answer: str) -> Document:
        if parent_id == document.root.id:
            return document.with_root(with_child(means.schema, document.root, child))
        if parent_id not in document:
            return document
        return document.updated(parent_id, lambda node: with_child(means.schema, node, child))

    return edit
