"""Write one document again and again in the canonical form, each time only what was edited.

Eleven megabytes take a third of a second to write and a few milliseconds to put together again
from the bytes of the elements that are the same objects as before.
"""

from __future__ import annotations

from threading import Lock

from strategy_editor.document.document import Document, Namespaces
from strategy_editor.document.node import Node
from strategy_editor.pacing import give_way
from strategy_editor.storage.formatting import DECLARATION, Writer, encoded, to_bytes

_SMALL = 8192
"""Bytes up to which an element is written anew as a whole."""
_FEW = 12
"""Lines in an element that is written at once, whatever their length."""
_SPARE = 500

Pieces = tuple[bytes, ...]


class Rewriter:
    """Keeps the bytes of a document's elements; one that is called waits for another call.

    What is kept are the elements too large to be written anew, as the pieces that they consist
    of, and the largest ones below them that are small.
    """

    def __init__(self, mixed_tags: frozenset[str]) -> None:
        self._mixed = mixed_tags
        self._lock = Lock()
        self._namespaces: Namespaces = ()
        self._known: dict[int, tuple[Node, int, Pieces]] = {}
        self._limit = 0

    def to_bytes(self, document: Document) -> bytes:
        """Return what ``formatting.to_bytes`` does."""
        with self._lock:
            if document.namespaces != self._namespaces:
                self._forget()
                self._namespaces = document.namespaces
            writer = Writer(document, self._mixed)
            pieces = self._document(document, writer)
            if writer.invents_prefixes:
                # They depend on what comes first, so no part can be written by itself.
                self._forget()
                return to_bytes(document, self._mixed)
            self._tidy(document.root)
            return b"".join(pieces)

    def _document(self, document: Document, writer: Writer) -> list[bytes]:
        pieces = [DECLARATION.encode()]
        for node in document.prolog:
            pieces += _written(node, 0, writer)
        pieces += self._pieces(document.root, 0, writer, writer.declarations())
        for node in document.epilog:
            pieces += _written(node, 0, writer)
        return pieces

    def _pieces(self, node: Node, depth: int, writer: Writer, declarations: str = "") -> Pieces:
        known = self._known.get(id(node))
        if known is not None and known[1] == depth and not declarations:
            return known[2]
        give_way()
        if writer.is_line(node) or _is_short(node, writer):
            return _written(node, depth, writer, declarations)
        start, end = (encoded([text]) for text in writer.frame(node, depth, declarations))
        inside = [(part, self._pieces(part, depth + 1, writer)) for part in node.content]  # type: ignore[arg-type]
        pieces = (start, *(piece for _, below in inside for piece in below), end)
        if sum(map(len, pieces)) < _SMALL:
            return (b"".join(pieces),)
        for part, below in inside:
            self._known[id(part)] = (part, depth + 1, below)  # type: ignore[assignment]
        return pieces

    def _tidy(self, root: Node) -> None:
        """Let go of elements that are not in this root, once there are many of them."""
        if len(self._known) > self._limit:
            if self._limit:
                known, nodes = self._known, root.walk()
                self._known = {id(node): known[id(node)] for node in nodes if id(node) in known}
            self._limit = 2 * len(self._known) + _SPARE

    def _forget(self) -> None:
        self._known.clear()
        self._limit = 0


def _is_short(node: Node, writer: Writer) -> bool:
    return len(node.content) <= _FEW and all(map(writer.is_line, node.content))  # type: ignore[arg-type]


def _written(node: Node, depth: int, writer: Writer, declarations: str = "") -> Pieces:
    writer.block(node, depth, declarations)
    data = encoded(writer.parts)
    writer.parts.clear()
    return (data,)
