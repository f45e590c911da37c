"""Elements on their way to another place, document or window: cut, copied, pasted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from strategy_editor.document.document import Document, Namespaces
from strategy_editor.document.node import INSTRUCTION, Node, element
from strategy_editor.document.profile import profile_of
from strategy_editor.editing.adopting import Adoption, Register, register_of
from strategy_editor.editing.blank import NewId, random_id, renamed
from strategy_editor.editing.edits import NotAllowed
from strategy_editor.editing.references import dangling_in
from strategy_editor.editing.relocating import Where, inserted
from strategy_editor.editing.retyping import Retyping
from strategy_editor.editing.selection import structural
from strategy_editor.errors import UserError
from strategy_editor.schema.catalog import VERSION, current_schema
from strategy_editor.schema.model import Schema
from strategy_editor.storage.formatting import NotXml, to_bytes
from strategy_editor.storage.reading import parse, to_document

_MARK = "strategy-editor-clip"
_REGISTER, _NUMBER = "clip-register", "clip-number"
"""No id of an element and no attribute is written so."""


@dataclass(frozen=True)
class Clip:
    """Elements taken from a document; ``is_cut`` says that they are no longer there.

    ``source`` marks the document, so that its references are known to be good there.
    """

    nodes: tuple[Node, ...]
    source: str = ""
    is_cut: bool = False
    namespaces: Namespaces = ()
    register: Register = field(default_factory=Register)
    """What they refer to where they come from."""


@dataclass(frozen=True)
class Pasted:
    """The document with what was pasted, its ids, and what in it refers to nothing."""

    document: Document
    ids: tuple[str, ...]
    dangling: tuple[tuple[Node, str], ...] = ()


def clip(
    document: Document,
    schema: Schema,
    node_ids: Sequence[str],
    source: str,
    *,
    is_cut: bool,
    numbers: Mapping[str, str] | None = None,
) -> Clip:
    """Return elements as they go to the clipboard; ``numbers`` are those that are printed."""
    ids = structural(document, schema, node_ids)
    nodes = tuple(document.node(each) for each in ids)
    register = register_of(document, nodes, numbers or {})
    return Clip(nodes, source, is_cut, document.namespaces, register)


def to_clipboard(taken: Clip) -> bytes:
    """Return a clip as canonical XML with its namespaces."""
    words = f"{'cut' if taken.is_cut else 'copy'} {taken.source}".strip()
    mark = Node(INSTRUCTION, (("target", _MARK),), (words,))
    register = _packed(taken.register)
    root = element("strategy", *taken.nodes, register, id="clip", version=VERSION)
    document = Document(root, (mark,), (), taken.namespaces)
    return to_bytes(document, current_schema().mixed_tags)


def from_clipboard(data: bytes) -> Clip | None:
    """Return the clip in such XML, None where there is none."""
    try:
        document = to_document(parse(Path("clipboard"), data))
    except (UserError, NotXml):
        return None
    words = [node.text.split(" ", 1) for node in document.prolog if node.get("target") == _MARK]
    children = [node for node in document.root.children if node.is_element]
    nodes = tuple(node for node in children if node.id != _REGISTER)
    if not words or not nodes or document.root.id != "clip":
        return None
    mode, source = words[0][0], words[0][1] if len(words[0]) > 1 else ""
    register = next(map(_unpacked, (each for each in children if each not in nodes)), Register())
    return Clip(nodes, source, mode == "cut", document.namespaces, register)


def _packed(register: Register) -> Node:
    entries = (
        entry.with_attribute(_NUMBER, register.numbers.get(entry.id or ""))
        for entry in register.entries
    )
    return element("part", *entries, id=_REGISTER, title=" ".join(sorted(register.kin)))


def _unpacked(node: Node) -> Register:
    numbers = {each.id or "": each.get(_NUMBER) for each in node.children if each.get(_NUMBER)}
    entries = tuple(each.with_attribute(_NUMBER, None) for each in node.children)
    return Register(entries, frozenset(node.get("title").split()), numbers)


def paste(
    document: Document,
    schema: Schema,
    taken: Clip,
    target_id: str,
    today: date,
    new_id: NewId = random_id,
    *,
    into: bool = False,
    adoption: Adoption | None = None,
) -> Pasted:
    """Paste a clip behind an element (or into it), at the nearest place that takes it.

    Into it, too, where its like stands in such elements and not beside them: a goal on a claim.
    What was cut keeps its ids where they are free, what was copied gets fresh ones; references
    within it follow, and ``adoption`` says what becomes of those that lead out of it. Raises
    ``NotAllowed`` where nothing around the element takes it.
    """
    nodes = _identified(document, taken, new_id)
    if adoption is not None:
        nodes, document = adoption.link(nodes), adoption.adopt(document, schema)
    if not nodes:
        raise NotAllowed("error.nothing-to-paste")
    target_id = _structural_target(document, schema, target_id)
    into = into or _belongs_inside(document, target_id, nodes[0].tag)
    making = Retyping(schema, profile_of(document.root), today, new_id)
    refused: NotAllowed | None = None
    for variant in _variants(nodes, making):
        try:
            done = placed(document, schema, variant, target_id, into=into)
        except NotAllowed as error:
            refused = refused or error
            continue
        done = replace(done, namespaces=joined_namespaces(document, taken.nodes, taken.namespaces))
        ids = tuple(node.id for node in variant if node.id is not None)
        return Pasted(done, ids, tuple(dangling_in(variant, done)))
    raise refused or NotAllowed("error.nothing-to-paste")


def _belongs_inside(document: Document, target_id: str, tag: str) -> bool:
    """Whether elements of a tag stand within elements like the target and not beside them."""
    target = document.node(target_id)
    if target.tag == tag or target is document.root:
        return False
    like = (node for node in document.root.walk() if node.tag == target.tag)
    if not any(node.child(tag) is not None for node in like):
        return False
    parent = document.parent(target_id)
    return parent is None or parent.child(tag) is None


def placed(
    document: Document, schema: Schema, nodes: Sequence[Node], target_id: str, *, into: bool
) -> Document:
    """Put elements in together at the nearest place, else one behind the other, each so."""
    for anchor, where in _places(document, target_id, into=into):
        try:
            return inserted(document, schema, nodes, anchor, where)
        except NotAllowed:
            continue
    first, *others = nodes
    document = _placed_one(document, schema, first, _places(document, target_id, into=into))
    before = first
    for node in others:
        places = _places(document, before.id or "", into=False)
        ways = [each for each in places if each != (before.id, "into")]
        document = _placed_one(document, schema, node, ways)
        before = node
    return document


def _placed_one(
    document: Document, schema: Schema, node: Node, ways: Sequence[tuple[str, Where]]
) -> Document:
    refused: NotAllowed | None = None
    for anchor, where in ways:
        try:
            return inserted(document, schema, [node], anchor, where)
        except NotAllowed as error:
            refused = refused or error
    raise refused or NotAllowed("error.nothing-to-paste")


def _places(document: Document, target_id: str, *, into: bool) -> list[tuple[str, Where]]:
    """Where to try: inside and behind the element, then behind what it lies in."""
    path = [node.id for node in document.path(target_id) if node.id is not None]
    near: list[tuple[str, Where]] = [(target_id, "after"), (target_id, "into")]
    if into:
        near.reverse()
    outer: list[tuple[str, Where]] = []
    for node_id in reversed(path[:-1]):
        outer += [(node_id, "after")] if node_id != document.root.id else [(node_id, "into")]
    return [*near, *outer]


def _variants(nodes: list[Node], making: Retyping) -> list[list[Node]]:
    """The elements as they are; else items in a list; else on the level above or below."""
    variants = [nodes]
    if any(node.tag == "item" for node in nodes):
        variants.append(_in_lists(nodes, making.new_id))
        as_text = [making.retyped(node, "paragraph") for node in nodes]
        if all(each is not None and not each.lost for each in as_text):
            variants.append([each.node for each in as_text if each is not None])
    for one, other in (("subgoal", "goal"), ("goal", "subgoal")):
        made = [making.retyped(node, other) if node.tag == one else None for node in nodes]
        if any(made) and not any(each.lost for each in made if each is not None):
            variants.append(
                [
                    node if each is None else each.node
                    for node, each in zip(nodes, made, strict=True)
                ]
            )
    return variants


def _in_lists(nodes: list[Node], new_id: NewId) -> list[Node]:
    result: list[Node] = []
    for node in nodes:
        if node.tag != "item":
            result.append(node)
        elif result and result[-1].tag == "list" and result[-1] not in nodes:
            result[-1] = result[-1].with_content((*result[-1].content, node))
        else:
            result.append(element("list", node, id=new_id(), kind="bullet"))
    return result


def _identified(document: Document, taken: Clip, new_id: NewId) -> list[Node]:
    """Return the elements with ids that nothing else has."""
    fresh: dict[str, str] = {}
    for each in (each for node in taken.nodes for each in node.walk()):
        if each.id is not None and (not taken.is_cut or each.id in document):
            fresh.setdefault(each.id, new_id())
    seen: set[str] = set()
    return [_without_doubles(renamed(node, fresh), seen, new_id) for node in taken.nodes]


def _without_doubles(node: Node, seen: set[str], new_id: NewId) -> Node:
    if node.id is not None:
        if node.id in seen:
            node = node.with_attribute("id", new_id())
        seen.add(node.id or "")
    content = tuple(
        _without_doubles(part, seen, new_id) if isinstance(part, Node) and part.is_element else part
        for part in node.content
    )
    return node.with_content(content)


def _structural_target(document: Document, schema: Schema, target_id: str) -> str:
    """Return the element, or for one in running text the nearest around it that is not."""
    for node in reversed(document.path(target_id)):
        if node.id is None:
            continue
        try:
            return structural(document, schema, [node.id])[0]
        except NotAllowed:
            continue
    return document.root.id or ""


def joined_namespaces(
    document: Document, nodes: Sequence[Node], namespaces: Namespaces
) -> Namespaces:
    """Return a document's namespaces with those that elements from elsewhere need."""
    known = dict(document.namespaces)
    uris = set(known.values())
    used = {
        name[1:].partition("}")[0]
        for node in nodes
        for each in node.walk()
        for name in (each.tag, *(key for key, _ in each.attributes))
        if name[0] == "{" and name[1] != "}"
    }
    for prefix, uri in namespaces:
        if uri in used and uri not in uris and prefix not in known:
            known[prefix] = uri
    return tuple(sorted(known.items()))
