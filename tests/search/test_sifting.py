"""The filter of the outline lets through what it says, and knows after an edit what is new."""

from __future__ import annotations

from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.numbering import numbers
from strategy_editor.search.sifting import CHANGED, PROBLEMS, Criteria, Marked, Sieve, sift
from tests.edits import edited
from tests.strategies import documents, own_ids, seeds

SHOWN = {"section", "field", "claim", "goal", "measure", "paragraph", "part", "glossary", "actors"}
LETTERS = ("e", "a", "1", "zi", "2.", "der")


def children(node: Node) -> list[Node]:
    return [each for each in node.children if each.id is not None and each.tag in SHOWN]


def rows(node: Node, above: tuple[str, ...] = ()) -> list[tuple[Node, tuple[str, ...]]]:
    found = []
    for child in children(node):
        found += [(child, above), *rows(child, (*above, child.id))]
    return found


def own_text(node: Node) -> str:
    texts = [part if isinstance(part, str) else "" for part in node.content]
    below = {id(each) for each in children(node)}
    inner = [own_text(each) for each in node.children if each.is_element and id(each) not in below]
    return "".join((*texts, *inner))


def criteria_of(random: Random, document: Document) -> Criteria:
    tags = sorted({node.tag for node, _ in rows(document.root)})
    horizons = sorted({node.get("horizon") for node, _ in rows(document.root)})
    return Criteria(
        text=random.choice(("", *LETTERS)),
        roles=frozenset(random.sample(tags, min(len(tags), random.randint(0, 3)))),
        horizons=frozenset(horizons[:1] if random.random() < 0.3 else ()),
        marks=frozenset(each for each in (PROBLEMS, CHANGED) if random.random() < 0.3),
    )


def marked_of(random: Random, document: Document) -> Marked:
    ids = own_ids(document.root)
    some = [frozenset(each for each in ids if random.random() < 0.5) for _ in range(2)]
    return Marked(some[0], some[1], numbers(document.root), date(2014, 4, 29))


@given(documents(), seeds())
def test_what_fits_is_shown_with_what_lies_above_it_and_nothing_else(document, seed):
    random = Random(seed)
    criteria, marked = criteria_of(random, document), marked_of(random, document)
    outcome = sift(document.root, children, criteria, marked)
    found = rows(document.root)
    hits = {node.id for node, _ in found if fits(node, criteria, marked)}
    above = {each for node, path in found if node.id in hits for each in path}
    assert outcome.hits == hits
    assert outcome.context == above - hits
    assert outcome.hidden == {node.id for node, _ in found} - hits - above


def fits(node: Node, criteria: Criteria, marked: Marked) -> bool:
    # White space apart: where one piece of text ends and the next begins is for the eye.
    text = (marked.numbers.get(node.id, "") + "".join(own_text(node).split())).casefold()
    asked = [criteria.text in text] if criteria.text else []
    asked += [node.tag in criteria.roles] if criteria.roles else []
    asked += [node.get("horizon") in criteria.horizons] if criteria.horizons else []
    asked += [node.id in marked.problems] if PROBLEMS in criteria.marks else []
    asked += [node.id in marked.changed] if CHANGED in criteria.marks else []
    return all(asked)


@given(documents(), seeds(), st.integers(1, 6))
def test_following_edits_gives_what_sifting_from_scratch_gives(document, seed, count):
    random, sieve = Random(seed), Sieve()
    criteria = criteria_of(random, document)
    for _ in range(count):
        marked = marked_of(random, document)
        *_, outcome = sieve.sift(document.root, children, criteria, marked)
        assert outcome == sift(document.root, children, criteria, marked)
        document = edited(document, random)


def test_an_edit_of_a_text_tests_its_own_row_and_those_around_it_only():
    asked: list[str] = []

    def counting(node: Node) -> list[Node]:
        asked.append(node.id or "")
        return children(node)

    goals = tuple(Node("goal", (("id", f"g{at}"),), (f"Wort {at}",)) for at in range(300))
    claim = Node("claim", (("id", "c"),), goals)
    other = Node("goal", (("id", "g7"),), ("anders",))
    after = claim.with_content((*goals[:7], other, *goals[8:]))
    sieve, criteria = Sieve(), Criteria(text="wort")
    root = Node("strategy", (("id", "s"),), (claim,))
    assert len([*sieve.sift(root, counting, criteria, Marked())][-1].hits) == 300
    asked.clear()
    (outcome,) = sieve.sift(root.with_content((after,)), counting, criteria, Marked())
    assert "g7" in outcome.hidden
    assert {*asked} == {"s", "c", "g7"}
