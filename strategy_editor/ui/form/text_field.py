"""A field of running text, one editor for each occurrence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from strategy_editor.document.content import Content
from strategy_editor.document.node import Node
from strategy_editor.editing.flowing import TextPlace
from strategy_editor.editing.running_text import length
from strategy_editor.forms.plan import FieldPlan
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.field_base import FieldBase
from strategy_editor.ui.icons import icon
from strategy_editor.ui.pasting import put_blocks
from strategy_editor.ui.richtext.desk_surroundings import surroundings_of
from strategy_editor.ui.richtext.field import RichTextField
from strategy_editor.ui.theme import SPACE, Theme

Key = str | tuple[str, str]
Clicked = Callable[[str, tuple[int, int]], object]
_MOST_LINES = 14


class TextField(FieldBase):
    """Shows the running text of a field; a missing one can be added, a repeated one repeated."""

    def __init__(self, controller: Controller, theme: Theme, plan: FieldPlan, node: Node) -> None:
        super().__init__(controller, plan, node)
        self._theme = theme
        self._editors: list[RichTextField] = []
        self._remark_clicked: Clicked = lambda _node_id, _span: None
        self._add = QToolButton()
        self._add.setIcon(icon("plus", theme.muted))
        self._add.setIconSize(QSize(16, 16))
        self._add.clicked.connect(self.add_one)
        self._head.addWidget(self._add)
        self._box = QVBoxLayout()
        self._box.setSpacing(SPACE // 2)
        self._frame.addLayout(self._box)
        self._frame.addWidget(self._problem)
        self.show_node(node)
        self.retranslate()

    def show_node(self, node: Node) -> None:
        """Show the texts in a newer state of the node; editors keep their cursors."""
        self._node = node
        contents = self._contents()
        is_missing = not any(contents)
        if not contents and self.plan.required:
            contents = [()]
        while len(self._editors) > len(contents):
            editor = self._editors.pop()
            self._box.removeWidget(editor)
            editor.hide()
            editor.deleteLater()
        while len(self._editors) < len(contents):
            self._append_editor()
        for editor, content in zip(self._editors, contents, strict=True):
            editor.show_content(content)
        is_addable = self.plan.many or not contents
        self._add.setVisible(is_addable and not self.is_read_only)
        self._show_missing(is_missing)

    def retranslate(self) -> None:
        """Speak the current language."""
        translate = self._controller.translate
        spoken = self._label.show_plan(self.plan, translate)
        label = self.plan.documentation.label(translate.language)
        self._add.setToolTip(translate("form.add-another", label=label))
        self._add.setAccessibleName(translate("form.add-another", label=label))
        for editor in self._editors:
            self._name(editor, spoken)
            editor.retranslate()

    def focus_target(self, occurrence: int = 0) -> QWidget:
        if not self._editors:
            return self._add
        return self._editors[min(occurrence, len(self._editors) - 1)]

    def add_one(self) -> None:
        """Add another occurrence and put the cursor into it."""
        self._controller.structure.add_field(self._node.id or "", self.plan.key)
        if self._editors:
            self._editors[-1].focus_text()

    def show_remarks(
        self, spans: Mapping[Key, Sequence[tuple[int, int]]], clicked: Clicked
    ) -> None:
        """Mark the passages that an open annotation is about, by element or field.

        ``clicked`` is called with the element and the passage when one of them is clicked.
        """
        self._remark_clicked = clicked
        node_id = self._node.id or ""
        for number, editor in enumerate(self._editors):
            own = self.plan.kind == "own-text"
            field = self.plan.key if not number else f"{self.plan.key}#{number + 1}"
            key: Key = node_id if own else (node_id, field)
            editor.show_remarks(spans.get(key, ()), self._theme.accent)

    def _contents(self) -> list[Content]:
        if self.plan.kind == "own-text":
            return [self._node.content]
        return [child.content for child in self._node.children_of(self.plan.key)]

    def _append_editor(self) -> None:
        number = len(self._editors)
        editor = RichTextField(
            self._theme,
            self._controller.translate,
            self,
            new_id=self._controller.new_id,
            surroundings=surroundings_of(self._controller),
        )
        root = self._controller.session.document.root
        editor.set_typography(root.get("xml:lang", "de").split("-")[0])
        if self.plan.lines:
            editor.set_lines(self.plan.lines, _MOST_LINES)
        self._name(editor, self._label.accessibleName())
        if self.is_read_only:
            editor.set_read_only(True)
        editor.editor.take_blocks = partial(self._take_blocks, number)
        editor.edited.connect(lambda content, at=number: self._edited(at, content))
        editor.editingFinished.connect(self._left)
        editor.remarkClicked.connect(self._tell_remark)
        self._editors.append(editor)
        self._box.addWidget(editor)

    def _name(self, editor: RichTextField, spoken: str) -> None:
        editor.set_accessible_name(spoken)
        editor.editor.setAccessibleDescription(self._description())
        if not self.is_read_only:
            editor.set_placeholder(self._controller.translate("form.write-here"))

    def _edited(self, at: int, content: Content) -> None:
        node_id = self._node.id or ""
        if self.plan.kind == "own-text":
            self._controller.set_content(node_id, content)
        else:
            self._controller.set_field(node_id, self.plan.key, content, at)

    def _take_blocks(self, at: int, html: str, text: str) -> bool:
        """Let pasted paragraphs, lists and tables follow the text; the first goes on with it."""
        editor = self._editors[at].editor
        cursor = editor.textCursor()
        start, end = (
            length(editor.inline.piece_content(0, position))
            for position in (cursor.selectionStart(), cursor.selectionEnd())
        )
        field = "" if self.plan.kind == "own-text" else self.plan.key
        where = TextPlace(self._node.id or "", field, at if field else 0, start)
        place = put_blocks(self._controller, where, end, html, text)
        if place is not None and place.node_id != where.node_id:
            self._controller.select(place.node_id)
        return place is not None

    def _tell_remark(self, span: tuple[int, int]) -> None:
        self._remark_clicked(self._node.id or "", span)

    def _left(self) -> None:
        """An optional text that was emptied goes when the user has gone on, not under the hands."""
        self._controller.session.close_step()
        if self.plan.kind != "own-text" and not self.plan.required:
            empty = [at for at, content in enumerate(self._contents()) if not content]
            for at in reversed(empty):
                self._controller.drop_field(self._node.id or "", self.plan.key, at)
