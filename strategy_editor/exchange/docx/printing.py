"""Each kind of block as Word paragraphs and tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from strategy_editor.document.texts import title_of
from strategy_editor.exchange.docx.body import Body
from strategy_editor.exchange.docx.captions import write_figure_block, write_table_block
from strategy_editor.exchange.docx.goals import (
    write_facts_block,
    write_indicator,
    write_milestones,
)
from strategy_editor.exchange.docx.headings import NUMBER_COLUMN
from strategy_editor.exchange.docx.lists import BULLETS
from strategy_editor.exchange.docx.markup import Look, add_run, add_tab, new_paragraph
from strategy_editor.exchange.docx.registers import (
    write_abbreviations,
    write_entry,
    write_generated,
    write_source,
)
from strategy_editor.exchange.docx.titlepage import write_title_page
from strategy_editor.exchange.reading.blocks import MAX_LEVEL, Block, BlockKind
from strategy_editor.exchange.reading.headings import heading_parts
from strategy_editor.exchange.reading.tidy import collapsed, said

_GOALS = frozenset({"goal", "subgoal"})
_LETTERS = (190, 160, 137, 126, 126, 126)
_GAP = 140
"""A letter of a number at each level of headings, and the gap behind it."""
_PLAIN, _ANNOUNCING = Look("BodyText"), Look("BodyText", keep_next=True)
_BOXED = Look("Box"), Look("Box", keep_next=True)


def print_blocks(body: Body, listed: Sequence[Block]) -> None:
    """Append blocks; neighbouring abbreviations become one table."""
    abbreviations: list[Block] = []
    for number, block in enumerate(listed):
        following = listed[number + 1] if number + 1 < len(listed) else None
        body.enter(block, following)
        if block.kind != "abbreviation":
            _WRITERS[block.kind](body, block)
            continue
        abbreviations.append(block)
        if following is None or following.kind != "abbreviation":
            write_abbreviations(body, abbreviations)
            abbreviations = []


def _heading(body: Body, block: Block) -> None:
    number, title = heading_parts(body.reader, block)
    body.level = min(block.level + body.depth, body.level + 1, MAX_LEVEL)
    place = body.headings.place(number) if number and title else None
    look = Look(
        f"Heading{body.level}",
        page_break=body.page_break,
        number=place or body.headings.unnumbered(),
        indent=_number_column(body.level, number) if number and title else (0, 0),
    )
    paragraph = new_paragraph(body.element, look)
    if number and place is None:
        body.anchors.mark(paragraph, block.node_id, add_run(paragraph, number), number)
        if title:
            add_tab(paragraph)
    opened = body.anchors.open(paragraph, [block.node_id])
    body.story.write(paragraph, collapsed(said(title)))
    body.anchors.close(paragraph, opened)
    body.after_heading(block.node_id)
    body.anchors.describe(block.node_id, number if place is not None else "", title)


def _number_column(level: int, number: str) -> tuple[int, int] | None:
    """A long number gets a wider column than the style has."""
    needed = len(number) * _LETTERS[level - 1] + _GAP
    return (needed, needed) if needed > NUMBER_COLUMN else None


def _paragraph(body: Body, block: Block) -> None:
    plain, announcing = (_PLAIN, _ANNOUNCING) if body.frame is None else _BOXED
    look = announcing if body.announces else plain
    body.write(look, body.reader.runs(block.node), [block.node_id])


def _statement(body: Body, block: Block) -> None:
    owner = body.reader.elements.get(block.node_id)
    style = "GoalStatement" if owner is not None and owner.tag in _GOALS else "BodyText"
    body.write(Look(style), body.reader.runs(block.node))


def _clause(body: Body, block: Block) -> None:
    statement = block.node.child("statement")
    if statement is not None:
        body.item(body.reader.runs(statement), (0, BULLETS), [block.node_id])


def _addressee(body: Body, block: Block) -> None:
    statement = block.node.child("statement")
    degree = body.reader.choice("addressee", "degree", block.node.get("degree"))
    words = collapsed(body.reader.runs(statement)) if statement is not None else []
    label = degree[:1].upper() + degree[1:]
    runs = [*said(f"{label}:" if label else "", "label"), *said(" "), *words]
    body.write(Look("BodyText"), runs, [block.node_id])


def _item(body: Body, block: Block) -> None:
    text = block.node.child("text")
    if text is not None:
        number = body.lists.number(block.node, block.level)
        body.item(body.reader.runs(text), number, [block.node_id])


def _quotation(body: Body, block: Block) -> None:
    text, source = block.node.child("text"), block.node.child("attribution")
    look = Look("Box" if body.frame is not None else "Quote", keep_next=source is not None)
    if text is not None:
        body.write(look, body.reader.runs(text), [block.node_id])
    if source is not None:
        runs = collapsed(body.reader.runs(source))
        body.write(Look(look.style), [*said("– "), *runs] if runs else ())


def _labelled(body: Body, block: Block) -> None:
    if block.field == "title":
        body.write(
            Look("Box", keep_next=True), said(title_of(block.node), "label"), [block.node_id]
        )
        return
    words = collapsed(body.reader.runs(block.node))
    if words:
        label = body.reader.label(block.node.tag)
        body.write(Look(body.text_style()), [*said(f"{label}:", "label"), *said(" "), *words])


def _signature(body: Body, block: Block) -> None:
    node = block.node
    place = ", ".join(filter(None, (node.get("place"), body.reader.date(node.get("date")))))
    lines = [text for text in (place, node.get("name"), node.get("function")) if text]
    for number, line in enumerate(lines, 1):
        first, last = number == 1, number == len(lines)
        look = Look(
            "BodyText",
            not last,
            before=_BEFORE_SIGNATURE if first or line == node.get("name") else None,
            after=_AFTER_SIGNATURE if last else 0,
        )
        body.write(look, said(line), [block.node_id])


_BEFORE_SIGNATURE = 240
_AFTER_SIGNATURE = 240

_WRITERS: dict[BlockKind, Callable[[Body, Block], None]] = {
    "title-page": write_title_page,
    "heading": _heading,
    "claim": _heading,
    "goal": _heading,
    "measure": _heading,
    "principle": _heading,
    "paragraph": _paragraph,
    "statement": _statement,
    "clause": _clause,
    "addressee": _addressee,
    "item": _item,
    "table": write_table_block,
    "figure": write_figure_block,
    "quotation": _quotation,
    "indicator": write_indicator,
    "milestones": write_milestones,
    "labelled": _labelled,
    "entry": write_entry,
    "source": write_source,
    "signature": _signature,
    "facts": write_facts_block,
    "generated": write_generated,
}
