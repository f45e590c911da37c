"""All findings on a strategy: schema, rules, and what the file mutes."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.texts import wording
from strategy_editor.schema.catalog import current_schema, load_validator
from strategy_editor.schema.model import Schema
from strategy_editor.storage.elements import to_element
from strategy_editor.validation.context import Context
from strategy_editor.validation.problem import Problem
from strategy_editor.validation.rules import RULES
from strategy_editor.validation.schema_check import check_tree
from strategy_editor.validation.shadow import Shadow

_UNUSABLE = ("schema.empty", "schema.value.")


def check(document: Document) -> list[Problem]:
    """Check a document; findings in document order, those on one element by weight."""
    element = to_element(document.root, document.namespaces)
    return check_parsed(element, document, load_validator())


def check_parsed(
    element: etree._Element, document: Document, validator: etree.XMLSchema
) -> list[Problem]:
    """Check a document of which the lxml tree is at hand, as it is after reading a file."""
    schema = current_schema()
    found = check_tree(element, document.root, schema, validator)
    return _arranged(document.root, schema, found)


class LiveCheck:
    """Checks one document again and again; converts only what changed. For one thread."""

    def __init__(self) -> None:
        self._validator = load_validator()
        self._shadow = Shadow()

    def run(self, root: Node) -> list[Problem]:
        """Check the newest root."""
        schema = current_schema()
        element = self._shadow.follow(root)
        return _arranged(root, schema, check_tree(element, root, schema, self._validator))


def _arranged(root: Node, schema: Schema, found: list[Problem]) -> list[Problem]:
    context = Context(root, schema)
    # Nothing follows from a value that is none; the schema has said so already.
    unusable = {(each.node_id, each.field) for each in found if each.rule.startswith(_UNUSABLE)}
    for rule in RULES:
        found.extend(each for each in rule(context) if (each.node_id, each.field) not in unusable)
    order = {node_id: position for position, node_id in enumerate(context.by_id)}
    unique = list(dict.fromkeys(_with_muting(root, each) for each in found))
    return sorted(unique, key=lambda each: (order.get(each.node_id, -1), -each.severity))


def _with_muting(root: Node, found: Problem) -> Problem:
    muted = root.child("muted-findings")
    for each in muted.children_of("muted") if muted is not None else ():
        if (
            not found.rule.startswith("schema.")
            and each.get("rule") == found.rule
            and each.get("target") == found.node_id
            and each.get("field") in ("", found.field)
        ):
            reason = each.child("reason")
            return replace(found, muted=wording(reason) if reason is not None else "–")
    return found
