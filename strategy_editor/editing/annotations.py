"""Comments on elements and passages: made, answered, resolved and found again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from strategy_editor.document.anchoring import (
    Quote,
    common_end,
    find,
    occurrences,
    quote_of,
    quoted_in,
)
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.document.texts import wording
from strategy_editor.editing.blank import NewId, random_id
from strategy_editor.editing.edits import insert
from strategy_editor.schema.catalog import current_schema

OPEN, RESOLVED = "open", "resolved"


@dataclass(frozen=True)
class Reply:
    """An answer to an annotation."""

    id: str
    author: str
    created: str
    text: str


@dataclass(frozen=True)
class Annotation:
    """A comment on an element, or on a passage of it where there is a quote."""

    id: str
    target: str
    author: str
    created: str
    state: str
    text: str
    quote: Quote | None
    replies: tuple[Reply, ...]


@dataclass(frozen=True)
class Place:
    """Where a passage stands: the field of the element and the stretch of its wording."""

    field: str
    start: int
    end: int


def all_annotations(root: Node) -> list[Annotation]:
    """Return all annotations of a document in the order of the file."""
    kept = root.child("annotations")
    return [_read(each) for each in kept.children_of("annotation")] if kept is not None else []


def place_of(document: Document, annotation: Annotation) -> Place | None:
    """Return where the passage of an annotation stands now; None where it is lost."""
    node = document.find(annotation.target)
    if node is None or annotation.quote is None:
        return None
    found = [
        Place(field, *span)
        for field, text in texts_of(node)
        if (span := find(text, annotation.quote)) is not None
    ]
    return found[0] if len(found) == 1 else None


def is_lost(document: Document, annotation: Annotation) -> bool:
    """Whether an annotation no longer knows what it was written about."""
    if document.find(annotation.target) is None:
        return True
    return annotation.quote is not None and place_of(document, annotation) is None


def texts_of(node: Node) -> Iterator[tuple[str, str]]:
    """Yield the fields of an element with their wording; its own running text has no name."""
    schema = current_schema()
    element_type = schema.element(node.tag)
    if element_type is not None and element_type.content in ("mixed", "text"):
        yield "", wording(node)
        return
    counted: dict[str, int] = {}
    for child in node.children:
        if child.id is None and child.tag in schema.mixed_tags:
            counted[child.tag] = counted.get(child.tag, 0) + 1
            number = counted[child.tag]
            yield (child.tag if number == 1 else f"{child.tag}#{number}"), wording(child)


def passage(node: Node, selected: str, before: str = "") -> Quote | None:
    """Return the quote for selected words of an element; None where it is open which are meant.

    Words that stand there several times are told apart by the text ``before`` the selection.
    """
    if not selected:
        return None
    found = [
        ((common_end(text[:at], before), at == len(before)), text, at)
        for _, text in texts_of(node)
        for at in occurrences(text, selected)
    ]
    found.sort(key=lambda each: each[0], reverse=True)
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    _, text, at = found[0]
    return quote_of(text, at, at + len(selected))


def annotate(
    document: Document,
    target: str,
    text: str,
    author: str,
    created: str,
    quote: Quote | None = None,
    new_id: NewId = random_id,
) -> Document:
    """Add a comment on an element or a passage of it; one without words is none."""
    if not text.strip() or target not in document:
        return document
    content: list[Node | str] = []
    if quote is not None:
        values = {"exact": quote.exact, "before": quote.before, "after": quote.after}
        content.append(element("quote", **{name: each for name, each in values.items() if each}))
    content.append(element("comment", text.strip()))
    fresh = element(
        "annotation", *content, id=new_id(), target=target, author=author or "–",
        created=created, state=OPEN,
    )  # fmt: skip
    schema, root = current_schema(), document.root
    kept = root.child("annotations")
    if kept is None:
        kept = element("annotations", fresh, id=new_id())
        return insert(document, schema, root.id or "", kept, len(root.content))
    return with_part(document, kept, kept.with_content((*kept.content, fresh)))


def reply(
    document: Document,
    annotation_id: str,
    text: str,
    author: str,
    created: str,
    new_id: NewId = random_id,
) -> Document:
    """Answer an annotation."""
    if not text.strip():
        return document
    answer = element(
        "reply", element("comment", text.strip()), id=new_id(), author=author or "–",
        created=created,
    )  # fmt: skip
    return _changed(
        document, annotation_id, lambda node: node.with_content((*node.content, answer))
    )


def set_state(document: Document, annotation_id: str, state: str) -> Document:
    """Resolve an annotation or open it again."""
    return _changed(document, annotation_id, lambda node: node.with_attribute("state", state))


def rewrite(document: Document, node_id: str, text: str) -> Document:
    """Change the words of an annotation or a reply."""
    if not text.strip():
        return document

    def update(node: Node) -> Node:
        return node.with_content(
            part.with_content((text.strip(),))
            if isinstance(part, Node) and part.tag == "comment"
            else part
            for part in node.content
        )

    return _changed(document, node_id, update)


def delete(document: Document, node_id: str) -> Document:
    """Remove an annotation with its replies, or one reply; the last takes the list with it."""
    if node_id not in document:
        return document
    document = document.updated(node_id, lambda _node: None)
    kept = document.root.child("annotations")
    return document if kept is None or kept.content else with_part(document, kept, None)


def _changed(document: Document, node_id: str, update: Callable[[Node], Node]) -> Document:
    return document.updated(node_id, update) if node_id in document else document


def with_part(document: Document, old: Node, new: Node | None) -> Document:
    """Return the document with a part of its root replaced, or without it."""
    content = document.root.content
    parts = [new if part is old else part for part in content]
    return document.with_root(
        document.root.with_content(part for part in parts if part is not None)
    )


def _read(node: Node) -> Annotation:
    quote = node.child("quote")
    return Annotation(
        node.id or "",
        node.get("target"),
        node.get("author"),
        node.get("created"),
        node.get("state"),
        node.text_of("comment"),
        None if quote is None else quoted_in(quote),
        tuple(
            Reply(each.id or "", each.get("author"), each.get("created"), each.text_of("comment"))
            for each in node.children_of("reply")
        ),
    )
