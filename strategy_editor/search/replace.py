"""Replacing what was found, in one edit; markup, notes and references stay where they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from strategy_editor.document.characters import on_one_line
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.texts import wording
from strategy_editor.search.find import Hit, spliced

Span = tuple[int, int, str]
"""Start and end in the text of an element, and what is to stand there."""
_MARKUP = frozenset({"emphasis", "strong", "term", "passage", "link"})
_Address = tuple[tuple[int, ...], str]


def replace(document: Document, hits: Sequence[Hit]) -> tuple[Document, int]:
    """Replace hits by their replacements; return the new revision and how many were replaced.

    A hit whose text is no longer what was found stays untouched, and so does a required value or
    a title that nothing would be left of. The replacement takes the markup of the first letter
    found.
    """
    work: dict[str, dict[_Address, list[Hit]]] = defaultdict(lambda: defaultdict(list))
    for hit in hits:
        if hit.replacement is not None and hit.place.is_writable:
            place = hit.place
            work[place.node_id][place.trail, place.attribute].append(hit)
    worker = _Worker(work)
    root = worker.visit(document.root)
    return (document if root is document.root else document.with_root(root)), worker.done


class _Worker:
    def __init__(self, work: dict[str, dict[_Address, list[Hit]]]) -> None:
        self._work = work
        self.done = 0

    def visit(self, node: Node) -> Node:
        """Return an element with everything replaced in it and below it."""
        content = [self.visit(part) if isinstance(part, Node) else part for part in node.content]
        if any(new is not old for new, old in zip(content, node.content, strict=True)):
            node = node.with_content(content)
        work = self._work.pop(node.id or "", None) if node.id is not None else None
        # Deeper and later places first: their positions then still hold.
        for (trail, attribute), hits in sorted(work.items(), reverse=True) if work else ():
            node = self._at(node, trail, attribute, hits)
        return node

    def _at(self, node: Node, trail: tuple[int, ...], attribute: str, hits: list[Hit]) -> Node:
        if not trail:
            return self._attribute(node, attribute, hits) if attribute else self._text(node, hits)
        at = trail[0]
        if at >= len(node.content):
            return node
        child = node.content[at]
        if not isinstance(child, Node):
            return node
        new = self._at(child, trail[1:], attribute, hits)
        if new is child:
            return node
        return node.with_content((*node.content[:at], new, *node.content[at + 1 :]))

    def _attribute(self, node: Node, name: str, hits: list[Hit]) -> Node:
        value = node.get(name)
        if value != hits[0].place.text:
            return node
        new = spliced(value, hits)
        if not on_one_line(new) and hits[0].place.is_needed:
            return node
        self.done += len(hits)
        return node.with_attribute(name, new if on_one_line(new) else None)

    def _text(self, node: Node, hits: list[Hit]) -> Node:
        if wording(node) != hits[0].place.text:
            return node
        spans = [(hit.start, hit.end, hit.replacement or "") for hit in hits]
        new = _rewritten(node, spans)
        if hits[0].place.is_needed and not on_one_line(wording(new)):
            return node
        self.done += len(hits)
        return new


def _rewritten(node: Node, spans: list[Span]) -> Node:
    """Replace spans of an element's wording, counted as ``document.texts.wording`` does."""
    return _Rewriting(sorted(spans)).element(node)


class _Rewriting:
    def __init__(self, spans: list[Span]) -> None:
        self._spans = spans
        self._at = 0

    def element(self, node: Node) -> Node:
        content: list[Node | str] = []
        for part in node.content:
            if isinstance(part, str):
                new = self._string(part)
                if new:
                    content.append(new)
            elif not part.is_element or part.tag == "footnote":
                content.append(part)
            else:
                child = self.element(part)
                if child is part or child.content or part.tag not in _MARKUP:
                    content.append(child)
        merged = _merged(content)
        return node if merged == node.content else node.with_content(merged)

    def _string(self, text: str) -> str:
        """Cut out of a text what spans cover; new text stands where its span begins."""
        first, last = self._at, self._at + len(text)
        self._at = last
        parts: list[str] = []
        done = first
        for start, end, new in self._spans:
            if end <= first or start >= last:
                continue
            parts.append(text[done - first : max(start, done) - first])
            if start >= first:
                parts.append(new)
            done = max(done, min(end, last))
        parts.append(text[done - first :])
        return "".join(parts)


def _merged(content: list[Node | str]) -> tuple[Node | str, ...]:
    merged: list[Node | str] = []
    for part in content:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        else:
            merged.append(part)
    return tuple(merged)
