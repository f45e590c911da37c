"""The grid on the screen: keys, ranges and the editor over the cell in hand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView

from strategy_editor.editing.grid import Grid, Range, Slot
from strategy_editor.i18n import Translator
from strategy_editor.ui.form.table.editor import CellEditor
from strategy_editor.ui.form.table.layout import fit
from strategy_editor.ui.form.table.model import TableModel
from strategy_editor.ui.form.table.painting import CellPainter, alignment_of, cell_font
from strategy_editor.ui.richtext.objects import Labels
from strategy_editor.ui.theme import Theme

_STANDARD = QKeySequence.StandardKey
_OWN_KEYS = {
    _STANDARD.Copy: "copy",
    _STANDARD.Cut: "cut",
    _STANDARD.Paste: "paste",
    _STANDARD.SelectAll: "select-all",
}
_CLEARING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_NO_TEXT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier


class TableView(QTableView):
    """Shows a table; what the user wants is told by signals, the document is changed elsewhere."""

    contentEdited = Signal(int, int, object)
    editingFinished = Signal()
    asked = Signal(str)
    """One of ``copy``, ``cut``, ``paste``, ``clear``, ``append-row``."""
    widthsChanged = Signal()

    def __init__(self, theme: Theme, translate: Translator) -> None:
        super().__init__()
        self.setObjectName("grid")
        self.table_model = TableModel(translate)
        self.setModel(self.table_model)
        self.painter = CellPainter(self, theme, translate)
        self.setItemDelegate(self.painter)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.horizontalHeader().setMinimumSectionSize(40)
        self.horizontalHeader().setHighlightSections(True)
        self.verticalHeader().setMinimumSectionSize(24)
        self.verticalHeader().setSectionResizeMode(
            self.verticalHeader().ResizeMode.Fixed,
        )
        self.editor = CellEditor(theme, translate, self.viewport())
        self.editor.edited.connect(self._edited)
        self.editor.left.connect(self._leave)
        self.editor.tabbed.connect(self._tab)
        self.editor.editingFinished.connect(self._lost)
        self.is_locked = False
        self._edited_place: tuple[int, int] | None = None
        self._is_fitting = False
        self.horizontalHeader().sectionResized.connect(self._resized)
        self.horizontalHeader().viewport().installEventFilter(self)
        self._was_resized = False

    @property
    def grid(self) -> Grid:
        """The grid shown."""
        return self.table_model.grid

    @property
    def is_editing(self) -> bool:
        """Whether the cursor is in the text of a cell."""
        return self._edited_place is not None

    def show_grid(self, grid: Grid, labels: Labels | None) -> None:
        """Show a newer grid; the chosen cells stay chosen and the cursor where it is."""
        chosen, current = self.chosen(), self._place()
        if self.table_model.show(grid, labels):
            self.clearSpans()
            for slot in grid.slots:
                if slot.is_merged:
                    self.setSpan(slot.row, slot.column, slot.rows, slot.columns)
            self.choose(chosen, current)
        if self._edited_place is not None:
            edited = self._edited_slot()
            if edited is None:
                self.end_editing()
            else:
                self.editor.show_content(edited.node.content, labels)
        self.fit()

    def fit(self) -> None:
        """Give columns their widths, rows the height of their text, the view that of its rows."""
        if self._is_fitting or not self.grid.width:
            return
        self._is_fitting = True
        fit(self, self.table_model, self.painter)
        self._is_fitting = False
        self._place_editor()

    def chosen(self) -> Range:
        """Return the chosen range, so large that it cuts no merged cell."""
        row, column = self._place()
        wanted = Range(row, column, row, column)
        for index in self.selectionModel().selectedIndexes():
            wanted = wanted.joined(Range(index.row(), index.column(), index.row(), index.column()))
        return self.grid.widened(wanted) if self.grid.width else wanted

    def choose(self, wanted: Range, current: tuple[int, int] | None = None) -> None:
        """Choose a range, cut to the grid; ``current`` is the cell to go on from."""
        bottom, right = self.grid.height - 1, self.grid.width - 1
        area = Range(
            min(wanted.top, bottom),
            min(wanted.left, right),
            min(wanted.bottom, bottom),
            min(wanted.right, right),
        )
        row, column = current or (area.top, area.left)
        slot = self.grid.slot(min(row, bottom), min(column, right))
        index = self.table_model.index(slot.row, slot.column)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
        selection = QItemSelection(
            self.table_model.index(area.top, area.left),
            self.table_model.index(area.bottom, area.right),
        )
        self.selectionModel().select(selection, flags.ClearAndSelect)

    def choose_cell(self, row: int, column: int) -> None:
        """Choose one cell and show it."""
        self.choose(Range(row, column, row, column))
        self.scrollTo(self.currentIndex())

    def edit_cell(self, text: str = "", *, is_quick: bool = False) -> None:
        """Put the cursor into the current cell; ``text`` takes the place of what it says."""
        index = self.currentIndex()
        if self.is_locked or not index.isValid():
            return
        slot = self.grid.slot(index.row(), index.column())
        self._edited_place = (slot.row, slot.column)
        self.scrollTo(self.table_model.index(slot.row, slot.column))
        editor = self.editor
        editor.setFont(cell_font(self.font(), header=self.grid.is_header(slot)))
        editor.align(alignment_of(self.grid, slot))
        editor.show_content(slot.node.content, self.table_model.labels)
        editor.setAccessibleName(self.table_model.data(index, Qt.ItemDataRole.AccessibleTextRole))
        editor.is_quick = is_quick
        self._place_editor()
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if text:
            editor.selectAll()
            editor.type_text(text)
        else:
            editor.put_cursor_at_end()

    def end_editing(self) -> None:
        """Take the cursor out of the cell; what was typed is in the document already."""
        if self._edited_place is None:
            return
        self._edited_place = None
        if self.editor.hasFocus():
            # Before it is hidden, or Qt looks for the next widget by itself.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.hide()
        self.editingFinished.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own = self._own_key(event) or event.key() in (*_CLEARING, Qt.Key.Key_F2)
            if own and not (event.key() in _CLEARING and event.modifiers() & _NO_TEXT):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        own = self._own_key(event)
        control = bool(event.modifiers() & _NO_TEXT)
        key = event.key()
        if own == "select-all":
            self.selectAll()
        elif own:
            self.asked.emit(own)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            forward = key == Qt.Key.Key_Tab
            if control:
                super().focusNextPrevChild(forward)
            else:
                self._tab(1 if forward else -1)
        elif key in _CLEARING and not control:
            self.asked.emit("clear")
        elif not self._starts_editing(event, control=control):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _forward: bool) -> bool:
        # Tab goes from cell to cell; with Ctrl it leaves the table.
        return False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString():
            self.edit_cell(event.commitString(), is_quick=True)
        else:
            super().inputMethodEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.edit_cell()
            at = self.editor.viewport().mapFromGlobal(event.globalPosition().toPoint())
            self.editor.setTextCursor(self.editor.cursorForPosition(at))
        else:
            super().mouseDoubleClickEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.grid.height:
            self.choose_cell(0, 0)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_is_fitting"):
            self.fit()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease and self._was_resized:
            self._was_resized = False
            self.widthsChanged.emit()
        return False

    def _starts_editing(self, event: QKeyEvent, *, control: bool) -> bool:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        text = event.text()
        if event.key() == Qt.Key.Key_F2:
            self.edit_cell()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(-1 if back else 1, 0)
        elif text and text >= " " and text != "\x7f" and not control:
            self.edit_cell(text, is_quick=True)
        else:
            return False
        return True

    def _own_key(self, event: QKeyEvent) -> str:
        return next((name for key, name in _OWN_KEYS.items() if event.matches(key)), "")

    def _leave(self, rows: int, columns: int) -> None:
        self.end_editing()
        self._go(rows, columns)

    def _go(self, rows: int, columns: int) -> None:
        row, column = self._place()
        slot = self.grid.slot(row, column)
        row = slot.row + slot.rows if rows > 0 else slot.row + rows
        column = slot.column + slot.columns if columns > 0 else slot.column + columns
        if 0 <= row < self.grid.height and rows:
            self.choose_cell(row, slot.column)
        elif 0 <= column < self.grid.width and columns:
            self.choose_cell(slot.row, column)

    def _tab(self, step: int) -> None:
        """Go to the next cell in reading order; behind the last one begins another row."""
        self.end_editing()
        slots = self.grid.slots
        at = slots.index(self.grid.slot(*self._place())) + step
        if at >= len(slots):
            height = self.grid.height
            self.asked.emit("append-row")
            if self.grid.height > height:
                self.choose_cell(height, 0)
        elif at >= 0:
            self.choose_cell(slots[at].row, slots[at].column)

    def _place(self) -> tuple[int, int]:
        index = self.currentIndex()
        return (index.row(), index.column()) if index.isValid() else (0, 0)

    def _edited(self, content: object) -> None:
        if self._edited_place is not None:
            self.contentEdited.emit(*self._edited_place, content)

    def _lost(self) -> None:
        """The keyboard went elsewhere."""
        self.end_editing()

    def _edited_slot(self) -> Slot | None:
        assert self._edited_place is not None
        row, column = self._edited_place
        if row >= self.grid.height or column >= self.grid.width:
            return None
        slot = self.grid.slot(row, column)
        return slot if (slot.row, slot.column) == self._edited_place else None

    def _place_editor(self) -> None:
        if self._edited_place is not None:
            self.editor.setGeometry(self.visualRect(self.table_model.index(*self._edited_place)))

    def _resized(self) -> None:
        if not self._is_fitting:
            self._was_resized = True
