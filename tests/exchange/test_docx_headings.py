"""Word counts headings itself, and what it counts is what the strategy prints."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_editor.document.node import Node
from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.reading.blocks import blocks
from strategy_editor.exchange.reading.headings import HEADINGS, heading_parts
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.storage.reading import read
from tests.exchange.word import SAMPLES, exported, labels, text_of, whole, whole_document
from tests.short import claim, field, goal, level, measure, section, small_strategy, subgoal


def expected(document):
    reader = Reader(document)
    listed = [each for each in blocks(document.root) if each.kind in HEADINGS]
    return [heading_parts(reader, each) for each in listed]


@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.parametrize("path", SAMPLES, ids=[each.stem for each in SAMPLES])
def test_samples_are_counted_as_they_are_printed(path, shared):
    document = read(path).document

    assert labels(exported(document), shared=shared) == expected(document)


@pytest.mark.parametrize("shared", [True, False])
@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_any_way_of_numbering_is_counted_as_it_is_printed(seed, shared):
    document = _random_strategy(Random(seed))

    assert labels(exported(document), shared=shared) == expected(document)


def test_the_heading_styles_belong_to_the_outline():
    styles = {each.get(w("styleId")): each for each in whole().part("word/styles.xml")}
    part = whole().part("word/numbering.xml")
    first = styles["Heading1"].find(f"{w('pPr')}/{w('numPr')}")
    number = first.find(w("numId")).get(w("val"))
    definition = next(each for each in part.findall(w("num")) if each.get(w("numId")) == number)
    kind = next(each for each in part.findall(w("abstractNum"))
                if each.get(w("abstractNumId")) == definition[0].get(w("val")))  # fmt: skip

    assert kind.find(w("multiLevelType")).get(w("val")) == "multilevel"
    linked = [each.find(w("pStyle")).get(w("val")) for each in kind.findall(w("lvl"))[:6]]
    assert linked == [f"Heading{number}" for number in range(1, 7)]
    assert [each.find(w("lvlText")).get(w("val")) for each in kind.findall(w("lvl"))[:3]] == [
        "%1.", "%1.%2.", "%1.%2.%3.",
    ]  # fmt: skip


def test_a_number_that_word_cannot_count_is_typed():
    document = small_strategy(
        section("s1"), profile=[level("section", "outline", "§")], numbering="decimal"
    )
    odd = small_strategy(section("s1"), profile=[level("section", "outline", "a-")])

    assert labels(exported(document)) == [("§\u00a01", "s1")]
    assert labels(exported(odd)) == [("a-\u00a01.", "s1")]


def test_cross_references_are_fields_that_say_what_they_point_at():
    document = whole_document()
    body = exported(document).body
    codes = [each.text.strip() for each in body.iter(w("instrText"))]
    bookmarks = {each.get(w("name")) for each in body.iter(w("bookmarkStart"))}
    references = [code.split() for code in codes if code.startswith("REF ")]

    assert references
    assert {code[1] for code in references} <= bookmarks
    assert {tuple(code[2:]) for code in references} <= {("\\r", "\\h"), ("\\h",)}


def test_samples_refer_by_fields_whose_results_are_right():
    document = read(next(each for each in SAMPLES if each.stem == "egov-2014")).document
    word = exported(document)
    numbers = _by_bookmark(word)
    results = list(_results(word.body))

    assert len(results) > 20
    assert [(code, text) for code, text in results if numbers[code] != text] == []


def _by_bookmark(word):
    """What Word would put in the place of each reference."""
    found = {}
    headings = [each for each in word.body.iter(w("p")) if each.find(w("pPr")) is not None
                and each.find(w("pPr"))[0].get(w("val")).startswith("Heading")]  # fmt: skip
    for paragraph, (label, title) in zip(headings, labels(word), strict=True):
        for start in paragraph.iter(w("bookmarkStart")):
            name = start.get(w("name"))
            found[f"REF {name} \\r \\h"] = label.rstrip(".")
            found[f"REF {name} \\h"] = title
    for start in word.body.iter(w("bookmarkStart")):
        name = start.get(w("name"))
        if name.startswith("nr_"):
            text = ""
            for each in start.itersiblings():
                if each.tag == w("bookmarkEnd") and each.get(w("id")) == start.get(w("id")):
                    break
                text += text_of(each)
            found[f"REF {name} \\h"] = text
    return found


def _results(body):
    code, text, inside = "", "", False
    for each in body.iter(w("fldChar"), w("instrText"), w("t")):
        if each.tag == w("instrText"):
            code = each.text.strip()
        elif each.tag == w("t"):
            text += (each.text or "") if inside else ""
        elif each.get(w("fldCharType")) == "end":
            if code.startswith("REF"):
                yield code, text
            code, inside = "", False
        else:
            inside, text = each.get(w("fldCharType")) == "separate", ""


COUNTINGS = ("outline", "throughout", "per-parent", "none")


def _random_strategy(random: Random):
    roles = {"section": "", "field": "Feld", "claim": "A", "goal": "Z", "subgoal": "Z",
             "measure": "M"}  # fmt: skip
    levels = [level(role, random.choice(COUNTINGS), random.choice(("", prefix, "§§")))
              for role, prefix in roles.items()]  # fmt: skip
    numbering = random.choice(("decimal-dot", "decimal", "roman", "alphabetic"))
    fresh = iter(range(10_000))

    def made(make, *content: Node) -> Node:
        node = make(f"n{next(fresh)}", *content)
        wish = random.choice(("", "", "", "true", "false"))
        return node.with_attribute("numbered", wish) if wish else node

    def some(build, most: int) -> list[Node]:
        return [build() for _ in range(random.randint(0, most))]

    def goals() -> Node:
        return made(goal, *some(lambda: made(subgoal), 3), *some(lambda: made(measure), 2))

    def fields() -> Node:
        return made(field, *some(lambda: made(claim, *some(goals, 2)), 2), *some(goals, 3))

    def sections(depth: int = 0) -> Node:
        inner = some(lambda: sections(depth + 1), 3) if depth < 4 else []
        return made(section, *inner)

    tops = [random.choice((sections, fields))() for _ in range(random.randint(1, 5))]
    return small_strategy(*tops, profile=levels, numbering=numbering)
