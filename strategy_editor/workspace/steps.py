"""How far an export is, told step by step and asked for while another program works."""

from __future__ import annotations

from strategy_editor.exchange.editions import Progress


class Steps:
    """Counts the steps of one export."""

    def __init__(self, progress: Progress, total: int) -> None:
        """``progress`` is told after each step and, over and over, while a long one lasts."""
        self._progress = progress
        self._done, self._total = 0, total

    def done(self) -> None:
        """Note that a step is done; what ``progress`` raises ends the work."""
        self._done = min(self._done + 1, self._total)
        self._progress(self._done, self._total)

    def waiting(self) -> None:
        """Give the work a chance to be ended in the middle of a step."""
        self._progress(self._done, self._total)


def silent() -> Steps:
    """Return steps that nobody is told of."""
    return Steps(lambda _done, _all: None, 1)
