"""The order that the content model wants, where merging has mixed fields and children up."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from strategy_editor.merging.order import Key
from strategy_editor.schema.catalog import current_schema


def in_schema_order(tag: str, order: list[Key], name: Callable[[Key], str]) -> list[Key]:
    """Sort the keys of an element's content as its content model wants it, as little as needed.

    ``name`` gives the name of what a key stands for. What has no rank of its own, such as a
    comment, stays before what it stood before.
    """
    ranks = _ranks(tag)
    found: list[int] = []
    rank = len(ranks)
    for key in reversed(order):
        own = ranks.get(_model_name(name(key)))
        rank = own if own is not None else rank
        found.append(rank)
    found.reverse()
    if all(one <= other for one, other in pairwise(found)):
        return order
    return [key for _, key in sorted(zip(found, order, strict=True), key=lambda pair: pair[0])]


def _ranks(tag: str) -> dict[str, int]:
    element_type = current_schema().element(tag)
    particle = element_type.particle if element_type is not None else None
    if particle is None or particle.kind != "sequence":
        return {}
    ranks: dict[str, int] = {}
    for rank, part in enumerate(particle.parts):
        for name in ("{",) if part.kind == "any" else part.names():
            ranks.setdefault(name, rank)
    return ranks


def _model_name(name: str) -> str:
    return "{" if name[0] == "{" else name
