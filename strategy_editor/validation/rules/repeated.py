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
    places = context.places
    first: dict[str, tuple[int, str, bool]] = {}
    for pair in context.repeats:
        one, other = sorted((pair.one, pair.other), key=lambda each: places.get(each, -1))
        found = (places.get(one, -1), one, pair.is_same)
        # The same counts more than what is nearly so, and what comes first more than what follows.
        known = first.get(other)
        if known is None or (not found[2], found[0]) < (not known[2], known[0]):
            first[other] = found
    for later, (_place, earlier, is_same) in first.items():
        node = context.by_id[later]
        field = field_of(node)
        text = node.child(field) if field else node
        quoted = " ".join(wording(text).split()) if text is not None else ""
        yield problem(
            "repeated-text" if is_same else "nearly-repeated-text", Severity.HINT, later, field,
            text=shortened(quoted, _LENGTH), elsewhere=earlier,
        )  # fmt: skip
