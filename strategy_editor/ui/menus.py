"""The menu bar, and the menu of an element."""

from __future__ import annotations

from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar, QMessageBox

from strategy_editor import __version__
from strategy_editor.editing.history import Step
from strategy_editor.editing.placement import insertable
from strategy_editor.i18n import Translator
from strategy_editor.ui.actions import Actions
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.icons import icon, role_icon_name
from strategy_editor.ui.theme import LIGHT, Theme

MENUS: dict[str, tuple[str, ...]] = {
    "file": (
        "new", "open", "sample", "recover", "", "save", "save-as", "", "export",
        "compare", "", "close", "quit",
    ),
    "edit": (
        "undo", "redo", "", "find", "replace", "find-next", "find-previous", "", "jump", "filter",
        "next-problem", "", "preferences",
    ),
    "element": (),
    "view": (
        "view-form", "view-text", "view-comparison", "view-source", "",
        "text-larger", "text-smaller", "text-normal-size", "",
        "text-narrow", "text-normal", "text-wide", "text-page", "text-serif", "",
        "german", "english", "",
        "theme-system", "theme-light", "theme-dark",
    ),
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
        self._theme = LIGHT
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

    def set_theme(self, theme: Theme) -> None:
        """Draw icons in other colours from now on."""
        self._theme = theme

    def retranslate(self) -> None:
        """Speak the current language."""
        for key, menu in self._menus.items():
            menu.setTitle(self._translate(f"menu.{key}"))

    def about(self) -> None:
        """Say what this program is."""
        QMessageBox.about(
            self._window,
            self._translate("program.name"),
            self._translate("about.text", version=__version__),
        )

    def _fill_element(self) -> None:
        menu = self._menus["element"]
        menu.clear()
        element_menu(menu, self._controller, self._actions, self._theme)

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


def element_menu(menu: QMenu, controller: Controller, actions: Actions, theme: Theme) -> None:
    """Fill a menu with what can be done to the selected element; only what is allowed."""
    node_id = controller.selected_id
    translate, document = controller.translate, controller.session.document
    if node_id in document and not controller.session.is_read_only:
        inside = insertable(controller.session.schema, document.node(node_id))
        for key, tags in (
            ("menu.insert-before", controller.structure.can_add_beside(node_id, after=False)),
            ("menu.insert-after", controller.structure.can_add_beside(node_id, after=True)),
            ("menu.insert-into", inside),
        ):
            submenu = menu.addMenu(translate(key))
            submenu.setEnabled(bool(tags))
            for tag in tags:
                _add_entry(submenu, controller, theme, key, tag)
    menu.addSeparator()
    for key in ("add-same", "move-up", "move-down", "remove"):
        menu.addAction(actions[key])


def _add_entry(menu: QMenu, controller: Controller, theme: Theme, key: str, tag: str) -> None:
    node_id = controller.selected_id
    label = controller.wording.label(tag)
    action = menu.addAction(icon(role_icon_name(tag), theme.muted), label)
    if key == "menu.insert-into":
        action.triggered.connect(lambda _checked=False: controller.structure.add(node_id, tag))
    else:
        after = key == "menu.insert-after"
        action.triggered.connect(
            lambda _checked=False: controller.structure.add_beside(node_id, tag, after=after)
        )
