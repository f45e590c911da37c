"""What the lineage declares counts, behind ids that agree and before what only reads alike."""

from __future__ import annotations

from pathlib import Path

from strategy_editor.comparison.alignment import align
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.storage.reading import read
from tests.short import claim, field, goal, small_strategy

SAMPLES = Path(__file__).parents[2] / "samples"


def stated(node_id: str, text: str) -> Node:
    return goal(node_id).with_content([element("title", text), element("statement", text)])


PORTAL = stated("portal", "Alle Leistungen stehen in einem Portal bereit.")
FORMS = stated("forms", "Alle Formulare lassen sich am Bildschirm ausfüllen.")
NETWORK = stated("network", "Das Netz erreicht alle Standorte der Verwaltung.")


def edition(name: str, *goals: Node, dispositions: tuple[Node, ...] = ()) -> Document:
    document = small_strategy(field("f", claim("k", *goals)))
    root = document.root.with_attribute("id", name)
    if dispositions:
        formers = (element("former-goal", id=f"r_{key}", goal=key, title=key, number="1")
                   for key in ("portal", "forms", "network"))  # fmt: skip
        former = element("predecessor", *formers, id="pre", document="old")
        lineage = element("lineage", former, *dispositions, id="lin")
        root = root.with_content([*root.content, lineage])
    return document.with_root(root)


def fate(kind: str, old: str, new: str = "") -> Node:
    return element("disposition", id=f"d_{old.replace(' ', '_')}", kind=kind, old=old, new=new)


def pairs(old: Document, new: Document) -> dict[str, str]:
    alignment = align(old, new)
    names = {original: known for known, original in alignment.ids.items()}
    known = {each: names.get(each, each) for each in ("portal", "forms", "network")}
    return {each: name for each, name in known.items() if name in new}


OLD = edition("old", PORTAL, FORMS, NETWORK)


def test_a_goal_declared_to_go_on_as_another_is_that_one_however_it_reads():
    new = edition(
        "new", stated("a", NETWORK.text_of("title")), stated("b", PORTAL.text_of("title")),
        dispositions=(fate("modified", "r_portal", "a"),),
    )  # fmt: skip
    assert pairs(OLD, new)["portal"] == "a"
    assert pairs(OLD, new).get("network") != "a"


def test_what_ended_is_not_what_reads_alike():
    twin = stated("a", PORTAL.text_of("title"))
    assert pairs(OLD, edition("new", twin)) == {"portal": "a"}
    ended = edition("new", twin, dispositions=(fate("achieved", "r_portal"),))
    assert pairs(OLD, ended) == {}
    assert align(ended, OLD).ids.get("portal") != "a"
    unstated = edition("new", twin, dispositions=(fate("no-statement", "r_portal"),))
    assert pairs(OLD, unstated) == {"portal": "a"}


def test_of_several_merged_the_likest_goes_on_and_the_others_are_nothing_else():
    new = edition(
        "new", stated("a", "Alle Formulare am Bildschirm und alle Leistungen."),
        stated("b", PORTAL.text_of("title")),
        dispositions=(fate("merged", "r_portal r_forms", "a"),),
    )  # fmt: skip
    assert pairs(OLD, new) == {"forms": "a"}


def test_an_id_that_agrees_counts_more():
    new = edition(
        "new", PORTAL, stated("b", "Das Portal ist nun etwas ganz anderes."),
        dispositions=(fate("modified", "r_portal", "b"),),
    )  # fmt: skip
    assert pairs(OLD, new)["portal"] == "portal"


def test_the_samples_are_matched_as_they_declare():
    old, new = (read(SAMPLES / f"egov-{year}.xml").document for year in (2009, 2014))
    lineage = new.root.child("lineage")
    assert lineage is not None
    formers = (node for node in lineage.walk() if node.tag == "former-goal")
    goals = {former.id: former.get("goal") for former in formers}
    there = {original: known for known, original in align(old, new).ids.items()}
    back = align(new, old).ids
    for disposition in lineage.children_of("disposition"):
        after = disposition.get("new").split()
        for goal_id in (goals[each] for each in disposition.get("old").split()):
            found = there.get(goal_id, goal_id)
            assert found in after or found not in new
            assert back.get(goal_id, goal_id) in (*after, goal_id)
