"""Edits of what became of former goals; each returns the same document where nothing changes.

Split and merge stay symmetric through every edit, see ``joins``. What a disposition that goes
had to say (reason, evidence, legal references) goes over to the one that takes its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.editing.edits import insert, set_field
from strategy_editor.lineage.account import account_of, going_on
from strategy_editor.lineage.joins import Join, Wanted, assigned, joins_of, touched, wanted
from strategy_editor.lineage.kinds import ENDS, NEW, UNSTATED, news, olds
from strategy_editor.lineage.roster import statement_hash
from strategy_editor.schema.catalog import current_schema

NewId = Callable[[], str]
_TEXTS = ("reason", "evidence", "trigger")


def link(document: Document, former: str, goal: str, new_id: NewId) -> Document:
    """Let a former goal live on in a present one, beside what it already became.

    A further successor makes a split, a further origin a merge. A goal declared new is so no
    longer; an ending gives way, but ``achieved`` becomes "partly achieved, rest continued".
    """
    if not _are_known(document, former, goal) or goal in _successors(document, former):
        return document
    partly = next((each for each in _of(document, former)
                   if each.get("kind") in ("achieved", "partly-achieved")), None)  # fmt: skip
    document = _without_new(document, goal)
    if partly is not None and partly.id is not None:
        return _replaced(
            document, partly, _aimed(partly, "partly-achieved", (former,), (*news(partly), goal))
        )
    named = {(former, new) for new in _successors(document, former)}
    return _relinked(document, {(former, goal)} | named, set(), new_id)


def unlink(document: Document, former: str, goal: str, new_id: NewId) -> Document:
    """Take a join away; what stays of a split or merge is one again, or one to one."""
    document = _relinked(document, set(), {(former, goal)}, new_id)
    for each in _of(document, former):
        if goal not in news(each):
            continue
        rest = tuple(new for new in news(each) if new != goal)
        kind = each.get("kind")
        kind = "achieved" if kind == "partly-achieved" and not rest else kind
        document = _replaced(document, each, _aimed(each, kind, olds(each), rest))
    return document


def split(document: Document, former: str, goals: Iterable[str], new_id: NewId) -> Document:
    """Let a former goal live on in exactly these present goals."""
    goals = list(dict.fromkeys(goals))
    for goal in goals:
        document = link(document, former, goal, new_id)
    for goal in _successors(document, former):
        if goal not in goals:
            document = unlink(document, former, goal, new_id)
    return document


def merge(document: Document, formers: Iterable[str], goal: str, new_id: NewId) -> Document:
    """Let a present goal come from exactly these former ones."""
    formers = list(dict.fromkeys(formers))
    for former in formers:
        document = link(document, former, goal, new_id)
    for each in account_of(document).fates:
        if each.former.id and each.former.id not in formers and goal in each.successors:
            document = unlink(document, each.former.id, goal, new_id)
    return document


def conclude(document: Document, former: str, kind: str, new_id: NewId) -> Document:
    """Say of a former goal that it ends so, or that nothing is said of it; joins go.

    ``kind`` is one of ``ENDS`` or ``no-statement``. Evidence that the new kind demands is not
    made up: its absence is a finding until somebody writes it.
    """
    if kind not in ENDS | {UNSTATED} or not _is_former(document, former):
        return document
    present = _of(document, former)
    if len(present) == 1 and present[0].get("kind") == kind and not news(present[0]):
        return document
    own = next((each for each in present if olds(each) == (former,)), None)
    kept = own.content if own is not None else ()
    attributes = dict(own.attributes) if own is not None else {}
    at = _position(document, own)
    document = reopen(document, former, new_id)
    given = {name: value for name, value in attributes.items() if name not in ("new", "kind")}
    values = {"id": new_id()} | given | {"kind": kind, "old": former}
    made = Node("disposition", tuple(sorted(values.items())), kept)
    return _added(document, made, new_id, at)


def change_kind(document: Document, disposition: str, kind: str) -> Document:
    """Call a disposition something else that joins the same goals."""
    node = document.find(disposition)
    if node is None or node.tag != "disposition" or node.get("kind") == kind:
        return document
    return document.updated(disposition, lambda each: each.with_attribute("kind", kind))


def reopen(document: Document, former: str, new_id: NewId) -> Document:
    """Take back all that is said of a former goal."""
    joins = {join for join in joins_of(going_on(document)) if join[0] == former}
    document = _relinked(document, set(), joins, new_id) if joins else document
    for each in _of(document, former):
        rest = tuple(old for old in olds(each) if old != former)
        document = _replaced(
            document, each, _aimed(each, each.get("kind"), rest, news(each)) if rest else None
        )
    return document


def declare_new(document: Document, goal: str, trigger: str, new_id: NewId) -> Document:
    """Say of a present goal that it goes back to no former one, and what gave rise to it."""
    known = document.find(goal)
    if known is None or known.tag not in ("goal", "subgoal"):
        return document
    if any(goal in news(each) for each in _all(document)):
        return document
    content = (element("trigger", trigger),) if trigger else ()
    made = element("disposition", *content, id=new_id(), kind=NEW, new=goal)
    return _added(document, made, new_id)


def harmonised(document: Document, goal: str, new_id: NewId) -> Document:
    """Restate what a former or present goal has to do with, so that both sides read the same."""
    present = going_on(document)
    joins = joins_of(present)
    near = touched(joins, {join for join in joins if goal in join})
    return _restated(document, present, joins, near, new_id) if near else document


def without_former(document: Document, former: str, other: str, new_id: NewId) -> Document:
    """Take a former goal out of the roster that stands there twice, once more as ``other``.

    What is said of it goes over to the other, unless something is said of that already.
    """
    if _of(document, other):
        document = reopen(document, former, new_id)
    for each in _of(document, former):
        old = tuple(dict.fromkeys(other if word == former else word for word in olds(each)))
        document = _replaced(document, each, _aimed(each, each.get("kind"), old, news(each)))
    return document.updated(former, lambda _node: None) if former in document else document


def carry_over(document: Document, former: str, new_id: NewId) -> Document:
    """Join a former goal to the present one that kept its id, where it is still open."""
    node = document.find(former)
    if node is None or _of(document, former):
        return document
    return link(document, former, node.get("goal"), new_id)


def write(document: Document, disposition: str, tag: str, text: str) -> Document:
    """Set the reason, evidence or trigger of a disposition; an empty text takes it away."""
    if tag not in _TEXTS or disposition not in document:
        return document
    return set_field(document, current_schema(), disposition, tag, [text] if text else None)


def _relinked(document: Document, add: set[Join], drop: set[Join], new_id: NewId) -> Document:
    """Restate what hangs together with changed joins; everything else stays untouched."""
    for former in {old for old, _ in add}:
        document = _without_ending(document, former)
    present = going_on(document)
    before = joins_of(present)
    drop = drop & before.keys()
    if not drop and add <= before.keys():
        return document
    after = dict.fromkeys(each for each in (*before, *sorted(add)) if each not in drop)
    near = touched({*before, *after}, add | drop)
    return _restated(document, present, after, near, new_id)


def _restated(
    document: Document,
    present: list[Node],
    joins: Iterable[Join],
    near: set[Join],
    new_id: NewId,
) -> Document:
    stated = [each for each in present if _is_near(each, near)]
    given = assigned(wanted(join for join in joins if join in near), stated)
    result = document
    for need, nodes in given:
        result = _stated(result, need, nodes, new_id)
    taken = {id(node) for _, nodes in given for node in nodes}
    for node in stated:
        if id(node) not in taken:
            result = _replaced(result, node, None)
    return result


def _is_near(disposition: Node, near: set[Join]) -> bool:
    """Whether a disposition states one of the joins, or is an unfinished one of such a goal."""
    own = joins_of([disposition])
    if own:
        return not near.isdisjoint(own)
    return any(old in olds(disposition) or new in news(disposition) for old, new in near)


def _stated(document: Document, need: Wanted, nodes: list[Node], new_id: NewId) -> Document:
    if not nodes:
        kind = _kind(document, need, "")
        made = _aimed(element("disposition", id=new_id(), kind=kind), kind, need.old, need.new)
        return _added(document, made, new_id)
    first, *others = nodes
    kind = _kind(document, need, first.get("kind"))
    node = _aimed(first, kind, need.old, need.new)
    for other in others:
        node = _with_words_of(node, other)
        document = _replaced(document, other, None)
    return _replaced(document, first, node)


def _kind(document: Document, need: Wanted, present: str) -> str:
    if need.kind != "single":
        return need.kind
    if present == "modified":
        return present
    former, goal = document.find(need.old[0]), document.find(need.new[0])
    same = former is not None and goal is not None and statement_hash(goal) == former.get("hash")
    return "continued" if same else "modified"


def _without_ending(document: Document, former: str) -> Document:
    """Take away what says that a former goal ends, or that nothing is said of it."""
    for each in _of(document, former):
        if each.get("kind") in ENDS | {UNSTATED}:
            reason = each.child("reason")
            if reason is not None and each.id is not None:
                # Its reason is one for what is said instead.
                kept = Node("disposition", (), (reason,)).with_attribute("id", each.id)
                made = _aimed(kept, "modified", (former,), ())
                document = _replaced(document, each, made)
            else:
                document = _replaced(document, each, None)
    return document


def _without_new(document: Document, goal: str) -> Document:
    for each in _all(document):
        if each.get("kind") == NEW and goal in news(each):
            document = _replaced(document, each, None)
    return document


def _with_words_of(node: Node, other: Node) -> Node:
    """Take over what another disposition has to say, once."""
    for child in other.children:
        own = node.child(child.tag)
        if child.tag in _TEXTS and own is not None:
            if child.text.strip() and child.text not in own.text:
                joined = own.with_content((*own.content, " ", *child.content))
                node = node.with_content(joined if part is own else part for part in node.content)
        elif child not in node.children:
            at = _place(node, child.tag)
            node = node.with_content((*node.content[:at], child, *node.content[at:]))
    return node


def _place(node: Node, tag: str) -> int:
    rank = ("reason", "evidence", "legal-reference", "trigger")
    later = rank[rank.index(tag) + 1 :] if tag in rank else ()
    for at, part in enumerate(node.content):
        if isinstance(part, Node) and (part.tag in later or (tag in rank and part.tag[0] == "{")):
            return at
    return len(node.content)


def _aimed(node: Node, kind: str, old: tuple[str, ...], new: tuple[str, ...]) -> Node:
    node = node.with_attribute("kind", kind)
    node = node.with_attribute("old", " ".join(old) or None)
    return node.with_attribute("new", " ".join(new) or None)


def _replaced(document: Document, node: Node, new: Node | None) -> Document:
    """Replace a disposition; one that says nothing of any goal any more goes."""
    if node.id is None or node.id not in document or new is node:
        return document
    if new is not None and not olds(new) and not news(new):
        new = None
    return document.updated(node.id, lambda each: each if each == new else new)


def _added(document: Document, made: Node, new_id: NewId, at: int | None = None) -> Document:
    lineage = document.root.child("lineage")
    if lineage is None or lineage.id is None:
        lineage = element("lineage", id=new_id())
        document = insert(document, current_schema(), document.root.id or "", lineage, 0)
    end = len(lineage.content) if at is None else at
    return insert(document, current_schema(), lineage.id or "", made, end)


def _position(document: Document, node: Node | None) -> int | None:
    lineage = document.root.child("lineage")
    if lineage is None or node is None:
        return None
    return next((at for at, part in enumerate(lineage.content) if part is node), None)


def _of(document: Document, former: str) -> list[Node]:
    return [each for each in _all(document) if former in olds(each)]


def _all(document: Document) -> list[Node]:
    lineage = document.root.child("lineage")
    return lineage.children_of("disposition") if lineage is not None else []


def _successors(document: Document, former: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new for each in _of(document, former) for new in news(each)))


def _is_former(document: Document, node_id: str) -> bool:
    node = document.find(node_id)
    return node is not None and node.tag == "former-goal"


def _are_known(document: Document, former: str, goal: str) -> bool:
    node = document.find(goal)
    return _is_former(document, former) and node is not None and node.tag in ("goal", "subgoal")
