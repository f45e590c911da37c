"""Read our XSD files into element types; raise on constructs that our schemas do not use."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from lxml import etree

from strategy_editor.schema.model import (
    AttributeType,
    Choice,
    Documentation,
    ElementType,
    Particle,
    ValueType,
)

XS = "{http://www.w3.org/2001/XMLSchema}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FACETS = {
    "minLength", "maxLength", "pattern", "minInclusive", "maxInclusive", "minExclusive",
    "maxExclusive", "enumeration",
}  # fmt: skip
_GLOBAL = {"annotation", "attributeGroup", "element", "group", "import", "simpleType"}
_KNOWN = {
    "element": {"name", "type"},
    "element in a content model": {"ref", "minOccurs", "maxOccurs"},
    "any": {"namespace", "processContents", "minOccurs", "maxOccurs"},
    "attribute": {"name", "type", "ref", "use"},
}


class UnknownConstruct(ValueError):
    """The schema uses a construct this reader does not know."""


class SchemaReader:
    """One XSD file; element types are built when they are asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._root = etree.parse(path, etree.XMLParser(resolve_entities=False)).getroot()
        self._globals: dict[tuple[str, str], etree._Element] = {}
        for child in _elements(self._root):
            if _kind(child) not in _GLOBAL:
                raise UnknownConstruct(f"{_kind(child)} in a schema")
            self._globals[_kind(child), child.get("name", "")] = child
        self._value_types: dict[str, ValueType] = {}

    @property
    def namespace(self) -> str:
        """The target namespace."""
        return self._root.get("targetNamespace", "")

    @property
    def version(self) -> str:
        """The version of the vocabulary, as the ``version`` attribute of the schema says."""
        return self._root.get("version", "")

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The names of all global elements."""
        return tuple(name for kind, name in self._globals if kind == "element")

    @cached_property
    def text_tags(self) -> frozenset[str]:
        """The names of the elements with simple or mixed content, without building their types."""
        found = set()
        for (kind, name), declaration in self._globals.items():
            if kind == "element":
                complex_type = declaration.find(XS + "complexType")
                if complex_type is None or complex_type.get("mixed") == "true":
                    found.add(name)
        return frozenset(found)

    @cached_property
    def reference_attributes(self) -> dict[str, tuple[AttributeType, ...]]:
        """The attributes that refer to other elements, by tag, without building all types."""
        found = {
            tag: tuple(
                self._attribute(each)
                for each in self._declared(self._globals["element", tag])
                if each.get("type") in ("reference", "references")
            )
            for tag in self.tags
        }
        return {tag: attributes for tag, attributes in found.items() if attributes}

    def element(self, tag: str) -> ElementType:
        """Build one element type."""
        declaration = self._globals["element", tag]
        _only_known(declaration, "element")
        documentation = _documentation(declaration)
        named = declaration.get("type")
        if named is not None:
            return ElementType(tag, documentation, "text", value_type=self._value_type(named))
        complex_type = declaration.find(XS + "complexType")
        if complex_type is None:
            raise UnknownConstruct(f"{tag}: neither a type nor a complexType")
        particle = self._content(complex_type)
        if complex_type.get("mixed") == "true":
            content = "mixed"
        else:
            content = "elements" if particle is not None else "empty"
        attributes = tuple(self._attributes(complex_type))
        return ElementType(tag, documentation, content, attributes, particle)  # type: ignore[arg-type]

    def _content(self, complex_type: etree._Element) -> Particle | None:
        found: Particle | None = None
        for child in _elements(complex_type):
            kind = _kind(child)
            if kind in ("sequence", "choice", "group"):
                found = self._particle(child)
            elif kind not in ("attribute", "attributeGroup", "anyAttribute", "annotation"):
                raise UnknownConstruct(f"{kind} in a complexType")
        return found

    def _particle(self, node: etree._Element) -> Particle:
        kind = _kind(node)
        minimum = int(node.get("minOccurs", "1"))
        most = node.get("maxOccurs", "1")
        maximum = None if most == "unbounded" else int(most)
        match kind:
            case "element":
                _only_known(node, "element in a content model")
                return Particle("element", minimum, maximum, node.get("ref", ""))
            case "any":
                _only_known(node, "any")
                if node.get("namespace") != "##other":
                    raise UnknownConstruct("any of another namespace than ##other")
                return Particle("any", minimum, maximum)
            case "sequence" | "choice":
                parts = tuple(self._particle(child) for child in _elements(node))
                return Particle(kind, minimum, maximum, parts=_flat(kind, parts))
            case "group":
                (inner,) = _elements(self._globals["group", node.get("ref", "")])
                particle = self._particle(inner)
                return Particle(particle.kind, minimum, maximum, parts=particle.parts)
            case _:
                raise UnknownConstruct(f"{kind} in a content model")

    def _declared(self, declaration: etree._Element) -> Iterator[etree._Element]:
        """Yield the attribute declarations of an element, those of groups included."""
        for child in declaration.iterdescendants(XS + "attribute", XS + "attributeGroup"):
            if child.tag == XS + "attribute":
                yield child
            else:
                yield from self._declared(self._globals["attributeGroup", child.get("ref", "")])

    def _attributes(self, node: etree._Element) -> Iterator[AttributeType]:
        for child in _elements(node):
            kind = _kind(child)
            if kind == "attribute":
                yield self._attribute(child)
            elif kind == "attributeGroup":
                yield from self._attributes(self._globals["attributeGroup", child.get("ref", "")])

    def _attribute(self, node: etree._Element) -> AttributeType:
        _only_known(node, "attribute")
        if node.get("use") == "prohibited" or not (node.get("ref") or node.get("type")):
            raise UnknownConstruct(f"the attribute {node.get('name')}")
        reference = node.get("ref")
        if reference is not None:
            name, value_type = reference, ValueType("language", "language")
        else:
            name, value_type = node.get("name", ""), self._value_type(node.get("type", ""))
        targets = node.findtext(f"{XS}annotation/{XS}appinfo[@source='targets']", "").split()
        required = node.get("use") == "required"
        return AttributeType(name, value_type, required, _documentation(node), tuple(targets))

    def _value_type(self, name: str) -> ValueType:
        if name.startswith("xs:"):
            return ValueType(name[3:], name[3:])
        if name not in self._value_types:
            self._value_types[name] = self._named_value_type(name)
        return self._value_types[name]

    def _named_value_type(self, name: str) -> ValueType:
        (inner,) = (
            child
            for child in _elements(self._globals["simpleType", name])
            if child.tag != XS + "annotation"
        )
        match _kind(inner):
            case "list":
                return ValueType(name, "list")
            case "union":
                return ValueType(name, "union")
            case "restriction":
                facets = list(_elements(inner))
                unknown = {_kind(facet) for facet in facets} - _FACETS
                if unknown:
                    raise UnknownConstruct(f"facets {unknown} in {name}")
                choices = tuple(
                    Choice(facet.get("value", ""), _documentation(facet))
                    for facet in facets
                    if facet.tag == XS + "enumeration"
                )
                return ValueType(name, self._value_type(inner.get("base", "")).base, choices)
            case other:
                raise UnknownConstruct(f"{other} in {name}")


def _kind(node: etree._Element) -> str:
    """The name of a construct of XML Schema, such as ``sequence``."""
    return str(node.tag).removeprefix(XS)


def _elements(node: etree._Element) -> Iterator[etree._Element]:
    return node.iterchildren(tag=etree.Element)


def _only_known(node: etree._Element, kind: str) -> None:
    unknown = set(node.keys()) - _KNOWN[kind]
    if unknown:
        raise UnknownConstruct(f"{unknown} on {kind}")


def _flat(kind: str, parts: tuple[Particle, ...]) -> tuple[Particle, ...]:
    """Lift the alternatives of a choice within a choice; matching then stays linear."""
    if kind != "choice":
        return parts
    flat: list[Particle] = []
    for part in parts:
        if part.kind == "choice" and part.minimum == part.maximum == 1:
            flat.extend(part.parts)
        else:
            flat.append(part)
    return tuple(flat)


def _documentation(node: etree._Element) -> Documentation:
    texts: dict[str, dict[str, str]] = {"label": {}, "help": {}}
    annotation = node.find(XS + "annotation")
    if annotation is not None:
        for each in annotation.iterchildren(XS + "documentation"):
            kind = texts.get(each.get("source", ""))
            if kind is not None:
                kind[each.get(XML_LANG, "")] = " ".join((each.text or "").split())
    return Documentation(texts["label"], texts["help"])
