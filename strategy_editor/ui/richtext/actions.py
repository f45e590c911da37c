"""The actions on a text: what its bar shows, its shortcuts and its context menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from strategy_editor.document.node import Node
from strategy_editor.i18n import Translator
from strategy_editor.schema.catalog import current_schema
from strategy_editor.ui.afterwards import AfterPainting
from strategy_editor.ui.icons import icon
from strategy_editor.ui.richtext.editor import InlineEditor
from strategy_editor.ui.richtext.verbs import TextVerbs
from strategy_editor.ui.theme import Theme

if TYPE_CHECKING:
    from strategy_editor.ui.richtext.note import MakeField

NO_BREAK_SPACE, SOFT_HYPHEN = "\u00a0", "\u00ad"


class Tool(NamedTuple):
    """An action before there is an editor: its words are ``richtext.NAME`` in the catalogue."""

    name: str
    shortcut: str
    icon: str = ""
    tag: str = ""
    checkable: bool = False


TOOLS = (
    Tool("bold", "Ctrl+B", "bold", "strong", checkable=True),
    Tool("italic", "Ctrl+I", "italic", "emphasis", checkable=True),
    Tool("reference", "Ctrl+R", "corner-down-right", "cross-reference"),
    Tool("footnote", "Ctrl+Alt+F", "superscript", "footnote"),
    Tool("link", "Ctrl+Shift+K", "link", "link", checkable=True),
    Tool("term", "Ctrl+Shift+T", "book-a", "term", checkable=True),
    Tool("language", "Ctrl+Shift+L", "languages", "passage", checkable=True),
    Tool("clear", "Ctrl+Space", "remove-formatting"),
    Tool("nbsp", "Ctrl+Shift+Space"),
    Tool("soft-hyphen", "Ctrl+-"),
)
"""An action without an icon is in the context menu only."""


class TextActions(QObject):
    """All actions on one editor; what is not allowed in its text is not offered."""

    def __init__(
        self, editor: InlineEditor, theme: Theme, translate: Translator, make_field: MakeField
    ) -> None:
        """``make_field`` makes the field in which the text of a footnote is edited."""
        super().__init__(editor)
        self._editor = editor
        self._translate = translate
        self._theme = theme
        self._is_enabled = not editor.isReadOnly()
        self._soon = AfterPainting(editor, self.refresh)
        self.verbs = TextVerbs(editor, theme, translate, make_field)
        self.tools: dict[str, QAction] = {}
        for tool in TOOLS:
            self.tools[tool.name] = self._tool_action(tool)
        self._connect()
        self.set_theme(theme)
        self.retranslate()
        self.refresh()
        # Several of these come with each key: what was typed is painted first.
        for signal in (editor.cursorPositionChanged, editor.selectionChanged, editor.edited):
            signal.connect(self._soon.start)
        editor.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        editor.customContextMenuRequested.connect(self._show_menu)

    def refresh(self) -> None:
        """Check the buttons of what the cursor is within."""
        within = self._editor.enclosing(tool.tag for tool in TOOLS if tool.checkable)
        for tool in TOOLS:
            action = self.tools[tool.name]
            if tool.checkable:
                action.setChecked(tool.tag in within)
            action.setEnabled(self._is_enabled and self._is_offered(tool))

    def set_enabled(self, enabled: bool) -> None:
        """Offer the actions, or not while the text is read-only."""
        self._is_enabled = enabled
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in other colours."""
        self._theme = self.verbs.theme = theme
        for tool in TOOLS:
            if tool.icon:
                self.tools[tool.name].setIcon(icon(tool.icon, theme.muted, theme.accent))

    def retranslate(self) -> None:
        """Name everything in the current language."""
        for name, action in self.tools.items():
            text = self._translate(f"richtext.{name}")
            shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(text)
            action.setToolTip(f"{text} ({shortcut})")

    def menu(self, parent: QWidget, position: int = -1) -> QMenu:
        """Return the context menu: all actions can be reached by keyboard through it.

        ``position`` is that of an object which the menu is about.
        """
        menu = QMenu(parent)
        node = self._editor.inline.object_at(position) if position >= 0 else None
        if node is not None:
            self._add_object_actions(menu, node, position)
        # As in every other program these stand first.
        self._add_editing(menu)
        menu.addSeparator()
        menu.addActions([each for each in self.tools.values() if each.isVisible()])
        return menu

    def _add_editing(self, menu: QMenu) -> None:
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

    def _is_offered(self, tool: Tool) -> bool:
        if tool.name == "reference" and self._editor.surroundings is None:
            return False
        return not tool.tag or self.verbs.allows(tool.tag)

    def _connect(self) -> None:
        editor, verbs = self._editor, self.verbs
        calls: dict[str, Callable[[], object]] = {
            "bold": lambda: editor.toggle("strong"),
            "italic": lambda: editor.toggle("emphasis"),
            "reference": verbs.refer,
            "footnote": verbs.add_note,
            "link": verbs.link,
            "term": verbs.term,
            "language": verbs.language,
            "clear": verbs.clear_formats,
            "nbsp": lambda: editor.type_text(NO_BREAK_SPACE),
            "soft-hyphen": lambda: editor.type_text(SOFT_HYPHEN),
        }
        for name, call in calls.items():
            self.tools[name].triggered.connect(lambda _checked=False, run=call: self._run(run))

    def _run(self, call: Callable[[], object]) -> None:
        call()
        self.refresh()

    def _tool_action(self, tool: Tool) -> QAction:
        action = QAction(self)
        action.setObjectName(f"richtext.{tool.name}")
        action.setShortcut(QKeySequence.fromString(tool.shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setCheckable(tool.checkable)
        self._editor.addAction(action)
        return action

    def _add_object_actions(self, menu: QMenu, node: Node, position: int) -> None:
        verbs, surroundings, translate = self.verbs, self._editor.surroundings, self._translate
        if node.tag == "footnote":
            menu.addAction(translate("richtext.note.edit"), lambda: verbs.open_object(position))
        elif node.tag == "cross-reference" and surroundings is not None:
            target = node.get("target")
            jump = menu.addAction(translate("richtext.reference.jump"),
                                  lambda: surroundings.go_to(target))  # fmt: skip
            jump.setEnabled(bool(surroundings.describe(target)))
            if self._is_enabled:
                menu.addAction(
                    translate("richtext.reference.other"), lambda: verbs.open_object(position)
                )
                self._add_forms(menu, node, position)
        if not menu.isEmpty():
            menu.addSeparator()

    def _add_forms(self, menu: QMenu, node: Node, position: int) -> None:
        attribute = current_schema().elements["cross-reference"].attribute("show")
        for choice in attribute.value_type.choices if attribute is not None else ():
            label = choice.documentation.label(self._translate.language)
            action = menu.addAction(self._translate("richtext.reference.show", form=label))
            action.setCheckable(True)
            action.setChecked(choice.value == (node.get("show") or "number"))
            action.triggered.connect(
                lambda _checked=False, form=choice.value: self.verbs.show_reference_as(
                    position, form
                )
            )

    def _show_menu(self, point: QPoint) -> None:
        editor = self._editor
        position = editor.object_near(point)
        if position < 0 and len(editor.textCursor().selectedText()) == 1:
            position = editor.textCursor().selectionStart()
        menu = self.menu(editor, position)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(editor.viewport().mapToGlobal(point))
