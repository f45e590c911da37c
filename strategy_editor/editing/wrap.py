"""Put elements into a new container, and take a container away around its content."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.texts import wording
from strategy_editor.editing.assembling import FLOW, accepts, is_complete, put_in
from strategy_editor.editing.blank import NewId, blank, random_id
from strategy_editor.editing.edits import NotAllowed, place
from strategy_editor.editing.offering import offered
from strategy_editor.editing.reanchoring import follow_passages
from strategy_editor.editing.references import redirected, references_to
from strategy_editor.editing.selection import one_run, parent_id_of, span, structural
from strategy_editor.schema.model import Schema

_CONTAINERS = (
    "box", "section", "claim", "field", "part", "goal", "context", "reading-guide", "governance",
)  # fmt: skip
_TITLES = ("title", "short-title")


def wrappers(document: Document, schema: Schema, node_ids: Sequence[str], today: date) -> list[str]:
    """Return the tags of containers that may be put around neighbouring elements."""
    ids = structural(document, schema, node_ids)
    found: list[str] = []
    for tag in offered(document, _CONTAINERS, place(document, ids[0])[0].tag):
        try:
            _wrapped(document, schema, ids, tag, "–", today, random_id)
        except NotAllowed:
            continue
        found.append(tag)
    return found


def wrap(
    document: Document,
    schema: Schema,
    node_ids: Sequence[str],
    tag: str,
    title: str,
    today: date,
    new_id: NewId = random_id,
) -> tuple[Document, str]:
    """Put neighbouring elements into a new container; return the document and its id.

    Raises ``NotAllowed`` where they are no neighbours, or where such a container may not stand
    there or not hold them.
    """
    ids = structural(document, schema, node_ids)
    return _wrapped(document, schema, ids, tag, title, today, new_id)


def _wrapped(
    document: Document,
    schema: Schema,
    ids: Sequence[str],
    tag: str,
    title: str,
    today: date,
    new_id: NewId,
) -> tuple[Document, str]:
    run = one_run(document, ids)
    parent, start, stop = span(document, run)
    fresh = blank(schema, tag, title, today, new_id)
    # Required parts such as a goal's statement stay, as fields to be filled.
    shell = put_in(schema, fresh, parent.content[start:stop])
    if shell is None or not is_complete(schema, shell):
        raise NotAllowed("error.not-in-such", element=document.node(run[0]).tag, parent=tag)
    content = (*parent.content[:start], shell, *parent.content[stop:])
    if not accepts(schema, parent, content):
        raise NotAllowed("error.not-allowed-here", element=tag, parent=parent.tag)
    parent_id = parent_id_of(parent)
    done = document.updated(parent_id, lambda each: each.with_content(content))
    return done, shell.id or ""


def unwrap(
    document: Document, schema: Schema, node_id: str, new_id: NewId = random_id
) -> tuple[Document, list[str]]:
    """Put the content of a container in its place; return the ids of what stands there now.

    Its own texts become paragraphs, titles in bold. Raises ``NotAllowed`` where something would
    be lost or would stand where it may not.
    """
    (node_id,) = structural(document, schema, [node_id])
    parent, at = place(document, node_id)
    node = document.node(node_id)
    parts = [_freed(schema, node, part, new_id) for part in node.content]
    kept = [part for part in parts if part is not None]
    if node.tag == "list" or not any(isinstance(part, Node) and part.id for part in node.content):
        raise NotAllowed("error.nothing-inside", element=node.tag)
    content = (*parent.content[:at], *kept, *parent.content[at + 1 :])
    if not accepts(schema, parent, content):
        content = _in_groups(schema, parent, at, kept)
    ids = [part.id for part in kept if isinstance(part, Node) and part.id is not None]
    done = document.updated(parent_id_of(parent), lambda each: each.with_content(content))
    done = follow_passages(done, node_id, (part for part in kept if isinstance(part, Node)))
    return _referring_to(done, document, node, ids[0]), ids


def can_unwrap(document: Document, schema: Schema, node_id: str) -> bool:
    """Whether a container can be taken away around its content."""
    try:
        unwrap(document, schema, node_id)
    except NotAllowed:
        return False
    return True


def _freed(schema: Schema, node: Node, part: Node | str, new_id: NewId) -> Node | str | None:
    """Return what becomes of a part: a text without id becomes a paragraph."""
    if isinstance(part, str) or not part.is_element or part.id is not None:
        return part
    text = wording(part)
    if not text.strip() and not part.children:
        return None
    if part.attributes or part.tag not in schema.mixed_tags:
        raise NotAllowed("error.would-lose", element=node.tag, field=part.tag)
    content = part.content
    if part.tag in _TITLES:
        content = (Node("strong", (), content),)
    return Node("paragraph", (("id", new_id()),), content)


def _in_groups(
    schema: Schema, parent: Node, at: int, parts: Sequence[Node | str]
) -> tuple[Node | str, ...]:
    """Put text where text may stand and the rest where the container stood."""
    rest = parent.with_content((*parent.content[:at], *parent.content[at + 1 :]))
    text = [part for part in parts if isinstance(part, Node) and part.tag in FLOW]
    others = [part for part in parts if part not in text]
    if any(
        isinstance(part, Node) and part.tag not in FLOW and part.id for part in _before(rest, at)
    ):
        # Text would be torn away from what stands before the container.
        text, others = [], list(parts)
    done = put_in_at(schema, rest, text, at)
    if done is not None:
        done = put_in_at(schema, done, others, at + len(text))
    if done is None:
        part = next(each for each in parts if isinstance(each, Node))
        raise NotAllowed("error.not-allowed-here", element=part.tag, parent=parent.tag)
    return done.content


def _before(parent: Node, at: int) -> tuple[Node | str, ...]:
    return parent.content[:at]


def put_in_at(schema: Schema, parent: Node, parts: Sequence[Node | str], at: int) -> Node | None:
    """Return the parent with parts put in at a position, all together, or None."""
    content = (*parent.content[:at], *parts, *parent.content[at:])
    return parent.with_content(content) if accepts(schema, parent, content) else None


def _referring_to(new: Document, old: Document, gone: Node, heir: str) -> Document:
    """Let references to a container point to what came first in it."""
    own = [each for each in references_to(old, [gone.id or ""]) if each.target_id == gone.id]
    tag = new.node(heir).tag
    for each in own:
        if each.targets and tag not in each.targets:
            raise NotAllowed("error.still-referred-to", element=gone.tag)
    return redirected(new, {gone.id or "": heir})
