"""The one door: every view asks here for changes and hears from here what became of them."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from strategy_editor.document.dates import parse_day
from strategy_editor.document.node import Node
from strategy_editor.document.numbering import numbers
from strategy_editor.document.profile import Profile, profile_of
from strategy_editor.document.texts import wording as wording_of
from strategy_editor.editing.blank import blank, random_id
from strategy_editor.editing.dropping import addable_beside, drop_place
from strategy_editor.editing.edits import (
    insert,
    move,
    neighbour_place,
    place,
    remove,
    set_attribute,
    set_field,
    with_child,
)
from strategy_editor.editing.history import Step
from strategy_editor.editing.placement import last_position
from strategy_editor.editing.responsibility import set_lead
from strategy_editor.errors import UserError
from strategy_editor.i18n import Translator
from strategy_editor.ui.statistics import figures
from strategy_editor.ui.tasks import Tasks
from strategy_editor.validation.problem import Problem
from strategy_editor.workspace.session import Edit, Session
from strategy_editor.workspace.wording import Wording, error_text

if TYPE_CHECKING:
    from strategy_editor.validation.check import LiveCheck

log = logging.getLogger(__name__)
Checked = tuple["LiveCheck", list[Problem], tuple[int, int, int]]
_CHECK_DELAY = 120
"""Milliseconds of quiet before the check runs; typing restarts the wait."""


class Controller(QObject):
    """Holds the session of one window.

    Views call its methods with what the user wants; ``documentChanged`` tells all of them to
    show the newest document. A refused edit changes nothing and is told by ``messagePosted``.
    """

    documentChanged = Signal()
    problemsChanged = Signal()
    selectionChanged = Signal(str)
    savedStateChanged = Signal()
    messagePosted = Signal(str)

    def __init__(self, session: Session, translate: Translator, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.translate = translate
        self.tasks = Tasks(self)
        self.problems: list[Problem] = []
        self.selected_id = session.document.root.id or ""
        self.figures = (0, 0, 0)
        self.save_error = ""
        self._wording: Wording | None = None
        self._footnotes: tuple[Node, dict[str, int]] | None = None
        self._live: LiveCheck | None = None
        self._numbers: tuple[Node, dict[str, str], Profile] | None = None
        self._check_timer = QTimer(self)
        self._check_timer.setSingleShot(True)
        self._check_timer.setInterval(_CHECK_DELAY)
        self._check_timer.timeout.connect(self.check_now)

    @property
    def numbers(self) -> dict[str, str]:
        """The printed numbers of the present revision."""
        return self._derived()[1]

    @property
    def profile(self) -> Profile:
        """The profile of the present revision."""
        return self._derived()[2]

    @property
    def wording(self) -> Wording:
        """Words for the present revision in the window's language."""
        document, language = self.session.document, self.translate.language
        known = self._wording
        if known is None or known.document is not document or known.language != language:
            self._wording = known = Wording(document, language, self.numbers, self.profile)
        return known

    def apply(self, step: Step, edit: Edit, merge_key: object = None) -> bool:
        """Make an edit unless the file is read-only; return whether anything changed."""
        if self.session.is_read_only:
            self.messagePosted.emit(self.translate("message.read-only"))
            return False
        try:
            changed = self.session.apply(step, edit, merge_key)
        except UserError as error:
            self.messagePosted.emit(error_text(error, self.translate.language))
            return False
        if changed:
            self._announce()
        return changed

    def set_attribute(self, node_id: str, name: str, value: str | None) -> bool:
        """Set an attribute; an empty value takes it away."""
        return self.apply(
            self._step("edit.set", node_id, "@" + name),
            lambda document: set_attribute(document, node_id, name, value),
            ("attribute", node_id, name),
        )

    def set_field(
        self, node_id: str, tag: str, content: tuple[Node | str, ...] | None, occurrence: int = 0
    ) -> bool:
        """Set the content of a field; typing on in one field stays one step of undo."""
        schema = self.session.schema
        return self.apply(
            self._step("edit.set", node_id, tag),
            lambda document: set_field(document, schema, node_id, tag, content, occurrence),
            ("field", node_id, tag, occurrence),
        )

    def set_content(self, node_id: str, content: tuple[Node | str, ...]) -> bool:
        """Set the running text of an element that is itself mixed, such as a paragraph."""
        return self.apply(
            self._step("edit.set", node_id, ""),
            lambda document: document.updated(
                node_id,
                lambda node: node if node.content == content else node.with_content(content),
            ),
            ("content", node_id),
        )

    def set_lead(self, node_id: str, actor_id: str | None, day: date | None) -> bool:
        """Make an actor the lead of a goal or measure."""
        schema = self.session.schema
        return self.apply(
            self._step("edit.set", node_id, "responsibility"),
            lambda document: set_lead(document, schema, node_id, actor_id, day),
        )

    def add(
        self, parent_id: str, tag: str, position: int | None = None, *, select: bool = True
    ) -> str:
        """Add a new element, at the end of its like or at a position; return its id or nothing."""
        schema = self.session.schema
        parent = self.session.document.node(parent_id)
        at = last_position(schema, parent, tag) if position is None else position
        label = self.wording.label(tag)
        child = blank(schema, tag, self.translate("edit.new-title", label=label), date.today())
        done = self.apply(
            Step("edit.add", (("element", tag),), parent_id),
            lambda document: insert(document, schema, parent_id, child, at or 0),
        )
        if not done:
            return ""
        if select:
            self.select(child.id or "")
        return child.id or ""

    def add_field(self, node_id: str, tag: str) -> bool:
        """Add another empty occurrence of a repeated field behind the last."""
        schema = self.session.schema
        return self.apply(
            self._step("edit.set", node_id, tag),
            lambda document: document.updated(
                node_id,
                lambda node: with_child(node, Node(tag), last_position(schema, node, tag)),
            ),
        )

    def add_beside(self, node_id: str, tag: str, *, after: bool = True) -> str:
        """Add a new element before or after another, among the children of the same parent."""
        if node_id == self.session.document.root.id:
            return self.add(node_id, tag)
        parent, at = place(self.session.document, node_id)
        return self.add(parent.id or "", tag, at + 1 if after else at)

    def can_add_beside(self, node_id: str, *, after: bool = True) -> list[str]:
        """Return the tags that may be added directly before or after an element."""
        return addable_beside(self.session.document, self.session.schema, node_id, after=after)

    def remove(self, node_ids: Iterable[str]) -> bool:
        """Remove elements; the selection goes to what stood next to the first."""
        ids = [each for each in node_ids if each and each != self.session.document.root.id]
        if not ids:
            return False
        tag = self.session.document.node(ids[0]).tag
        following = self._neighbour(ids)
        key = "edit.remove" if len(ids) == 1 else "edit.remove-many"
        step = Step(key, (("element", tag), ("count", str(len(ids)))), ids[0])
        done = self.apply(step, lambda document: remove(document, ids))
        if done:
            self.select(following)
        return done

    def remove_child(self, node_id: str) -> bool:
        """Remove an element that the form of another shows; the selection stays."""
        tag = self.session.document.node(node_id).tag
        step = Step("edit.remove", (("element", tag),), self.session.document.parent_id(node_id))
        return self.apply(step, lambda document: remove(document, [node_id]))

    def move_child(self, node_id: str, by: int) -> bool:
        """Move an element that the form of another shows; the selection stays."""
        return self.move_by(node_id, by, select=False)

    def move_to(self, node_id: str, parent_id: str, position: int, *, select: bool = True) -> bool:
        """Move an element to a position in the content of a parent."""
        schema = self.session.schema
        tag = self.session.document.node(node_id).tag
        done = self.apply(
            Step("edit.move", (("element", tag),), node_id),
            lambda document: move(document, schema, node_id, parent_id, position),
        )
        if done and select:
            self.select(node_id)
        return done

    def move_by(self, node_id: str, step: int, *, select: bool = True) -> bool:
        """Move an element one place up (-1) or down (1) among its siblings."""
        found = neighbour_place(self.session.document, self.session.schema, node_id, step)
        if found is None:
            self.messagePosted.emit(self.translate("message.cannot-move-further"))
            return False
        return self.move_to(node_id, *found, select=select)

    def drop_position(self, node_id: str, parent_id: str, before_id: str) -> tuple[str, int] | None:
        """Return parent and position for dropping an element into a parent, or None."""
        if self.session.is_read_only:
            return None
        document, schema = self.session.document, self.session.schema
        return drop_place(document, schema, node_id, parent_id, before_id)

    def undo(self) -> None:
        """Take back one step and show where it was."""
        self._travel(self.session.undo())

    def redo(self) -> None:
        """Do one step again and show where it was."""
        self._travel(self.session.redo())

    def save(self, path: Path | None = None) -> bool:
        """Save to the file or to another; return whether that worked."""
        try:
            if path is None:
                self.session.save()
            else:
                self.session.save_as(path)
        except UserError as error:
            self.save_error = error_text(error, self.translate.language)
            self.messagePosted.emit(self.save_error)
            return False
        self.savedStateChanged.emit()
        return True

    def show_session(self, session: Session) -> None:
        """Turn to another document."""
        self.session = session
        self.problems = []
        root = session.document.root
        # What is read-only is not checked, but its figures are shown all the same.
        self.figures = figures(root) if session.is_read_only else (0, 0, 0)
        self._live = None
        self.tasks.forget("check")
        self.selected_id = self.first_shown()
        self._announce()
        self.problemsChanged.emit()

    def field_hint(self, node: Node, key: str) -> str:
        """Return what helps to fill a field: for a horizon, the days that it covers."""
        horizon = self.profile.horizon_class(node.get("horizon")) if key == "@horizon" else None
        base = parse_day(node.get("base-date")) or self.profile.horizon_base
        if horizon is None or horizon.permanent or base is None:
            return ""
        span = horizon.span(base)
        return self.wording.span("form.horizon-hint", horizon.label, span)

    def reference_label(self, node: Node) -> str:
        """Return what an inline object shows: the number a reference prints, a note's text."""
        if node.tag == "cross-reference":
            return self.wording.short_name(node.get("target"))
        if node.tag == "footnote":
            return str(self._footnote_numbers().get(node.id or "", "*"))
        return wording_of(node)

    @staticmethod
    def new_id() -> str:
        """Return an id for something new."""
        return random_id()

    def _footnote_numbers(self) -> dict[str, int]:
        # Loaded when a text with a footnote is first shown.
        from strategy_editor.exchange.reading.reader import Reader

        root = self.session.document.root
        if self._footnotes is None or self._footnotes[0] is not root:
            self._footnotes = (root, Reader(self.session.document).footnotes)
        return self._footnotes[1]

    def select(self, node_id: str) -> None:
        """Select an element in all views."""
        if node_id and node_id in self.session.document and node_id != self.selected_id:
            self.session.close_step()
            self.selected_id = node_id
            self.selectionChanged.emit(node_id)

    def first_shown(self) -> str:
        """Return the element to begin with: the first goal, else the metadata."""
        root = self.session.document.root
        for node in root.walk():
            if node.tag == "goal" and node.id:
                return node.id
        metadata = root.child("metadata")
        return (metadata.id if metadata is not None else root.id) or ""

    def check_now(self) -> None:
        """Check the present revision away from the window."""
        root = self.session.document.root
        if self.session.is_read_only:
            return

        def work() -> Checked:
            # The rules load with the first check, when the window is already there.
            from strategy_editor.validation.check import LiveCheck

            live = self._live or LiveCheck()
            return live, live.run(root), figures(root)

        self.tasks.run("check", work, self._checked, self._check_failed)

    def _checked(self, result: Checked) -> None:
        self._live, self.problems, self.figures = result
        self.problemsChanged.emit()

    def _check_failed(self, error: Exception) -> None:
        log.error("the check failed", exc_info=error)
        self.messagePosted.emit(self.translate("message.check-failed"))

    def _announce(self) -> None:
        self.documentChanged.emit()
        self.savedStateChanged.emit()
        self._check_timer.start()

    def _travel(self, step: Step | None) -> None:
        if step is None:
            return
        self._announce()
        if self.selected_id not in self.session.document:
            self.selected_id = ""
            self.select(self.first_shown())
        if step.node_id:
            self.select(step.node_id)

    def _neighbour(self, ids: list[str]) -> str:
        """What to select once elements are gone: the next sibling, the one before, the parent."""
        document = self.session.document
        parent, _ = place(document, ids[0])
        siblings = [child.id for child in parent.children if child.id]
        at = siblings.index(ids[0])
        rest = [each for each in (*siblings[at + 1 :], *reversed(siblings[:at])) if each not in ids]
        return rest[0] if rest else parent.id or ""

    def _step(self, label: str, node_id: str, field: str) -> Step:
        tag = self.session.document.node(node_id).tag
        return Step(label, (("element", tag), ("field", field)), node_id, field)

    def _derived(self) -> tuple[Node, dict[str, str], Profile]:
        root = self.session.document.root
        if self._numbers is None or self._numbers[0] is not root:
            profile = profile_of(root)
            self._numbers = (root, numbers(root, profile), profile)
        return self._numbers
