"""Faults of identity: ids over all stories, ranges with two ends, moves with two sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.tracking.flaws import Flaw
from strategy_editor.exchange.docx.tracking.names import (
    MOVED_AWAY,
    RANGE_STARTS,
    REVISIONS,
    is_mark,
)

_BOOKMARK = w("bookmarkStart")
_RANGES = (
    "moveFromRange", "moveToRange", "bookmark", "commentRange", "customXmlInsRange",
    "customXmlDelRange", "customXmlMoveFromRange", "customXmlMoveToRange",
)  # fmt: skip
_TEXTS = (w("t"), w("delText"))


def id_flaws(parts: Mapping[str, _Element]) -> Iterator[Flaw]:
    """Yield what is wrong with ids, ranges and moves."""
    yield from _duplicates(parts)
    for name, root in parts.items():
        for kind in _RANGES:
            yield from _ends(name, root, kind)
        yield from _unranged(name, root)
    yield from _moves(parts)


def _duplicates(parts: Mapping[str, _Element]) -> Iterator[Flaw]:
    """One counter serves the whole document: revisions, ranges of moves and bookmarks."""
    seen: set[str] = set()
    for name, root in parts.items():
        for each in root.iter(*REVISIONS, _BOOKMARK):
            node_id = each.get(w("id"))
            if node_id is None:
                yield Flaw("missing-id", name, _local(each))
            elif node_id in seen:
                yield Flaw("duplicate-id", name, node_id)
            else:
                seen.add(node_id)


def _ends(name: str, root: _Element, kind: str) -> Iterator[Flaw]:
    opened: dict[str | None, int] = {}
    for each in root.iter(w(f"{kind}Start"), w(f"{kind}End")):
        node_id = each.get(w("id"))
        if each.tag == w(f"{kind}Start"):
            opened[node_id] = opened.get(node_id, 0) + 1
        elif opened.pop(node_id, 0) == 0:
            yield Flaw("end-without-start", name, f"{kind} {node_id}")
    yield from (Flaw("start-without-end", name, f"{kind} {node_id}") for node_id in opened)


def _unranged(name: str, root: _Element) -> Iterator[Flaw]:
    """Without a range nobody knows where moved text came from."""
    inside: dict[str, int] = dict.fromkeys(RANGE_STARTS.values(), 0)
    ends = {start.replace("Start", "End"): kind for start, kind in RANGE_STARTS.items()}
    for each in root.iter(*RANGE_STARTS, *ends, *inside):
        tag = str(each.tag)
        if tag in RANGE_STARTS:
            inside[RANGE_STARTS[tag]] += 1
        elif tag in ends:
            inside[ends[tag]] -= 1
        elif inside[tag] <= 0 and not is_mark(each):
            yield Flaw("move-without-range", name, each.get(w("id"), ""))


def _moves(parts: Mapping[str, _Element]) -> Iterator[Flaw]:
    sides: dict[str, dict[str, list[tuple[str, str]]]] = {kind: {} for kind in _KINDS}
    for name, root in parts.items():
        for move_name, kind, text in _moved(root):
            sides[kind].setdefault(move_name, []).append((name, text))
    for move_name in sorted(set(chain.from_iterable(sides.values()))):
        sources, targets = (sides[kind].get(move_name, []) for kind in _KINDS)
        part = (sources or targets)[0][0]
        if not sources or not targets:
            yield Flaw("move-without-partner", part, move_name)
        elif max(len(sources), len(targets)) > 1:
            yield Flaw("move-name-twice", part, move_name)
        elif sources[0][1] != targets[0][1]:
            yield Flaw("moved-words-differ", part, move_name)


_KINDS = tuple(RANGE_STARTS.values())


def _moved(root: _Element) -> Iterator[tuple[str, str, str]]:
    """Yield name, kind and text of each range of a move."""
    opened: dict[str | None, tuple[str, str, list[str]]] = {}
    ends = [start.replace("Start", "End") for start in RANGE_STARTS]
    for each in root.iter(*RANGE_STARTS, *ends, *_TEXTS):
        tag, node_id = str(each.tag), each.get(w("id"))
        if tag in RANGE_STARTS:
            opened[node_id] = (each.get(w("name"), ""), RANGE_STARTS[tag], [])
        elif tag in _TEXTS:
            kind = _moved_by(each) if opened else ""
            for _, wanted, texts in opened.values():
                if kind == wanted:
                    texts.append(each.text or "")
        elif node_id in opened:
            name, kind, texts = opened.pop(node_id)
            yield name, kind, "".join(texts)
    yield from ((name, kind, "".join(texts)) for name, kind, texts in opened.values())


def _moved_by(text: _Element) -> str:
    found = next(text.iterancestors(*_KINDS), None)
    return str(found.tag) if found is not None else ""


def _local(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def count_moves(parts: Mapping[str, _Element]) -> int:
    """Return how many moves a document shows, each counted at its source."""
    names = Counter(
        each.get(w("name"))
        for root in parts.values()
        for each in root.iter(*RANGE_STARTS)
        if RANGE_STARTS[str(each.tag)] == MOVED_AWAY
    )
    return len(names)
