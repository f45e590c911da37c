"""The reading view: which element stands where, selecting, following references."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from strategy_editor.document.document import Document
from strategy_editor.exchange.reading.runs import Run
from strategy_editor.i18n import Translator
from strategy_editor.ui.text.hints import WEB, hint, name_of
from strategy_editor.ui.text.keys import Keys
from strategy_editor.ui.text.laid import Hit
from strategy_editor.ui.text.marked import MarkedArea
from strategy_editor.ui.text.menu import Place, context_menu
from strategy_editor.ui.text.mouse import Mouse
from strategy_editor.ui.theme import Theme

_FROM_FORM = frozenset({"facts", "indicator", "milestones", "signature", "figure", "title-page"})
"""What prints values of attributes, which are changed in the form."""
_DRAWN = frozenset({"figure", "indicator"})
_REST = 300
"""Milliseconds without scrolling after which the outline follows."""


class TextView(MarkedArea):
    """The whole strategy as it reads.

    ``placeRested`` names the element that one has scrolled to, ``markClicked`` the one whose
    remark was clicked and the place in its text; ``derivedClicked`` says where something
    generated was clicked and what it is made from, ``valueClicked`` the same of a value from the
    form. A click says which element stands there; with Ctrl, references are followed and links
    opened. While hidden it only remembers the newest revision and lists it when it is shown.
    """

    nodeClicked = Signal(str)
    linkActivated = Signal(str)
    markClicked = Signal(str, object)
    placeRested = Signal(str)
    derivedClicked = Signal(str, QPoint)
    valueClicked = Signal(str, QPoint)
    formWanted = Signal(str)

    def __init__(self, theme: Theme, translate: Translator, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._translate = translate
        self._document: Document | None = None
        self._stale = False
        self._pressed: QPoint | None = None
        self._clicked = ""
        self.keys = Keys(self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._tell_place)
        # Behind the first page, before somebody scrolls to the first footnote.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._complete)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._mouse = Mouse(self, self.keys.forget)
        self.setObjectName("text-view")
        self.viewport().setMouseTracking(True)
        self.retranslate()

    @property
    def translate(self) -> Translator:
        """What the view speaks."""
        return self._translate

    def show_document(self, document: Document) -> None:
        """Follow a revision; what is in view stays where it is."""
        self._stale = self._stale or document is not self._document
        self._document = document
        if self.isVisible():
            self._catch_up()

    def select(self, node_id: str) -> None:
        """Mark an element; scroll to it unless it is in view, was marked or was clicked here."""
        was_clicked, self._clicked = node_id == self._clicked, ""
        if node_id != self.selection.node_id:
            self._mark(node_id, is_wanted=not was_clicked)

    def set_media(self, path: Path | None) -> None:
        """Look for pictures in a folder, and again where they are others now."""
        if self.sheet.pictures.set_folder(path):
            self.sheet.forget()
            self.refresh()

    def retranslate(self) -> None:
        """Say everything in the language of the translator."""
        self.setAccessibleName(self._translate("text.name"))
        self._describe()

    def was_clicked(self, node_id: str) -> None:
        """Let the next selection of an element not scroll: one is there already."""
        self._clicked = node_id

    def jump(self, node_id: str) -> None:
        """Go to an element as if it had been clicked."""
        self._mark(node_id, is_wanted=True)
        self._clicked = node_id
        self.nodeClicked.emit(node_id)

    def ask_form(self) -> None:
        """Ask for the form of the selected element."""
        self.formWanted.emit(self.selection.node_id)

    def open_link(self, address: str) -> None:
        """Ask for an address to be opened; only the web's."""
        if address.startswith(WEB):
            self.linkActivated.emit(address)

    def copy(self, text: str) -> None:
        """Put a text on the clipboard."""
        QGuiApplication.clipboard().setText(text)

    def visible_texts(self) -> list[tuple[str, str]]:
        """Return what is in view from top to bottom: id of the element and its text."""
        self._catch_up()
        return [
            (self.sheet.flow.blocks[index].node_id, self.sheet.laid(index).plain)
            for index, _y in self._shown
        ]

    def hit(self, point: QPoint) -> Hit:
        """Return what is at a point of the viewport."""
        found = self._entry_at(point.y())
        if found is None:
            return Hit(None, "")
        index, y = found
        hit = self.sheet.laid(index).hit(point.x() - self._page.text_left, point.y() - y)
        return Hit(hit.run, hit.owner or self.sheet.flow.blocks[index].node_id)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in view of the newest revision."""
        self._catch_up()
        super().paintEvent(event)
        if self.hand is not None:
            painter = QPainter(self.viewport())
            self.hand.paint(painter)
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected element's text with Ctrl+C; everything else scrolls."""
        if self._begins(event) or self.keys.press(event):
            return
        if event.matches(QKeySequence.StandardKey.Copy) and self.selection.node_id:
            self.copy(self._selected_place().text)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Show the newest revision."""
        super().showEvent(event)
        self._catch_up()
        self._show_selection()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hold on to where a click began, and put the caret there."""
        self._pressed = event.position().toPoint()
        self._glide.stop()
        self._mouse.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Mark a word."""
        self._mouse.double(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Select what was clicked, or follow it with Ctrl."""
        point = event.position().toPoint()
        pressed, self._pressed = self._pressed, None
        self._mouse.release()
        is_click = pressed is not None and (point - pressed).manhattanLength() < _near()
        if event.button() == Qt.MouseButton.LeftButton and is_click:
            follows = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._click(point, follows=follows)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark what the mouse is drawn over; show with Ctrl where a click would lead on."""
        if self._mouse.move(event):
            return
        run = self.hit(event.position().toPoint()).run
        follows = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        leads = run is not None and bool(run.target or run.link.startswith(WEB))
        shape = Qt.CursorShape.ArrowCursor
        if follows and leads:
            shape = Qt.CursorShape.PointingHandCursor
        elif self.caret_at(event.position().toPoint(), self.reach) is not None:
            shape = Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer where references lead, copying and the look."""
        if self.sheet.reader is None:
            return
        if self.hand is not None and self._asks_hand(event):
            menu = self.hand.menu(self)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(event.globalPos())
            return
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        place = self._place_at(event.pos()) if by_mouse else self._selected_place()
        menu = context_menu(self, self, place, self.sheet.reader, self._translate)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def _asks_hand(self, event: QContextMenuEvent) -> bool:
        """Whether a menu is asked for in the text in hand."""
        if not self.is_writing or self.marking.caret is None:
            return False
        if event.reason() != QContextMenuEvent.Reason.Mouse:
            return True
        found = self.caret_at(event.pos(), self.reach)
        return found is not None and found.source == self.marking.caret.source

    def viewportEvent(self, event: QEvent) -> bool:
        """Explain what the mouse rests on."""
        if isinstance(event, QHelpEvent) and self.sheet.reader is not None:
            run = self.hit(event.pos()).run
            text = hint(run, self.sheet.reader, self._translate)
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        return super().viewportEvent(event)

    def _catch_up(self) -> None:
        """Show the document that was handed over last."""
        if not self._stale or self._document is None:
            return
        self._stale = False
        self._scroll.anchor = self.sheet.show(self._document, self._scroll.anchor)
        self.selection.follow(self._document)
        was_marked = self.marking.ends() is not None
        self.marking.follow()
        if not self._page.width:
            self._measure_page()
        self.refresh(all_of_it=was_marked or not self.is_writing)
        if self.hand is not None:
            self.hand.follow()
        if not self.is_writing:
            self._describe()
        self._soon.start(0)

    def _complete(self) -> None:
        """Do what nobody sees on the first page, nor with the next key."""
        self.sheet.flow.footnote_numbers()
        self._describe()

    def _begins(self, event: QKeyEvent) -> bool:
        """Begin to write where Enter or F2 is pressed on the marked element."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
        return event.key() in keys and self.hand is not None and self.hand.begin_at_mark()

    def _click(self, point: QPoint, *, follows: bool) -> None:
        hit = self.hit(point)
        if follows and hit.run is not None and hit.run.target:
            self.jump(hit.run.target)
        elif follows and hit.run is not None and hit.run.link:
            self.open_link(hit.run.link)
        elif hit.owner:
            self._clicked = hit.owner
            self.nodeClicked.emit(hit.owner)
            self._tell_click(point, hit)

    def _tell_click(self, point: QPoint, hit: Hit) -> None:
        remark = self.remark_at(point)
        if remark is not None:
            self.markClicked.emit(remark.node_id, remark.span)
        entry = self._entry_at(point.y())
        kind = self.sheet.flow.blocks[entry[0]].kind if entry is not None else ""
        if kind == "generated":
            self.derivedClicked.emit(hit.run.target if hit.run is not None else "", point)
        elif kind in _FROM_FORM and self.caret_at(point, self.reach) is None:
            if hit.run is None and kind not in _DRAWN:
                return
            self.valueClicked.emit(hit.owner, point)

    def _scrolled(self) -> None:
        if self.isVisible() and not self.is_writing:
            self._rest.start()

    def _tell_place(self) -> None:
        """Name the element at the top, unless the selected one is in view or one writes."""
        if self.is_writing or not self._shown or not self.isVisible():
            return
        blocks = self.sheet.flow.blocks
        if any(self.selection.holds(blocks[index]) for index, _ in self._shown):
            return
        heads = ("heading", "claim", "goal", "measure", "title-page")
        shown = next((i for i, y in self._shown if y >= 0 and blocks[i].kind in heads), None)
        index = shown if shown is not None else self.first_shown
        node_id = blocks[index].node_id
        self._clicked = node_id
        self.placeRested.emit(node_id)

    def _place_at(self, point: QPoint) -> Place:
        found = self._entry_at(point.y())
        run = self.hit(point).run
        text = self.sheet.laid(found[0]).plain if found is not None else ""
        return Place((run,) if run is not None else (), text, self._serif)

    def _selected_place(self) -> Place:
        runs: list[Run] = []
        texts: list[str] = []
        for index in self.selection.indices(self.sheet.flow.blocks):
            laid = self.sheet.laid(index)
            texts.append(laid.plain)
            for text in laid.texts:
                runs += text.part.runs
        return Place(tuple(runs), "\n".join(texts), self._serif)

    def _mark(self, node_id: str, *, is_wanted: bool) -> None:
        self.selection.node_id = node_id
        self.selection.is_wanted = is_wanted
        if self.isVisible():
            self._catch_up()
            self._show_selection()

    def _show_selection(self) -> None:
        if self._document is None:
            return
        self.selection.follow(self._document)
        first = self.selection.first(self.sheet.flow.blocks)
        if first is not None and self.selection.is_wanted:
            self.selection.is_wanted = False
            self._bring_into_view(first)
        self._describe()
        self.viewport().update()

    def _bring_into_view(self, index: int) -> None:
        height = self.viewport().height()
        rect = self.rect_of(index)
        if rect is not None and rect.top() >= 0 and rect.bottom() <= height:
            return
        self._glide.stop()
        self._scroll.to_entry(index, round(height / 4))
        self.refresh()

    def _describe(self) -> None:
        """Tell screen readers which element is marked and what it says."""
        reader, node = self.sheet.reader, self.selection.node
        description = ""
        if reader is not None and node is not None:
            first = self.selection.first(self.sheet.flow.blocks)
            text = self.sheet.laid(first).plain if first is not None else ""
            name = name_of(reader, node)
            description = self._translate("text.selected", name=name, text=text)
        if description != self.accessibleDescription():
            self.setAccessibleDescription(description)


def _near() -> int:
    return QGuiApplication.styleHints().startDragDistance()
