"""The menu bar, and the menu of an element."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar, QStyle

from strategy_editor import __version__
from strategy_editor.editing.history import Step
from strategy_editor.i18n import Translator
from strategy_editor.ui.actions import Actions
from strategy_editor.ui.controller import Controller

MENUS: dict[str, tuple[str, ...]] = {
    "file": (
        "new", "open", "sample", "recover", "", "save", "save-as", "", "export",
        "print", "compare", "merge-files", "merge-disk", "", "close", "quit",
    ),
    "edit": (
        "undo", "redo", "", "find", "replace", "find-next", "find-previous", "", "jump", "filter",
        "", "next-problem", "previous-problem", "quick-fix", "annotate", "to-note", "",
        "next-change", "previous-change", "accept-change", "refuse-change", "",
        "next-conflict", "previous-conflict", "", "preferences",
    ),
    "element": (),
    "lineage": (
        "view-lineage", "choose-predecessor", "refresh-roster", "keep-picture", "",
        "begin-edition",
    ),
    "versions": (
        "show-versions", "keep-version", "", "element-past", "search-past", "",
        "fetch-versions", "send-versions", "connect-versions", "strategy-from-team", "",
        "verify-versions",
    ),
    "view": (
        "view-form", "view-text", "view-comparison", "view-lineage", "view-source",
        "view-conflicts", "",
        "pane-outline", "pane-sides", "next-pane", "previous-pane", "",
        "set-baseline", "set-baseline-file", "",
        "text-larger", "text-smaller", "text-normal-size", "",
        "text-narrow", "text-normal", "text-wide", "text-page", "text-serif", "",
        "german", "english", "",
        "theme-system", "theme-light", "theme-dark",
    ),
    "window": (),
    "help": ("manual", "tour", "sample", "keys", "", "about"),
}  # fmt: skip
"""Which actions stand in which menu, by key; empty for a line between them."""


class MenuBar:
    """The menus of the window; undo and redo name what they would do."""

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        translate: Translator,
        controller: Controller,
    ) -> None:
        self.bar = QMenuBar(window)
        self._window = window
        self._actions = actions
        self._translate = translate
        self._controller = controller
        self.fill_element: Callable[[QMenu], None] = lambda _menu: None
        self._menus: dict[str, QMenu] = {}
        for key, entries in MENUS.items():
            menu = self._menus[key] = QMenu(self.bar)
            self.bar.addMenu(menu)
            for entry in entries:
                if entry:
                    menu.addAction(actions[entry])
                else:
                    menu.addSeparator()
        self._menus["element"].aboutToShow.connect(self._fill_element)

    def menu(self, key: str) -> QMenu:
        """Return a menu, for those who fill it when it is about to show."""
        return self._menus[key]

    def add_submenu(self, key: str, menu: str, before: str) -> QMenu:
        """Put a menu into another before an action, and return it."""
        made = self._menus[key] = QMenu(self._menus[menu])
        self._menus[menu].insertMenu(self._actions[before], made)
        return made

    def show_steps(self, undo: Step | None, redo: Step | None) -> None:
        """Name what undo and redo would do."""
        for key, step in (("undo", undo), ("redo", redo)):
            action = self._actions[key]
            plain = self._translate(f"action.{key}")
            words = self._words(step)
            action.setText(
                self._translate("action.with-step", action=plain, step=words) if words else plain
            )

    def show_open(self, is_open: bool) -> None:
        """Offer what is done to elements only where a document is open."""
        self._menus["element"].menuAction().setEnabled(is_open)

    def retranslate(self) -> None:
        """Speak the current language."""
        for key, menu in self._menus.items():
            menu.setTitle(self._translate(f"menu.{key}"))

    def about(self) -> None:
        """Say what this program is."""
        from strategy_editor.ui.message import MessageDialog

        MessageDialog(
            self._window,
            self._translate("program.name"),
            self._translate("about.text", version=__version__),
            [("ok", self._translate("ask.ok"))],
            sign=QStyle.StandardPixmap.SP_MessageBoxInformation,
        ).exec()

    def _fill_element(self) -> None:
        menu = self._menus["element"]
        menu.clear()
        self.fill_element(menu)

    def _words(self, step: Step | None) -> str:
        if step is None or not step.label:
            return ""
        values = dict(step.values)
        wording = self._controller.wording
        tag = values.get("element", "")
        shown: dict[str, object] = {"count": int(values.get("count", "1"))}
        shown["element"] = wording.label(tag) if tag else ""
        field = values.get("field", "")
        shown["field"] = wording.field_label(tag, field) if field else shown["element"]
        return self._translate(step.label, **shown)
