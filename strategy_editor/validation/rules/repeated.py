"""Texts that stand in the document twice, or nearly so (T-10)."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.texts import shortened
from strategy_editor.validation.context import Context
from strategy_editor.validation.problem import Problem, Severity, problem
from strategy_editor.validation.repeats import field_of, text_of

_LENGTH = 60


def repeated_texts(context: Context) -> Iterator[Problem]:
    """A paragraph, item or statement that says what one before it says; told at the later one."""
    same, alike = _same(context), _alike(context)
    for later, earlier in (alike | same).items():
        is_same = later in same
        node = context.by_id[later]
        quoted = " ".join(text_of(node).split())
        rule = "repeated-text" if is_same else "nearly-repeated-text"
        yield problem(
            rule, Severity.HINT, later, field_of(node),
            text=shortened(quoted, _LENGTH), elsewhere=earlier,
        )  # fmt: skip


def _same(context: Context) -> dict[str, str]:
    """Return by each element that says the same as one before it the first that says it."""
    above: dict[str, str] = {}
    for pair in context.repeats:
        if pair.is_same:
            above[_top(above, pair.other)] = _top(above, pair.one)
    groups: dict[str, list[str]] = {}
    for each in sorted(above, key=context.places.__getitem__):
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
            one, other = sorted((pair.one, pair.other), key=context.places.__getitem__)
            found[other] = min(one, found.get(other, one), key=context.places.__getitem__)
    return found
