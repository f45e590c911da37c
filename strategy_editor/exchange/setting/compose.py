"""Each kind of block as pieces; boxes and lists gather what belongs to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from strategy_editor.document.texts import title_of
from strategy_editor.exchange.reading.blocks import Block, BlockKind
from strategy_editor.exchange.reading.headings import heading_parts
from strategy_editor.exchange.reading.measured import milestone_runs
from strategy_editor.exchange.reading.particulars import particulars
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.runs import Run
from strategy_editor.exchange.reading.tidy import collapsed, said
from strategy_editor.exchange.setting.lists import list_pieces
from strategy_editor.exchange.setting.pieces import (
    BoxPiece,
    FactList,
    Heading,
    ListItem,
    ListPiece,
    Piece,
    Text,
    TextStyle,
)
from strategy_editor.exchange.setting.tabled import (
    abbreviations,
    figure,
    generated,
    indicator,
    table,
)

_GOALS = frozenset({"goal", "subgoal"})


class Composer:
    """Turns blocks into pieces; heading levels never jump."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.level = 0

    def pieces(self, listed: Sequence[Block]) -> list[Piece]:
        """Return the pieces of blocks in order."""
        found: list[Piece] = []
        for frame, framed in groupby(listed, key=lambda block: block.frame):
            inside = list(self._unframed(list(framed)))
            if frame is None:
                found += inside
            else:
                found.append(BoxPiece(tuple(inside), frame.id or ""))
        return found

    def _unframed(self, listed: list[Block]) -> Iterator[Piece]:
        for kind, alike in groupby(listed, key=lambda block: _GATHERED.get(block.kind, "")):
            if kind == "items":
                yield from list_pieces(self.reader, list(alike))
            elif kind == "clauses":
                yield ListPiece("bullet", tuple(self._clause(each) for each in alike))
            elif kind == "abbreviations":
                yield abbreviations(self.reader, list(alike))
            else:
                for block in alike:
                    yield from _WRITERS[block.kind](self, block)

    def _clause(self, block: Block) -> ListItem:
        statement = block.node.child("statement")
        runs = collapsed(self.reader.runs(statement)) if statement is not None else []
        return ListItem(tuple(runs), block.node_id)

    def heading(self, block: Block) -> Iterator[Piece]:
        """Yield a heading."""
        number, title = heading_parts(self.reader, block)
        self.level = min(block.level, self.level + 1)
        yield Heading(self.level, number, title, block.node_id, block.kind)

    def running(self, style: TextStyle, runs: Sequence[Run], node_id: str = "") -> Iterator[Text]:
        """Yield a paragraph, nothing where there is no text."""
        tidy = tuple(collapsed(runs))
        if tidy:
            yield Text(style, tidy, node_id)

    def paragraph(self, block: Block) -> Iterator[Piece]:
        """Yield a paragraph of the strategy."""
        return self.running("body", self.reader.runs(block.node), block.node_id)

    def statement(self, block: Block) -> Iterator[Piece]:
        """Yield the sentence that states a goal, claim or field."""
        owner = self.reader.elements.get(block.node_id)
        style: TextStyle = "lead" if owner is not None and owner.tag in _GOALS else "body"
        return self.running(style, self.reader.runs(block.node))

    def addressee(self, block: Block) -> Iterator[Piece]:
        """Yield whom the strategy binds, and how far."""
        statement = block.node.child("statement")
        degree = self.reader.choice("addressee", "degree", block.node.get("degree"))
        words = self.reader.runs(statement) if statement is not None else []
        label = degree[:1].upper() + degree[1:]
        runs = [*said(f"{label}:" if label else "", "label"), *said(" "), *words]
        return self.running("body", runs, block.node_id)

    def quotation(self, block: Block) -> Iterator[Piece]:
        """Yield a quotation and where it is from."""
        text, source = block.node.child("text"), block.node.child("attribution")
        if text is not None:
            yield from self.running("quote", self.reader.runs(text), block.node_id)
        if source is not None:
            runs = collapsed(self.reader.runs(source))
            yield from self.running("attribution", [*said("– "), *runs] if runs else [])

    def labelled(self, block: Block) -> Iterator[Piece]:
        """Yield a box's title, or a text with the label of its element."""
        if block.field == "title":
            yield from self.running("box-title", said(title_of(block.node)), block.node_id)
            return
        words = collapsed(self.reader.runs(block.node))
        if words:
            label = self.reader.label(block.node.tag)
            yield from self.running("body", [*said(f"{label}:", "label"), *said(" "), *words])

    def facts(self, block: Block) -> Iterator[Piece]:
        """Yield what is stated of a goal, measure, field or imprint."""
        pairs = (*self.reader.facts(block.node), *particulars(self.reader, block.node))
        if pairs:
            yield FactList(tuple(pairs))

    def milestones(self, block: Block) -> Iterator[Piece]:
        """Yield the milestones of a goal or measure."""
        yield from self.running("label", said(self.reader.word("milestones")))
        items = tuple(
            ListItem(tuple(milestone_runs(self.reader, each)), each.id or "")
            for each in block.node.children_of("milestone")
        )
        yield ListPiece("bullet", items)

    def entry(self, block: Block) -> Iterator[Piece]:
        """Yield a glossary entry."""
        node = block.node
        name, short = title_of(node), node.get("abbreviation")
        runs = said(f"{name} ({short})" if short else name, "label")
        definition = node.child("definition")
        words = collapsed(self.reader.runs(definition)) if definition is not None else []
        if words:
            runs += [*said(": "), *words]
        return self.running("entry", runs, block.node_id)

    def source(self, block: Block) -> Iterator[Piece]:
        """Yield a source with its address."""
        node = block.node
        citation = node.child("citation")
        runs = collapsed(self.reader.runs(citation)) if citation is not None else []
        address = node.get("href")
        if address:
            runs += [*said(" " if runs else ""), *said(address, link=address)]
        retrieved = self.reader.date(node.get("retrieved"))
        if retrieved:
            runs += said(f" ({self.reader.word('retrieved', date=retrieved)})")
        return self.running("entry", runs, block.node_id)

    def signature(self, block: Block) -> Iterator[Piece]:
        """Yield place, date and name below a foreword."""
        node = block.node
        place = ", ".join(filter(None, (node.get("place"), self.reader.date(node.get("date")))))
        for text in (place, node.get("name"), node.get("function")):
            yield from self.running("signature", said(text))


_GATHERED = {"item": "items", "clause": "clauses", "abbreviation": "abbreviations"}
_WRITERS: dict[BlockKind, Callable[[Composer, Block], Iterator[Piece]]] = {
    "heading": Composer.heading,
    "claim": Composer.heading,
    "goal": Composer.heading,
    "measure": Composer.heading,
    "principle": Composer.heading,
    "paragraph": Composer.paragraph,
    "statement": Composer.statement,
    "addressee": Composer.addressee,
    "table": lambda composer, block: table(composer.reader, block.node),
    "figure": lambda composer, block: figure(composer.reader, block.node),
    "quotation": Composer.quotation,
    "indicator": lambda composer, block: indicator(composer.reader, block.node),
    "milestones": Composer.milestones,
    "labelled": Composer.labelled,
    "entry": Composer.entry,
    "source": Composer.source,
    "signature": Composer.signature,
    "facts": Composer.facts,
    "generated": lambda composer, block: generated(composer.reader, block.node),
}
