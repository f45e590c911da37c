"""Selection and folding of the outline, by the ids of elements, so that they outlive the rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex

from strategy_editor.ui.controller import Controller
from strategy_editor.ui.outline.model import OutlineModel
from strategy_editor.ui.outline.tree import OutlineTree
from strategy_editor.ui.outline.unfolding import Unfolding

_FLAG = QItemSelectionModel.SelectionFlag


class Following:
    """Keeps the tree and the controller's selection the same, and remembers what is unfolded."""

    def __init__(self, controller: Controller, model: OutlineModel, tree: OutlineTree) -> None:
        self._controller = controller
        self._model = model
        self._tree = tree
        self._is_following = False
        self.unfolding = Unfolding(tree, model)
        self.unfolded: set[str] = set()
        """The ids of the elements that are unfolded; those without rows are remembered too."""
        self.changed: Callable[[], None] = lambda: None
        """Called when something was unfolded or folded by the user or to show the selection."""
        tree.selectionModel().selectionChanged.connect(lambda *_: self._chosen())
        tree.selectionModel().currentChanged.connect(self._current_changed)
        tree.expanded.connect(self._expanded)
        tree.collapsed.connect(self._collapsed)

    @contextmanager
    def following(self) -> Iterator[None]:
        """While rows change under the tree, what it says of itself is nobody's choice."""
        was, self._is_following = self._is_following, True
        try:
            yield
        finally:
            self._is_following = was

    def unfold(self, node_ids: Collection[str] | None) -> None:
        """Unfold these elements, all for None, after the rows began anew."""
        self.unfolding.start(node_ids)

    def show_selection(self, *, scroll: bool = True) -> None:
        """Select in the tree what the controller says; what has no row, by the nearest above."""
        controller = self._controller
        current = self.nearest(controller.selected_id)
        if not current.isValid():
            return
        wanted = [self._model.index_of(each) for each in controller.selected_ids]
        wanted = [each for each in wanted if each.isValid()]
        wanted = wanted if current in wanted else [*wanted, current]
        selection = self._tree.selectionModel()
        with self.following():
            if {*self._ids(selection.selectedIndexes())} != {*self._ids(wanted)}:
                chosen = QItemSelection()
                for each in wanted:
                    chosen.select(each, each)
                selection.select(chosen, _FLAG.ClearAndSelect)
            if selection.currentIndex() != current:
                selection.setCurrentIndex(current, _FLAG.NoUpdate)
        if scroll:
            self._tree.scrollTo(current)

    def nearest(self, node_id: str) -> QModelIndex:
        """Return the row of an element, or of the nearest above it that has one."""
        try:
            path = self._controller.session.document.path(node_id)
        except KeyError:
            return QModelIndex()
        found = (self._model.index_of(node.id or "") for node in reversed(path))
        return next((index for index in found if index.isValid()), QModelIndex())

    def chosen_ids(self) -> list[str]:
        """Return the selected elements in the order of the document."""
        return self._model.in_order(self._ids(self._tree.selectionModel().selectedIndexes()))

    def _ids(self, indexes: Iterable[QModelIndex]) -> Collection[str]:
        return [self._model.node_id(each) for each in indexes]

    def _chosen(self) -> None:
        if self._is_following:
            return
        ids = self.chosen_ids()
        if not ids:
            return
        current = self._model.node_id(self._tree.currentIndex())
        self._controller.select_many(ids, current if current in ids else ids[-1])

    def _current_changed(self, current: QModelIndex) -> None:
        # Qt tells of a new current row before it selects it, or while it takes it away.
        if self._tree.selectionModel().isSelected(current):
            self._chosen()

    def _expanded(self, index: QModelIndex) -> None:
        # What is unfolded to show the selection counts as what the user unfolds.
        if not self.unfolding.is_unfolding:
            node_id = self._model.node_id(index)
            self.unfolded.add(node_id)
            self.changed()
            self.below_unfolded(node_id)

    def below_unfolded(self, node_id: str) -> None:
        """Unfold below an element that the user unfolded what was unfolded there before."""
        inner = self._model.children_of(node_id)
        if not self.unfolding.is_busy and not self.unfolded.isdisjoint(inner):
            self.unfolding.start(self.unfolded, node_id)

    def _collapsed(self, index: QModelIndex) -> None:
        if not self._is_following:
            self.unfolded.discard(self._model.node_id(index))
            self.changed()
