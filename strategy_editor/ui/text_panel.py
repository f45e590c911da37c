"""The reading text as a view of the middle."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QVBoxLayout

from strategy_editor.document.document import Document
from strategy_editor.document.texts import TITLE_FIELDS, wording
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.text.accessible import offer_entries
from strategy_editor.ui.text.announcing import Announcing
from strategy_editor.ui.text.bar import TextBar
from strategy_editor.ui.text.block_styles import StyleButton
from strategy_editor.ui.text.bubble import Bubble
from strategy_editor.ui.text.source import Caret, Source
from strategy_editor.ui.text.stretches import Key, Spans
from strategy_editor.ui.text.view import TextView
from strategy_editor.ui.text.writing import Writing
from strategy_editor.ui.theme import Theme
from strategy_editor.workspace.media import media_folder


class TextPanel(QFrame):
    """Shows the whole document as it reads; a click selects, a selection scrolls.

    ``jumpRequested`` carries an element and a field of it whose form is asked for.
    """

    remarkClicked = Signal(str, object)
    jumpRequested = Signal(str, str)

    def __init__(self, controller: Controller, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._controller = controller
        self.view = TextView(theme, controller.translate, self)
        self.setFocusProxy(self.view)
        self.view.nodeClicked.connect(controller.select)
        self.view.linkActivated.connect(lambda address: QDesktopServices.openUrl(QUrl(address)))
        self.writing = Writing(self.view, controller, theme)
        self.writing.rested.connect(self._select)
        offer_entries(self.view)
        self.announcing = Announcing(self.view, self.writing, controller.translate)
        self.view.placeRested.connect(controller.select)
        self.bubble = Bubble(self.view)
        self.view.derivedClicked.connect(self._say_derived)
        self.view.valueClicked.connect(self._say_value)
        self.view.formWanted.connect(lambda node_id: self.jumpRequested.emit(node_id, ""))
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        self.bar = TextBar(self.view, controller.translate, self)
        self.bar.add_tools(self.writing.tools)
        self.style_button = StyleButton(self.writing.styles, controller, self.bar)
        self.writing.taken.connect(self.style_button.follow)
        self.bar.row.insertWidget(0, self.style_button)
        self.writing.tools.set_enabled(False)
        box.addWidget(self.bar)
        box.addWidget(self.view, 1)
        self.view.markClicked.connect(self.remarkClicked)

    def show_passage(self, node_id: str, field: str, span: tuple[int, int], *, focus: bool) -> None:
        """Show a stretch of a text, counted in its wording; write there if ``focus`` says so."""
        name, _, number = field.partition("#")
        at = int(number) - 1 if number.isdigit() else 0
        for source in (Source(node_id, name, at), Source(node_id, name or "text", at)):
            spot = self.view.places.find(source)
            if spot is None:
                continue
            scale = self.view.places.scale(spot)
            start, end = (scale.edit_of_wording(each) for each in span)
            self.view.marking.put(Caret(source, start), Caret(source, end))
            self.view.show_caret()
            if focus or self.writing.is_writing:
                self.view.mark(Caret(source, start), Caret(source, end))
            self.view.viewport().update()
            return
        self._controller.messagePosted.emit(self._controller.translate("text.not-printed"))

    def begin(self, node_id: str) -> bool:
        """Put the cursor into a new element's first text, so that typing replaces it.

        Return whether the text is printed at all; the form has to be used for others.
        """
        node = self._controller.session.document.find(node_id)
        for field in ("", *TITLE_FIELDS):
            part = node.child(field) if node is not None and field else node
            if part is not None and self.view.places.find(Source(node_id, field, 0)) is not None:
                self.show_passage(node_id, field, (0, len(wording(part))), focus=True)
                return True
        return False

    def show_hits(self, spans: Mapping[Key, Spans], current: Mapping[Key, Spans]) -> None:
        """Mark what a search found, by element or field; the current hit stands out."""
        self.view.set_hits(spans, current)

    def show_remarks(self, spans: Mapping[Key, Spans]) -> None:
        """Mark passages that have annotations, by element or field."""
        self.view.set_marks(spans)

    def follow_remark(self) -> bool:
        """Tell of the remark that the caret stands in; return whether there is one."""
        found = self.view.remark_at_caret()
        if found is not None:
            self.remarkClicked.emit(found.node_id, found.span)
        return found is not None

    def show_changes(self, kinds: dict[str, str], _before: Document) -> None:
        """Mark in the margin what has changed since the state to compare with."""
        self.view.set_changes(kinds)

    def _select(self, node_id: str) -> None:
        """Select what the caret has come to; the text stays where it is."""
        self.view.was_clicked(node_id)
        self._controller.select(node_id)

    def _say_derived(self, target: str, point: QPoint) -> None:
        translate = self._controller.translate
        node = self._controller.session.document.find(target) if target else None
        if node is None:
            self.bubble.tell(point, translate("text.derived"))
            return
        text = translate("text.derived-from", name=self._controller.wording.name(node))
        self.bubble.tell(point, text, translate("text.go-there"), lambda: self.view.jump(target))

    def _say_value(self, node_id: str, point: QPoint) -> None:
        node = self._controller.session.document.find(node_id)
        if node is None:
            return
        translate = self._controller.translate
        text = translate("text.from-form", name=self._controller.wording.name(node))
        way = translate("text.to-form")
        self.bubble.tell(point, text, way, lambda: self.jumpRequested.emit(node_id, ""))

    def show_document(self) -> None:
        """Show the newest document and scroll to the selected element."""
        path = self._controller.session.media_base
        self.view.set_media(media_folder(path) if path is not None else None)
        self.view.show_document(self._controller.session.document)
        self.view.select(self._controller.selected_id)

    def show_new_session(self) -> None:
        """Another document is open; the view is fetched anew when it is looked at."""
        self.writing.forget()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self.view.set_theme(theme)
        self.writing.set_theme(theme)
        self.style_button.retranslate()

    def retranslate(self) -> None:
        """Speak the current language."""
        self.view.retranslate()
        self.writing.retranslate()
        self.bar.retranslate()
        self.style_button.retranslate()
