"""A session: every edit can be undone, and what is saved is what is shown."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from strategy_editor.document.document import Document
from strategy_editor.document.index import ParentIndex
from strategy_editor.document.node import COMMENT, Node
from strategy_editor.editing.edits import NotAllowed, set_attribute
from strategy_editor.editing.history import Step
from strategy_editor.errors import CannotWrite, ChangedOnDisk
from strategy_editor.paths import shipped
from strategy_editor.schema.catalog import NAMESPACE, current_schema
from strategy_editor.storage.formatting import to_bytes
from strategy_editor.storage.reading import Opened, read, stamp_of
from strategy_editor.storage.writing import write
from strategy_editor.validation.check import LiveCheck
from strategy_editor.workspace import saving
from strategy_editor.workspace.session import Session
from tests import edits
from tests.checking import checked
from tests.short import goal, small_strategy
from tests.strategies import documents, make_document, own_ids, seeds

MIXED = current_schema().mixed_tags


def bytes_of(document: Document) -> bytes:
    return to_bytes(document, MIXED)


def session_on(document: Document) -> Session:
    return Session(Opened(document, stamp_of(b"")), None)


@given(documents(), seeds(), st.integers(1, 12), st.booleans())
def test_undoing_everything_gives_the_first_document_and_redoing_the_last(
    document, seed, count, typing
):
    session, random = session_on(document), Random(seed)
    before = bytes_of(document)
    for _ in range(count):
        key = random.choice(("title", None)) if typing else None
        session.apply(Step("edit"), lambda each: edits.edited(each, random), key)
    last, after = session.document, bytes_of(session.document)
    while session.undo_step is not None:
        session.undo()
    assert session.document.root is document.root
    assert bytes_of(session.document) == before
    assert not session.is_modified
    while session.redo_step is not None:
        session.redo()
    assert session.document == last
    assert bytes_of(session.document) == after


def test_an_edit_that_changes_nothing_is_no_step():
    session = session_on(small_strategy(goal("g")))
    assert not session.apply(Step("x"), lambda each: each)
    assert not session.apply(Step("x"), lambda each: set_attribute(each, "g", "tags", None))
    assert session.undo_step is None


def test_an_edit_that_raises_leaves_all_as_it_was():
    session = session_on(small_strategy(goal("g")))
    before = session.document

    def fail(_document):
        raise NotAllowed("error.not-allowed-here", element="goal", parent="title")

    with pytest.raises(NotAllowed):
        session.apply(Step("x"), fail)
    assert session.document is before
    assert session.undo_step is None


def test_a_change_outside_the_root_is_a_change_too():
    document = small_strategy(goal("g"))
    session = session_on(document)
    comment = Node(COMMENT, (), ("checked",))
    assert session.apply(Step("x"), lambda each: replace(each, prolog=(comment,)))
    assert session.is_modified
    session.undo()
    assert session.document == document
    assert not session.is_modified


def test_a_later_version_is_opened_to_be_looked_at(tmp_path):
    path = tmp_path / "later.xml"
    path.write_text(f'<strategy xmlns="{NAMESPACE}" id="s" version="1.7"/>')
    session = Session.open(path)
    assert session.is_read_only
    assert session.newer_version == "1.7"


def test_what_somebody_else_wrote_is_not_overwritten(tmp_path):
    path = tmp_path / "a.xml"
    write(small_strategy(goal("g")), path)
    session = Session.open(path)
    session.apply(Step("x"), lambda each: set_attribute(each, "g", "priority", "high"))
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(ChangedOnDisk):
        session.save()
    assert session.is_modified
    other = tmp_path / "b.xml"
    session.save_as(other)
    assert not session.is_modified
    assert session.path == other
    assert read(other).document == session.document


class Sessions(RuleBasedStateMachine):
    """A user at work; after each step everything fits together."""

    @initialize(seed=seeds(), budget=st.integers(0, 60))
    def start(self, seed, budget):
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "strategy.xml"
        write(make_document(seed, budget), self.path)
        self.session = Session.open(self.path)
        self.live = LiveCheck()
        # What undo and redo must lead to: all revisions and where we are among them.
        self.revisions = [self.session.document]
        self.at = 0
        self.saved = self.session.document.root

    def teardown(self):
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    def _apply(self, edit, seed):
        random = Random(seed)
        try:
            changed = self.session.apply(Step("x"), lambda each: edit(each, random))
        except NotAllowed:
            return
        if changed:
            self.revisions[self.at + 1 :] = [self.session.document]
            self.at += 1

    @rule(seed=seeds())
    def change_an_attribute(self, seed):
        self._apply(edits.change_attribute, seed)

    @rule(seed=seeds())
    def change_a_field(self, seed):
        self._apply(edits.change_field, seed)

    @rule(seed=seeds())
    def change_a_text(self, seed):
        self._apply(edits.change_text, seed)

    @rule(seed=seeds())
    def insert(self, seed):
        self._apply(edits.insert_child, seed)

    @rule(seed=seeds())
    def remove(self, seed):
        self._apply(edits.take_out, seed)

    @rule(seed=seeds())
    def move(self, seed):
        self._apply(edits.move_somewhere, seed)

    @rule(seed=seeds())
    def move_a_step(self, seed):
        self._apply(edits.move_a_step, seed)

    @rule(seed=seeds())
    def choose_a_lead(self, seed):
        self._apply(edits.choose_lead, seed)

    @rule()
    def undo(self):
        self.session.undo()
        self.at = max(0, self.at - 1)

    @rule()
    def redo(self):
        self.session.redo()
        self.at = min(len(self.revisions) - 1, self.at + 1)

    @rule()
    def save(self):
        self.session.save()
        self.saved = self.session.document.root
        assert self.path.read_bytes() == bytes_of(self.session.document)

    @rule()
    def reopen(self):
        self.session = Session.open(self.path)
        assert self.session.document.root == self.saved
        self.revisions, self.at = [self.session.document], 0
        self.saved = self.session.document.root

    @invariant()
    def the_document_is_the_expected_one(self):
        assert self.session.document.root is self.revisions[self.at].root

    @invariant()
    def it_is_modified_where_it_is_not_the_saved_one(self):
        assert self.session.is_modified == (self.session.document.root is not self.saved)

    @invariant()
    def the_index_is_right(self):
        index, root = self.session.document.index, self.session.document.root
        fresh = ParentIndex(root)
        assert len(index) == len(fresh)
        assert all(index.parent_id(each) == fresh.parent_id(each) for each in own_ids(root))

    @invariant()
    def checking_finds_the_same_live_and_anew(self):
        assert self.live.run(self.session.document.root) == checked(self.session.document)


Sessions.TestCase.settings = settings(max_examples=12, stateful_step_count=20)
TestASession = Sessions.TestCase


def test_where_the_drive_is_gone_its_folder_is_not_filled(tmp_path, monkeypatch):
    """The empty folder that a network drive hung on is no place for the text."""
    path = tmp_path / "strategie.xml"
    shutil.copy(shipped("samples") / "landkreis-2030.xml", path)
    session = Session(read(path), path)
    path.unlink()
    monkeypatch.setattr(saving, "drive_of", lambda _path: -1)
    with pytest.raises(CannotWrite) as raised:
        session.saving().run()
    assert raised.value.key == "error.drive-away"
    assert not path.exists()
    # Who names the place means it; and a file that was only deleted is written anew.
    session.saving(path).run()
    assert path.exists()
    path.unlink()
    monkeypatch.undo()
    session.saving().run()
    assert path.exists()
