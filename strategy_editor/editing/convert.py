"""Turn elements into another type; they keep their ids, and whatever the new type can hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.profile import profile_of
from strategy_editor.editing.assembling import FLOW, accepts, put_in
from strategy_editor.editing.blank import NewId, random_id
from strategy_editor.editing.edits import NotAllowed, place
from strategy_editor.editing.flowing import as_paragraph
from strategy_editor.editing.offering import offered
from strategy_editor.editing.placement import position_near
from strategy_editor.editing.reanchoring import follow_passages
from strategy_editor.editing.references import redirected, references_to
from strategy_editor.editing.retyping import Loss, Retyped, Retyping
from strategy_editor.editing.selection import parent_id_of, runs, structural
from strategy_editor.schema.model import Schema

_TITLED = (
    "part", "foreword", "context", "reading-guide", "section", "vision", "principles",
    "principle", "scope", "field", "claim", "goal", "subgoal", "measure", "milestone",
    "governance", "governing-body", "instrument", "reporting", "disclaimer", "glossary",
    "abbreviations", "sources", "annex", "imprint",
)  # fmt: skip
_TEXTS = ("paragraph", "list", "item", "quotation", "box", "clause", "addressee", "open-question")
_STRUCTURE = frozenset({"field", "claim", "goal", "subgoal", "section", "part"})
"""What is never given up for another type: whole parts of the strategy."""
_KINDS = (*_TITLED, *_TEXTS)
_FROM_LIST = "list"


@dataclass(frozen=True)
class Conversion:
    """A type into which elements may be turned, what would be lost, who refers to them in vain."""

    tag: str
    lost: tuple[Loss, ...] = ()
    misfits: tuple[str, ...] = ()
    """Elements whose reference may not point to the new type."""

    @property
    def is_free(self) -> bool:
        """Whether nothing is lost and all references still fit."""
        return not self.lost and not self.misfits


def conversions(
    document: Document, schema: Schema, node_ids: Sequence[str], today: date
) -> list[Conversion]:
    """Return the types into which all of the elements may be turned at their place."""
    ids = structural(document, schema, node_ids)
    first = document.node(ids[0])
    found: list[Conversion] = []
    for tag in _candidates(document, schema, ids):
        try:
            _, lost = _converted(document, schema, ids, tag, today, random_id)
        except NotAllowed:
            continue
        if not any(each.name in _STRUCTURE for each in lost):
            found.append(Conversion(tag, tuple(lost), _misfits(document, schema, ids, tag)))
    order = {tag: at for at, tag in enumerate(_KINDS)}
    near = _TEXTS if first.tag in _TEXTS else _TITLED
    return sorted(found, key=lambda each: (each.tag not in near, order[each.tag]))


def conversion(
    document: Document, schema: Schema, node_ids: Sequence[str], tag: str, today: date
) -> Conversion:
    """Return what turning elements into one type would mean; raise ``NotAllowed`` for never."""
    ids = structural(document, schema, node_ids)
    _, lost = _converted(document, schema, ids, tag, today, random_id)
    return Conversion(tag, tuple(lost), _misfits(document, schema, ids, tag))


def convert(
    document: Document,
    schema: Schema,
    node_ids: Sequence[str],
    tag: str,
    today: date,
    new_id: NewId = random_id,
) -> Document:
    """Turn elements into another type.

    Paragraphs side by side become the items of one list, and a list the paragraphs that were its
    items. A paragraph that becomes a heading takes the blocks behind it into its section. Raises
    ``NotAllowed`` where the place does not let the new type stand.
    """
    ids = structural(document, schema, node_ids)
    return _converted(document, schema, ids, tag, today, new_id)[0]


def _candidates(document: Document, schema: Schema, ids: Sequence[str]) -> list[str]:
    common: set[str] | None = None
    for node_id in ids:
        node, parent = document.node(node_id), place(document, node_id)[0]
        element_type = schema.element(parent.tag)
        if node.tag not in _KINDS or element_type is None:
            return []
        tags = {*offered(document, element_type.child_tags, parent.tag)} - {node.tag}
        common = tags if common is None else common & tags
    return [tag for tag in _KINDS if tag in (common or ())]


def _converted(
    document: Document,
    schema: Schema,
    ids: Sequence[str],
    tag: str,
    today: date,
    new_id: NewId,
) -> tuple[Document, list[Loss]]:
    making = Retyping(schema, profile_of(document.root), today, new_id)
    lost: list[Loss] = []
    for run in runs(document, ids):
        if tag == _FROM_LIST and all(document.node(each).tag == "paragraph" for each in run):
            document = _listed(document, schema, making, run)
            continue
        for node_id in run:
            node = document.node(node_id)
            if node.tag == _FROM_LIST and tag == "paragraph":
                document = _unlisted(document, schema, node)
                continue
            made = making.retyped(node, tag)
            if made is None:
                raise NotAllowed("error.no-conversion", element=node.tag, expected=tag)
            lost += made.lost
            document = _in_place(document, schema, node, made)
    return document, lost


def _in_place(document: Document, schema: Schema, node: Node, made: Retyped) -> Document:
    parent, at = place(document, node.id or "")
    content = (*parent.content[:at], made.node, *parent.content[at + 1 :])
    if not accepts(schema, parent, content):
        content = _elsewhere(schema, parent, at, made.node)
    done = document.updated(parent_id_of(parent), lambda each: each.with_content(content))
    return follow_passages(done, node.id or "", [made.node])


def _elsewhere(schema: Schema, parent: Node, at: int, made: Node) -> tuple[Node | str, ...]:
    """Put the new element where its kind stands; text behind a new heading goes into it."""
    old = parent.content[at]
    assert isinstance(old, Node)
    end = at + 1
    if old.tag in FLOW and made.tag not in FLOW:
        while end < len(parent.content) and _is_flow(parent.content[end]):
            end += 1
        taken = put_in(schema, made, parent.content[at + 1 : end])
        if taken is None:
            raise NotAllowed("error.not-allowed-here", element=made.tag, parent=parent.tag)
        made = taken
    rest = parent.with_content((*parent.content[:at], *parent.content[end:]))
    wanted = position_near(schema, rest, made.tag, at)
    if wanted is None or ((made.tag not in FLOW) != (old.tag not in FLOW) and wanted != at):
        raise NotAllowed("error.not-allowed-here", element=made.tag, parent=parent.tag)
    return (*rest.content[:wanted], made, *rest.content[wanted:])


def _listed(document: Document, schema: Schema, making: Retyping, run: list[str]) -> Document:
    """Make one list of neighbouring paragraphs."""
    made = [making.retyped(document.node(each), "list") for each in run]
    if any(each is None or each.lost for each in made):
        raise NotAllowed("error.no-conversion", element="paragraph", expected="list")
    parent, at = place(document, run[0])
    last = place(document, run[-1])[1]
    lists = [each.node for each in made if each is not None]
    items: list[Node | str] = []
    left = iter(lists)
    for part in parent.content[at : last + 1]:
        is_paragraph = isinstance(part, Node) and part.id in run
        items.extend(next(left).content if is_paragraph else (part,))
    content = (*parent.content[:at], lists[0].with_content(items), *parent.content[last + 1 :])
    if not accepts(schema, parent, content):
        raise NotAllowed("error.not-allowed-here", element="list", parent=parent.tag)
    return document.updated(parent_id_of(parent), lambda each: each.with_content(content))


def _unlisted(document: Document, schema: Schema, node: Node) -> Document:
    """Put the items of a list in its place as paragraphs; nested lists stay lists."""
    parent, at = place(document, node.id or "")
    parts: list[Node | str] = []
    for part in node.content:
        if isinstance(part, Node) and part.tag == "item":
            parts.extend(as_paragraph(part))
        else:
            parts.append(part)
    content = (*parent.content[:at], *parts, *parent.content[at + 1 :])
    if not accepts(schema, parent, content):
        raise NotAllowed("error.not-allowed-here", element="paragraph", parent=parent.tag)
    document = document.updated(parent_id_of(parent), lambda each: each.with_content(content))
    first = next(part.id for part in parts if isinstance(part, Node) and part.id)
    return redirected(document, {node.id or "": first or ""})


def _misfits(document: Document, schema: Schema, ids: Sequence[str], tag: str) -> tuple[str, ...]:
    """Who refers to the elements, but may not refer to one of the new type."""
    kinds = {document.node(each).tag for each in ids}
    if not any(
        kinds & set(attribute.targets)
        for attributes in schema.reference_attributes.values()
        for attribute in attributes
    ):
        return ()
    wanted = set(ids)
    return tuple(
        dict.fromkeys(
            each.holder_id
            for each in references_to(document, ids)
            if each.target_id in wanted and each.targets and tag not in each.targets
        )
    )


def _is_flow(part: Node | str) -> bool:
    return isinstance(part, Node) and (part.tag in FLOW or not part.is_element)
