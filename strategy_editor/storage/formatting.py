"""The canonical form: the one way in which this program writes a strategy.

UTF-8 with declaration, two blanks of indentation, attributes sorted by name with ``id`` among
them, all namespaces declared at the root (the vocabulary as default, others by prefix, sorted),
elements that hold text on one line, ``\\n`` as line end and at the end of the file.
"""

from __future__ import annotations

from strategy_editor.document.characters import holds
from strategy_editor.document.document import Document, Namespaces
from strategy_editor.document.node import COMMENT, INSTRUCTION, Node
from strategy_editor.pacing import give_way
from strategy_editor.schema.catalog import NAMESPACE
from strategy_editor.storage.elements import raw_text

_TEXT = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;"))
_VALUE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)

_PIECE = 2000
"""How many parts are encoded at a time."""


class NotXml(ValueError):
    """A document that XML cannot hold, which no edit should have let through."""


def to_bytes(document: Document, mixed_tags: frozenset[str]) -> bytes:
    """Return the canonical form of a document."""
    parts = _Writer(document, mixed_tags).document_parts()
    # In pieces, each given back when it was encoded: one call on eleven megabytes, or giving
    # back all its parts at once, would hold up the window that waits for nothing.
    parts.reverse()
    data = bytearray()
    while parts:
        piece = parts[: -_PIECE - 1 : -1]
        del parts[-_PIECE:]
        data += _encoded(piece)
        give_way()
    return bytes(data)


def _encoded(parts: list[str]) -> bytes:
    text = "".join(parts)
    if not holds(text):
        raise NotXml("a character that XML forbids")
    return text.encode("utf-8")


def node_text(node: Node, mixed_tags: frozenset[str], namespaces: Namespaces = ()) -> str:
    """Return one element in the canonical form, without namespace declarations."""
    writer = _Writer(Document(node, namespaces=namespaces), mixed_tags)
    writer.block(node, 0, "")
    return "".join(writer.parts)


class _Writer:
    def __init__(self, document: Document, mixed_tags: frozenset[str]) -> None:
        self.parts: list[str] = []
        self._document = document
        self._mixed = mixed_tags
        self._prefixes = {uri: prefix for prefix, uri in reversed(document.namespaces)}
        self._names: dict[str, str] = {}

    def document_parts(self) -> list[str]:
        document = self._document
        put = self.parts.append
        put('<?xml version="1.0" encoding="UTF-8"?>\n')
        for node in document.prolog:
            self.block(node, 0, "")
        body_at = len(self.parts)
        self.block(document.root, 0, "\0")
        for node in document.epilog:
            self.block(node, 0, "")
        root_at = next(at for at in range(body_at, len(self.parts)) if "\0" in self.parts[at])
        self.parts[root_at] = self.parts[root_at].replace("\0", self._declarations(), 1)
        return self.parts

    def _declarations(self) -> str:
        """The namespaces of the root; prefixes are complete only when all names were written."""
        pairs = {*self._document.namespaces, *((at, uri) for uri, at in self._prefixes.items())}
        declared = (f' xmlns:{prefix}="{uri.translate(_VALUE)}"' for prefix, uri in sorted(pairs))
        return f' xmlns="{NAMESPACE}"' + "".join(declared)

    def block(self, node: Node, depth: int, declarations: str) -> None:
        """Write a node on lines of its own."""
        give_way()
        put = self.parts.append
        indent = "  " * depth
        content = node.content
        if not content or node.tag[0] in "#{" or node.tag in self._mixed or _has_text(node):
            put(indent)
            self.inline(node, declarations)
            put("\n")
            return
        name = self._name(node.tag)
        put(f"{indent}<{name}{declarations}{self._attributes(node)}>\n")
        for part in content:
            self.block(part, depth + 1, "")  # type: ignore[arg-type]
        put(f"{indent}</{name}>\n")

    def inline(self, node: Node, declarations: str = "", *, nameless: bool = False) -> None:
        """Write a node and all below it as it is, without adding white space.

        ``nameless`` says that it stands in an element of no namespace at all.
        """
        put = self.parts.append
        if node.tag == COMMENT:
            put(f"<!--{_comment(raw_text(node))}-->")
        elif node.tag == INSTRUCTION:
            data = raw_text(node).replace("?>", "? >")
            put(f"<?{node.get('target')}{' ' if data else ''}{data}?>")
        else:
            name = self._name(node.tag)
            if nameless != node.tag.startswith("{}") and (nameless is False or ":" not in name):
                nameless = not nameless
                declarations += ' xmlns=""' if nameless else f' xmlns="{NAMESPACE}"'
            start = f"<{name}{declarations}{self._attributes(node)}"
            if not node.content:
                put(start + "/>")
                return
            put(start + ">")
            for part in node.content:
                if isinstance(part, str):
                    put(_escaped(part))
                else:
                    self.inline(part, nameless=nameless)
            put(f"</{name}>")

    def _attributes(self, node: Node) -> str:
        return "".join(
            f' {name if name[0] != "{" else self._name(name)}="{value.translate(_VALUE)}"'
            for name, value in node.attributes
        )

    def _name(self, name: str) -> str:
        if name[0] != "{":
            return name
        if name.startswith("{}"):
            return name[2:]
        if name not in self._names:
            uri, _, local = name[1:].partition("}")
            self._names[name] = f"{self._prefix(uri)}:{local}"
        return self._names[name]

    def _prefix(self, uri: str) -> str:
        if uri not in self._prefixes:
            taken = {*dict(self._document.namespaces), *self._prefixes.values()}
            number = 1
            while f"ns{number}" in taken:
                number += 1
            self._prefixes[uri] = f"ns{number}"
        return self._prefixes[uri]


def _has_text(node: Node) -> bool:
    return any(part.__class__ is str for part in node.content)


def _escaped(text: str) -> str:
    # Four searches cost far less than one str.translate over long texts.
    for character, escape in _TEXT:
        if character in text:
            text = text.replace(character, escape)
    return text


def _comment(text: str) -> str:
    """XML forbids two hyphens in a comment, and one at its end."""
    while "--" in text:
        text = text.replace("--", "- -")
    return text + " " if text.endswith("-") else text
