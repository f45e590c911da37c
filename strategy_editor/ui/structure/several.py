"""The verbs for one or several elements: one step of undo each, the results selected after it.

Where a verb is for the element of an open card, the form with the card stays selected.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from strategy_editor.document.document import Document
from strategy_editor.editing import relocating
from strategy_editor.editing.adopting import Adoption
from strategy_editor.editing.clipping import Clip, Pasted, paste
from strategy_editor.editing.convert import Conversion, conversions, convert
from strategy_editor.editing.edits import NotAllowed
from strategy_editor.editing.history import Step
from strategy_editor.editing.levels import demote, level_changes, promote
from strategy_editor.editing.merge import merge
from strategy_editor.editing.relocating import Where
from strategy_editor.editing.selection import topmost
from strategy_editor.editing.split import split_before, split_text
from strategy_editor.editing.wrap import unwrap, wrap, wrappers
from strategy_editor.ui.desk import Desk

Ids = Sequence[str]
Done = tuple[Document, Ids]


class Hand(Protocol):
    """What is in hand besides what is selected; ``Structure`` says what the two mean."""

    card: Callable[[], str]
    stay: Callable[[Sequence[str]], None]


class Several:
    """Changes the structure around elements; what cannot be done is refused in a sentence."""

    def __init__(self, desk: Desk, hand: Hand) -> None:
        self._desk = desk
        self._hand = hand
        self._schema = desk.session.schema

    def conversions(self, ids: Ids) -> list[Conversion]:
        """Return the types into which all of the elements may be turned."""
        try:
            return conversions(self._document, self._schema, ids, date.today())
        except NotAllowed:
            return []

    def level_changes(self, ids: Ids) -> dict[str, str]:
        """Return which other types the elements become one level up or down, by verb."""
        return level_changes(self._document, self._schema, ids, date.today())

    def wrappers(self, ids: Ids) -> list[str]:
        """Return the tags of containers that may be put around the elements."""
        try:
            return wrappers(self._document, self._schema, ids, date.today())
        except NotAllowed:
            return []

    def convert(self, ids: Ids, tag: str) -> bool:
        """Turn elements into another type."""
        return self._do(
            "convert",
            ids,
            lambda document: (convert(document, self._schema, ids, tag, date.today()), ids),
        )

    def wrap(self, ids: Ids, tag: str) -> bool:
        """Put neighbouring elements into a new container."""
        label = self._desk.wording.label(tag)
        title = self._desk.translate("edit.new-title", label=label)

        def edit(document: Document) -> Done:
            done, new_id = wrap(document, self._schema, ids, tag, title, date.today())
            return done, (new_id,)

        return self._do("wrap", ids, edit)

    def unwrap(self, ids: Ids) -> bool:
        """Put what elements contain in their place."""

        def edit(document: Document) -> Done:
            selected: list[str] = []
            for node_id in reversed(topmost(document, ids)):
                document, freed = unwrap(document, self._schema, node_id)
                selected = [*freed, *selected]
            return document, selected

        return self._do("unwrap", ids, edit)

    def split(self, node_id: str) -> bool:
        """Split the parent of an element before it."""
        document = self._document
        parent = document.parent(node_id) if node_id in document else None
        label = self._desk.wording.label(parent.tag if parent is not None else "")
        title = self._desk.translate("edit.new-title", label=label)

        def edit(document: Document) -> Done:
            done, new_id = split_before(document, self._schema, node_id, title, date.today())
            return done, (new_id,)

        return self._do("split", [parent.id or "" if parent is not None else node_id], edit)

    def split_text(self, node_id: str, offset: int) -> bool:
        """Split a paragraph, item or other text within its words."""

        def edit(document: Document) -> Done:
            done, new_id = split_text(document, self._schema, node_id, offset)
            return done, (new_id,)

        return self._do("split", [node_id], edit)

    def merge(self, ids: Ids) -> bool:
        """Make one element of neighbours, or of one and that before it."""

        def edit(document: Document) -> Done:
            done, kept = merge(document, self._schema, ids)
            return done, (kept,)

        return self._do("merge", ids, edit)

    def duplicate(self, ids: Ids) -> bool:
        """Put copies with fresh ids behind the elements."""
        return self._do(
            "duplicate",
            ids,
            lambda document: relocating.duplicate(document, self._schema, ids),
        )

    def move_by(self, ids: Ids, step: int) -> bool:
        """Move elements one place up (-1) or down (1)."""
        return self._do(
            "move",
            ids,
            lambda document: (relocating.move_by(document, self._schema, ids, step), ids),
        )

    def move_to(self, ids: Ids, target_id: str, where: Where) -> bool:
        """Move elements before, behind or into another."""

        def edit(document: Document) -> Done:
            return relocating.move_to(document, self._schema, ids, target_id, where), ids

        return self._do("move", ids, edit)

    def can_move_to(self, ids: Ids, target_id: str, where: Where) -> bool:
        """Whether elements may go before, behind or into another."""
        return relocating.can_move_to(self._document, self._schema, ids, target_id, where)

    def promote(self, ids: Ids) -> bool:
        """Put elements behind their parent, one level up."""
        return self._do(
            "promote",
            ids,
            lambda document: (promote(document, self._schema, ids, date.today()), ids),
        )

    def demote(self, ids: Ids) -> bool:
        """Put elements into the sibling before them, one level down."""
        return self._do(
            "demote",
            ids,
            lambda document: (demote(document, self._schema, ids, date.today()), ids),
        )

    def paste(
        self, clip: Clip, target_id: str, *, into: bool, adoption: Adoption | None = None
    ) -> Pasted | None:
        """Paste a clip behind or into an element; None where that was refused."""
        found: list[Pasted] = []
        schema, today = self._schema, date.today()

        def edit(document: Document) -> Done:
            pasted = paste(document, schema, clip, target_id, today, into=into, adoption=adoption)
            found.append(pasted)
            return pasted.document, pasted.ids

        key = "edit.paste" if len(clip.nodes) == 1 else "edit.paste-many"
        values = (("element", clip.nodes[0].tag), ("count", str(len(clip.nodes))))
        return found[0] if self._apply(Step(key, values, target_id), edit) else None

    def why_not(self, verb: str, ids: Ids) -> str:
        """Return why a verb cannot be done to elements, nothing where it can."""
        document, schema, today = self._document, self._schema, date.today()
        tries: dict[str, Callable[[], object]] = {
            "unwrap": lambda: [unwrap(document, schema, each) for each in ids],
            "split": lambda: split_before(document, schema, ids[0], "–", today),
            "merge": lambda: merge(document, schema, ids),
            "duplicate": lambda: relocating.duplicate(document, schema, ids),
            "move-up": lambda: relocating.move_by(document, schema, ids, -1),
            "move-down": lambda: relocating.move_by(document, schema, ids, 1),
            "promote": lambda: promote(document, schema, ids, today),
            "demote": lambda: demote(document, schema, ids, today),
        }
        try:
            tries[verb]()
        except NotAllowed as error:
            return self._desk.refusal(error)
        return ""

    @property
    def _document(self) -> Document:
        return self._desk.session.document

    def _do(self, verb: str, ids: Ids, edit: Callable[[Document], Done]) -> bool:
        count = len(ids)
        node = self._document.find(ids[0]) if ids else None
        if node is None:
            return False
        values = (("element", node.tag), ("count", str(count)))
        key = f"edit.{verb}" if count == 1 else f"edit.{verb}-many"
        return self._apply(Step(key, values, ids[0]), edit)

    def _apply(self, step: Step, edit: Callable[[Document], Done]) -> bool:
        selected: list[str] = []

        def run(document: Document) -> Document:
            done, results = edit(document)
            selected.extend(results)
            return done

        is_card = bool(self._hand.card())
        if not self._desk.apply(step, run):
            return False
        if selected and is_card:
            self._hand.stay(selected)
        elif selected:
            self._desk.select_many(selected, selected[0])
        return True
