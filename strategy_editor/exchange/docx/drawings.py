"""Drawings of ours in the text: enhanced metafiles in the line, with words that stand for them."""

from __future__ import annotations

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.shape import CT_Inline
from docx.shared import Length
from lxml.etree import SubElement, _Element

from strategy_editor.document.characters import clean
from strategy_editor.exchange.docx.markup import EMU_PER_TWIP, w

_TYPE = "image/x-emf"


def add_drawing(paragraph: _Element, part: Part, content: bytes, alt: str, number: int,
                size: tuple[int, int]) -> None:  # fmt: skip
    """Append a metafile to a paragraph.

    ``number`` tells drawings of a document apart, ``size`` is width and height in twentieths of a
    point.
    """
    name = PackURI(f"/word/media/drawing{number}.emf")
    drawn = Part(name, _TYPE, content, part.package)
    relation = part.relate_to(drawn, RELATIONSHIP_TYPE.IMAGE)
    inline = inline_picture(relation, number, (size[0] * EMU_PER_TWIP, size[1] * EMU_PER_TWIP), alt)
    SubElement(SubElement(paragraph, w("r")), w("drawing")).append(inline)


def inline_picture(relation: str, number: int, size: tuple[int, int], alt: str) -> _Element:
    """Return what shows a picture in the line; ``size`` is width and height in EMU."""
    width, height = map(Length, size)
    inline = CT_Inline.new_pic_inline(number, relation, f"Picture {number}", width, height)
    inline.docPr.set("descr", clean(alt))
    for name in ("distT", "distB", "distL", "distR"):
        inline.set(name, "0")
    made: _Element = inline
    return made
