"""Writing in the text: the block in hand, its caret, and what becomes of both at each revision."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QTextCursor
from PySide6.QtWidgets import QMenu, QWidget

from strategy_editor.document.node import Node
from strategy_editor.editing.history import Step
from strategy_editor.editing.running_text import unmarked
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.richtext.actions import TextActions
from strategy_editor.ui.richtext.desk_surroundings import surroundings_of
from strategy_editor.ui.richtext.field import text_actions
from strategy_editor.ui.text.block_keys import BlockKeys
from strategy_editor.ui.text.block_styles import BlockStyles
from strategy_editor.ui.text.caret_memory import CaretMemory
from strategy_editor.ui.text.place_editor import PlaceEditor
from strategy_editor.ui.text.places import Spot
from strategy_editor.ui.text.source import Caret, Source, holder_of
from strategy_editor.ui.text.view import TextView
from strategy_editor.ui.theme import Theme

_AWAY = QRect(-20000, 0, 10, 10)


class Writing(QObject):
    """Lays an editor over the text that the caret is in, and lets the document follow.

    ``rested`` names the element that the caret has come to; ``taken`` says that another text, or
    none, is in hand.
    """

    rested = Signal(str)
    taken = Signal()

    def __init__(self, view: TextView, controller: Controller, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._controller = controller
        self._theme = theme
        self._tools: TextActions | None = None
        self._memory = CaretMemory()
        self._wanted: Caret | None = None
        self._step: Step | None = None
        self._is_moving = False
        self._revision = 0
        """The state of the editor that the document has."""
        self._is_lit = True
        self.source: Source | None = None
        self.editor = PlaceEditor(theme, controller.translate, view.viewport())
        self.editor.hide()
        self.editor.new_id = controller.new_id
        self.editor.surroundings = surroundings_of(controller)
        self.editor.keys = self._press
        self.editor.tabs = self._tab
        self.editor.caret = self._caret_in_editor
        self.block_keys = BlockKeys(self, view, controller)
        self.editor.take_blocks = self.block_keys.paste
        self.styles = BlockStyles(self, view, controller, theme)
        self._blink = QTimer(self)
        self._blink.timeout.connect(self._blinked)
        self.editor.edited.connect(self._edited)
        self.editor.cursorPositionChanged.connect(self._moved)
        self.editor.selectionChanged.connect(self._moved)
        self.editor.editingFinished.connect(self.leave)
        view.hand = self

    @property
    def is_writing(self) -> bool:
        """Whether there is a text in hand."""
        return self.source is not None

    def begin(self, caret: Caret, anchor: Caret | None = None) -> bool:
        """Take a text in hand, the cursor at a place; return whether it can be written."""
        self._view.mark(anchor or caret, caret)
        self._view.show_caret()
        return self.is_writing

    def begin_at_mark(self) -> bool:
        """Begin to write at the end of the first text of the marked element."""
        view = self._view
        first = view.selection.first(view.sheet.flow.blocks)
        spot = view.places.first_from(first, 1) if first is not None else None
        if self.is_writing or spot is None:
            return False
        source = view.places.source(spot)
        return self.begin(Caret(source, view.places.scale(spot).length))

    def take(self) -> None:
        """Go where the caret of the view is; a marking over several texts needs no editor."""
        marking = self._view.marking
        caret, anchor = marking.caret, marking.anchor
        if caret is None or anchor is None or self._controller.session.is_read_only:
            return
        if marking.is_many:
            self._set_cursor(self.editor.textCursor().position(), None)
            return
        if caret.source != self.source and not self._take_up(caret.source):
            return
        self._set_cursor(caret.position, anchor.position)
        if not self.editor.hasFocus():
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._note()
        self._light()

    def leave(self) -> None:
        """Lay the text in hand down; what was marked goes with it."""
        source, self.source = self.source, None
        if source is None:
            return
        self._blink.stop()
        self._controller.session.close_step()
        had_focus = self.editor.hasFocus()
        self.editor.hide()
        self.tools.set_enabled(False)
        self._view.sheet.take_in_hand(None)
        self._view.marking.clear()
        if had_focus:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.block_keys.tidy(source)
        self._view.refresh()
        self.taken.emit()

    def want(self, caret: Caret) -> None:
        """Say where the caret belongs once the next revision is shown."""
        self._wanted = caret

    def follow(self) -> None:
        """Show the newest content of the text in hand, the caret where it belongs."""
        if self.source is None:
            self._wanted = None
            return
        step = self._controller.session.undo_step
        wanted, self._wanted = self._wanted, None
        if wanted is None and step is not self._step and not self._is_own(step):
            wanted = self._memory.of(step)
        self._step = step
        if wanted is not None and self._view.places.find(wanted.source, self._view.first_shown):
            self._view.go(self._clipped(wanted))
            self._show_content()
        elif holder_of(self._controller.session.document, self.source) is None:
            self.leave()
        else:
            self._show_content()
            if not self._moved():
                self._view.show_caret()

    def place(self) -> None:
        """Lay the editor over its text."""
        if self.source is None:
            return
        spot = self.spot()
        rect = self._view.rect_of_text(spot) if spot is not None else None
        place = rect.toAlignedRect() if rect is not None else _AWAY
        if place != self.editor.geometry():
            self.editor.setGeometry(place)

    def spot(self) -> Spot | None:
        """Return where the text in hand stands."""
        if self.source is None:
            return None
        return self._view.places.find(self.source, self._view.first_shown)

    def paint(self, painter: QPainter) -> None:
        """Paint the caret and what an input method has not committed yet."""
        caret = self._view.marking.caret
        if caret is None or self.source is None or not self.editor.hasFocus():
            return
        rect = self._view.rect_of_caret(caret)
        if rect is None:
            return
        styles = self._view.sheet.styles
        preedit = self.editor.document().firstBlock().layout().preeditAreaText()
        if preedit:
            self._paint_preedit(painter, rect, preedit)
        elif self._is_lit:
            width = max(1.0, round(styles.em / 10))
            painter.fillRect(
                QRectF(rect.topLeft(), rect.bottomLeft()).adjusted(0, 0, width, 0),
                styles.colour("text"),
            )

    def mime(self) -> QMimeData | None:
        """Return what is marked within the text in hand, None for more."""
        if self.source is None or self._view.marking.is_many:
            return None
        return self.editor.createMimeDataFromSelection()

    @property
    def tools(self) -> TextActions:
        """What can be done to the text in hand: bold, notes, references; made when first asked."""
        if self._tools is None:
            self._tools = text_actions(self.editor, self._theme, self._controller.translate)
            # This key makes the whole text smaller here.
            self._tools.tools["soft-hyphen"].setShortcuts([])
        return self._tools

    def menu(self, parent: QWidget) -> QMenu:
        """Return what can be done to the text in hand."""
        menu = self.tools.menu(parent, self.editor.textCursor().position())
        choice = self.styles.submenu(menu)
        if choice is not None:
            menu.insertAction(menu.actions()[0], choice)
            menu.insertSeparator(menu.actions()[1])
        return menu

    def retranslate(self) -> None:
        """Speak the current language."""
        self.editor.retranslate()
        if self._tools is not None:
            self._tools.retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme = self.styles.theme = theme
        if self._tools is not None:
            self._tools.set_theme(theme)
        self.editor.set_theme(theme)

    def forget(self) -> None:
        """Another document is open."""
        self.leave()
        self._memory.clear()

    def _take_up(self, source: Source) -> bool:
        """Lay the editor over another text."""
        document = self._controller.session.document
        holder = holder_of(document, source)
        if holder is None:
            return False
        before, self.source = self.source, source
        if before is not None:
            self._controller.session.close_step()
            self.block_keys.tidy(before)
        self._view.sheet.take_in_hand(source)
        is_line = not self._controller.session.schema.takes_markup(holder.tag)
        self.editor.allowed = self.block_keys.allowed(holder.tag)
        self.editor.is_line = is_line
        self.tools.set_enabled(not is_line)
        root = document.root
        self.editor.language = root.get("xml:lang", "de").split("-")[0]
        self._show_content()
        self.editor.setAccessibleName(self._name(holder))
        self._step = self._controller.session.undo_step
        self._view.refresh()
        self.editor.show()
        self.taken.emit()
        spot = self.spot()
        if spot is not None:
            block = self._view.sheet.flow.blocks[spot.entry]
            self.rested.emit(self._view.places.text(spot).part.owner or block.node_id)
        return True

    def _show_content(self) -> None:
        if self.source is None:
            return
        holder = holder_of(self._controller.session.document, self.source)
        content = holder.content if holder is not None else ()
        self._is_moving = True
        self.editor.show_content(content, self._label)
        self._revision = self.editor.document().revision()
        self._is_moving = False

    def _label(self, node: Node) -> str:
        reader = self._view.sheet.reader
        if reader is None:
            return ""
        if node.tag == "cross-reference":
            return reader.reference_text(node.get("target"), node.get("show"))
        return str(reader.footnotes.get(node.id or "", "*"))

    def _name(self, holder: Node) -> str:
        assert self.source is not None
        wording = self._controller.wording
        node = self._controller.session.document.node(self.source.node_id)
        if not self.source.field:
            return wording.label(holder.tag)
        return wording.field_label(node.tag, self.source.field)

    def _edited(self, content: tuple[Node | str, ...]) -> None:
        source = self.source
        if source is None:
            return
        if self.editor.is_line:
            content = unmarked(content)
        self._step = None
        self._revision = self.editor.document().revision()
        if source.field:
            done = self._controller.set_field(source.node_id, source.field, content, source.at)
        else:
            done = self._controller.set_content(source.node_id, content)
        if not done:
            self._show_content()

    def _is_own(self, step: Step | None) -> bool:
        """Whether a step is the one that typing has just made."""
        return self._step is None and step is not None

    def _moved(self) -> bool:
        """Let the view's caret follow the editor's cursor; return whether it went anywhere."""
        if self._is_moving or self.source is None or self._view.marking.is_many:
            return False
        if self.editor.document().revision() != self._revision:
            # A change is on its way to the document; the caret follows with it.
            return False
        cursor, marking = self.editor.textCursor(), self._view.marking
        anchor = Caret(self.source, cursor.anchor())
        caret = Caret(self.source, cursor.position())
        step = self._controller.session.undo_step
        if (marking.anchor, marking.caret, self._memory.of(step)) == (anchor, caret, caret):
            return False
        was_marked = not marking.is_empty
        marking.put(anchor, caret)
        self._view.show_caret()
        self._note()
        self._light()
        spot = self.spot()
        if spot is None or was_marked or not marking.is_empty:
            self._view.viewport().update()
        else:
            self._view.repaint_entry(spot.entry)
        return True

    def _set_cursor(self, position: int, anchor: int | None) -> None:
        cursor = self.editor.textCursor()
        last = self.editor.document().characterCount() - 1
        cursor.setPosition(min(anchor if anchor is not None else position, last))
        cursor.setPosition(min(position, last), QTextCursor.MoveMode.KeepAnchor)
        self._is_moving = True
        self.editor.setTextCursor(cursor)
        self._is_moving = False

    def _clipped(self, caret: Caret) -> Caret:
        holder = holder_of(self._controller.session.document, caret.source)
        spot = self._view.places.find(caret.source, self._view.first_shown)
        if holder is None or spot is None:
            return caret
        return Caret(caret.source, min(caret.position, self._view.places.scale(spot).length))

    def _note(self) -> None:
        caret = self._view.marking.caret
        if caret is not None:
            self._memory.note(self._controller.session.undo_step, caret)

    def _press(self, event: QKeyEvent) -> bool:
        return self.block_keys.press(event) or self._view.keys.press(event)

    def _tab(self, forward: bool) -> bool:
        return self.block_keys.tab(forward=forward)

    def _light(self) -> None:
        """Show the caret now, and let it blink from now on."""
        self._is_lit = True
        pace = QGuiApplication.styleHints().cursorFlashTime() // 2
        if pace > 0:
            self._blink.start(pace)

    def _blinked(self) -> None:
        self._is_lit = not self._is_lit
        caret = self._view.marking.caret
        rect = self._view.rect_of_caret(caret) if caret is not None else None
        if rect is not None:
            self._view.viewport().update(rect.adjusted(-2, -2, 4, 2).toAlignedRect())

    def _caret_in_editor(self) -> QRect:
        caret = self._view.marking.caret
        rect = self._view.rect_of_caret(caret) if caret is not None else None
        if rect is None:
            return QRect()
        return rect.toAlignedRect().translated(-self.editor.pos())

    def _paint_preedit(self, painter: QPainter, rect: QRectF, text: str) -> None:
        styles = self._view.sheet.styles
        painter.setFont(styles.font("body"))
        wide = painter.fontMetrics().horizontalAdvance(text)
        box = QRectF(rect.left(), rect.top(), wide + 2, rect.height())
        painter.fillRect(box, styles.colour("card"))
        painter.setPen(QColor(styles.colour("text")))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
        painter.drawLine(QPointF(box.left(), box.bottom()), QPointF(box.right(), box.bottom()))
