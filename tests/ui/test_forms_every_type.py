"""The form of every element type: each kind of field is filled, read back and found valid."""

from __future__ import annotations

from random import Random

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit

from strategy_editor.document.document import Document
from strategy_editor.forms.plan import plan
from strategy_editor.schema.catalog import current_schema, load_validator
from strategy_editor.storage.elements import to_element
from strategy_editor.storage.reading import Opened
from strategy_editor.ui.form.choices import ChoiceInput
from strategy_editor.ui.form.inputs import BooleanInput, LineInput
from strategy_editor.ui.form.lines_field import LinesField
from strategy_editor.ui.form.node_form import NodeForm
from strategy_editor.ui.form.text_field import TextField
from strategy_editor.workspace.session import Session
from tests.strategies import make_document
from tests.ui.window_kit import make_window

pytestmark = pytest.mark.gui
SCHEMA = current_schema()
TAGS = [tag for tag in SCHEMA.elements if SCHEMA.elements[tag].is_identified]
_FIXED = frozenset({"@version", "@xml:lang", "@file"})
VALUES = {
    "date": ("31.12.2019", "2019-12-31"), "partial-date": ("12/2019", "2019-12"),
    "year": ("2019", "2019"), "decimal": ("12,5", "12.5"), "years": ("2,5", "2.5"),
    "span": ("2", "2"), "column-width": ("50", "50"), "label": ("Kurz", "Kurz"),
    "labels": ("eins zwei", "eins zwei"), "anyURI": ("https://www.sachsen.de",) * 2,
    "language": ("en", "en"), "version": ("1.0", "1.0"), "hash": ("a" * 64,) * 2,
    "date-time": ("2019-12-31T10:00:00",) * 2, "file-name": ("bild.png",) * 2,
}  # fmt: skip


def documents_with_every_type() -> dict[str, tuple[Document, str]]:
    """A valid document for each element type, and the id of one such element in it."""
    found: dict[str, tuple[Document, str]] = {}
    for seed in range(200):
        document = make_document(seed, 160)
        for node in document.root.walk():
            if node.id is not None and node.tag in TAGS and node.tag not in found:
                found[node.tag] = (document, node.id)
        if len(found) == len(TAGS):
            break
    return found


def put(widget, text):
    """Replace all text as a user who pastes does: one edit."""
    QApplication.clipboard().setText(text)
    widget.setFocus()
    widget.selectAll()
    widget.paste()


class Filler:
    """Fills the fields of one form as a user would and says whether the file has it."""

    def __init__(self, window, form, node_id):
        self.controller, self.form, self.node_id = window.controller, form, node_id

    def node(self):
        return self.controller.session.document.node(self.node_id)

    def value(self, key):
        return self.node().get(key[1:]) if key[:1] == "@" else self.node().text_of(key)

    def fill(self, planned):
        self.form.focus_field(planned.key)
        field = self.form.field(planned.key)
        if isinstance(field, TextField | LinesField):
            self.write(field, planned)
        elif isinstance(field.input, LineInput):
            self.type(field.input, planned)
        elif isinstance(field.input, BooleanInput):
            before = self.value(planned.key)
            field.input.box.click()
            assert self.value(planned.key) != before, planned.key
        elif isinstance(field.input, ChoiceInput) and planned.kind != "lead":
            self.choose(field.input.box, planned)

    def write(self, field, planned):
        kind = QTextEdit if isinstance(field, TextField) else QLineEdit
        if not field.findChildren(kind):
            field.add_one()
        put(field.findChildren(kind)[0], "Geschrieben.")
        own = planned.kind == "own-text"
        assert "Geschrieben." in (self.node().text if own else self.value(planned.key))

    def type(self, shown, planned):
        name = planned.attribute.value_type.name if planned.attribute else "line"
        typed, expected = VALUES.get(name, ("Geschrieben.", "Geschrieben."))
        put(shown.line, typed)
        shown.line.editingFinished.emit()
        assert self.value(planned.key) == expected, planned.key

    def choose(self, box, planned):
        box._fill()
        at = box.count() - 1
        chosen = box.itemData(at)
        box.setCurrentIndex(at)
        box.activated.emit(at)
        assert self.value(planned.key) == chosen, planned.key


def test_the_form_of_every_type_is_filled_and_gives_a_valid_element(qtbot):
    window, validator, random = make_window(qtbot), load_validator(), Random(7)
    examples = documents_with_every_type()
    assert sorted(examples) == sorted(TAGS)
    faults, shown = [], None
    for tag, (document, node_id) in sorted(examples.items(), key=lambda each: id(each[1][0])):
        # What was written over in one form is gone from the document of the next.
        if document is not shown or node_id not in window.controller.session.document:
            shown = document
            window.show_session(Session(Opened(document, None), None))
        window.controller.select(node_id)
        form = window.panels.form.form
        assert form.node_id == node_id, tag
        if isinstance(form, NodeForm):
            planned = plan(SCHEMA, tag)
            own = [each for each in (*planned.fields, *planned.more) if each.key not in _FIXED]
            for each in random.sample(own, len(own)):
                Filler(window, form, node_id).fill(each)
        made = window.controller.session.document.node(node_id)
        if not validator.validate(to_element(made)):
            faults.append((tag, str(validator.error_log.last_error)))
    assert faults == []
