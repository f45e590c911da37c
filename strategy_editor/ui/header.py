"""The strip above the panels: what is open, undo and redo, saving and exporting."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton

from strategy_editor.document.texts import title_of
from strategy_editor.ui.actions import Actions
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.elided import ElidedLabel
from strategy_editor.ui.theme import SPACE, Theme

_ICON = QSize(18, 18)


class Header(QFrame):
    """Names the document and its state, and offers the main actions."""

    def __init__(self, controller: Controller, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("header")
        self._controller = controller
        self._shown: tuple[object, str] = (None, "")
        self._title = ElidedLabel()
        self._title.setObjectName("strong")
        self._state = QLabel()
        self._state.setObjectName("muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        row.setSpacing(SPACE)
        row.addWidget(self._title)
        row.addWidget(self._state)
        row.addStretch(1)
        row.addWidget(_JumpButton(actions["jump"]))
        row.addSpacing(SPACE)
        for key in ("undo", "redo"):
            row.addWidget(_tool_button(actions, key))
        row.addSpacing(SPACE)
        row.addWidget(_tool_button(actions, "save", with_text=True))
        self._export = QPushButton()
        self._export.setObjectName("primary")
        self._export.setIconSize(_ICON)
        action = actions["export"]
        self._export.clicked.connect(action.trigger)
        action.changed.connect(self._show_export)
        self._export_action = action
        row.addWidget(self._export)
        self._show_export()

    def show_document(self) -> None:
        """Show title, edition and status of the newest document."""
        metadata = self._controller.session.document.root.child("metadata")
        shown = (metadata, self._controller.translate.language)
        if metadata is None or shown == self._shown:
            return
        self._shown = shown
        wording = self._controller.wording
        title = title_of(metadata)
        self._title.setText(title)
        self._title.setToolTip(title)
        status = wording.choice("metadata", "status", metadata.get("status"))
        as_of = wording.date(metadata.get("as-of"))
        self._state.setText(
            self._controller.translate(
                "header.state", edition=metadata.get("edition"), status=status, date=as_of
            )
        )

    def set_theme(self, _theme: Theme) -> None:
        """Buttons take their icons from the actions; nothing to do here."""

    def retranslate(self) -> None:
        """Speak the current language."""
        self.show_document()

    def _show_export(self) -> None:
        action = self._export_action
        self._export.setText(action.text().replace("&", ""))
        self._export.setIcon(action.icon())
        self._export.setToolTip(action.toolTip())
        self._export.setEnabled(action.isEnabled())


class _JumpButton(QToolButton):
    """Says with what key one gets anywhere."""

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self.setObjectName("bordered")
        self.setIconSize(_ICON)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.clicked.connect(action.trigger)
        self._action = action
        action.changed.connect(self._label)
        self._label()

    def _label(self) -> None:
        keys = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        words = self._action.text().replace("&", "").rstrip("… ")
        self.setText(f"{words}   {keys}" if keys else words)
        self.setIcon(self._action.icon())
        self.setToolTip(self._action.toolTip())
        self.setAccessibleName(words)


def _tool_button(actions: Actions, key: str, *, with_text: bool = False) -> QToolButton:
    button = QToolButton()
    button.setObjectName("bordered")
    button.setDefaultAction(actions[key])
    button.setIconSize(_ICON)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if with_text:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button
