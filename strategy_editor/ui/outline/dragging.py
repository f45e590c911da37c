"""Dragging elements in the outline: where they would go, and why they cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from strategy_editor.document.document import Document, Namespaces
from strategy_editor.document.node import Node
from strategy_editor.editing.adopting import Adoption, Register, register_of
from strategy_editor.editing.clipping import Clip, from_clipboard, joined_namespaces, to_clipboard
from strategy_editor.editing.dropping import copied, moved
from strategy_editor.editing.edits import NotAllowed
from strategy_editor.editing.history import Step
from strategy_editor.editing.references import dangling_in
from strategy_editor.editing.selection import topmost
from strategy_editor.ui.controller import Controller

MIME = "application/x-strategy-editor-elements+xml"


@dataclass(frozen=True)
class Spot:
    """A place to drop at: into a parent, before a child of it or, without one, at the end."""

    parent_id: str
    before_id: str = ""


@dataclass(frozen=True)
class Load:
    """What is dragged: elements of this document by id, or those of another as values."""

    ids: tuple[str, ...] = ()
    nodes: tuple[Node, ...] = ()
    namespaces: Namespaces = ()
    register: Register = field(default_factory=Register)


class Dragging:
    """Answers a drag over the outline and carries out the drop as one step of undo."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller

    @property
    def _document(self) -> Document:
        return self._controller.session.document

    def packed(self, node_ids: Sequence[str]) -> bytes:
        """Return elements as the clipboard holds them, for other windows."""
        document, numbers = self._document, self._controller.numbers
        nodes = tuple(document.node(each) for each in topmost(document, node_ids))
        register = register_of(document, nodes, numbers)
        return to_clipboard(Clip(nodes, namespaces=document.namespaces, register=register))

    @staticmethod
    def unpacked(data: bytes) -> Load | None:
        """Return the elements in what another window has packed, None where there are none."""
        clip = from_clipboard(data)
        if clip is None:
            return None
        return Load(nodes=clip.nodes, namespaces=clip.namespaces, register=clip.register)

    def why_not(self, load: Load, spot: Spot, *, copy: bool) -> str:
        """Return why a load cannot be dropped at a spot; empty where it can."""
        if self._controller.session.is_read_only:
            return self._controller.read_only_reason
        try:
            self._dropped(self._document, load, spot, copy=copy)
        except NotAllowed as error:
            return self._controller.refusal(error)
        return ""

    def drop(self, load: Load, spot: Spot, *, copy: bool) -> bool:
        """Move or copy a load to a spot and select it there."""
        document = self._document
        ids = topmost(document, load.ids)
        nodes = load.nodes or tuple(document.node(each) for each in ids)
        arrival = self._controller.structure.adopting(load.nodes, load.register)
        if not nodes or arrival is None:
            return False
        word = "copy" if copy or load.nodes else "move"
        key = f"edit.{word}-many" if len(nodes) > 1 else f"edit.{word}"
        # Undoing a move leads back to where the element was.
        place = ids[0] if word == "move" else spot.parent_id
        step = Step(key, (("element", nodes[0].tag), ("count", str(len(nodes)))), place)
        result: list[str] = []

        def edit(present: Document) -> Document:
            done, made = self._dropped(present, load, spot, copy=copy, adoption=arrival.adoption)
            result[:] = made
            return done

        if not self._controller.apply(step, edit):
            return False
        self._controller.select_many(result, result[0])
        if load.nodes:
            arrival.tell()
            self._tell_of_dangling(result)
        return True

    def _tell_of_dangling(self, node_ids: Sequence[str]) -> None:
        """Say how much that arrived from another window refers to what is not here."""
        present = self._document
        count = len(dangling_in([present.node(each) for each in node_ids], present))
        if count:
            self.tell(self._controller.translate("message.pasted-dangling", count=count))

    def tell(self, sentence: str) -> None:
        """Say something at the foot of the window."""
        self._controller.messagePosted.emit(sentence)

    def _dropped(
        self,
        document: Document,
        load: Load,
        spot: Spot,
        *,
        copy: bool,
        adoption: Adoption | None = None,
    ) -> tuple[Document, list[str]]:
        schema = self._controller.session.schema
        ids = topmost(document, load.ids)
        if copy or load.nodes:
            nodes = load.nodes or [document.node(each) for each in ids]
            done, made = copied(
                document, schema, nodes, spot.parent_id, spot.before_id, adoption=adoption
            )
            known = joined_namespaces(document, nodes, load.namespaces)
            return replace(done, namespaces=known), made
        return moved(document, schema, ids, spot.parent_id, spot.before_id), ids
