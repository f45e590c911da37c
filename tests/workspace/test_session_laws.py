"""A session under edits, undo, redo, saving and reloading in any order."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from strategy_editor.editing.history import Step
from strategy_editor.recovery.folder import JOURNAL
from strategy_editor.recovery.journal import records
from strategy_editor.recovery.patch import patched
from strategy_editor.recovery.recorder import Recorder
from strategy_editor.storage.reading import read
from strategy_editor.storage.writing import write
from strategy_editor.workspace.session import Session
from tests import edits
from tests.strategies import make_document, seeds


class SessionMachine(RuleBasedStateMachine):
    """What a window does to its session, without the window."""

    @initialize(seed=seeds())
    def begin(self, seed):
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "strategy.xml"
        write(make_document(seed, 60), self.path)
        self.session = Session.open(self.path)
        self.kept = Recorder(
            self.session.document, file=self.path, stamp=self.session.stamp,
            root=Path(self.folder.name) / "recovery",
        )  # fmt: skip
        self.opened = self.session.document
        self.first = self.opened.root

    @rule(seed=seeds())
    def edit(self, seed):
        random = Random(seed)
        self.session.apply(Step("edit.set"), lambda document: edits.edited(document, random))

    @rule()
    def undo(self):
        before = self.session.document
        if self.session.undo() is not None:
            self.session.redo()
            assert self.session.document.root is before.root
            self.session.undo()

    @rule()
    def redo(self):
        self.session.redo()

    @rule()
    def save(self):
        self.session.save()
        assert not self.session.is_modified
        assert read(self.path).stamp == self.session.stamp

    @rule()
    def reload(self):
        self.session.take_over(read(self.path))
        assert not self.session.is_modified

    @rule()
    def keep(self):
        self.kept.write(self.session.document, is_modified=self.session.is_modified)
        journal = self.kept.folder / JOURNAL
        if not journal.exists():
            return
        document = self.opened
        for record in records(journal.read_bytes()):
            document = patched(document, record["change"])
        assert document.root == self.session.document.root

    @invariant()
    def ids_are_known_where_they_are(self):
        if not hasattr(self, "session"):
            return
        document = self.session.document
        for node in document.root.walk():
            if node.id is not None:
                assert document.node(node.id) is node
                assert document.path(node.id)[-1] is node

    def teardown(self):
        if not hasattr(self, "session"):
            return
        last, count = self.session.document, 0
        while self.session.undo() is not None:
            count += 1
        assert self.session.document.root is self.first
        for _ in range(count):
            self.session.redo()
        assert self.session.document.root is last.root
        self.folder.cleanup()


TestSession = SessionMachine.TestCase
TestSession.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
