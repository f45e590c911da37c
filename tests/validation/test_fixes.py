"""Quick fixes: each removes its finding and makes no error that was not there."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.errors import UserError
from strategy_editor.paths import shipped
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage.reading import read
from strategy_editor.validation.fixes import fixes
from strategy_editor.validation.fixes.fix import Fix, Means
from strategy_editor.validation.fixes.muting import can_mute, mute, unmute
from strategy_editor.validation.problem import Problem, Severity
from tests.checking import checked
from tests.edits import roughly_changed
from tests.strategies import documents, seeds

MEANS = Means(current_schema(), date(2024, 5, 14), lambda tag: f"Text {tag}")
FOLDER = shipped("samples") / "broken"


def readable() -> list[str]:
    names = []
    for path in sorted(FOLDER.iterdir()):
        try:
            read(path)
        except UserError:
            continue
        names.append(path.name)
    return names


def answers(fix: Fix, document: Document) -> list[str]:
    if fix.asks_text:
        return ["Ein Grund"]
    return fix.choices(document)[:6] if fix.choices is not None else [""]


def ids(document: Document) -> set[str | None]:
    return {node.id for node in document.root.walk()}


def key(problem: Problem) -> tuple[str, str, str]:
    return problem.rule, problem.node_id, problem.field


def new_errors(before: list[Problem], after: list[Problem]) -> list[Problem]:
    known = {key(each) for each in before}
    return [each for each in after if each.severity is Severity.ERROR and key(each) not in known]


@pytest.mark.parametrize("name", readable())
def test_each_fix_for_a_broken_file_mends_it(name):
    document = read(FOLDER / name, accept_newer=True).document
    for problem in checked(document):
        offered = fixes(document, problem, MEANS)
        assert offered, problem.rule
        assert all(fix.edit or fix.select or fix.field for fix in offered)
        for fix in offered:
            for answer in answers(fix, document) if fix.edit is not None else ():
                assert fix.edit is not None
                mended = fix.edit(document, answer)
                assert mended is not document, (fix.key, answer)
                after = checked(mended)
                assert problem not in after, (fix.key, answer)
                fresh = ids(mended) - ids(document)
                worse = [each for each in new_errors([problem], after) if each.node_id not in fresh]
                # Without the register of actors nobody could say that references lead nowhere.
                assert worse == [] or name == "missing-actors.xml", (fix.key, answer)


MENDED_AT_ONCE = {
    "missing-required-part.xml", "goal-without-horizon.xml", "dangling-reference.xml",
    "dangling-cross-reference.xml", "duplicate-id.xml", "empty-claim.xml",
    "roster-goal-forgotten.xml", "missing-title.xml", "unknown-element.xml",
    "misplaced-element.xml", "wrong-order.xml", "unknown-attribute.xml", "stray-text.xml",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(MENDED_AT_ONCE))
def test_what_users_meet_most_has_a_fix_that_edits(name):
    document = read(FOLDER / name).document
    (problem,) = checked(document)
    assert [fix for fix in fixes(document, problem, MEANS) if fix.edit is not None]


@given(documents(60), seeds())
def test_no_fix_raises_or_makes_the_document_worse(document, seed):
    random = Random(seed)
    document = roughly_changed(document, random)
    before = checked(document)
    for problem in random.sample(before, min(3, len(before))):
        for fix in fixes(document, problem, MEANS):
            if fix.edit is None:
                continue
            for answer in answers(fix, document)[:2]:
                try:
                    mended = fix.edit(document, answer)
                except UserError:
                    continue
                assert isinstance(mended.root, Node)
                again = fix.edit(mended, answer)
                assert isinstance(again.root, Node)


@given(documents(60), seeds())
def test_muting_keeps_the_reason_and_unmuting_gives_the_document_back(document, seed):
    found = [each for each in checked(document) if can_mute(each)]
    if not found:
        return
    problem = Random(seed).choice(found)
    had_list = document.root.child("muted-findings") is not None
    muted = mute(document, problem, "Weil es so ist.", "ich", date(2024, 5, 14))
    same = [each for each in checked(muted) if key(each) == key(problem)]
    assert same
    assert all(each.muted for each in same)
    if not had_list:
        (entry,) = [each for each in same if each == problem or each.muted][:1]
        assert unmute(muted, entry).root == document.root


def test_what_the_schema_finds_and_what_has_no_reason_is_not_muted():
    document = read(FOLDER / "bad-choice.xml").document
    (problem,) = checked(document)
    assert not can_mute(problem)
    assert mute(document, problem, "Grund", "", date(2024, 5, 14)) is document
    document = read(FOLDER / "empty-claim.xml").document
    (problem,) = checked(document)
    assert mute(document, problem, "  ", "", date(2024, 5, 14)) is document
