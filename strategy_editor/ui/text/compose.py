"""What each kind of block shows: numbers, titles, running text and facts as plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_of
from strategy_editor.exchange.reading.blocks import Block
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.runs import Run
from strategy_editor.ui.text.compose_table import Tables
from strategy_editor.ui.text.compose_title import title_page
from strategy_editor.ui.text.parts import Course, Facts, Part, Parts, Picture, Text
from strategy_editor.ui.text.rows import Splits
from strategy_editor.ui.text.wording import STRONG, collapsed, notes, said


class Composer:
    """Composes the blocks of one revision."""

    def __init__(self, reader: Reader, splits: Splits) -> None:
        self.reader = reader
        self.tables = Tables(reader, splits)

    def compose(self, block: Block, part: int) -> Parts:
        """Return what a block, or one part of a table, shows."""
        if block.kind in ("table", "generated"):
            return self.tables.compose(block, part)
        shown = tuple(_COMPOSERS[block.kind](self.reader, block))
        return shown + notes(self.reader, shown)


def _title_page(reader: Reader, block: Block) -> Iterator[Part]:
    yield from title_page(reader, block.node)


def _heading(reader: Reader, block: Block) -> Iterator[Part]:
    yield _headline(reader, block, f"h{block.level}")


def _headline(reader: Reader, block: Block, style: str, number_style: str = "") -> Text:
    title = block.node.child("title")
    runs = collapsed(reader.runs(title)) if title is not None else ()
    number = reader.numbers.get(block.node_id, "")
    return Text(style, runs, number, number_style or style)


def _paragraph(reader: Reader, block: Block) -> Iterator[Part]:
    yield Text("body", collapsed(reader.runs(block.node)))


def _statement(reader: Reader, block: Block) -> Iterator[Part]:
    style = "body" if block.cards else "lead"
    yield Text(style, collapsed(reader.runs(block.node)))


def _clause(reader: Reader, block: Block) -> Iterator[Part]:
    yield Text("body", _field(reader, block), "•", "marker", hang=1.4, indent=0.4)


def _principle(reader: Reader, block: Block) -> Iterator[Part]:
    yield Text("strong", _field(reader, block))


def _addressee(reader: Reader, block: Block) -> Iterator[Part]:
    degree = reader.choice("addressee", "degree", block.node.get("degree"))
    yield Text("body", _field(reader, block), degree, "label-marker", hang=7.5)


def _item(reader: Reader, block: Block) -> Iterator[Part]:
    runs = _field(reader, block)
    indent = 0.4 + 1.7 * block.level
    yield Text("body", runs, block.marker, "marker", hang=1.7, indent=indent)


def _figure(reader: Reader, block: Block) -> Iterator[Part]:
    node = block.node
    width = node.get("width")
    share = min(1.0, float(width) / 100) if width.replace(".", "", 1).isdecimal() else 1.0
    alt = " ".join(node.text_of("alt-text").split())
    yield Picture(node.get("file"), alt, share or 1.0)
    number = reader.numbers.get(block.node_id, "")
    caption = node.child("caption")
    runs = collapsed(reader.runs(caption)) if caption is not None else ()
    yield Text("caption", (*said(f"{reader.word('figure')}\u00a0{number}\u2002", STRONG), *runs))
    origin = [node.get("source") and reader.word("source", source=node.get("source"))]
    line = " · ".join(filter(None, [*origin, node.get("licence")]))
    if line:
        yield Text("note", said(line), before=0.15)


def _quotation(reader: Reader, block: Block) -> Iterator[Part]:
    yield Text("quote", _field(reader, block))
    attribution = block.node.child("attribution")
    if attribution is not None:
        runs = collapsed(reader.runs(attribution))
        yield Text("note", (*said("— "), *runs), before=0.3)


def _claim(reader: Reader, block: Block) -> Iterator[Part]:
    style = f"h{min(max(block.level, 3), 4)}"
    yield _headline(reader, block, style, f"{style}-accent")


def _goal(reader: Reader, block: Block) -> Iterator[Part]:
    yield _headline(reader, block, "card-title", "card-number")


def _facts(reader: Reader, block: Block) -> Iterator[Part]:
    pairs = tuple(reader.facts(block.node))
    if pairs:
        yield Facts(pairs)


def _labelled(reader: Reader, block: Block) -> Iterator[Part]:
    if block.field == "title":
        yield Text("box-title", _field(reader, block))
        return
    yield Text("label", said(reader.label(block.field)))
    yield Text("cell", collapsed(reader.runs(block.node)), before=0.1)


def _indicator(reader: Reader, block: Block) -> Iterator[Part]:
    node = block.node
    course = Course(_points(node, "baseline", "target"), _points(node, "baseline", "actual"))
    if len(course.planned) + len(course.measured) > len(("first", "last")):
        yield course
    number = reader.numbers.get(block.node_id, "")
    yield Text("label", said(f"{reader.label('indicator')} {number}".strip()))
    yield Text("strong", said(title_of(node)), before=0.1)
    definition = node.child("definition")
    if definition is not None:
        yield Text("cell", collapsed(reader.runs(definition)), before=0.1)
    pairs = tuple(_values(reader, node))
    if pairs:
        yield Facts(pairs, before=0.5)


def _values(reader: Reader, node: Node) -> Iterator[tuple[str, str]]:
    planned = [_value(reader, each) for each in node.children_of("baseline", "target")]
    labels = [reader.label(tag) for tag in ("baseline", "target") if node.child(tag) is not None]
    if planned:
        yield " → ".join(labels), " → ".join(planned)
    measured = [_value(reader, each) for each in node.children_of("actual")]
    if measured:
        yield reader.label("actual"), ", ".join(measured)
    if node.get("unit"):
        yield reader.attribute_label("indicator", "unit"), node.get("unit")


def _value(reader: Reader, node: Node) -> str:
    value, when = reader.number(node.get("value")), reader.date(node.get("when"))
    return reader.word("value-at", value=value, date=when).replace(" (", "\u00a0(")


def _points(node: Node, *tags: str) -> tuple[tuple[float, float], ...]:
    found = []
    for each in node.children_of(*tags):
        try:
            year, *rest = (int(part) for part in each.get("when").split("-"))
            value = float(each.get("value"))
        except ValueError:
            continue
        month = rest[0] if rest else 12
        found.append((year + month / 12, value))
    return tuple(sorted(found))


def _milestones(reader: Reader, block: Block) -> Iterator[Part]:
    yield Text("label", said(reader.word("milestones")))
    for each in block.node.children_of("milestone"):
        title = each.child("title")
        runs = collapsed(reader.runs(title)) if title is not None else ()
        status = reader.profile.status(each.get("status"))
        if status is not None:
            runs = (*runs, *said(f"\u2002({status.label})"))
        date = reader.date(each.get("date")).replace("\u00a0", " ")
        yield Text("cell", runs, date, "date-marker", hang=8.2, before=0.15, owner=each.id or "")


def _entry(reader: Reader, block: Block) -> Iterator[Part]:
    node = block.node
    short = node.get("abbreviation")
    name = said(node.text_of("name") + (f" ({short})" if short else ""))
    yield Text("strong", name)
    definition = node.child("definition")
    if definition is not None:
        yield Text("body", collapsed(reader.runs(definition)), indent=1.4, before=0.1)


def _abbreviation(_reader: Reader, block: Block) -> Iterator[Part]:
    short, long = block.node.get("short"), block.node.get("long")
    yield Text("body", said(long), short, "strong", hang=6.5)


def _source(reader: Reader, block: Block) -> Iterator[Part]:
    runs = _field(reader, block)
    link = block.node.get("href")
    if link:
        runs = (*runs, *said(" "), Run(link, link=link))
    if block.node.get("retrieved"):
        date = reader.date(block.node.get("retrieved"))
        runs = (*runs, *said(f", {reader.word('retrieved', date=date)}"))
    yield Text("body", runs, "–", "marker", hang=1.4)


def _signature(reader: Reader, block: Block) -> Iterator[Part]:
    node = block.node
    where = ", ".join(filter(None, [node.get("place"), reader.date(node.get("date"))]))
    if where:
        yield Text("note", said(where))
    yield Text("strong", said(node.get("name")), before=0.4)
    if node.get("function"):
        yield Text("note", said(node.get("function")), before=0.1)


def _field(reader: Reader, block: Block) -> tuple[Run, ...]:
    child = block.node.child(block.field)
    return collapsed(reader.runs(child)) if child is not None else ()


_COMPOSERS: dict[str, Callable[[Reader, Block], Iterator[Part]]] = {
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
