"""The page of a table: its caption and source, and the grid of its cells."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from strategy_editor.document.content import Content
from strategy_editor.document.node import Node
from strategy_editor.editing.grid import Grid, Range, grid_of
from strategy_editor.editing.history import Step
from strategy_editor.editing.tables import Tables
from strategy_editor.editing.typing import Typing, flat_text
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.labels import ProblemLabel
from strategy_editor.ui.form.node_form import NodeForm
from strategy_editor.ui.form.own_page import FormPage
from strategy_editor.ui.form.protocol import MakeForm
from strategy_editor.ui.form.table.clipboard import from_clipboard, to_clipboard
from strategy_editor.ui.form.table.commands import Edit, command
from strategy_editor.ui.form.table.layout import percentages
from strategy_editor.ui.form.table.spreadsheet import MOST_PLACES
from strategy_editor.ui.form.table.tools import TableTools
from strategy_editor.ui.form.table.view import TableView
from strategy_editor.ui.richtext.bar import FormatBar
from strategy_editor.ui.richtext.desk_surroundings import surroundings_of
from strategy_editor.ui.richtext.field import text_actions
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.validation.problem import Problem

_SHOWN_APART = frozenset({"column", "row"})


class TablePage(FormPage):
    """The form of a table."""

    def __init__(
        self, controller: Controller, theme: Theme, node: Node, make_form: MakeForm
    ) -> None:
        form = NodeForm(controller, theme, node, make_form, _SHOWN_APART)
        super().__init__(controller, node, form)
        self._edits = Tables(node.id or "", controller.new_id)
        translate = controller.translate
        self.view = TableView(theme, translate)
        self.view.is_locked = controller.session.is_read_only
        self.tools = TableTools(theme, translate, self)
        self._text_actions = text_actions(self.view.editor, theme, translate)
        self.view.editor.new_id = controller.new_id
        self.view.editor.surroundings = surroundings_of(controller)
        self.view.editor.language = controller.session.document.root.get("xml:lang", "de").split(
            "-"
        )[0]
        self._bar: FormatBar | None = None
        self._hint = QLabel()
        self._hint.setObjectName("hint")
        self._hint.setWordWrap(True)
        self._problem = ProblemLabel()
        self._form.add_section(self._section())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._form)
        self._connect()
        self.retranslate()
        self._show_grid()

    def show_node(self, node: Node) -> None:
        """Show a newer state of the table."""
        changed = node is not self._node
        self._node = node
        self._form.show_node(node)
        if changed or self._has_numbers(self.view.grid):
            self._show_grid()

    def show_problems(self, problems: list[Problem]) -> None:
        """Show findings beside the fields, those on rows below the grid."""
        self._form.show_problems(problems)
        ids = {child.id for child in self._node.children_of("column", "row")}
        self.show_found(self._problem, (each for each in problems if each.node_id in ids))

    def retranslate(self) -> None:
        """Speak the current language."""
        translate = self._controller.translate
        self._form.retranslate()
        self.tools.retranslate()
        self._text_actions.retranslate()
        if self._bar is not None:
            self._bar.rename(translate("richtext.bar"))
        self.view.table_model.retranslate()
        self.view.setAccessibleName(translate("table.cells"))
        self.view.setAccessibleDescription(translate("table.keys"))
        self._hint.setText(translate("table.keys"))

    def focus_field(self, key: str) -> bool:
        """Put the cursor into a field, or onto the cells."""
        if key.partition("#")[0] in ("column", "row", "cell"):
            self.view.setFocus()
            return True
        return self._form.focus_field(key)

    def _section(self) -> QWidget:
        section = QWidget()
        box = QVBoxLayout(section)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE // 2)
        box.addWidget(self.tools.lines)
        box.addWidget(self.tools.cells)
        box.addWidget(self.view)
        box.addWidget(self._hint)
        box.addWidget(self._problem)
        return section

    def _connect(self) -> None:
        view = self.view
        view.contentEdited.connect(self._set_content)
        view.editingFinished.connect(self._stop_typing)
        view.editor.focusChanged.connect(self._show_bar)
        view.editor.barRequested.connect(self._enter_bar)
        view.asked.connect(self.run)
        view.widthsChanged.connect(self._take_widths)
        view.selectionModel().selectionChanged.connect(self._show_state)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._show_menu)
        self.tools.chosen.connect(self.run)
        self.tools.widthChosen.connect(self._set_width)

    def run(self, name: str) -> None:
        """Do what a tool or key asks for."""
        self.view.end_editing()
        chosen = self.view.chosen()
        if name in ("copy", "cut"):
            self._copy(chosen)
        if name == "paste":
            self._paste(chosen)
        elif name == "append-row":
            self._apply("row-below", lambda d: self._edits.insert_rows(d, self.view.grid.height))
        elif name != "copy":
            self._change("clear" if name == "cut" else name, chosen)
        self._show_state()

    def _change(self, name: str, area: Range) -> None:
        edit, then = command(name, self._edits, self.view.grid, area)
        if self._apply(name, edit):
            self.view.choose(then)

    def _apply(self, name: str, edit: Edit, merge_key: object = None) -> bool:
        step = Step(f"table.{name}", (), self.node_id)
        return self._controller.apply(step, edit, merge_key)

    def _set_content(self, row: int, column: int, content: Content) -> None:
        old = self.view.grid.slot(row, column).node.content
        key = Typing(("cell", self.node_id, row, column), flat_text(old), flat_text(content))
        self._apply("cell-edit", lambda d: self._edits.set_content(d, row, column, content), key)

    def _stop_typing(self) -> None:
        self._controller.session.close_step()
        self._show_state()

    def _copy(self, chosen: Range) -> None:
        data = to_clipboard(self.view.grid, chosen, self.view.table_model.words)
        QApplication.clipboard().setMimeData(data)

    def _paste(self, chosen: Range) -> None:
        pasted = from_clipboard(QApplication.clipboard().mimeData(), self._controller.new_id)
        if pasted is None:
            return
        contents = pasted.contents
        if len(contents) * len(contents[0]) > MOST_PLACES:
            message = self._controller.translate("table.too-much", count=MOST_PLACES)
            self._controller.messagePosted.emit(message)
            return
        if (pasted.is_single and chosen.top != chosen.bottom) or chosen.left != chosen.right:
            contents = self._filling(chosen, contents) if pasted.is_single else contents
        if self._apply(
            "paste",
            lambda d: self._edits.paste(d, chosen.top, chosen.left, contents, pasted.merges),
        ):
            height, width = len(contents), len(contents[0])
            bottom, right = chosen.top + height - 1, chosen.left + width - 1
            self.view.choose(Range(chosen.top, chosen.left, bottom, right))

    def _filling(self, chosen: Range, contents: list[list[Content]]) -> list[list[Content]]:
        """One copied cell fills all that are chosen, unless they are one merged cell."""
        if len(self.view.grid.slots_in(chosen)) == 1:
            return contents
        one = contents[0][0]
        height, width = chosen.bottom - chosen.top + 1, chosen.right - chosen.left + 1
        return [[one] * width for _ in range(height)]

    def _set_width(self, value: str) -> None:
        chosen = self.view.chosen()
        widths: dict[int, str | None] = {}
        for column in range(chosen.left, chosen.right + 1):
            widths[column] = value or None
        key = ("width", self.node_id, chosen.left, chosen.right)
        self._apply("column-width", lambda d: self._edits.set_widths(d, widths), key)

    def _take_widths(self) -> None:
        pixels = [self.view.columnWidth(each) for each in range(self.view.grid.width)]
        widths: dict[int, str | None] = dict(enumerate(percentages(pixels)))
        if not self._apply("column-width", lambda d: self._edits.set_widths(d, widths)):
            self.view.fit()

    def _show_grid(self) -> None:
        self.view.show_grid(grid_of(self._node), self._controller.reference_label)
        self._show_state()

    def _show_state(self) -> None:
        self.tools.show_state(self.view.grid, self.view.chosen(), locked=self.view.is_locked)

    def _show_bar(self, has_focus: bool) -> None:
        if has_focus:
            if self._bar is None:
                self._bar = FormatBar(self._text_actions, self.view, self.view.editor)
                self._bar.rename(self._controller.translate("richtext.bar"))
                self.destroyed.connect(self._bar.deleteLater)
            self._text_actions.refresh()
            self._bar.appear()

    def _enter_bar(self) -> None:
        if self._bar is not None and self._bar.isVisible():
            self._bar.enter()

    def _show_menu(self, point: QPoint) -> None:
        menu = self.tools.menu(self.view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(point))

    @staticmethod
    def _has_numbers(grid: Grid) -> bool:
        return any(isinstance(part, Node) for slot in grid.slots for part in slot.node.content)
