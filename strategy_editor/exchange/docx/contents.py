"""The table of contents: a field that Word knows, already filled with linked entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml.etree import _Element

from strategy_editor.exchange.docx.anchors import bookmark_name
from strategy_editor.exchange.docx.body import Body
from strategy_editor.exchange.docx.markup import (
    Look,
    add,
    add_field,
    add_run,
    add_tab,
    begin_field,
    end_field,
    made,
    new_paragraph,
    property_of,
    w,
)
from strategy_editor.exchange.reading.blocks import Block
from strategy_editor.exchange.reading.headings import HEADINGS, heading_parts

DEEPEST = 3
CONTENTS_BOOKMARK = "contents_of"
"""The bookmark round what the contents of a document in another one list."""
_LETTER = 128
_GAP = 170
_NARROWEST = 567
"""Widths of a letter, the gap behind a number and its column, in twentieths of a point."""


def write_contents(
    body: Body, listed: Sequence[Block], pages: Mapping[str, int], *, compared: bool = False
) -> None:
    """Append the contents; pages that are not known stay open until Word computes them.

    Contents that are to be ``compared`` have room for two numbers side by side, and no tab that
    leads to a page: where an entry came or went, a line would be drawn up to the edge.
    """
    entries = [block for block in listed if block.kind in HEADINGS and 1 <= block.level <= DEEPEST]
    if not entries:
        return
    edges = _fit_styles(body, entries, "dot" if pages else "none", 2 if compared else 1)
    control = add(body.element, "sdt")
    gallery = add(add(control, "sdtPr"), "docPartObj")
    add(gallery, "docPartGallery", val="Table of Contents")
    add(gallery, "docPartUnique")
    content = add(control, "sdtContent")
    add_run(
        new_paragraph(content, Look("TOCHeading", page_break=True)), body.reader.word("contents")
    )
    last = entries[-1]
    for block in entries:
        number, title = heading_parts(body.reader, block)
        flush = (edges[block.level - 1], 0)
        look = Look(f"TOC{block.level}", indent=None if number and title else flush)
        paragraph = new_paragraph(content, look)
        if block is entries[0]:
            first, last_level = 1 + body.depth, DEEPEST + body.depth
            part = f" \\b {CONTENTS_BOOKMARK}" if body.depth else ""
            begin_field(paragraph, f'TOC \\o "{first}-{last_level}" \\h \\z{part}')
        link = _entry(body, paragraph, block, (number, title))
        if not compared:
            page = pages.get(block.node_id, "")
            add_tab(link)
            add_field(link, f"PAGEREF {bookmark_name(block.node_id)} \\h", str(page))
        if block is last:
            end_field(paragraph)
    body.page_break = True


def _entry(body: Body, paragraph: _Element, block: Block, parts: tuple[str, str]) -> _Element:
    """Append number and title as a link, which is returned."""
    link = body.anchors.link(paragraph, block.node_id)
    number, title = parts
    if number:
        add_run(link, number)
    if number and title:
        add_tab(link)
    if title:
        add_run(link, title)
    return link


def _fit_styles(body: Body, entries: Sequence[Block], leader: str, numbers_each: int) -> list[int]:
    """Make the columns of numbers wide enough; return where each level begins.

    The styles and not the entries are changed, because Word makes entries anew from them.
    ``leader`` is what leads to page numbers: no dots where there are none to lead to. A column is
    wide enough for ``numbers_each`` numbers.
    """
    edges = [0]
    for level in range(1, DEEPEST + 1):
        numbers = [heading_parts(body.reader, each)[0] for each in entries if each.level == level]
        longest = max(map(len, numbers), default=0)
        width = max(longest * numbers_each * _LETTER + _GAP, _NARROWEST)
        properties = body.package.style_properties(f"TOC{level}")
        indent = property_of(properties, "ind")
        indent.attrib.pop(w("firstLine"), None)
        tabs = property_of(properties, "tabs")
        if not len(tabs):
            add(tabs, "tab", val="right", leader=leader, pos=body.sections.width)
        for tab in tabs:
            if body.package.is_own or leader == "none":
                tab.set(w("leader"), leader)
            if int(tab.get(w("pos"), "0")) > body.sections.width:
                # Where a house lacks the style, ours is made for our page.
                tab.set(w("pos"), str(body.sections.width))
        if numbers_each > 1:
            # Where a number came or went, its title begins in the column all the same.
            tabs.insert(0, made("tab", val="left", pos=edges[-1] + width))
        indent.set(w("left"), str(edges[-1] + width))
        indent.set(w("hanging"), str(width))
        edges.append(edges[-1] + width)
    return edges
