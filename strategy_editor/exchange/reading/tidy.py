"""Texts as runs, and runs without needless white space."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from strategy_editor.document.characters import clean
from strategy_editor.exchange.reading.runs import Run

_BLANKS = re.compile(r"[ \t\r\n]+")
_UNTIDY = re.compile("[\x00-\x1f]|  |[\ud800-\udfff\ufffe\uffff]")


def said(text: str, *marks: str, target: str = "", link: str = "") -> list[Run]:
    """Return a text as runs."""
    return [Run(text, frozenset(marks), link=link, target=target)] if text else []


def collapsed(runs: Iterable[Run]) -> list[Run]:
    """Collapse white space, also across runs; non-breaking spaces stay."""
    found: list[Run] = []
    ends_blank = True
    for run in runs:
        text = run.text
        if _UNTIDY.search(text) is not None:
            text = clean(_BLANKS.sub(" ", text))
        if ends_blank:
            text = text.lstrip(" ")
        if text:
            ends_blank = text[-1] == " "
            found.append(run if text is run.text else replace(run, text=text))
    if found and ends_blank:
        last = found[-1].text.rstrip(" ")
        found[-1:] = [replace(found[-1], text=last)] if last else []
    return found
