"""The annotations as a section at the end: who said what of which passage, and the replies.

Papers without comments of their own have them there, when they are asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_of
from strategy_editor.exchange.ledger import Entry
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.runs import Run
from strategy_editor.exchange.reading.tidy import collapsed, said
from strategy_editor.exchange.setting.pieces import Heading, ListItem, ListPiece, Piece

_HEADING = "annotations-of-this-edition"
_DAY = len("2014-04-29")


def annotation_pieces(
    reader: Reader, printed: Collection[str]
) -> tuple[tuple[Piece, ...], list[Entry]]:
    """Return heading and list, nothing where there are none; and those without a place.

    ``printed`` are the ids of the elements that a reference can lead to.
    """
    annotations = reader.root.child("annotations") or Node("annotations")
    items, lost = [], []
    owners = _owners(reader.root)
    for each in annotations.children_of("annotation"):
        if each.get("target") in printed:
            items.append(_item(reader, each, owners))
        else:
            lost.append(Entry("annotation-unplaced", each.get("target")))
    if not items:
        return (), lost
    heading = Heading(1, "", reader.word("annotations"), _HEADING, "heading")
    return (heading, ListPiece("number", tuple(items))), lost


def _item(reader: Reader, annotation: Node, owners: dict[str, Node]) -> ListItem:
    state = reader.choice("annotation", "state", annotation.get("state"))
    replies = tuple(
        ListItem(tuple(_spoken(reader, reply, reader.word("reply"))))
        for reply in annotation.children_of("reply")
    )
    runs = [*_spoken(reader, annotation, state), *_about(reader, annotation, owners)]
    return ListItem(
        tuple(runs), annotation.id or "", (ListPiece("bullet", replies),) if replies else ()
    )


def _spoken(reader: Reader, node: Node, kind: str) -> Iterator[Run]:
    """Who said it and when, then the words."""
    day = reader.date(node.get("created")[:_DAY])
    who = ", ".join(filter(None, (node.get("author"), day, kind)))
    yield from said(f"{who}:", "label")
    comment = node.child("comment")
    if comment is not None:
        yield from said(" ")
        yield from collapsed(reader.runs(comment))


def _about(reader: Reader, annotation: Node, owners: dict[str, Node]) -> Iterator[Run]:
    """The passage that it is about, with a way to it."""
    target = annotation.get("target")
    owner = owners.get(target)
    place = reader.heading(owner).replace("\u2002", " ") if owner is not None else target
    yield from said(f" {reader.word('annotation-about')} ")
    yield from said(place, target=target)
    quote = annotation.child("quote")
    if quote is not None:
        yield from said(f": {reader.word('quoted', text=quote.get('exact'))}")


def _owners(root: Node) -> dict[str, Node]:
    """By the id of each element the nearest one with a title around it, or itself."""
    found: dict[str, Node] = {}

    def enter(node: Node, owner: Node) -> None:
        owner = node if title_of(node) else owner
        if node.id is not None:
            found[node.id] = owner
        for child in node.children:
            enter(child, owner)

    enter(root, root)
    return found
