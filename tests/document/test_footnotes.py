"""Numbers of footnotes over revisions are those counted anew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document.footnotes import FootnoteNumbers
from strategy_editor.document.node import element
from strategy_editor.exchange.reading.reader import NOT_PRINTED, Reader
from tests.short import small_strategy
from tests.strategies import documents


@given(st.lists(documents(80), min_size=1, max_size=3))
def test_numbers_are_those_that_are_printed(revisions):
    numbers = FootnoteNumbers(NOT_PRINTED)
    for document in revisions:
        assert numbers.of(document.root) == Reader(document).footnotes


def test_they_follow_an_edit():
    def paragraph(*content):
        return element(
            "section", element("title", "x"), element("paragraph", *content, id="p"), id="s"
        )

    note = element("footnote", "n", id="f")
    numbers = FootnoteNumbers(NOT_PRINTED)
    document = small_strategy(paragraph("a", note))
    assert numbers.of(document.root) == {"f": 1}
    first = numbers.of(document.root)
    typed = document.updated("p", lambda node: node.with_content(("ab", note)))
    assert numbers.of(typed.root) is first
    more = typed.updated("p", lambda node: node.with_content((element("footnote", id="g"), note)))
    assert numbers.of(more.root) == {"g": 1, "f": 2}
