"""What goes to the clipboard and what comes from it: our own XML, HTML, plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData

from strategy_editor.document.characters import clean
from strategy_editor.document.content import Content
from strategy_editor.document.document import Document
from strategy_editor.document.node import COMMENT, INSTRUCTION, Node
from strategy_editor.editing.blank import renewed
from strategy_editor.errors import UserError
from strategy_editor.schema.catalog import VERSION, current_schema
from strategy_editor.storage.formatting import to_bytes
from strategy_editor.storage.reading import parse, to_document
from strategy_editor.ui.richtext.objects import Labels
from strategy_editor.ui.richtext.pieces import CONTAINERS, normalised

MIME_TYPE = "application/x-strategy-editor-inline+xml"
INLINE = CONTAINERS | {"footnote", "cross-reference"}
_BREAKS = re.compile(r"[ \t]*[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]\s*")
_PARAGRAPH = re.compile(r"<(?:p|li|h[1-6]|tr|blockquote)[\s>]", re.IGNORECASE)
_LIST_SIGN = re.compile(r"(\s*)(?:(?:[-–•*·o]|\d{1,3}[.)]|[a-z]\))\s+)?(.*)", re.DOTALL)
"""What stands before items in plain text: white space and a sign."""
_SIZE_LIMIT = 4 * 1024 * 1024
"""Characters of foreign HTML that are looked through; more is pasted as plain text."""


def to_clipboard(content: Content, labels: Labels | None) -> QMimeData:
    """Return content as plain text and as our own XML."""
    result = QMimeData()
    result.setText(plain_text(content, labels))
    result.setData(MIME_TYPE, to_xml(content))
    return result


def can_paste(source: QMimeData) -> bool:
    """Whether there is anything that a text can take."""
    return source.hasFormat(MIME_TYPE) or source.hasHtml() or source.hasText()


def holds_blocks(source: QMimeData) -> bool:
    """Whether what would be pasted is more than one paragraph, and not our own running text."""
    if source.hasFormat(MIME_TYPE):
        return False
    if source.hasHtml() and len(_PARAGRAPH.findall(source.html()[:_SIZE_LIMIT])) > 1:
        return True
    return len([line for line in source.text().splitlines() if line.strip()]) > 1


def from_clipboard(
    source: QMimeData, allowed: frozenset[str], new_id: Callable[[], str] | None
) -> Content:
    """Return what is pasted; ``new_id`` gives copied footnotes their ids, None lets them be."""
    if source.hasFormat(MIME_TYPE):
        own = from_xml(bytes(source.data(MIME_TYPE).data()))
        if own is not None:
            return fitting(own, allowed, new_id)
    if source.hasHtml() and len(source.html()) <= _SIZE_LIMIT:
        # Loaded when somebody pastes from elsewhere; a window starts without it.
        from strategy_editor.ui.richtext.html import content_of_html

        content = content_of_html(source.html())
        if content:
            return fitting(content, allowed, new_id)
    return normalised([one_line(source.text())])


def rows_from(source: QMimeData, allowed: frozenset[str]) -> list[tuple[int, Content]]:
    """Return pasted paragraphs or items with their depth."""
    if source.hasHtml() and len(source.html()) <= _SIZE_LIMIT:
        from strategy_editor.ui.richtext.html import rows_of_html

        rows = rows_of_html(source.html())
        if rows:
            return [(depth, fitting(content, allowed, None)) for depth, content in rows]
    lines = [_LIST_SIGN.match(line) for line in source.text().splitlines() if line.strip()]
    return [
        (len(found[1].replace("\t", "    ")) // 4, normalised([one_line(found[2])]))
        for found in lines
        if found
    ]


def to_xml(content: Content) -> bytes:
    """Return content as a small file with all its namespaces declared."""
    holder = Node("paragraph", (("id", "clipboard"),), content)
    root = Node("strategy", (("id", "strategy"), ("version", VERSION)), (holder,))
    return to_bytes(Document(root), current_schema().mixed_tags)


def from_xml(data: bytes) -> Content | None:
    """Return the content of such a file, or None where it is none."""
    try:
        root = to_document(parse(Path("clipboard"), data)).root
    except UserError:
        return None
    holder = root.child("paragraph")
    return holder.content if holder is not None else None


def plain_text(content: Iterable[Node | str], labels: Labels | None) -> str:
    """Return content as text: references as they read, no footnotes and comments."""
    return "".join(_plain(part, labels) for part in content)


def one_line(text: str) -> str:
    """Return text without what XML forbids, line breaks turned into blanks."""
    return clean(_BREAKS.sub(" ", text.strip("\r\n\u2028\u2029")))


def fitting(content: Content, allowed: frozenset[str], new_id: Callable[[], str] | None) -> Content:
    """Return what of a content fits into a text; other elements leave their text behind."""
    parts: list[Node | str] = []
    for part in content:
        if isinstance(part, str):
            parts.append(clean(part))
        elif part.tag in (COMMENT, INSTRUCTION) or (
            part.tag.startswith("{") and part.tag[1] != "}"
        ):
            parts.append(part)
        elif part.tag in CONTAINERS:
            inner = fitting(part.content, allowed, new_id)
            parts.extend([part.with_content(inner)] if inner and part.tag in allowed else inner)
        elif part.tag in allowed:
            parts.append(renewed(part, new_id) if part.tag == "footnote" and new_id else part)
        else:
            parts.append(part.text)
    return normalised(parts)


def without_nesting(content: Content, within: frozenset[str]) -> Content:
    """Return content without emphasis in what is emphasised already, and the like."""
    parts: list[Node | str] = []
    for part in content:
        if isinstance(part, str) or part.tag not in CONTAINERS:
            parts.append(part)
            continue
        inner = without_nesting(part.content, within | {part.tag})
        is_double = part.tag in within and (not part.attributes or part.tag in ("link", "term"))
        parts.extend(inner if is_double else [part.with_content(inner)])
    return normalised(parts)


def _plain(part: Node | str, labels: Labels | None) -> str:
    if isinstance(part, str):
        return part
    if part.tag == "cross-reference":
        return labels(part) if labels is not None else ""
    if part.tag == "footnote" or not part.is_element:
        return ""
    return plain_text(part.content, labels)
