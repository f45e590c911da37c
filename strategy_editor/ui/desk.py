"""One document on the desk: the selection, edits and what is derived from the newest revision."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QObject, Signal

from strategy_editor.document.dates import parse_day
from strategy_editor.document.node import Node
from strategy_editor.document.numbering import counts_alike, numbers
from strategy_editor.document.profile import Actor, Profile, actors_of, profile_of
from strategy_editor.editing.edits import NotAllowed, set_attribute, set_field
from strategy_editor.editing.history import Step
from strategy_editor.editing.responsibility import set_lead
from strategy_editor.editing.typing import Typing, flat_text
from strategy_editor.errors import UserError
from strategy_editor.forms.uses import Uses
from strategy_editor.i18n import Translator
from strategy_editor.workspace.session import Edit, Session
from strategy_editor.workspace.wording import Wording, error_text

_TYPED = frozenset({"line", "label", "labels", "anyURI", "string"})
"""The types of attributes that are written like text."""


class Desk(QObject):
    """Holds a session and its selection; a refused edit is told by ``messagePosted``."""

    documentChanged = Signal()
    selectionChanged = Signal(str)
    savedStateChanged = Signal()
    messagePosted = Signal(str)

    def __init__(self, session: Session, translate: Translator, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.translate = translate
        self.is_typing = False
        """Whether the revision told of goes on with what is being typed: it should be seen first,
        and what stands beside it follows."""
        self.uses = Uses(session.schema)
        self.selected_id = session.document.root.id or ""
        self._also_selected: tuple[str, ...] = ()
        self._wording: Wording | None = None
        self._numbers: tuple[Node, dict[str, str], Profile] | None = None
        self._actors: tuple[Node | None, dict[str, Actor]] | None = None

    @property
    def selected_ids(self) -> tuple[str, ...]:
        """All selected elements in document order; the one whose form is shown among them."""
        document = self.session.document
        wanted = {self.selected_id, *self._also_selected}
        if len(wanted) == 1:
            return (self.selected_id,)
        return tuple(
            node.id for node in document.root.walk() if node.id is not None and node.id in wanted
        )

    @property
    def numbers(self) -> dict[str, str]:
        """The printed numbers of the present revision."""
        return self._derived()[1]

    @property
    def profile(self) -> Profile:
        """The profile of the present revision."""
        return self._derived()[2]

    @property
    def actors(self) -> dict[str, Actor]:
        """The actors of the present revision by id, in the order of the register."""
        root = self.session.document.root
        register, known = root.child("actors"), self._actors
        if known is None or known[0] is not register:
            self._actors = known = (register, actors_of(root))
        return known[1]

    @property
    def as_of(self) -> date | None:
        """The day on which the document states things."""
        metadata = self.session.document.root.child("metadata")
        return parse_day(metadata.get("as-of")) if metadata is not None else None

    @property
    def wording(self) -> Wording:
        """Words for the present revision in the window's language."""
        document, language = self.session.document, self.translate.language
        known = self._wording
        if known is None or known.document is not document or known.language != language:
            self._wording = known = Wording(document, language, self.numbers, self.profile)
        return known

    @property
    def read_only_reason(self) -> str:
        """Why the document is only to be looked at; empty where it may be edited."""
        session = self.session
        if not session.is_read_only:
            return ""
        if session.newer_version:
            return self.translate("message.newer", version=session.newer_version)
        return self.translate("message.read-only")

    def apply(self, step: Step, edit: Edit, merge_key: object = None) -> bool:
        """Make an edit unless the file is read-only; return whether anything changed."""
        if self.session.is_read_only:
            self.messagePosted.emit(self.translate("message.read-only"))
            return False
        try:
            changed = self.session.apply(step, edit, merge_key)
        except UserError as error:
            self.messagePosted.emit(self.refusal(error))
            return False
        if changed:
            self.is_typing = merge_key is not None
            self.announce()
            self.is_typing = False
        return changed

    def refusal(self, error: UserError) -> str:
        """Return why an edit was refused."""
        if isinstance(error, NotAllowed):
            return self.wording.refusal(error)
        return error_text(error, self.translate.language)

    def set_attribute(self, node_id: str, name: str, value: str | None) -> bool:
        """Set an attribute; an empty value takes it away."""
        return self.apply(
            self.step("edit.set", node_id, "@" + name),
            lambda document: set_attribute(document, node_id, name, value),
            self._attribute_key(node_id, name, value or ""),
        )

    def set_field(
        self, node_id: str, tag: str, content: tuple[Node | str, ...] | None, occurrence: int = 0
    ) -> bool:
        """Set the content of a field; typing on in one field stays one step of undo."""
        schema = self.session.schema
        old = self.session.document.node(node_id).children_of(tag)[occurrence : occurrence + 1]
        key = ("field", node_id, tag, occurrence)
        return self.apply(
            self.step("edit.set", node_id, tag),
            lambda document: set_field(document, schema, node_id, tag, content, occurrence),
            _typing(key, old[0].content if old else (), content or ()),
        )

    def drop_field(self, node_id: str, tag: str, occurrence: int) -> None:
        """Take away a field that the last step left empty; with what emptied it that is one step.

        One that was found empty or that undoing emptied stays.
        """
        session, step = self.session, self.step("edit.set", node_id, tag)
        schema, last = session.schema, session.undo_step
        is_own = last is not None and (last.node_id, last.field) == (step.node_id, step.field)
        if session.is_read_only or session.redo_step is not None or not is_own:
            return
        if session.amend(
            step, lambda document: set_field(document, schema, node_id, tag, None, occurrence)
        ):
            self.announce()

    def set_content(self, node_id: str, content: tuple[Node | str, ...]) -> bool:
        """Set the running text of an element that is itself mixed, such as a paragraph."""
        old = self.session.document.node(node_id).content
        return self.apply(
            self.step("edit.set", node_id, ""),
            lambda document: document.updated(
                node_id,
                lambda node: node if node.content == content else node.with_content(content),
            ),
            _typing(("content", node_id), old, content),
        )

    def set_lead(self, node_id: str, actor_id: str | None, day: date | None) -> bool:
        """Make an actor the lead of a goal or measure."""
        schema = self.session.schema
        return self.apply(
            self.step("edit.set", node_id, "responsibility"),
            lambda document: set_lead(document, schema, node_id, actor_id, day),
        )

    def select(self, node_id: str) -> None:
        """Select one element in all views."""
        self.select_many((node_id,), node_id)

    def select_many(self, node_ids: Iterable[str], current: str) -> None:
        """Select several elements; the form of ``current`` is the one to show."""
        document = self.session.document
        if not current or current not in document:
            return
        also = tuple(each for each in node_ids if each != current and each in document)
        if (current, also) == (self.selected_id, self._also_selected):
            return
        self.session.close_step()
        self.selected_id, self._also_selected = current, also
        self.selectionChanged.emit(current)

    def first_shown(self) -> str:
        """Return the element to begin with: the first goal, else the metadata."""
        root = self.session.document.root
        for node in root.walk():
            if node.tag == "goal" and node.id:
                return node.id
        metadata = root.child("metadata")
        return (metadata.id if metadata is not None else root.id) or ""

    def step(self, label: str, node_id: str, field: str) -> Step:
        """Return the step of an edit of a field of an element."""
        tag = self.session.document.node(node_id).tag
        return Step(label, (("element", tag), ("field", field)), node_id, field)

    def announce(self) -> None:
        """Tell all views that there is a newer revision."""
        self.documentChanged.emit()
        self.savedStateChanged.emit()

    def _attribute_key(self, node_id: str, name: str, value: str) -> object:
        node = self.session.document.node(node_id)
        key = ("attribute", node_id, name)
        element_type = self.session.schema.element(node.tag)
        declared = element_type.attribute(name) if element_type is not None else None
        if declared is None or declared.value_type.name not in _TYPED:
            return key
        return Typing(key, node.get(name), value)

    def _derived(self) -> tuple[Node, dict[str, str], Profile]:
        root, known = self.session.document.root, self._numbers
        if known is None or known[0] is not root:
            is_known = known is not None and _has_same_parts(known[0], root)
            profile = known[2] if known is not None and is_known else profile_of(root)
            if known is not None and profile == known[2] and counts_alike(known[0], root):
                self._numbers = known = (root, known[1], profile)
            else:
                self._numbers = known = (root, numbers(root, profile), profile)
        return known


def _has_same_parts(old: Node, new: Node) -> bool:
    """Whether all that a profile is read from is the same."""
    return all(old.child(tag) is new.child(tag) for tag in ("metadata", "profile"))


def _typing(key: object, before: tuple[Node | str, ...], after: tuple[Node | str, ...]) -> Typing:
    return Typing(key, flat_text(before), flat_text(after))
