"""Running text for the screen: white space collapsed, footnotes collected."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from strategy_editor.document.node import Node
from strategy_editor.exchange.reading.runs import Run
from strategy_editor.ui.text.parts import Part, Rows, Text

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


def verbatim(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Keep white space as it is written; each character stays one."""
    found: list[Run] = []
    for run in runs:
        text = run.text
        if "\n" in text or "\t" in text or "\r" in text:
            text = text.replace("\n", " ").replace("\t", " ").replace("\r", " ")
        if run.footnote is not None and text == "0":
            text = "*"
        if text:
            found.append(run if text is run.text else replace(run, text=text))
    return tuple(found)


def footnotes(shown: Iterable[Part]) -> Iterator[tuple[Node, str]]:
    """Yield the footnotes in what is shown, each with its printed number."""
    for part in shown:
        texts = [cell.text for cell in part.cells] if isinstance(part, Rows) else [part]
        for text in texts:
            if isinstance(text, Text):
                for run in text.runs:
                    if run.footnote is not None:
                        yield run.footnote, run.text
