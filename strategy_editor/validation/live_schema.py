"""Hold a document against its XSD again and again, of each revision only what was edited.

An element is valid if its attributes and the names of its children are, and the children are: all
elements are declared globally and no constraint reaches across them. So where the revision before
was valid, looking at the topmost elements that differ in themselves is enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from strategy_editor.document.node import Node
from strategy_editor.schema.model import Schema
from strategy_editor.validation.problem import Problem
from strategy_editor.validation.schema_check import check_tree
from strategy_editor.validation.shadow import Shadow

_MOST = 200
"""How many parts are looked at one by one before all at once costs less."""


class LiveSchema:
    """Schema findings on the newest root; belongs to one thread, as validators do."""

    def __init__(self, validator: etree.XMLSchema) -> None:
        self._validator = validator
        self._shadow = Shadow()
        self._valid: Node | None = None

    def check(self, root: Node, schema: Schema) -> list[Problem]:
        """Return what the XSD says against a root."""
        element = self._shadow.follow(root)
        if self._valid is not None and self._is_still_valid(self._valid, root, element):
            self._valid = root
            return []
        found = check_tree(element, root, schema, self._validator)
        self._valid = None if found else root
        return found

    def _is_still_valid(self, old: Node, new: Node, element: etree._Element) -> bool:
        edited = list(islice(edited_parts(old, new, element), _MOST + 1))
        return len(edited) <= _MOST and all(map(self._validator.validate, edited))


def edited_parts(old: Node, new: Node, element: etree._Element) -> Iterator[etree._Element]:
    """Yield from the mirror of a root the topmost elements that differ from another root."""
    if old is new:
        return
    if not _differ_below_only(old, new):
        yield element
        return
    for position, (before, after) in enumerate(zip(old.content, new.content, strict=True)):
        assert isinstance(before, Node)
        assert isinstance(after, Node)
        yield from edited_parts(before, after, element[position])


def _differ_below_only(old: Node, new: Node) -> bool:
    return (
        old.tag == new.tag
        and old.attributes == new.attributes
        and len(old.content) == len(new.content)
        and all(map(_is_comparable, old.content, new.content))
    )


def _is_comparable(old: Node | str, new: Node | str) -> bool:
    """Whether what two parts differ in is their own affair and not that of what holds them."""
    if not isinstance(old, Node) or not isinstance(new, Node):
        return False
    # What others' elements may hold is for the element around them to say.
    return old is new or (old.tag == new.tag and old.tag[0] not in "#{")
