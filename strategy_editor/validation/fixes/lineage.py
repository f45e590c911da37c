"""Fixes for what became of the goals of the edition before."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.characters import text_hash
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.document.texts import title_of, wording
from strategy_editor.editing.edits import set_attribute
from strategy_editor.lineage.kinds import CARDINALITIES, ENDS, EVIDENCE
from strategy_editor.validation.fixes.fix import (
    Edit,
    Fix,
    Means,
    add_element,
    drop_element,
    lead_to,
    owner_of,
    set_value,
    with_child,
)
from strategy_editor.validation.problem import Problem

_TEXTS = ("reason", "evidence", "trigger")
_ACTORS = ("@body", "@actor")


def former_goal(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """A former goal without disposition: create one of the kind chosen."""
    former = owner_of(document, problem)
    lineage = document.root.child("lineage")
    if former is None or former.id is None or lineage is None or lineage.id is None:
        return
    fresh, lineage_id, old = means.new_id(), lineage.id, former.id
    kinds = [kind for kind, (low, high, _, _) in CARDINALITIES.items()
             if low == 1 or high is None]  # fmt: skip

    def edit(now: Document, answer: str) -> Document:
        if answer not in kinds or lineage_id not in now or _accounted(now, old):
            return now
        values = {"id": fresh, "kind": answer, "old": old}
        same = _same_goal(now, former) if CARDINALITIES[answer][2] else ""
        if same:
            values["new"] = same
        return add_element(means, lineage_id, element("disposition", **values))(now, "")

    yield Fix("disposition", edit, (("title", former.get("title")),), lambda _now: kinds, "value",
              choice_of=("disposition", "kind"), select=fresh)  # fmt: skip
    known = _same_goal(document, former)
    goal = document.find(known) if known else None
    statement = goal.child("statement") if goal is not None else None
    if goal is None or statement is None or _origin(document, known):
        return
    if text_hash(wording(statement)) == former.get("hash"):
        yield Fix("continued", lambda now, _answer: edit(now, "continued"),
                  (("title", title_of(goal)),), for_all=True)  # fmt: skip


def new_goal(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """A goal of unknown origin: it is new, for a reason, or goes back to a former goal."""
    goal, lineage = owner_of(document, problem), document.root.child("lineage")
    if goal is None or goal.id is None or lineage is None or lineage.id is None:
        return
    fresh, goal_id, lineage_id = means.new_id(), goal.id, lineage.id

    def create(now: Document, answer: str) -> Document:
        if not answer or lineage_id not in now or _origin(now, goal_id):
            return now
        child = element(
            "disposition", element("trigger", answer), id=fresh, kind="new", new=goal_id
        )
        return add_element(means, lineage_id, child)(now, "")

    yield Fix("goal-is-new", create, asks_text=True, for_all=True, select=goal_id)

    def takers(now: Document) -> list[str]:
        return [each.id for each in _dispositions(now) if each.id and _takes_one_more(each)]

    def join(now: Document, answer: str) -> Document:
        if answer not in takers(now):
            return now
        words = [*now.node(answer).get("new").split(), goal_id]
        return set_attribute(now, answer, "new", " ".join(dict.fromkeys(words)))

    if takers(document):
        yield Fix("goal-goes-back", join, choices=takers, kind="element")


def evidence(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """A disposition without what its kind demands: write it, or choose it."""
    node = owner_of(document, problem)
    needed = problem.value("needed")
    if node is None or node.id is None:
        return
    node_id = node.id
    values = (("needed", needed),)
    if needed in _TEXTS:
        yield Fix("write", _written(node_id, needed, means), values, asks_text=True)
    elif needed in _ACTORS:
        from strategy_editor.validation.fixes.leads import actor_ids

        yield Fix("choose", set_value(node_id, needed[1:]), (("attribute", needed[1:]),
                  ("element", "disposition")), actor_ids, "element")  # fmt: skip
    elif needed in ("@document", "@element"):
        yield Fix("write", set_value(node_id, needed[1:]), values, asks_text=True)
    yield lead_to(problem)


def not_unchanged(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """A goal that is said to go on unchanged but did change: say so, and why."""
    node = owner_of(document, problem)
    if node is None or node.id is None:
        return
    node_id, has_reason = node.id, node.child("reason") is not None

    def edit(now: Document, answer: str) -> Document:
        if node_id not in now or not (answer or has_reason):
            return now
        if not has_reason:
            now = _written(node_id, "reason", means)(now, answer)
        return set_attribute(now, node_id, "kind", "modified")

    yield Fix("kind-modified", edit, asks_text=not has_reason)
    yield lead_to(problem)


def numbers(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """Too many or too few goals for a kind: another kind that the numbers fit."""
    node = owner_of(document, problem)
    if node is None or node.id is None:
        return
    old, new = (len(set(node.get(name).split())) for name in ("old", "new"))
    has = {"@" + name for name, _ in node.attributes} | {child.tag for child in node.children}
    kinds = [
        kind
        for kind, (low, high, least, most) in CARDINALITIES.items()
        if low <= old <= (old if high is None else high)
        and least <= new <= (new if most is None else most)
        and set(EVIDENCE.get(kind, ())) <= has
        and kind not in ("continued", *ENDS)
    ]
    if kinds:
        yield Fix("kind", set_value(node.id, "kind"), choices=lambda _now: kinds, kind="value",
                  choice_of=("disposition", "kind"))  # fmt: skip
    yield lead_to(problem)


def contradiction(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """Two dispositions that exclude each other: keep one."""
    old = problem.value("reference")
    kinds = {problem.value("kind"), problem.value("other")}
    found = [
        each
        for each in _dispositions(document)
        if old in each.get("old").split() and each.get("kind") in kinds and each.id
    ]
    if len(found) != 2:
        yield lead_to(problem)
        return
    for each in found:
        if not set(each.get("new").split()) and each.get("old").split() == [old]:
            values = (("kind", each.get("kind")),)
            yield Fix("remove-disposition", drop_element(each.id or ""), values)
    yield lead_to(problem)


def _written(node_id: str, tag: str, means: Means) -> Edit:
    def edit(now: Document, answer: str) -> Document:
        if not answer or node_id not in now:
            return now

        def update(node: Node) -> Node:
            present = node.child(tag)
            if present is None:
                return with_child(means.schema, node, Node(tag, (), (answer,)), 0)
            return node.with_content(
                part.with_content((answer,)) if part is present and isinstance(part, Node) else part
                for part in node.content
            )

        return now.updated(node_id, update)

    return edit


def _dispositions(document: Document) -> list[Node]:
    lineage = document.root.child("lineage")
    return [] if lineage is None else lineage.children_of("disposition")


def _accounted(document: Document, old: str) -> bool:
    return any(old in each.get("old").split() for each in _dispositions(document))


def _origin(document: Document, goal_id: str) -> bool:
    return any(goal_id in each.get("new").split() for each in _dispositions(document))


def _same_goal(document: Document, former: Node) -> str:
    """The present goal that reads as the former did, or has its title; nothing if none has."""
    title = " ".join(former.get("title").split())
    for goal in document.root.walk():
        if goal.tag != "goal" or goal.id is None:
            continue
        statement = goal.child("statement")
        if statement is not None and text_hash(wording(statement)) == former.get("hash"):
            return goal.id
        if title and " ".join(title_of(goal).split()) == title:
            return goal.id
    return ""


def _takes_one_more(disposition: Node) -> bool:
    limits = CARDINALITIES.get(disposition.get("kind"))
    if limits is None or disposition.get("kind") in ("new", "continued"):
        return False
    count = len(set(disposition.get("new").split()))
    return limits[3] is None or count < limits[3]
