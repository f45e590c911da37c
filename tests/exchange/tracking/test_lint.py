"""Faults that validators pass: each made on purpose, and none seen in what is right."""

from __future__ import annotations

import pytest

from strategy_editor.exchange.docx.tracking.lint import HINTS, lint
from tests.exchange.tracking.probes import A, B, probes
from tests.exchange.tracking.writing import (
    away,
    cell,
    d,
    dele,
    here,
    ins,
    mark,
    p,
    package,
    r,
    ranged,
    row,
    table,
)

_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_BEGIN, _END = _FIELD.format("begin"), _FIELD.format("end")
_COMMENT = '<w:commentRangeStart w:id="1"/>{}<w:commentRangeEnd w:id="1"/>'
_SOURCE = ranged("moveFrom", "one", p(away(r(B)), mark("moveFrom")), 11)
_TARGET, _OTHER = (
    ranged("moveTo", "one", p(here(r(B)), mark("moveTo")), number) for number in (12, 13)
)
_CELL = cell(p(ins(r("d"))))

MUTANTS = {
    "duplicate-id": p(ins(r("eins"), number=7) + dele(d("zwei"), number=7)),
    "missing-id": p('<w:ins w:author="A"><w:r><w:t>eins</w:t></w:r></w:ins>' + r("zwei")),
    "start-without-end": p(r(A) + '<w:bookmarkStart w:id="5" w:name="fünf"/>'),
    "end-without-start": p(r(A) + '<w:bookmarkEnd w:id="5"/>'),
    "move-without-partner": _SOURCE + p(r(A)),
    "move-name-twice": _SOURCE + _TARGET + _OTHER + p(r(A)),
    "moved-words-differ": _SOURCE + _TARGET.replace(B, A) + p(r(A)),
    "move-without-range": p(away(r(B)), mark("moveFrom")) + p(r(A)),
    "text-in-deletion": p(r(A) + dele(r("alt"))),
    "deleted-text-outside": p(r(A) + d("alt")),
    "nested-change": p(r(A) + ins(ins(r("neu")))),
    "content-without-mark": p(r(A)) + p(ins(r(B))) + p(r(A)),
    "mark-contradicts-content": p(ins(r(B)), mark("del")) + p(r(A)),
    "row-with-unmarked-text": table(row(cell(p(r("c"))), _CELL, mark=mark("ins"))) + p(r(A)),
    "cell-without-paragraph": table(row(cell(""), _CELL)) + p(r(A)),
    "comment-end-inside-change": p(r(A) + ins(_COMMENT.format(r("neu")))),
    "cut-field": p(_BEGIN + r("1") + dele(_END)),
}


@pytest.mark.parametrize("rule", MUTANTS)
def test_each_fault_is_found(rule):
    assert {flaw.rule for flaw in lint(package(MUTANTS[rule]))} == {rule}


def test_names_that_differ_leave_both_sides_of_a_move_alone():
    other = _TARGET.replace('"one"', '"two"')
    flaws = lint(package(_SOURCE + other + p(r(A))))

    assert [(flaw.rule, flaw.detail) for flaw in flaws] == [
        ("move-without-partner", "one"),
        ("move-without-partner", "two"),
    ]


def test_ids_are_compared_over_all_stories():
    header = p(ins(r("Kopf"), number=7) + r("zeile"))
    flaws = lint(package(p(ins(r("neu"), number=7) + r(A)), header1=header))

    assert [(flaw.rule, flaw.part) for flaw in flaws] == [("duplicate-id", "word/header1.xml")]


def test_the_setting_has_the_name_that_word_knows():
    right = package(p(r(A)), settings="<w:trackRevisions/>")
    wrong = package(p(r(A)), settings="<w:trackChanges/>")

    assert lint(right) == []
    assert [flaw.rule for flaw in lint(wrong)] == ["settings-name"]


def test_a_field_that_is_replaced_whole_is_no_fault():
    field = _BEGIN + "{}" + _END
    body = p(dele(field.format(d("1"))) + ins(field.format(r("2"))) + r(" Ende"))

    assert lint(package(body)) == []


KNOWN = {
    "row-ins-only-trpr": {"row-with-unmarked-text"},
    "move-para-noranges": {"move-without-range"},
    "move-edited-atomic": {"moved-words-differ"},
    "move-edited-inner": {"moved-words-differ"},
    "para-del-nomark": {"content-without-mark"},
    "dup-ids": {"duplicate-id"},
    "del-with-wt": {"text-in-deletion"},
}


@pytest.mark.parametrize("probe", probes(), ids=lambda probe: probe.name)
def test_the_constructs_have_the_flaws_they_are_known_for(probe):
    assert {flaw.rule for flaw in lint(package(probe.body))} == KNOWN.get(probe.name, set())


def test_hints_are_rules():
    assert set(MUTANTS) >= HINTS
