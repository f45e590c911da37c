"""What costs how much with the stress file open: reading, editing, checking, writing, comparing."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from itertools import count, cycle, islice
from pathlib import Path

from lxml import etree

from strategy_editor.document.document import Document
from strategy_editor.document.index import ParentIndex
from strategy_editor.document.node import Node
from strategy_editor.document.numbering import numbers
from strategy_editor.editing.blank import blank
from strategy_editor.editing.edits import insert, move, place, remove
from strategy_editor.editing.history import Step
from strategy_editor.schema.catalog import current_schema, load_validator
from strategy_editor.storage.formatting import to_bytes
from strategy_editor.storage.reading import Opened, read_tree, stamp_of
from strategy_editor.storage.rewriting import Rewriter
from strategy_editor.storage.writing import replace_file, write
from strategy_editor.validation.check import LiveCheck
from strategy_editor.workspace.session import Edit, Session
from tests.bench.measure import (
    ROOT,
    SEED,
    Effort,
    Row,
    against,
    best_in_turns,
    longest,
    median,
    middle,
    milliseconds,
    swept,
)
from tests.stress.grow import grow

STEP = Step("edit.set")
_INDEX_CHECKS = 3
"""How many revisions of each kind have their index held against a new one; that takes long."""


class StressFile:
    """The stress document, in memory and in a folder that goes when the run ends."""

    def __init__(self, effort: Effort) -> None:
        self.effort = effort
        self.document = grow(effort.blocks, SEED)
        self._folder = tempfile.TemporaryDirectory(prefix="strategy-bench-")
        self.folder = Path(self._folder.name)
        self.path = self.folder / "stress.xml"
        write(self.document, self.path)
        # As the window does once a file is open.
        gc.collect()
        gc.freeze()

    def session(self) -> Session:
        """Return a session on the document."""
        return Session(Opened(Document(self.document.root), stamp_of(b"")), None)

    @cached_property
    def edits(self) -> Edits:
        """What is done to the document, spread over it."""
        return Edits(self.document.root, self.effort.edits)

    def close(self) -> None:
        """Remove the files."""
        self._folder.cleanup()


@dataclass(frozen=True)
class Edits:
    """Edits of each kind, spread evenly over a document."""

    root: Node
    amount: int

    def texts(self) -> Iterator[Edit]:
        """Change the running text of paragraphs."""
        for number, node in enumerate(self._spread("paragraph")):
            content = (f"Neuer Wortlaut {number}. ", *node.content)
            yield _rewording(node, content)

    def insertions(self) -> Iterator[Edit]:
        """Put new paragraphs beside others."""
        numbers_ = count(1)
        for node in self._spread("paragraph"):
            fresh = blank(current_schema(), "paragraph", "Neu.", date(2014, 4, 29),
                          lambda: f"bench{next(numbers_)}")  # fmt: skip
            yield _insertion(node, fresh)

    def moves(self) -> Iterator[Edit]:
        """Move measures to the front of what they stand in."""
        yield from map(_moving, self._spread("measure"))

    def deletions(self) -> Iterator[Edit]:
        """Delete measures with all below them."""
        for node in self._spread("measure"):
            yield _deletion(node)

    def new_sections(self) -> Iterator[Edit]:
        """Put new sections before others, so that numbers behind them change."""
        numbers_ = count(1)
        for node in self._spread("section"):
            fresh = blank(current_schema(), "section", "Neu", date(2014, 4, 29),
                          lambda: f"bench{next(numbers_)}")  # fmt: skip
            yield _insertion(node, fresh, behind=0)

    def _spread(self, tag: str) -> list[Node]:
        found = [node for node in self.root.walk() if node.tag == tag]
        return found[:: max(1, len(found) // self.amount)][: self.amount]


def _rewording(node: Node, content: tuple[Node | str, ...]) -> Edit:
    return lambda document: document.updated(node.id or "", lambda old: old.with_content(content))


def _insertion(node: Node, fresh: Node, behind: int = 1) -> Edit:
    def edit(document: Document) -> Document:
        parent, at = place(document, node.id or "")
        return insert(document, current_schema(), parent.id or "", fresh, at + behind)

    return edit


def _moving(node: Node) -> Edit:
    def edit(document: Document) -> Document:
        parent, at = place(document, node.id or "")
        first = next(
            at for at, part in enumerate(parent.content) if getattr(part, "tag", "") == node.tag
        )
        to = first if at != first else len(parent.content)
        return move(document, current_schema(), node.id or "", parent.id or "", to)

    return edit


def _deletion(node: Node) -> Edit:
    return lambda document: remove(document, [node.id or ""])


def opening(stress: StressFile) -> Iterator[Row]:
    """A file into a validated document with its index, against parsing and validating alone."""
    validator = load_validator()

    def ours() -> None:
        tree, opened = read_tree(stress.path)
        validator.validate(tree.getroot())
        assert opened.document.index is not None

    def peer() -> None:
        validator.validate(etree.parse(stress.path))

    best = best_in_turns(stress.effort.rounds, ours, peer)
    how = f"best of {stress.effort.rounds}"
    name = "lxml: parse, validate"
    yield against("open the stress file", how, name, ours=best[0], peer=best[1], goal=3.5)


def editing(stress: StressFile) -> Iterator[Row]:
    """Single edits and taking them back, through the session that keeps the index."""
    kinds = (
        ("edit a text", stress.edits.texts, 1.0),
        ("insert a paragraph", stress.edits.insertions, 5.0),
        ("move a measure", stress.edits.moves, 5.0),
        ("delete a measure", stress.edits.deletions, 5.0),
    )
    for what, edits, goal in kinds:
        session = stress.session()
        done, undone = [], []
        for number, edit in enumerate(edits()):
            done.append(milliseconds(partial(session.apply, STEP, edit)))
            if number < _INDEX_CHECKS:
                _check_index(session)
            undone.append(milliseconds(session.undo))
        assert session.document.root is stress.document.root
        _check_index(session)
        how = f"median of {len(done)}"
        yield Row(what, median(done), "ms", how, goal=goal)
        yield Row(what + ", undo", median(undone), "ms", how, goal=goal)


def _check_index(session: Session) -> None:
    """What the session's index says is what a new one would say."""
    document = session.document
    fresh, kept = ParentIndex(document.root), document.index
    assert len(fresh) == len(kept)
    for node in document.root.walk():
        if node.id is not None:
            assert fresh.parent_id(node.id) == kept.parent_id(node.id)


def live_check(stress: StressFile) -> Iterator[Row]:
    """The check that runs after each edit."""
    live = LiveCheck()
    document = stress.document
    first = swept(lambda: live.run(document.root))
    times = []
    for edit in stress.edits.texts():
        document = edit(document)
        times.append(swept(partial(live.run, document.root)))
    yield longest("check everything the first time", [first])
    yield middle("check after an edit", times)


def saving(stress: StressFile) -> Iterator[Row]:
    """Writing the file safely, against lxml's serialiser with the same safe writing."""
    tree = etree.parse(stress.path)
    rewriter, revisions = Rewriter(current_schema().mixed_tags), [stress.document]
    rewriter.to_bytes(stress.document)
    revisions += [edit(stress.document) for edit in islice(stress.edits.texts(), 5)]
    revision = cycle(revisions)
    ours, other = stress.folder / "ours.xml", stress.folder / "other.xml"
    best = best_in_turns(
        stress.effort.rounds,
        lambda: write(stress.document, ours),
        lambda: replace_file(other, etree.tostring(tree, encoding="UTF-8")),
        lambda: replace_file(ours, rewriter.to_bytes(next(revision))),
        lambda: to_bytes(stress.document, current_schema().mixed_tags),
    )
    how = f"best of {stress.effort.rounds}"
    yield against("save the stress file", how, "lxml: serialise, write", ours=best[0], peer=best[1])
    yield Row("of this, the canonical form", best[3], "ms", how)
    yield against("save it again after an edit", how, "the same", ours=best[2], peer=best[1])


def memory(stress: StressFile) -> Iterator[Row]:
    """What the open document holds, in a process of its own, against lxml's tree."""
    held = {}
    for kind in ("document", "tree"):
        command = [sys.executable, "-m", "tests.bench.memory", kind, str(stress.path)]
        done = subprocess.run(
            command, check=True, cwd=ROOT, env=dict(os.environ), capture_output=True, timeout=600
        )
        held[kind] = json.loads(done.stdout)
    if held["document"] is not None:
        yield against(
            "memory of the open stress file", "once", "lxml: tree",
            ours=held["document"], peer=held["tree"], unit="MB",
        )  # fmt: skip


def outline(stress: StressFile) -> Iterator[Row]:
    """The outline following an edit, printed numbers counted anew."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication, QTreeView

    from strategy_editor.ui.outline.model import OutlineModel

    application = QApplication.instance() or QApplication([])
    root = stress.document.root
    model = OutlineModel(root, str)
    view = QTreeView()
    view.setModel(model)
    view.expandToDepth(0)

    def follow(shown: Node) -> None:
        model.show(shown, numbers(shown))

    follow(root)
    kinds = (
        ("outline follows a text", stress.edits.texts),
        ("outline follows a new section", stress.edits.new_sections),
    )
    for what, edits in kinds:
        roots = [shown for edit in edits() for shown in (edit(stress.document).root, root)]
        times = [milliseconds(partial(follow, shown)) for shown in roots]
        yield Row(what, median(times), "ms", f"median of {len(times)}", goal=16.0)
    assert application is not None
