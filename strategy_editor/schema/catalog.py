"""Which vocabularies ship with the program, and where their files are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from lxml import etree

from strategy_editor.paths import shipped
from strategy_editor.schema.model import ElementType, Schema
from strategy_editor.schema.read_xsd import SchemaReader

NAMESPACE = "urn:strategy-editor:strategy:1"
NAMESPACE_FAMILY = "urn:strategy-editor:strategy:"
VERSION = "1.1"
_NUMBERS = tuple(map(int, VERSION.split(".")))


def is_older(version: str) -> bool:
    """Whether a version of the vocabulary is earlier than the one that this program writes."""
    parts = version.strip().split(".")
    if len(parts) != len(_NUMBERS) or not all(part.isdecimal() for part in parts):
        return False
    return tuple(map(int, parts)) < _NUMBERS


def schema_path() -> Path:
    """Return the XSD file of the current vocabulary."""
    return shipped("schemas") / "1" / "strategy.xsd"


@cache
def current_schema() -> Schema:
    """Return the vocabulary that this program writes."""
    reader = SchemaReader(schema_path())
    return Schema(
        reader.namespace,
        reader.version,
        _Elements(reader),
        reader.text_tags,
        reader.reference_attributes,
    )


def load_validator() -> etree.XMLSchema:
    """Load the validator anew; each thread needs its own, because its error log is its own."""
    return etree.XMLSchema(etree.parse(schema_path()))


class _Elements(Mapping[str, ElementType]):
    """Element types built when first asked for: a check needs few of them."""

    def __init__(self, reader: SchemaReader) -> None:
        self._reader = reader
        self._built: dict[str, ElementType] = {}
        self._tags = frozenset(reader.tags)

    def __getitem__(self, tag: str) -> ElementType:
        if tag not in self._built:
            if tag not in self._tags:
                raise KeyError(tag)
            self._built[tag] = self._reader.element(tag)
        return self._built[tag]

    def __iter__(self) -> Iterator[str]:
        return iter(self._reader.tags)

    def __len__(self) -> int:
        return len(self._tags)
