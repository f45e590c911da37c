"""One construct of tracked changes each, and what remains of it either way.

The first forty-one are the constructs of the comparison of readers in `compare.md` §4.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.exchange.tracking.writing import (
    at,
    away,
    cell,
    d,
    dele,
    here,
    ins,
    mark,
    p,
    r,
    ranged,
    row,
    style,
    table,
)

A, B, C, D = "Alpha eins zwei.", "Beta drei vier.", "Gamma fünf sechs.", "Delta."
BREMEN, HAMBURG = "Recht von Bremen gilt.", "Recht von Hamburg gilt."


@dataclass(frozen=True)
class Probe:
    """A body with changes, the texts of its paragraphs after accepting and after rejecting all.

    ``styles`` are those of the paragraphs then; ``bold`` counts bold runs. ``office`` says in
    which directions LibreOffice 7.4 is known to be wrong.
    """

    name: str
    body: str
    accepted: list[str]
    rejected: list[str]
    styles: tuple[list[str], list[str]] | None = None
    bold: tuple[int, int] | None = None
    office: frozenset[str] = field(default_factory=frozenset)


BOTH = frozenset({"accept", "reject"})
ACCEPT = frozenset({"accept"})
REJECT = frozenset({"reject"})


def probes() -> list[Probe]:
    return [*_runs(), *_paragraphs(), *_moves(), *_tables(), *_properties(), *_odd()]


def _runs() -> Iterator[Probe]:
    start, end = r("Alpha "), r("zwei.")
    yield Probe("run-ins", p(start + ins(r("neu ")) + end), ["Alpha neu zwei."], ["Alpha zwei."])
    yield Probe("run-del", p(start + dele(d("alt ")) + end), ["Alpha zwei."], ["Alpha alt zwei."])
    replaced = p(start + dele(d("alt ")) + ins(r("neu ")) + end)
    yield Probe("run-replace", replaced, ["Alpha neu zwei."], ["Alpha alt zwei."])
    authors = p(start + ins(r("neu ")) + ins(r("mehr "), author="Ressort B") + end)
    yield Probe("two-authors", authors, ["Alpha neu mehr zwei."], ["Alpha zwei."])
    nested = p(start + ins(dele(d("neu "), author="Ressort B")) + end)
    yield Probe("ins-then-del", nested, ["Alpha zwei."], ["Alpha zwei."])
    nested = p(start + ins(dele(d("neu "))) + end)
    same = ["Alpha zwei."]
    yield Probe("ins-then-del-same-author", nested, same, same, office=BOTH)


def _paragraphs() -> Iterator[Probe]:
    gone, new = p(dele(d(B)), mark("del")), p(ins(r(B)), mark("ins"))
    first, last = p(r(A)), p(r(C))
    yield Probe("para-ins", first + new + last, [A, B, C], [A, C])
    yield Probe("para-ins-first", p(ins(r(A)), mark("ins")) + p(r(B)) + last, [A, B, C], [B, C])
    terminal = p(r(A), mark("ins")) + p(ins(r(B)))
    yield Probe("para-ins-last", terminal, [A, B], [A])
    yield Probe("para-ins-last-naive", first + new, [A, B], [A], office=REJECT)
    yield Probe("para-del", first + gone + last, [A, C], [A, B, C])
    yield Probe("para-del-first", p(dele(d(A)), mark("del")) + p(r(B)) + last, [B, C], [A, B, C])
    yield Probe("para-del-nomark", first + p(dele(d(B))) + last, [A, "", C], [A, B, C])
    yield Probe("para-del-last", p(r(A), mark("del")) + p(dele(d(B))), [A], [A, B])
    yield Probe("para-del-last-naive", first + gone, [A], [A, B], office=ACCEPT)
    two = first + gone + p(dele(d(C)), mark("del")) + p(r(D))
    yield Probe("para-del-two", two, [A, D], [A, B, C, D])
    merged = p(r("Alpha "), mark("del")) + p(r("Beta.")) + last
    yield Probe("para-merge", merged, ["Alpha Beta.", C], ["Alpha ", "Beta.", C])
    parted = p(r("Alpha "), mark("ins")) + p(r("Beta.")) + last
    yield Probe("para-split", parted, ["Alpha ", "Beta.", C], ["Alpha Beta.", C])
    before = first + gone + table(row(cell(p(r("x"))), cell(p(r("y"))))) + last
    whole = [A, B, "x", "y", C]
    yield Probe("para-del-before-table", before, [A, "x", "y", C], whole, office=ACCEPT)
    headed = p(dele(d(A)), mark("del"), style("Heading1")) + p(r(B)) + last
    kinds = (["Normal", "Normal"], ["Heading1", "Normal", "Normal"])
    yield Probe("para-del-heading-style", headed, [B, C], [A, B, C], styles=kinds)


def _moves() -> Iterator[Probe]:
    accepted, rejected = [A, C, B, D], [A, B, C, D]
    first, third, last = p(r(A)), p(r(C)), p(r(D))
    source, target = p(away(r(B)), mark("moveFrom")), p(here(r(B)), mark("moveTo"))
    around = (
        first + ranged("moveFrom", "m1", source, 901) + third
        + ranged("moveTo", "m1", target, 902) + last
    )  # fmt: skip
    yield Probe("move-para", around, accepted, rejected)
    inside = first + _as_word("moveFrom", B, 911) + third + _as_word("moveTo", B, 912) + last
    yield Probe("move-para-word-shape", inside, accepted, rejected)
    yield Probe("move-para-noranges", first + source + third + target + last, accepted, rejected)
    two = (
        first + _as_word("moveFrom", B, 921, "b") + _as_word("moveFrom", C, 923, "c") + last
        + _as_word("moveTo", C, 924, "c") + _as_word("moveTo", B, 922, "b") + p(r("Omega."))
    )  # fmt: skip
    yield Probe("move-para-two", two, [A, D, C, B, "Omega."], [A, B, C, D, "Omega."])
    word = r("Alpha ")
    inline = p(
        ranged("moveFrom", "mi", away(word), 931) + r("Beta ")
        + ranged("moveTo", "mi", here(word), 932) + r("Ende.")
    )  # fmt: skip
    yield Probe("move-inline", inline, ["Beta Alpha Ende."], ["Alpha Beta Ende."])
    accepted, rejected = [A, C, HAMBURG, D], [A, BREMEN, C, D]
    source = p(away(r(BREMEN)), mark("moveFrom"))
    pieces = here(r("Recht von ")) + dele(d("Bremen")) + ins(r("Hamburg")) + here(r(" gilt."))
    inner = (
        first + ranged("moveFrom", "me", source, 941) + third
        + ranged("moveTo", "me", p(pieces, mark("moveTo")), 942) + last
    )  # fmt: skip
    yield Probe("move-edited-inner", inner, accepted, rejected, office=REJECT)
    atomic = (
        first + ranged("moveFrom", "mf", source, 951) + third
        + ranged("moveTo", "mf", p(here(r(HAMBURG)), mark("moveTo")), 952) + last
    )  # fmt: skip
    yield Probe("move-edited-atomic", atomic, accepted, rejected)
    plain = p(dele(d(BREMEN)), mark("del")) + third + p(ins(r(HAMBURG)), mark("ins"))
    yield Probe("move-edited-delins", first + plain + last, accepted, rejected)


def _as_word(kind: str, text: str, number: int, name: str = "move") -> str:
    """The range begins inside the paragraph and ends behind it, as Word writes it."""
    wrapped = {"moveFrom": away, "moveTo": here}[kind](r(text))
    start, _, end = ranged(kind, name, "|", number).partition("|")
    return p(start + wrapped, mark(kind)) + end


def _tables() -> Iterator[Probe]:
    first = row(cell(p(r("a"))), cell(p(r("b"))))
    last = row(cell(p(r("e"))), cell(p(r("f"))))
    new = row(cell(p(ins(r("c")))), cell(p(ins(r("d")))), mark=mark("ins"))
    after = p(r(A))
    whole, less = ["a", "b", "c", "d", "e", "f", A], ["a", "b", "e", "f", A]
    yield Probe("row-ins", table(first, new, last) + after, whole, less)
    marked = row(
        cell(p(ins(r("c")), mark("ins"))), cell(p(ins(r("d")), mark("ins"))), mark=mark("ins")
    )
    four = ["a", "b", "c", "d", A]
    yield Probe("row-ins-marks", table(first, marked) + after, four, ["a", "b", A])
    bare = row(cell(p(r("c"))), cell(p(r("d"))), mark=mark("ins"))
    only = table(first, bare) + after
    yield Probe("row-ins-only-trpr", only, four, ["a", "b", A], office=REJECT)
    gone = row(cell(p(dele(d("c")))), cell(p(dele(d("d")))), mark=mark("del"))
    yield Probe("row-del", table(first, gone, last) + after, less, whole)
    rows = [row(cell(p(ins(r(one)))), cell(p(ins(r(two)))), mark=mark("ins"))
            for one, two in ("ab", "cd")]  # fmt: skip
    texts = [A, "a", "b", "c", "d", B]
    yield Probe("table-ins", p(r(A)) + table(*rows) + p(r(B)), texts, [A, B])
    rows = [row(cell(p(dele(d(one)))), cell(p(dele(d(two)))), mark=mark("del"))
            for one, two in ("ab", "cd")]  # fmt: skip
    yield Probe("table-del", p(r(A)) + table(*rows) + p(r(B)), [A, B], texts)
    cells = table(row(cell(p(r("a"))), cell(p(ins(r("b"))), mark("cellIns")))) + after
    yield Probe("cell-ins", cells, ["a", "b", A], ["a", A], office=REJECT)


def _properties() -> Iterator[Probe]:
    former = f"<w:pPrChange {at()}><w:pPr>{style('Heading2')}</w:pPr></w:pPrChange>"
    restyled = p(r(A), properties=style("Heading1"), former=former) + p(r(B))
    kinds = (["Heading1", "Normal"], ["Heading2", "Normal"])
    yield Probe("ppr-change", restyled, [A, B], [A, B], styles=kinds)
    bold = f"<w:rPr><w:b/><w:rPrChange {at()}><w:rPr/></w:rPrChange></w:rPr>"
    yield Probe("rpr-change", p(r(A, bold)) + p(r(B)), [A, B], [A, B], bold=(1, 0))


def _odd() -> Iterator[Probe]:
    start, end = r("Alpha "), r("zwei.")
    twice = p(ins(r("neu "), number=7) + start + dele(d("alt "), number=7) + end)
    yield Probe("dup-ids", twice, ["neu Alpha zwei."], ["Alpha alt zwei."])
    undated = p(ins(r("neu "), date="") + end)
    yield Probe("no-date", undated, ["neu zwei."], ["zwei."])
    wrong = p(start + dele(r("alt ")) + end)
    yield Probe("del-with-wt", wrong, ["Alpha zwei."], ["Alpha alt zwei."])
    broken = p(start + dele(f"<w:r><w:tab/></w:r>{d('alt')}<w:r><w:br/></w:r>") + end)
    yield Probe("del-tab-br", broken, ["Alpha zwei."], ["Alpha altzwei."])
