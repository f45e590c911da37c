"""Redlines for the tests, and what stands in them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from strategy_editor.document.document import Document
from strategy_editor.exchange.docx.export import word_export
from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.redline.redlining import RedlineExport, word_redline
from strategy_editor.exchange.docx.tracking.names import Decision
from strategy_editor.exchange.docx.tracking.resolving import resolve
from strategy_editor.exchange.editions import Edition
from strategy_editor.exchange.options import ExportOptions
from strategy_editor.storage.reading import read
from tests.exchange.tracking.writing import part

OPTIONS = ExportOptions(created=datetime(2014, 4, 29, 10, 30, tzinfo=UTC), author="Referat V.1")
SAMPLES = Path(__file__).parents[3] / "samples"
_SAID = re.compile(r' xmlns:\w+="[^"]*"| w:(?:author|date|id|history)="[^"]*"')


def redline(
    old: Document, new: Document, *, explained: bool = False, **changed: object
) -> RedlineExport:
    options = ExportOptions(**{**vars(OPTIONS), **changed})
    return word_redline(Edition(old), Edition(new), options, explained=explained)


def body(export: RedlineExport) -> etree._Element:
    return part(export.content)[0]


def marked(element: etree._Element) -> str:
    """The text below an element: ``[-gone-]``, ``[+come+]``, ``{-moved away-}``, ``{+here+}``."""
    signs = {"del": "[-{}-]", "ins": "[+{}+]", "moveFrom": "{{-{}-}}", "moveTo": "{{+{}+}}"}
    names = {w(name): sign for name, sign in signs.items()}
    said = ""
    for each in element:
        if each.tag in (w("pPr"), w("rPr"), w("trPr"), w("tcPr"), w("tblPr")):
            continue
        text = marked(each)
        if each.tag in (w("t"), w("delText")):
            text = each.text or ""
        elif each.tag in names and text:
            text = names[each.tag].format(text)
        said += text
    return said


def ends(paragraph: etree._Element) -> list[str]:
    """How the end of a paragraph is marked."""
    marks = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    return [] if marks is None else [each.tag.rpartition("}")[2] for each in marks]


def paragraphs(export: RedlineExport, style: str) -> list[etree._Element]:
    """The paragraphs of a style outside the contents."""
    return [
        each
        for each in body(export).iter(w("p"))
        if each.find(f"{w('pPr')}/{w('pStyle')}").get(w("val")) == style
    ]


def said(export: RedlineExport, style: str) -> list[str]:
    return [marked(each) for each in paragraphs(export, style)]


def markup(element: etree._Element) -> str:
    """Markup without who, when and ids."""
    return _SAID.sub("", etree.tostring(element, encoding="unicode"))


def settled(export: RedlineExport, decision: Decision) -> list[tuple[str, str]]:
    return shown(resolve(export.content, decision))


def plain(document: Document) -> list[tuple[str, str]]:
    return shown(word_export(document, OPTIONS, None).content)


def shown(content: bytes) -> list[tuple[str, str]]:
    """Style and text of each paragraph, counted by code of its own."""
    found = []
    for each in part(content).iter(w("p")):
        style = each.find(f"{w('pPr')}/{w('pStyle')}")
        text = "".join(part.text or "" for part in each.iter(w("t")))
        found.append((style.get(w("val")) if style is not None else "", text))
    return found


def sample(name: str) -> Edition:
    path = SAMPLES / f"{name}.xml"
    return Edition(read(path).document, path.with_name(f"{name}.media"))
