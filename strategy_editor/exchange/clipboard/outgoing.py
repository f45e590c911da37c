"""Elements as HTML and as plain text, as Word or a mail program takes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.texts import wording
from strategy_editor.exchange.reading.reader import Reader

_HEADINGS = 6
_MARKS = {"emphasis": "em", "strong": "strong", "term": "dfn"}
_FIELDS = frozenset({"title", "name", "caption", "text"})


def to_html(document: Document, node_ids: Sequence[str]) -> str:
    """Return elements as a small HTML page."""
    reader = Reader(document)
    body = "".join(_blocks(reader, document.node(each), 1) for each in node_ids)
    return f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'


def to_text(document: Document, node_ids: Sequence[str]) -> str:
    """Return elements as plain text, blocks on lines of their own."""
    reader = Reader(document)
    lines = (line for each in node_ids for line in _lines(reader, document.node(each), 0))
    return "\n".join(lines)


def _blocks(reader: Reader, node: Node, depth: int) -> str:
    match node.tag:
        case "paragraph":
            return f"<p>{_inline(reader, node)}</p>"
        case "list":
            return _list(reader, node)
        case "item":
            return f"<ul>{_item(reader, node)}</ul>"
        case "table":
            return _table(reader, node)
        case "row":
            return f"<table>{_row(reader, node)}</table>"
        case "quotation":
            return f"<blockquote><p>{_inline_of(reader, node, 'text')}</p></blockquote>"
        case _:
            return _titled(reader, node, depth)


def _titled(reader: Reader, node: Node, depth: int) -> str:
    title = node.child("title") or node.child("name") or node.child("caption")
    parts = []
    if title is not None:
        number = reader.numbers.get(node.id or "", "")
        level = min(depth, _HEADINGS)
        text = f"{escape(number)} {_inline(reader, title)}".strip()
        parts.append(f"<h{level}>{text}</h{level}>")
    for part in node.children:
        if part is title or not part.is_element:
            continue
        if part.id is not None:
            parts.append(_blocks(reader, part, depth + 1))
        elif wording(part).strip():
            parts.append(f"<p>{_inline(reader, part)}</p>")
    return "".join(parts)


def _list(reader: Reader, node: Node) -> str:
    kinds = {"number": '<ol type="1">', "letter": '<ol type="a">'}
    start = kinds.get(node.get("kind"), "<ul>")
    end = "</ol>" if start.startswith("<ol") else "</ul>"
    items = "".join(_item(reader, each) for each in node.children_of("item"))
    return f"{start}{items}{end}"


def _item(reader: Reader, node: Node) -> str:
    nested = node.child("list")
    inner = _list(reader, nested) if nested is not None else ""
    return f"<li>{_inline_of(reader, node, 'text')}{inner}</li>"


def _table(reader: Reader, node: Node) -> str:
    caption = node.child("caption")
    head = f"<caption>{_inline(reader, caption)}</caption>" if caption is not None else ""
    rows = "".join(_row(reader, each) for each in node.children_of("row"))
    return f'<table border="1">{head}{rows}</table>'


def _row(reader: Reader, node: Node) -> str:
    tag = "th" if node.get("header") in ("true", "1") else "td"
    cells = []
    for cell in node.children_of("cell"):
        spans = "".join(
            f' {name}="{escape(cell.get(own))}"'
            for own, name in (("columns", "colspan"), ("rows", "rowspan"))
            if cell.get(own)
        )
        cells.append(f"<{tag}{spans}>{_inline(reader, cell)}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>"


def _inline_of(reader: Reader, node: Node, field: str) -> str:
    found = node.child(field)
    return _inline(reader, found) if found is not None else ""


def _inline(reader: Reader, node: Node) -> str:
    return "".join(_inline_parts(reader, node.content))


def _inline_parts(reader: Reader, content: Iterable[Node | str]) -> Iterator[str]:
    for part in content:
        if isinstance(part, str):
            yield escape(part)
        elif part.is_element:
            yield _inline_part(reader, part)


def _inline_part(reader: Reader, part: Node) -> str:
    match part.tag:
        case "cross-reference":
            return escape(reader.reference_text(part.get("target"), part.get("show")))
        case "footnote":
            return f"<sup>[{_inline(reader, part)}]</sup>"
        case "link":
            return f'<a href="{escape(part.get("href"))}">{_inline(reader, part)}</a>'
        case "passage":
            return f'<span lang="{escape(part.get("xml:lang"))}">{_inline(reader, part)}</span>'
        case tag if tag in _MARKS:
            return f"<{_MARKS[tag]}>{_inline(reader, part)}</{_MARKS[tag]}>"
        case _:
            return _inline(reader, part)


def _lines(reader: Reader, node: Node, depth: int) -> Iterator[str]:
    if node.tag == "row":
        yield "\t".join(_plain(reader, cell) for cell in node.children_of("cell"))
        return
    if node.tag == "paragraph":
        yield _plain(reader, node)
        return
    for part in node.children:
        if not part.is_element:
            continue
        if part.id is not None:
            yield from _lines(reader, part, depth + (node.tag == "list" and part.tag == "item"))
        elif wording(part).strip():
            number = reader.numbers.get(node.id or "", "") if part.tag in _FIELDS else ""
            bullet = f"{'  ' * (depth - 1)}• " if node.tag == "item" else ""
            yield f"{bullet}{f'{number} ' if number else ''}{_plain(reader, part)}"


def _plain(reader: Reader, node: Node) -> str:
    parts = []
    for part in node.content:
        if isinstance(part, str):
            parts.append(part)
        elif part.tag == "cross-reference":
            parts.append(reader.reference_text(part.get("target"), part.get("show")))
        elif part.is_element and part.tag != "footnote":
            parts.append(_plain(reader, part))
    return " ".join("".join(parts).split(" "))
