"""What the laws of writing in forms and in the text have in common."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.i18n import Translator
from strategy_editor.storage.reading import Opened, stamp_of
from strategy_editor.ui.controller import Controller
from strategy_editor.workspace.session import Session
from tests.checking import checked

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
KEYS = {
    "enter": (Qt.Key.Key_Return, NONE),
    "backspace": (Qt.Key.Key_Backspace, NONE),
    "delete": (Qt.Key.Key_Delete, NONE),
    "word back": (Qt.Key.Key_Backspace, CTRL),
    "tab": (Qt.Key.Key_Tab, NONE),
    "bold": (Qt.Key.Key_B, CTRL),
    "cut": (Qt.Key.Key_X, CTRL),
}


def session_of(document: Document) -> Session:
    return Session(Opened(document, stamp_of(b"")), None)


class WritingDesk:
    """A document of which one view is shown, without the window around it."""

    def __init__(self) -> None:
        self.owner = QObject()
        empty = Document(Node("strategy", (("id", "s"),)))
        self.controller = Controller(session_of(empty), Translator("de"), self.owner)

    @property
    def document(self) -> Document:
        return self.controller.session.document


def findings(document: Document) -> set[tuple[str, str]]:
    return {(f.rule, f.node_id) for f in checked(document) if f.rule.startswith("schema.")}


def no_id_is_there_twice(document: Document, action: str) -> None:
    ids = [node.id for node in document.root.walk() if node.id is not None]
    assert len(ids) == len(set(ids)), action


def all_goes_back_and_comes_again(
    controller: Controller, document: Document, follows: Callable[[], object] = lambda: None
) -> None:
    """Undo leads to the document as it was, redo to what has become of it."""
    session, last = controller.session, controller.session.document
    count = 0
    while session.undo_step is not None:
        controller.undo()
        follows()
        count += 1
    assert session.document.root == document.root
    for _ in range(count):
        controller.redo()
    assert session.document.root == last.root
