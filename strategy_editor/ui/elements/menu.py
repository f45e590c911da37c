"""The menu of elements: what can be done to the selected ones, and only that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtGui import QAction, QCursor, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu

from strategy_editor.document.texts import shortened
from strategy_editor.editing.convert import Conversion
from strategy_editor.editing.relocating import Where
from strategy_editor.ui.host import Host
from strategy_editor.ui.icons import icon, role_icon_name

_LENGTH = 60
_ADDING = ("add-same", "add-into")
_SHAPING = ("unwrap", "split", "merge", "duplicate")
_MOVING = ("move-up", "move-down", "promote", "demote")
_CLIPBOARD = ("cut", "copy", "paste", "paste-into")


class Verbs(Protocol):
    """What the menu calls, and what that is for."""

    def ids(self) -> list[str]:
        """Return the elements that a verb is for."""
        ...

    def insert(self, where: Where, tag: str) -> None:
        """Add an element before, behind or into the one in hand."""
        ...


class StructureMenu:
    """Fills menus for the selected elements; entries that cannot be say why."""

    def __init__(self, host: Host, verbs: Verbs) -> None:
        self._host = host
        self._verbs = verbs

    def fill(self, menu: QMenu) -> None:
        """Fill a menu with what can be done to the selected elements."""
        controller, ids = self._host.controller, self._verbs.ids()
        menu.setToolTipsVisible(True)
        self._say_which(menu)
        if ids[0] in controller.session.document and not controller.session.is_read_only:
            self._fill_adding(menu, self._host.panels.in_hand())
            menu.addSeparator()
            self._fill_converting(menu.addMenu(self._translate("menu.convert")), ids)
            self._fill_wrapping(menu.addMenu(self._translate("menu.wrap")), ids)
            for key in _SHAPING:
                self._add_verb(menu, key, ids)
            menu.addSeparator()
            for key in _MOVING:
                self._add_verb(menu, key, ids)
            self._add_action(menu, "move-to")
            menu.addSeparator()
        keys = _CLIPBOARD if not controller.session.is_read_only else ("copy",)
        for key in keys:
            self._add_action(menu, key)
        if not controller.session.is_read_only:
            menu.addSeparator()
            self._add_action(menu, "remove")
        menu.addSeparator()
        self._add_action(menu, "element-past")

    def _say_which(self, menu: QMenu) -> None:
        """Name the element where that is another than the outline shows as selected."""
        controller, node_id = self._host.controller, self._host.panels.in_hand()
        if node_id != controller.selected_id:
            node = controller.session.document.node(node_id)
            menu.addAction(shortened(controller.wording.name(node), _LENGTH)).setEnabled(False)
            menu.addSeparator()

    def pop_up_conversions(self) -> None:
        """Show the types into which the selected elements may be turned."""
        self._pop_up(self._fill_converting, "message.no-conversion")

    def pop_up_wrappers(self) -> None:
        """Show the containers that may be put around the selected elements."""
        self._pop_up(self._fill_wrapping, "message.no-wrapper")

    def _pop_up(self, fill: Callable[[QMenu, Sequence[str]], None], nothing: str) -> None:
        host = self._host
        menu = QMenu(host.parent_window)
        menu.setObjectName("verb-menu")
        menu.setToolTipsVisible(True)
        fill(menu, self._verbs.ids())
        if menu.isEmpty():
            host.foot.say(host.translate(nothing))
            menu.deleteLater()
            return
        menu.aboutToHide.connect(menu.deleteLater)
        tree = host.panels.outline.tree
        index = tree.currentIndex()
        place = QCursor.pos()
        if tree.hasFocus() and index.isValid():
            place = tree.viewport().mapToGlobal(tree.visualRect(index).bottomLeft())
        menu.popup(place)
        menu.setActiveAction(menu.actions()[0])

    def _fill_adding(self, menu: QMenu, node_id: str) -> None:
        structure = self._host.controller.structure
        places: tuple[Where, ...] = ("before", "after", "into")
        for where in places:
            inner = menu.addMenu(self._translate(f"menu.insert.{where}"))
            tags = structure.can_add(node_id, where)
            self._add_tags(inner, tags, partial(self._verbs.insert, where))
        for key in _ADDING:
            self._add_action(menu, key)

    def _fill_converting(self, menu: QMenu, ids: Sequence[str]) -> None:
        found = self._host.controller.structure.several.conversions(ids)
        for verb, tag in self._host.controller.structure.several.level_changes(ids).items():
            label = self._host.controller.wording.label(tag)
            action = menu.addAction(self._icon(tag), self._translate(f"level.{verb}", label=label))
            action.triggered.connect(self._host.actions_[verb].trigger)
        free = [each for each in found if each.is_free]
        costly = [each for each in found if not each.is_free]
        for group in (free, costly):
            if group is costly and free and costly:
                menu.addSeparator()
            for each in group:
                label = self._host.controller.wording.label(each.tag)
                text = label if each.is_free else self._translate("menu.with-loss", label=label)
                action = menu.addAction(self._icon(each.tag), text)
                action.triggered.connect(
                    lambda _checked=False, chosen=each: self._convert(ids, chosen)
                )
        menu.setEnabled(not menu.isEmpty())

    def _fill_wrapping(self, menu: QMenu, ids: Sequence[str]) -> None:
        several = self._host.controller.structure.several

        def wrap(tag: str) -> None:
            structure = self._host.controller.structure
            is_card = bool(structure.card())
            if several.wrap(ids, tag) and not is_card:
                structure.added(self._host.controller.selected_id)

        self._add_tags(menu, several.wrappers(ids), wrap)

    def _convert(self, ids: Sequence[str], chosen: Conversion) -> None:
        """Turn elements into another type; say before what would be lost."""
        host = self._host
        words = host.controller.wording
        label = words.label(chosen.tag)
        tag = host.controller.session.document.node(ids[0]).tag
        details = []
        for loss in chosen.lost:
            field = words.field_label(tag, loss.field)
            value = words.value_text(tag, loss.name, loss.text) if loss.is_attribute else loss.text
            key = "convert.lost" if value else "convert.lost-bare"
            details.append(host.translate(key, field=field, value=value))
        details += [
            host.translate("convert.misfit", place=words.place(each)) for each in chosen.misfits
        ]
        question = host.translate("convert.question", label=label)
        accept = host.translate("convert.accept")
        if not details or host.questions.confirm(question, details, accept):
            host.controller.structure.several.convert(ids, chosen.tag)

    def _add_tags(self, menu: QMenu, tags: Sequence[str], call: Callable[[str], object]) -> None:
        for tag in tags:
            action = menu.addAction(self._icon(tag), self._host.controller.wording.label(tag))
            action.triggered.connect(lambda _checked=False, chosen=tag: call(chosen))
        menu.setEnabled(bool(tags))

    def _add_verb(self, menu: QMenu, key: str, ids: Sequence[str]) -> None:
        action = self._add_action(menu, key)
        reason = self._host.controller.structure.several.why_not(key, ids)
        if reason:
            action.setEnabled(False)
            action.setToolTip(reason)

    def _add_action(self, menu: QMenu, key: str) -> QAction:
        """Add an entry that does what an action does and shows its keys."""
        action = self._host.actions_[key]
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        entry = menu.addAction(action.icon(), f"{action.text()}\t{keys}" if keys else action.text())
        entry.setToolTip(action.toolTip())
        entry.setObjectName(f"menu-{key}")
        entry.triggered.connect(lambda _checked=False: action.trigger())
        return entry

    def _icon(self, tag: str) -> QIcon:
        return icon(role_icon_name(tag), self._host.appearance.theme.muted)

    def _translate(self, key: str, **values: object) -> str:
        return self._host.translate(key, **values)
