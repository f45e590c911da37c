"""What running text can keep of HTML from elsewhere: bold, italic and links; no Qt here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from itertools import groupby, pairwise
from typing import NamedTuple

from strategy_editor.document.characters import clean
from strategy_editor.document.node import Node
from strategy_editor.ui.richtext.pieces import Content, normalised

_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_SILENT = frozenset({"head", "script", "style", "title", "template"})
_BREAKING = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_PART = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*"
_ADDRESS = re.compile(
    rf"https?://[A-Za-z0-9.-]+(?::\d{{1,5}})?(?:[/?]{_PART})?(?:#{_PART})?"
    r"|mailto:(?:[A-Za-z0-9._~+@-]|%[0-9A-Fa-f]{2})+",
    re.IGNORECASE,
)
_BOLD = re.compile(r"font-weight\s*:\s*([a-z0-9]+)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*([a-z]+)", re.IGNORECASE)


class _Look(NamedTuple):
    link: str = ""
    bold: bool = False
    italic: bool = False


_Run = tuple[str, _Look]


def content_of_html(html: str) -> Content:
    """Return the text of an HTML page or fragment with its bold, italic and linked parts."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return normalised(_by_link(_one_line(reader.runs)))


def rows_of_html(html: str) -> list[tuple[int, Content]]:
    """Return the paragraphs and items of HTML with the depth of the lists they stand in."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    rows = []
    for start, end in pairwise([*reader.breaks, (len(reader.runs), 0)]):
        content = normalised(_by_link(_one_line(reader.runs[start[0] : end[0]])))
        if content:
            rows.append((max(0, start[1] - 1), content))
    return rows


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[_Run] = []
        self.breaks: list[tuple[int, int]] = [(0, 0)]
        """Where paragraphs begin among the runs, and in how many lists."""
        self._open: list[tuple[str, _Look]] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self._break(tag)
            return
        self._silent += tag in _SILENT
        self._open.append((tag, _look(tag, dict(attrs), self._current)))
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self._close(tag)
        self._break(tag)

    def _break(self, tag: str) -> None:
        if tag in _BREAKING:
            depth = sum(name in ("ul", "ol") for name, _ in self._open)
            self.breaks.append((len(self.runs), depth))
            self.runs.append((" ", _Look()))

    def _close(self, tag: str) -> None:
        if not any(name == tag for name, _ in self._open):
            return
        while True:
            name, _ = self._open.pop()
            self._silent -= name in _SILENT
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.runs.append((clean(data), self._current))

    @property
    def _current(self) -> _Look:
        return self._open[-1][1] if self._open else _Look()


def _look(tag: str, attributes: dict[str, str | None], outer: _Look) -> _Look:
    style = attributes.get("style") or ""
    bold = outer.bold or tag in ("b", "strong")
    italic = outer.italic or tag in ("i", "em")
    if weight := _BOLD.search(style):
        value = weight[1].lower()
        bold = value in ("bold", "bolder") or (value.isdigit() and int(value) >= 600)
    if slant := _ITALIC.search(style):
        italic = slant[1].lower() in ("italic", "oblique")
    href = (attributes.get("href") or "").strip() if tag == "a" else ""
    return _Look(href if _ADDRESS.fullmatch(href) else outer.link, bold, italic)


def _one_line(runs: Iterable[_Run]) -> list[_Run]:
    """White space as a browser shows it: each row of blanks one, none at the ends."""
    result: list[_Run] = []
    after_blank = True
    for text, look in runs:
        text = _BLANKS.sub(" ", text)
        if after_blank:
            text = text.removeprefix(" ")
        if text:
            after_blank = text.endswith(" ")
            result.append((text, look))
    while result and not result[-1][0].rstrip(" "):
        result.pop()
    if result:
        text, look = result[-1]
        result[-1] = (text.rstrip(" "), look)
    return result


def _by_link(runs: list[_Run]) -> Iterable[Node | str]:
    for link, group in groupby(runs, key=lambda run: run[1].link):
        inner = _wrapped(list(group), "strong", lambda look: look.bold, _by_italic)
        if link:
            yield Node("link", (("href", link),), normalised(inner))
        else:
            yield from inner


def _by_italic(runs: list[_Run]) -> list[Node | str]:
    return _wrapped(runs, "emphasis", lambda look: look.italic, lambda each: [t for t, _ in each])


def _wrapped(
    runs: list[_Run],
    tag: str,
    is_on: Callable[[_Look], bool],
    inner: Callable[[list[_Run]], list[Node | str]],
) -> list[Node | str]:
    result: list[Node | str] = []
    for on, group in groupby(runs, key=lambda run: is_on(run[1])):
        content = inner(list(group))
        result.extend([Node(tag, (), normalised(content))] if on else content)
    return result
