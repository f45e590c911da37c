"""Writes running text into a story: marks, links, references, footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from urllib.parse import quote, urlsplit

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml.etree import _Element

from strategy_editor.exchange.docx.anchors import Anchors
from strategy_editor.exchange.docx.languages import word_language
from strategy_editor.exchange.docx.markup import (
    RELATIONS,
    Look,
    add,
    add_run,
    new_paragraph,
)
from strategy_editor.exchange.reading.runs import Run
from strategy_editor.exchange.reading.tidy import collapsed

_LINKED_SCHEMES = frozenset({"http", "https", "mailto", "ftp", "tel"})
_KEPT_IN_ADDRESSES = "!#$%&'()*+,/:;=?@[]~"


class Story:
    """A flow of text with a part of its own. Footnotes are collected for the other story."""

    def __init__(self, part: Part, anchors: Anchors, notes: list[Run] | None = None) -> None:
        self.anchors = anchors
        self.notes = notes
        self._part = part
        self._addresses: dict[str, str] = {}

    def paragraph(
        self, parent: _Element, look: Look, runs: Iterable[Run], ids: Sequence[str] = ()
    ) -> _Element | None:
        """Append a paragraph with bookmarks round its text; nothing where there is no text."""
        tidy = collapsed(runs)
        if not tidy:
            return None
        paragraph = new_paragraph(parent, look)
        opened = self.anchors.open(paragraph, ids) if ids else []
        self.write(paragraph, tidy)
        self.anchors.close(paragraph, opened)
        return paragraph

    def write(self, paragraph: _Element, runs: Iterable[Run]) -> None:
        """Append runs that were collapsed before."""
        listed = list(runs)
        if not any(run.link or run.target or run.entry for run in listed):
            for run in listed:
                self._run(paragraph, run, linked=False)
            return
        for (link, target, entry), group in groupby(listed, key=_destination):
            parent = paragraph
            if link:
                parent = self._external(paragraph, link)
            elif target:
                parent = self.anchors.reference(paragraph, target)
            elif entry:
                parent = self.anchors.link(paragraph, entry)
            for run in group:
                self._run(parent, run, linked=parent is not paragraph and bool(link))

    def _run(self, parent: _Element, run: Run, *, linked: bool) -> None:
        if run.footnote is not None:
            if self.notes is not None:
                self.notes.append(run)
                reference = add_run(parent, "", "FootnoteReference")
                add(reference, "footnoteReference", id=len(self.notes))
            return
        if not run.marks and not linked:
            add_run(parent, run.text, "", word_language(run.lang) if run.lang else "")
            return
        style = "Hyperlink" if linked else ""
        extra = []
        for mark, name, tag in _MARKS:
            if mark in run.marks:
                if style:
                    extra.append(tag)
                else:
                    style = name
        element = add_run(parent, run.text, style, word_language(run.lang) if run.lang else "")
        if extra:
            _add_marks(element, extra)

    def _external(self, paragraph: _Element, address: str) -> _Element:
        target = _safe(address)
        if not target:
            return paragraph
        if target not in self._addresses:
            relation = f"rIdLink{len(self._addresses) + 1}"
            self._part.rels.add_relationship(
                RELATIONSHIP_TYPE.HYPERLINK, target, relation, is_external=True
            )
            self._addresses[target] = relation
        link = add(paragraph, "hyperlink", history=1)
        link.set(f"{{{RELATIONS}}}id", self._addresses[target])
        return link


_MARKS = (("strong", "Strong", "b"), ("emphasis", "Emphasis", "i"), ("label", "Strong", "b"),
          ("term", "Term", ""))  # fmt: skip


def _add_marks(run: _Element, tags: Iterable[str]) -> None:
    """Put marks that are no style into a run's properties, right behind the style."""
    properties = run[0]
    position = 1
    for tag in tags:
        if tag:
            mark = add(properties, tag)
            properties.insert(position, mark)
            position += 1


def _destination(run: Run) -> tuple[str, str, str]:
    if run.link:
        return run.link, "", ""
    return "", run.target, "" if run.target else run.entry


def _safe(address: str) -> str:
    """Return an address that may stand in a package; empty for one that must not be linked."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme.lower() not in _LINKED_SCHEMES:
        return ""
    return quote(address, safe=_KEPT_IN_ADDRESSES)
