"""Where an element stands: its ancestors, each a step back."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from strategy_editor.document.node import Node
from strategy_editor.document.texts import shortened, title_of
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.flow import FlowLayout

_TITLE_LENGTH = 140


class Crumbs(QWidget):
    """The way down to an element; clicking an ancestor selects it."""

    def __init__(self, controller: Controller) -> None:
        super().__init__()
        self._controller = controller
        self._shown: list[tuple[str, str, str]] = []
        self._flow = FlowLayout()
        self._flow.setSpacing(0)
        self.setLayout(self._flow)

    def show_path(self, path: list[Node]) -> None:
        """Show the ancestors of the last element of a path and what that element is."""
        wanted = [self._crumb(node) for node in path[1:] if node.id is not None]
        # The last is told by the heading below: its title changes with every key.
        wanted[-1:] = [(*each[:2], "") for each in wanted[-1:]]
        if wanted == self._shown:
            return
        self._shown = wanted
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for node_id, words, title in wanted[:-1]:
            self._add_step(node_id, words, title)
        last = QLabel(wanted[-1][1] if wanted else "")
        last.setObjectName("crumb")
        self._flow.addWidget(last)
        self._flow.invalidate()
        self.updateGeometry()

    def _add_step(self, node_id: str, words: str, title: str) -> None:
        crumb = QPushButton(words)
        crumb.setObjectName("crumb")
        crumb.setToolTip(title)
        crumb.setAccessibleDescription(title)
        # The button goes with the form that it leads away from.
        crumb.clicked.connect(
            lambda: QTimer.singleShot(0, self._controller, lambda: self._controller.select(node_id))
        )
        self._flow.addWidget(crumb)
        separator = QLabel("›")
        separator.setObjectName("crumb")
        self._flow.addWidget(separator)

    def _crumb(self, node: Node) -> tuple[str, str, str]:
        node_id = node.id or ""
        label = self._controller.wording.label(node.tag)
        number = self._controller.numbers.get(node_id, "")
        words = f"{label} {number}" if number else label
        return node_id, words, shortened(title_of(node), _TITLE_LENGTH)
