"""Rows of editions side by side: nothing is left out, and each edition keeps its order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.ui.comparison.rows import NOWHERE, Fold, Keyed, Row, beside, folded

EDITION = st.lists(st.sampled_from("abcdefgh"), unique=True)


def edition(keys):
    return Keyed(tuple(keys), tuple(range(len(keys))), {key: key for key in keys})


@given(st.lists(EDITION, min_size=2, max_size=3))
def test_each_entry_stands_once_and_in_its_order(editions):
    rows = beside([edition(keys) for keys in editions])

    for number, keys in enumerate(editions):
        shown = [row.entries[number] for row in rows if row.entries[number] != NOWHERE]
        assert shown == list(range(len(keys)))


@given(EDITION, EDITION)
def test_what_stands_in_one_row_is_the_same_element(old, new):
    for row in beside([edition(old), edition(new)]):
        names = {
            keys[entry]
            for keys, entry in zip((old, new), row.entries, strict=True)
            if entry != NOWHERE
        }
        assert names == {row.node_id}


@given(EDITION, EDITION)
def test_states_tell_what_became_of_each_element(old, new):
    rows = beside([edition(old), edition(new)])
    for number, row in enumerate(rows):
        match row.state:
            case "added":
                assert row.node_id not in old
            case "removed":
                assert row.node_id not in new
            case "moved":
                assert rows[row.partner].node_id == row.node_id
                assert rows[row.partner].partner == number
            case _:
                assert NOWHERE not in row.entries


@given(EDITION)
def test_an_edition_beside_itself_has_nothing_to_tell(keys):
    assert all(row.state == "same" for row in beside([edition(keys), edition(keys)]))


@given(st.lists(st.sampled_from(["same", "changed"]), max_size=30))
def test_folds_hide_only_what_has_not_changed(states):
    rows = [Row((at, at), state) for at, state in enumerate(states)]
    covered = []
    for shown in folded(rows):
        if isinstance(shown, Fold):
            assert all(rows[at].state == "same" for at in range(shown.first, shown.last))
            covered += range(shown.first, shown.last)
        else:
            covered.append(shown)
    assert covered == list(range(len(rows)))


def test_an_opened_fold_shows_its_rows():
    rows = [Row((at, at)) for at in range(9)]
    (fold,) = folded(rows)
    assert folded(rows, frozenset({fold.first})) == list(range(9))
