"""Plain text as paragraphs, lists and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass

from strategy_editor.document.characters import clean
from strategy_editor.document.node import Node
from strategy_editor.exchange.clipboard.assemble import Block, Item, NewId, Table, Text
from strategy_editor.exchange.clipboard.tables import Cell, table_of

_LINES = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BULLET = re.compile(r"([ \t\u00a0]*)([•·▪◦‣●○■□\uf0b7–—*-]|o(?=\t))[ \t\u00a0]+(\S.*)")
_NUMBER = re.compile(r"([ \t\u00a0]*)(\d{1,3})[.)][ \t\u00a0]+(\S.*)")
_LETTER = re.compile(r"([ \t\u00a0]*)([a-z])\)[ \t\u00a0]+(\S.*)")
_WRAPPED = range(50, 101)
"""Characters of a line that a mail program has broken."""
_UNEVEN = 30
_TAB = 4


@dataclass(frozen=True)
class _Marked:
    indent: int
    kind: str
    text: str


def read_plain(text: str, new_id: NewId) -> list[Block]:
    """Return the blocks of a plain text."""
    blocks: list[Block] = []
    chunk: list[str] = []
    for line in [*_LINES.split(clean(text)), ""]:
        if line.strip():
            chunk.append(line)
        elif chunk:
            blocks += _blocks(chunk, new_id)
            chunk = []
    return blocks


def _blocks(lines: list[str], new_id: NewId) -> list[Block]:
    """Return the blocks of lines between two empty ones."""
    if len(lines) > 1 and all("\t" in line.strip() for line in lines):
        rows = [
            [Cell((cell.strip(),) if cell.strip() else ()) for cell in line.split("\t")]
            for line in lines
        ]
        if not any(_marked(line) for line in lines):
            return [Table(table_of([(False, row) for row in rows], (), new_id))]
    blocks: list[Block] = []
    plain: list[str] = []
    marked = [_marked(line) for line in lines]
    indents = sorted({each.indent for each in marked if each is not None})
    kinds = [each.kind for each in marked if each is not None]
    in_list = False
    for line, each in zip(lines, marked, strict=True):
        # A single line that begins "3. Oktober" or "b) sonst" is no list.
        if each is not None and (each.kind == "bullet" or kinds.count(each.kind) > 1):
            blocks += _paragraphs(plain)
            plain = []
            level = indents.index(each.indent) + 1
            blocks.append(Item(level, each.kind, (each.text,), starts=not in_list))
            in_list = True
        elif in_list and line[:1].isspace() and isinstance(blocks[-1], Item):
            last = blocks[-1]
            blocks[-1] = Item(
                last.level, last.kind, (f"{last.content[0]} {line.strip()}",), last.starts
            )
        else:
            in_list = False
            plain.append(line)
    return [*blocks, *_paragraphs(plain)]


def _marked(line: str) -> _Marked | None:
    for pattern, kind in ((_BULLET, "bullet"), (_NUMBER, "number"), (_LETTER, "letter")):
        if found := pattern.fullmatch(line.rstrip()):
            indent = len(found[1].expandtabs(_TAB))
            return _Marked(indent, kind, " ".join(found[3].split(" ")))
    return None


def _paragraphs(lines: list[str]) -> list[Block]:
    """Each line is a paragraph, unless the lines were broken to one width."""
    widths = [len(line.rstrip()) for line in lines[:-1]]
    is_wrapped = widths and all(width in _WRAPPED for width in widths)
    if is_wrapped and max(widths) - min(widths) <= _UNEVEN:
        return [Text((" ".join(line.strip() for line in lines),))]
    return [Text((" ".join(line.split("\t")).strip(),)) for line in lines]


def _content(text: str) -> tuple[Node | str, ...]:
    return (text,) if text else ()
