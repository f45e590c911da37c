"""Items, listed one by one with their depth, as lists inside lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from strategy_editor.document.node import Node
from strategy_editor.exchange.reading.blocks import Block
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.tidy import collapsed
from strategy_editor.exchange.setting.pieces import ListItem, ListPiece


def list_pieces(reader: Reader, listed: Sequence[Block]) -> Iterator[ListPiece]:
    """Yield the lists that neighbouring items belong to, each with all that is inside it."""
    shown: set[int] = set()
    for block in listed:
        owner = _list_of(reader, block)
        if block.level == 0 and id(owner) not in shown:
            shown.add(id(owner))
            yield _list(reader, owner)


def _list_of(reader: Reader, block: Block) -> Node:
    parent = reader.document.parent(block.node_id) if block.node_id else None
    return (
        parent if parent is not None and parent.tag == "list" else Node("list", (), (block.node,))
    )


def _list(reader: Reader, node: Node) -> ListPiece:
    items = tuple(_item(reader, item) for item in node.children_of("item"))
    return ListPiece(node.get("kind") or "bullet", items)


def _item(reader: Reader, node: Node) -> ListItem:
    text = node.child("text")
    runs = tuple(collapsed(reader.runs(text))) if text is not None else ()
    return ListItem(
        runs, node.id or "", tuple(_list(reader, each) for each in node.children_of("list"))
    )
