"""All findings on a strategy: schema, rules, and what the file mutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from threading import local

from lxml import etree

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.texts import wording
from strategy_editor.lineage.roster import Edition
from strategy_editor.pacing import give_way
from strategy_editor.schema.catalog import current_schema, load_validator
from strategy_editor.schema.model import Schema
from strategy_editor.storage.elements import to_element
from strategy_editor.validation.context import Context
from strategy_editor.validation.facts import Gatherer
from strategy_editor.validation.identities import Identities
from strategy_editor.validation.live_schema import LiveSchema
from strategy_editor.validation.problem import Problem, Severity, problem
from strategy_editor.validation.prose import Prose
from strategy_editor.validation.rules import LOCAL_RULES, RULES
from strategy_editor.validation.rules.predecessor import against_predecessor
from strategy_editor.validation.schema_check import check_tree

_OF_THIS_THREAD = local()
"""Loading a validator takes as long as checking a large strategy."""
_UNUSABLE = ("schema.empty", "schema.value.")


def check(document: Document, predecessors: Sequence[Edition] = ()) -> list[Problem]:
    """Check a document; findings in document order, those on one element by weight.

    Given predecessors' files, the roster and the "unchanged" texts are checked against them.
    """
    element = to_element(document.root, document.namespaces)
    return check_parsed(element, document, load_validator(), predecessors)


def schema_problems(document: Document) -> list[Problem]:
    """Hold a document against the schema alone; an empty list says that it is valid."""
    element = to_element(document.root, document.namespaces)
    if not hasattr(_OF_THIS_THREAD, "validator"):
        _OF_THIS_THREAD.validator = load_validator()
    return check_tree(element, document.root, current_schema(), _OF_THIS_THREAD.validator)


def check_parsed(
    element: etree._Element,
    document: Document,
    validator: etree.XMLSchema,
    predecessors: Sequence[Edition] = (),
) -> list[Problem]:
    """Check a document of which the lxml tree is at hand, as it is after reading a file."""
    schema = current_schema()
    found = check_tree(element, document.root, schema, validator)
    return _arranged(document.root, found, _Standing(schema), predecessors)


class LiveCheck:
    """Checks one document again and again, each time only what changed. For one thread."""

    def __init__(self) -> None:
        self._standing = _Standing(current_schema())
        self._against_schema = LiveSchema(load_validator())

    def run(self, root: Node, predecessors: Sequence[Edition] = ()) -> list[Problem]:
        """Check the newest root."""
        found = self._against_schema.check(root, self._standing.schema)
        return _arranged(root, found, self._standing, predecessors)


class _Standing:
    """What is kept from check to check."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.gatherer = Gatherer(schema, LOCAL_RULES)
        self.identities = Identities()
        self.prose = Prose()


def _arranged(
    root: Node, found: list[Problem], standing: _Standing, predecessors: Sequence[Edition]
) -> list[Problem]:
    given = standing.gatherer.given(root)
    facts = standing.gatherer.facts(root)
    identities = standing.identities
    identities.follow(facts.identified)
    context = Context(root, standing.schema, given, facts, identities, standing.prose)
    # Nothing follows from a value that is none; the schema has said so already.
    unusable = {(each.node_id, each.field) for each in found if each.rule.startswith(_UNUSABLE)}
    for findings in (*(rule(context) for rule in RULES), facts.findings):
        give_way()
        found.extend(each for each in findings if (each.node_id, each.field) not in unusable)
    for edition in predecessors:
        found.extend(against_predecessor(root, edition))
    unique = list(dict.fromkeys(_with_muting(root, found)))
    unique += _forgotten(root, unique)
    places = identities.places
    return sorted(unique, key=lambda each: (places.get(each.node_id, -1), -each.severity))


def _with_muting(root: Node, found: list[Problem]) -> list[Problem]:
    entries = _entries(root)
    if not entries:
        return found
    return [_muted(each, entries) for each in found]


def _muted(found: Problem, entries: list[Node]) -> Problem:
    if found.rule.startswith("schema."):
        return found
    for each in entries:
        if (each.get("rule"), each.get("target")) == (found.rule, found.node_id) and each.get(
            "field"
        ) in ("", found.field):
            reason = each.child("reason")
            return replace(found, muted=(wording(reason) if reason is not None else "") or "–")
    return found


def _forgotten(root: Node, found: list[Problem]) -> list[Problem]:
    """Entries that mute nothing: what they were about is no longer so."""
    muted = [each for each in found if each.muted]
    return [
        problem("muted-without-finding", Severity.HINT, entry.id)
        for entry in _entries(root)
        if entry.id is not None
        and all(_muted(replace(each, muted=""), [entry]).muted == "" for each in muted)
    ]


def _entries(root: Node) -> list[Node]:
    list_of_them = root.child("muted-findings")
    return [] if list_of_them is None else list_of_them.children_of("muted")
