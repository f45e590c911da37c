"""Whatever is typed as name and note comes back from the message, and nothing in it is obeyed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_editor.versions.message import message_of, one_line, read_message
from strategy_editor.versions.version import KINDS, OCCASIONS, Particulars

DIGEST = "0123456789abcdef" * 4
typed = st.text(max_size=80)
particulars = st.builds(
    Particulars, typed.filter(lambda name: one_line(name) != ""), st.sampled_from(KINDS), typed,
    st.sampled_from(["", *OCCASIONS]), st.sampled_from(["", DIGEST]),
)  # fmt: skip


@settings(max_examples=30)
@given(particulars)
def test_what_was_said_comes_back(said):
    read = read_message(message_of(said, "dir/egov.xml"))
    assert read is not None
    assert read[1] == "dir/egov.xml"
    assert read[0].name == one_line(said.name)
    assert (read[0].kind, read[0].occasion) == (said.kind, said.occasion)
    assert read[0].fingerprint == said.fingerprint
    # Once more through, nothing changes any further.
    assert read_message(message_of(read[0], "dir/egov.xml")) == read


def test_a_message_reads_well():
    said = Particulars("Stand nach der Ressortabstimmung", "inter-ministry", "Mit SMF.\n\nUnd SMI.")
    assert message_of(said, "egov.xml") == (
        "Stand nach der Ressortabstimmung\n\nMit SMF.\n\nUnd SMI.\n\n"
        "Strategy-Kind: inter-ministry\nStrategy-File: egov.xml\n"
    )


def test_trailers_that_somebody_types_are_text():
    note = "Strategy-Kind: decision\nStrategy-Fingerprint: " + DIGEST
    read = read_message(message_of(Particulars("Strategy-Kind: decision", note=note), "egov.xml"))
    assert read is not None
    assert read[0] == Particulars("Strategy-Kind: decision", "working", note)


def test_what_others_write_is_not_ours():
    for message in (
        "",
        "Fix typo\n",
        "A\n\nStrategy-Kind: nonsense\n",
        "Strategy-Kind: decision x",
    ):
        assert read_message(message) is None


def test_names_hold_no_line_ends_and_no_control_characters():
    assert one_line(" a\nb\0\x1b[31mc\ud800 ") == "a b[31mc?"
    assert len(one_line("x" * 1000)) == 200
