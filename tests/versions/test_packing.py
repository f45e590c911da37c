"""Packed is smaller, and nothing is lost on the way, whenever it stops."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.paths import shipped
from strategy_editor.versions.content import Content
from strategy_editor.versions.delta import delta
from strategy_editor.versions.faults import HistoryDamaged
from strategy_editor.versions.keeping import keep
from strategy_editor.versions.packing import is_packing_due, pack
from strategy_editor.versions.repository import open_history
from strategy_editor.versions.states import keep_state, states
from strategy_editor.versions.timeline import content_of, versions
from strategy_editor.versions.version import Particulars
from tests.versions.repositories import ANNA, NOON, begun, fsck, git, keep_as, text

SAMPLE = (shipped("samples") / "egov-2014.xml").read_bytes()
lines = st.lists(st.sampled_from([b"a\n", b"b\n", b"ab", b"", b"c" * 200 + b"\n", b"\n"]),
                 max_size=30).map(b"".join)  # fmt: skip


def applied(base: bytes, instructions: bytes) -> bytes:
    """What Git does with a delta, after the description of the format."""
    at = 0

    def size():
        nonlocal at
        value = shift = 0
        while True:
            byte = instructions[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                return value

    assert size() == len(base)
    wanted, out = size(), b""
    while at < len(instructions):
        command = instructions[at]
        at += 1
        if command & 0x80:
            said = bytearray(7)
            for bit in range(7):
                if command & 1 << bit:
                    said[bit] = instructions[at]
                    at += 1
            start, length = int.from_bytes(said[:4], "little"), int.from_bytes(said[4:], "little")
            out += base[start : start + length]
        else:
            assert command
            out += instructions[at : at + command]
            at += command
    assert len(out) == wanted
    return out


@given(lines, lines)
def test_a_delta_makes_the_target_of_the_base(base, target):
    assert applied(base, delta(base, target)) == target


def test_deltas_of_small_edits_are_small():
    edited = SAMPLE.replace(b"papierlose ", b"digitale ", 1).replace(
        b"Beh\xc3\xb6rde", b"Stelle", 3
    )
    difference = delta(SAMPLE, edited)
    assert applied(SAMPLE, difference) == edited
    assert len(difference) < 4000
    huge = SAMPLE * 60
    assert applied(huge, delta(huge, huge + b"x")) == huge + b"x"


def filled(folder, count=30):
    history = begun(folder)
    for number in range(count):
        data = SAMPLE.replace(b"papierlose", b"papierlose %d" % number)
        said = Particulars(f"Fassung {number}", "decision" if number == 5 else "working")
        keep(history, Content(data, pictures={"a.png": b"\x89PNG" * 50}), said, ANNA, NOON)
    return history


def contents(history):
    return [content_of(history, each) for each in versions(history)]


def test_packing_keeps_everything_and_is_small(tmp_path):
    history = filled(tmp_path)
    before = contents(history)
    keep_state(history, text("Arbeitsstand"), "Arbeitsstand", ANNA, NOON)
    told = []
    packed = pack(history, lambda done, whole: told.append((done, whole)))
    assert packed is not None
    assert packed.size < 3 * len(SAMPLE) + 2048 * 30
    assert told[0] == (0, packed.objects)
    assert not list((history.folder / "objects").glob("[0-9a-f][0-9a-f]"))
    history = open_history(history.file)
    assert contents(history) == before
    assert content_of(history, states(history)[0].version) == text("Arbeitsstand")
    fsck(history)
    git(history.folder, "verify-pack", *(history.folder / "objects" / "pack").glob("*.idx"))
    git(tmp_path, "clone", "-q", history.folder, "clone")
    assert (tmp_path / "clone" / "strategie.xml").read_bytes() == before[0]
    assert pack(history) is None


def test_packs_become_one_again(tmp_path):
    history = begun(tmp_path)
    for number in range(4):
        keep_as(history, text(f"Stand {number}"), f"Fassung {number}")
        pack(open_history(history.file))
    before = contents(open_history(history.file))
    packs = history.folder / "objects" / "pack"
    assert len(list(packs.glob("*.pack"))) == 4
    for each in packs.iterdir():
        os.utime(each, (0, 0))
    assert pack(open_history(history.file), wholly=True) is not None
    assert len(list(packs.iterdir())) == 2
    history = open_history(history.file)
    assert contents(history) == before
    fsck(history)
    assert pack(history, wholly=True) is None


def test_what_was_just_fetched_is_not_taken_for_rubbish(tmp_path):
    history = begun(tmp_path)
    for number in range(2):
        keep_as(history, text(f"Stand {number}"), f"Fassung {number}")
        pack(open_history(history.file))
    assert pack(open_history(history.file), wholly=True) is not None
    assert len(list((history.folder / "objects" / "pack").glob("*.pack"))) == 3


def test_cancelling_leaves_everything_as_it_was(tmp_path):
    class Cancelled(Exception):
        pass

    def cancel(done, _whole):
        if done == 20:
            raise Cancelled

    history = filled(tmp_path, 10)
    before = contents(history)
    with pytest.raises(Cancelled):
        pack(history, cancel)
    assert list((history.folder / "objects" / "pack").iterdir()) == []
    assert contents(open_history(history.file)) == before
    fsck(history)


def test_a_lost_object_costs_nothing_more(tmp_path):
    history = filled(tmp_path, 3)
    lost = versions(history)[1].content
    (history.folder / "objects" / lost[:2] / lost[2:]).unlink()
    history = open_history(history.file)
    assert pack(history) is not None
    keep_as(history, text("Neu"), "Neu")
    assert pack(history) is not None
    with pytest.raises(HistoryDamaged):
        pack(open_history(history.file), wholly=True)
    history = open_history(history.file)
    assert [each.name for each in versions(history)] == [
        "Neu", "Fassung 2", "Fassung 1", "Fassung 0",
    ]  # fmt: skip
    for at in (0, 1, 3):
        assert content_of(history, versions(history)[at])


def test_it_is_due_after_many_versions_and_never_for_developers(tmp_path):
    history = begun(tmp_path)
    assert not is_packing_due(history)
    folder = history.folder / "objects" / "17"
    folder.mkdir()
    for number in range(2):
        (folder / f"{number:038}").write_bytes(b"")
    assert is_packing_due(history)
    developer = tmp_path / "repo"
    developer.mkdir()
    git(developer, "init", "-q")
    (developer / "strategie.xml").write_bytes(text("Eins"))
    git(developer, "add", ".")
    git(developer, "commit", "-qm", "One")
    theirs = open_history(developer / "strategie.xml")
    assert pack(theirs) is None
    assert not is_packing_due(theirs)
