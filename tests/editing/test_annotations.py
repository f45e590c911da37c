"""Annotations: made, answered, resolved, found again, never printed unasked."""

from __future__ import annotations

from hypothesis import given

from strategy_editor.document.anchoring import find
from strategy_editor.document.node import element
from strategy_editor.editing.annotations import (
    all_annotations,
    annotate,
    delete,
    is_lost,
    passage,
    place_of,
    reply,
    rewrite,
    set_state,
)
from tests.checking import findings
from tests.short import goal, paragraph, section, small_strategy
from tests.strategies import documents, own_ids

NOW = "2024-05-14T10:00:00+02:00"


def base():
    return small_strategy(section("s1", paragraph("p", "Alle Akten werden elektronisch geführt.")))


def test_a_passage_is_found_after_edits_and_lost_when_it_is_gone():
    document = base()
    quote = passage(document.node("p"), "werden elektronisch")
    document = annotate(document, "p", "Ab wann?", "Ich", NOW, quote)
    (note,) = all_annotations(document.root)
    place = place_of(document, note)
    assert (place.field, place.start, place.end) == ("", 11, 30)
    longer = document.updated(
        "p", lambda node: node.with_content(["Künftig gilt: ", *node.content])
    )
    assert place_of(longer, note).start == 25
    gone = document.updated("p", lambda node: node.with_content(["Etwas ganz anderes."]))
    assert is_lost(gone, note)
    assert is_lost(delete(document, "p"), note)


def test_a_passage_of_a_field_names_the_field():
    document = small_strategy(goal("g"))
    document = document.updated(
        "g",
        lambda node: node.with_content(
            part.with_content(["Wir führen Akten elektronisch."])
            if part.tag == "statement"
            else part
            for part in node.content
        ),
    )
    note_on = passage(document.node("g"), "Akten elektronisch")
    document = annotate(document, "g", "Alle?", "Ich", NOW, note_on)
    (note,) = all_annotations(document.root)
    assert place_of(document, note).field == "statement"


def test_a_thread_is_answered_resolved_changed_and_deleted():
    document = annotate(base(), "p", "Ab wann?", "Ich", NOW)
    (note,) = all_annotations(document.root)
    document = reply(document, note.id, "Ab 2026.", "Du", NOW)
    document = set_state(document, note.id, "resolved")
    document = rewrite(document, note.id, "Ab welchem Jahr?")
    (note,) = all_annotations(document.root)
    assert (note.text, note.state, note.author) == ("Ab welchem Jahr?", "resolved", "Ich")
    assert [(each.author, each.text) for each in note.replies] == [("Du", "Ab 2026.")]
    assert findings(document) == []
    assert delete(document, note.id).root == base().root


def test_without_words_there_is_no_annotation():
    document = base()
    assert annotate(document, "p", "  ", "Ich", NOW) is document
    assert annotate(document, "nowhere", "Text", "Ich", NOW) is document


@given(documents(60))
def test_every_element_can_be_commented_on_and_the_file_stays_valid(document):
    before = [each for each in findings(document) if each[0].startswith("schema.")]
    target = own_ids(document.root)[-1]
    after = annotate(document, target, "Ein Wort", "Ich", NOW)
    assert len(all_annotations(after.root)) == len(all_annotations(document.root)) + 1
    assert [each for each in findings(after) if each[0].startswith("schema.")] == before


def test_words_that_occur_twice_are_told_apart_by_the_text_before_them():
    text = "Die Akte kommt. Dann kommt die Akte wieder."
    node = element("paragraph", text, id="p")
    first, second = text.index("Akte"), text.rindex("Akte")
    for at in (first, second):
        quote = passage(node, "Akte", text[:at])
        assert quote is not None
        assert find(text, quote) == (at, at + 4)
    assert passage(node, "Die", "") is not None
    assert passage(node, "kommt") is None
