"""The bar above the text: what it can do to the text in hand, and how the text looks."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from strategy_editor.i18n import Translator
from strategy_editor.ui.actions import Actions
from strategy_editor.ui.flow import FlowLayout
from strategy_editor.ui.richtext.actions import TextActions
from strategy_editor.ui.text.area import ZOOMS
from strategy_editor.ui.text.styles import WIDTHS
from strategy_editor.ui.text.view import TextView
from strategy_editor.ui.theme import SPACE


class TextBar(QWidget):
    """A slim row; everything in it is in the menu, too."""

    def __init__(self, view: TextView, translate: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._translate = translate
        self.setObjectName("plain")
        # In a narrow window the second group stands below the first.
        groups = FlowLayout()
        groups.setSpacing(0)
        self.setLayout(groups)
        self.row, self._look = self._group(groups), self._group(groups)
        self._width = QToolButton(self)
        self._width.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._zoom = QToolButton(self)
        self._zoom.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._buttons: list[QToolButton] = []
        self._actions: Actions | None = None
        view.lookChanged.connect(self._show)

    def add_actions(self, actions: Actions) -> None:
        """Show the buttons for actions of the window."""
        self._actions = actions
        widths = QMenu(self._width)
        widths.addActions([actions[f"text-{width}"] for width in WIDTHS])
        self._width.setMenu(widths)
        sizes = QMenu(self._zoom)
        sizes.aboutToShow.connect(lambda: self._fill_sizes(sizes))
        self._zoom.setMenu(sizes)
        self._look.addWidget(self._width)
        self._add(actions["text-serif"])
        self._add(actions["text-smaller"])
        self._look.addWidget(self._zoom)
        self._add(actions["text-larger"])
        self._add(actions["print"])
        self.retranslate()

    def add_tools(self, tools: TextActions) -> None:
        """Show what can be done to the text in hand; the keyboard stays with the text."""
        icons = [each for each in tools.tools.values() if not each.icon().isNull()]
        for at, action in enumerate(icons):
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setIconSize(QSize(16, 16))
            self._buttons.append(button)
            self.row.insertWidget(at, button)

    def retranslate(self) -> None:
        """Speak the current language."""
        self._zoom.setToolTip(self._translate("text.zoom"))
        self._zoom.setAccessibleName(self._translate("text.zoom"))
        self._width.setToolTip(self._translate("text.width"))
        for button in self._buttons:
            action = button.defaultAction()
            button.setAccessibleName(action.text().replace("&", ""))
        self._show()

    def _show(self) -> None:
        self._zoom.setText(self._translate("text.percent", value=round(self._view.zoom * 100)))
        if self._actions is not None:
            width = self._actions[f"text-{self._view.measure}"].text().replace("&", "")
            self._width.setText(width)
            self._width.setAccessibleName(width)

    def _fill_sizes(self, menu: QMenu) -> None:
        menu.clear()
        for zoom in ZOOMS:
            action = menu.addAction(self._translate("text.percent", value=round(zoom * 100)))
            action.setCheckable(True)
            action.setChecked(zoom == self._view.zoom)
            action.triggered.connect(lambda _checked=False, to=zoom: self._view.set_zoom(to))

    def _add(self, action: QAction) -> None:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setIconSize(QSize(16, 16))
        self._buttons.append(button)
        self._look.addWidget(button)

    @staticmethod
    def _group(groups: FlowLayout) -> QHBoxLayout:
        group = QWidget()
        group.setObjectName("plain")
        row = QHBoxLayout(group)
        row.setContentsMargins(SPACE // 2, SPACE // 2, 0, SPACE // 2)
        row.setSpacing(0)
        groups.addWidget(group)
        return row
