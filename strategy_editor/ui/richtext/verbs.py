"""What can be done to a text besides typing: references, notes, links, terms, languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from strategy_editor.document.characters import on_one_line
from strategy_editor.document.node import Node
from strategy_editor.editing.addresses import completed_address, pasted_address
from strategy_editor.editing.blank import random_id
from strategy_editor.i18n import Translator
from strategy_editor.ui.richtext.editor import InlineEditor
from strategy_editor.ui.richtext.floating import Popover
from strategy_editor.ui.richtext.languages import language_targets
from strategy_editor.ui.richtext.markup import stack_with
from strategy_editor.ui.richtext.pieces import CONTAINERS, STAND_INS
from strategy_editor.ui.richtext.surroundings import Surroundings, Target
from strategy_editor.ui.theme import Theme

if TYPE_CHECKING:
    from strategy_editor.ui.richtext.note import MakeField
    from strategy_editor.ui.richtext.picker import Picker

_NO_ENTRY, _NEW_ENTRY, _NONE = "#none", "#new", "#none"
_LONGEST_NAME = 60
_AROUND = " \u00a0\u202f(\ufffc"


class TextVerbs(QObject):
    """Acts on one editor; what has to be asked is asked beside the cursor."""

    def __init__(
        self, editor: InlineEditor, theme: Theme, translate: Translator, make_field: MakeField
    ) -> None:
        super().__init__(editor)
        self._make_field = make_field
        self._editor = editor
        self.theme = theme
        self._translate = translate
        self.popover: Popover | None = None
        editor.objectActivated.connect(self.open_object)

    def allows(self, tag: str) -> bool:
        """Whether an element may be put into this text."""
        return tag in self._editor.allowed

    def clear_formats(self) -> None:
        """Take all markup away from the selection, or from what is typed next; the words stay."""
        editor, cursor = self._editor, self._editor.textCursor()
        if cursor.hasSelection():
            editor.unwrap(cursor.selectionStart(), cursor.selectionEnd(), CONTAINERS)
        else:
            serials = editor.inline.serials
            kept = (each for each in editor.typing_stack() if serials.tag(each) not in CONTAINERS)
            editor.type_within(tuple(kept))

    def refer(self) -> None:
        """Choose what to refer to and put the reference at the cursor."""
        selected = self._editor.textCursor().selectedText()
        self._choose_target(-1, selected if len(selected) <= _LONGEST_NAME else "")

    def add_note(self) -> None:
        """Put a footnote at the cursor and open it."""
        editor = self._editor
        cursor = editor.textCursor()
        # A note belongs to the words that are selected, it does not replace them.
        cursor.setPosition(cursor.selectionEnd())
        editor.setTextCursor(cursor)
        make_id = editor.new_id or self._surrounding_id
        editor.insert_content((Node("footnote", (("id", make_id()),)),))
        self.open_object(editor.textCursor().position() - 1)

    def open_object(self, position: int) -> None:
        """Open a footnote, or choose another target for a reference."""
        node = self._editor.inline.object_at(position)
        if node is None:
            return
        if node.tag == "footnote":
            # Loaded when a note is first opened.
            from strategy_editor.ui.richtext.note import NoteEditor

            note = NoteEditor(self._editor, position, self.theme, self._translate, self._make_field)
            self.popover = note
            note.begin()
        elif node.tag == "cross-reference" and not self._editor.isReadOnly():
            self._choose_target(position, "")

    def show_reference_as(self, position: int, form: str) -> None:
        """Let a reference print number, title or both."""
        node = self._editor.inline.object_at(position)
        if node is not None:
            with self._editor.one_step():
                self._editor.replace_object(position, node.with_attribute("show", form))

    def link(self) -> None:
        """Ask for an address: of the link at the cursor, else for the selection or new words."""
        from strategy_editor.ui.richtext.address import AddressForm

        editor = self._editor
        place, link = self._element_at_cursor("link")
        if link is None and not editor.textCursor().hasSelection():
            self._select_address()
        asks = link is None and not editor.textCursor().hasSelection()
        selected = editor.textCursor().selectedText()
        form = AddressForm(
            editor, editor.caret_box(), self._translate, asks_words=asks, is_new=link is None
        )
        form.given.connect(lambda address, words: self._set_link(place, link, address, words))
        self.popover = form
        form.begin(link.get("href") if link is not None else completed_address(selected))

    def term(self) -> None:
        """Make the selection, or the word at the cursor, a term; choose or create its entry."""
        place, term = self._element_at_cursor("term")
        surroundings = self._editor.surroundings
        if term is None and not self._editor.textCursor().hasSelection():
            self._select_word()
        words = on_one_line(self._selected_text(place, term))
        if surroundings is None or not words:
            if words:
                self._editor.wrap_selection(Node("term"))
            return
        extras = {} if len(words) > _LONGEST_NAME else {
            _NEW_ENTRY: self._translate("richtext.term.new", name=words)
        }  # fmt: skip
        key = "richtext.term.remove" if term is not None else "richtext.term.plain"
        extras[_NO_ENTRY] = self._translate(key)
        entries = surroundings.entries()
        found = [each for each in entries if each.title.casefold() == words.casefold()]
        picker = self._picker(self._translate("richtext.term.choose"), entries, extras)
        picker.picked.connect(lambda value: self._set_term(place, term, words, value))
        picker.begin(words if found else "")

    def language(self) -> None:
        """Choose the language of the selection, of the passage at the cursor, or of what comes."""
        place, passage = self._element_at_cursor("passage")
        extras = {} if passage is None else {_NONE: self._translate("richtext.language.remove")}
        targets = language_targets(self._translate)
        picker = self._picker(self._translate("richtext.language"), targets, extras)
        picker.picked.connect(lambda code: self._set_language(place, passage, code))
        picker.begin()

    def _surrounding_id(self) -> str:
        surroundings = self._editor.surroundings
        return surroundings.new_id() if surroundings is not None else random_id()

    def _picker(
        self, title: str, targets: list[Target], extras: dict[str, str] | None = None
    ) -> Picker:
        # Loaded when something is first chosen.
        from strategy_editor.ui.richtext.picker import Picker

        editor = self._editor
        picker = Picker(
            editor, editor.caret_box(), self.theme, self._translate, title, targets, extras
        )
        self.popover = picker
        return picker

    def _choose_target(self, position: int, search: str) -> None:
        surroundings = self._editor.surroundings
        if surroundings is None:
            return
        picker = self._picker(self._translate("richtext.reference.choose"), surroundings.targets())
        picker.picked.connect(lambda target: self._refer_to(surroundings, position, target))
        picker.begin(search)

    def _refer_to(self, surroundings: Surroundings, position: int, target: str) -> None:
        editor = self._editor
        surroundings.used(target)
        if position < 0:
            cursor = editor.textCursor()
            cursor.setPosition(cursor.selectionEnd())
            editor.setTextCursor(cursor)
            editor.insert_content((Node("cross-reference", (("target", target),)),))
            return
        node = editor.inline.object_at(position)
        if node is not None:
            with editor.one_step():
                editor.replace_object(position, node.with_attribute("target", target))

    def _set_link(self, place: int, link: Node | None, address: str, words: str) -> None:
        editor = self._editor
        if link is not None and address:
            with editor.one_step():
                editor.replace_element(place, link.with_attribute("href", address))
        elif link is not None:
            self._unwrap_at(place, "link")
        elif editor.textCursor().hasSelection():
            editor.wrap_selection(Node("link", (("href", address),)))
        elif address:
            shown = words or address.removeprefix("mailto:")
            editor.insert_content((Node("link", (("href", address),), (shown,)),))

    def _set_term(self, place: int, term: Node | None, words: str, value: str) -> None:
        editor, surroundings = self._editor, self._editor.surroundings
        if value == _NEW_ENTRY and surroundings is not None:
            value = surroundings.add_entry(words)
            if not value:
                return
        entry = None if value == _NO_ENTRY else value
        if term is not None and entry is None:
            self._unwrap_at(place, "term")
        elif term is not None:
            with editor.one_step():
                editor.replace_element(place, term.with_attribute("entry", entry))
        else:
            editor.wrap_selection(Node("term").with_attribute("entry", entry))

    def _set_language(self, place: int, passage: Node | None, code: str) -> None:
        editor = self._editor
        if passage is not None and code == _NONE:
            self._unwrap_at(place, "passage")
            return
        node = Node("passage", (("xml:lang", code),))
        if editor.textCursor().hasSelection():
            editor.wrap_selection(node)
        elif passage is not None:
            with editor.one_step():
                editor.replace_element(place, passage.with_attribute("xml:lang", code))
        else:
            editor.type_within(stack_with(editor.typing_stack(), node, editor.inline.serials))

    def _unwrap_at(self, place: int, tag: str) -> None:
        inline = self._editor.inline
        start, end = inline.extent(inline.element_serial(place, tag))
        self._editor.unwrap(start, end, frozenset({tag}))

    def _element_at_cursor(self, tag: str) -> tuple[int, Node | None]:
        """Return the element of a tag that the selection or cursor is in, and a place in it."""
        inline, cursor = self._editor.inline, self._editor.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        places = (start,) if start < end else (start, start - 1)
        for place in places:
            serial = inline.element_serial(place, tag) if place >= 0 else 0
            if serial:
                first, last = inline.extent(serial)
                if first <= start and end <= last:
                    return place, inline.serials.elements[serial]
        return -1, None

    def _selected_text(self, place: int, term: Node | None) -> str:
        if term is None:
            cursor = self._editor.textCursor()
        else:
            inline = self._editor.inline
            start, end = inline.extent(inline.element_serial(place, "term"))
            cursor = QTextCursor(self._editor.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        text = cursor.selectedText()
        return "".join(" " if each in (*STAND_INS, "\ufffc") else each for each in text)

    def _select_word(self) -> None:
        cursor = self._editor.textCursor()
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        self._editor.setTextCursor(cursor)

    def _select_address(self) -> None:
        """Select the address that was typed up to the cursor, if there is one."""
        cursor, document = self._editor.textCursor(), self._editor.document()
        end = start = cursor.position()
        while start > cursor.block().position() and document.characterAt(start - 1) not in _AROUND:
            start -= 1
        if pasted_address(self._editor.characters(start, end)):
            self._editor.select(start, end)
