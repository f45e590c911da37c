"""The outline panel: filter, tree, keyboard, drag and drop, context menu."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from strategy_editor.document.node import Node
from strategy_editor.search.sifting import Sifted
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.outline.delegate import OutlineDelegate
from strategy_editor.ui.outline.dragging import Dragging
from strategy_editor.ui.outline.entries import is_block, is_shown
from strategy_editor.ui.outline.filter_bar import FilterBar
from strategy_editor.ui.outline.filtering import Filtering
from strategy_editor.ui.outline.following import Following
from strategy_editor.ui.outline.marking import Marking
from strategy_editor.ui.outline.marks import Marks
from strategy_editor.ui.outline.model import OutlineModel
from strategy_editor.ui.outline.tree import OutlineTree
from strategy_editor.ui.theme import SPACE, Theme


class OutlinePanel(QFrame):
    """Shows the structure; says which elements the user chose."""

    menuRequested = Signal(str, QPoint)

    def __init__(self, controller: Controller, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._controller = controller
        root = controller.session.document.root
        self.model = OutlineModel(root, self._label_of, controller.numbers)
        self.tree = OutlineTree(self.model, Dragging(controller), theme)
        self.delegate = OutlineDelegate(self.tree, self.model, theme)
        self.tree.setItemDelegate(self.delegate)
        self.following = Following(controller, self.model, self.tree)
        self._marking = Marking(controller, self._has_row)
        self.model.describe = self._marking.meaning
        self.model.path_to = self._path_to
        self.model.printed = lambda reference: controller.wording.printed(reference)
        self.bar = FilterBar(controller, theme)
        self.bar.roles = self._roles
        self.filter = self.bar.line
        self.filtering = Filtering(controller, self._marking.for_filter, self._sifted)
        # What is typed is painted before what it means for the marks is asked.
        self._marks_later = QTimer(self)
        self._marks_later.setSingleShot(True)
        self._marks_later.timeout.connect(self._follow_marks)
        self._before_filter: set[str] | None = None
        self._revealed: set[str] = set()
        self._is_after_edit = False
        self.empty = QLabel()
        self.empty.setObjectName("muted")
        self.empty.setWordWrap(True)
        self.empty_reset = QPushButton()
        self._lay_out()
        self._connect()
        self._label()

    def show_document(self) -> None:
        """Follow the newest document; expansion and selection stay."""
        with self.following.following():
            self.model.show(self._controller.session.document.root, self._controller.numbers)
        self._marks_later.start()
        self._reveal()
        self.following.show_selection(scroll=False)
        self.filtering.start_later()

    def show_problems(self) -> None:
        """Mark each element with the worst finding on or below it."""
        self._show_marks(self._marking.follow_problems())
        self.filtering.start_later()

    def show_baseline(self) -> None:
        """Show what changed since another state."""
        self._marks_later.start()
        self.filtering.start_later()

    def select(self, _node_id: str) -> None:
        """Show the selection, by the nearest rows above it where it has none."""
        self._reveal()
        self.following.show_selection()

    def selected_ids(self) -> list[str]:
        """Return the selected elements in the order of the document."""
        return self.following.chosen_ids()

    def expand_first(self) -> None:
        """Open the first levels of another document, or what was open of it before."""
        self.bar.reset()
        self.following.unfolded = set(self.model.children_of(""))
        self._show_all()

    @property
    def unfolded(self) -> set[str]:
        """What is unfolded, apart from what a filter unfolds."""
        return self.following.unfolded if self._before_filter is None else self._before_filter

    def put_back(self, unfolded: set[str]) -> None:
        """Unfold exactly these elements, as a file was left."""
        self.following.unfolded = unfolded
        self._show_all()

    def show_row(self, node_id: str) -> None:
        """Unfold what an element lies in, unless a filter says what is shown."""
        if self._before_filter is None and self.model.index_of(node_id).isValid():
            for each in self._path_to(node_id)[:-1]:
                self.tree.expand(self.model.index_of(each))

    def focus_filter(self) -> None:
        """Put the cursor into the filter and mark its words, to be written over."""
        self.filter.setFocus()
        self.filter.selectAll()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self.delegate.theme = theme
        self.tree.theme = theme
        self.bar.set_theme(theme)
        self.tree.viewport().update()

    def retranslate(self) -> None:
        """Speak the current language."""
        self._label()
        self.bar.retranslate()
        self.model.relabel()

    @property
    def is_busy(self) -> bool:
        """Whether the filter or what it unfolds is still at work."""
        return self.filtering.is_busy or self.following.unfolding.is_busy

    def _path_to(self, node_id: str) -> list[str]:
        document = self._controller.session.document
        try:
            return [node.id or "" for node in document.path(node_id)]
        except KeyError:
            return []

    def _label_of(self, tag: str) -> str:
        return self._controller.wording.label(tag)

    def _label(self) -> None:
        translate = self._controller.translate
        self.tree.setAccessibleName(translate("outline.name"))
        self.empty.setText(translate("outline.empty"))
        self.empty_reset.setText(translate("outline.reset"))

    def _has_row(self, node: Node) -> bool:
        return is_shown(node) or (self.model.with_text and is_block(node))

    def _roles(self) -> list[str]:
        tags: set[str] = set()
        pending = [self._controller.session.document.root]
        while pending:
            children = self.filtering.rows_below(pending.pop())
            tags.update(each.tag for each in children)
            pending.extend(children)
        return list(tags)

    def _follow_marks(self) -> None:
        self._show_marks(self._marking.follow_document())

    def _show_marks(self, marks: Marks) -> None:
        self.model.show_marks(marks)

    # The filter

    def _filter_changed(self) -> None:
        criteria = self.bar.criteria
        self.filtering.criteria = criteria
        self.delegate.words = criteria.words
        if criteria.is_empty:
            self.filtering.stop()
            self._show_all()
        else:
            if self._before_filter is None:
                self._before_filter = set(self.following.unfolded)
            self._is_after_edit = False
            self.filtering.start()

    def _show_all(self) -> None:
        with self.following.following():
            self.model.show_only(
                (), with_text=self.bar.shows_text, marks=self._marking.dim(()), afresh=True
            )
        if self._before_filter is not None:
            self.following.unfolded, self._before_filter = self._before_filter, None
        self.following.unfold(self.following.unfolded)
        self.bar.show_count(None)
        self._show_empty(False)
        self.following.show_selection()

    def _sifted(self, outcome: Sifted) -> None:
        hidden = outcome.hidden
        if self._is_after_edit:
            # What was revealed, such as a new element, stays until there are other criteria.
            hidden = hidden - self._revealed
        else:
            self._revealed = set()
        self._is_after_edit = True
        with self.following.following():
            was_reset = self.model.show_only(
                hidden, with_text=self.bar.shows_text, marks=self._marking.dim(outcome.context)
            )
        if was_reset:
            self.following.unfold(None)
            self.following.show_selection()
        self.bar.show_count(len(outcome.hits))
        self._show_empty(not outcome.hits)
        self.tree.viewport().update()

    def _reveal(self) -> None:
        """Show what is selected though the filter leaves it out, such as a new element."""
        if self._before_filter is None:
            return
        document, node_id = self._controller.session.document, self._controller.selected_id
        if node_id not in document:
            return
        path = {node.id or "" for node in document.path(node_id) if self._has_row(node)}
        self._revealed |= path
        if path & self.model.hidden:
            with self.following.following():
                self.model.reveal(path)
            self.following.unfold(path)

    def _show_empty(self, is_empty: bool) -> None:
        self.empty.setVisible(is_empty)
        self.empty_reset.setVisible(is_empty)

    def _text_rows_toggled(self, with_text: bool) -> None:
        self.filtering.show_text(with_text)
        if self.bar.criteria.is_empty:
            self._show_all()
        else:
            self.filtering.start()
        self._marking.follow_document()
        self._show_marks(self._marking.follow_problems())

    def _enter_tree(self) -> None:
        first = self.model.index(0, 0)
        while self.model.node_id(first) in self._marking.marks.dimmed:
            first = self.model.index(0, 0, first)
        self.tree.setFocus()
        if first.isValid():
            self.tree.setCurrentIndex(first)

    def _menu(self, point: QPoint) -> None:
        index: QModelIndex = self.tree.indexAt(point)
        if index.isValid():
            place = self.tree.viewport().mapToGlobal(point)
            self.menuRequested.emit(self.model.node_id(index), place)

    def _connect(self) -> None:
        self.bar.changed.connect(self._filter_changed)
        self.bar.leftDownwards.connect(self._enter_tree)
        self.bar.textRowsToggled.connect(self._text_rows_toggled)
        self.empty_reset.clicked.connect(self.bar.reset)
        self.tree.customContextMenuRequested.connect(self._menu)
        self._controller.savedStateChanged.connect(self.show_baseline)
        self.tree.left_upwards = self.filter.setFocus

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self.bar)
        layout.addWidget(self.empty)
        layout.addWidget(self.empty_reset, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.tree, 1)
        self._show_empty(False)
