"""When typing goes on as one step of undo, and when a new step begins.

A run of typing ends with a pause, a jump of the cursor, a deletion after something was typed, a
paste, a change of format, and when it grows long at the next sentence, word or at last anywhere:
one undo never takes back minutes of work.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from strategy_editor.document.node import Node
from strategy_editor.document.texts import common_start

PAUSE = 1.5
"""Seconds without a change after which the next one is a step of its own."""
UNFINISHED = 10.0
"""Seconds after which a run that nothing has ended yet counts as finished input."""
SENTENCE, WORD, LIMIT = 40, 80, 240
"""Characters after which a run ends at the end of a sentence, of a word, anywhere."""
WORD_TIME, TIME_LIMIT = 20.0, 45.0
"""Seconds after which a run ends at the end of a word, anywhere."""
_PASTED = 12
"""Characters that come at once and have not been typed."""
_SENTENCE_ENDS = ".!?:"
_OBJECT = "\ufffc"

Mode = Literal["insert", "delete", "whole"]


@dataclass(frozen=True)
class Typing:
    """The merge key of an edit of a text: which text it is, and how it read before and after."""

    key: object
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """What an edit did to a text.

    In "hello" an added "l" may stand at two places: the change begins anywhere from ``earliest``
    to ``latest``.
    """

    earliest: int
    latest: int
    removed: int
    inserted: str


@dataclass(frozen=True)
class Run:
    """A run of edits that is one step so far.

    ``carets`` are the first and last place where the cursor may stand; None where there is none.
    """

    key: object
    begun: float
    last: float
    mode: Mode
    carets: tuple[int, int] | None = None
    length: int = 0
    before_caret: str = ""


def flat_text(content: tuple[Node | str, ...]) -> str:
    """Return all text of a content; an element that prints something else counts one sign."""
    parts = []
    for part in content:
        if isinstance(part, str):
            parts.append(part)
        elif part.is_element:
            parts.append(flat_text(part.content) if part.content else _OBJECT)
    return "".join(parts)


def change_between(before: str, after: str) -> Change | None:
    """Return the one change that leads from a text to another; None where they are equal."""
    if before == after:
        return None
    shorter = min(len(before), len(after))
    prefix = common_start(before, after)
    whole_suffix = common_start(before[::-1], after[::-1])
    suffix = min(whole_suffix, shorter - prefix)
    removed = len(before) - prefix - suffix
    inserted = after[prefix : len(after) - suffix]
    pure = not (removed and inserted)
    earliest = max(0, shorter - whole_suffix) if pure else prefix
    return Change(min(earliest, prefix), prefix, removed, inserted)


def caret_after(before: str, after: str) -> int:
    """Return where the cursor stands after a change: behind what came or where something went."""
    change = change_between(before, after)
    return len(after) if change is None else change.latest + len(change.inserted)


def following(run: Run | None, merge_key: object, now: float) -> tuple[bool, Run | None]:
    """Return whether an edit belongs to the run before it, and the run that it leaves behind."""
    if merge_key is None:
        return False, None
    if not isinstance(merge_key, Typing):
        goes_on = run is not None and run.key == merge_key and now - run.last < PAUSE
        begun = run.begun if goes_on and run is not None else now
        return goes_on, Run(merge_key, begun, now, "whole")
    change = change_between(merge_key.before, merge_key.after)
    if change is None or len(change.inserted) > _PASTED:
        return False, None
    if run is not None and run.key == merge_key.key and _goes_on(run, change, now):
        return True, _longer(run, change, merge_key.after, now)
    fresh = Run(merge_key.key, now, now, _mode(change))
    return False, _longer(fresh, change, merge_key.after, now)


def _goes_on(run: Run, change: Change, now: float) -> bool:
    if now - run.last >= PAUSE or run.carets is None:
        return False
    if run.mode == "insert" and _mode(change) == "delete":
        return False
    return _starts(run.carets, change) is not None and not _is_long(run, now)


def _starts(carets: tuple[int, int], change: Change) -> tuple[int, int] | None:
    """Return where a change may begin if it was made at the cursor, None if it was not."""
    found = []
    for gone in (change.removed, 0):
        low = max(carets[0] - gone, change.earliest)
        high = min(carets[1] - gone, change.latest)
        if low <= high:
            found += [low, high]
    return (min(found), max(found)) if found else None


def _is_long(run: Run, now: float) -> bool:
    age = now - run.begun
    if run.length >= LIMIT or age >= TIME_LIMIT:
        return True
    if not run.before_caret[-1:].isspace():
        return False
    ended = run.before_caret.rstrip()[-1:]
    is_sentence = bool(ended) and ended in _SENTENCE_ENDS
    return run.length >= WORD or age >= WORD_TIME or (is_sentence and run.length >= SENTENCE)


def _longer(run: Run, change: Change, text: str, now: float) -> Run:
    starts = _starts(run.carets, change) if run.carets is not None else None
    low, high = starts or (change.earliest, change.latest)
    carets = (low + len(change.inserted), high + len(change.inserted))
    length = run.length + change.removed + len(change.inserted)
    near = text[max(0, carets[1] - 2) : carets[1]]
    mode = _mode(change)
    return replace(run, last=now, mode=mode, carets=carets, length=length, before_caret=near)


def _mode(change: Change) -> Mode:
    return "insert" if change.inserted else "delete"
