"""What each kind of block shows: numbers, titles, running text and facts as plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from strategy_editor.document.node import Node
from strategy_editor.exchange.reading.blocks import Block
from strategy_editor.exchange.reading.course import points
from strategy_editor.exchange.reading.particulars import particulars
from strategy_editor.exchange.reading.runs import Run
from strategy_editor.ui.text.compose_table import Tables
from strategy_editor.ui.text.compose_title import title_page
from strategy_editor.ui.text.notes import notes
from strategy_editor.ui.text.parts import Course, Facts, Part, Parts, Picture, Text
from strategy_editor.ui.text.rows import Splits
from strategy_editor.ui.text.source import Source
from strategy_editor.ui.text.text_reader import TextReader
from strategy_editor.ui.text.wording import said


class Composer:
    """Composes the blocks of one revision."""

    def __init__(self, reader: TextReader, splits: Splits) -> None:
        self.reader = reader
        self.tables = Tables(reader, splits)

    def compose(self, block: Block, part: int) -> Parts:
        """Return what a block, or one part of a table, shows."""
        if block.kind in ("table", "generated"):
            return self.tables.compose(block, part)
        shown = tuple(_COMPOSERS[block.kind](self.reader, block))
        return shown + notes(self.reader, shown)


def _title_page(reader: TextReader, block: Block) -> Iterator[Part]:
    yield from title_page(reader, block.node)


def _heading(reader: TextReader, block: Block) -> Iterator[Part]:
    yield _headline(reader, block, f"h{block.level}")


def _headline(reader: TextReader, block: Block, style: str, number_style: str = "") -> Text:
    runs, source = _of(reader, block.node, "title")
    number = reader.numbers.get(block.node_id, "")
    return Text(style, runs, number, number_style or style, source=source)


def _paragraph(reader: TextReader, block: Block) -> Iterator[Part]:
    source = Source(block.node_id)
    yield Text("body", reader.running(block.node, source), source=source)


def _statement(reader: TextReader, block: Block) -> Iterator[Part]:
    style = "body" if block.cards else "lead"
    source = Source(block.node_id, "statement")
    yield Text(style, reader.running(block.node, source), source=source)


def _clause(reader: TextReader, block: Block) -> Iterator[Part]:
    runs, source = _field(reader, block)
    yield Text("body", runs, "•", "marker", hang=1.4, indent=0.4, source=source)


def _principle(reader: TextReader, block: Block) -> Iterator[Part]:
    runs, source = _field(reader, block)
    yield Text("strong", runs, source=source)


def _addressee(reader: TextReader, block: Block) -> Iterator[Part]:
    degree = reader.choice("addressee", "degree", block.node.get("degree"))
    runs, source = _field(reader, block)
    yield Text("body", runs, degree, "label-marker", hang=7.5, source=source)


def _item(reader: TextReader, block: Block) -> Iterator[Part]:
    runs, source = _field(reader, block)
    indent = 0.4 + 1.7 * block.level
    yield Text("body", runs, block.marker, "marker", hang=1.7, indent=indent, source=source)


def _figure(reader: TextReader, block: Block) -> Iterator[Part]:
    node = block.node
    width = node.get("width")
    share = min(1.0, float(width) / 100) if width.replace(".", "", 1).isdecimal() else 1.0
    alt = " ".join(node.text_of("alt-text").split())
    yield Picture(node.get("file"), alt, share or 1.0)
    number = reader.numbers.get(block.node_id, "")
    runs, source = _of(reader, node, "caption")
    label = f"{reader.word('figure')}\u00a0{number}"
    yield Text("caption", runs, label, "caption-label", source=source)
    origin = [node.get("source") and reader.word("source", source=node.get("source"))]
    line = " · ".join(filter(None, [*origin, node.get("licence")]))
    if line:
        yield Text("note", said(line), before=0.15)


def _quotation(reader: TextReader, block: Block) -> Iterator[Part]:
    runs, source = _field(reader, block)
    yield Text("quote", runs, source=source)
    if block.node.child("attribution") is not None:
        runs, source = _of(reader, block.node, "attribution")
        yield Text("note", runs, "—", "note", before=0.3, source=source)


def _claim(reader: TextReader, block: Block) -> Iterator[Part]:
    style = f"h{min(max(block.level, 3), 4)}"
    yield _headline(reader, block, style, f"{style}-accent")


def _goal(reader: TextReader, block: Block) -> Iterator[Part]:
    yield _headline(reader, block, "card-title", "card-number")


def _facts(reader: TextReader, block: Block) -> Iterator[Part]:
    pairs = (*reader.facts(block.node), *particulars(reader, block.node))
    if pairs:
        yield Facts(pairs)


def _labelled(reader: TextReader, block: Block) -> Iterator[Part]:
    if block.field == "title":
        runs, source = _field(reader, block)
        yield Text("box-title", runs, source=source)
        return
    yield Text("label", said(reader.label(block.field)))
    source = Source(block.node_id, block.field)
    yield Text("cell", reader.running(block.node, source), before=0.1, source=source)


def _indicator(reader: TextReader, block: Block) -> Iterator[Part]:
    node = block.node
    course = Course(points(node, "baseline", "target"), points(node, "baseline", "actual"))
    if len(course.planned) + len(course.measured) > len(("first", "last")):
        yield course
    number = reader.numbers.get(block.node_id, "")
    yield Text("label", said(f"{reader.label('indicator')} {number}".strip()))
    runs, source = _of(reader, node, "title")
    yield Text("strong", runs, before=0.1, source=source)
    if node.child("definition") is not None:
        runs, source = _of(reader, node, "definition")
        yield Text("cell", runs, before=0.1, source=source)
    pairs = tuple(_values(reader, node))
    if pairs:
        yield Facts(pairs, before=0.5)


def _values(reader: TextReader, node: Node) -> Iterator[tuple[str, str]]:
    planned = [_value(reader, each) for each in node.children_of("baseline", "target")]
    labels = [reader.label(tag) for tag in ("baseline", "target") if node.child(tag) is not None]
    if planned:
        yield " → ".join(labels), " → ".join(planned)
    measured = [_value(reader, each) for each in node.children_of("actual")]
    if measured:
        yield reader.label("actual"), ", ".join(measured)
    if node.get("unit"):
        yield reader.attribute_label("indicator", "unit"), node.get("unit")


def _value(reader: TextReader, node: Node) -> str:
    value, when = reader.number(node.get("value")), reader.date(node.get("when"))
    return reader.word("value-at", value=value, date=when).replace(" (", "\u00a0(")


def _milestones(reader: TextReader, block: Block) -> Iterator[Part]:
    yield Text("label", said(reader.word("milestones")))
    for each in block.node.children_of("milestone"):
        runs, source = _of(reader, each, "title")
        status = reader.profile.status(each.get("status"))
        if status is not None:
            runs = (*runs, *said(f"\u2002({status.label})"))
        date = reader.date(each.get("date")).replace("\u00a0", " ")
        yield Text(
            "cell", runs, date, "date-marker", 8.2, before=0.15, owner=each.id or "", source=source
        )


def _entry(reader: TextReader, block: Block) -> Iterator[Part]:
    node = block.node
    short = node.get("abbreviation")
    name, source = _of(reader, node, "name")
    yield Text("strong", (*name, *said(f" ({short})" if short else "")), source=source)
    if node.child("definition") is not None:
        runs, source = _of(reader, node, "definition")
        yield Text("body", runs, indent=1.4, before=0.1, source=source)


def _abbreviation(_reader: TextReader, block: Block) -> Iterator[Part]:
    short, long = block.node.get("short"), block.node.get("long")
    yield Text("body", said(long), short, "strong", hang=6.5)


def _source(reader: TextReader, block: Block) -> Iterator[Part]:
    runs, source = _field(reader, block)
    link = block.node.get("href")
    if link:
        runs = (*runs, *said(" "), Run(link, link=link))
    if block.node.get("retrieved"):
        date = reader.date(block.node.get("retrieved"))
        runs = (*runs, *said(f", {reader.word('retrieved', date=date)}"))
    yield Text("body", runs, "–", "marker", hang=1.4, source=source)


def _signature(reader: TextReader, block: Block) -> Iterator[Part]:
    node = block.node
    where = ", ".join(filter(None, [node.get("place"), reader.date(node.get("date"))]))
    if where:
        yield Text("note", said(where))
    yield Text("strong", said(node.get("name")), before=0.4)
    if node.get("function"):
        yield Text("note", said(node.get("function")), before=0.1)


def _field(reader: TextReader, block: Block) -> tuple[tuple[Run, ...], Source | None]:
    return _of(reader, block.node, block.field)


def _of(reader: TextReader, node: Node, field: str) -> tuple[tuple[Run, ...], Source | None]:
    """Return the runs of a field and where they are kept."""
    if node.id is None:
        child = node.child(field)
        return (reader.running(child, Source("")) if child is not None else ()), None
    source = Source(node.id, field)
    child = node.child(field)
    return (reader.running(child, source) if child is not None else ()), source


_COMPOSERS: dict[str, Callable[[TextReader, Block], Iterator[Part]]] = {
    "title-page": _title_page,
    "heading": _heading,
    "paragraph": _paragraph,
    "statement": _statement,
    "clause": _clause,
    "principle": _principle,
    "addressee": _addressee,
    "item": _item,
    "figure": _figure,
    "quotation": _quotation,
    "claim": _claim,
    "goal": _goal,
    "measure": _goal,
    "indicator": _indicator,
    "milestones": _milestones,
    "labelled": _labelled,
    "entry": _entry,
    "abbreviation": _abbreviation,
    "source": _source,
    "signature": _signature,
    "facts": _facts,
}
