"""HTML from the clipboard as blocks in a row: what Word, LibreOffice and browsers write."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree, html

from strategy_editor.document.characters import clean
from strategy_editor.document.content import Content
from strategy_editor.document.node import Node
from strategy_editor.exchange.clipboard import word
from strategy_editor.exchange.clipboard.assemble import Block, Heading, Item, NewId, Table, Text
from strategy_editor.exchange.clipboard.inline import Look, Run, content_of, look_of
from strategy_editor.exchange.clipboard.tables import Cell, table_of

Element = html.HtmlElement

_SILENT = frozenset(
    {"head", "script", "style", "title", "template", "noscript", "meta", "link", "colgroup", "col"}
)
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr",
        "html", "li", "main", "nav", "p", "pre", "section", "summary", "td", "th", "tr",
    }
)  # fmt: skip
_LEFT_OUT = {
    "img": "pictures", "svg": "pictures", "canvas": "pictures", "picture": "pictures",
    "object": "objects", "embed": "objects", "iframe": "objects", "video": "objects",
    "audio": "objects", "applet": "objects", "math": "formulas", "input": "fields",
    "select": "fields", "textarea": "fields", "button": "fields", "del": "deletions",
}  # fmt: skip
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_HEADING = re.compile(r"h([1-6])")
_KINDS = {"1": "number", "i": "number", "I": "number", "a": "letter", "A": "letter"}
_LETTERED = re.compile(r"list-style(?:-type)?\s*:\s*(?:lower|upper)-(?:alpha|latin)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_MOST_ROWS = 5000


def read_html(text: str, language: str, new_id: NewId) -> tuple[list[Block], Counter[str]]:
    """Return the blocks of a page or fragment, and how many things could not be taken."""
    root = _parsed(text)
    if root is None:
        return [], Counter()
    reader = _Reader(language, new_id)
    reader.notes = word.footnotes(root)
    reader.splits_lists = word.is_libreoffice(root)
    reader.read(root)
    return reader.blocks, reader.left_out


def _parsed(text: str) -> Element | None:
    text = word.without_office(clean(text))
    if not text.strip():
        return None
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, recover=True
    )
    try:
        return html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


class _Reader:
    def __init__(self, language: str, new_id: NewId) -> None:
        self.blocks: list[Block] = []
        self.left_out: Counter[str] = Counter()
        self.notes: dict[str, Element] = {}
        self.splits_lists = False
        self._language = language
        self._new_id = new_id
        self._runs: list[Run] = []
        self._breaks = 0

    def read(self, root: Element) -> None:
        """Read all below an element."""
        self._walk(root, Look(), _Around())
        self._flush(_Around())

    def _walk(self, node: Element, look: Look, around: _Around) -> None:
        self._text(node.text, look, around)
        for child in node:
            if isinstance(child.tag, str):
                self._child(child, look, around)
            self._text(child.tail, look, around)

    def _child(self, node: Element, look: Look, around: _Around) -> None:
        tag, style = _tag(node), node.get("style") or ""
        if tag in _SILENT or _HIDDEN.search(style) or word.is_marker(node):
            return
        if self._is_left_out(node, tag):
            return
        if note := self._note(node):
            self._runs.append(Run(note, look))
        elif tag == "br":
            self._break(around)
        elif tag == "table":
            self._flush(around)
            self._table(node, around)
        elif tag in _LISTS:
            self._flush(around)
            self._list(node, look, around)
        elif tag in _BLOCKS or _HEADING.fullmatch(tag):
            self._block(node, look, around)
        else:
            inner = look_of(tag, style, node.get("href") or "", node.get("lang") or "", look)
            self._walk(node, inner, around)

    def _is_left_out(self, node: Element, tag: str) -> bool:
        """Count what has no place in a strategy."""
        if word.is_comment(node):
            self.left_out["comments"] += tag == "a"
            self.left_out += Counter()
            return True
        kind = _LEFT_OUT.get(tag)
        if kind is None:
            return False
        is_unseen = (tag == "input" and node.get("type") == "hidden") or word.is_spacer(node)
        self.left_out[kind] += not is_unseen
        self.left_out += Counter()
        return True

    def _block(self, node: Element, look: Look, around: _Around) -> None:
        self._flush(around)
        tag = _tag(node)
        inner = around.within(tag, node)
        language = "" if tag in ("body", "html") else node.get("lang") or ""
        own = look_of("", node.get("style") or "", "", language, look)
        if inner.heading:
            own = own._replace(bold=False, italic=False)
        self._walk(node, own, inner)
        self._flush(inner)

    def _list(self, node: Element, look: Look, around: _Around) -> None:
        inside = around.in_list(_list_kind(node))
        starts = True
        self._beside_items(node.text, look, inside)
        for child in node:
            tag = _tag(child) if isinstance(child.tag, str) else ""
            if tag == "li":
                self._flush(inside.item(starts=starts))
                place = inside.item(starts=starts and not self._goes_on(child))
                place.level = word.item_level(child) or place.level
                own = look_of("", child.get("style") or "", "", child.get("lang") or "", look)
                self._walk(child, own, place)
                self._flush(place)
                starts = False
            elif tag in ("ul", "ol"):
                # Word for the web and old editors put nested lists beside the items.
                self._flush(inside.item(starts=starts))
                self._list(child, look, inside)
            elif tag:
                self._child(child, look, inside.item(starts=starts))
            self._beside_items(child.tail, look, inside)
        self._flush(inside.item(starts=starts))

    def _beside_items(self, text: str | None, look: Look, inside: _Around) -> None:
        """Take text that stands in a list and in none of its items."""
        if text and text.strip():
            self._text(text, look, inside)

    def _goes_on(self, item: Element) -> bool:
        """Whether the first item of a list belongs to the list before it.

        Word for the web writes a list for each item, LibreOffice one for each level.
        """
        return self.splits_lists or item.get("data-aria-posinset", "1") != "1"

    def _table(self, node: Element, around: _Around) -> None:
        rows = list(_rows(node))
        self.left_out["rows"] += len(rows[_MOST_ROWS:])
        del rows[_MOST_ROWS:]
        cells = [cell for row in rows for cell in _cells(row)]
        if len(cells) <= 1:
            # A table of one cell only frames what is in it.
            for framed in (*node.findall("caption"), *cells):
                self._block(framed, Look(), around)
            return
        made: list[tuple[bool, list[Cell]]] = []
        for row in rows:
            own = list(_cells(row))
            if own:
                made.append((_is_header(row, own), [self._cell(cell) for cell in own]))
        caption = node.find("caption")
        title = self._inside(caption) if caption is not None else ()
        table = table_of(made, title, self._new_id)
        kept = sum(len(row.children_of("cell")) for row in table.children_of("row"))
        # A table has room for so many columns.
        self.left_out["cells"] += max(0, sum(len(own) for _, own in made) - kept)
        self.left_out += Counter()
        self.blocks.append(Table(table))

    def _cell(self, node: Element) -> Cell:
        content = self._inside(node)
        return Cell(content, _span(node.get("colspan")), _span(node.get("rowspan")))

    def _inside(self, node: Element) -> Content:
        """Read an element on its own as one running text; blocks in it follow each other."""
        inner = _Reader(self._language, self._new_id)
        inner.notes = self.notes
        own = look_of("", node.get("style") or "", "", "", Look())
        inner._walk(node, own._replace(bold=False), _Around())
        inner._flush(_Around())
        self.left_out.update(inner.left_out)
        parts: list[Node | str] = []
        for block in inner.blocks:
            content = (_words_of(block.node),) if isinstance(block, Table) else block.content
            parts += [" ", *content] if parts else content
        return content_of([Run(part) for part in parts])

    def _note(self, node: Element) -> Node | None:
        """Return the footnote to which a link leads."""
        name = word.note_name(node)
        found = self.notes.pop(name, None) if name else None
        if found is None:
            return None
        content = _without_notes(self._inside(found))
        return Node("footnote", (("id", self._new_id()),), content)

    def _text(self, text: str | None, look: Look, around: _Around) -> None:
        if not text:
            return
        if around.is_preformatted:
            for at, line in enumerate(text.split("\n")):
                if at:
                    self._flush(around)
                self._runs.append(Run(line, look))
            return
        if text.strip():
            self._breaks = 0
        self._runs.append(Run(text, look))

    def _break(self, around: _Around) -> None:
        self._breaks += 1
        if self._breaks > 1:
            self._flush(around)
        else:
            self._runs.append(Run(" "))

    def _flush(self, around: _Around) -> None:
        """End the block that is being read."""
        runs, self._runs, self._breaks = self._runs, [], 0
        content = content_of(runs, self._language)
        if not any(isinstance(part, Node) or part.strip(" \u00a0") for part in content):
            return
        if around.heading:
            self.left_out["heading-notes"] += sum(
                isinstance(part, Node) and part.tag == "footnote" for part in content
            )
            self.left_out += Counter()
            self.blocks.append(Heading(around.heading, content))
        elif around.level and not around.is_continued:
            kind = around.kind
            self.blocks.append(Item(around.level, kind, content, starts=around.starts))
            around.is_continued = True
        elif around.level and self.blocks and isinstance(self.blocks[-1], Item):
            last = self.blocks[-1]
            joined = content_of([Run(part) for part in (*last.content, " ", *content)])
            self.blocks[-1] = Item(last.level, last.kind, joined, last.starts)
        else:
            self.blocks.append(Text(content, around.is_quotation))


class _Around:
    """What the text being read stands in."""

    def __init__(self) -> None:
        self.heading = 0
        self.level = 0
        self.kind = ""
        self.starts = False
        self.is_continued = False
        self.is_quotation = False
        self.is_preformatted = False

    def within(self, tag: str, node: Element) -> _Around:
        """Return what is around the text of a block."""
        if self.level and not word.list_place(node):
            # Paragraphs in an item are parts of it.
            return self
        inner = _Around()
        inner.is_quotation = self.is_quotation or tag == "blockquote" or word.is_quotation(node)
        inner.is_preformatted = tag == "pre" or self.is_preformatted
        heading = _HEADING.fullmatch(tag)
        inner.heading = int(heading[1]) if heading else word.heading_level(node)
        place = None if inner.heading else word.list_place(node)
        if place is not None:
            inner.level, inner.kind = place.level, place.kind
        return inner

    def in_list(self, kind: str) -> _Around:
        """Return what is around the items of a list."""
        inner = _Around()
        inner.level, inner.kind = self.level + 1, kind
        inner.is_continued = True
        return inner

    def item(self, *, starts: bool) -> _Around:
        """Return what is around the text of one item."""
        inner = _Around()
        inner.level, inner.kind, inner.starts = self.level, self.kind, starts
        return inner


def _tag(node: Element) -> str:
    return str(node.tag).lower()


def _words_of(table: Node) -> str:
    """Return the words of a table within a cell, those of its cells apart."""
    cells = (cell.text for cell in table.walk() if cell.tag in ("caption", "cell"))
    return " ".join(filter(None, cells))


def _list_kind(node: Element) -> str:
    if _LETTERED.search(node.get("style") or ""):
        return "letter"
    return _KINDS.get(node.get("type") or "1", "number") if _tag(node) == "ol" else "bullet"


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, not those of tables within it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _cells(row: Element) -> Iterator[Element]:
    return (cell for cell in row if cell.tag in ("td", "th"))


def _is_header(row: Element, cells: list[Element]) -> bool:
    parent = row.getparent()
    in_head = parent is not None and parent.tag == "thead"
    return in_head or all(cell.tag == "th" for cell in cells)


def _span(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 5 else 1


def _without_notes(content: Content) -> Content:
    """A footnote holds no other."""
    return tuple(part for part in content if isinstance(part, str) or part.tag != "footnote")
