"""The document on a desk as the texts in its forms see it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from strategy_editor.document.footnotes import FootnoteNumbers
from strategy_editor.document.node import Node
from strategy_editor.document.texts import shortened
from strategy_editor.editing.blank import random_id
from strategy_editor.editing.glossary import with_entry
from strategy_editor.editing.history import Step
from strategy_editor.errors import UserError
from strategy_editor.exchange.reading.reader import NOT_PRINTED, Reader
from strategy_editor.ui.desk import Desk
from strategy_editor.ui.icons import role_icon_name
from strategy_editor.ui.richtext.surroundings import Target
from strategy_editor.workspace.wording import error_text

_TITLE_LENGTH = 160
_RECENT = 8
_ENTRIES = ("glossary-entry", "abbreviation")
_UNTITLED = frozenset({"paragraph", "list", "item", "row", "footnote", "quotation", "finance"})
"""Elements without number and title: a reference to them would have nothing to print."""


class DeskSurroundings(QObject):
    """One for each desk; what it found out of a revision serves all texts."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._recent: list[str] = []
        self._footnotes = FootnoteNumbers(NOT_PRINTED)
        self._reader: Reader | None = None
        self._targets: tuple[Node, str, list[Target]] | None = None

    def label(self, node: Node) -> str:
        """Return what an object shows; nothing for a reference that leads nowhere."""
        if node.tag == "cross-reference":
            target = node.get("target")
            reader = self._current_reader()
            known = reader.find(target) is not None
            return reader.reference_text(target, node.get("show")) if known else ""
        if node.tag == "footnote":
            numbers = self._footnotes.of(self._desk.session.document.root)
            return str(numbers.get(node.id or "", "*"))
        return ""

    def describe(self, node_id: str) -> str:
        """Return what an element is called; nothing where there is none."""
        node = self._desk.session.document.find(node_id)
        return self._desk.wording.name(node) if node is not None else ""

    def targets(self) -> list[Target]:
        """Return all that a cross reference can lead to, used ones first."""
        found = self._all_targets()
        recent = {node_id: at for at, node_id in enumerate(self._recent)}
        first = [each for each in found if each.id in recent]
        first.sort(key=lambda each: recent[each.id])
        return [*first, *(each for each in found if each.id not in recent)]

    def entries(self) -> list[Target]:
        """Return the entries of glossary and abbreviations."""
        kinds = {self._desk.wording.label(tag) for tag in _ENTRIES}
        return [each for each in self._all_targets() if each.kind in kinds]

    def used(self, node_id: str) -> None:
        """Remember that a reference to an element was made."""
        rest = [each for each in self._recent if each != node_id]
        self._recent = [node_id, *rest][:_RECENT]

    def add_entry(self, name: str) -> str:
        """Add a glossary entry and return its id, or nothing where that is refused."""
        desk = self._desk
        title = desk.wording.label("glossary")
        try:
            new, entry_id = with_entry(desk.session.document, desk.session.schema, name, title)
        except UserError as error:
            desk.messagePosted.emit(error_text(error, desk.translate.language))
            return ""
        if new is desk.session.document:
            return entry_id
        step = Step("edit.add", (("element", "glossary-entry"),), None)
        return entry_id if desk.apply(step, lambda _document: new) else ""

    def go_to(self, node_id: str) -> None:
        """Show an element."""
        self._desk.select(node_id)

    def new_id(self) -> str:
        """Return an id for something new."""
        return random_id()

    def on_change(self, call: Callable[[], object]) -> None:
        """Call a method of a widget after each change of the document, while the widget lives."""
        self._desk.documentChanged.connect(call)

    def end_step(self) -> None:
        """Let the next edit be a step of undo of its own."""
        self._desk.session.close_step()

    def _current_reader(self) -> Reader:
        desk = self._desk
        document, reader = desk.session.document, self._reader
        if reader is None or reader.document is not document:
            self._reader = reader = Reader(document)
            reader.numbers, reader.profile = desk.numbers, desk.profile
        return reader

    def _all_targets(self) -> list[Target]:
        desk = self._desk
        root, language = desk.session.document.root, desk.translate.language
        known = self._targets
        if known is None or known[0] is not root or known[1] != language:
            self._targets = known = (root, language, self._collected(root))
        return known[2]

    def _collected(self, root: Node) -> list[Target]:
        wording, numbers = self._desk.wording, self._desk.numbers
        found = []
        for part in root.children:
            if part.tag in NOT_PRINTED:
                continue
            for node in part.walk():
                if node.id is None or node.tag in _UNTITLED or node.tag[0] == "{":
                    continue
                number, title = numbers.get(node.id, ""), wording.title(node)
                if number or title:
                    short = shortened(title, _TITLE_LENGTH)
                    icon = role_icon_name(node.tag)
                    found.append(Target(node.id, number, short, wording.label(node.tag), icon))
        return found


def surroundings_of(desk: Desk) -> DeskSurroundings:
    """Return the surroundings that all texts on a desk share."""
    found = desk.findChild(DeskSurroundings)
    return found if found is not None else DeskSurroundings(desk)
