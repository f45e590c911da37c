"""Where a step of undo begins and ends while somebody writes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.editing.history import History, Step
from strategy_editor.editing.typing import (
    LIMIT,
    PAUSE,
    TIME_LIMIT,
    Typing,
    caret_after,
    change_between,
    flat_text,
)


class Writer:
    """Writes into the fields of a history with a clock that only moves when told to."""

    def __init__(self, **texts: str) -> None:
        self.now = 100.0
        self.texts = {"a": "", **texts}
        self.history = History(self._document(), clock=lambda: self.now)

    def put(self, text: str, field: str = "a", seconds: float = 0.1) -> None:
        before, self.texts[field] = self.texts[field], text
        self.now += seconds
        step = Step("set", node_id="x", field=field)
        self.history.record(self._document(), step, Typing(field, before, text))

    def type(self, text: str, at: int | None = None, field: str = "a", seconds: float = 0.1):
        for sign in text:
            old = self.texts[field]
            place = len(old) if at is None else at
            self.put(old[:place] + sign + old[place:], field, seconds)
            at = None if at is None else at + 1

    def backspace(self, count: int, at: int | None = None, field: str = "a") -> None:
        for _ in range(count):
            old = self.texts[field]
            place = len(old) if at is None else at
            self.put(old[: place - 1] + old[place:], field)
            at = None if at is None else at - 1

    def undone(self, field: str = "a") -> str:
        root = self.history.undo().root
        self.texts = {name: root.get(name) for name in self.texts}
        return self.texts[field]

    def steps(self) -> int:
        count = 0
        while self.history.undo_step is not None:
            self.history.undo()
            count += 1
        return count

    def _document(self) -> Document:
        return Document(element("strategy", id="x", **self.texts))


def test_what_is_typed_without_a_break_is_one_step():
    writer = Writer()
    writer.type("Alle Ressorts arbeiten")
    assert writer.undone() == ""


def test_a_pause_ends_a_step():
    writer = Writer()
    writer.type("eins")
    writer.type(" zwei", seconds=PAUSE - 0.01)
    writer.type(" ", seconds=PAUSE)
    writer.type("drei")
    assert [writer.undone(), writer.undone()] == ["eins zwei", ""]


def test_another_field_begins_a_step_and_the_first_another():
    writer = Writer(b="")
    writer.type("eins")
    writer.type("zwei", field="b")
    writer.type("drei")
    assert writer.undone() == "eins"
    assert writer.undone("b") == ""
    assert writer.undone() == ""


def test_leaving_a_field_ends_a_step():
    writer = Writer()
    writer.type("eins")
    writer.history.close_step()
    writer.type("zwei")
    assert writer.undone() == "eins"


def test_a_jump_of_the_cursor_begins_a_step():
    writer = Writer(a="Die Akte")
    writer.type("n liegen")
    writer.type("!", at=3)
    assert writer.undone() == "Die Akten liegen"
    assert writer.undone() == "Die Akte"


def test_signs_that_repeat_are_no_jump():
    writer = Writer(a="Schi")
    writer.type("ffffahrt")
    assert writer.steps() == 1
    for text, typed, place in (("aaa bbb", "aaa", 1), ("ein Ziel", " altes", 3)):
        writer = Writer(a=text)
        writer.type(typed, at=place)
        assert writer.steps() == 1


def test_deleting_after_typing_begins_a_step_and_typing_over_belongs_to_the_deletion():
    writer = Writer()
    writer.type("Akten")
    writer.backspace(2)
    writer.type("e")
    assert writer.undone() == "Akten"
    assert writer.undone() == ""


def test_typing_over_a_selection_is_one_step():
    writer = Writer(a="Das alte Ziel")
    writer.put("Das n Ziel")
    writer.type("eue", at=5)
    assert writer.undone() == "Das alte Ziel"


def test_deleting_forwards_and_backwards_goes_on_at_one_place():
    writer = Writer(a="eins zwei drei")
    writer.backspace(4, at=9)
    for _ in range(3):
        writer.put(writer.texts["a"][:5] + writer.texts["a"][6:])
    assert writer.undone() == "eins zwei drei"


def test_what_is_pasted_is_a_step_of_its_own():
    writer = Writer()
    writer.type("Vorher ")
    writer.put("Vorher ein ganzer Absatz aus Word")
    writer.type("!")
    assert writer.undone() == "Vorher ein ganzer Absatz aus Word"
    assert writer.undone() == "Vorher "


def test_a_long_text_comes_apart_at_the_end_of_a_sentence():
    writer = Writer()
    first = "Alle Ressorts arbeiten nach einem gemeinsamen Plan. "
    writer.type(first + "Der Plan gilt bis 2019.")
    assert writer.undone() == first


def test_a_long_sentence_comes_apart_between_words():
    writer = Writer()
    writer.type("Verwaltung " * 12)
    undone = writer.undone()
    assert undone.endswith(" ")
    assert 0 < len(undone) < len("Verwaltung " * 12)


@given(
    st.text(st.sampled_from("aä ."), min_size=1, max_size=600),
    st.floats(min_value=0.01, max_value=PAUSE - 0.1),
)
@settings(max_examples=40, deadline=None)
def test_no_undo_takes_back_much_or_minutes(text, seconds):
    writer = Writer()
    times = {0: writer.now}
    for sign in text:
        writer.type(sign, seconds=seconds)
        times[len(writer.texts["a"])] = writer.now
    length = len(text)
    while writer.history.undo_step is not None:
        shorter = len(writer.undone())
        assert 0 < length - shorter <= LIMIT
        assert times[length] - times[shorter] <= TIME_LIMIT + 2 * PAUSE
        length = shorter
    assert length == 0


@given(st.lists(st.text(st.sampled_from("ab "), max_size=12), min_size=1, max_size=25), st.data())
@settings(max_examples=60, deadline=None)
def test_undoing_everything_gives_the_first_text_and_redoing_the_last(texts, data):
    writer = Writer()
    first = writer.history.document
    for text in texts:
        writer.put(text, seconds=data.draw(st.sampled_from([0.1, 2.0])))
        if data.draw(st.booleans()):
            writer.history.close_step()
    last = writer.history.document
    while writer.history.undo_step is not None:
        writer.history.undo()
    assert writer.history.document == first
    while writer.history.redo_step is not None:
        writer.history.redo()
    assert writer.history.document == last


@given(st.text(st.sampled_from("abc"), max_size=20), st.text(st.sampled_from("abc"), max_size=20))
def test_a_change_leads_from_one_text_to_the_other_wherever_it_may_begin(before, after):
    change = change_between(before, after)
    if before == after:
        assert change is None
        return
    kept = before[: change.latest], before[change.latest + change.removed :]
    assert kept[0] + change.inserted + kept[1] == after
    assert 0 <= change.earliest <= change.latest
    if not (change.removed and change.inserted):
        at, taken = change.earliest, after[change.earliest :][: len(change.inserted)]
        assert before[:at] + taken + before[at + change.removed :] == after
    assert 0 <= caret_after(before, after) <= len(after)


def test_an_edit_without_a_text_joins_only_its_like_and_only_at_once():
    writer = Writer()
    record = writer.history.record
    for number, seconds in enumerate((0.1, 0.1, PAUSE)):
        writer.now += seconds
        record(Document(element("strategy", id="x", n=str(number))), Step("choose"), "choice")
    assert writer.steps() == 2


def test_a_change_of_format_is_a_step_of_its_own():
    writer = Writer()
    writer.type("eins")
    writer.put("eins")
    writer.type("zwei")
    assert writer.steps() == 3


def test_tidying_up_belongs_to_the_step_before_and_may_undo_it():
    writer = Writer(a="eins")
    first = writer.history.document
    step = Step("set", node_id="x", field="a")
    writer.put("")
    writer.history.amend(Document(element("strategy", id="x")), step)
    assert writer.history.undo().root.get("a") == "eins"
    writer.history.redo()
    writer.history.amend(first, step)
    assert writer.history.undo_step is None
    writer.history.amend(Document(element("strategy", id="y")), Step("other"))
    assert writer.history.undo_step == Step("other")


def test_the_flat_text_shows_what_prints_something_else_as_one_sign():
    content = ("Ende ", Node("strong", (), ("2018",)), Node("cross-reference"), ".")
    assert flat_text(content) == "Ende 2018\ufffc."
