"""Run a pure function away from the window and bring its result back to it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from shiboken6 import isValid

from strategy_editor.pacing import window_rests
from strategy_editor.ui.pace import keep_pace

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Outcome:
    topic: str
    number: int
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    result: Any = None
    error: Exception | None = None


class Tasks(QObject):
    """Work is grouped by topic; only the newest of a topic reports back.

    Each topic has one thread of its own, so that what a topic keeps (a validator, say) is never
    used by two at once. ``done`` and ``failed`` are called on the window's thread. Work of more
    than a few milliseconds asks ``pacing.give_way`` all along.
    """

    leaving = Signal()
    """The window closes: what takes long and can be begun anew is to end."""
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools: dict[str, QThreadPool] = {}
        self._latest: dict[str, int] = {}
        self._finished.connect(self._report)
        keep_pace()

    def run(
        self,
        topic: str,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Start work; what waits of the same topic is dropped, what runs reports to nobody."""
        number = self._latest[topic] = self._latest.get(topic, 0) + 1
        pool = self._pools.get(topic)
        if pool is None:
            pool = self._pools[topic] = QThreadPool(self)
            pool.setMaxThreadCount(1)
            pool.setExpiryTimeout(-1)

        def perform() -> None:
            if number != self._latest[topic]:
                return
            try:
                outcome = _Outcome(topic, number, done, failed, result=work())
            except Exception as error:  # noqa: BLE001 - delivered to whoever asked for the work
                outcome = _Outcome(topic, number, done, failed, error=error)
            if isValid(self):
                self._finished.emit(outcome)

        pool.start(perform)

    def forget(self, topic: str) -> None:
        """Let nothing that was started for a topic report any more."""
        self._latest[topic] = self._latest.get(topic, 0) + 1

    def wait(self) -> None:
        """Wait until all threads are idle; results still have to be delivered then."""
        window_rests()
        for pool in self._pools.values():
            pool.waitForDone()

    @Slot(object)
    def _report(self, outcome: _Outcome) -> None:
        if outcome.number != self._latest[outcome.topic]:
            return
        if outcome.error is not None:
            outcome.failed(outcome.error)
        else:
            outcome.done(outcome.result)
