"""Running text as Typst code. Texts stand in string literals, so that nothing in them is code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from urllib.parse import urlsplit

from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.runs import Run
from strategy_editor.exchange.reading.tidy import collapsed

_SCHEMES = frozenset({"http", "https", "mailto"})
_CALLS = {"strong": "strong", "emphasis": "emph", "label": "strong"}
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def literal(text: str) -> str:
    """Return a string literal."""
    return f'"{text.translate(_ESCAPES)}"'


class Running:
    """Writes runs as content blocks; a footnote is written where it is called."""

    def __init__(self, reader: Reader, printed: frozenset[str]) -> None:
        self._reader = reader
        self._printed = printed

    def content(self, runs: Iterable[Run]) -> str:
        """Return a content block that shows the runs."""
        return f"[{''.join(self._linked(runs))}]"

    def _linked(self, runs: Iterable[Run]) -> Iterator[str]:
        for target, group in groupby(runs, key=self._target):
            inside = "".join(self._run(run) for run in group)
            yield f"#link({target})[{inside}];" if target else inside

    def _target(self, run: Run) -> str:
        if run.footnote is not None:
            return ""
        if run.link:
            return literal(run.link) if _is_safe(run.link) else ""
        target = run.target or run.entry
        return f"label({literal(target)})" if target in self._printed else ""

    def _run(self, run: Run) -> str:
        if run.footnote is not None:
            return f"#footnote{self.content(collapsed(self._reader.runs(run.footnote)))};"
        text = literal(run.text)
        for mark, call in _CALLS.items():
            if mark in run.marks:
                text = f"{call}({text})"
        if run.lang:
            language, _, region = run.lang.partition("-")
            place = f", region: {literal(region)}" if region.isalpha() else ""
            text = f"text(lang: {literal(language)}{place}, {text})"
        return f"#{text};"


def _is_safe(address: str) -> bool:
    try:
        return urlsplit(address).scheme.lower() in _SCHEMES
    except ValueError:
        return False
