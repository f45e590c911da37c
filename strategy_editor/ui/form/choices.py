"""Choosing one of several values: a box, and a list below it that can be searched."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from strategy_editor.forms.candidates import Candidate
from strategy_editor.i18n import Translator
from strategy_editor.ui.form.inputs import Input
from strategy_editor.ui.speaking import speak_row
from strategy_editor.ui.theme import SPACE

_FOCUS_BACK = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_SEARCHED = 9
"""From so many values on the list has a line to search it."""
_ROWS = 12
_MAX_WIDTH = 620
_MORE = -1
"""In place of a row's number: what is chosen does something else."""
_VARIOUS = "\0"
"""In place of a value: several elements are shown that have different ones."""
_TO_THE_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class ChoiceInput(Input):
    """One of several values; what is not among them is shown as it is.

    ``provider`` is asked when the list is about to open, so that long lists cost nothing before.
    """

    def __init__(
        self,
        translate: Translator,
        provider: Callable[[], list[Candidate]],
        label: Callable[[str], str],
        *,
        empty: str = "form.none",
    ) -> None:
        super().__init__()
        self._empty = translate(empty)
        self._provider = provider
        self._label = label
        self._value = ""
        self._various = ""
        self.box = _Box(self._fill, translate)
        self.layout().addWidget(self.box)  # type: ignore[union-attr]
        self.setFocusProxy(self.box)
        self.box.activated.connect(self._chosen)
        self._fill_one()

    def show_value(self, value: str) -> None:
        self._value = value
        self._fill_one()

    def show_empty_as(self, words: str) -> None:
        """Say something else where nothing is chosen."""
        if words != self._empty:
            self._empty = words
            self._fill_one()

    def show_various(self, words: str) -> None:
        self._various = words
        self.show_value(_VARIOUS)

    def offer_more(self, words: str, call: Callable[[], object]) -> None:
        """Offer something below the values of the opened list; it is never a value itself."""
        self.box.more = (words, call)

    def focus_target(self) -> QWidget:
        return self.box

    def set_read_only(self, is_read_only: bool) -> None:
        self.box.setEnabled(not is_read_only)

    def _fill_one(self) -> None:
        shown = self._words(self._value)
        box = self.box
        if box.count() == 1 and (box.itemText(0), box.itemData(0)) == (shown, self._value):
            return
        with QSignalBlocker(box):
            box.clear()
            box.addItem(shown, self._value)
        box.tell_whole()

    def _fill(self) -> None:
        with QSignalBlocker(self.box):
            self.box.clear()
            self.box.addItem(self._empty, "")
            for value, words in self._provider():
                self.box.addItem(words, value)
            at = self.box.findData(self._value)
            if at < 0:
                self.box.addItem(self._words(self._value), self._value)
                at = self.box.count() - 1
            self.box.setCurrentIndex(at)
        self.box.tell_whole()

    def _words(self, value: str) -> str:
        if value == _VARIOUS:
            return self._various
        return self._label(value) if value else self._empty

    def _chosen(self, at: int) -> None:
        value = str(self.box.itemData(at) or "")
        self.box.tell_whole()
        if value != self._value:
            self._value = value
            self.edited.emit(value)


class _Box(QComboBox):
    """A combo box that fetches its list when it is needed, and leaves the wheel to the page."""

    def __init__(self, fill: Callable[[], None], translate: Translator) -> None:
        super().__init__()
        self._fill = fill
        self._translate = translate
        self._list: ChoiceList | None = None
        self.help = ""
        self.more: tuple[str, Callable[[], object]] | None = None
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.installEventFilter(self)

    def tell_whole(self) -> None:
        """Say the whole of what is shown where the box has no room for it."""
        room = self.width() - 5 * SPACE
        is_cut = self.fontMetrics().horizontalAdvance(self.currentText()) > room
        parts = (self.currentText() if is_cut else "", self.help)
        self.setToolTip("\n".join(filter(None, parts)))

    def showPopup(self) -> None:
        self.hidePopup()
        self._fill()
        self._list = ChoiceList(self, self._translate, self.more)
        self._list.open()

    def hidePopup(self) -> None:
        opened, self._list = self._list, None
        if opened is not None and isValid(opened):
            opened.close()

    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.tell_whole()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        style = self.style()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        elide = Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), elide, room.width() - SPACE // 2
        )
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Arrow keys and letters choose without opening: the list has to be there by then. When
        # the opened list closes the focus comes back, too, but what was chosen is not told yet.
        entered = isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn
        if entered and event.reason() not in _FOCUS_BACK:  # type: ignore[attr-defined]
            self._fill()
        return super().eventFilter(watched, event)


class ChoiceList(QFrame):
    """The opened list of a box: as high as its rows; a long one is searched by typing."""

    def __init__(
        self,
        box: QComboBox,
        translate: Translator,
        more: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        # No window of its own: those are placed, raised and given the keyboard by each desktop
        # in its own way.
        super().__init__(box.window())
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._box = box
        self._more = more
        self._is_above = False
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(translate("form.search"))
        self.filter.setAccessibleName(translate("form.search"))
        self.list = QListWidget()
        self.list.setAccessibleName(box.accessibleName())
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        for at in range(box.count()):
            item = QListWidgetItem(box.itemText(at))
            item.setData(Qt.ItemDataRole.UserRole, at)
            item.setToolTip(box.itemText(at))
            self.list.addItem(item)
        if more is not None:
            item = QListWidgetItem(more[0])
            item.setData(Qt.ItemDataRole.UserRole, _MORE)
            self.list.addItem(item)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE // 2, SPACE // 2, SPACE // 2, SPACE // 2)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self.filter)
        layout.addWidget(self.list)
        self.filter.setVisible(box.count() >= _SEARCHED)
        self.filter.textChanged.connect(self._narrow)
        self.filter.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.itemEntered.connect(self.list.setCurrentItem)
        self.list.currentItemChanged.connect(
            lambda *_: speak_row(self.filter, self.list.currentIndex())
        )
        self.list.itemClicked.connect(self._choose)
        self.list.setCurrentRow(box.currentIndex())

    def open(self) -> None:
        """Show the list below its box, or above where there is no room."""
        widest = max(self.list.sizeHintForColumn(0) + 6 * SPACE, self._box.width())
        self.setFixedWidth(min(widest, max(_MAX_WIDTH, self._box.width())))
        self._fit()
        place = self._box.mapTo(self.window(), QPoint(0, self._box.height()))
        self._is_above = place.y() + self.height() > self.window().height()
        self._place()
        self.show()
        # Rows measured before the list had its style are too low.
        self.list.doItemsLayout()
        self.raise_()
        (self.filter if not self.filter.isHidden() else self.list).setFocus()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)
        item = self.list.currentItem()
        if item is not None:
            self.list.scrollToItem(item)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.currentItem())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._box.setFocus(Qt.FocusReason.PopupFocusReason)
                return True
            if watched is self.filter and event.key() in _TO_THE_LIST:
                self.list.event(event)
                return True
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002
        """Leave the list for what comes after its box, or before."""
        self._box.setFocus(Qt.FocusReason.PopupFocusReason)
        return self._box.focusNextPrevChild(next)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and not self.isAncestorOf(new):
            self.close()

    def _fit(self) -> None:
        shown = [at for at in range(self.list.count()) if not self.list.item(at).isHidden()]
        row = max(self.list.sizeHintForRow(0), 1)
        self.list.setFixedHeight(row * max(1, min(len(shown), _ROWS)))
        self.setFixedHeight(self.layout().sizeHint().height())  # type: ignore[union-attr]

    def _place(self) -> None:
        """Lie close to the box, also when few rows are left."""
        window = self.window()
        below = -self.height() if self._is_above else self._box.height()
        place = self._box.mapTo(window, QPoint(0, below))
        farthest = max(0, window.width() - self.width())
        self.move(max(0, min(place.x(), farthest)), max(0, place.y()))

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        first: QListWidgetItem | None = None
        for at in range(self.list.count()):
            item = self.list.item(at)
            is_more = item.data(Qt.ItemDataRole.UserRole) == _MORE
            found = is_more or all(word in item.text().casefold() for word in words)
            item.setHidden(not found)
            if found and first is None and (at or not words):
                first = item
        self.list.setCurrentItem(first)  # type: ignore[arg-type]
        self._fit()
        self._place()

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is None or item.isHidden():
            return
        at = int(item.data(Qt.ItemDataRole.UserRole))
        if at == _MORE and self._more is not None:
            self._box.setFocus(Qt.FocusReason.PopupFocusReason)
            QTimer.singleShot(0, self._box, self._more[1])
            return
        self._box.setCurrentIndex(at)
        # The list goes with the keyboard.
        self._box.setFocus(Qt.FocusReason.PopupFocusReason)
        self._box.activated.emit(at)

    def sizeHint(self) -> QSize:
        return QSize(max(self._box.width(), 200), super().sizeHint().height())
