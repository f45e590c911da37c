"""Computations rest while the window works, and none of them for ever."""

from __future__ import annotations

from threading import Event, Thread

import pytest

from strategy_editor import pacing
from strategy_editor.pacing import give_way, window_rests, window_works


@pytest.fixture(autouse=True)
def _nothing_to_do():
    yield
    window_rests()


def away(work):
    done = Event()

    def run():
        work()
        done.set()

    Thread(target=run, daemon=True).start()
    return done


def test_a_computation_waits_until_the_window_rests(monkeypatch):
    monkeypatch.setattr(pacing, "PATIENCE", 60)
    window_works()
    done = away(give_way)
    assert not done.wait(0.05)
    window_rests()
    assert done.wait(30)


def test_without_a_window_at_work_nobody_waits():
    assert away(give_way).wait(30)


def test_the_window_does_not_wait_for_itself(monkeypatch):
    monkeypatch.setattr(pacing, "PATIENCE", 3600)
    window_works()
    give_way()


def test_a_window_that_works_on_and_on_holds_nobody_up_for_ever():
    window_works()
    assert away(lambda: [give_way() for _ in range(1000)]).wait(30)
