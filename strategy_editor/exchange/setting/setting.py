"""A whole strategy set: front page, pieces, and which of its elements they print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.exchange.ledger import Entry
from strategy_editor.exchange.options import ExportOptions
from strategy_editor.exchange.reading.blocks import blocks
from strategy_editor.exchange.reading.marks import PageMarks, page_marks, short_title
from strategy_editor.exchange.reading.parts import kept
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.setting.annotations import annotation_pieces
from strategy_editor.exchange.setting.compose import Composer
from strategy_editor.exchange.setting.front import title_page
from strategy_editor.exchange.setting.pieces import (
    BoxPiece,
    FigurePiece,
    Heading,
    ListPiece,
    Piece,
    TablePiece,
    Text,
    TitlePage,
)

CONTENTS_DEPTH = 3


@dataclass(frozen=True)
class Setting:
    """A strategy as front page and pieces; ``front`` is None where it is left out.

    ``printed`` holds the ids of the elements that a link can lead to, ``contents`` the headings
    that the contents list, empty where they are left out. ``ledger`` tells what has no place.
    """

    reader: Reader
    title: str
    short_title: str
    front: TitlePage | None
    pieces: tuple[Piece, ...]
    contents: tuple[Heading, ...]
    printed: frozenset[str]
    marks: PageMarks
    ledger: tuple[Entry, ...] = ()

    @property
    def language(self) -> str:
        """The language of the strategy as a BCP 47 tag."""
        return self.reader.root.get("xml:lang") or self.reader.language


def set_strategy(document: Document, options: ExportOptions) -> Setting:
    """Set a strategy for pages."""
    reader = Reader(document)
    metadata = document.root.child("metadata") or Node("metadata")
    marks = page_marks(reader, options)
    front = title_page(reader, metadata, draft=bool(marks.draft))
    listed = list(kept(blocks(document.root), options.parts))
    with_front = any(block.kind == "title-page" for block in listed)
    composer = Composer(reader)
    pieces = tuple(composer.pieces([each for each in listed if each.kind != "title-page"]))
    ledger: list[Entry] = []
    if options.annotations:
        notes, ledger = annotation_pieces(reader, frozenset(_ids(pieces)))
        pieces += notes
    return Setting(
        reader,
        front.title,
        short_title(reader, metadata),
        front if with_front else None,
        pieces,
        tuple(_contents(pieces)) if "contents" in options.parts else (),
        frozenset(_ids(pieces)) - {""},
        marks,
        tuple(ledger),
    )


def figures(pieces: Iterable[Piece]) -> Iterator[FigurePiece]:
    """Yield all pictures."""
    for piece in pieces:
        if isinstance(piece, FigurePiece):
            yield piece
        elif isinstance(piece, BoxPiece):
            yield from figures(piece.pieces)


def _contents(pieces: Iterable[Piece]) -> Iterator[Heading]:
    for piece in pieces:
        if isinstance(piece, Heading) and piece.level <= CONTENTS_DEPTH:
            yield piece


def _ids(pieces: Iterable[Piece]) -> Iterator[str]:
    for piece in pieces:
        match piece:
            case Heading() | Text() | FigurePiece():
                yield piece.id
            case TablePiece():
                yield piece.id
                yield from (row.id for row in piece.rows)
            case ListPiece():
                yield from _item_ids(piece)
            case BoxPiece():
                yield piece.id
                yield from _ids(piece.pieces)


def _item_ids(piece: ListPiece) -> Iterator[str]:
    for item in piece.items:
        yield item.id
        for inner in item.lists:
            yield from _item_ids(inner)
