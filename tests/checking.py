"""Check strategies in tests: one validator for all, loading it costs more than most tests."""

from __future__ import annotations

from strategy_editor.document.document import Document
from strategy_editor.schema.catalog import load_validator
from strategy_editor.storage.elements import to_element
from strategy_editor.validation.check import check_parsed
from strategy_editor.validation.problem import Problem

VALIDATOR = load_validator()


def checked(document: Document) -> list[Problem]:
    """What ``validation.check.check`` returns, sooner."""
    return check_parsed(to_element(document.root, document.namespaces), document, VALIDATOR)


def findings(document: Document) -> list[tuple[str, str, str]]:
    """Rule, id and field of everything found."""
    return [(each.rule, each.node_id, each.field) for each in checked(document)]
