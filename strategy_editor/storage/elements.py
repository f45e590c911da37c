"""Translate between lxml elements and nodes: with ``formatting`` the only place knowing both."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from strategy_editor.document.document import Namespaces
from strategy_editor.document.node import COMMENT, INSTRUCTION, Node
from strategy_editor.pacing import give_way
from strategy_editor.schema.catalog import NAMESPACE

XML_NAMESPACE = "{http://www.w3.org/XML/1998/namespace}"
_OWN = "{" + NAMESPACE + "}"


class FromElements:
    """Convert elements to nodes; names are shared, so that they compare by identity."""

    def __init__(self, mixed_tags: frozenset[str]) -> None:
        self._mixed = mixed_tags
        self._tags: dict[str, tuple[str, bool]] = {}
        self._names: dict[str, str] = {}

    def node(self, element: etree._Element) -> Node:
        """Convert an element and all below it."""
        # Forty thousand calls on a large file: one function, few names looked up.
        name = element.tag
        if name.__class__ is not str:
            return other_node(element)
        tag, keeps_blanks = self._tags.get(name) or self._tag(name)
        items = element.items()
        if len(items) > 1 or (items and items[0][0] != "id"):
            items = self._attributes(items)
        text = element.text
        if len(element) == 0:
            if text and (keeps_blanks or not text.isspace()):
                return Node(tag, tuple(items), (text,))
            return Node(tag, tuple(items))
        convert = self.node
        if not keeps_blanks and not _holds_text(element, text):
            return Node(tag, tuple(items), tuple([convert(child) for child in element]))
        content: list[Node | str] = [text] if text else []
        for child in element:
            content.append(convert(child))
            if child.tail:
                content.append(child.tail)
        return Node(tag, tuple(items), tuple(content))

    @property
    def met_foreign_names(self) -> bool:
        """Whether a name of another namespace came up."""
        return any(name[0] == "{" for name in self._names.values()) or any(
            tag[0][0] == "{" for tag in self._tags.values()
        )

    def _attributes(self, items: list[tuple[str, str]]) -> list[tuple[str, str]]:
        names = self._names
        return sorted([(names.get(name) or self._attribute(name), value) for name, value in items])

    def _tag(self, name: str) -> tuple[str, bool]:
        # An element of no namespace must not be taken for one of ours.
        tag = name.removeprefix(_OWN) if name[0] == "{" else "{}" + name
        return self._tags.setdefault(name, (tag, tag in self._mixed or tag[0] == "{"))

    def _attribute(self, name: str) -> str:
        # Our attributes belong to no namespace: one that does must not be taken for them.
        short = name
        if name.startswith(XML_NAMESPACE):
            short = "xml:" + name[len(XML_NAMESPACE) :]
        return self._names.setdefault(name, short)


def _holds_text(element: etree._Element, text: str | None) -> bool:
    """Whether text stands where the schema wants elements only; it is kept as it is."""
    if text and not text.isspace():
        return True
    return any(child.tail and not child.tail.isspace() for child in element)


def other_node(element: etree._Element) -> Node:
    """Convert a comment or processing instruction."""
    text = element.text or ""
    if not isinstance(element, etree._ProcessingInstruction):  # noqa: SLF001
        return Node(COMMENT, (), (text,))
    return Node(INSTRUCTION, (("target", element.target or ""),), (text,) if text else ())


def to_element(node: Node, namespaces: Namespaces = ()) -> etree._Element:
    """Convert a node and all below it to a new lxml tree."""
    nsmap: Mapping[str | None, str] = {None: NAMESPACE, **dict(namespaces)}
    element = etree.Element(full_name(node.tag), _attributes(node), nsmap=nsmap)
    fill(element, node)
    return element


def fill(element: etree._Element, node: Node) -> None:
    """Append a node's content to an element that has none yet."""
    give_way()
    last: etree._Element | None = None
    for part in node.content:
        if isinstance(part, str):
            if last is None:
                element.text = (element.text or "") + part
            else:
                last.tail = (last.tail or "") + part
        else:
            last = append(element, part)


def append(parent: etree._Element, node: Node) -> etree._Element:
    """Append a converted node to an element and return it."""
    if node.tag == COMMENT:
        child: etree._Element = etree.Comment(raw_text(node))
        parent.append(child)
    elif node.tag == INSTRUCTION:
        child = etree.ProcessingInstruction(node.get("target"), raw_text(node))
        parent.append(child)
    else:
        child = etree.SubElement(parent, full_name(node.tag), _attributes(node))
        if node.content:
            fill(child, node)
    return child


def raw_text(node: Node) -> str:
    """Return the text of a comment or processing instruction."""
    return "".join(part for part in node.content if isinstance(part, str))


def full_name(tag: str) -> str:
    """Return a tag as lxml wants it."""
    if tag[0] != "{":
        return _OWN + tag
    return tag.removeprefix("{}")


def attribute_name(name: str) -> str:
    """Return an attribute's name as lxml wants it."""
    return XML_NAMESPACE + name[4:] if name.startswith("xml:") else name


def _attributes(node: Node) -> dict[str, str]:
    return {attribute_name(name): value for name, value in node.attributes}
