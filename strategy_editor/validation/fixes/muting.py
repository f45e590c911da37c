"""Findings that the authors accept: muted in the file, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.editing.blank import NewId, random_id
from strategy_editor.schema.catalog import current_schema
from strategy_editor.validation.fixes.fix import Fix, Means, drop_element, with_child
from strategy_editor.validation.problem import Problem

_NEVER = ("muted-without-finding",)


def can_mute(problem: Problem) -> bool:
    """Whether a finding may be muted: not what the schema finds, nor what is muted already."""
    return not (
        problem.rule.startswith("schema.")
        or problem.rule in _NEVER
        or problem.muted
        or not problem.node_id
    )


def mute(
    document: Document, problem: Problem, reason: str, author: str, day: date,
    new_id: NewId = random_id,
) -> Document:  # fmt: skip
    """Keep in the file that a finding is accepted, and why."""
    reason = reason.strip()
    if not can_mute(problem) or not reason:
        return document
    values = {"id": new_id(), "rule": problem.rule, "target": problem.node_id,
              "date": day.isoformat()}  # fmt: skip
    if problem.field:
        values["field"] = problem.field
    if author:
        values["author"] = author
    entry = element("muted", element("reason", reason), **values)
    root = document.root
    if root.child("muted-findings") is None:
        schema = current_schema()
        root = with_child(schema, root, element("muted-findings", id=new_id()))
    return document.with_root(
        root.with_content(
            part.with_content((*part.content, entry))
            if isinstance(part, Node) and part.tag == "muted-findings"
            else part
            for part in root.content
        )
    )


def entry_for(root: Node, problem: Problem) -> Node | None:
    """Return what mutes a finding in the file."""
    muted = root.child("muted-findings")
    for each in muted.children_of("muted") if muted is not None else ():
        addressed = (each.get("rule"), each.get("target")) == (problem.rule, problem.node_id)
        if addressed and each.get("field") in ("", problem.field):
            return each
    return None


def unmute(document: Document, problem: Problem) -> Document:
    """Let a muted finding count again; without entries the list of them goes too."""
    muted = document.root.child("muted-findings")
    entry = entry_for(document.root, problem)
    if muted is None or entry is None:
        return document
    rest = muted.with_content(part for part in muted.content if part is not entry)
    return document.with_root(
        document.root.with_content(
            (rest if part is muted else part)
            for part in document.root.content
            if part is not muted or rest.content
        )
    )


def forgotten(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """An entry that mutes nothing any more: remove it."""
    yield Fix("remove-muted", drop_element(problem.node_id), for_all=True)
