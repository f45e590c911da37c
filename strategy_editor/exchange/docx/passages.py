"""A stretch of a written paragraph, found by its text and wrapped by marks."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import w

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True)
class Passage:
    """Characters ``start`` to ``end`` of a paragraph; ``texts`` are the elements that hold it."""

    paragraph: _Element
    texts: tuple[_Element, ...]
    start: int
    end: int

    @property
    def text(self) -> str:
        """What the whole paragraph says."""
        return "".join(each.text or "" for each in self.texts)

    def part(self, start: int, end: int) -> Passage:
        """Return a stretch of the same paragraph."""
        return replace(self, start=start, end=end)


def passage_of(paragraph: _Element) -> Passage:
    """Return all that a paragraph says."""
    texts = tuple(paragraph.iter(w("t")))
    return Passage(paragraph, texts, 0, sum(len(each.text or "") for each in texts))


def wrap(passage: Passage, before: Sequence[_Element], after: Sequence[_Element]) -> None:
    """Put elements before and after a passage, on the level of runs; runs are split there.

    Where the passage begins or ends inside a link, the whole link is taken in.
    """
    paragraph = passage.paragraph
    last = _child_at(passage, passage.end, ends=True)
    if last is None:
        paragraph.extend([*before, *after])
        return
    for offset, element in enumerate(after, 1):
        paragraph.insert(paragraph.index(last) + offset, element)
    first = _child_at(passage_of(paragraph), passage.start)
    at = paragraph.index(first if first is not None else last)
    paragraph[at:at] = list(before)


def _child_at(passage: Passage, offset: int, *, ends: bool = False) -> _Element | None:
    """The paragraph's child that ends or begins at an offset, split from its run if need be."""
    position = 0
    for text in passage.texts:
        length = len(text.text or "")
        inside = position < offset <= position + length
        if inside if ends else position <= offset < position + length:
            run = _run_of(text)
            if run.getparent() is not passage.paragraph:
                return _top(passage.paragraph, run)
            second = _split(run, text, offset - position)
            return run if ends or second is None else second
        position += length
    return None


def _run_of(text: _Element) -> _Element:
    run = text.getparent()
    assert run is not None
    return run


def _top(paragraph: _Element, inner: _Element) -> _Element:
    while True:
        parent = inner.getparent()
        assert parent is not None
        if parent is paragraph:
            return inner
        inner = parent


def _split(run: _Element, text: _Element, at: int) -> _Element | None:
    """Split a run before a character of one of its texts; None at the edges of the run."""
    words = text.text or ""
    index = run.index(text)
    earlier = [each for each in run[:index] if each.tag != w("rPr")]
    later = run[index + 1 :]
    if (at == 0 and not earlier) or (at == len(words) and not later):
        return None
    second = run.makeelement(run.tag)
    second.extend(deepcopy(each) for each in run.findall(w("rPr")))
    if at < len(words):
        rest = deepcopy(text)
        rest.text = words[at:]
        rest.set(_SPACE, "preserve")
        second.append(rest)
        text.text = words[:at]
        text.set(_SPACE, "preserve")
        if at == 0:
            run.remove(text)
    second.extend(later)
    run.addnext(second)
    return second
