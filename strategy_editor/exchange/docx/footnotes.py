"""Real footnotes in the part that Word keeps for them."""

from __future__ import annotations

from strategy_editor.exchange.docx.body import Body
from strategy_editor.exchange.docx.markup import Look, add, add_run, new_paragraph
from strategy_editor.exchange.docx.package import WordPackage
from strategy_editor.exchange.docx.story import Story
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.tidy import collapsed


def write_footnotes(package: WordPackage, reader: Reader, body: Body) -> None:
    """Append the footnotes that the body refers to, numbered in the order of reference."""
    story = Story(package.notes_part, body.anchors)
    for number, reference in enumerate(body.notes, 1):
        footnote = reference.footnote
        assert footnote is not None
        note = add(package.notes, "footnote", id=number)
        paragraph = new_paragraph(note, Look("FootnoteText"))
        add(add_run(paragraph, "", "FootnoteReference"), "footnoteRef")
        opened = body.anchors.open(paragraph, [footnote.id or ""])
        add_run(paragraph, " ")
        story.write(paragraph, collapsed(reader.runs(footnote)))
        body.anchors.close(paragraph, opened)
