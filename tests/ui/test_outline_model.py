"""The outline follows any run of edits exactly."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import date

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from strategy_editor.document.numbering import numbers
from strategy_editor.document.texts import title_of
from strategy_editor.editing.blank import blank
from strategy_editor.editing.edits import insert, move, remove, set_field
from strategy_editor.editing.history import Step
from strategy_editor.editing.placement import insertable, positions
from strategy_editor.errors import UserError
from strategy_editor.paths import shipped
from strategy_editor.ui.outline.entries import WORKING_TAGS, outline_children
from strategy_editor.ui.outline.model import ID_ROLE, NUMBER_ROLE, OutlineModel
from strategy_editor.workspace.session import Session

pytestmark = pytest.mark.gui


def shown(model, parent=None):
    parent = parent if parent is not None else QModelIndex()
    rows = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        assert model.parent(index) == parent
        title = None if index.data() is None else index.data()
        rows.append((index.data(ID_ROLE), index.data(NUMBER_ROLE), title, shown(model, index)))
    return rows


def expected(node, found):
    return [
        (
            child.id,
            found.get(child.id, ""),
            child.tag if child.tag in WORKING_TAGS else title_of(child) or child.tag,
            expected(child, found),
        )
        for child in outline_children(node)
    ]


def retitle(session, chance, node):
    text = (f"Titel {chance.random()}",)
    session.apply(Step("t"), lambda d: set_field(d, session.schema, node.id, "title", text))


def take_out(session, chance, node):
    if node.id != session.document.root.id:
        session.apply(Step("r"), lambda d: remove(d, [node.id]))


def add(session, chance, node):
    schema = session.schema
    tags = insertable(schema, node)
    if tags:
        tag = chance.choice(tags)
        child = blank(schema, tag, "Neu", date(2014, 4, 29))
        at = chance.choice(positions(schema, node, tag))
        session.apply(Step("a"), lambda d: insert(d, schema, node.id, child, at))


def shift(session, chance, node):
    schema, root = session.schema, session.document.root
    parents = [each for each in root.walk() if each.id and positions(schema, each, node.tag)]
    if parents and node.id != root.id:
        parent = chance.choice(parents)
        at = chance.choice(positions(schema, parent, node.tag))
        session.apply(Step("m"), lambda d: move(d, schema, node.id, parent.id, at))


def random_edit(session, chance):
    kinds = [retitle, take_out, add, shift, lambda s, _c, _n: s.undo(), lambda s, _c, _n: s.redo()]
    nodes = [each for each in session.document.root.walk() if each.id is not None]
    chance.choice(kinds)(session, chance, chance.choice(nodes))


@pytest.mark.parametrize("seed", range(12))
def test_rows_equal_the_document_after_every_edit(qapp, seed):
    chance = random.Random(seed)
    session = Session.open(shipped("resources") / "profiles" / "sachsen.de.xml")
    model = OutlineModel(session.document.root, lambda tag: tag)
    model.show(session.document.root, numbers(session.document.root))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for _ in range(60):
        with suppress(UserError):
            random_edit(session, chance)
        root = session.document.root
        found = numbers(root)
        model.show(root, found)
        assert shown(model) == expected(root, found)
    del tester


def left(node, hidden, with_text):
    children = outline_children(node, with_text=with_text)
    return [(each.id, left(each, hidden, with_text)) for each in children if each.id not in hidden]


def ids_of(rows):
    return [(row[0], ids_of(row[3])) for row in rows]


@pytest.mark.parametrize("seed", range(6))
def test_rows_are_what_the_filter_leaves_whatever_is_edited_meanwhile(qapp, seed):
    chance = random.Random(seed)
    session = Session.open(shipped("resources") / "profiles" / "sachsen.de.xml")
    model = OutlineModel(session.document.root, lambda tag: tag)
    model.path_to = lambda node_id: (
        [each.id for each in session.document.path(node_id)] if node_id in session.document else []
    )
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    hidden, with_text = set(), False
    for _ in range(40):
        with suppress(UserError):
            random_edit(session, chance)
        root = session.document.root
        model.show(root, numbers(root))
        ids = [each.id for each in root.walk() if each.id is not None and each is not root]
        hidden = hidden ^ set(chance.sample(ids, min(len(ids), chance.choice((0, 1, 5, 90)))))
        with_text ^= chance.random() < 0.2
        model.show_only(hidden, with_text=with_text, afresh=chance.random() < 0.1)
        if chance.random() < 0.7:
            assert ids_of(shown(model)) == left(root, hidden, with_text)
    assert ids_of(shown(model)) == left(root, hidden, with_text)
    del tester


def test_rows_that_did_not_change_are_not_touched(qapp):
    session = Session.open(shipped("samples") / "egov-2014.xml")
    model = OutlineModel(session.document.root, lambda tag: tag)
    model.show(session.document.root, numbers(session.document.root))
    shown(model)
    touched = []
    model.dataChanged.connect(lambda first, _last: touched.append(first.data(ID_ROLE)))
    goal = next(each for each in session.document.root.walk() if each.tag == "goal")
    session.apply(Step("t"), lambda d: set_field(d, session.schema, goal.id, "title", ("Anders",)))
    model.show(session.document.root, numbers(session.document.root))
    assert touched == [goal.id]
