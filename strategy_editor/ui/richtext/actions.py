"""The actions of the field: its tool buttons, its shortcuts and its context menu."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from strategy_editor.i18n import Translator
from strategy_editor.ui.icons import icon
from strategy_editor.ui.richtext.editor import InlineEditor
from strategy_editor.ui.theme import SPACE, Theme

NO_BREAK_SPACE = "\u00a0"


class _Tool(NamedTuple):
    name: str
    shortcut: str
    icon: str = ""
    tag: str = ""


_TOOLS = (
    _Tool("bold", "Ctrl+B", "bold", "strong"),
    _Tool("italic", "Ctrl+I", "italic", "emphasis"),
    _Tool("nbsp", "Ctrl+Shift+Space"),
)


class TextActions(QObject):
    """Bold, italic and the protected blank for one editor, and the clipboard in its menu."""

    def __init__(self, editor: InlineEditor, theme: Theme, translate: Translator) -> None:
        super().__init__(editor)
        self._editor = editor
        self._translate = translate
        self.tools: dict[str, QAction] = {}
        for tool in _TOOLS:
            self.tools[tool.name] = self._tool_action(tool)
        self.set_theme(theme)
        self.retranslate()
        editor.cursorPositionChanged.connect(self.refresh)
        editor.selectionChanged.connect(self.refresh)
        editor.edited.connect(self.refresh)
        editor.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        editor.customContextMenuRequested.connect(self._show_menu)

    def refresh(self) -> None:
        """Check the buttons of what the cursor is within."""
        for tool in _TOOLS:
            if tool.tag:
                self.tools[tool.name].setChecked(self._editor.is_within(tool.tag))

    def set_enabled(self, enabled: bool) -> None:
        """Offer the actions, or not while the text is read-only."""
        for action in self.tools.values():
            action.setEnabled(enabled)

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in other colours."""
        for tool in _TOOLS:
            if tool.icon:
                self.tools[tool.name].setIcon(icon(tool.icon, theme.muted, theme.accent))

    def retranslate(self) -> None:
        """Name everything in the current language."""
        for name, action in self.tools.items():
            text = self._translate(f"richtext.{name}")
            shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(text)
            action.setToolTip(f"{text} ({shortcut})")

    def menu(self, parent: QWidget) -> QMenu:
        """Return the context menu: all actions can be reached by keyboard through it."""
        menu = QMenu(parent)
        menu.addActions(list(self.tools.values()))
        menu.addSeparator()
        editor = self._editor
        can_edit = not editor.isReadOnly()
        has_selection = editor.textCursor().hasSelection()
        entries = (
            ("cut", QKeySequence.StandardKey.Cut, editor.cut, can_edit and has_selection),
            ("copy", QKeySequence.StandardKey.Copy, editor.copy, has_selection),
            ("paste", QKeySequence.StandardKey.Paste, editor.paste, can_edit and editor.canPaste()),
            ("select-all", QKeySequence.StandardKey.SelectAll, editor.selectAll, True),
        )
        for name, key, call, is_enabled in entries:
            action = menu.addAction(self._translate(f"richtext.{name}"))
            action.setShortcut(QKeySequence(key))
            action.setEnabled(is_enabled)
            action.triggered.connect(call)
        return menu

    def _tool_action(self, tool: _Tool) -> QAction:
        action = QAction(self)
        action.setObjectName(f"richtext.{tool.name}")
        action.setShortcut(QKeySequence(tool.shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        if tool.tag:
            action.setCheckable(True)
            action.triggered.connect(lambda: self._toggle(tool.tag))
        else:
            action.triggered.connect(lambda: self._editor.type_text(NO_BREAK_SPACE))
        self._editor.addAction(action)
        return action

    def _toggle(self, tag: str) -> None:
        self._editor.toggle(tag)
        self.refresh()

    def _show_menu(self, point: QPoint) -> None:
        menu = self.menu(self._editor)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._editor.viewport().mapToGlobal(point))


class ToolRow(QWidget):
    """The tool buttons above the text; the keyboard stays with the text, which has shortcuts."""

    def __init__(self, actions: TextActions, parent: QWidget) -> None:
        super().__init__(parent)
        self._buttons: list[QToolButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE // 2)
        # An action without an icon is in the context menu only.
        for action in (each for each in actions.tools.values() if not each.icon().isNull()):
            button = QToolButton()
            button.setObjectName("bordered")
            button.setDefaultAction(action)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setIconSize(QSize(16, 16))
            self._buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        self.rename()

    def rename(self) -> None:
        """Name the buttons for screen readers."""
        for button in self._buttons:
            button.setAccessibleName(button.defaultAction().text())
