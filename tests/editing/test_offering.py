"""Where the profile lets the levels of a strategy stand, by every way that leads there."""

from __future__ import annotations

from datetime import date

import pytest

from strategy_editor.document.document import Document
from strategy_editor.document.node import element
from strategy_editor.editing.clipping import Clip, paste
from strategy_editor.editing.dropping import copied, moved
from strategy_editor.editing.edits import NotAllowed
from strategy_editor.editing.levels import demote, promote
from strategy_editor.editing.offering import elsewhere, offered
from strategy_editor.editing.relocating import move_to
from strategy_editor.paths import shipped
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage.reading import read

SCHEMA = current_schema()
TODAY = date(2026, 11, 28)
SAMPLES = ("egov-2009.xml", "egov-2014.xml", "landkreis-2030.xml")


@pytest.fixture(scope="module", params=SAMPLES)
def sample(request):
    return read(shipped("samples") / request.param).document


def places(document, tag):
    return {
        node.tag for node in document.root.walk() for child in node.children if child.tag == tag
    }


def first(document, tag):
    return next(node for node in document.root.walk() if node.tag == tag)


def ways(document, node, target_id):
    """Do everything that may bring an element to another; yield what came of it."""
    copy = Clip((node,), is_cut=False)
    tries = (
        lambda: moved(document, SCHEMA, [node.id], target_id, ""),
        lambda: copied(document, SCHEMA, [node], target_id, "")[0],
        lambda: paste(document, SCHEMA, copy, target_id, TODAY).document,
        lambda: paste(document, SCHEMA, copy, target_id, TODAY, into=True).document,
        *(
            lambda where=where: move_to(document, SCHEMA, [node.id], target_id, where)
            for where in ("before", "after", "into")
        ),
    )
    for each in tries:
        try:
            yield each()
        except NotAllowed:
            continue


@pytest.mark.parametrize("tag", ["goal", "claim"])
def test_no_way_leads_out_of_the_levels_that_the_profile_names(sample, tag):
    """Exhaustive over the elements of the outline: a goal stays in a claim or a field."""
    present = places(sample, tag)
    if not present:
        return
    homes = present | {"field"} | ({"claim"} if tag == "goal" else set())
    node = first(sample, tag)
    targets = [
        each.id
        for each in sample.root.walk()
        if each.id and each.tag in ("strategy", "part", "section", "field", "claim", "annex")
    ]
    done = [result for target in targets for result in ways(sample, node, target)]
    assert done
    for result in done:
        assert places(result, tag) <= homes


def test_changing_the_level_keeps_to_the_profile(sample):
    for tag in ("goal", "claim"):
        for node in [each for each in sample.root.walk() if each.tag == tag][:12]:
            for verb in (promote, demote):
                try:
                    done = verb(sample, SCHEMA, [node.id], TODAY)
                except NotAllowed:
                    continue
                assert places(done, tag) <= {"claim", "field"}


def test_nothing_else_is_offered_either(sample):
    root = sample.root
    assert "goal" not in offered(sample, ("section", "goal", "claim"), root.tag)
    assert "claim" not in offered(sample, ("section", "goal", "claim"), root.tag)
    assert "goal" in offered(sample, ("goal",), "field")


def without_levels(document, *roles):
    profile = document.root.child("profile")
    kept = [
        each
        for each in profile.content
        if not (hasattr(each, "get") and each.tag == "level" and each.get("role") in roles)
    ]
    return document.updated(profile.id, lambda node: node.with_content(kept))


def test_where_the_profile_says_nothing_the_schema_decides(sample):
    free = without_levels(sample, "field", "claim")
    assert elsewhere(free, "strategy", "goal") == ()
    done = moved(free, SCHEMA, [first(free, "goal").id], free.root.id, "")
    assert "strategy" in places(done, "goal")


def test_what_stands_there_already_may_have_company():
    root = read(shipped("samples") / "egov-2014.xml").document.root
    profile = root.child("profile")
    document = Document(
        element(
            "strategy",
            profile,
            element("goal", element("title", "Eins"), element("statement", "–"), id="g1"),
            element("goal", element("title", "Zwei"), element("statement", "–"), id="g2"),
            id="s",
        )
    )
    done = moved(document, SCHEMA, ["g2"], "s", "g1")
    assert [each.id for each in done.root.children_of("goal")] == ["g2", "g1"]


def test_the_reason_names_the_levels():
    document = read(shipped("samples") / "egov-2014.xml").document
    goal = first(document, "goal")
    with pytest.raises(NotAllowed) as caught:
        moved(document, SCHEMA, [goal.id], document.root.id, "")
    assert caught.value.key == "error.stands-in-either"
    assert caught.value.values["expected"] == "claim"
    with pytest.raises(NotAllowed) as caught:
        moved(document, SCHEMA, [first(document, "claim").id], document.root.id, "")
    assert caught.value.key == "error.stands-in"
