"""Running text from elsewhere: runs of text with their looks, made into our inline elements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import NamedTuple

from strategy_editor.document.characters import clean
from strategy_editor.document.content import Content, joined
from strategy_editor.document.node import Node

_BLANKS = re.compile(r"[ \t\n\r\f]+")
_PART = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*"
_ADDRESS = re.compile(
    rf"https?://[A-Za-z0-9.-]+(?::\d{{1,5}})?(?:[/?]{_PART})?(?:#{_PART})?"
    r"|mailto:(?:[A-Za-z0-9._~+@-]|%[0-9A-Fa-f]{2})+",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_BOLD = re.compile(r"(?<![\w-])font-weight\s*:\s*([a-z0-9]+)", re.IGNORECASE)
_ITALIC = re.compile(r"(?<![\w-])font-style\s*:\s*([a-z]+)", re.IGNORECASE)
_HEAVY = 600


class Look(NamedTuple):
    """How a run looks: what it links to, its language, bold and italic."""

    link: str = ""
    language: str = ""
    bold: bool = False
    italic: bool = False


class Run(NamedTuple):
    """A text, or an element such as a footnote, and its look."""

    part: str | Node
    look: Look = Look()


def look_of(tag: str, style: str, href: str, language: str, outer: Look) -> Look:
    """Return the look within an element of HTML."""
    bold = outer.bold or tag in ("b", "strong")
    italic = outer.italic or tag in ("i", "em", "cite", "dfn", "var")
    if weight := _BOLD.search(style):
        value = weight[1].lower()
        bold = value in ("bold", "bolder") or (value.isdigit() and int(value) >= _HEAVY)
    if slant := _ITALIC.search(style):
        italic = slant[1].lower() in ("italic", "oblique")
    href = href.strip() if tag == "a" else ""
    link = href if _ADDRESS.fullmatch(href) else outer.link
    known = language if _LANGUAGE.fullmatch(language) else outer.language
    return Look(link, known, bold, italic)


def content_of(runs: Iterable[Run], language: str = "") -> Content:
    """Return runs as mixed content; a language other than the document's becomes a passage."""
    kept = [
        run._replace(look=run.look._replace(language=_other(run.look.language, language)))
        for run in _one_line(runs)
    ]
    return joined(_by_link(kept))


def _other(language: str, own: str) -> str:
    """Return a language as it is written, nothing where it is the document's."""
    primary, _, region = language.partition("-")
    if not primary or not own or primary.casefold() == own.partition("-")[0].casefold():
        return ""
    return f"{primary.lower()}-{region.upper()}" if region else primary.lower()


def _one_line(runs: Iterable[Run]) -> list[Run]:
    """White space as a browser shows it: each row of blanks one, none at the ends."""
    result: list[Run] = []
    after_blank = True
    for run in runs:
        if not isinstance(run.part, str):
            result.append(run)
            after_blank = False
            continue
        text = _BLANKS.sub(" ", clean(run.part))
        if after_blank:
            text = text.removeprefix(" ")
        if text:
            after_blank = text.endswith(" ")
            result.append(Run(text, run.look))
    while result and isinstance(result[-1].part, str):
        # Word for the web ends each paragraph with a blank of its own.
        text = result[-1].part.rstrip(" \u00a0")
        if text:
            result[-1] = Run(text, result[-1].look)
            break
        result.pop()
    return result


def _by_link(runs: list[Run]) -> Iterable[Node | str]:
    for link, group in groupby(runs, key=lambda run: run.look.link):
        inner = _by_language(list(group))
        if link:
            yield Node("link", (("href", link),), joined(inner))
        else:
            yield from inner


def _by_language(runs: list[Run]) -> list[Node | str]:
    result: list[Node | str] = []
    for language, group in groupby(runs, key=lambda run: run.look.language):
        inner = _wrapped(list(group), "strong", lambda look: look.bold, _by_italic)
        if language and any(isinstance(run, Node) or run.strip() for run in inner):
            result.append(Node("passage", (("xml:lang", language),), joined(inner)))
        else:
            result.extend(inner)
    return result


def _by_italic(runs: list[Run]) -> list[Node | str]:
    return _wrapped(
        runs, "emphasis", lambda look: look.italic, lambda each: [run.part for run in each]
    )


def _wrapped(
    runs: list[Run],
    tag: str,
    is_on: Callable[[Look], bool],
    inner: Callable[[list[Run]], list[Node | str]],
) -> list[Node | str]:
    result: list[Node | str] = []
    for on, group in groupby(runs, key=lambda run: is_on(run.look)):
        content = inner(list(group))
        has_text = any(isinstance(part, Node) or part.strip() for part in content)
        result.extend([Node(tag, (), joined(content))] if on and has_text else content)
    return result
