"""Whatever a session goes through, a crash leaves just what was kept last."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from random import Random

from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from strategy_editor.document.document import Document
from strategy_editor.editing.edits import NotAllowed
from strategy_editor.editing.history import Step
from strategy_editor.errors import ChangedOnDisk
from strategy_editor.recovery.about import read_about, write_about
from strategy_editor.recovery.offers import offers, recover
from strategy_editor.recovery.recorder import Recorder
from strategy_editor.storage.owner import Owner, this_program
from strategy_editor.storage.reading import read
from strategy_editor.storage.writing import write
from strategy_editor.workspace.recovering import on_top_of
from strategy_editor.workspace.session import Session
from tests import edits
from tests.editing.test_verbs_laws import VERBS, chosen
from tests.strategies import make_document, seeds

ENDED = Owner("somebody", this_program().host, 2**22 + 1)


class Sessions(RuleBasedStateMachine):
    """What the window does to sessions and their recovery folders, one after the other."""

    @initialize(seed=seeds())
    def begin(self, seed):
        self.folder = Path(tempfile.mkdtemp())
        self.path, self.root = self.folder / "s.xml", self.folder / "recovery"
        write(make_document(seed, 60), self.path)
        self.expected: Document | None = None
        self.open()

    def open(self):
        self.session = Session.open(self.path)
        self.session._recorder = Recorder(
            self.session.document, file=self.path, stamp=self.session.stamp, media=self.path,
            root=self.root,
        )  # fmt: skip

    @rule(seed=seeds())
    def edit(self, seed):
        random = Random(seed)
        self.session.apply(Step("x"), lambda each: edits.edited(each, random))

    @rule(seed=seeds())
    def change_the_structure(self, seed):
        random = Random(seed)
        try:
            self.session.apply(
                Step("x"), lambda each: random.choice(VERBS)(each, random, chosen(each, random))
            )
        except (NotAllowed, IndexError):
            return

    @rule()
    def undo(self):
        self.session.undo()

    @rule()
    def redo(self):
        self.session.redo()

    @rule()
    def keep(self):
        session = self.session
        if not session.is_modified and not session.is_recorded:
            return
        session.recorder.write(session.document, is_modified=session.is_modified)
        self.expected = session.document if session.is_modified else None
        if session.adopted is not None:
            session.adopted()
            session.adopted = None

    @rule(seed=seeds())
    def somebody_else_saves(self, seed):
        there, random = read(self.path).document, Random(seed)
        write(edits.edited(there, random), self.path)

    @rule()
    def save(self):
        session = self.session
        try:
            session.save()
        except ChangedOnDisk:
            session.take_over(read(self.path))
            return
        assert read(self.path).document == session.document
        session.keeping_saved()()
        if session.is_recorded:
            self.expected = None

    @rule()
    def crash(self):
        for folder in self.root.iterdir() if self.root.exists() else ():
            write_about(folder, replace(read_about(folder), owner=ENDED))
        found = offers(self.root)
        if self.expected is None:
            assert found == []
            self.open()
            return
        assert len(found) == 1
        recovered = recover(found[0])
        assert recovered.document == self.expected
        file = read(self.path)
        assert (recovered.file_state == "same") == (file.stamp == found[0].about.stamp)
        self.open()
        on_top_of(self.session, found[0], recovered)
        assert self.session.document == self.expected
        self.session.undo()
        assert self.session.document == file.document
        self.session.redo()

    def teardown(self):
        if not hasattr(self, "folder"):
            return
        last, count = self.session.document, 0
        while self.session.undo() is not None:
            count += 1
        for _ in range(count):
            self.session.redo()
        assert self.session.document == last
        shutil.rmtree(self.folder)


Sessions.TestCase.settings = settings(max_examples=25, stateful_step_count=25)
TestSessions = Sessions.TestCase
