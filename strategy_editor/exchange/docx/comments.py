"""The file's annotations as Word comments, replies below what they answer, settled ones as done.

Replies and the settled state stand in ``commentsExtended.xml`` ([MS-DOCX] 2.5.1), which programs
that do not know it pass over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.parser import parse_xml
from lxml import etree
from lxml.etree import _Element

from strategy_editor.document.anchoring import find, quoted_in
from strategy_editor.document.node import Node
from strategy_editor.exchange.docx.anchors import bookmark_name
from strategy_editor.exchange.docx.body import Body
from strategy_editor.exchange.docx.markup import Look, add, add_run, new_paragraph, w
from strategy_editor.exchange.docx.passages import Passage, passage_of, wrap
from strategy_editor.exchange.ledger import Entry
from strategy_editor.exchange.reading.tidy import collapsed

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_SETTLED = frozenset({"resolved", "rejected"})
_FIRST_ID = 0x10000000
"""Paragraph ids must lie above 0 and below 0x80000000 ([MS-DOCX] 2.6.2.3)."""


@dataclass(frozen=True)
class _Remark:
    """A comment or reply to be written; ``parent`` is the number of what it answers."""

    node: Node
    parent: int | None
    done: bool


def write_comments(body: Body, listed: _Element) -> list[Entry]:
    """Add the annotations of the strategy to what was printed; return those without a place."""
    annotations = body.reader.root.child("annotations")
    if annotations is None:
        return []
    anchored = _bookmarked(listed)
    lost: list[Entry] = []
    remarks: list[_Remark] = []
    for annotation in annotations.children_of("annotation"):
        passage = _place(body, listed, anchored, annotation)
        if passage is None:
            lost.append(Entry("annotation-unplaced", annotation.get("target")))
            continue
        numbers = range(len(remarks), len(remarks) + 1 + len(annotation.children_of("reply")))
        remarks += _remarks(annotation, numbers.start)
        _mark(passage, numbers)
    if remarks:
        _write_parts(body, remarks)
    return lost


def _remarks(annotation: Node, number: int) -> Iterator[_Remark]:
    done = annotation.get("state") in _SETTLED
    yield _Remark(annotation, None, done)
    for reply in annotation.children_of("reply"):
        yield _Remark(reply, number, done)


def _bookmarked(listed: _Element) -> dict[str, _Element]:
    """The paragraphs of bookmarked elements by the name of the bookmark."""
    found: dict[str, _Element] = {}
    for start in listed.iter(w("bookmarkStart")):
        paragraph = start.getparent()
        if paragraph is not None:
            found.setdefault(str(start.get(w("name"))), paragraph)
    return found


def _place(
    body: Body, listed: _Element, anchored: dict[str, _Element], annotation: Node
) -> Passage | None:
    """Where a remark belongs: its passage, or the heading or text of its element."""
    target = annotation.get("target")
    first = anchored.get(bookmark_name(target))
    if first is None:
        return None
    quoted = annotation.child("quote")
    node = body.reader.elements.get(target)
    if quoted is not None and node is not None:
        quote = quoted_in(quoted)
        inside = {bookmark_name(each.id) for each in node.walk() if each.id}
        for paragraph in _following(listed, first, inside):
            passage = passage_of(paragraph)
            place = find(passage.text, quote)
            if place is not None:
                return passage.part(*place)
    return passage_of(first)


def _following(listed: _Element, first: _Element, inside: set[str]) -> Iterator[_Element]:
    """The paragraphs of an element: from its first up to one that belongs to another."""
    begun = False
    for paragraph in listed.iter(w("p")):
        begun = begun or paragraph is first
        if begun:
            names = {str(each.get(w("name"))) for each in paragraph.iter(w("bookmarkStart"))}
            if names and not names & inside:
                return
            yield paragraph


def _mark(passage: Passage, numbers: range) -> None:
    before = [etree.Element(w("commentRangeStart"), {w("id"): str(each)}) for each in numbers]
    after: list[_Element] = []
    for each in numbers:
        after.append(etree.Element(w("commentRangeEnd"), {w("id"): str(each)}))
        run = add_run(etree.Element(w("p")), "")
        add(run, "commentReference", id=each)
        after.append(run)
    wrap(passage, before, after)


def _write_parts(body: Body, remarks: list[_Remark]) -> None:
    comments = etree.Element(w("comments"), nsmap={"w": w("")[1:-1], "w14": _W14, "mc": _MC})
    comments.set(f"{{{_MC}}}Ignorable", "w14")
    extended = etree.Element(f"{{{_W15}}}commentsEx", nsmap={"w15": _W15, "mc": _MC})
    extended.set(f"{{{_MC}}}Ignorable", "w15")
    for number, remark in enumerate(remarks):
        _write_comment(body, comments, number, remark.node)
        line = etree.SubElement(extended, f"{{{_W15}}}commentEx")
        line.set(f"{{{_W15}}}paraId", _paragraph_id(number))
        if remark.parent is not None:
            line.set(f"{{{_W15}}}paraIdParent", _paragraph_id(remark.parent))
        line.set(f"{{{_W15}}}done", "1" if remark.done else "0")
    _add_part(body, "comments", f"{_OFFICE}/comments", comments)
    kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    _add_part(body, "commentsExtended", kind, extended)


def _write_comment(body: Body, comments: _Element, number: int, node: Node) -> None:
    author = node.get("author")
    comment = add(comments, "comment", id=number, author=author)
    if node.get("created"):
        comment.set(w("date"), node.get("created"))
    comment.set(w("initials"), "".join(word[0] for word in author.split() if word[0].isalnum())[:4])
    paragraph = new_paragraph(comment, Look("Normal"))
    paragraph.set(f"{{{_W14}}}paraId", _paragraph_id(number))
    add(add_run(paragraph, ""), "annotationRef")
    text = node.child("comment")
    if text is not None:
        body.story.write(paragraph, collapsed(body.reader.runs(text)))


def _paragraph_id(number: int) -> str:
    return f"{_FIRST_ID + number:08X}"


def _add_part(body: Body, name: str, kind: str, element: _Element) -> None:
    package = body.package.part.package
    content_type = f"{_TYPE}{name}+xml"
    root = parse_xml(etree.tostring(element))
    part = XmlPart(PackURI(f"/word/{name}.xml"), content_type, root, package)
    body.package.part.relate_to(part, kind)
