"""Cut, copy and paste of whole elements, between windows and from other programs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from strategy_editor.editing.clipping import Clip, Pasted, clip, from_clipboard, to_clipboard
from strategy_editor.editing.edits import NotAllowed
from strategy_editor.editing.history import Step
from strategy_editor.editing.references import references_to
from strategy_editor.editing.relocating import removed
from strategy_editor.ui.host import Host
from strategy_editor.ui.pasting import foreign

MIME_TYPE = "application/x-strategy-editor-elements+xml"


class StructureClipboard:
    """Puts elements on the system's clipboard and takes them from there."""

    def __init__(self, host: Host, ids: Callable[[], list[str]]) -> None:
        self._host = host
        self._ids = ids

    def copy(self) -> bool:
        """Put the selected elements on the clipboard."""
        ids = self._ids()
        if not self._put(ids, is_cut=False):
            return False
        self._say("message.copied", count=len(ids))
        return True

    def cut(self) -> None:
        """Put the selected elements on the clipboard and take them out."""
        controller, ids = self._host.controller, self._ids()
        document = controller.session.document
        if controller.session.is_read_only:
            self._say("message.read-only")
            return
        if not self._put(ids, is_cut=True):
            return
        waiting = len(references_to(document, ids))
        tag = document.node(ids[0]).tag
        key = "edit.cut" if len(ids) == 1 else "edit.cut-many"
        step = Step(key, (("element", tag), ("count", str(len(ids)))), ids[0])
        if controller.structure.take_out(ids, step, lambda present: removed(present, ids)):
            if waiting:
                self._say("message.cut-referred", count=waiting)
            else:
                self._say("message.cut", count=len(ids))

    def paste(self, *, into: bool = False) -> None:
        """Paste behind the selected element, or into it, or where it fits nearest."""
        host = self._host
        taken, left_out = self._taken()
        if taken is None:
            self._say("error.nothing-to-paste")
            return
        structure, target = host.controller.structure, host.panels.in_hand()
        arrival = structure.adopting(taken.nodes, taken.register)
        if arrival is None:
            return
        pasted = structure.several.paste(taken, target, into=into, adoption=arrival.adoption)
        if pasted is None:
            return
        arrival.tell()
        if pasted.dangling:
            self._say("message.pasted-dangling", count=len(pasted.dangling))
        elif left_out:
            host.foot.say(left_out)
        else:
            self._say_where(pasted)

    def _say_where(self, pasted: Pasted) -> None:
        controller = self._host.controller
        document = controller.session.document
        parent = document.parent_id(pasted.ids[0]) if pasted.ids else None
        place = controller.wording.place(parent or "")
        self._say("message.pasted", count=len(pasted.ids), place=place)

    def _put(self, ids: Sequence[str], *, is_cut: bool) -> bool:
        # Words for other programs come from the reader that exports too.
        from strategy_editor.exchange.clipboard.outgoing import to_html, to_text

        controller = self._host.controller
        document, schema = controller.session.document, controller.session.schema
        try:
            taken = clip(
                document, schema, ids, self._source(), is_cut=is_cut, numbers=controller.numbers
            )
        except NotAllowed as error:
            self._host.foot.say(controller.refusal(error))
            return False
        data = QMimeData()
        data.setData(MIME_TYPE, to_clipboard(taken))
        data.setHtml(to_html(document, ids))
        data.setText(to_text(document, ids))
        QGuiApplication.clipboard().setMimeData(data)
        return True

    def _taken(self) -> tuple[Clip | None, str]:
        """What is on the clipboard, and a sentence about what of it cannot be taken."""
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()
        if data is None:
            # Where nothing was ever copied, some platforms have no clipboard at all.
            data = QMimeData()
        if data.hasFormat(MIME_TYPE):
            own = from_clipboard(bytes(data.data(MIME_TYPE).data()))
            if own is not None:
                return own, ""
        nodes, left_out = foreign(self._host.controller, data.html(), data.text())
        return (Clip(nodes) if nodes else None), left_out

    def _source(self) -> str:
        session = self._host.controller.session
        mark = str(session.path) if session.path is not None else f"unnamed {id(session)}"
        return hashlib.sha256(mark.encode()).hexdigest()[:16]

    def _say(self, key: str, **values: object) -> None:
        self._host.foot.say(self._host.translate(key, **values))
