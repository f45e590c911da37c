"""Each rule: what it finds, where, and what it leaves alone."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document.characters import text_hash
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.i18n import LANGUAGES, catalogue
from strategy_editor.lineage.kinds import CARDINALITIES, EVIDENCE
from strategy_editor.validation.problem import Severity, counts
from strategy_editor.workspace.wording import Wording
from tests.checking import checked, findings
from tests.edits import roughly_changed
from tests.samples.test_broken import AGAINST
from tests.short import (
    actor,
    claim,
    field,
    goal,
    measure,
    paragraph,
    section,
    small_strategy,
    subgoal,
)
from tests.strategies import documents, seeds

HASH = text_hash("g")


def relation(node_id: str, target: str, kind: str = "depends-on") -> Node:
    return element("relation", id=node_id, type=kind, target=target)


def indicator(*parts: Node, direction: str = "up") -> Node:
    return goal(
        "g", element("indicator", element("title", "i"), *parts, id="i", unit="%",
                     direction=direction)
    )  # fmt: skip


def value(tag: str, number: str, node_id: str = "") -> Node:
    return element(tag, id=node_id or tag, value=number, when="2016")


def lined(*dispositions: Node, goals: tuple[Node, ...] = (), former: tuple[str, ...] = ("old",)):
    """A strategy with a predecessor's goals and what became of them."""
    goals_of_old = [
        element("former-goal", id=each, goal=each, number="1", title=each, hash=HASH)
        for each in former
    ]
    predecessor = element(
        "predecessor", *goals_of_old, id="pre", document="d", title="t", edition="2009"
    )
    return small_strategy(*goals, lineage=[predecessor, *dispositions])


def disposition(kind: str, node_id: str = "d", *parts: Node, **attributes: str) -> Node:
    return element("disposition", *parts, id=node_id, kind=kind, **attributes)


def proved(kind: str, **references: str) -> Node:
    """A disposition with all evidence that its kind demands."""
    parts, attributes = [], dict(references)
    for needed in EVIDENCE.get(kind, ()):
        if needed.startswith("@"):
            attributes[needed[1:]] = {"@date": "2014-01-01", "@body": "a1", "@actor": "a1"}.get(
                needed, "x"
            )
        elif needed == "legal-reference":
            parts.append(element(needed, id="law", law="SächsEGovG"))
        else:
            parts.append(element(needed, "because"))
    return disposition(kind, "d", *parts, **attributes)


def announced(node: Node) -> Document:
    return small_strategy(section("x", node, paragraph("q", "No list.")))


ACTORS = [actor("a1"), actor("b1", successor="b2"), actor("b2", successor="b1")]
CASES: dict[str, tuple[Document, list[tuple[str, str, str]]]] = {
    "nothing wrong": (small_strategy(field("f", claim("c", goal("g", measure("m"))))), []),
    "an id twice": (
        small_strategy(section("x", paragraph("p", "a")), section("y", paragraph("p", "b"))),
        [("duplicate-id", "p", "@id")],
    ),
    "the id of a foreign element": (
        small_strategy(section("x", paragraph("p", Node("{urn:x}a", (("id", "p"),), ("t",))))),
        [],
    ),
    "a reference to nothing": (
        small_strategy(measure("m", goals="missing")), [("dangling-reference", "m", "@goals")]
    ),
    "a reference to nothing in a text": (
        small_strategy(section("x", paragraph("p", element("cross-reference", target="no")))),
        [("dangling-reference", "p", "cross-reference")],
    ),
    "a reference to another kind": (
        small_strategy(measure("m", goals="a1")), [("reference-to-wrong-kind", "m", "@goals")]
    ),
    "references of the right kind": (small_strategy(goal("g"), measure("m", goals="g g")), []),
    "a claim without goals": (small_strategy(claim("c")), [("empty-claim", "c", "")]),
    "a field without goals": (
        small_strategy(field("f", paragraph("p", "text"))), [("empty-field", "f", "")]
    ),
    "a heading without content": (
        small_strategy(section("x")), [("empty-section", "x", "")]
    ),
    "a generated annex": (
        small_strategy(element("annex", element("title", "a"), id="x", generated="overview")), []
    ),
    "a required part that is missing": (
        small_strategy(profile=[element("required-part", id="rp", role="vision")]),
        [("required-part-missing", "s", "")],
    ),
    "a required part": (
        small_strategy(
            goal("g", horizon="h"),
            profile=[element("horizon-class", id="h", label="l", permanent="1"),
                     element("required-part", id="rp", role="goal")],
        ), [],
    ),
    "a goal without horizon": (
        small_strategy(goal("g")).updated("g", lambda node: node.with_attribute("horizon", None)),
        [("goal-without-horizon", "g", "@horizon")],
    ),
    "an empty horizon, of which the rule says nothing more": (
        small_strategy(goal("g", horizon="")), [("schema.empty", "g", "@horizon")]
    ),
    "a subgoal without horizon": (small_strategy(goal("g", subgoal("t"))), []),
    "a base date that is no day": (
        small_strategy(goal("g", horizon="h_short"), metadata={"horizon_base": "2014-04"}),
        [("schema.value.date", "metadata", "@horizon-base")],
    ),
    "horizons without a base date": (
        small_strategy(goal("g", horizon="h_short"), goal("h", horizon="h_long")).updated(
            "metadata", lambda node: node.with_attribute("horizon-base", None)
        ),
        [("horizon-without-base", "metadata", "@horizon-base")],
    ),
    "a target beyond the term": (
        small_strategy(goal("g", horizon="h_long", target_date="2021")),
        [("target-beyond-term", "g", "@target-date")],
    ),
    "a target beyond the term that says so": (
        small_strategy(goal("g", horizon="h_long", target_date="2021", beyond_period="true")), []
    ),
    "a target before the term": (
        small_strategy(
            goal("g", horizon="h_short", target_date="2014-04-28", base_date="2013-01-01")
        ),
        [("target-before-term", "g", "@target-date")],
    ),
    "a permanent goal with a date": (
        small_strategy(goal("g", target_date="2016")),
        [("permanent-with-date", "g", "@target-date")],
    ),
    "no lead": (small_strategy(goal("g", None)), [("no-lead", "g", "responsibility")]),
    "a subgoal without a lead": (small_strategy(goal("g", subgoal("t"))), []),
    "bodies that succeed each other in a circle": (
        small_strategy(actors=ACTORS), [("circular-succession", "b1", "@successor")]
    ),
    "a body that succeeds itself": (
        small_strategy(actors=[actor("a1", successor="a1")]),
        [("circular-succession", "a1", "@successor")],
    ),
    "successors in a line": (
        small_strategy(actors=[actor("a1", successor="b"), actor("b")]), []
    ),
    "a lead from before the body existed": (
        small_strategy(goal("g"), actors=[actor("a1", valid_from="2015-01-01")]),
        [("lead-did-not-exist", "g", "responsibility")],
    ),
    "a lead after the body was dissolved": (
        small_strategy(goal("g"), actors=[actor("a1", valid_until="2019-12-31")]),
        [("lead-did-not-exist", "g", "responsibility")],
    ),
    "a lead as long as the body": (
        small_strategy(
            goal("g"), actors=[actor("a1", valid_from="2014-04-29", valid_until="2020-12-31")]
        ), [],
    ),
    "an end before the beginning": (
        small_strategy(measure("m", start="2018", end="2017-12")),
        [("ends-before-it-begins", "m", "@end")],
    ),
    "a beginning and end in one month": (
        small_strategy(measure("m", start="2018-03-05", end="2018-03")), []
    ),
    "a measure that ends after its goal": (
        small_strategy(
            goal("g", measure("m", end="2017"), horizon="h_short", target_date="2015-12")
        ),
        [("later-than-its-goal", "m", "@end")],
    ),
    "a measure that ends with its goal": (
        small_strategy(
            goal("g", measure("m", end="2015"), horizon="h_short", target_date="2015-12")
        ),
        [],
    ),
    "an indicator without target and baseline": (
        small_strategy(indicator()),
        [("indicator-without-baseline", "i", "baseline"),
         ("indicator-without-target", "i", "target")],
    ),
    "a target below the baseline": (
        small_strategy(indicator(value("baseline", "5"), value("target", "4"))),
        [("target-in-wrong-direction", "target", "@value")],
    ),
    "a target above the baseline": (
        small_strategy(indicator(value("baseline", "5"), value("target", "5.5"))), []
    ),
    "no change where there should be one": (
        small_strategy(indicator(value("baseline", "5"), value("target", "5"), direction="down")),
        [("target-in-wrong-direction", "target", "@value")],
    ),
    "a change where there should be none": (
        small_strategy(indicator(value("baseline", "5"), value("target", "6"), direction="hold")),
        [("target-in-wrong-direction", "target", "@value")],
    ),
    "goals that depend on each other": (
        small_strategy(goal("g", relation("r", "h")), goal("h", relation("q", "g"))),
        [("circular-dependency", "g", "relation")],
    ),
    "goals that support each other": (
        small_strategy(
            goal("g", relation("r", "h", "supports")), goal("h", relation("q", "g", "supports"))
        ), [],
    ),
    "goals that depend on one": (
        small_strategy(
            goal("g", relation("r", "i"), relation("r2", "h")), goal("h", relation("q", "i")),
            goal("i"),
        ), [],
    ),
    "a list that is announced only": (
        announced(paragraph("p", "These are our aims:")),
        [("list-announced-but-missing", "p", "")],
    ),
    "an announced list": (
        small_strategy(section("x", paragraph("p", "Aims: "), element(
            "list", element("item", element("text", "one"), id="i"), id="l", kind="bullet"))), [],
    ),
    "an announcement in an item": (
        small_strategy(section("x", element(
            "list", element("item", element("text", "one:"), id="i"), id="l", kind="bullet"))),
        [("list-announced-but-missing", "i", "text")],
    ),
    "a former goal that nobody accounts for": (
        lined(), [("former-goal-without-disposition", "old", "")]
    ),
    "a goal from nowhere": (
        lined(proved("dropped", old="old"), goals=(goal("g"),)),
        [("goal-without-origin", "g", "")],
    ),
    "no predecessor, no origins": (small_strategy(goal("g"), lineage=[]), []),
    "a goal called unchanged that is not": (
        lined(disposition("continued", old="old", new="x"), goals=(goal("x"),)),
        [("continued-but-changed", "d", "@kind")],
    ),
    "a goal called unchanged that is": (
        lined(disposition("continued", old="old", new="g"), goals=(goal("g"),)), []
    ),
    "an end that goes on": (
        lined(proved("dropped", old="old"), disposition("continued", "d2", old="old", new="g"),
              goals=(goal("g"),)),
        [("contradictory-dispositions", "d", "@kind")],
    ),
    "a former goal that goes on twice": (
        lined(disposition("continued", "d1", old="old", new="g"),
              proved("modified", old="old", new="h"), goals=(goal("g"), goal("h"))),
        [("former-goal-goes-on-twice", "d", "@old")],
    ),
    "a goal that two former ones are said to be": (
        lined(disposition("continued", "d1", old="old", new="g"),
              proved("modified", old="two", new="g"), goals=(goal("g"),), former=("old", "two")),
        [("goal-with-two-origins", "d", "@new")],
    ),
    "a split that is part of a merge": (
        lined(disposition("split", "d1", old="old", new="g h"),
              disposition("merged", "d2", old="old two", new="h"),
              goals=(goal("g"), goal("h")), former=("old", "two")), [],
    ),
    "a merge that goes elsewhere than the split": (
        lined(disposition("split", "d1", old="old", new="g h"),
              disposition("merged", "d2", old="old two", new="i"),
              goals=(goal("g"), goal("h"), goal("i")), former=("old", "two")),
        [("former-goal-goes-on-twice", "d2", "@old")],
    ),
    "a new goal that is not": (
        lined(disposition("continued", "d1", old="old", new="g"), proved("new", new="g"),
              goals=(goal("g"),)),
        [("new-goal-with-origin", "d", "@new")],
    ),
    "a former goal listed twice": (
        small_strategy(lineage=[
            element("predecessor",
                    *(element("former-goal", id=each, goal="a", number="1", title="a", hash=HASH)
                      for each in ("one", "two")),
                    id="pre", document="d", title="t", edition="2009"),
            disposition("no-statement", "d1", element("reason", "why"), old="one"),
            disposition("no-statement", "d2", element("reason", "why"), old="two"),
        ]),
        [("former-goal-twice", "two", "@goal")],
    ),
    "its own predecessor": (
        small_strategy(lineage=[
            element("predecessor", id="pre", document="s", title="t", edition="2009")
        ]),
        [("own-predecessor", "pre", "@document")],
    ),
    "a partly achieved goal whose rest goes on": (
        lined(proved("partly-achieved", old="old", new="g"),
              disposition("continued", "d2", old="old", new="g"), goals=(goal("g"),)), [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("document", "expected"), CASES.values(), ids=CASES)
def test_what_is_found(document, expected):
    assert sorted(findings(document)) == sorted(expected)


@pytest.mark.parametrize("status", ["draft", "cabinet-submission", "adopted", "published"])
def test_a_missing_part_is_an_error_once_the_strategy_goes_to_cabinet(status):
    required = [element("required-part", id="rp", role="vision")]
    (found,) = checked(small_strategy(profile=required, metadata={"status": status}))
    assert found.severity is (Severity.WARNING if status == "draft" else Severity.ERROR)


@pytest.mark.parametrize("status", ["draft", "leadership", "cabinet-submission", "superseded"])
def test_what_is_not_accounted_for_is_an_error_once_the_strategy_goes_to_cabinet(status):
    document = lined(disposition("dropped", old="old"), goals=(goal("g"),), former=("old", "two"))
    metadata = document.root.child("metadata").with_attribute("status", status)
    root = document.root.with_content((metadata, *document.root.content[1:]))
    found = {each.rule: each.severity for each in checked(Document(root))}
    weight = Severity.WARNING if status in ("draft", "leadership") else Severity.ERROR
    assert set(found) == {"former-goal-without-disposition", "goal-without-origin",
                          "disposition-without-evidence"}  # fmt: skip
    assert set(found.values()) == {weight}


def test_a_goal_carried_over_is_not_named_beside_the_former_one_that_is_open():
    former = element("former-goal", id="old", goal="g", number="1", title="g", hash=HASH)
    predecessor = element("predecessor", former, id="pre", document="d", title="t", edition="1")
    document = small_strategy(goal("g"), lineage=[predecessor])
    assert findings(document) == [("former-goal-without-disposition", "old", "")]


@pytest.mark.parametrize("kind", CARDINALITIES)
@pytest.mark.parametrize("old", range(4))
@pytest.mark.parametrize("new", range(4))
def test_each_disposition_takes_its_numbers_of_goals(kind, old, new):
    former, goals = [f"o{n}" for n in range(4)], [f"n{n}" for n in range(4)]
    references = {"old": " ".join(former[:old]), "new": " ".join(goals[:new])}
    each = proved(kind, **{name: ids for name, ids in references.items() if ids})
    document = lined(each, goals=tuple(map(goal, goals)), former=tuple(former))
    fields = {f for rule, _, f in findings(document) if rule == "disposition-cardinality"}
    # Domain model 2.6: former goals : present goals.
    allowed = {
        "continued": "1:1", "modified": "1:1", "merged": "2+:1", "split": "1:2+",
        "achieved": "1:0", "partly-achieved": "1:1+", "dropped": "1:0", "replaced-by-law": "1:0",
        "moved": "1:0", "permanent": "1:0", "new": "0:1", "no-statement": "1:0+",
    }[kind].split(":")  # fmt: skip
    wrong = {
        f"@{side}"
        for side, count, numbers in zip(("old", "new"), (old, new), allowed, strict=True)
        if not (count >= int(numbers[0]) if numbers.endswith("+") else count == int(numbers))
    }
    assert fields == wrong


@pytest.mark.parametrize(("kind", "needed"), [(k, n) for k, all_ in EVIDENCE.items() for n in all_])
def test_each_disposition_wants_its_evidence(kind, needed):
    complete = proved(kind, old="old")
    if needed.startswith("@"):
        lacking = complete.with_attribute(needed[1:], None)
    else:
        lacking = complete.with_content(
            part for part in complete.content if isinstance(part, Node) and part.tag != needed
        )
    rule = "disposition-without-evidence"
    assert rule not in [found for found, _, _ in findings(lined(complete))]
    assert (rule, "d", needed) in findings(lined(lacking))


def test_evidence_of_blanks_is_none():
    each = disposition("no-statement", "d", element("reason", " \u00a0"), old="old")
    assert ("disposition-without-evidence", "d", "reason") in findings(lined(each))


def muting(rule: str, target: str, **attributes: str) -> Node:
    return element(
        "muted", element("reason", "We know."), id="mute", rule=rule, target=target, **attributes
    )


def test_placeholders_empty_texts_and_blanks_are_found():
    document = small_strategy(
        section("s1", paragraph("p", "zwei  Blanks"), paragraph("q"), paragraph("r", "ein Blank ")),
        element("claim", element("title", "Neu: Anspruch"), goal("g"), id="c"),
    )
    assert findings(document) == [
        ("several-blanks", "p", ""),
        ("empty-text", "q", ""),
        ("placeholder", "c", "title"),
    ]


def test_an_entry_that_mutes_nothing_is_found():
    document = small_strategy(claim("c", goal("g")), muted=[muting("empty-claim", "c")])
    assert [each[0] for each in findings(document)] == ["muted-without-finding"]


def test_a_finding_can_be_muted_with_a_reason():
    document = small_strategy(claim("c"), muted=[muting("empty-claim", "c")])
    (found,) = checked(document)
    assert found.muted == "We know."
    assert counts([found])[Severity.WARNING] == 0


@pytest.mark.parametrize(
    "other",
    [
        muting("empty-field", "c"),
        muting("empty-claim", "metadata"),
        muting("empty-claim", "c", field="@title"),
    ],
)
def test_other_findings_are_not_muted(other):
    found = checked(small_strategy(claim("c"), muted=[other]))
    assert sorted(each.rule for each in found) == ["empty-claim", "muted-without-finding"]
    assert [each.muted for each in found] == ["", ""]


def test_what_the_schema_finds_cannot_be_muted():
    document = small_strategy(goal("g", priority="x"), muted=[muting("schema.value.choice", "g")])
    found = checked(document)
    assert "schema.value.choice" in [each.rule for each in found]
    assert [each.muted for each in found] == ["", ""]


@given(documents(), seeds(), st.integers(0, 5))
def test_rules_never_fail_and_every_finding_has_a_sentence(document, seed, count):
    random = Random(seed)
    for _ in range(count):
        document = roughly_changed(document, random)
    found = checked(document)
    assert len(found) == len(set(found))
    for language in LANGUAGES:
        wording = Wording(document, language)
        for each in found:
            sentence = wording.problem(each)
            assert sentence[0] != " "
            assert "{" not in sentence.replace("{urn", "").replace("{}", "")


def test_every_rule_has_an_example_here_or_in_the_tests_of_time_and_leads():
    elsewhere = {
        "horizon-mismatch", "target-within-a-year", "horizon-classes-overlap",
        "horizon-classes-gap", "horizon-classes-start", "two-leads", "lead-gap",
        "disposition-cardinality", "disposition-without-evidence",
        "placeholder", "empty-text", "several-blanks", "muted-without-finding",
        "unresolved-conflict",
        "short-form-too-early", "short-form-unexplained", "other-spelling", "long-sentence",
        "masculine-only", "sign-in-word",
        "listed-but-unused", "short-form-not-listed", "other-kind-named", "typography-blank",
        "typography-dash", "typography-soft-hyphen", "long-title", "long-statement",
        "other-form", "hard-to-read", "repeated-text", "nearly-repeated-text",
    }  # fmt: skip
    elsewhere |= {found[1] for each in AGAINST.values() for found in each}
    shown = {rule for _, expected in CASES.values() for rule, _, _ in expected}
    known = {key.removeprefix("problem.") for key in catalogue("de") if key.startswith("problem.")}
    assert {rule for rule in known if not rule.startswith("schema.")} == elsewhere | {
        rule for rule in shown if not rule.startswith("schema.")
    }
