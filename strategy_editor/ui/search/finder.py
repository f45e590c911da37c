"""Find, replace and quick jump in one window."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget

from strategy_editor.editing.relocating import Where
from strategy_editor.search.find import Hit
from strategy_editor.search.names import Name
from strategy_editor.ui.actions import DECLARED
from strategy_editor.ui.elements.keys import EditingKeys
from strategy_editor.ui.host import Host
from strategy_editor.ui.search.marks import HitMarks
from strategy_editor.ui.search.palette import Palette
from strategy_editor.ui.search.panel import SearchPanel

_RECENT = 20
_LONGEST = 80
_MINOR = frozenset({"item", "former-goal", "disposition", "row", "annotation", "reply"})


class Finder:
    """Opens the search at the side and the quick jump, and shows what they find."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._panel: SearchPanel | None = None
        self._palette: Palette | None = None
        self._recent: list[str] = []
        self._came_from: QWidget | None = None
        self._keys = EditingKeys(host)
        self._insertion_of: dict[str, tuple[Where, str]] = {}

    def make_panel(self) -> SearchPanel:
        """Make the panel at the side."""
        host = self._host
        panel = self._panel = SearchPanel(host.controller, host.appearance.theme)
        marks = HitMarks(host)
        panel.foundChanged.connect(marks.found)
        panel.shown.connect(lambda hit, _focus: marks.go(hit))
        panel.shown.connect(self.show_hit)
        panel.leaveRequested.connect(self._leave)
        return panel

    def find(self, *, replacing: bool = False) -> None:
        """Let the user type what to find; what is selected is taken for it."""
        selected = _selected_text()
        self._came_from = QApplication.focusWidget()
        self._host.panels.sides.show_side("search")
        assert self._panel is not None
        self._panel.begin(selected, replacing=replacing)

    def step(self, by: int) -> None:
        """Go to the next or previous hit."""
        if self._panel is None or not self._panel.model.hits:
            self.find()
        else:
            self._panel.step(by)

    def show_hit(self, hit: Hit, focus: bool) -> None:
        """Show a hit in the view in front; put the cursor there where ``focus`` says so."""
        place = hit.place
        span = (hit.start, hit.end)
        self._host.panels.show_passage(place.node_id, place.field, span, focus=focus)

    def jump(self) -> None:
        """Let the user jump to an element or command by a few letters."""
        host = self._host
        if self._palette is not None:
            self._palette.deleteLater()
        self._came_from = QApplication.focusWidget()
        palette = self._palette = Palette(host.parent_window, host.translate, host.appearance.theme)
        palette.chosen.connect(self._jump_to)
        palette.closed.connect(self._back)
        names = [*self._elements(), *self._insertions()] if host.has_document else []
        names += self._commands()
        palette.open_with(names, tuple(reversed(self._recent)))

    def _jump_to(self, name: Name) -> None:
        if name.key in self._insertion_of:
            self._keys.insert(*self._insertion_of[name.key])
            return
        if name.is_command:
            self._host.actions_[name.key].trigger()
            return
        if name.key in self._recent:
            self._recent.remove(name.key)
        self._recent = [*self._recent[1 - _RECENT :], name.key]
        self._host.controller.select(name.key)
        if self._host.panels.view == "form":
            self._host.panels.form.focus_field("")

    def _elements(self) -> list[Name]:
        controller = self._host.controller
        numbers, wording = controller.numbers, controller.wording
        names = []
        for node in controller.session.document.root.walk():
            if node.id is None or node.tag == "footnote":
                continue
            number, title = numbers.get(node.id, ""), wording.title(node)
            if node.tag != "paragraph" and (number or title):
                label, minor = wording.label(node.tag), node.tag in _MINOR
                names.append(Name(node.id, label, number, title, node.tag, is_minor=minor))
        return names

    def _insertions(self) -> list[Name]:
        """What can be inserted around the element in hand."""
        controller, translate = self._host.controller, self._host.translate
        self._insertion_of.clear()
        if controller.session.is_read_only:
            return []
        structure, node_id = controller.structure, self._host.panels.in_hand()
        places: tuple[Where, ...] = ("after", "into", "before")
        names, label = [], translate("jump.command")
        for where in places:
            for tag in structure.can_add(node_id, where):
                key = f"insert-{where} {tag}"
                self._insertion_of[key] = (where, tag)
                title = translate(f"jump.insert.{where}", label=controller.wording.label(tag))
                names.append(Name(key, label, "", title, is_command=True, is_minor=True))
        return names

    def _commands(self) -> list[Name]:
        actions, label = self._host.actions_, self._host.translate("jump.command")
        names = []
        for each in DECLARED:
            action = actions[each.key]
            if action.isEnabled() and each.key != "jump":
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                title = action.text().replace("&", "").rstrip("… ")
                names.append(Name(each.key, label, "", title, is_command=True, shortcut=keys))
        return names

    def _leave(self) -> None:
        self._host.panels.sides.show_side("problems")
        self._back()

    def _back(self) -> None:
        """Give the keyboard back to what had it."""
        came_from, self._came_from = self._came_from, None
        try:
            if came_from is not None and came_from.isVisible():
                came_from.setFocus()
        except RuntimeError:
            # The field has been replaced by another since.
            self._host.panels.outline.tree.setFocus()


def _selected_text() -> str:
    widget = QApplication.focusWidget()
    text = ""
    if isinstance(widget, QTextEdit):
        text = widget.textCursor().selectedText().replace("\u2029", " ")
    elif isinstance(widget, QLineEdit):
        text = widget.selectedText()
    return text if len(text) <= _LONGEST and "\ufffc" not in text else ""
