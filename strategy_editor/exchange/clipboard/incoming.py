"""What another program put on the clipboard, as elements of a strategy."""

from __future__ import annotations

from dataclasses import dataclass, field

from strategy_editor.document.content import Content, joined
from strategy_editor.document.node import Node
from strategy_editor.editing.blank import random_id
from strategy_editor.exchange.clipboard.assemble import Item, NewId, Table, assembled

SIZE_LIMIT = 16 * 1024 * 1024
"""Characters of HTML; more is taken as plain text."""


@dataclass(frozen=True)
class Incoming:
    """The elements, and how many things of which kind could not be taken."""

    nodes: tuple[Node, ...] = ()
    left_out: dict[str, int] = field(default_factory=dict)


def from_html(html: str, language: str, new_id: NewId = random_id) -> Incoming:
    """Return the sections, paragraphs, lists and tables of an HTML page or fragment.

    Word's, LibreOffice's and the browsers' ways of writing are known. Nothing is loaded, nothing
    that looks like a script is kept.
    """
    if len(html) > SIZE_LIMIT:
        return Incoming()
    from strategy_editor.exchange.clipboard.html import read_html

    blocks, left_out = read_html(html, language, new_id)
    return Incoming(assembled(blocks, new_id), dict(left_out))


def from_text(text: str, new_id: NewId = random_id) -> Incoming:
    """Return plain text as paragraphs; lines with bullets or numbers become lists."""
    from strategy_editor.exchange.clipboard.plain import read_plain

    return Incoming(assembled(read_plain(text, new_id), new_id))


def rows_from_html(
    html: str, language: str = "", new_id: NewId = random_id
) -> list[tuple[int, Content]]:
    """Return the texts of HTML in a row, items of lists with how deep they are nested."""
    if len(html) > SIZE_LIMIT:
        return []
    from strategy_editor.exchange.clipboard.html import read_html

    blocks, _ = read_html(html, language, new_id)
    rows: list[tuple[int, Content]] = []
    for block in blocks:
        if isinstance(block, Table):
            rows += [(0, _line(row)) for row in block.node.children_of("row")]
        else:
            rows.append((block.level - 1 if isinstance(block, Item) else 0, block.content))
    return [row for row in rows if row[1]]


def inline_from_html(html: str, language: str = "", new_id: NewId = random_id) -> Content:
    """Return all text of HTML as one running text, as a field of a form takes it."""
    parts: list[Node | str] = []
    for _, content in rows_from_html(html, language, new_id):
        parts += [" ", *content] if parts else content
    return joined(parts)


def _line(row: Node) -> Content:
    """Return the cells of a row as one text."""
    parts: list[Node | str] = []
    for cell in row.children_of("cell"):
        if cell.content:
            parts += [" ", *cell.content] if parts else cell.content
    return joined(parts)
