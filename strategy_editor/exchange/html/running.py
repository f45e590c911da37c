"""Running text as HTML: marks, links, references, footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

from strategy_editor.exchange.reading.runs import Run

_SCHEMES = frozenset({"http", "https", "mailto", "ftp", "tel"})
_TAGS = {"strong": "strong", "emphasis": "em", "label": "b"}


class Running:
    """Writes runs and gathers the footnotes that they call."""

    def __init__(self, printed: frozenset[str], note_label: str) -> None:
        self.notes: list[Run] = []
        self._printed = printed
        self._note_label = note_label

    def html(self, runs: Iterable[Run]) -> str:
        """Return runs as HTML."""
        return "".join(self._linked(runs))

    def _linked(self, runs: Iterable[Run]) -> Iterator[str]:
        for address, group in groupby(runs, key=self._address):
            inside = "".join(self._run(run) for run in group)
            yield f'<a href="{escape(address)}">{inside}</a>' if address else inside

    def _address(self, run: Run) -> str:
        if run.footnote is not None:
            return ""
        if run.link:
            return run.link if _is_safe(run.link) else ""
        target = run.target or run.entry
        return f"#{target}" if target in self._printed else ""

    def _run(self, run: Run) -> str:
        if run.footnote is not None:
            return self._note(run)
        text = escape(run.text, quote=False)
        for mark, tag in _TAGS.items():
            if mark in run.marks:
                text = f"<{tag}>{text}</{tag}>"
        if "term" in run.marks:
            text = f'<span class="term">{text}</span>'
        return f'<span lang="{escape(run.lang)}">{text}</span>' if run.lang else text

    def _note(self, run: Run) -> str:
        self.notes.append(run)
        number = len(self.notes)
        label = escape(f"{self._note_label} {number}")
        return (
            f'<sup><a href="#note-{number}" id="call-{number}" role="doc-noteref" '
            f'aria-label="{label}">{number}</a></sup>'
        )


def _is_safe(address: str) -> bool:
    try:
        return urlsplit(address).scheme.lower() in _SCHEMES
    except ValueError:
        return False
