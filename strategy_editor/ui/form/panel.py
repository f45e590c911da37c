"""The form panel: where the element stands, what it is called, its form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.texts import shortened
from strategy_editor.ui.afterwards import AfterPainting
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.crumbs import Crumbs
from strategy_editor.ui.form.field_base import FieldBase
from strategy_editor.ui.form.node_form import NodeForm
from strategy_editor.ui.form.pages import form_for
from strategy_editor.ui.form.protocol import Form
from strategy_editor.ui.form.reaching import Place, card_around, reach
from strategy_editor.ui.form.revealing import reveal
from strategy_editor.ui.form.summary import NAMED_BY_OTHERS, card_title
from strategy_editor.ui.form.text_field import Key, TextField
from strategy_editor.ui.richtext.field import RichTextField, select_passage
from strategy_editor.ui.theme import SPACE, Theme

_TITLE_LENGTH = 140
_KEPT = 8
"""Forms of other types that wait out of sight for their next element."""
_MAX_WIDTH = 920
"""Pixels. Longer lines are hard to read, and fields far apart are hard to relate."""


class FormPanel(QFrame):
    """Shows the form of the selected element.

    ``remarkClicked`` carries the element and the passage with a remark that was clicked.
    """

    remarkClicked = Signal(str, object)

    def __init__(self, controller: Controller, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._controller = controller
        self._theme = theme
        self._form: Form | None = None
        self._session = controller.session
        self._kept: dict[str, NodeForm] = {}
        self._crumbs = Crumbs(controller)
        self._title = QLabel()
        self._title.setObjectName("title")
        self._title.setWordWrap(True)
        self._page = QWidget()
        self._page.setObjectName("scrolled")
        column = QWidget()
        column.setObjectName("plain")
        column.setMaximumWidth(_MAX_WIDTH)
        outer = QHBoxLayout(self._page)
        outer.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        outer.addWidget(column, 1)
        # What the column does not take stays empty at its right.
        outer.addStretch(0)
        self._box = QVBoxLayout(column)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(SPACE)
        # While somebody types, the text is painted first.
        self._place_soon = AfterPainting(self, self._show_place)
        self._box.addWidget(self._crumbs)
        self._box.addWidget(self._title)
        self._box.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setAccessibleName(controller.translate("view.form"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._page)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    @property
    def form(self) -> Form | None:
        """The form that is shown."""
        return self._form

    def show_document(self) -> None:
        """Follow the newest document; while the element stays, so do its inputs."""
        self._follow_session()
        document = self._controller.session.document
        node = document.find(self._controller.selected_id)
        if node is None:
            return
        ids = self._controller.selected_ids
        if len(ids) > 1:
            self._show_several([document.node(each) for each in ids])
            return
        same = self._form is not None and (self._form.node_id, self._form.tag) == (
            node.id,
            node.tag,
        )
        if same and self._controller.is_typing:
            self._place_soon.start()
        else:
            self._show_place()
        if same and self._form is not None:
            self._form.show_node(node)
        else:
            self._replace(node)

    def show_problems(self) -> None:
        """Show findings beside the fields they concern."""
        if self._form is not None:
            self._form.show_problems(self._controller.problems)

    def focus_field(self, field: str) -> None:
        """Put the cursor into a field, or where it is missing into the first."""
        if self._form is not None:
            is_there = bool(field) and (
                self._form.focus_field(field)
                or any(each.select_lost(field) for each in self._texts())
            )
            if not is_there:
                self._form.focus_first()
            focused = self.focusWidget()
            if field and not is_there and isinstance(focused, QLineEdit):
                # What was wanted stands elsewhere: typing must not replace this.
                focused.deselect()
            self._reveal_focused()

    def _reveal_focused(self) -> None:
        focused = self.focusWidget()
        if focused is not None:
            reveal(focused)

    def point_at(self, passage: re.Pattern[str] | None) -> None:
        """Select a passage of the text with the keyboard; without any, typing replaces nothing."""
        edit = self.window().focusWidget()
        if edit is None or not self.isAncestorOf(edit):
            return
        if isinstance(edit, QLineEdit):
            found = passage.search(edit.text()) if passage is not None else None
            if found is not None:
                edit.setSelection(found.start(), found.end() - found.start())
            else:
                edit.deselect()
        elif isinstance(edit, QTextEdit):
            _point_into(edit, passage)

    def show_passage(self, field: str, span: tuple[int, int], *, focus: bool) -> None:
        """Bring a stretch of a field's wording into view and mark it."""
        form = self._form
        if form is None:
            return
        keeper = self.window().focusWidget()
        if form.focus_field(field):
            found = self.window().focusWidget()
            select_passage(found, span)
            reveal(found)
        if not focus and keeper is not None:
            keeper.setFocus()

    def _texts(self) -> list[RichTextField]:
        return self._form.widget().findChildren(RichTextField) if self._form is not None else []

    def show_remarks(self, spans: Mapping[Key, Sequence[tuple[int, int]]]) -> None:
        """Mark the passages that open annotations are about, by element or field."""
        for field in self.findChildren(TextField):
            field.show_remarks(spans, self.remarkClicked.emit)

    def follow_remark(self) -> bool:
        """Tell of the remark that the cursor stands in; return whether there is one."""
        held = self.window().focusWidget()
        return any(text.editor is held and text.follow_remark() for text in self._texts())

    def show_changes(self, kinds: dict[str, str], before: Document) -> None:
        """Mark the fields that said something else in the state to compare with."""
        for field in self.findChildren(FieldBase):
            field.show_change(kinds, before)

    def card_in_hand(self) -> str:
        """Return the id of the element in whose open card the keyboard is, empty for none."""
        focused = self.window().focusWidget()
        if self._form is None or focused is None or not self.isAncestorOf(focused):
            return ""
        return card_around(focused, self)

    def begin_card(self, node_id: str) -> bool:
        """Open the card of a new element, the cursor in its first field; return whether it has one.

        What is written there is selected, so that typing replaces it.
        """
        place = self._place_of(node_id)
        if place is None:
            return False
        place.focus_first()
        self._reveal_focused()
        return True

    def shows(self, node_id: str) -> bool:
        """Whether the form shows an element, as its own or in a card."""
        shown = self._form.node_id if self._form is not None else ""
        return shown in (node_id, self._controller.session.document.parent_id(node_id))

    def show_step(self, node_id: str, field: str) -> bool:
        """Show where a step was undone or done again, the cursor in the field concerned.

        Return whether the form shows that place; another element has to be selected for others.
        """
        place = self._place_of(node_id)
        if place is None or not place.focus_field(field):
            return False
        self._reveal_focused()
        return True

    def _place_of(self, node_id: str) -> Place | None:
        """The fields of an element below the one shown, its card opened for it."""
        document = self._controller.session.document
        if self._form is None or node_id not in document:
            return None
        ids = [node.id for node in document.path(node_id) if node.id is not None]
        if self._form.node_id not in ids:
            return None
        return reach(self._form, ids[ids.index(self._form.node_id) + 1 :])

    def show_new_session(self) -> None:
        """Another document is open: it may be one that is only to be looked at."""
        self.show_document()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme = theme
        self._rebuild()

    def retranslate(self) -> None:
        """Speak the current language."""
        self._scroll.setAccessibleName(self._controller.translate("view.form"))
        self._rebuild()

    def _follow_session(self) -> None:
        """Forms belong to the document that they were made for."""
        if self._session is not self._controller.session:
            self._session = self._controller.session
            self._drop_all()

    def _rebuild(self) -> None:
        was_shown = self._form is not None
        self._drop_all()
        if was_shown:
            self.show_document()
            self.show_problems()

    def _drop_all(self) -> None:
        kept, self._kept = self._kept, {}
        for form in kept.values():
            self._box.removeWidget(form)
            form.deleteLater()
        self._drop()

    def _replace(self, node: Node) -> None:
        self._scroll.verticalScrollBar().setValue(0)
        form = self._form
        if isinstance(form, NodeForm) and form.tag == node.tag:
            # Hiding and showing it would lay it out anew.
            self._let_go(form)
            form.show_other(node)
            form.show_problems(self._controller.problems)
            return
        self._put_away()
        form = self._kept.pop(node.tag, None)
        if form is not None:
            form.show_other(node)
            form.show()
            self._form = form
        else:
            self._form = form_for(self._controller, self._theme, node)
            self._box.insertWidget(2, self._form.widget())
        self._form.show_problems(self._controller.problems)

    def _put_away(self) -> None:
        """Keep the form for the next element of its type: making one takes much longer."""
        form = self._form
        if not isinstance(form, NodeForm):
            self._drop()
            return
        self._let_go(form)
        form.put_away()
        self._form = None
        self._kept[form.tag] = form
        if len(self._kept) > _KEPT:
            oldest = self._kept.pop(next(iter(self._kept)))
            self._box.removeWidget(oldest)
            oldest.deleteLater()

    def _let_go(self, form: NodeForm) -> None:
        """What stands there unfinished belongs to the element shown so far."""
        focused = self.window().focusWidget()
        if focused is not None and form.isAncestorOf(focused):
            focused.clearFocus()

    def _show_several(self, nodes: list[Node]) -> None:
        # Loaded when more than one element is first selected.
        from strategy_editor.ui.form.several import SeveralForm

        form = self._form
        if isinstance(form, SeveralForm) and form.is_for(nodes):
            form.show_nodes(nodes)
        else:
            self._put_away()
            self._form = form = SeveralForm(self._controller, self._theme, nodes)
            self._box.insertWidget(2, form)
            self._scroll.verticalScrollBar().setValue(0)
        self._crumbs.hide()
        self._title.setText(form.heading())

    def _drop(self) -> None:
        if self._form is not None:
            widget = self._form.widget()
            self._box.removeWidget(widget)
            widget.hide()
            # The change that leads here may come out of one of its inputs.
            widget.deleteLater()
            self._form = None

    def _show_place(self) -> None:
        """Show where the element stands and what it is called."""
        document, selected = self._controller.session.document, self._controller.selected_id
        if selected not in document or len(self._controller.selected_ids) > 1:
            return
        path = document.path(selected)
        self._crumbs.show_path(path)
        self._crumbs.show()
        number = self._controller.numbers.get(path[-1].id or "", "")
        label = self._controller.wording.label(path[-1].tag)
        is_named = path[-1].tag not in NAMED_BY_OTHERS
        wording = self._controller.wording
        name = wording.title(path[-1]) if is_named else card_title(path[-1], wording)
        title = shortened(name, _TITLE_LENGTH) or label
        text = f"{number}\u2002{title}" if number else title
        if self._title.text() != text:
            self._title.setText(text)


def _point_into(edit: QTextEdit, passage: re.Pattern[str] | None) -> None:
    cursor = edit.textCursor()
    found = passage.search(edit.toPlainText()) if passage is not None else None
    if found is not None:
        cursor.setPosition(found.start())
        cursor.setPosition(found.end(), cursor.MoveMode.KeepAnchor)
        edit.setTextCursor(cursor)
    elif cursor.selectionEnd() - cursor.selectionStart() > 1:
        # One selected object is a reference that the finding leads onto.
        cursor.setPosition(0)
        edit.setTextCursor(cursor)
