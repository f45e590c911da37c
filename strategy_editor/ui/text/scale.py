"""One text counted in three ways: as its editor does, as its wording, as it is printed.

The editor counts UTF-16 units and one for each object, the wording characters without footnotes
and references, the print UTF-16 units with references spelt out and white space collapsed.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from strategy_editor.document.node import Node
from strategy_editor.document.texts import wording
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.runs import plain

_CONTAINERS = frozenset({"emphasis", "strong", "term", "link", "passage"})
_BLANKS = " \t\r\n"


class Scale:
    """The places of a text, each in all three countings."""

    def __init__(self, content: Iterable[Node | str], reader: Reader, *, verbatim: bool) -> None:
        self._reader = reader
        self._verbatim = verbatim
        self._ends_blank = True
        self._edit = array("l", [0])
        self._worded = array("l", [0])
        self._shown = array("l", [0])
        self._last_blank = -1
        for part in content:
            self._add(part)
        if not verbatim and self._ends_blank and self._last_blank > 0:
            for at in range(self._last_blank, len(self._shown)):
                self._shown[at] -= 1

    @property
    def length(self) -> int:
        """The length as the editor counts."""
        return self._edit[-1]

    @property
    def shown_length(self) -> int:
        """The length as printed."""
        return self._shown[-1]

    def shown(self, position: int) -> int:
        """Return where a place of the editor is in print."""
        return self._shown[self._at(self._edit, position)]

    def edit(self, shown: int) -> int:
        """Return the place of the editor that is nearest to one in print."""
        after = min(bisect_left(self._shown, shown), len(self._shown) - 1)
        if self._shown[after] != shown and after:
            before = bisect_left(self._shown, self._shown[after - 1])
            if shown - self._shown[before] < self._shown[after] - shown:
                after = before
        return self._edit[after]

    def shown_of_wording(self, offset: int) -> int:
        """Return where a character of the wording is in print."""
        return self._shown[max(0, bisect_right(self._worded, offset) - 1)]

    def edit_of_wording(self, offset: int) -> int:
        """Return where a character of the wording is for the editor."""
        return self._edit[max(0, bisect_right(self._worded, offset) - 1)]

    def wording_of_edit(self, position: int) -> int:
        """Return which character of the wording is at a place of the editor."""
        return self._worded[self._at(self._edit, position)]

    def characters(self, position: int) -> int:
        """Return how many characters and objects stand before a place of the editor."""
        return self._at(self._edit, position)

    def edit_of_characters(self, count: int) -> int:
        """Return the place of the editor behind some characters and objects."""
        return self._edit[min(count, len(self._edit) - 1)]

    @staticmethod
    def _at(counts: array[int], wanted: int) -> int:
        return max(0, bisect_right(counts, wanted) - 1)

    def _add(self, part: Node | str) -> None:
        if isinstance(part, str):
            self._add_text(part)
        elif part.tag in _CONTAINERS and any(part.content):
            for inner in part.content:
                self._add(inner)
        elif part.tag == "footnote":
            number = self._reader.footnotes.get(part.id or "", 0)
            self._add_object("", str(number) if number else "*")
        elif part.tag == "cross-reference":
            text = self._reader.reference_text(part.get("target"), part.get("show"))
            self._add_object("", text)
        elif part.is_element and part.tag not in _CONTAINERS:
            self._add_object(wording(part), plain(self._reader.runs(part)))
        else:
            self._add_object("", "")

    def _add_text(self, text: str) -> None:
        if not self._verbatim or max(text, default="") > "\uffff":
            for character in text:
                self._add_character(character)
            return
        # The text in hand, with each key: all three count the same.
        for counts in (self._edit, self._worded, self._shown):
            counts.extend(range(counts[-1] + 1, counts[-1] + len(text) + 1))
        self._ends_blank = False

    def _add_character(self, character: str) -> None:
        wide = 2 if character > "\uffff" else 1
        shown = wide
        if not self._verbatim and character in _BLANKS:
            shown = 0 if self._ends_blank else 1
            if shown:
                self._last_blank = len(self._shown)
            self._ends_blank = True
        else:
            self._ends_blank = False
        self._step(wide, 1, shown)

    def _add_object(self, worded: str, text: str) -> None:
        self._step(1, len(worded), len(text.encode("utf-16-le")) // 2)
        if text:
            self._ends_blank = text[-1] == " "

    def _step(self, edit: int, worded: int, shown: int) -> None:
        self._edit.append(self._edit[-1] + edit)
        self._worded.append(self._worded[-1] + worded)
        self._shown.append(self._shown[-1] + shown)
