"""Spellings: each term is written in one way, and not as the glossary forbids (T-02)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain
from operator import attrgetter

from strategy_editor.document.node import Node
from strategy_editor.validation.context import Context
from strategy_editor.validation.problem import Problem, Severity, problem
from strategy_editor.validation.prose import forbidden_variants
from strategy_editor.validation.stems import letters, parted

_STEMS = attrgetter("stems")
Spellings = Mapping[str, str]


def one_spelling(context: Context) -> Iterator[Problem]:
    """A term that is written otherwise than elsewhere, or as the glossary says not to."""
    wanted = {stem: right for stem, right in _wanted(context).items() if right != stem}
    for passage in context.passages if wanted else ():
        if not any(stem in wanted for _letters, stem in passage.stems):
            continue
        for written in dict.fromkeys(passage.compounds):
            stem, ending = parted(written)
            if stem in wanted:
                yield problem(
                    "other-spelling", Severity.WARNING, passage.owner_id, passage.field,
                    written=written, wanted=wanted[stem] + ending,
                )  # fmt: skip


def _wanted(context: Context) -> Spellings:
    """Return how to write what is written in several ways, by the stems of these."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    counted = Counter(chain.from_iterable(map(_STEMS, context.passages)))
    for (same, stem), count in counted.items():
        written[same][stem] = count
    forbidden = forbidden_variants(context.root)
    names = _names(context.root)
    wanted: dict[str, str] = {}
    for same, stems in written.items():
        if len(stems) > 1 or same in names:
            best = names.get(same) or max(stems, key=lambda stem: _weight(stem, stems))
            wanted.update(dict.fromkeys(stems, best))
    for variant, name in forbidden.items():
        wanted[parted(variant)[0]] = parted(name)[0]
    return wanted


def _weight(stem: str, stems: Counter[str]) -> tuple[int, int, str]:
    """The more usual one; between equals the one that is joined throughout, as German has it."""
    return (stems[stem], -stem.count(" "), stem)


def _names(root: Node) -> dict[str, str]:
    """Return the stems of terms in the glossary by their letters."""
    glossary = root.child("glossary") or Node("glossary")
    stems = [parted(each.text_of("name"))[0] for each in glossary.children_of("glossary-entry")]
    return {letters(stem): stem for stem in stems if stem}
