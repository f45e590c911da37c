"""What the dialog for moving elements elsewhere has to know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from strategy_editor.document.node import Node
from strategy_editor.document.numbering import numbers
from strategy_editor.editing.edits import NotAllowed, place
from strategy_editor.editing.relocating import Where, can_move_to, move_to
from strategy_editor.ui.asking.asked import Moving
from strategy_editor.ui.desk import Desk
from strategy_editor.ui.elements.names import names_of
from strategy_editor.ui.outline.entries import WORKING_TAGS


def moving_of(desk: Desk, ids: Sequence[str]) -> Moving:
    """Return the places to which elements could go, and how to say what that means."""
    document, schema = desk.session.document, desk.session.schema
    moved = {node.id for each in ids for node in document.node(each).walk()}
    targets = (
        node
        for part in _parts(document.root, ids)
        for node in part
        if node.id is not None and node.id not in moved and node.tag != "footnote"
    )

    def allows(key: str, where: Where) -> bool:
        return can_move_to(document, schema, ids, key, where)

    def describe(key: str, where: Where) -> str:
        words = desk.wording
        parent_id = key if where == "into" else place(document, key)[0].id or ""
        sentence = desk.translate(
            f"preview.{where}", target=words.place(key), parent=words.place(parent_id)
        )
        number = _number_after(desk, ids, key, where)
        if not number:
            return sentence
        return desk.translate("preview.number", sentence=sentence, number=number)

    names = tuple(desk.wording.place(each) for each in ids)
    return Moving(names, names_of(desk, targets), allows, describe)


def _parts(root: Node, ids: Sequence[str]) -> Iterator[Iterable[Node]]:
    """The strategy and its parts; nothing of the text goes into profile, actors and the like."""
    yield (root,)
    for child in root.children:
        nodes = tuple(child.walk())
        if child.tag not in WORKING_TAGS or any(node.id in ids for node in nodes):
            yield nodes


def _number_after(desk: Desk, ids: Sequence[str], key: str, where: Where) -> str:
    """The printed number of a single moved element at its new place."""
    if len(ids) != 1:
        return ""
    try:
        moved = move_to(desk.session.document, desk.session.schema, ids, key, where)
    except NotAllowed:
        return ""
    return numbers(moved.root).get(ids[0], "")
