"""The outline panel: filter, tree, keyboard, drag and drop, context menu."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
)

from strategy_editor.ui.controller import Controller
from strategy_editor.ui.icons import icon
from strategy_editor.ui.outline.delegate import OutlineDelegate
from strategy_editor.ui.outline.entries import is_shown
from strategy_editor.ui.outline.model import ID_ROLE, NUMBER_ROLE, OutlineModel
from strategy_editor.ui.theme import RADIUS, SPACE, Theme
from strategy_editor.validation.problem import Severity

_EXPANDED_DEPTH = 0
_ARROW = 14


class OutlinePanel(QFrame):
    """Shows the structure; says which element the user chose and where a drop is to go."""

    menuRequested = Signal(str, QPoint)
    dropRequested = Signal(str, str, str)

    def __init__(self, controller: Controller, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._controller = controller
        self._is_following = False
        self._theme = theme
        document = controller.session.document
        self.model = OutlineModel(document.root, self._label_of, controller.numbers)
        self.proxy = _Filter(self.model)
        self.filter = QLineEdit()
        self.filter.setObjectName("outline-filter")
        self.filter.setClearButtonEnabled(True)
        self._filter_icon = self.filter.addAction(
            icon("funnel", theme.muted), QLineEdit.ActionPosition.LeadingPosition
        )
        self.tree = _Tree(theme)
        self.tree.setModel(self.proxy)
        self.delegate = OutlineDelegate(self.tree, theme)
        self.tree.setItemDelegate(self.delegate)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self.filter)
        layout.addWidget(self.tree)
        self._connect()
        self._label()

    def show_document(self) -> None:
        """Follow the newest document; expansion and selection stay."""
        self.model.show(self._controller.session.document.root, self._controller.numbers)
        self.select(self._controller.selected_id)

    def show_problems(self) -> None:
        """Mark each element with the worst finding on or below it."""
        badges: dict[str, Severity] = {}
        document = self._controller.session.document
        for problem in self._controller.problems:
            if problem.muted or problem.node_id not in document:
                continue
            shown = [node for node in document.path(problem.node_id) if is_shown(node)]
            for node in shown[-1:]:
                if node.id is not None:
                    badges[node.id] = max(badges.get(node.id, Severity.HINT), problem.severity)
        self.model.show_badges(badges)

    def select(self, node_id: str) -> None:
        """Select an element, or the nearest above it that has a row."""
        document = self._controller.session.document
        if node_id not in document:
            return
        for node in reversed(document.path(node_id)):
            index = self.proxy.mapFromSource(self.model.index_of(node.id or ""))
            if index.isValid():
                selection = self.tree.selectionModel()
                if selection.currentIndex() != index or not selection.isSelected(index):
                    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
                    # What is selected elsewhere, such as a paragraph, stays selected there.
                    self._is_following = True
                    selection.setCurrentIndex(index, flags)
                    self._is_following = False
                self.tree.scrollTo(index)
                return

    def selected_ids(self) -> list[str]:
        """Return the selected elements in the order of the document."""
        indexes = self.tree.selectionModel().selectedIndexes()
        indexes.sort(key=lambda index: self.tree.visualRect(index).top())
        return [index.data(ID_ROLE) for index in indexes]

    def expand_first(self) -> None:
        """Open the first levels, as a table of contents would show them."""
        self.tree.expandToDepth(_EXPANDED_DEPTH)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme = theme
        self.delegate.theme = theme
        self.tree.theme = theme
        self._filter_icon.setIcon(icon("funnel", theme.muted))
        self.tree.viewport().update()

    def retranslate(self) -> None:
        """Speak the current language."""
        self._label()
        self.model.relabel()

    def _label_of(self, tag: str) -> str:
        return self._controller.wording.label(tag)

    def _label(self) -> None:
        translate = self._controller.translate
        self.filter.setPlaceholderText(translate("outline.filter"))
        self.filter.setAccessibleName(translate("outline.filter"))
        self.tree.setAccessibleName(translate("outline.name"))

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._filter_changed)
        self.tree.selectionModel().currentChanged.connect(self._current_changed)
        self.tree.customContextMenuRequested.connect(self._menu)
        self.model.drop_test = self._may_drop
        self.model.dropped = self.dropRequested.emit

    def _filter_changed(self, text: str) -> None:
        self.proxy.search(text)
        if text:
            self.tree.expandAll()
        else:
            self.tree.collapseAll()
            self.expand_first()
            self.select(self._controller.selected_id)

    def _current_changed(self, current: QModelIndex) -> None:
        node_id = current.data(ID_ROLE)
        if node_id and not self._is_following:
            self._controller.select(node_id)

    def _menu(self, point: QPoint) -> None:
        index = self.tree.indexAt(point)
        if index.isValid():
            place = self.tree.viewport().mapToGlobal(point)
            self.menuRequested.emit(index.data(ID_ROLE), place)

    def _may_drop(self, node_id: str, parent_id: str, before_id: str) -> bool:
        return self._controller.structure.drop_position(node_id, parent_id, before_id) is not None


class _Filter(QSortFilterProxyModel):
    """Keeps rows whose number or title holds the text, and those above and below them."""

    def __init__(self, model: OutlineModel) -> None:
        super().__init__()
        self._text = ""
        self.setSourceModel(model)
        self.setRecursiveFilteringEnabled(True)
        self.setAutoAcceptChildRows(True)

    def search(self, text: str) -> None:
        self.beginFilterChange()
        self._text = text.casefold().strip()
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: QModelIndex) -> bool:  # type: ignore[override]
        if not self._text:
            return True
        index = self.sourceModel().index(row, 0, parent)
        shown = f"{index.data(NUMBER_ROLE)} {index.data(Qt.ItemDataRole.DisplayRole)}"
        return self._text in shown.casefold()


class _Tree(QTreeView):
    """A tree whose selection is one piece over the whole width."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setObjectName("outline")
        self.setHeaderHidden(True)
        self.setIndentation(2 * SPACE)
        self.setAnimated(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def drawRow(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex,  # type: ignore[override]
    ) -> None:
        if self.selectionModel().isSelected(index):
            rect = QRect(option.rect)
            rect.setLeft(0)
            rect.setRight(self.viewport().width() - 1)
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.selection))
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
            if index == self.currentIndex() and self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QColor(self.theme.accent))
                painter.drawRoundedRect(rect.adjusted(0, 0, -1, -1), RADIUS, RADIUS)
            painter.restore()
        super().drawRow(painter, option, index)

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex) -> None:  # type: ignore[override]
        if not self.model().hasChildren(index):
            return
        name = "chevron-down" if self.isExpanded(index) else "chevron-right"
        top = rect.top() + (self.fontMetrics().lineSpacing() + SPACE - _ARROW) // 2
        square = QRect(rect.right() - _ARROW + 1, top, _ARROW, _ARROW)
        icon(name, self.theme.muted).paint(painter, square)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Titles wrap at the width of the panel, so heights depend on it.
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
