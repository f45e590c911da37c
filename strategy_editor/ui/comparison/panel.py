"""The comparison: editions side by side, the list of changes, and taking them over."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.document.document import Document
from strategy_editor.editing.history import Step
from strategy_editor.errors import UserError
from strategy_editor.exchange.report.story import Story
from strategy_editor.storage.reading import read
from strategy_editor.ui.comparison import listing
from strategy_editor.ui.comparison.area import SideBySide
from strategy_editor.ui.comparison.change_list import ChangeList
from strategy_editor.ui.comparison.changes_model import ChangesModel, Entry
from strategy_editor.ui.comparison.comparing import Compared, Other, Wanted, compared
from strategy_editor.ui.comparison.deciding import Deciding
from strategy_editor.ui.comparison.detail import Detail
from strategy_editor.ui.comparison.filter_bar import ChangeFilters
from strategy_editor.ui.comparison.head import Head, Names
from strategy_editor.ui.comparison.ruler import Ruler
from strategy_editor.ui.comparison.stack import Stack
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.workspace.media import media_folder
from strategy_editor.workspace.wording import error_text


class ComparisonPanel(QFrame):
    """Shows the open document beside another state of it, or another edition, or two."""

    sourceRequested = Signal(str)
    """What the user wants to compare with, to be answered by ``compare_with_other``."""
    jumpRequested = Signal(str, str)

    def __init__(self, controller: Controller, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._controller = controller
        self._other: Other | None = None
        self._third: Other | None = None
        self._swapped = False
        self._stale = False
        self._result: Compared | None = None
        self._story: Story | None = None
        self._cancelled = Event()
        self._deciding = Deciding(controller)
        translate = controller.translate
        self.head = Head(translate, theme)
        self.names = Names()
        self.area = SideBySide(theme, translate)
        self.ruler = Ruler(theme)
        self.filters = ChangeFilters(translate, theme)
        self.model = ChangesModel()
        self.list = ChangeList(self.model)
        self.detail = Detail(theme)
        self._message = QLabel()
        self._message.setObjectName("muted")
        self._message.setWordWrap(True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def result(self) -> Compared | None:
        """The comparison that is shown."""
        return self._result

    def compare_with(self, path: Path) -> None:
        """Compare the open document with a file, away from the window."""

        def read_it() -> Document:
            return read(path, accept_newer=True).document

        self.compare_with_other(Other(path.name, read_it, media_folder(path)))

    def compare_with_other(self, other: Other, *, third: bool = False) -> None:
        """Compare with another document, or put it beside as an older third one."""
        if third:
            self._third = other
        else:
            self._other, self._third, self._swapped = other, None, False
            self.model.done.clear()
        self._start()

    def show_document(self) -> None:
        """Compare again with the newest document, if the panel is in sight; else when it is."""
        result = self._result
        document = self._controller.session.document
        self._stale = self._other is not None and (
            result is None or result.draft.root is not document.root
        )
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Bring a comparison that the document has left behind up to date."""
        if self._stale:
            self._start()

    def show_new_session(self) -> None:
        """Forget the comparison: another document is open."""
        self._other = self._third = self._result = None
        self._stale = False
        self._cancelled.set()
        self._controller.tasks.forget("compare")
        self._deciding.forget()
        self.model.done.clear()
        self._show_stack(None)
        self.retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        for each in (self.head, self.area, self.ruler, self.filters, self.detail):
            each.set_theme(theme)

    def retranslate(self) -> None:
        """Speak the current language."""
        translate = self._controller.translate
        self.head.retranslate()
        self._offer_editions()
        self.filters.retranslate()
        self.list.setAccessibleName(translate("comparison.changes"))
        self.area.setAccessibleName(translate("comparison.detail"))
        self.detail.setAccessibleName(translate("comparison.one-change"))
        self.ruler.setToolTip(translate("comparison.ruler"))
        if self._result is None:
            self.head.what.setText(translate("comparison.title"))
            self._say("comparison.empty")
        else:
            self._show_changes()

    def step(self, direction: int) -> None:
        """Go to the next change of the list, or to the one before."""
        count = self.model.rowCount()
        if count:
            row = self.list.currentIndex().row()
            at = min(max(row + direction, 0), count - 1) if row >= 0 else 0
            self.list.setCurrentIndex(self.model.index(at))

    def decide(self, *, accept: bool, everything: bool = False) -> None:
        """Accept or refuse the current change, or all that are listed, into the draft."""
        result = self._result
        entries = self.model.shown if everything else self._current()
        if result is None or not entries or self._controller.session.is_read_only:
            return
        if accept is result.draft_is_new:
            self._settle(entries)
            return
        edit = result.taken([entry.change for entry in entries])
        label = "edit.accept-changes" if accept else "edit.refuse-changes"
        step = Step(label, (("count", str(len(entries))),), self._node_of(entries))
        self._deciding.start(step, edit, lambda: self._settle(entries))

    def _settle(self, entries: list[Entry]) -> None:
        """The draft is already as decided: the changes are done with, and listed no more."""
        row = self.list.currentIndex().row()
        self.model.done.update(entry.key for entry in entries)
        self.model.refilter()
        self._choose_row(row)

    def _node_of(self, entries: list[Entry]) -> str | None:
        node_id = entries[0].change.id
        return node_id if node_id in self._controller.session.document else None

    def _start(self) -> None:
        if self._other is None:
            return
        controller = self._controller
        session = controller.session
        translate = controller.translate
        self._stale = False
        self._cancelled.set()
        cancelled = self._cancelled = Event()
        base = session.media_base
        wanted = Wanted(
            session.document,
            session.called or translate("comparison.draft"),
            media_folder(base) if base is not None else None,
            self._other,
            self._third,
            self._swapped,
        )
        count = 2 if self._third is None else 3
        styles = [self.area.styles(count) for _ in range(count)]
        if self._result is None:
            self._say("comparison.working")
        self.head.cancel.show()
        compare = partial(compared, wanted, styles, cancelled)
        folding = self.head.tools["fold"].isChecked()
        work = partial(listing.prepared, compare, translate.language, folding=folding)
        controller.tasks.run("compare", work, self._compared, self._failed)

    def _compared(self, outcome: tuple[listing.Listed, Stack]) -> None:
        found, stack = outcome
        self.head.cancel.hide()
        self._result = found.result
        if found.result.comparison.changes:
            # The area gets its size before it has anything to lay out anew for that.
            self._stack.setCurrentIndex(1)
        self._show_stack(stack)
        self._show_changes(found)

    def _failed(self, error: Exception) -> None:
        self.head.cancel.hide()
        if not isinstance(error, UserError):
            raise error
        self._result = None
        self._show_stack(None)
        self.head.what.setText(self._controller.translate("comparison.title"))
        self._message.setText(error_text(error, self._controller.translate.language))
        self._stack.setCurrentIndex(0)

    def _show_stack(self, stack: Stack | None) -> None:
        folding = self.head.tools["fold"].isChecked()
        if stack is not None and stack.folding != folding:
            stack.folding = folding
            stack.refold()
        self.area.show_stack(stack)
        self.ruler.show_stack(stack)
        self.head.show_done(stack is not None, third=self._third is not None)

    def _show_changes(self, found: listing.Listed | None = None) -> None:
        """Show the changes, as they were put into words unless that was in another language."""
        result = self._result
        assert result is not None
        translate = self._controller.translate
        row = self.list.currentIndex().row()
        self.model.filter = self.filters.filter
        if found is None or found.language != translate.language:
            found = listing.listed(lambda: result, translate.language)
        self._story = found.story
        self.model.show_entries(found.entries)
        choices = listing.choices_in(result, self.model.all_entries, self._controller.wording)
        self.filters.show_choices(result.comparison.summary, choices)
        older, newer = result.names[-2:]
        self.head.what.setText(translate("comparison.between", old=older, new=newer))
        self.names.show_names(result.names)
        if not result.comparison.changes:
            self._show_count()
            self._say("comparison.equal")
            return
        self._stack.setCurrentIndex(1)
        self._choose_row(row)

    def _filter(self) -> None:
        self.model.set_filter(self.filters.filter)
        self._choose_row(0)

    def _choose_row(self, row: int) -> None:
        count = self.model.rowCount()
        if count:
            self.list.setCurrentIndex(self.model.index(min(max(row, 0), count - 1)))
        self._show_count()

    def _current(self) -> list[Entry]:
        row = self.list.currentIndex().row()
        return [self.model.shown[row]] if 0 <= row < len(self.model.shown) else []

    def _show_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        entries = self._current() if current.isValid() else []
        change = entries[0].change if entries else None
        if change is not None and self._result is not None:
            self.area.to_row(listing.row_showing(self._result, change))
        self.detail.show_change(self._story, change)
        self._show_count()

    def _show_count(self) -> None:
        row, count = self.list.currentIndex().row(), self.model.rowCount()
        said = self._controller.translate("comparison.count", number=row + 1, count=count)
        self.head.count.setText(said)
        editable = not self._controller.session.is_read_only
        self.head.show_state(found=bool(count), chosen=row >= 0, editable=editable)

    def _choose_element(self, node_id: str) -> None:
        row = self.model.row_of(node_id)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))

    def _jump(self, node_id: str, field: str = "") -> None:
        document = self._controller.session.document
        if node_id in document:
            self.jumpRequested.emit(node_id, field)

    def _do(self, what: str) -> None:
        calls: dict[str, Callable[[], None]] = {
            "previous": lambda: self.step(-1),
            "next": lambda: self.step(1),
            "accept": lambda: self.decide(accept=True),
            "refuse": lambda: self.decide(accept=False),
            "all-accept": lambda: self.decide(accept=True, everything=True),
            "all-refuse": lambda: self.decide(accept=False, everything=True),
            "swap": self._swap,
            "fold": lambda: self.area.set_folding(self.head.tools["fold"].isChecked()),
            "cancel": self._cancel,
        }
        calls[what]()

    def _swap(self) -> None:
        self._swapped = not self._swapped
        self._start()

    def _cancel(self) -> None:
        self._cancelled.set()
        self._controller.tasks.forget("compare")
        self.head.cancel.hide()
        if self._result is None:
            self._other = self._third = None
            self._say("comparison.cancelled")

    def _choose_source(self, source: str) -> None:
        if source == "no-third":
            self._third = None
            self._start()
        else:
            self.sourceRequested.emit(source)

    def _offer_editions(self) -> None:
        self.head.offer_editions(self._controller.editions.at_hand)

    def _compare_with_edition(self, key: str) -> None:
        self.compare_with(self._controller.editions.at_hand[key].path)

    def _say(self, key: str) -> None:
        self._message.setText(self._controller.translate(key))
        self._stack.setCurrentIndex(0)

    def _connect(self) -> None:
        self.head.sourceChosen.connect(self._choose_source)
        self.head.editionChosen.connect(self._compare_with_edition)
        self._controller.editions.changed.connect(self._offer_editions)
        self.head.wanted.connect(self._do)
        self.filters.changed.connect(self._filter)
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.list.activated.connect(
            lambda index: self._jump(
                self.model.shown[index.row()].change.id, self.model.shown[index.row()].change.field
            )
        )
        self.area.rowChosen.connect(self._choose_element)
        self.area.opened.connect(self._jump)
        self.area.scrolled.connect(lambda: self.ruler.show_seen(self.area.seen))
        self.ruler.asked.connect(self.area.to_share)
        self.head.show_done(False, third=False)

    def _lay_out(self) -> None:
        beside = QWidget()
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.area, 1)
        row.addWidget(self.ruler)
        below = QWidget()
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, SPACE, 0, 0)
        lower.addWidget(self.filters)
        lists = QSplitter(Qt.Orientation.Horizontal)
        lists.addWidget(self.list)
        lists.addWidget(self.detail)
        lists.setSizes([360, 260])
        lists.setChildrenCollapsible(False)
        lower.addWidget(lists, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(beside)
        split.addWidget(below)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        split.setSizes([430, 190])
        result = QWidget()
        inner = QVBoxLayout(result)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(SPACE // 2)
        inner.addWidget(self.names)
        inner.addWidget(split, 1)
        self._stack.addWidget(self._message)
        self._stack.addWidget(result)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        box.setSpacing(SPACE)
        box.addWidget(self.head)
        box.addWidget(self._stack, 1)
