"""What single verbs mean, on small strategies by hand."""

from __future__ import annotations

from datetime import date

import pytest

from strategy_editor.document.node import COMMENT, Node, element
from strategy_editor.editing.clipping import clip, paste
from strategy_editor.editing.convert import conversions, convert
from strategy_editor.editing.edits import NotAllowed
from strategy_editor.editing.levels import demote, level_changes, promote
from strategy_editor.editing.merge import merge
from strategy_editor.editing.offering import likely_child, offered
from strategy_editor.editing.references import (
    dangling_in,
    possible_targets,
    redirected,
    references_to,
    without_references,
)
from strategy_editor.editing.relocating import duplicate, move_to, removed
from strategy_editor.editing.split import split_before, split_text
from strategy_editor.schema.catalog import current_schema
from tests.short import claim, field, goal, level, paragraph, section, small_strategy

SCHEMA = current_schema()
TODAY = date(2014, 4, 29)
NOTE = element("footnote", "note", id="n")


def reference(target: str) -> Node:
    return element("cross-reference", target=target)


def referring():
    relation = element("relation", id="rel", type="depends-on", target="g1")
    return small_strategy(
        field("f", claim("c", goal("g1"), goal("g2", relation))),
        section("sec", paragraph("p", "See ", reference("g1"), " here")),
        annotations=[
            element(
                "annotation", element("comment", "why?"), id="a", target="g1", author="x",
                created="2014-04-29T00:00:00", state="open",
            )
        ],
    )  # fmt: skip


def test_who_refers_is_found_wherever_it_stands():
    found = {(each.holder_id, each.tag) for each in references_to(referring(), ["c"])}
    assert found == {("p", "cross-reference"), ("a", "annotation")}
    inner = {each.holder_id for each in references_to(referring(), ["g1"])}
    assert inner == {"rel", "p", "a"}


def test_references_are_removed_with_their_words_left():
    done = without_references(referring(), ["g1"], lambda node: f"[{node.get('target')}]")
    assert done.node("p").content == ("See [g1] here",)
    assert "rel" not in done
    assert "a" not in done
    assert references_to(removed(done, ["g1"]), ["g1"]) == []


def test_references_are_pointed_elsewhere():
    document = referring()
    found = references_to(document, ["g1"])
    assert {each.id for each in possible_targets(document, found, ["g1"])} == {"g2"}
    done = redirected(document, {"g1": "g2"})
    assert {each.target_id for each in references_to(done, ["g2"])} >= {"g2"}
    assert references_to(done, ["g1"]) == []


def test_a_text_is_split_with_its_footnote_and_emphasis():
    document = small_strategy(
        section("sec", paragraph("p", "ab", NOTE, element("strong", "cdef"), "gh"))
    )
    done, new = split_text(document, SCHEMA, "p", 5, lambda: "new")
    assert done.node("p").content == ("ab", NOTE, element("strong", "cd"))
    assert done.node(new).content == (element("strong", "ef"), "gh")
    again, kept = merge(done, SCHEMA, ["p", "new"])
    assert kept == "p"
    assert again.node("p").text == "abnotecd efgh"


def test_a_comment_follows_its_passage_and_merging_brings_it_back():
    comment = element(
        "annotation", element("quote", exact="second"), element("comment", "?"), id="a",
        target="p", author="x", created="2014-04-29T00:00:00", state="open",
    )  # fmt: skip
    document = small_strategy(section("sec", paragraph("p", "first second")), annotations=[comment])
    done, new = split_text(document, SCHEMA, "p", 6, lambda: "new")
    assert done.node("a").get("target") == new
    assert merge(done, SCHEMA, ["new"])[0].node("a").get("target") == "p"


def test_a_paragraph_as_heading_takes_what_follows():
    document = small_strategy(
        section("sec", paragraph("p1", "a"), paragraph("p2", "Heading"), paragraph("p3", "b"))
    )
    done = convert(document, SCHEMA, ["p2"], "section", TODAY)
    assert [each.id for each in done.node("sec").children if each.id] == ["p1", "p2"]
    assert done.node("p2").text_of("title") == "Heading"
    assert done.parent_id("p3") == "p2"


def test_a_list_becomes_paragraphs_and_again_a_list():
    document = small_strategy(section("sec", paragraph("p1", "a"), paragraph("p2", "b")))
    listed = convert(document, SCHEMA, ["p1", "p2"], "list", TODAY, lambda: "l")
    assert [each.id for each in listed.node("l").children] == ["p1", "p2"]
    assert convert(listed, SCHEMA, ["l"], "paragraph", TODAY).root == document.root


def test_no_conversion_gives_up_parts_of_the_strategy():
    document = small_strategy(field("f", claim("c", goal("g"))))
    tags = {each.tag for each in conversions(document, SCHEMA, ["f"], TODAY)}
    assert "section" in tags
    assert not {"foreword", "vision", "goal", "claim"} & tags


def test_a_goal_goes_down_as_a_sub_goal_and_up_as_a_goal():
    document = small_strategy(field("f", goal("g1"), goal("g2")))
    assert level_changes(document, SCHEMA, ["g2"], TODAY) == {"demote": "subgoal"}
    lower = demote(document, SCHEMA, ["g2"], TODAY)
    assert (lower.node("g2").tag, lower.parent_id("g2")) == ("subgoal", "g1")
    assert promote(lower, SCHEMA, ["g2"], TODAY).root == document.root
    with pytest.raises(NotAllowed):
        demote(document, SCHEMA, ["g1"], TODAY)


def test_splitting_and_merging_a_claim_leaves_its_goals():
    document = small_strategy(field("f", claim("c", goal("g1"), goal("g2"))))
    done, second = split_before(document, SCHEMA, "g2", "New", TODAY)
    assert (done.parent_id("g1"), done.parent_id("g2")) == ("c", second)
    joined, kept = merge(done, SCHEMA, [second])
    assert (kept, joined.parent_id("g2")) == ("c", "c")
    assert joined.node("c").text_of("title") == "c / New"


def test_goals_that_differ_in_their_horizon_are_not_merged():
    document = small_strategy(field("f", goal("g1"), goal("g2", horizon="h_short")))
    with pytest.raises(NotAllowed) as refused:
        merge(document, SCHEMA, ["g1", "g2"])
    assert refused.value.values["attribute"] == "horizon"


def test_copies_refer_to_each_other():
    relation = element("relation", id="rel", type="depends-on", target="g1")
    document = small_strategy(field("f", goal("g1"), goal("g2", relation)))
    done, made = duplicate(document, SCHEMA, ["g1", "g2"])
    assert done.node(made[1]).child("relation").get("target") == made[0]
    assert done.node("g2").child("relation").get("target") == "g1"


def test_what_is_pasted_into_another_document_tells_what_it_misses():
    document = referring()
    taken = clip(document, SCHEMA, ["sec"], "x", is_cut=False)
    done = paste(small_strategy(section("t")), SCHEMA, taken, "t", TODAY)
    assert [word for _, word in done.dangling] == ["g1"]
    assert dangling_in([document.node("sec")], document) == []


def test_nothing_moves_into_itself_and_needed_parts_stay():
    document = small_strategy(section("sec", section("t")))
    for ids, target in ((["sec"], "t"), (["sec"], "sec"), (["metadata"], "t")):
        with pytest.raises(NotAllowed):
            move_to(document, SCHEMA, ids, target, "into")


def test_the_profile_says_which_levels_are_offered():
    named = small_strategy(field("f"), profile=[level("field", "outline"), level("goal", "none")])
    assert offered(named, ["claim", "goal", "paragraph"]) == ["goal", "paragraph"]
    assert offered(small_strategy(), ["claim", "goal"]) == ["claim", "goal"]
    assert likely_child(named, SCHEMA, "f") == "goal"
    assert likely_child(small_strategy(field("f")), SCHEMA, "f") == "claim"


def test_who_refers_to_a_list_finds_what_came_out_of_it():
    def item(node_id, *more):
        return element("item", element("text", node_id), *more, id=node_id)

    inner = element("list", item("b"), id="l2", kind="bullet")
    outer = element("list", item("a", inner), id="l1", kind="bullet")
    document = small_strategy(
        section("sec", outer, paragraph("p", reference("l1"), reference("l2")))
    )
    document = promote(document, SCHEMA, ["b"], TODAY)
    assert document.node("p").content == (reference("l1"), reference("b"))
    document = promote(document, SCHEMA, ["a", "b"], TODAY)
    assert document.node("p").content == (reference("a"), reference("b"))


def test_what_must_be_there_twice_is_not_made_one():
    kept = [element("variant", id=f"v{each}", side=each) for each in ("base", "ours")]
    conflict = element("conflict", *kept, id="c", kind="part", target="sec")
    document = small_strategy(section("sec", paragraph("p", "x")))
    document = document.updated(
        "s", lambda root: root.with_content((*root.content, element("conflicts", conflict, id="k")))
    )
    with pytest.raises(NotAllowed):
        merge(document, SCHEMA, ["vbase", "vours"])


def test_comments_of_a_list_stay_when_its_items_leave_it():
    def item(node_id):
        return element("item", element("text", node_id), id=node_id)

    first, second, last = (Node(COMMENT, (), (each,)) for each in "123")
    holding = element("list", first, item("a"), second, item("b"), last, id="l", kind="bullet")
    done = promote(small_strategy(section("sec", holding)), SCHEMA, ["a", "b"], TODAY)
    told = [getattr(part, "id", "") or part.content for part in done.node("sec").content[1:]]
    assert told == [("1",), "a", ("2",), "b", ("3",)]
    nested = small_strategy(
        section("sec", element("list", item("x").with_content((element("text"), holding)), id="o",
                               kind="bullet"))
    )  # fmt: skip
    done = promote(nested, SCHEMA, ["a", "b"], TODAY)
    assert [each.id for each in done.node("o").children] == ["x", "a", "b"]
    assert [part.content for part in done.node("x").content[1:]] == [("1",), ("2",), ("3",)]


def test_titles_made_one_keep_their_comments():
    remark = Node(COMMENT, (), ("prüfen",))
    one = element("section", element("title", "A", remark, "b"), id="one")
    other = element("section", element("title", "C", remark), id="two")
    done, _ = merge(small_strategy(one, other), SCHEMA, ["one", "two"])
    assert done.node("one").child("title").content == ("A", remark, "b / C", remark)
