"""Is the merge of valid revisions valid; and if not, which element is to blame."""

from __future__ import annotations

from functools import cached_property

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.merging.fragments import piece_of
from strategy_editor.merging.sides import Revisions, Side
from strategy_editor.merging.table import ROOT, Table
from strategy_editor.validation.check import schema_problems
from strategy_editor.validation.problem import Problem


class NothingTogether(Exception):
    """However little is taken from the others, it is not valid together with ours."""


class Judge:
    """Holds merged documents against the schema."""

    def __init__(self, base: Table, sides: list[Side]) -> None:
        self._base = base
        self._sides = sides

    def not_valid_together(self, document: Document, forced: frozenset[str]) -> frozenset[str]:
        """Return the elements in which what several changed is not valid together.

        What was not valid in one of the revisions already is not the merge's fault.
        """
        found = [each for each in schema_problems(document) if _what(each) not in self._known]
        if not found:
            return frozenset()
        if ROOT in forced:
            raise NothingTogether
        parents = _parents(document.root)
        blamed = {self._blamed(each, parents, forced) for each in found}
        return frozenset(blamed)

    def note_forced(self, revisions: Revisions) -> None:
        """Note what each revision made of the elements in which only our changes stand."""
        spaces = revisions.namespaces
        for key in sorted(revisions.forced):
            values = [
                (side, piece_of((side.table.nodes[key],), spaces))
                for side in revisions.holders(key)
            ]
            node = self._base.nodes.get(key)
            before = piece_of((node,), spaces) if node is not None else None
            revisions.clash("element", key, "", before, values, with_unchanged=True)

    @cached_property
    def _known(self) -> frozenset[tuple[str, str, str]]:
        documents = [self._base.document, *(side.table.document for side in self._sides)]
        return frozenset(_what(each) for one in documents for each in schema_problems(one))

    def _blamed(self, problem: Problem, parents: dict[str, str], forced: frozenset[str]) -> str:
        """The nearest element around a problem that more than one has changed."""
        key = problem.node_id if problem.node_id in parents else ROOT
        while key != ROOT:
            if key not in forced and self._changed_by(key) > 1:
                return key
            key = parents[key]
        return ROOT

    def _changed_by(self, key: str) -> int:
        before = self._base.rows.get(key)
        return sum(
            key in side.table.rows and side.table.rows[key] != before for side in self._sides
        )


def _what(problem: Problem) -> tuple[str, str, str]:
    return problem.rule, problem.node_id, problem.field


def _parents(root: Node) -> dict[str, str]:
    found: dict[str, str] = {}
    pending = [(root, ROOT)]
    while pending:
        node, key = pending.pop()
        for child in node.children:
            if child.id is not None:
                found[child.id] = key
            pending.append((child, child.id or key))
    return found
