"""All places in a document that fit a query."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from strategy_editor.document.characters import clean, on_one_line
from strategy_editor.document.node import Node
from strategy_editor.pacing import give_way
from strategy_editor.schema.model import Schema
from strategy_editor.search.query import Query
from strategy_editor.search.texts import Place, Shown, places

MOST = 20_000
"""Hits that are listed; who finds more has to ask more narrowly."""
_STEP = 500


@dataclass(frozen=True, slots=True)
class Hit:
    """A match: ``start`` and ``end`` count characters in the text of the place.

    ``replacement`` is what replacing would put there, None where that is not possible: in what is
    no free text, and where nothing would be left of a title or a required value.
    """

    place: Place
    start: int
    end: int
    replacement: str | None = None

    @property
    def found(self) -> str:
        """The text that was found."""
        return self.place.text[self.start : self.end]


@dataclass(frozen=True)
class Found:
    """The hits in document order, and whether there are more than can be listed."""

    hits: tuple[Hit, ...] = ()
    is_cut: bool = False

    @property
    def elements(self) -> int:
        """In how many elements something was found."""
        return len({hit.place.node_id for hit in self.hits})


class Cancelled(Exception):
    """The search is no longer wanted."""


def find(
    root: Node,
    schema: Schema,
    query: Query,
    shown: Shown,
    template: str | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Found:
    """Find a query in a document; with a ``template``, say what would be put in its place.

    Raises ``BadExpression`` for an expression or template that is none, ``Cancelled`` soon
    after ``cancelled`` says so.
    """
    query.check()
    start = _part(root, query.within)
    if start is None or not query.text:
        return Found()
    hits: list[Hit] = []
    for count, place in enumerate(places(start, schema, shown)):
        give_way()
        if count % _STEP == 0 and cancelled():
            raise Cancelled
        if place.kind not in query.kinds:
            continue
        hits += _hits(place, query, template)
        if len(hits) >= MOST:
            return Found(tuple(hits[:MOST]), is_cut=True)
    return Found(tuple(hits))


def _hits(place: Place, query: Query, template: str | None) -> list[Hit]:
    hits = []
    for match in query.matches(place.text):
        new = None
        if template is not None and place.is_writable:
            new = clean(query.replacement(match, template))
        hits.append(Hit(place, match.start(), match.end(), new))
    if place.is_needed and not on_one_line(spliced(place.text, hits)):
        return [replace(hit, replacement=None) for hit in hits]
    return hits


def spliced(text: str, hits: Iterable[Hit]) -> str:
    """Return a text with its hits replaced, those that can be."""
    for hit in sorted(hits, key=lambda each: -each.start):
        if hit.replacement is not None:
            text = text[: hit.start] + hit.replacement + text[hit.end :]
    return text


def _part(root: Node, within: str) -> Node | None:
    if not within or within == root.id:
        return root
    return next((node for node in root.walk() if node.id == within), None)
