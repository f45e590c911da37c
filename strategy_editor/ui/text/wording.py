"""Running text for the screen: white space collapsed, footnotes collected."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from strategy_editor.document.node import Node
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.runs import Run
from strategy_editor.ui.text.parts import Part, Parts, Rows, Text

STRONG = frozenset({"strong"})

_BLANKS = re.compile(r"[ \t\r\n]+")


def said(text: str, marks: frozenset[str] = frozenset()) -> tuple[Run, ...]:
    """Return a text as runs."""
    return (Run(text, marks),) if text else ()


def collapsed(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Collapse white space, also across runs; non-breaking spaces stay."""
    found: list[Run] = []
    ends_blank = True
    for run in runs:
        text = run.text
        if "\n" in text or "  " in text or "\t" in text or "\r" in text:
            text = _BLANKS.sub(" ", text)
        if ends_blank:
            text = text.lstrip(" ")
        if run.footnote is not None and text == "0":
            text = "*"
        if text:
            ends_blank = text[-1] == " "
            found.append(run if text is run.text else replace(run, text=text))
    if found and ends_blank:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
    return tuple(found)


def notes(reader: Reader, shown: Iterable[Part]) -> Parts:
    """Return the footnotes of what is shown, as small text to stand below it."""
    found: list[Text] = []
    for node, number in _footnotes(shown):
        runs = collapsed(reader.runs(node))
        before = 0.25 if found else 0.6
        found.append(Text("note", runs, number, "note-number", hang=1.6, before=before))
    return tuple(found)


def _footnotes(shown: Iterable[Part]) -> Iterator[tuple[Node, str]]:
    for part in shown:
        texts = [cell.text for cell in part.cells] if isinstance(part, Rows) else [part]
        for text in texts:
            if isinstance(text, Text):
                for run in text.runs:
                    if run.footnote is not None:
                        yield run.footnote, run.text
