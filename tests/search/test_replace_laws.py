"""Replacing writes exactly what the list of hits shows, in every kind of text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.schema.catalog import current_schema
from strategy_editor.search.find import Hit, find
from strategy_editor.search.query import KINDS, BadExpression, Query
from strategy_editor.search.replace import replace
from strategy_editor.search.texts import Place, places
from strategy_editor.storage.elements import to_element
from tests.checking import VALIDATOR
from tests.strategies import documents

SCHEMA = current_schema()
_PLAIN = ("a", "Wort", "–", " ", "b", "ß", "&", "\u00a0", "-", "ab", "“", "𝄞")
_EXPRESSIONS = (
    r"(a)|(b)", r"(\w)(?P<last>\W)", r"\s+", r"(?<=a).", r"^.", r".$", r"([ab])+", r"W(o)(r)?t",
    r"[^a-z]{2}", r"(?:a|(ß))(c)?", r"\b\w+\b", r"(.)(?=\1)",
)  # fmt: skip
_TEMPLATES = ("", "X", "$1", "<$1$1>", "${last}", "$$1", r"\1\n", " ", "a\u00a0b", "\x01\n", "&")
_QUERIES = st.one_of(
    st.builds(
        Query, st.sampled_from(_PLAIN), st.booleans(), st.booleans(),
        kinds=st.frozensets(st.sampled_from(KINDS), min_size=1),
    ),
    st.builds(
        Query, st.sampled_from(_EXPRESSIONS), st.booleans(), st.booleans(), st.just(True),
        kinds=st.frozensets(st.sampled_from(KINDS), min_size=1),
    ),
)  # fmt: skip


def shown(tag, attribute, value):
    return f"{value} "


def address(place: Place) -> tuple[str, tuple[int, ...], str]:
    return place.node_id, place.trail, place.attribute


def found(document: Document, query: Query, template: str) -> tuple[Hit, ...] | None:
    """None where the template names a group that the expression has none of."""
    try:
        return find(document.root, SCHEMA, query, shown, template).hits
    except BadExpression:
        return None


def texts(document: Document) -> list[tuple[str, str, str]]:
    """All texts with the nearest id; what replacing leaves empty is no text any more."""
    listed = places(document.root, SCHEMA, shown)
    return [(each.node_id, each.attribute, each.text) for each in listed if each.text]


def is_valid(document: Document) -> bool:
    return bool(VALIDATOR.validate(to_element(document.root, document.namespaces)))


def spliced(text: str, hits: list[Hit]) -> str:
    for hit in sorted(hits, key=lambda each: -each.start):
        text = text[: hit.start] + (hit.replacement or "") + text[hit.end :]
    return text


def skeleton(node: Node) -> Counter[tuple[str, str | None]]:
    """Everything but texts and the markup that may go with them."""
    markup = {"emphasis", "strong", "term", "passage", "link"}
    return Counter((each.tag, each.id) for each in node.walk() if each.tag not in markup)


@given(documents(), _QUERIES, st.sampled_from(_TEMPLATES))
def test_what_is_replaced_is_what_was_shown(document, query, template):
    hits = found(document, query, template)
    if hits is None:
        return
    after, count = replace(document, hits)
    own = defaultdict(list)
    for hit in hits:
        if hit.replacement is not None:
            own[address(hit.place)].append(hit)
    assert count == sum(map(len, own.values()))
    expected = []
    for place in places(document.root, SCHEMA, shown):
        text = spliced(place.text, own[address(place)])
        expected.append((place.node_id, place.attribute, text))
    assert Counter(texts(after)) == Counter(each for each in expected if each[2])
    assert is_valid(after)
    assert skeleton(after.root) == skeleton(document.root)


@given(documents(), _QUERIES)
def test_the_hits_are_those_of_the_language_of_expressions(document, query):
    """Python's own library finds the same."""
    if not query.is_expression:
        return
    flags = re.NOFLAG if query.match_case else re.IGNORECASE
    pattern = rf"(?<!\w)(?:{query.text})(?!\w)" if query.whole_words else query.text
    expected = [
        (address(place), match.span())
        for place in places(document.root, SCHEMA, shown)
        if place.kind in query.kinds
        for match in re.finditer(pattern, place.text, flags)
        if match.group()
    ]
    hits = find(document.root, SCHEMA, query, shown).hits
    assert [(address(hit.place), (hit.start, hit.end)) for hit in hits] == expected
