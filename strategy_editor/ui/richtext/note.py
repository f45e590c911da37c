"""The editor of a footnote, beside its mark in the text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from strategy_editor.document.content import Content
from strategy_editor.document.node import Node
from strategy_editor.i18n import Translator
from strategy_editor.ui.icons import icon
from strategy_editor.ui.richtext.editor import InlineEditor
from strategy_editor.ui.richtext.floating import Popover
from strategy_editor.ui.richtext.framed import FramedText
from strategy_editor.ui.theme import SPACE, Theme

MakeField = Callable[[QWidget], FramedText]


class NoteEditor(Popover):
    """Shows a footnote's own text; each change goes at once into the text around it.

    It follows the note through undo, and closes when the note is gone.
    """

    def __init__(
        self,
        editor: InlineEditor,
        position: int,
        theme: Theme,
        translate: Translator,
        make_field: MakeField,
    ) -> None:
        super().__init__(editor, editor.position_box(position))
        self._editor = editor
        self._position = position
        self._translate = translate
        self._node = editor.inline.object_at(position) or Node("footnote")
        self._title = QLabel()
        self._title.setObjectName("strong")
        done = QToolButton()
        done.setIcon(icon("check", theme.muted))
        done.setIconSize(QSize(16, 16))
        done.setToolTip(translate("richtext.note.done"))
        done.setAccessibleName(translate("richtext.note.done"))
        done.clicked.connect(self.finish)
        self.field = make_field(self)
        self.field.editor.new_id = editor.new_id
        self.field.set_allowed(editor.allowed - {"footnote"})
        self.field.set_lines(2, 6)
        self.field.editor.helps_typing = editor.helps_typing
        self.field.editor.language = editor.language
        self.field.set_read_only(editor.isReadOnly())
        self.field.edited.connect(self._edited)
        self.field.editor.stepEnded.connect(editor.stepEnded)
        self.field.returnPressed.connect(self.finish)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(done)
        # At the right the bar of the field below will be.
        head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE + SPACE // 2, SPACE // 2, SPACE, SPACE)
        layout.setSpacing(SPACE // 2)
        layout.addLayout(head)
        layout.addWidget(self.field)
        self.setFixedWidth(min(520, max(300, editor.window().width() - 2 * SPACE)))
        editor.shown.connect(self._follow)
        self._show()

    def begin(self) -> None:
        """Show it, the cursor at the end of the note."""
        self._editor.stepEnded.emit()
        self.appear()
        self.field.focus_text()

    def place(self) -> None:
        self._box: QRect = self._editor.position_box(self._position)
        super().place()

    def finish(self) -> None:
        """Close, the cursor behind the mark in the text."""
        if not self._is_done:
            self._editor.stepEnded.emit()
            self._editor.select(self._position + 1, self._position + 1)
        super().finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.finish()
        else:
            super().keyPressEvent(event)

    def _edited(self, content: Content) -> None:
        self._node = self._node.with_content(content)
        self._editor.replace_object(self._position, self._node)
        self.adjustSize()
        self.place()

    def _follow(self) -> None:
        """The text shows another state: find the note in it."""
        for position, node in self._editor.inline.objects_in_order():
            if node.tag == "footnote" and node.id == self._node.id:
                self._position, self._node = position, node
                self._show()
                self.place()
                return
        self.finish()

    def _show(self) -> None:
        labels = self._editor.surroundings
        number = labels.label(self._node) if labels is not None else ""
        key = "richtext.note.title" if number.isdigit() else "richtext.note.unnumbered"
        self._title.setText(self._translate(key, number=number))
        self.field.set_accessible_name(self._title.text())
        self.field.show_content(self._node.content)
