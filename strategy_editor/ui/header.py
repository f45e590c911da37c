"""The strip above the panels: what is open, undo and redo, saving and exporting."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton

from strategy_editor.document.texts import title_of
from strategy_editor.ui.actions import Actions
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.elided import ElidedLabel
from strategy_editor.ui.theme import SPACE, Theme

_ICON = QSize(18, 18)
_ROOMY = 46
"""Heights of a line: what narrower windows have is left to the title."""


class Header(QFrame):
    """Names the document and its state, and offers the main actions."""

    def __init__(self, controller: Controller, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("header")
        self._controller = controller
        self._shown: tuple[object, str] = (None, "")
        self._title = ElidedLabel()
        self._title.setObjectName("strong")
        self._state = ElidedLabel()
        self._state.setObjectName("muted")
        self._is_close = False
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        row.setSpacing(SPACE)
        row.addWidget(self._title)
        row.addWidget(self._state)
        row.addStretch(1)
        self._jump = _JumpButton(actions["jump"])
        row.addWidget(self._jump)
        row.addSpacing(SPACE)
        for key in ("undo", "redo"):
            row.addWidget(_tool_button(actions, key))
        row.addSpacing(SPACE)
        self._save = _tool_button(actions, "save", with_text=True)
        row.addWidget(self._save)
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

    def minimumSizeHint(self) -> QSize:
        """Return the room that is needed when the buttons show nothing but their icons."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_close = self.width() < _ROOMY * self.fontMetrics().height()
        if is_close != self._is_close:
            self._is_close = is_close
            style = Qt.ToolButtonStyle
            for button in (self._jump, self._save):
                button.setToolButtonStyle(
                    style.ToolButtonIconOnly if is_close else style.ToolButtonTextBesideIcon
                )
            self._show_export()

    def _show_export(self) -> None:
        action = self._export_action
        words = action.text().replace("&", "")
        self._export.setText("" if self._is_close else words)
        self._export.setAccessibleName(words)
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
