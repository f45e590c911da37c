"""Files of an earlier vocabulary: opened as they are, written in ours once they were edited."""

from __future__ import annotations

import pytest

from strategy_editor.comparison.compare import compare
from strategy_editor.comparison.taking import apply
from strategy_editor.editing.edits import set_attribute
from strategy_editor.editing.history import Step
from strategy_editor.paths import shipped
from strategy_editor.schema.catalog import VERSION, is_older
from strategy_editor.storage.reading import read
from strategy_editor.workspace.session import Session

SAMPLES = sorted(shipped("samples").glob("*.xml"))


def edit(session: Session) -> None:
    node_id = session.document.root.id or ""
    session.apply(Step("edit"), lambda old: set_attribute(old, node_id, "xml:lang", "en"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_an_old_file_that_was_not_edited_keeps_every_byte(tmp_path, sample):
    path = tmp_path / sample.name
    path.write_bytes(sample.read_bytes())
    session = Session.open(path)
    session.save()
    assert path.read_bytes() == sample.read_bytes()
    session.save_as(tmp_path / "copy.xml")
    assert (tmp_path / "copy.xml").read_bytes() == sample.read_bytes()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_an_edited_one_is_written_in_the_present_vocabulary_as_part_of_the_edit(tmp_path, sample):
    path = tmp_path / sample.name
    path.write_bytes(sample.read_bytes())
    session = Session.open(path)
    before = session.document
    assert is_older(before.root.get("version"))
    edit(session)
    assert session.migrates_from == "1.0"
    session.save()
    assert read(path).document == session.document
    assert session.document.root.get("version") == VERSION
    assert not session.is_modified
    assert session.migrates_from == ""
    session.undo()
    assert session.document.root is before.root
    session.redo()
    assert not session.is_modified


def test_what_counts_as_older():
    assert is_older("1.0")
    assert not is_older(VERSION)
    assert not any(map(is_older, ("", "x", "1", "1.0.0", "2.0", "1.10")))


def test_taking_the_file_over_or_undoing_leaves_the_version(tmp_path):
    path = tmp_path / "a.xml"
    path.write_bytes(SAMPLES[0].read_bytes())
    session = Session.open(path)
    edit(session)
    session.undo()
    assert session.document.root.get("version") == "1.0"
    session.redo()
    session.take_over(read(path))
    assert session.document.root.get("version") == "1.0"
    assert not session.is_modified
    assert session.migrates_from == ""


def test_the_version_alone_is_no_change_of_a_strategy():
    old = read(SAMPLES[0]).document
    new = old.with_root(old.root.with_attribute("version", VERSION))
    comparison = compare(old, new)
    assert comparison.changes == ()
    assert comparison.differs
    assert apply(comparison, old) == new
    assert apply(compare(new, old), new) == old
