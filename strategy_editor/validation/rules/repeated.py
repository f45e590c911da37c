"""Texts that stand in the document twice, or nearly so (T-10)."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.texts import shortened, wording
from strategy_editor.validation.context import Context
from strategy_editor.validation.problem import Problem, Severity, problem
from strategy_editor.validation.repeats import field_of

_LENGTH = 60


def repeated_texts(context: Context) -> Iterator[Problem]:
    """A paragraph, item or statement that says what one before it says; told at the later one."""
    same, alike = _same(context), _alike(context)
    for later, earlier in (alike | same).items():
        is_same = later in same
        node = context.by_id[later]
        field = field_of(node)
        text = node.child(field) if field else node
        quoted = " ".join(wording(text).split()) if text is not None else ""
        yield problem(
            "repeated-text" if is_same else "nearly-repeated-text", Severity.HINT, later, field,
            text=shortened(quoted, _LENGTH), elsewhere=earlier,
        )  # fmt: skip


def _same(context: Context) -> dict[str, str]:
    """Return by each element that says the same as one before it the first that says it."""
    above: dict[str, str] = {}
    for pair in context.repeats:
        if pair.is_same:
            above[_top(above, pair.other)] = _top(above, pair.one)
    groups: dict[str, list[str]] = {}
    for each in sorted(above, key=lambda each: context.places.get(each, -1)):
        groups.setdefault(_top(above, each), []).append(each)
    return {later: first for first, *others in groups.values() for later in others}


def _top(above: dict[str, str], node_id: str) -> str:
    """Return the element that stands for all that are known to say the same (union-find)."""
    while above.setdefault(node_id, node_id) != node_id:
        above[node_id] = node_id = above[above[node_id]]
    return node_id


def _alike(context: Context) -> dict[str, str]:
    """Return by each element that says nearly the same as one before it the first such."""
    found: dict[str, str] = {}
    for pair in context.repeats:
        if not pair.is_same:
            one, other = sorted(
                (pair.one, pair.other), key=lambda each: context.places.get(each, -1)
            )
            known = found.get(other)
            if known is None or context.places.get(one, -1) < context.places.get(known, -1):
                found[other] = one
    return found
