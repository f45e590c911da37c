"""The values of an indicator as a small table: kind, time, value and source, sorted by time."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from strategy_editor.document.dates import parse_span
from strategy_editor.document.node import Node
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.inputs import Input, LineInput, date_input, number_input
from strategy_editor.ui.form.plot import SIGNS
from strategy_editor.ui.icons import icon
from strategy_editor.ui.theme import SPACE, Theme

KINDS = ("baseline", "target", "actual")
COLUMNS = ("when", "value", "source")
_STRETCH = {"when": 3, "value": 2, "source": 5}


class ValueRow:
    """The inputs of one value."""

    def __init__(self, controller: Controller, theme: Theme, node: Node) -> None:
        language = controller.translate.language
        self._controller = controller
        self.id = node.id or ""
        self.kind = QLabel()
        self.inputs: dict[str, Input] = {
            "when": date_input(language, partial=True),
            "value": number_input(language),
            "source": LineInput(),
        }
        self.remove = QToolButton()
        self.remove.setIcon(icon("trash-2", theme.muted))
        self.remove.setIconSize(QSize(16, 16))
        # The row goes with what is called: let the click end first.
        self.remove.clicked.connect(
            lambda: QTimer.singleShot(
                0, controller, lambda: controller.structure.remove_child(self.id)
            )
        )
        for name, each in self.inputs.items():
            each.edited.connect(
                lambda value, key=name: controller.set_attribute(self.id, key, value)
            )
            each.left.connect(controller.session.close_step)
            if controller.session.is_read_only:
                each.set_read_only(True)
        self.remove.setEnabled(not controller.session.is_read_only)

    @property
    def widgets(self) -> list[QWidget]:
        """What stands in the row, from left to right."""
        return [self.kind, *self.inputs.values(), self.remove]

    def show_node(self, node: Node) -> None:
        """Show a newer state of the value."""
        translate = self._controller.translate
        label = self._controller.wording.label(node.tag)
        self.kind.setText(f"{SIGNS[node.tag]}\u2002{label}")
        for name, each in self.inputs.items():
            value = node.get(name)
            each.show_value(value)
            each.name_for_readers(f"{label}: {translate(f'indicator.{name}')}")
            if name == "when":
                each.show_empty_as(translate("form.pattern.partial-date"))
        words = translate("indicator.remove", kind=label)
        self.remove.setToolTip(words)
        self.remove.setAccessibleName(words)


class ValueTable(QWidget):
    """All values of an indicator; a row finds its new place when the user has left it."""

    sorted_anew = Signal()

    def __init__(self, controller: Controller, theme: Theme) -> None:
        super().__init__()
        self._controller = controller
        self._theme = theme
        self._node = Node("indicator")
        self.rows: dict[str, ValueRow] = {}
        self._order: list[str] = []
        self._heads = [QLabel() for _ in (*COLUMNS, "kind")]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE)
        self._grid.setVerticalSpacing(SPACE // 2)
        for column, name in enumerate(COLUMNS, 1):
            self._grid.setColumnStretch(column, _STRETCH[name])
        for column, head in enumerate(self._heads):
            head.setObjectName("muted")
            self._grid.addWidget(head, 0, column)
        box.addLayout(self._grid)

    def show_node(self, node: Node) -> None:
        """Show a newer state of the indicator."""
        self._node = node
        values = {each.id: each for each in node.children_of(*KINDS) if each.id is not None}
        for gone in [each for each in self.rows if each not in values]:
            for widget in self.rows.pop(gone).widgets:
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        for key, value in values.items():
            if key not in self.rows:
                self.rows[key] = row = ValueRow(self._controller, self._theme, value)
                for each in row.inputs.values():
                    each.left.connect(self._sort_soon)
            self.rows[key].show_node(value)
        for head in self._heads:
            head.setVisible(bool(values))
        self._arrange()

    def retranslate(self) -> None:
        """Speak the current language."""
        for column, name in enumerate(COLUMNS, 1):
            self._heads[column].setText(self._controller.translate(f"indicator.{name}"))
        for value in self._node.children_of(*KINDS):
            if value.id in self.rows:
                self.rows[value.id].show_node(value)

    def _sort_soon(self) -> None:
        # The focus is on its way to the next input; only then is it known where.
        QTimer.singleShot(0, self, self._arrange)

    def _arrange(self) -> None:
        """Put the rows in the order of time, unless a time is just being written."""
        wanted = [each.id or "" for each in in_time(self._node)]
        known = [each for each in self._order if each in self.rows]
        if any(row.inputs["when"].focus_target().hasFocus() for row in self.rows.values()):
            wanted = known + [each for each in wanted if each not in known]
        if wanted == self._order:
            return
        self._order = wanted
        last: QWidget | None = None
        for number, key in enumerate(wanted, 1):
            for column, widget in enumerate(self.rows[key].widgets):
                self._grid.removeWidget(widget)
                self._grid.addWidget(widget, number, column)
                if last is not None and not isinstance(widget, QLabel):
                    QWidget.setTabOrder(last, _target(widget))
                if not isinstance(widget, QLabel):
                    last = _target(widget)
        self.sorted_anew.emit()

    @property
    def order(self) -> list[str]:
        """The ids of the values as they stand below each other."""
        return list(self._order)


def in_time(indicator: Node) -> list[Node]:
    """Return the values of an indicator by time; those without a time are last."""

    def place(value: Node) -> tuple[str, int]:
        span = parse_span(value.get("when"))
        last = span.last.isoformat() if span is not None and span.last is not None else "~"
        return last, KINDS.index(value.tag)

    return sorted((each for each in indicator.children_of(*KINDS) if each.id), key=place)


def _target(widget: QWidget) -> QWidget:
    return widget.focus_target() if isinstance(widget, Input) else widget
