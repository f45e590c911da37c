"""Pieces of documents as XML in a string, as conflicts and choices keep them.

A piece without foreign names is written plainly; otherwise it stands in an element ``text`` that
declares the namespaces.
"""

from __future__ import annotations

from pathlib import Path

from strategy_editor.document.content import Content
from strategy_editor.document.document import Document, Namespaces
from strategy_editor.document.node import Node
from strategy_editor.errors import CannotRead
from strategy_editor.schema.catalog import NAMESPACE, VERSION, current_schema
from strategy_editor.storage.formatting import to_bytes
from strategy_editor.storage.reading import parse, to_document

_PLAIN = (f'<text xmlns="{NAMESPACE}">', "</text>")
_DECLARED = "<text xmlns"
_NOWHERE = Path("piece")


class NotAPiece(ValueError):
    """A string that is no well-formed piece of a strategy."""


def piece_of(content: Content, namespaces: Namespaces = ()) -> str:
    """Write running text or elements as a string."""
    needed = tuple((prefix, uri) for prefix, uri in namespaces if _mentions(content, uri))
    piece = Document(Node("text", (), content), namespaces=needed)
    written = to_bytes(piece, current_schema().mixed_tags).decode()
    written = written.partition("\n")[2].removesuffix("\n")
    if written == f'<text xmlns="{NAMESPACE}"/>':
        return ""
    start, end = _PLAIN
    if written.startswith(start):
        return written[len(start) : -len(end)]
    return written


def content_in(piece: str) -> Content:
    """Read running text; raise ``NotAPiece`` where it is not well-formed."""
    return _parsed(piece)


def node_in(piece: str) -> Node | str:
    """Read one element, comment or text; raise ``NotAPiece`` where there is another number."""
    content = _parsed(piece)
    if len(content) != 1:
        raise NotAPiece(piece)
    return content[0]


def plain(content: Content) -> str:
    """Return the words alone."""
    return "".join(
        part if isinstance(part, str) else part.text
        for part in content
        if isinstance(part, str) or part.tag[0] != "#"
    )


def _parsed(piece: str) -> Content:
    inner = piece if piece.startswith(_DECLARED) else f"<text>{piece}</text>"
    whole = f'<strategy xmlns="{NAMESPACE}" id="s" version="{VERSION}">{inner}</strategy>'
    try:
        root = to_document(parse(_NOWHERE, whole.encode("utf-8"))).root
    except (CannotRead, UnicodeEncodeError):
        raise NotAPiece(piece) from None
    if len(root.children) != 1 or len(root.content) != 1:
        raise NotAPiece(piece)
    return root.children[0].content


def _mentions(content: Content, uri: str) -> bool:
    name = "{" + uri + "}"
    return any(
        each.tag.startswith(name) or any(key.startswith(name) for key, _ in each.attributes)
        for part in content
        if isinstance(part, Node)
        for each in part.walk()
    )
