"""The story of the pages: what its writers share, and how paragraphs get into it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml.etree import _Element

from strategy_editor.document.node import Node
from strategy_editor.exchange.docx.anchors import Anchors
from strategy_editor.exchange.docx.headings import HeadingNumbers
from strategy_editor.exchange.docx.lists import BULLETS, STEP, Lists
from strategy_editor.exchange.docx.markup import BOX_INDENT, BoxPart, Look, bind_hyphens
from strategy_editor.exchange.docx.numbering import Numbering
from strategy_editor.exchange.docx.package import WordPackage
from strategy_editor.exchange.docx.sections import Sections
from strategy_editor.exchange.docx.story import Story
from strategy_editor.exchange.ledger import Entry
from strategy_editor.exchange.reading.blocks import Block
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.runs import Run
from strategy_editor.exchange.reading.tidy import said

_BELOW_TABLE = 200
_BELOW_BOX = 240
_BOXED = frozenset({"Box", "ListBullet", "ListNumber"})


@dataclass
class Gathered:
    """What only the whole export knows: pictures and headings so far, what was not as asked."""

    pictures: int = 0
    headings: list[str] = field(default_factory=list)
    ledger: list[Entry] = field(default_factory=list)


class Body:
    """Appends to the body; remembers the box it is in and whether a table came before.

    ``depth`` is how many levels of headings stand above those of the strategy; ``announces`` says
    that a list follows.
    """

    def __init__(
        self, package: WordPackage, reader: Reader, media: Path | None, *, draft: bool
    ) -> None:
        self.package = package
        self.reader = reader
        self.media = media
        self.draft = draft
        self.notes: list[Run] = []
        self.anchors = Anchors()
        self.story = Story(package.part, self.anchors, self.notes)
        self.numbering = Numbering(package.numbering)
        self.lists = Lists(self.numbering, reader.root)
        self.headings = HeadingNumbers(package, self.numbering, reader.profile.numbering)
        self.gathered = Gathered()
        self.frame: Node | None = None
        self.level = 0
        self.depth = 0
        self.element = package.new_body()
        self.sections = Sections(self.element, package.section)
        self.page_break = False
        self.announces = False
        self._below_table = False
        self._in_box = 0
        self._ends_box = False

    def enter(self, block: Block, following: Block | None) -> None:
        """Go on to a block; a box ends where what follows is not in it."""
        if block.frame is not self.frame:
            self._in_box = 0
        self.frame = block.frame
        self._ends_box = following is None or following.frame is not self.frame
        self.announces = following is not None and following.kind == "item"

    def write(self, look: Look, runs: Iterable[Run], ids: Sequence[str] = ()) -> _Element | None:
        """Append a paragraph; nothing where there is no text."""
        if self.frame is not None and look.style in _BOXED:
            ids = (self.frame.id or "", *ids)
            after = _BELOW_BOX if self._ends_box else 0
            look = replace(look, box=BoxPart(self._in_box), after=after)
            self._in_box += 1
        if self._below_table and look.before is None and not look.style.startswith("Heading"):
            look = replace(look, before=_BELOW_TABLE)
        if self.page_break:
            look = replace(look, page_break=True)
        paragraph = self.story.paragraph(self.element, look, runs, ids)
        if paragraph is not None:
            self._below_table = self.page_break = False
        return paragraph

    def title(self, text: str, look: Look, ids: Sequence[str] = ()) -> None:
        """Append a title; its lines do not end behind the letter of a word like "E-Government"."""
        paragraph = self.write(look, said(text), ids)
        if paragraph is not None:
            bind_hyphens(paragraph)

    def item(self, runs: Iterable[Run], number: tuple[int, int], ids: Sequence[str] = ()) -> None:
        """Append a list item, set in further where it stands in a box."""
        look = Look("ListBullet" if number[1] == BULLETS else "ListNumber", number=number)
        if self.frame is not None:
            look = replace(look, indent=(BOX_INDENT + (number[0] + 1) * STEP, STEP))
        self.write(look, runs, ids)

    def text_style(self) -> str:
        """Return the style of running text at this place."""
        return "Box" if self.frame is not None else "BodyText"

    def after_heading(self, node_id: str) -> None:
        """Note that a heading was appended, of an element or of none."""
        self._below_table = self.page_break = False
        self.gathered.headings.append(node_id)

    def after_table(self) -> None:
        """Note that a table was appended: the next paragraph keeps its distance."""
        self._below_table = True
        self.page_break = False
