"""Checking live, on a tree that follows the edits, finds what checking anew finds."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from strategy_editor.storage.elements import to_element
from strategy_editor.validation.check import LiveCheck
from strategy_editor.validation.shadow import Shadow
from tests.checking import checked
from tests.edits import history
from tests.strategies import documents, make_document, seeds


def shape(element, *, inner: bool = False) -> tuple[object, ...]:
    """All of a tree but its prefixes, which mean nothing."""
    return (
        element.tag,
        dict(element.attrib),
        element.text or "",
        (element.tail or "") if inner else "",
        [shape(child, inner=True) for child in element],
    )


@given(documents(), seeds(), st.integers(1, 6))
def test_the_shadow_mirrors_every_revision_exactly(document, seed, count):
    shadow = Shadow(document.namespaces)
    for each in history(document, seed, count):
        followed = shadow.follow(each.root)
        assert shape(followed) == shape(to_element(each.root, document.namespaces))


@example(make_document(212110022, 63), 0, 2)
@given(documents(), seeds(), st.integers(1, 6))
def test_checking_live_finds_what_checking_anew_finds(document, seed, count):
    live = LiveCheck()
    for each in history(document, seed, count):
        assert live.run(each.root) == checked(each)


@given(documents(), documents())
def test_following_to_an_unrelated_document_works_too(one, other):
    shadow = Shadow()
    shadow.follow(one.root)
    assert shape(shadow.follow(other.root)) == shape(to_element(other.root))
