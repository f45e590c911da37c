"""Find and replace at the side: the question above, the hits below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from strategy_editor.document.texts import shortened
from strategy_editor.errors import UserError
from strategy_editor.search.find import Cancelled, Found, Hit, find
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.search.bar import SearchBar
from strategy_editor.ui.search.delegate import HitDelegate, box_of
from strategy_editor.ui.search.model import HIT_ROLE, HitsModel
from strategy_editor.ui.speaking import speak
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.workspace.replacing import Replacing, replace_step, shown_values
from strategy_editor.workspace.wording import Wording, error_text

_DELAY = 150
_NAME = 60


class SearchPanel(QWidget):
    """Finds while one types; ``shown`` carries a hit and whether the cursor is to go there."""

    shown = Signal(object, bool)
    leaveRequested = Signal()
    foundChanged = Signal(object)

    def __init__(self, controller: Controller, theme: Theme) -> None:
        super().__init__()
        self._controller = controller
        self._token: object = None
        self._running = False
        self._wanted: Hit | None = None
        self._replaced = ""
        self.model = HitsModel()
        self.bar = SearchBar(controller.translate)
        self.list = _List()
        self.list.setModel(self.model)
        # On a low screen it gives way to the lines above.
        self.list.setMinimumHeight(3 * SPACE)
        self._delegate = HitDelegate(self.list, theme)
        self.list.setItemDelegate(self._delegate)
        self.count = QLabel()
        self.count.setObjectName("muted")
        self.count.setWordWrap(True)
        self.one = QPushButton()
        self.all = QPushButton()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY)
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self.retranslate()

    def tab_text(self) -> str:
        """Return what the tab says."""
        return self._controller.translate("search.tab")

    def begin(self, text: str, *, replacing: bool) -> None:
        """Put the cursor where to type what is looked for."""
        self._offer_parts()
        self.bar.begin(text, replacing=replacing)

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) hit, round the end, and put the cursor there."""
        rows = self.model.rowCount()
        if not rows:
            return
        current = self.list.currentIndex()
        row = current.row() + by if current.isValid() else (0 if by > 0 else rows - 1)
        self._choose(row % rows, focus=False)

    def show_document(self) -> None:
        """Search the newest document."""
        self._offer_parts()
        if self.isVisible() and self.bar.wanted.text():
            self._timer.start()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._delegate.theme = theme
        self.bar.set_theme(theme)
        self.list.viewport().update()

    def retranslate(self) -> None:
        """Speak the current language."""
        translate = self._controller.translate
        self.bar.retranslate()
        self.list.setAccessibleName(translate("search.hits"))
        self.one.setText(translate("search.replace-one"))
        self._show_choice()
        if self.bar.wanted.text():
            self.search()
        else:
            self.count.setText(translate("search.empty"))

    @property
    def is_busy(self) -> bool:
        """Whether hits are still to come."""
        return self._timer.isActive() or self._running

    def search(self) -> None:
        """Search now, away from the window."""
        self._timer.stop()
        self._running = True
        query, document = self.bar.query(), self._controller.session.document
        replacing = self.bar.is_replacing
        template = self.bar.instead.text() if replacing else None
        schema, wording = self._controller.session.schema, self._controller.wording
        token = self._token = object()
        self.one.setVisible(replacing)
        self.all.setVisible(replacing)

        def work() -> Found:
            shown = shown_values(document, wording.language)
            return find(
                document.root, schema, query, shown, template, lambda: self._token is not token
            )

        self._controller.tasks.run(
            "search", work, lambda found: self._found(found, wording), self._failed
        )

    def _found(self, found: Found, wording: Wording) -> None:
        self._running = False
        self.bar.show_wrong(False)
        kept = self._current()
        replacing = self.bar.is_replacing
        self.list.setProperty("replacing", replacing)
        self.model.show(found, wording, replaces=replacing)
        self.count.setText(self._summary(found))
        if self.bar.wanted.hasFocus() or self.bar.instead.hasFocus():
            speak(self.bar.wanted, self.count.text())
        wanted = self._wanted or kept
        row = self.model.row_of(wanted) if wanted is not None else -1
        self._wanted = None
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
        self.foundChanged.emit(found)

    def _failed(self, error: Exception) -> None:
        self._running = False
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, UserError):
            raise error
        self.bar.show_wrong(True)
        self.model.show(Found(), self._controller.wording, replaces=False)
        self.count.setText(error_text(error, self._controller.translate.language))
        self.foundChanged.emit(Found())

    def _summary(self, found: Found) -> str:
        translate = self._controller.translate
        if not self.bar.wanted.text():
            return translate("search.empty")
        if not found.hits:
            # What was looked for is gone because it was just replaced.
            return self._replaced or translate("search.nothing")
        if found.is_cut:
            return translate("search.too-many", count=len(found.hits))
        hits = translate("search.count", count=len(found.hits))
        where = translate("search.elements", count=found.elements)
        return translate("search.summary", hits=hits, where=where)

    def _replace_one(self) -> None:
        hit = self._current()
        if hit is None:
            self.step(1)
            return
        if hit.replacement is None:
            self.count.setText(self._controller.translate("search.not-replaceable"))
            return
        at = self.list.currentIndex().row()
        hits = self.model.hits
        self._wanted = hits[at + 1] if at + 1 < len(hits) else None
        self._replace([hit])

    def _replace_all(self) -> None:
        self._replace(self.model.chosen())

    def _replace(self, hits: list[Hit]) -> None:
        controller = self._controller
        edit = Replacing(hits)
        if not controller.apply(replace_step(hits), edit):
            return
        self._replaced = controller.translate("search.replaced", count=edit.done)
        controller.messagePosted.emit(self._replaced)
        if not self.list.hasFocus():
            # The button is switched off once nothing is left, and must not lose the keyboard.
            self.bar.wanted.setFocus()

    def _show_choice(self) -> None:
        count = len(self.model.chosen())
        key = "search.replace-all" if count else "search.replace-any"
        self.all.setText(self._controller.translate(key, count=count))
        self.all.setEnabled(count > 0)
        self.one.setEnabled(self.model.rowCount() > 0)

    def _current(self) -> Hit | None:
        index = self.list.currentIndex()
        hit: Hit | None = index.data(HIT_ROLE) if index.isValid() else None
        return hit

    def _choose(self, row: int, *, focus: bool) -> None:
        index = self.model.index(row)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)
        self.shown.emit(index.data(HIT_ROLE), focus)

    def _clicked(self, index: QModelIndex) -> None:
        self.shown.emit(index.data(HIT_ROLE), False)

    def _activated(self, index: QModelIndex) -> None:
        self.shown.emit(index.data(HIT_ROLE), True)

    def _asked_anew(self) -> None:
        self._replaced = ""
        self._timer.start()

    def _into_list(self) -> None:
        if self.model.rowCount():
            self.list.setFocus()
            if not self.list.currentIndex().isValid():
                self._choose(0, focus=False)

    def _offer_parts(self) -> None:
        controller = self._controller
        document, wording = controller.session.document, controller.wording
        if controller.selected_id not in document:
            return
        path = document.path(controller.selected_id)[1:]
        self.bar.offer_parts(
            [
                (node.id, shortened(wording.name(node), _NAME))
                for node in reversed(path)
                if node.id is not None
            ]
        )

    def _connect(self) -> None:
        self._timer.timeout.connect(self.search)
        self.bar.changed.connect(self._asked_anew)
        self.bar.steppedDown.connect(self._into_list)
        self.bar.nextWanted.connect(self.step)
        self.bar.leaveWanted.connect(self.leaveRequested)
        self.list.clicked.connect(self._clicked)
        self.list.entered_.connect(self._activated)
        self.list.doubleClicked.connect(self._activated)
        self.list.moved.connect(self._clicked)
        self.list.toggled.connect(self.model.toggle)
        self.list.leaveWanted.connect(self.bar.wanted.setFocus)
        self.model.choiceChanged.connect(self._show_choice)
        self.one.clicked.connect(self._replace_one)
        self.all.clicked.connect(self._replace_all)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.one)
        buttons.addWidget(self.all, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, SPACE // 2, 0, 0)
        box.setSpacing(SPACE // 2)
        box.addWidget(self.bar)
        box.addWidget(self.count)
        box.addWidget(self.list, 1)
        box.addLayout(buttons)


class _List(QListView):
    entered_ = Signal(QModelIndex)
    moved = Signal(QModelIndex)
    toggled = Signal(QModelIndex)
    leaveWanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("hits")
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        if index.isValid() and box_of(self.visualRect(index)).contains(point):
            self.toggled.emit(index)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if index.isValid():
                self.entered_.emit(index)
            case Qt.Key.Key_Space if index.isValid():
                self.toggled.emit(index)
            case Qt.Key.Key_Escape:
                self.leaveWanted.emit()
            case Qt.Key.Key_Up if index.row() == 0:
                self.leaveWanted.emit()
            case _:
                super().keyPressEvent(event)
                if self.currentIndex() != index:
                    self.moved.emit(self.currentIndex())
