"""Long computations let the window go first.

Python computes on one thread at a time. A window that asks for its turn among threads that compute
waits for it at each of the hundreds of steps of a repaint. So what computes for long beside the
window asks ``give_way`` every few hundred microseconds, and rests while the window is at work.
"""

from __future__ import annotations

from threading import Event, get_ident, local
from time import perf_counter

PATIENCE = 0.05
"""Seconds after which a computation goes on although the window is still at work."""
SHARE = 0.03
"""Seconds for which it then does so before it gives way again."""


class _Window:
    """Whether the window is at work, and on which thread it lives."""

    def __init__(self) -> None:
        self.is_at_work = False
        self.thread = 0
        self.rest = Event()


_window = _Window()
_of_this_thread = local()


def give_way() -> None:
    """Wait while the window is at work; on its own thread, or without a window, do nothing."""
    if _window.is_at_work and _window.thread != get_ident():
        _wait()


def window_works() -> None:
    """The window, which lives on the calling thread, has something to do."""
    if not _window.is_at_work:
        _window.thread = get_ident()
        _window.rest.clear()
        _window.is_at_work = True


def window_rests() -> None:
    """The window waits for its user, or for a computation."""
    if _window.is_at_work:
        _window.is_at_work = False
        _window.rest.set()


def _wait() -> None:
    # A window may be at work for long, or wait in a dialog of the system's: all gets its share.
    if perf_counter() >= getattr(_of_this_thread, "goes_on_until", 0.0) and not _window.rest.wait(
        PATIENCE
    ):
        _of_this_thread.goes_on_until = perf_counter() + SHARE
