"""Which units stand beside each other, and what is said of them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.synopsis.folding import folded
from strategy_editor.exchange.synopsis.marking import sides
from strategy_editor.exchange.synopsis.rows import Row, rows_of
from strategy_editor.exchange.synopsis.units import units
from tests.exchange.redline.redlines import sample
from tests.short import field, goal, paragraph, section, small_strategy
from tests.strategies import make_document, seeds
from tests.stress.grow import grow
from tests.stress.truth import new_edition

A = paragraph("a", "Der erste Absatz bleibt, wie er ist.")
B = paragraph("b", "Ein zweiter handelt von Akten und Netzen.")
C = paragraph("c", "Zum Schluss ein dritter über das Personal.")
D = paragraph("d", "Am Ende steht ein vierter über Geld.")


def strategy(*content: Node, **parts: object) -> Document:
    return small_strategy(section("S", *content), **parts)


def told(row: Row) -> list[str]:
    """Each side as text: /falls away/, *new*, or in brackets what is said of it."""
    found = []
    for side in sides(row):
        texts = []
        for marked in side.marked:
            text = ""
            for span in marked.spans:
                said = f"/{span.text}/" if span.is_dropped else span.text
                text += f"*{said}*" if span.is_new else said
            texts.append(text)
        found.append(" ¶ ".join(texts) or f"[{side.whole}]")
    return found


def rows(*editions: Document) -> list[list[str]]:
    """The rows behind the front page and the section's title."""
    listed = rows_of(editions)
    title = next(at for at, row in enumerate(listed) if row.level)
    return [told(row) for row in listed[title + 1 :]]


def test_words_that_fall_away_and_words_that_are_new_are_marked():
    new = paragraph("b", "Ein zweiter handelt von Akten und Diensten.")

    assert rows(strategy(A, B), strategy(A, new)) == [
        ["Der erste Absatz bleibt, wie er ist.", "[unchanged]"],
        ["Ein zweiter handelt von Akten und /Netzen/.",
         "Ein zweiter handelt von Akten und *Diensten*."],
    ]  # fmt: skip


def test_whole_units_are_dropped_or_new():
    assert rows(strategy(A, B, D), strategy(A, C, D))[1:3] == [
        ["/Ein zweiter handelt von Akten und Netzen./", "[dropped]"],
        ["[absent]", "*Zum Schluss ein dritter über das Personal.*"],
    ]


def test_what_moved_stands_beside_itself_with_a_note():
    listed = rows_of([strategy(A, B, C, D), strategy(A, C, D, B)])
    row = listed[-1]

    assert told(row) == ["Ein zweiter handelt von Akten und Netzen.", "[unchanged]"]
    assert [(note.key, dict(note.values)) for note in row.notes] == [
        ("moved-from", {"place": "1. S"})
    ]
    assert sum(bool(row.notes) for row in listed) == 1


def test_what_was_split_stands_beside_its_whole():
    whole = paragraph("b", "Erst werden die Akten geführt. Dann wird das Netz gebaut.")
    halves = [paragraph("b", "Erst werden die Akten geführt."),
              paragraph("n", "Dann wird das Netz gebaut.")]  # fmt: skip
    split = rows_of([strategy(A, whole, C), strategy(A, *halves, C)])[-2]
    merged = rows_of([strategy(A, *halves, C), strategy(A, whole, C)])[-2]

    assert [len(side) for side in split.units] == [1, 2]
    assert [note.key for note in split.notes] == ["split"]
    assert [len(side) for side in merged.units] == [2, 1]
    assert [note.key for note in merged.notes] == ["merged"]


def test_attributes_have_rows_of_their_own():
    old, new = (
        small_strategy(field("F", goal("g", horizon=horizon, priority="high")))
        for horizon in ("h_short", "h_long")
    )
    listed = [told(row) for row in rows_of([old, new])]

    assert ["/short/", "*long*"] in listed


def test_three_editions_stand_side_by_side():
    texts = ("Ein alter Satz.", "Ein neuer Satz.", "Ein ganz neuer Satz.")
    listed = rows(*(strategy(A, paragraph("b", text)) for text in texts))

    assert listed[0] == ["Der erste Absatz bleibt, wie er ist.", "[unchanged]", "[unchanged]"]
    assert listed[1] == ["Ein /alter/ Satz.", "Ein *neuer* Satz.", "Ein *ganz *neuer Satz."]
    gone = rows(strategy(A, B), strategy(A), strategy(A, C))

    assert gone[1:] == [
        ["/Ein zweiter handelt von Akten und Netzen./", "[absent]", "[dropped]"],
        ["[absent]", "[absent]", "*Zum Schluss ein dritter über das Personal.*"],
    ]


def test_goals_that_the_lineage_joins_stand_beside_each_other():
    listed = rows_of([sample("egov-2009").document, sample("egov-2014").document])
    joined = next(row for row in listed if len(row.units[0]) > 1 and row.level)

    assert [unit.number for unit in joined.units[0]] == ["Z 1", "Z 2", "Z 3"]
    assert "nebeneinander her" in joined.reasons[0].text


def test_sections_and_long_stretches_that_stayed_are_folded():
    other = section("T", C, paragraph("x", "Noch einer."), paragraph("y", "Und noch einer."))
    many = [paragraph(f"m{number}", f"Absatz Nummer {number}.") for number in range(5)]
    old = small_strategy(section("S", A, *many, B), other)
    new = small_strategy(section("S", A, *many, D), other)
    shown = folded(rows_of([old, new]))
    texts = [(each.row.units[1][0].text, len(each.folded), each.with_all) for each in shown
             if each.folded and each.row.units[1]]  # fmt: skip

    assert ("T", 3, True) in texts
    assert (A.text, 5, False) in texts


@settings(max_examples=20)
@given(seeds(), st.integers(0, 60))
def test_every_unit_of_every_edition_is_in_exactly_one_row(seed, budget):
    old, new = make_document(seed, 60), make_document(seed, budget)
    check(old, new)


def test_no_unit_is_lost_where_many_things_changed():
    old = grow(120, 4)
    new, _ = new_edition(old, {"moved": 0.1, "split": 0.05, "merged": 0.05, "deleted": 0.05,
                               "reworded": 0.1}, 4, "keep")  # fmt: skip
    check(old, new)


def check(old: Document, new: Document) -> None:
    listed = rows_of([old, new])
    for at, edition in enumerate((old, new)):
        found = sorted(unit.text for row in listed for unit in row.units[at])
        wanted = sorted(unit.text for unit in units(Reader(edition)))
        # A goal that several came out of is shown beside each of them.
        assert set(found) == set(wanted)
        assert len(found) >= len(wanted)
