"""The recovery folder of a document: what is written, what is offered, what a full disk does."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document.document import Document
from strategy_editor.errors import CannotRead, CannotWrite
from strategy_editor.recovery import journal
from strategy_editor.recovery import offers as offering
from strategy_editor.recovery import recorder as recording
from strategy_editor.recovery.about import read_about, write_about
from strategy_editor.recovery.offers import discard, forget, offers, recover
from strategy_editor.recovery.recorder import Recorder
from strategy_editor.storage.owner import Owner, is_running, this_program
from strategy_editor.storage.reading import read
from strategy_editor.storage.writing import write
from tests import edits
from tests.short import claim, goal, small_strategy
from tests.strategies import documents, seeds

ENDED = Owner("somebody", this_program().host, 2**22 + 1)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "strategy.xml"
    write(small_strategy(goal("g"), claim("c")), path)
    return path


@pytest.fixture
def root(tmp_path):
    return tmp_path / "recovery"


def begun(file, root) -> tuple[Recorder, Document]:
    opened = read(file)
    kept = Recorder(opened.document, file=file, stamp=opened.stamp, media=file, root=root)
    return kept, opened.document


def titled(document: Document, title: str) -> Document:
    return document.updated("g", lambda node: node.with_attribute("mark", title))


def crash(root) -> None:
    """Let everything that was kept look as if its program had ended."""
    for folder in root.iterdir():
        about = read_about(folder)
        write_about(folder, replace(about, owner=ENDED))


def test_nothing_is_written_before_the_first_change(file, root):
    kept, document = begun(file, root)
    kept.write(document, is_modified=False)
    kept.beat()
    kept.discard()
    assert not root.exists()


def test_what_was_typed_is_offered_after_a_crash_and_the_file_is_untouched(file, root):
    before = file.read_bytes()
    kept, document = begun(file, root)
    for text in ("one", "two", "three"):
        document = titled(document, text)
        kept.write(document, is_modified=True)
    assert offers(root) == [], "what a running program keeps is its own"
    crash(root)
    (offer,) = offers(root)
    assert (offer.about.file, offer.about.title) == (file, "Small")
    found = recover(offer)
    assert found.document.root == document.root
    assert found.file_state == "same"
    assert file.read_bytes() == before


def test_two_crashed_sessions_of_one_file_are_both_offered(file, root):
    for text in ("mine", "theirs"):
        kept, document = begun(file, root)
        kept.write(titled(document, text), is_modified=True)
    crash(root)
    found = {recover(each).document.node("g").get("mark") for each in offers(root)}
    assert found == {"mine", "theirs"}


def test_the_base_is_ours_where_the_file_was_changed_or_taken_away(file, root):
    kept, document = begun(file, root)
    kept.write(titled(document, "mine"), is_modified=True)
    crash(root)
    write(titled(document, "somebody else's"), file)
    assert recover(offers(root)[0]).file_state == "changed"
    file.unlink()
    found = recover(offers(root)[0])
    assert (found.document.node("g").get("mark"), found.file_state) == ("mine", "missing")


def test_a_file_changed_before_the_first_change_does_not_matter(file, root):
    kept, document = begun(file, root)
    write(titled(document, "somebody else's"), file)
    kept.write(titled(document, "mine"), is_modified=True)
    crash(root)
    found = recover(offers(root)[0])
    assert found.document.root == titled(document, "mine").root
    assert found.file_state == "changed"


def test_a_document_without_a_file_comes_back_whole(root):
    document = small_strategy(goal("g"))
    kept = Recorder(document, root=root)
    kept.write(titled(document, "new"), is_modified=True)
    crash(root)
    found = recover(offers(root)[0])
    assert (found.document.root, found.file_state) == (titled(document, "new").root, "none")


def test_what_was_saved_is_not_offered_and_what_came_after_is(file, root):
    kept, document = begun(file, root)
    saved = titled(document, "saved")
    kept.write(saved, is_modified=True)
    kept.secure_base()
    stamp = write(saved, file)
    kept.saved(saved, file, stamp, is_modified=False)
    folder = kept.folder
    kept.write(titled(saved, "after"), is_modified=True)
    crash(root)
    (offer,) = offers(root)
    found = recover(offer)
    assert (found.document.node("g").get("mark"), found.file_state) == ("after", "same")
    kept.write(saved, is_modified=False)
    crash(root)
    assert offers(root) == []
    assert not folder.exists()


@given(documents(40), seeds(), st.integers(1, 8), st.booleans())
def test_what_is_recovered_is_the_document(tmp_path_factory, document, seed, count, small):
    folder = tmp_path_factory.mktemp("law")
    write(document, folder / "s.xml")
    kept, document = begun(folder / "s.xml", folder / "recovery")
    random = Random(seed)
    largest = recording._LARGEST
    recording._LARGEST = 300 if small else largest
    try:
        for _ in range(count):
            document = edits.edited(document, random)
            kept.write(document, is_modified=True)
    finally:
        recording._LARGEST = largest
    if kept.folder.exists():
        crash(folder / "recovery")
        assert recover(offers(folder / "recovery")[0]).document == document


def failing(code):
    def fail(*_args, **_kwargs):
        raise OSError(code, os.strerror(code))

    return fail


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
@pytest.mark.parametrize("call", ["write", "fsync", "ftruncate", "open"])
def test_a_disk_that_fails_for_a_while_loses_nothing(file, root, monkeypatch, call, code):
    kept, document = begun(file, root)
    kept.write(titled(document, "before"), is_modified=True)
    with monkeypatch.context() as patched:
        patched.setattr(journal.os, call, failing(code))
        with pytest.raises((OSError, CannotWrite)):
            kept.write(titled(document, "while"), is_modified=True)
    kept.write(titled(document, "after"), is_modified=True)
    crash(root)
    assert recover(offers(root)[0]).document.node("g").get("mark") == "after"


def test_a_disk_that_fills_up_in_a_record_leaves_the_one_before(file, root, monkeypatch):
    kept, document = begun(file, root)
    kept.write(titled(document, "before"), is_modified=True)
    real = os.write
    with monkeypatch.context() as patched:
        calls = []

        def half(handle, data):
            calls.append(data)
            if len(calls) > 1:
                raise OSError(errno.ENOSPC, "full")
            return real(handle, data[: len(data) // 2])

        patched.setattr(journal.os, "write", half)
        with pytest.raises(OSError, match="full"):
            kept.write(titled(document, "while"), is_modified=True)
    crash(root)
    assert recover(offers(root)[0]).document.node("g").get("mark") == "before"


def test_a_state_folder_that_cannot_be_made_is_said_and_harms_nothing(file, tmp_path):
    (tmp_path / "taken").write_text("a file")
    kept, document = begun(file, tmp_path / "taken")
    with pytest.raises((OSError, CannotWrite)):
        kept.write(titled(document, "x"), is_modified=True)


def test_what_was_discarded_is_kept_aside_for_a_while(file, root):
    kept, document = begun(file, root)
    kept.write(titled(document, "x"), is_modified=True)
    kept.discard()
    kept.write(titled(document, "later"), is_modified=True)
    (offer,) = offers(root)
    assert offer.is_discarded
    assert recover(offer).document.node("g").get("mark") == "x"
    old = datetime.now(UTC) - offering.KEEP_DISCARDED - timedelta(days=1)
    write_about(offer.folder, replace(offer.about, discarded=old.isoformat()))
    assert offers(root) == []
    assert list(root.iterdir()) == []


def test_an_offer_can_be_discarded_and_forgotten(file, root):
    kept, document = begun(file, root)
    kept.write(titled(document, "x"), is_modified=True)
    crash(root)
    discard(offers(root)[0])
    assert offers(root)[0].is_discarded
    forget(offers(root)[0])
    assert offers(root) == []


def test_a_program_at_another_machine_counts_as_running_while_it_gives_signs(file, root):
    kept, document = begun(file, root)
    kept.write(titled(document, "x"), is_modified=True)
    write_about(kept.folder, replace(read_about(kept.folder), owner=Owner("u", "elsewhere", 1)))
    assert offers(root) == []
    silent = datetime.now(UTC).timestamp() - offering._BEAT_LIMIT - 5
    os.utime(kept.folder / recording.JOURNAL, (silent, silent))
    assert len(offers(root)) == 1
    kept.beat()
    assert offers(root) == []


@given(st.data())
def test_damaged_folders_never_end_the_program(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("damaged")
    write(small_strategy(goal("g")), folder / "s.xml")
    root = folder / "recovery"
    kept, document = begun(folder / "s.xml", root)
    states = [titled(document, text) for text in ("a", "b", "c")]
    for state in states:
        kept.write(state, is_modified=True)
    crash(root)
    name = data.draw(st.sampled_from(["about.json", "journal", "base.xml"]))
    content = bytearray((kept.folder / name).read_bytes())
    at = data.draw(st.integers(0, 10**6)) % len(content)
    if data.draw(st.booleans()):
        content[at] ^= data.draw(st.integers(1, 255))
    else:
        del content[at:]
    (kept.folder / name).write_bytes(content)
    for offer in offers(root):
        try:
            found = recover(offer)
        except CannotRead:
            continue
        assert found.document.root in [each.root for each in states]


def test_only_a_program_that_runs_counts_as_running():
    me = this_program()
    assert is_running(me)
    assert is_running(replace(me, started="another")) is (not me.started)
    assert is_running(ENDED) is False
    assert is_running(replace(me, host="elsewhere")) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")
def test_a_file_that_became_a_pipe_is_not_waited_for(file, root):
    kept, document = begun(file, root)
    file.unlink()
    os.mkfifo(file)
    kept.write(titled(document, "one"), is_modified=True)
    crash(root)
    (offer,) = offers(root)
    found = recover(offer)
    assert found.document.node("g").get("mark") == "one"
    assert found.file_state == "changed"


def test_a_file_whose_drive_is_away_is_no_obstacle(file, root, monkeypatch):
    kept, document = begun(file, root)
    kept.write(titled(document, "one"), is_modified=True)
    crash(root)
    (offer,) = offers(root)

    def away(_path):
        raise OSError(errno.EHOSTDOWN, "away")

    monkeypatch.setattr(type(file), "exists", away)
    found = recover(offer)
    assert found.document.node("g").get("mark") == "one"
    assert found.file_state == "unreadable"
