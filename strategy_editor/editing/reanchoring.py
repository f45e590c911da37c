"""Quotes of annotations follow each edit of the text that they quote.

Finding a passage again after many edits at once is guesswork, see ``document.anchoring``. After
one edit it is not: what was changed lies before the passage, after it or inside it, and the quote
can be written anew. Where the edit cuts across an end of the passage, or replaces much of it, the
quote stays as it was, for then only its surroundings can tell whether it still holds.
"""

from __future__ import annotations

from collections.abc import Iterable

from strategy_editor.document.anchoring import Quote, find, quote_of, quoted_in
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.document.texts import common_start
from strategy_editor.editing.annotations import texts_of, with_part

_KEPT = 0.6
"""How much of a passage one edit must leave as it is."""


def follow_edit(old: Document, new: Document) -> Document:
    """Return the newer revision with its quotes written anew where the passages are certain.

    Costs next to nothing where no quoted element was changed: it is called for every key.
    """
    kept, before = new.root.child("annotations"), old.root.child("annotations")
    if kept is None or before is None:
        return new
    untouched = set(map(id, before.content))
    content = tuple(
        _followed(old, new, part) if isinstance(part, Node) and id(part) in untouched else part
        for part in kept.content
    )
    if all(one is other for one, other in zip(content, kept.content, strict=True)):
        return new
    return with_part(new, kept, kept.with_content(content))


def follow_passages(document: Document, target: str, parts: Iterable[Node]) -> Document:
    """Let comments on passages of an element follow them into what was made of it.

    Its texts may stand in elements of their own now: a statement in a paragraph, a paragraph in a
    box. Where a passage stands in none of the parts or in several, its comment stays.
    """
    kept = document.root.child("annotations")
    if kept is None:
        return document
    holders = [each for part in parts for each in part.walk() if each.id is not None]

    def followed(part: Node | str) -> Node | str:
        quoted = part.child("quote") if isinstance(part, Node) else None
        if quoted is None or not isinstance(part, Node) or part.get("target") != target:
            return part
        quote = quoted_in(quoted)
        found = [
            each.id
            for each in holders
            if any(find(text, quote) is not None for _, text in texts_of(each))
        ]
        return part.with_attribute("target", found[0]) if len(found) == 1 else part

    moved = kept.with_content(map(followed, kept.content))
    return document if moved == kept else with_part(document, kept, moved)


def span_after(old: str, new: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where a stretch of the old text stands in the new one; None where it is uncertain."""
    head = common_start(old, new)
    tail = common_start(old[head:][::-1], new[head:][::-1])
    changed, by = len(old) - tail, len(new) - len(old)
    if changed <= start:
        return start + by, end + by
    if head >= end:
        return start, end
    inside = start <= head and changed <= end
    gone, come = changed - head, changed - head + by
    if not inside or 2 * (end - start - gone) < _KEPT * (2 * (end - start) - gone + come):
        return None
    return start, end + by


def _followed(old: Document, new: Document, annotation: Node) -> Node:
    target, part = annotation.get("target"), annotation.child("quote")
    if part is None or target not in old.index:
        return annotation
    before, after = old.find(target), new.find(target)
    if before is after or before is None or after is None:
        return annotation
    quote = quoted_in(part)
    renewed = _renewed(quote, dict(texts_of(before)), dict(texts_of(after)))
    if renewed is None or renewed == quote:
        return annotation
    values = {"exact": renewed.exact, "before": renewed.before, "after": renewed.after}
    fresh = element("quote", **{name: each for name, each in values.items() if each})
    return annotation.with_content(fresh if each is part else each for each in annotation.content)


def _renewed(quote: Quote, before: dict[str, str], after: dict[str, str]) -> Quote | None:
    if before.keys() != after.keys():
        return None
    places = [(field, span) for field, text in before.items() if (span := find(text, quote))]
    if len(places) != 1:
        return None
    field, (start, end) = places[0]
    if before[field] == after[field]:
        return None
    span = span_after(before[field], after[field], start, end)
    if span is None or span[0] == span[1]:
        return None
    renewed = quote_of(after[field], *span)
    found = [(name, at) for name, text in after.items() if (at := find(text, renewed))]
    return renewed if found == [(field, span)] else None
