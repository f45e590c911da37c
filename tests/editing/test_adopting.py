"""Elements of another strategy: their references lead to what has the same name here."""

from __future__ import annotations

from datetime import date
from itertools import count, permutations

import pytest
from hypothesis import given, settings

from strategy_editor.document.document import Document
from strategy_editor.document.node import element
from strategy_editor.document.texts import title_of
from strategy_editor.editing.adopting import (
    LEAVE,
    TAKE,
    Register,
    adoption,
    named,
    referred,
    register_of,
)
from strategy_editor.editing.blank import renamed
from strategy_editor.editing.clipping import clip, from_clipboard, paste, to_clipboard
from strategy_editor.editing.edits import NotAllowed
from strategy_editor.editing.references import dangling_in
from strategy_editor.paths import shipped
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage.reading import read
from tests.checking import findings
from tests.strategies import documents

SCHEMA = current_schema()
TODAY = date(2026, 11, 28)
NAMES = ("egov-2009.xml", "egov-2014.xml", "landkreis-2030.xml")
SAMPLES = {name: read(shipped("samples") / name).document for name in NAMES}


def ids(prefix="n"):
    numbers = count(1)
    return lambda: f"{prefix}{next(numbers)}"


def arriving(document, node_ids, *, is_cut=False):
    """A clip as it comes out of the clipboard."""
    taken = clip(document, SCHEMA, node_ids, "elsewhere", is_cut=is_cut, numbers={})
    done = from_clipboard(to_clipboard(taken))
    assert done is not None
    assert done.register == taken.register
    assert done.nodes == taken.nodes
    return done


def pasted(document, taken, target, answers, *, into=False):
    made = adoption(document, taken.nodes, taken.register, answers, lambda _node: "…", ids("a"))
    return paste(document, SCHEMA, taken, target, TODAY, ids("p"), into=into, adoption=made), made


def outward(nodes):
    own = {each.id for node in nodes for each in node.walk()}
    referring = SCHEMA.reference_attributes
    return [
        (each.tag, attribute.name, word)
        for node in nodes
        for each in node.walk()
        for attribute in referring.get(each.tag, ())
        for word in each.get(attribute.name).split()
        if word not in own
    ]


def stranger(document, prefix="x_"):
    """The same strategy of another house: no id is the same."""
    fresh = {each.id: prefix + each.id[:34] for each in document.root.walk() if each.id}
    return Document(renamed(document.root, fresh))


def first(document, tag):
    return next(node for node in document.root.walk() if node.tag == tag)


@pytest.mark.parametrize(("one", "other"), [*permutations(NAMES, 2)])
@pytest.mark.parametrize("answer", [TAKE, LEAVE])
def test_whatever_arrives_refers_to_what_is_here(one, other, answer):
    """Exhaustive over the planning of the samples: nothing dangles, nothing new is found wrong."""
    source, target = stranger(SAMPLES[one]), SAMPLES[other]
    goal = first(target, "goal")
    before = {rule for rule, _, _ in findings(target) if rule.startswith("schema")}
    for tag in ("goal", "measure", "subgoal", "section", "principle", "clause"):
        for node in [each for each in source.root.walk() if each.tag == tag][:2]:
            taken = arriving(source, [node.id])
            missing = [e for e in referred(target, taken.nodes, taken.register) if not e.found]
            answers = {each.entry.id: answer for each in missing}
            try:
                done, made = pasted(target, taken, goal.id, answers)
            except NotAllowed:
                continue
            assert done.dangling == ()
            now = {rule for rule, _, _ in findings(done.document) if rule.startswith("schema")}
            assert now <= before
            come = {each.id for each in made.entries}
            assert all(each in done.document for each in come)
            if answer == LEAVE:
                assert not come


@pytest.mark.parametrize("name", NAMES)
def test_between_two_houses_with_the_same_names_nothing_is_asked(name):
    """All that is named once is found by its name, whatever its id is."""
    here = SAMPLES[name]
    there = stranger(here)
    for tag in ("goal", "measure"):
        for node in [each for each in there.root.walk() if each.tag == tag][:20]:
            taken = arriving(there, [node.id])
            for each in referred(here, taken.nodes, taken.register):
                assert each.found == each.entry.id.removeprefix("x_")
            done, _ = pasted(here, taken, first(here, tag).id, {})
            new = [done.document.node(each) for each in done.ids]
            old = [(t, a, w.removeprefix("x_")) for t, a, w in outward([node])]
            assert sorted(outward(new)) == sorted(old)


def test_what_has_another_name_under_the_same_id_is_not_meant():
    """Ids mean nothing between strategies: a long h_short is not taken for the short one."""
    here = SAMPLES["egov-2014.xml"]
    swapped = {"h_short": "h_long", "h_long": "h_short", "a_smi": "a_sk", "a_sk": "a_smi"}
    there = Document(renamed(here.root, swapped).with_attribute("id", "another_house"))
    goal = next(n for n in there.root.walk() if n.tag == "goal" and n.get("horizon") == "h_long")
    taken = arriving(there, [goal.id])
    kin = taken.register.kin
    lone = Register(taken.register.entries, frozenset({"another_house"}), {})
    assert "another_house" in kin
    found = {each.entry.id: each.found for each in referred(here, taken.nodes, lone)}
    assert found["h_long"] == "h_short"
    made = adoption(here, taken.nodes, lone, {}, title_of, ids())
    done = paste(here, SCHEMA, taken, first(here, "goal").id, TODAY, ids("p"), adoption=made)
    assert done.document.node(done.ids[0]).get("horizon") == "h_short"


def test_editions_of_one_strategy_keep_to_the_ids():
    """An actor that was renamed between two editions is still that actor."""
    here, there = SAMPLES["egov-2014.xml"], SAMPLES["egov-2009.xml"]
    goal = next(n for n in there.root.walk() if n.tag == "goal" and n.child("responsibility"))
    actor = goal.child("responsibility").get("actor")
    there = there.updated(
        actor, lambda node: node.with_content((element("name", "Ein alter Name"),))
    )
    taken = arriving(there, [goal.id])
    found = {each.entry.id: each.found for each in referred(here, taken.nodes, taken.register)}
    assert found[actor] == actor


def test_entries_are_matched_by_abbreviation_limits_and_meaning():
    here = SAMPLES["egov-2014.xml"]
    entries = (
        element(
            "actor",
            element("name", "Innenministerium"),
            id="x1",
            abbreviation="smi",
            kind="ministry",
        ),
        element("horizon-class", id="x2", label="Stufe I", over="0", **{"up-to": "2"}),
        element("status", id="x3", label="läuft", meaning="active", **{"for": "measure"}),
        element("status", id="x4", label="geplant", meaning="planned", **{"for": "measure"}),
        element("horizon-class", id="x5", label="Stufe II", over="1", **{"up-to": "9"}),
    )
    goal = element(
        "goal",
        element("title", "Ziel"),
        element("responsibility", id="r1", actor="x1", role="lead"),
        element("measure", id="m1", status="x3"),
        element("measure", id="m2", status="x4"),
        id="g1",
        horizon="x2",
    )
    other = element("goal", element("title", "Ziel"), id="g2", horizon="x5")
    register = Register(entries, frozenset({"elsewhere"}), {})
    found = {e.entry.id: e.found for e in referred(here, [goal, other], register)}
    assert found == {
        "x1": "a_smi",
        "x2": "h_short",
        "x3": "ms_active",
        "x4": "ms_planned",
        "x5": "",
    }


def test_an_actor_comes_along_with_its_successor_once():
    here = SAMPLES["landkreis-2030.xml"]
    there = Document(
        element(
            "strategy",
            element(
                "actors",
                element("actor", element("name", "Amt A"), id="a1", kind="other", successor="a2"),
                element("actor", element("name", "Amt B"), id="a2", kind="other"),
                element("actor", element("name", "Amt C"), id="a3", kind="other"),
                id="actors",
            ),
            element(
                "goal",
                element("title", "Ziel"),
                element("statement", "–"),
                element("responsibility", id="r1", actor="a1", role="lead"),
                id="g1",
            ),
            id="elsewhere",
        )
    )
    taken = arriving(there, ["g1"])
    missing = referred(here, taken.nodes, taken.register)
    assert [(each.entry.id, each.found) for each in missing] == [("a1", ""), ("a2", "")]
    done, made = pasted(here, taken, first(here, "goal").id, {"a1": TAKE, "a2": TAKE})
    register = done.document.root.child("actors")
    assert [each.id for each in register.children][-2:] == [each.id for each in made.entries]
    assert {title_of(each) for each in made.entries} == {"Amt A", "Amt B"}
    again, made = pasted(done.document, taken, first(here, "goal").id, {})
    assert made.entries == ()
    assert again.document.root.child("actors") == register
    alone, _ = pasted(here, taken, first(here, "goal").id, {"a1": TAKE})
    assert alone.document.root.child("actors").children[-1].get("successor") == ""


def test_without_its_actor_a_responsibility_goes_and_a_cross_reference_becomes_text():
    here = SAMPLES["landkreis-2030.xml"]
    there = Document(
        element(
            "strategy",
            element("actors", element("actor", element("name", "Amt"), id="a1"), id="actors"),
            element("section", element("title", "Anderswo"), id="s9"),
            element(
                "goal",
                element("title", "Ziel"),
                element("statement", "Siehe ", element("cross-reference", target="s9"), "."),
                element("responsibility", id="r1", actor="a1", role="lead"),
                id="g1",
            ),
            id="elsewhere",
        )
    )
    taken = arriving(there, ["g1"])
    done, _ = pasted(here, taken, first(here, "goal").id, {})
    goal = done.document.node(done.ids[0])
    assert goal.child("responsibility") is None
    assert goal.text_of("statement") == "Siehe …."
    alone = arriving(there, ["r1"])
    with pytest.raises(NotAllowed):
        pasted(here, alone, first(here, "goal").id, {}, into=True)


def test_what_led_nowhere_leads_nowhere_still():
    """An id that was lost there must not come to mean what happens to carry it here."""
    here = SAMPLES["egov-2014.xml"]
    there = Document(
        element(
            "strategy",
            element("goal", element("title", "Ziel"), element("statement", "–"), id="g1",
                    horizon="h_short"),
            id="elsewhere",
        )
    )  # fmt: skip
    taken = arriving(there, ["g1"])
    done, _ = pasted(here, taken, first(here, "goal").id, {})
    assert len(done.dangling) == 1
    assert done.document.node(done.ids[0]).get("horizon") not in here


@given(documents())
@settings(max_examples=40, deadline=None)
def test_at_home_nothing_is_settled(document):
    """Law: within one strategy every reference stays as it is."""
    nodes = [each for each in document.root.children if each.id]
    for node in nodes:
        register = register_of(document, [node], {})
        found = referred(document, [node], register)
        assert all(each.found == each.entry.id for each in found)
        made = adoption(document, [node], register, {}, title_of)
        assert made.link([node]) == [node]
        assert made.entries == ()
        assert dangling_in(made.link([node]), document) == dangling_in([node], document)


def test_names_are_compared_as_people_read_them():
    one = element("actor", element("name", "  Amt   für IT "))
    other = element("actor", element("name", "Amt für it"))
    assert named(one) == named(other)
