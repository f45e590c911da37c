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

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_PIECE = 2000
"""How many parts are encoded at a time."""


class NotXml(ValueError):
    """A document that XML cannot hold, which no edit should have let through."""


def to_bytes(document: Document, mixed_tags: frozenset[str]) -> bytes:
    """Return the canonical form of a document."""
    parts = Writer(document, mixed_tags).document_parts()
    # In pieces, each given back when it was encoded: one call on eleven megabytes, or giving
    # back all its parts at once, would hold up the window that waits for nothing.
    parts.reverse()
    data = bytearray()
    while parts:
        piece = parts[: -_PIECE - 1 : -1]
        del parts[-_PIECE:]
        data += encoded(piece)
        give_way()
    return bytes(data)


def encoded(parts: list[str]) -> bytes:
    """Return parts as bytes; raise ``NotXml`` for what XML cannot hold."""
    text = "".join(parts)
    if not holds(text):
        raise NotXml("a character that XML forbids")
    return text.encode("utf-8")


def node_text(node: Node, mixed_tags: frozenset[str], namespaces: Namespaces = ()) -> str:
    """Return one element in the canonical form, without namespace declarations."""
    writer = Writer(Document(node, namespaces=namespaces), mixed_tags)
    writer.block(node, 0, "")
    return "".join(writer.parts)


class Writer:
    """Writes the elements of one document in the canonical form, part by part."""

    def __init__(self, document: Document, mixed_tags: frozenset[str]) -> None:
        self.parts: list[str] = []
        self._document = document
        self._mixed = mixed_tags
        self._prefixes = {uri: prefix for prefix, uri in reversed(document.namespaces)}
        self._names: dict[str, str] = {}

    @property
    def invents_prefixes(self) -> bool:
        """Whether a namespace was met that the document has no prefix for."""
        return len(self._prefixes) > len({uri for _, uri in self._document.namespaces})

    def document_parts(self) -> list[str]:
        """Write the whole document and return all parts."""
        document = self._document
        put = self.parts.append
        put(DECLARATION)
        for node in document.prolog:
            self.block(node, 0, "")
        body_at = len(self.parts)
        self.block(document.root, 0, "\0")
        for node in document.epilog:
            self.block(node, 0, "")
        root_at = next(at for at in range(body_at, len(self.parts)) if "\0" in self.parts[at])
        self.parts[root_at] = self.parts[root_at].replace("\0", self.declarations(), 1)
        return self.parts

    def declarations(self) -> str:
        """The namespaces of the root; prefixes are complete only when all names were written."""
        pairs = {*self._document.namespaces, *((at, uri) for uri, at in self._prefixes.items())}
        declared = (f' xmlns:{prefix}="{uri.translate(_VALUE)}"' for prefix, uri in sorted(pairs))
        return f' xmlns="{NAMESPACE}"' + "".join(declared)

    def block(self, node: Node, depth: int, declarations: str) -> None:
        """Write a node on lines of its own."""
        give_way()
        if self.is_line(node):
            self.line(node, depth, declarations)
            return
        start, end = self.frame(node, depth, declarations)
        self.parts.append(start)
        for part in node.content:
            self.block(part, depth + 1, "")  # type: ignore[arg-type]
        self.parts.append(end)

    def is_line(self, node: Node) -> bool:
        """Whether a node stands on one line with all that is in it."""
        tag = node.tag
        return not node.content or tag[0] in "#{" or tag in self._mixed or _has_text(node)

    def line(self, node: Node, depth: int, declarations: str = "") -> None:
        """Write a node on one line."""
        self.parts.append("  " * depth)
        self.inline(node, declarations)
        self.parts.append("\n")

    def frame(self, node: Node, depth: int, declarations: str = "") -> tuple[str, str]:
        """Return the lines before and after what is in a node."""
        indent, name = "  " * depth, self._name(node.tag)
        return (
            f"{indent}<{name}{declarations}{self._attributes(node)}>\n",
            f"{indent}</{name}>\n",
        )

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
            content = node.content
            if not content:
                put(start + "/>")
                return
            if len(content) == 1 and isinstance(content[0], str):
                put(f"{start}>{_escaped(content[0])}</{name}>")
                return
            put(start + ">")
            for part in content:
                if isinstance(part, str):
                    put(_escaped(part))
                else:
                    self.inline(part, nameless=nameless)
            put(f"</{name}>")

    def _attributes(self, node: Node) -> str:
        text = ""
        for name, value in node.attributes:
            # Ids and most values need no escaping, and asking for that costs a tenth.
            written = value if value.isalnum() else value.translate(_VALUE)
            text += f' {name if name[0] != "{" else self._name(name)}="{written}"'
        return text

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
