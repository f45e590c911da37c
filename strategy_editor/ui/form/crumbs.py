"""Where an element stands: its ancestors, each a step back."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from strategy_editor.document.node import Node
from strategy_editor.document.texts import shortened
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
        self._steps: list[tuple[QPushButton, QLabel]] = []
        self._last = QLabel()
        self._last.setObjectName("crumb")
        self._flow.addWidget(self._last)
        self.setLayout(self._flow)

    def show_path(self, path: list[Node]) -> None:
        """Show the ancestors of the last element of a path and what that element is."""
        wanted = [self._crumb(node) for node in path[1:] if node.id is not None]
        # The last is told by the heading below: its title changes with every key.
        wanted[-1:] = [(*each[:2], "") for each in wanted[-1:]]
        if wanted == self._shown:
            return
        self._shown = wanted
        steps = wanted[:-1]
        while len(self._steps) < len(steps):
            self._add_step()
        for at, (crumb, separator) in enumerate(self._steps):
            crumb.setVisible(at < len(steps))
            separator.setVisible(at < len(steps))
            if at < len(steps):
                crumb.setText(steps[at][1])
                crumb.setToolTip(steps[at][2])
                crumb.setAccessibleDescription(steps[at][2])
        self._last.setText(wanted[-1][1] if wanted else "")
        self._flow.invalidate()
        self.updateGeometry()

    def _add_step(self) -> None:
        """Add a step before the last part; those that a shorter way does not need are hidden."""
        at = len(self._steps)
        crumb = QPushButton()
        crumb.setObjectName("crumb")
        # What shows the element that it leads to may change this very button.
        crumb.clicked.connect(lambda: QTimer.singleShot(0, self, lambda: self._go(at)))
        separator = QLabel("›")
        separator.setObjectName("crumb")
        self._steps.append((crumb, separator))
        self._flow.takeAt(self._flow.count() - 1)
        for widget in (crumb, separator, self._last):
            self._flow.addWidget(widget)

    def _go(self, at: int) -> None:
        if at < len(self._shown):
            self._controller.select(self._shown[at][0])

    def _crumb(self, node: Node) -> tuple[str, str, str]:
        node_id = node.id or ""
        label = self._controller.wording.label(node.tag)
        number = self._controller.numbers.get(node_id, "")
        words = f"{label} {number}" if number else label
        return node_id, words, shortened(self._controller.wording.title(node), _TITLE_LENGTH)
