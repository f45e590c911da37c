"""Quotes follow the edits of what they quote."""

from __future__ import annotations

from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document.document import Document
from strategy_editor.document.node import element
from strategy_editor.document.texts import wording
from strategy_editor.editing.annotations import (
    all_annotations,
    annotate,
    passage,
    place_of,
    texts_of,
)
from strategy_editor.editing.convert import convert
from strategy_editor.editing.edits import NotAllowed
from strategy_editor.editing.history import Step
from strategy_editor.editing.reanchoring import follow_edit, span_after
from strategy_editor.editing.wrap import unwrap
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage.reading import read
from strategy_editor.storage.writing import write
from strategy_editor.workspace.session import Session
from tests.editing.test_verbs_laws import VERBS, chosen
from tests.short import paragraph, section, small_strategy
from tests.strategies import documents, seeds

SCHEMA = current_schema()
TODAY = date(2024, 5, 14)
NOW = "2024-05-14T10:00:00+02:00"
TEXT = "Bis 2030 werden alle Akten des Freistaats elektronisch geführt und sicher verwahrt."
PASSAGE = "Akten des Freistaats elektronisch"


def annotated() -> Document:
    document = small_strategy(section("s1", paragraph("p", TEXT)))
    quote = passage(document.node("p"), PASSAGE)
    return annotate(document, "p", "Alle?", "Ich", NOW, quote)


def with_text(document: Document, text: str) -> Document:
    return document.updated("p", lambda node: node.with_content([text]))


SMALL = st.lists(
    st.tuples(
        st.sampled_from(["before", "inside", "after"]),
        st.floats(0, 1),
        st.integers(0, 3),
        st.text("abcdefgh äöü,", max_size=4),
    ),
    max_size=25,
)


@given(SMALL)
def test_many_small_edits_around_and_inside_never_lose_the_passage(edits):
    document = annotated()
    start = TEXT.index(PASSAGE)
    end = start + len(PASSAGE)
    for where, part, gone, come in edits:
        text = wording(document.node("p"))
        low, high = {"before": (0, start), "inside": (start + 1, end - 1),
                     "after": (end, len(text))}[where]  # fmt: skip
        at = low + int(part * (high - low))
        gone = min(gone, high - at, max(0, end - start - 24) if where == "inside" else gone)
        new = text[:at] + come + text[at + gone :]
        document = follow_edit(document, with_text(document, new))
        if where == "before":
            start, end = start + len(come) - gone, end + len(come) - gone
        elif where == "inside":
            end += len(come) - gone
        (note,) = all_annotations(document.root)
        place = place_of(document, note)
        assert place is not None
        # An edit next to a passage may count to either side of it where the letters are alike.
        assert abs(place.start - start) <= 4 * len(edits)
        assert note.quote.exact == new[place.start : place.end]
        start, end = place.start, place.end


@given(st.text("ab ", max_size=12), st.text("ab ", max_size=12), st.data())
def test_what_stands_outside_of_an_edit_is_the_same_text_afterwards(old, new, data):
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    span = span_after(old, new, start, end)
    if span is not None and span[1] - span[0] == end - start and old != new:
        assert 0 <= span[0] <= span[1] <= len(new)
        if not (old[:start] == new[:start] and old[end:] == new[span[1] :]):
            assert new[slice(*span)] == old[start:end]


def test_a_passage_that_is_replaced_or_cut_across_keeps_its_quote():
    document = annotated()
    for text in (
        TEXT.replace(PASSAGE, "Züge"),
        TEXT.replace("alle Akten des", "jene"),
        "Etwas ganz anderes.",
    ):
        changed = with_text(document, text)
        assert follow_edit(document, changed) is changed


def test_what_is_typed_into_a_passage_is_undone_in_one_step_and_found_after_reading(tmp_path):
    path = tmp_path / "a.xml"
    write(annotated(), path)
    session = Session(read(path), None)
    before = session.document
    step = Step("edit.type", (), "p")
    text = TEXT
    for letter in "und Vorgänge ":
        at = text.index("des Freistaats")
        text = text[:at] + letter + text[at:]
        session.apply(step, lambda document, now=text: with_text(document, now), "typing")
    (note,) = all_annotations(session.document.root)
    assert note.quote.exact == "Akten und Vorgänge des Freistaats elektronisch"
    session.undo()
    assert session.document.root == before.root
    session.redo()
    write(session.document, path)
    again = read(path).document
    (note,) = all_annotations(again.root)
    place = place_of(again, note)
    assert wording(again.node("p"))[place.start : place.end] == note.quote.exact


def found_in(document):
    """The element and the words that the only comment is about."""
    (annotation,) = all_annotations(document.root)
    where = place_of(document, annotation)
    assert where is not None
    text = dict(texts_of(document.node(annotation.target)))[where.field]
    return annotation.target, text[where.start : where.end]


def test_a_passage_is_followed_into_the_box_around_its_paragraph():
    done = convert(annotated(), SCHEMA, ["p"], "box", TODAY)
    target, words = found_in(done)
    assert (done.node(target).tag, words) == ("paragraph", PASSAGE)
    assert done.node("p").tag == "box"


def test_a_passage_of_a_statement_is_followed_into_the_paragraph_that_it_becomes():
    claim = element(
        "claim", element("title", "Anspruch"), element("statement", TEXT),
        element("paragraph", "Anderes.", id="q"), id="c",
    )  # fmt: skip
    field = element("field", element("title", "Bereich"), claim, id="f")
    document = small_strategy(field)
    quote = passage(document.node("c"), PASSAGE)
    document = annotate(document, "c", "Alle?", "Ich", NOW, quote)
    for done in (
        convert(document, SCHEMA, ["c"], "section", TODAY),
        unwrap(document, SCHEMA, "c")[0],
    ):
        target, words = found_in(done)
        assert (done.node(target).tag, words) == ("paragraph", PASSAGE)


def test_a_comment_on_an_element_stays_with_it():
    document = small_strategy(section("s1", paragraph("p", TEXT)))
    document = annotate(document, "p", "Warum?", "Ich", NOW, None)
    done = convert(document, SCHEMA, ["p"], "box", TODAY)
    assert all_annotations(done.root)[0].target == "p"


def test_a_passage_is_found_in_the_box_that_its_paragraph_has_become():
    boxed = convert(annotated(), current_schema(), ["p"], "box", date(2024, 5, 14))
    (note,) = all_annotations(boxed.root)
    place = place_of(boxed, note)
    assert place is not None
    assert wording(boxed.node(note.target))[place.start : place.end] == PASSAGE


@given(documents(), seeds())
def test_a_passage_is_found_wherever_a_verb_puts_it(document, seed):
    random = Random(seed)
    ids = [each.id for each in document.root.walk() if each.tag == "paragraph" and each.id]
    if not ids:
        return
    node_id = random.choice(ids)
    document = document.updated(node_id, lambda node: node.with_content([TEXT]))
    quote = passage(document.node(node_id), PASSAGE)
    document = annotate(document, node_id, "Alle?", "Ich", NOW, quote)
    note_id = next(each.id for each in all_annotations(document.root) if each.quote == quote)
    for verb in random.sample(VERBS, 4):
        chosen_ids = [node_id] if random.randrange(2) else chosen(document, random)
        try:
            after = follow_edit(document, verb(document, random, chosen_ids))
        except NotAllowed:
            continue
        (note,) = (each for each in all_annotations(after.root) if each.id == note_id)
        is_whole = any(
            PASSAGE in wording(each)
            for each in after.root.walk()
            if each.tag in ("paragraph", "text", "title", "statement")
        )
        assert place_of(after, note) is not None or not is_whole, verb
