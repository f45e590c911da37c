"""Spellings: each term is written in one way, and not as the glossary forbids (T-02)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from strategy_editor.document.node import Node
from strategy_editor.validation.context import Context
from strategy_editor.validation.problem import Problem, Severity, problem
from strategy_editor.validation.prose import forbidden_variants

_GAPS = re.compile(r"[-\s]+")
_ENDING = re.compile(r"(?<=[\w-]\w\w\w)(?:es|en|e|n|s)$")
Spellings = Mapping[str, str]


def one_spelling(context: Context) -> Iterator[Problem]:
    """A term that is written otherwise than elsewhere, or as the glossary says not to."""
    wanted = _wanted(context)
    for passage in context.passages:
        for written in dict.fromkeys(passage.compounds):
            stem, ending = _parted(written)
            right = wanted.get(stem)
            if right is not None and right != stem:
                yield problem(
                    "other-spelling", Severity.WARNING, passage.owner_id, passage.field,
                    written=written, wanted=right + ending,
                )  # fmt: skip


def _wanted(context: Context) -> Spellings:
    """Return how to write what is written in several ways, by the stems of these."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for passage in context.passages:
        for each in passage.compounds:
            stem = _parted(each)[0]
            written[_letters(stem)][stem] += 1
    forbidden = forbidden_variants(context.root)
    names = _names(context.root)
    wanted: dict[str, str] = {}
    for letters, stems in written.items():
        if len(stems) > 1 or letters in names:
            best = names.get(letters) or max(stems, key=lambda stem: _weight(stem, stems))
            wanted.update(dict.fromkeys(stems, best))
    for variant, name in forbidden.items():
        wanted[_parted(variant)[0]] = _parted(name)[0]
    return wanted


def _weight(stem: str, stems: Counter[str]) -> tuple[int, int, str]:
    """The more usual one; between equals the one that is joined throughout, as German has it."""
    return (stems[stem], -stem.count(" "), stem)


def _names(root: Node) -> dict[str, str]:
    """Return the stems of terms in the glossary by their letters."""
    glossary = root.child("glossary") or Node("glossary")
    stems = [_parted(each.text_of("name"))[0] for each in glossary.children_of("glossary-entry")]
    return {_letters(stem): stem for stem in stems if stem}


def _letters(stem: str) -> str:
    return _GAPS.sub("", stem).lower()


def _parted(written: str) -> tuple[str, str]:
    """Part what is inflected from its ending."""
    found = _ENDING.search(written)
    return (written[: found.start()], found[0]) if found else (written, "")
