"""The tools of a table: one action each, in the row of buttons and in the context menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from strategy_editor.editing.grid import Grid, Range
from strategy_editor.i18n import Translator
from strategy_editor.ui.flow import FlowLayout
from strategy_editor.ui.form.inputs import number_input
from strategy_editor.ui.icons import icon
from strategy_editor.ui.theme import SPACE, Theme

_ICON = QSize(16, 16)
_ICONS = {
    "row-above": "between-horizontal-start",
    "row-below": "between-horizontal-end",
    "row-up": "arrow-up",
    "row-down": "arrow-down",
    "row-remove": "trash-2",
    "column-left": "between-vertical-start",
    "column-right": "between-vertical-end",
    "column-to-left": "arrow-left",
    "column-to-right": "arrow-right",
    "column-remove": "trash-2",
    "header-row": "panel-top",
    "header-column": "panel-left",
    "merge": "table-cells-merge",
    "split": "table-cells-split",
    "align-left": "text-align-start",
    "align-center": "text-align-center",
    "align-right": "text-align-end",
    "clear": "eraser",
}
_CHECKABLE = ("header-row", "header-column", "align-left", "align-center", "align-right")
_MENUS = {
    "row": ("row-above", "row-below", "", "row-up", "row-down", "", "row-remove"),
    "column": (
        "column-left", "column-right", "", "column-to-left", "column-to-right", "",
        "column-remove",
    ),
}  # fmt: skip
_SHOWN_WITH_WORDS = ("header-row", "header-column")
_LINES = ("row", "column", "header-row", "header-column")
_CELLS = ("merge", "split", "clear", "align-left", "align-center", "align-right")


class TableTools(QObject):
    """The actions; ``chosen`` says which the user wants, ``widthChosen`` a width for columns."""

    chosen = Signal(str)
    widthChosen = Signal(str)

    def __init__(self, theme: Theme, translate: Translator, parent: QObject) -> None:
        super().__init__(parent)
        self._translate = translate
        self._theme = theme
        self.actions_: dict[str, QAction] = {}
        for name, picture in _ICONS.items():
            action = QAction(icon(picture, theme.muted, theme.accent), "", self)
            action.setCheckable(name in _CHECKABLE)
            action.triggered.connect(lambda _checked=False, each=name: self.chosen.emit(each))
            self.actions_[name] = action
        self.width = number_input(translate.language)
        self.width.edited.connect(self.widthChosen)
        self._width_label = QLabel()
        self._width_label.setObjectName("muted")
        self._width_label.setBuddy(self.width.focus_target())
        self._menus: dict[str, QToolButton] = {}
        self._plain: list[QToolButton] = []
        self.lines = self._line_buttons()
        """The buttons for rows and columns, and the width of the chosen columns."""
        self.cells = self._buttons(_CELLS)
        """The buttons for cells."""
        self.retranslate()

    def show_state(self, grid: Grid, chosen: Range, *, locked: bool) -> None:
        """Offer what can be done to a range, and check what holds for it."""
        lines = range(chosen.top, chosen.bottom + 1)
        columns = range(chosen.left, chosen.right + 1)
        slots = grid.slots_in(chosen)
        actions = self.actions_
        for action in actions.values():
            action.setEnabled(not locked)
        actions["merge"].setEnabled(not locked and len(slots) > 1)
        actions["split"].setEnabled(not locked and any(slot.is_merged for slot in slots))
        actions["row-up"].setEnabled(not locked and chosen.top > 0)
        actions["row-down"].setEnabled(not locked and chosen.bottom < grid.height - 1)
        actions["row-remove"].setEnabled(not locked and len(lines) < grid.height)
        actions["column-to-left"].setEnabled(not locked and chosen.left > 0)
        actions["column-to-right"].setEnabled(not locked and chosen.right < grid.width - 1)
        actions["column-remove"].setEnabled(not locked and len(columns) < grid.width)
        actions["header-row"].setChecked(all(grid.is_header_row(row) for row in lines))
        actions["header-column"].setChecked(all(grid.is_header_column(each) for each in columns))
        aligns = {grid.columns[each].node.get("align", "left") for each in columns}
        for name in ("left", "center", "right"):
            actions[f"align-{name}"].setChecked(aligns == {name})
        widths = {grid.columns[each].node.get("width") for each in columns}
        self.width.show_value(widths.pop() if len(widths) == 1 else "")
        self.width.setEnabled(not locked)

    def menu(self, parent: QWidget) -> QMenu:
        """Return the context menu with all actions."""
        menu = QMenu(parent)
        for name in ("copy", "cut", "paste"):
            action = menu.addAction(self._translate(f"richtext.{name}"))
            action.triggered.connect(lambda _checked=False, each=name: self.chosen.emit(each))
        menu.addAction(self.actions_["clear"])
        for title, names in _MENUS.items():
            menu.addSeparator()
            self._fill(menu.addMenu(self._translate(f"table.{title}")), names)
        menu.addSeparator()
        menu.addActions([self.actions_[name] for name in ("header-row", "header-column")])
        menu.addSeparator()
        menu.addActions([self.actions_[name] for name in ("merge", "split")])
        menu.addSeparator()
        menu.addActions([self.actions_[f"align-{name}"] for name in ("left", "center", "right")])
        return menu

    def retranslate(self) -> None:
        """Speak the current language."""
        for name, action in self.actions_.items():
            words = self._translate(f"table.{name}")
            action.setText(words)
            action.setToolTip(words)
        for name, button in self._menus.items():
            button.setText(self._translate(f"table.{name}"))
            button.setAccessibleName(button.text())
        for button in self._plain:
            button.setAccessibleName(button.defaultAction().text())
        self._width_label.setText(self._translate("table.width"))
        self.width.name_for_readers(self._translate("table.width"))
        self.width.setToolTip(self._translate("table.width-help"))

    def _buttons(self, names: tuple[str, ...]) -> QWidget:
        row, flow = QWidget(), FlowLayout()
        row.setLayout(flow)
        for name in names:
            flow.addWidget(self._menu_button(name) if name in _MENUS else self._button(name))
        return row

    def _line_buttons(self) -> QWidget:
        row, width = self._buttons(_LINES), QWidget()
        box = QHBoxLayout(width)
        # In line with the buttons, which are a little higher.
        box.setContentsMargins(SPACE // 2, 2, 0, 2)
        box.setSpacing(SPACE // 2)
        self.width.setFixedWidth(7 * SPACE)
        box.addWidget(self._width_label)
        box.addWidget(self.width)
        layout = row.layout()
        assert layout is not None
        layout.addWidget(width)
        return row

    def _menu_button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName("bordered")
        button.setIcon(icon("chevron-down", self._theme.muted))
        button.setIconSize(_ICON)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        self._fill(menu, _MENUS[name])
        button.setMenu(menu)
        self._menus[name] = button
        return button

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName("bordered")
        button.setDefaultAction(self.actions_[name])
        button.setIconSize(_ICON)
        if name in _SHOWN_WITH_WORDS:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._plain.append(button)
        return button

    def _fill(self, menu: QMenu, names: tuple[str, ...]) -> None:
        for name in names:
            if name:
                menu.addAction(self.actions_[name])
            else:
                menu.addSeparator()
