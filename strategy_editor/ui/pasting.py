"""What other programs put on the clipboard, taken into the document: elements, blocks of text."""

from __future__ import annotations

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.editing.edits import NotAllowed
from strategy_editor.editing.flowing import TextPlace
from strategy_editor.editing.history import Step
from strategy_editor.editing.pasting import Flowing, blocks_put
from strategy_editor.ui.controller import Controller


def foreign(controller: Controller, html: str, text: str) -> tuple[tuple[Node, ...], str]:
    """Return the elements in HTML or plain text, and a sentence about what was left out."""
    # Loaded when somebody pastes from elsewhere; a window starts without it.
    from strategy_editor.exchange.clipboard.incoming import from_html, from_text

    language = controller.session.document.root.get("xml:lang", "de")
    found = from_html(html, language) if html else None
    if found is None or not found.nodes:
        found = from_text(text) if text else found
    if found is None or not found.nodes:
        return (), ""
    return found.nodes, _left_out(controller, found.left_out)


def put_blocks(
    controller: Controller, where: TextPlace, end: int, html: str, text: str
) -> TextPlace | None:
    """Put paragraphs, lists and tables in at a place of a text, one step of undo.

    Returns where the cursor belongs. Where the text cannot be followed by blocks that is said,
    and None returned: the text has to take the words as they are.
    """
    translate = controller.translate
    nodes, left_out = foreign(controller, html, text)
    if not nodes or controller.session.is_read_only:
        return None
    done: list[Flowing] = []

    def edit(document: Document) -> Document:
        flowing = blocks_put(
            document, controller.session.schema, where, end, nodes, controller.new_id
        )
        done.append(flowing)
        return flowing.document

    try:
        edit(controller.session.document)
    except NotAllowed:
        # Said when the words are in: what is said earlier is covered by the edit's own words.
        controller.messagePosted.emit(translate("message.pasted-as-one"))
        return None
    controller.session.close_step()
    if not controller.apply(Step("edit.paste-blocks", (), where.node_id), edit):
        return None
    said = left_out or translate("message.pasted-blocks", count=done[-1].blocks)
    if left_out or done[-1].blocks:
        controller.messagePosted.emit(said)
    return done[-1].where


def _left_out(controller: Controller, counts: dict[str, int]) -> str:
    if not counts:
        return ""
    translate = controller.translate
    things = [translate(f"paste.{kind}", count=number) for kind, number in counts.items()]
    return translate("paste.left-out", things=", ".join(things))
