"""Every action once: its words, shortcut, icon and what it calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from strategy_editor.i18n import Translator
from strategy_editor.ui.icons import icon
from strategy_editor.ui.theme import Theme


@dataclass(frozen=True)
class Declared:
    """An action before there is a window: the key of its words in the catalogue, and the rest."""

    key: str
    shortcut: str = ""
    icon: str = ""
    checkable: bool = False
    for_outline: bool = False
    """Whether the keys count in the outline only: in a field they edit its text."""


DECLARED = (
    Declared("new", "Ctrl+N", "file-plus"),
    Declared("open", "Ctrl+O", "folder-open"),
    Declared("sample", "", "book-open-text"),
    Declared("save", "Ctrl+S", "save"),
    Declared("save-as", "Ctrl+Shift+S", ""),
    Declared("export", "Ctrl+E", "file-output"),
    Declared("compare", "Ctrl+D", "columns-2"),
    Declared("close", "Ctrl+W", ""),
    Declared("recover", "", ""),
    Declared("quit", "Ctrl+Q", ""),
    Declared("undo", "Ctrl+Z", "undo-2"),
    Declared("redo", "Ctrl+Y", "redo-2"),
    Declared("add-same", "Ctrl+Return", "plus"),
    Declared("add-into", "Ctrl+Shift+Return", "corner-down-right"),
    Declared("remove", "Ctrl+Delete", "trash-2", for_outline=True),
    Declared("cut", "Ctrl+X", "scissors", for_outline=True),
    Declared("copy", "Ctrl+C", "copy", for_outline=True),
    Declared("paste", "Ctrl+V", "clipboard-paste", for_outline=True),
    Declared("paste-into", "Ctrl+Shift+V", "clipboard-paste", for_outline=True),
    Declared("duplicate", "Ctrl+Shift+D", "copy-plus"),
    Declared("move-up", "Alt+Up", "arrow-up", for_outline=True),
    Declared("move-down", "Alt+Down", "arrow-down", for_outline=True),
    Declared("promote", "Alt+Left", "indent-decrease", for_outline=True),
    Declared("demote", "Alt+Right", "indent-increase", for_outline=True),
    Declared("move-to", "Ctrl+Shift+M", "folder-input"),
    Declared("convert", "Alt+Shift+U", "arrow-right-left", for_outline=True),
    Declared("wrap", "Alt+Shift+E", "group", for_outline=True),
    Declared("unwrap", "Alt+Shift+A", "ungroup", for_outline=True),
    Declared("split", "Alt+Shift+T", "split", for_outline=True),
    Declared("merge", "Alt+Shift+V", "combine", for_outline=True),
    Declared("next-problem", "F8", "triangle-alert"),
    Declared("previous-problem", "Shift+F8", ""),
    Declared("next-change", "F7", "arrow-down"),
    Declared("previous-change", "Shift+F7", "arrow-up"),
    Declared("accept-change", "Alt+Shift+Return", "check"),
    Declared("refuse-change", "Alt+Shift+Delete", "x"),
    Declared("annotate", "Ctrl+Alt+M", "message-square"),
    Declared("to-note", "Ctrl+Alt+J", ""),
    Declared("quick-fix", "Ctrl+.", "lightbulb"),
    Declared("find", "Ctrl+F", "search"),
    Declared("replace", "Ctrl+H", "replace"),
    Declared("find-next", "F3", ""),
    Declared("find-previous", "Shift+F3", ""),
    Declared("jump", "Ctrl+K", "compass"),
    Declared("filter", "Ctrl+Shift+F", "funnel"),
    Declared("german", "", "", checkable=True),
    Declared("english", "", "", checkable=True),
    Declared("theme-system", "", "", checkable=True),
    Declared("theme-light", "", "", checkable=True),
    Declared("theme-dark", "", "", checkable=True),
    Declared("set-baseline", "", ""),
    Declared("set-baseline-file", "", ""),
    Declared("view-form", "Ctrl+1", "", checkable=True),
    Declared("view-text", "Ctrl+2", "", checkable=True),
    Declared("view-comparison", "Ctrl+3", "", checkable=True),
    Declared("view-lineage", "Ctrl+4", "", checkable=True),
    Declared("view-source", "Ctrl+5", "", checkable=True),
    Declared("pane-outline", "F9", "", checkable=True),
    Declared("pane-sides", "Shift+F9", "", checkable=True),
    Declared("next-pane", "F6", ""),
    Declared("previous-pane", "Shift+F6", ""),
    Declared("view-conflicts", "Ctrl+6", "", checkable=True),
    Declared("merge-files", "", "git-merge"),
    Declared("merge-disk", "", ""),
    Declared("next-conflict", "F4", ""),
    Declared("previous-conflict", "Shift+F4", ""),
    Declared("begin-edition", "", "git-branch"),
    Declared("choose-predecessor", "", "history"),
    Declared("refresh-roster", "", ""),
    Declared("keep-picture", "", "image"),
    Declared("show-versions", "Ctrl+Alt+V", "history"),
    Declared("keep-version", "Ctrl+Alt+S", "bookmark"),
    Declared("element-past", "Ctrl+Alt+H", ""),
    Declared("search-past", "Ctrl+Alt+G", "search"),
    Declared("fetch-versions", "", ""),
    Declared("send-versions", "", ""),
    Declared("connect-versions", "", ""),
    Declared("strategy-from-team", "", "users"),
    Declared("verify-versions", "", "stamp"),
    Declared("preferences", "Ctrl+,", "sliders-horizontal"),
    Declared("keys", "", ""),
    Declared("manual", "F1", "circle-help"),
    Declared("tour", "", "compass"),
    Declared("print", "Ctrl+P", "printer"),
    Declared("text-larger", "Ctrl++", "zoom-in"),
    Declared("text-smaller", "Ctrl+-", "zoom-out"),
    Declared("text-normal-size", "Ctrl+0", ""),
    Declared("text-narrow", "", "", checkable=True),
    Declared("text-normal", "", "", checkable=True),
    Declared("text-wide", "", "", checkable=True),
    Declared("text-page", "", "", checkable=True),
    Declared("text-serif", "", "type", checkable=True),
    Declared("about", "", "info"),
)


NEEDS_DOCUMENT = (
    "save", "save-as", "export", "print", "compare", "next-change", "previous-change",
    "accept-change", "refuse-change", "add-same", "add-into", "remove",
    "cut", "copy", "paste", "paste-into", "duplicate", "move-up", "move-down", "promote", "demote",
    "move-to", "convert", "wrap", "unwrap", "split", "merge",
    "merge-files", "merge-disk",
    "begin-edition", "choose-predecessor", "refresh-roster", "keep-picture",
    "show-versions", "keep-version", "element-past", "search-past", "fetch-versions",
    "send-versions", "connect-versions", "verify-versions",
    "set-baseline", "set-baseline-file", "find", "replace", "find-next", "find-previous", "filter",
    "next-pane", "previous-pane",
)  # fmt: skip


class Actions:
    """The actions of one window, by key."""

    def __init__(self, window: QWidget, translate: Translator, theme: Theme) -> None:
        self._translate = translate
        self._actions: dict[str, QAction] = {}
        for each in DECLARED:
            action = QAction(window)
            action.setObjectName(f"action-{each.key}")
            action.setCheckable(each.checkable)
            if each.shortcut:
                action.setShortcut(QKeySequence.fromString(each.shortcut))
            if each.for_outline:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            else:
                window.addAction(action)
            self._actions[each.key] = action
        self.set_theme(theme)
        self.retranslate()

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def connect(self, calls: dict[str, Callable[[], object]]) -> None:
        """Connect actions to what they call."""
        for key, call in calls.items():
            self._actions[key].triggered.connect(lambda _checked=False, run=call: run())

    def add_to_outline(self, outline: QWidget) -> None:
        """Let the keys that are for the outline count there."""
        for each in DECLARED:
            if each.for_outline:
                outline.addAction(self._actions[each.key])

    def use_keys(self, keys: Mapping[str, str]) -> None:
        """Use keys that differ from the usual ones; what cannot be understood is none."""
        for each in DECLARED:
            self._actions[each.key].setShortcut(
                QKeySequence.fromString(keys.get(each.key, each.shortcut))
            )
        self.retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in other colours."""
        for each in DECLARED:
            if each.icon:
                colour = theme.on_accent if each.key == "export" else theme.muted
                self._actions[each.key].setIcon(icon(each.icon, colour))

    def retranslate(self) -> None:
        """Speak the current language; tooltips name the shortcut."""
        for each in DECLARED:
            action = self._actions[each.key]
            text = self._translate(f"action.{each.key}")
            action.setText(text)
            shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            plain = text.replace("&", "")
            action.setToolTip(f"{plain} ({shortcut})" if shortcut else plain)
