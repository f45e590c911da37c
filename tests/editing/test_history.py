"""Undo and redo over revisions."""

from __future__ import annotations

from strategy_editor.document.document import Document
from strategy_editor.document.node import element
from strategy_editor.editing.history import History, Step


def revision(number: int) -> Document:
    return Document(element("strategy", id=f"r{number}"))


def history(*keys: object) -> History:
    made = History(revision(0))
    for number, key in enumerate(keys, 1):
        made.record(revision(number), Step(f"step{number}"), key)
    return made


def test_undo_and_redo_go_back_and_forth_and_stop_at_the_ends():
    made = history(None, None)
    assert [made.undo().root.id for _ in range(3)] == ["r1", "r0", "r0"]
    assert [made.redo().root.id for _ in range(3)] == ["r1", "r2", "r2"]


def test_the_steps_are_named():
    made = history(None, None)
    assert (made.undo_step, made.redo_step) == (Step("step2"), None)
    made.undo()
    assert (made.undo_step, made.redo_step) == (Step("step1"), Step("step2"))
    made.undo()
    assert (made.undo_step, made.redo_step) == (None, Step("step1"))


def test_a_new_edit_ends_what_could_be_redone():
    made = history(None, None)
    made.undo()
    made.record(revision(9), Step("other"))
    assert made.redo_step is None
    assert made.undo().root.id == "r1"


def test_edits_with_one_key_are_one_step():
    made = history("typing", "typing", "other", "typing")
    assert [made.undo().root.id for _ in range(3)] == ["r3", "r2", "r0"]


def test_a_closed_step_takes_nothing_more():
    made = history("typing")
    made.close_step()
    made.record(revision(2), Step("later"), "typing")
    assert made.undo().root.id == "r1"


def test_only_the_last_revisions_are_kept():
    made = History(revision(0), limit=3)
    for number in range(1, 10):
        made.record(revision(number), Step("x"))
    assert [made.undo().root.id for _ in range(4)] == ["r8", "r7", "r6", "r6"]
