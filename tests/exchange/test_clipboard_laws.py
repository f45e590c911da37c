"""What comes from the clipboard loses no word and invents none."""

from __future__ import annotations

import re
from itertools import count

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html as lxml_html

from strategy_editor.document.node import element
from strategy_editor.exchange.clipboard.incoming import (
    from_html,
    inline_from_html,
    rows_from_html,
)


def _within(tag: str, inner: str) -> str:
    return f"<{tag}>{inner}</{tag.split()[0]}>"


def _table(rows: list[list[str]]) -> str:
    filled = ("".join(_within("td", cell) for cell in row) for row in rows)
    return _within("table", "".join(_within("tr", row) for row in filled))


_INLINE_TAGS = ("b", "i", "u", "sup", "code", "s", "q", "span lang=en", "ins", "a href='#x'")
_BLOCK_TAGS = ("div", "section", "blockquote", "nav", "figure", "form", "dl", "ul", "ol")
_LINE_TAGS = ("p", "h1", "h6", "pre", "figcaption", "dt", "dd")
_INLINE = st.recursive(
    st.text("abcdefgh", min_size=1, max_size=3),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(" ".join),
        st.lists(inner, min_size=1, max_size=3).map("<br>".join),
        st.builds(_within, st.sampled_from(_INLINE_TAGS), inner),
    ),
    max_leaves=5,
)
_BLOCKS = st.recursive(
    _INLINE,
    lambda inner: st.one_of(
        st.builds(_within, st.sampled_from(_LINE_TAGS), _INLINE),
        st.builds(_within, st.sampled_from(_BLOCK_TAGS), st.lists(inner, max_size=3).map("".join)),
        st.lists(inner.map(lambda each: _within("li", each)), min_size=1, max_size=3).map(
            lambda items: _within("ol", "".join(items))
        ),
        st.lists(st.lists(inner, min_size=1, max_size=3), min_size=1, max_size=3).map(_table),
    ),
    max_leaves=8,
)


@example("<ul>a<li>b</li>c<b>d</b><li>e</li></ul>")
@example("<table><caption>a</caption><tr><td>b</td></tr></table>")
@given(st.lists(_BLOCKS, min_size=1, max_size=3).map("".join))
def test_every_word_of_a_page_comes_and_in_its_order(html):
    numbers = count()

    def new_id() -> str:
        return f"n{next(numbers)}"

    def letters(text: str) -> str:
        return re.sub("[^a-h]", "", text)

    wanted = letters(lxml_html.document_fromstring(f"<body>{html}</body>").text_content())
    assert letters("".join(node.text for node in from_html(html, "de", new_id).nodes)) == wanted
    one = element("paragraph", *inline_from_html(html, "de"))
    assert letters(one.text) == wanted
    rows = [element("text", *content) for _, content in rows_from_html(html, "de")]
    assert letters("".join(row.text for row in rows)) == wanted


def test_what_stands_apart_is_not_run_together():
    inner = _table([["10", "20"]])
    assert inline_from_html(_table([[inner, "30"], ["40", "50"]]), "de") == ("10 20 30 40 50",)
    found = rows_from_html("<ul>a<li>b</li>c<li>d</li></ul>", "de")
    assert [content for _, content in found] == [("a",), ("b",), ("c",), ("d",)]
