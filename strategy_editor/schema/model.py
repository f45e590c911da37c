"""Element types, attributes and content models as plain values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

ContentKind = Literal["empty", "text", "mixed", "elements"]


@dataclass(frozen=True)
class Documentation:
    """Label and one sentence of help, each by language."""

    labels: Mapping[str, str] = field(default_factory=dict)
    helps: Mapping[str, str] = field(default_factory=dict)

    def label(self, language: str) -> str:
        """Return the label; empty where the schema gives none."""
        return self.labels.get(language, "")

    def help(self, language: str) -> str:
        """Return the sentence of help; empty where the schema gives none."""
        return self.helps.get(language, "")


@dataclass(frozen=True)
class Choice:
    """One value of an enumeration."""

    value: str
    documentation: Documentation


@dataclass(frozen=True)
class ValueType:
    """A simple type: its name in the schema and the built-in type it comes from.

    ``base`` is the local name of the XML Schema type at the root of the derivation, for a list
    ``list`` and for a union ``union``. ``choices`` is empty where the value is free.
    """

    name: str
    base: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class AttributeType:
    """An attribute; ``targets`` names the elements a reference may point to, empty for any."""

    name: str
    value_type: ValueType
    required: bool
    documentation: Documentation
    targets: tuple[str, ...] = ()

    @property
    def is_reference(self) -> bool:
        """Whether the value is the id of another element, or a list of such ids."""
        return self.value_type.name in ("reference", "references")


@dataclass(frozen=True)
class Particle:
    """A part of a content model; ``maximum`` None is unbounded, ``name`` is for elements."""

    kind: Literal["element", "any", "sequence", "choice"]
    minimum: int = 1
    maximum: int | None = 1
    name: str = ""
    parts: tuple[Particle, ...] = ()

    def names(self) -> Iterator[str]:
        """Yield the names of all elements in document order of the model."""
        if self.kind == "element":
            yield self.name
        for part in self.parts:
            yield from part.names()


@dataclass(frozen=True)
class ElementType:
    """What an element may carry and contain."""

    tag: str
    documentation: Documentation
    content: ContentKind
    attributes: tuple[AttributeType, ...] = ()
    particle: Particle | None = None
    value_type: ValueType | None = None

    def attribute(self, name: str) -> AttributeType | None:
        """Return an attribute by name."""
        return next((each for each in self.attributes if each.name == name), None)

    @property
    def is_identified(self) -> bool:
        """Whether elements of this type carry an id."""
        return self.attribute("id") is not None

    @cached_property
    def child_tags(self) -> tuple[str, ...]:
        """The tags of all possible children, in the order of the content model."""
        names = self.particle.names() if self.particle is not None else ()
        return tuple(dict.fromkeys(names))

    @cached_property
    def required_tags(self) -> tuple[str, ...]:
        """The tags of the children without which the element is not valid, each so many times."""
        return tuple(_required(self.particle)) if self.particle is not None else ()

    @cached_property
    def _repeatable(self) -> frozenset[str]:
        return frozenset(_repeatable(self.particle, False)) if self.particle else frozenset()

    @cached_property
    def slots(self) -> Mapping[str, int]:
        """The place of each possible child in the sequence of the content model.

        Children of one choice share a place.
        """
        if self.particle is None or self.particle.kind != "sequence":
            return {}
        return {tag: at for at, part in enumerate(self.particle.parts) for tag in part.names()}

    def is_repeatable(self, tag: str) -> bool:
        """Whether a child may occur more than once."""
        return tag in self._repeatable

    def accepts(self, tags: list[str]) -> bool:
        """Whether children in this order fit, be some required ones still missing or not.

        Foreign elements are given as ``#any``. Drafts lack parts; what counts while editing is
        that everything present stands at a place the schema gives it.
        """
        if self.content == "mixed":
            allowed = {*self.child_tags, "#any"}
            return all(tag in allowed for tag in tags)
        if self.content != "elements":
            return not tags
        text = "".join(self._codes.get(tag, "\0") for tag in tags)
        return self._relaxed.fullmatch(text) is not None

    @cached_property
    def _codes(self) -> dict[str, str]:
        codes = {tag: chr(0xE000 + number) for number, tag in enumerate(self.child_tags)}
        codes["#any"] = chr(0xE000 + len(codes))
        return codes

    @cached_property
    def _relaxed(self) -> re.Pattern[str]:
        assert self.particle is not None
        return re.compile(_expression(self.particle, self._codes))


class Schema:
    """One version of the vocabulary."""

    def __init__(
        self,
        namespace: str,
        version: str,
        elements: Mapping[str, ElementType],
        mixed_tags: frozenset[str],
        reference_attributes: Mapping[str, tuple[AttributeType, ...]],
    ) -> None:
        self.namespace = namespace
        self.version = version
        self.elements = elements
        self.mixed_tags = mixed_tags
        """Elements in which white space is text: those with mixed or simple content."""
        self.reference_attributes = reference_attributes
        """The attributes that refer to other elements, by tag; tags without any are left out."""

    def element(self, tag: str) -> ElementType | None:
        """Return an element type, None for elements of other namespaces."""
        return self.elements.get(tag)

    def takes_markup(self, tag: str) -> bool:
        """Whether inline elements may stand in the text of an element."""
        found = self.elements.get(tag)
        return found is not None and found.content == "mixed"

    def label(self, tag: str, language: str) -> str:
        """Return an element's label, or its tag where the vocabulary does not know it."""
        found = self.elements.get(tag)
        return found.documentation.label(language) if found is not None else tag


def _required(particle: Particle) -> Iterator[str]:
    if particle.minimum == 0:
        return
    if particle.kind == "element":
        yield from [particle.name] * particle.minimum
    elif particle.kind == "sequence":
        for part in particle.parts:
            yield from _required(part)


def _repeatable(particle: Particle, inside: bool) -> Iterator[str]:
    many = inside or particle.maximum is None or particle.maximum > 1
    if particle.kind == "element" and many:
        yield particle.name
    for part in particle.parts:
        yield from _repeatable(part, many)


def _expression(particle: Particle, codes: Mapping[str, str]) -> str:
    """Write a content model as a regular expression in which everything is optional."""
    many = particle.maximum is None or particle.maximum > 1
    match particle.kind:
        case "element":
            return codes[particle.name] + ("*" if many else "?")
        case "any":
            return codes["#any"] + ("*" if many else "?")
        case "sequence":
            body = "".join(_expression(part, codes) for part in particle.parts)
            return f"(?:{body}){'*' if many else '?'}"
        case "choice":
            return _choice(particle, codes, many)


def _choice(particle: Particle, codes: Mapping[str, str], many: bool) -> str:
    simple = [part for part in particle.parts if part.kind in ("element", "any")]
    if len(simple) == len(particle.parts):
        # One character class instead of nested alternatives, so that matching stays linear.
        letters = "".join(codes[part.name or "#any"] for part in simple)
        repeated = many or any(part.maximum is None for part in simple)
        return f"[{letters}]" + ("*" if repeated else "?")
    bodies = [_expression(part, codes) for part in particle.parts]
    return f"(?:{'|'.join(bodies)})" + ("*" if many else "?")
