"""Removing what others refer to: who refers to it, and what is to become of that."""

from __future__ import annotations

from collections.abc import Sequence

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.editing.references import (
    Printed,
    Reference,
    can_be_removed,
    possible_targets,
    redirected,
    references_to,
    without_references,
)
from strategy_editor.editing.relocating import removed
from strategy_editor.ui.asking.asked import OnRemoval, Referred
from strategy_editor.ui.elements.names import names_of
from strategy_editor.ui.host import Host
from strategy_editor.workspace.session import Edit


class Removing:
    """Asks before elements go that others refer to; says how they are to be removed."""

    def __init__(self, host: Host) -> None:
        self._host = host

    def __call__(self, ids: Sequence[str]) -> Edit | None:
        """Return the edit that removes elements; None where the user thinks better of it."""
        document = self._host.controller.session.document
        found = references_to(document, ids)
        if not found or self._host.controller.session.is_read_only:
            return lambda present: removed(present, ids)
        answer, target = self._host.questions.on_removal(self._referred(document, ids, found))
        if answer is OnRemoval.CANCEL:
            return None
        if answer is OnRemoval.REDIRECT and target:
            heirs = {each.target_id: target for each in found}
            return lambda present: removed(redirected(present, heirs), ids)
        if answer is OnRemoval.REMOVE:
            printed = self._printed(document)
            return lambda present: removed(without_references(present, ids, printed), ids)
        return lambda present: removed(present, ids)

    def _referred(self, document: Document, ids: Sequence[str], found: list[Reference]) -> Referred:
        controller = self._host.controller
        words = controller.wording
        holders = dict.fromkeys(each.holder_id for each in found)
        return Referred(
            tuple(words.place(each) for each in ids),
            tuple(words.place(each) for each in holders),
            names_of(controller, possible_targets(document, found, ids)),
            can_be_removed(found),
        )

    @staticmethod
    def _printed(document: Document) -> Printed:
        # What a reference reads is known to the reader that exports too.
        from strategy_editor.exchange.reading.reader import Reader

        reader = Reader(document)

        def printed(node: Node) -> str:
            return reader.reference_text(node.get("target"), node.get("show"))

        return printed
