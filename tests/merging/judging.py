"""Whether planted cases came out as they should."""

from __future__ import annotations

from typing import Any

from strategy_editor.document.document import Document
from strategy_editor.merging.three_way import MergeResult
from tests.stress.test_three import outcome

Case = dict[str, Any]


def wrong_cases(result: MergeResult, truth: dict[str, Any]) -> list[Case]:
    """Return the planted cases that came out otherwise than they should."""
    conflicts = {each.target: each.kind for each in result.conflicts}
    return [case for case in truth["cases"] if not _is_right(case, result.document, conflicts)]


def _is_right(case: Case, document: Document, conflicts: dict[str, str]) -> bool:
    expected = case["expected"]
    if case["case"] == "insertions":
        siblings = [each.id for each in document.node(expected["parent"]).children]
        first, last = (siblings.index(each) for each in expected["between"])
        return sorted(siblings[first + 1 : last]) == sorted(expected["inserted"])
    found = outcome(document, case["id"])
    if case["conflict"]:
        is_one_side = found in (case["sides"]["ours"], case["sides"]["theirs"])
        return conflicts.get(case["id"]) == case["conflict"] and is_one_side
    return found == expected and case["id"] not in conflicts
