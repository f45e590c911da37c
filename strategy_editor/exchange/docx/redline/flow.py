"""A paragraph, or several that became one, as text with what else stands in it.

What is no text (a footnote's reference, a field, a picture, the end of a paragraph inside) is one
character of Unicode's private area, equal where it is the same on both sides, so that words and
all else are compared in one go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Final

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import add_text, made, w
from strategy_editor.exchange.docx.redline.marking import is_remark
from strategy_editor.exchange.docx.redline.sameness import markup
from strategy_editor.exchange.docx.tracking.names import BOUNDARIES

_RUN: Final = w("r")
_TEXT: Final = w("t")
_RUN_PROPERTIES: Final = w("rPr")
_LINK: Final = w("hyperlink")
_CHAR: Final = w("fldChar")
_FIRST, _LAST = 0xF0000, 0xFFFFD
_SIGNS: Final = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]")


class Signs:
    """The characters that stand for what is no text, the same one for the same thing."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        """``taken`` are characters that the texts hold themselves."""
        self._known: dict[bytes, str] = {}
        taken = frozenset(taken)
        self._free = (chr(code) for code in range(_FIRST, _LAST) if chr(code) not in taken)

    def of(self, thing: bytes) -> str:
        """Return the sign of something, given by what makes it equal to others."""
        if thing not in self._known:
            self._known[thing] = next(self._free)
        return self._known[thing]


def signs_for(paragraphs: Iterable[_Element]) -> Signs:
    """Return signs that no text of some paragraphs holds."""
    texts = (text.text or "" for each in paragraphs for text in each.iter(_TEXT))
    return Signs(sign for text in texts for sign in _SIGNS.findall(text))


@dataclass(frozen=True, slots=True)
class Link:
    """A link that text stands in; equal where it leads to the same place."""

    element: _Element = field(compare=False)
    leads: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch with one look: text, or a sign with the runs that it stands for."""

    start: int
    end: int
    runs: tuple[_Element, ...]
    look: bytes
    link: Link | None
    is_text: bool


@dataclass
class Flow:
    """The content of paragraphs; ``ends`` are the offsets of their ends, the last one's included.

    ``boundaries`` are the ends of bookmarks and comments with the offset at which they stand.
    """

    text: str
    pieces: list[Piece]
    boundaries: list[tuple[int, _Element]]
    ends: list[int]

    def slice(self, start: int, end: int) -> Iterator[tuple[Piece, list[_Element]]]:
        """Yield copies of the runs between two offsets, piece by piece."""
        for piece in self.pieces:
            if piece.end > start and piece.start < end:
                yield piece, self._cut(piece, max(start, piece.start), min(end, piece.end))

    def cuts(self, start: int, end: int) -> list[int]:
        """Return the offsets between two at which another piece begins."""
        return [piece.start for piece in self.pieces if start < piece.start < end]

    def piece_at(self, offset: int) -> Piece | None:
        """Return the piece at an offset; None for the end of a paragraph."""
        for piece in self.pieces:
            if piece.start <= offset < piece.end:
                return piece
        return None

    def _cut(self, piece: Piece, start: int, end: int) -> list[_Element]:
        if not piece.is_text:
            return [deepcopy(run) for run in piece.runs]
        return [run_like(piece.runs[0], self.text[start:end])]


def run_like(run: _Element, text: str) -> _Element:
    """Return a run of the same look with another text."""
    other = made("r")
    properties = run.find(_RUN_PROPERTIES)
    if properties is not None:
        other.append(deepcopy(properties))
    add_text(other, text)
    return other


def flow_of(paragraphs: Sequence[_Element], signs: Signs) -> Flow:
    """Lay paragraphs out as one flow."""
    builder = _Builder(signs)
    for paragraph in paragraphs:
        builder.read(paragraph, None)
        builder.close_field()
        builder.end_paragraph()
    return Flow("".join(builder.texts), builder.pieces, builder.boundaries, builder.ends)


class _Builder:
    def __init__(self, signs: Signs) -> None:
        self.texts: list[str] = []
        self.pieces: list[Piece] = []
        self.boundaries: list[tuple[int, _Element]] = []
        self.ends: list[int] = []
        self._signs = signs
        self._at = 0
        self._field: list[_Element] = []
        self._depth = 0
        self._field_link: Link | None = None

    def read(self, parent: _Element, link: Link | None) -> None:
        for each in parent:
            if each.tag == _RUN and not is_remark(each):
                self._run(each, link)
            elif each.tag == _LINK:
                leads = tuple(sorted((str(key), str(value)) for key, value in each.attrib.items()))
                self.read(each, Link(each, leads))
            elif each.tag in BOUNDARIES or is_remark(each):
                self.boundaries.append((self._at, each))
            elif each.tag != w("pPr"):
                self._sign((each,), markup(each), b"", link)

    def _run(self, run: _Element, link: Link | None) -> None:
        char = run.find(_CHAR)
        if char is not None or self._depth:
            self._field_run(run, char, link)
            return
        properties = run.find(_RUN_PROPERTIES)
        look = b"" if properties is None else markup(properties)
        parts = [each for each in run if each is not properties]
        if all(each.tag == _TEXT for each in parts):
            self._add("".join(each.text or "" for each in parts), (run,), look, link, is_text=True)
            return
        for part in parts:
            single = made("r")
            if properties is not None:
                single.append(deepcopy(properties))
            single.append(deepcopy(part))
            if part.tag == _TEXT:
                self._add(part.text or "", (single,), look, link, is_text=True)
            else:
                self._sign((single,), markup(part), look, link)

    def _field_run(self, run: _Element, char: _Element | None, link: Link | None) -> None:
        if not self._field:
            self._field_link = link
        self._field.append(run)
        kind = char.get(w("fldCharType")) if char is not None else ""
        self._depth += {"begin": 1, "end": -1}.get(str(kind), 0)
        if self._depth <= 0:
            self.close_field()

    def close_field(self) -> None:
        """A field is one thing; what of it lies in other paragraphs is one of its own."""
        self._depth = 0
        if self._field:
            said = b"".join(map(markup, self._field))
            self._sign(tuple(self._field), said, b"", self._field_link)
            self._field = []

    def end_paragraph(self) -> None:
        self.ends.append(self._at)
        self.texts.append(self._signs.of(b"\n"))
        self._at += 1

    def _sign(
        self, runs: tuple[_Element, ...], said: bytes, look: bytes, link: Link | None
    ) -> None:
        self._add(self._signs.of(said), runs, look, link, is_text=False)

    def _add(
        self,
        text: str,
        runs: tuple[_Element, ...],
        look: bytes,
        link: Link | None,
        *,
        is_text: bool,
    ) -> None:
        if text:
            start, self._at = self._at, self._at + len(text)
            self.texts.append(text)
            self.pieces.append(Piece(start, self._at, runs, look, link, is_text))
