"""A framed text that grows with what is written."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from strategy_editor.document.content import Content
from strategy_editor.document.node import Node
from strategy_editor.document.texts import wording
from strategy_editor.i18n import Translator
from strategy_editor.ui.richtext.editor import InlineEditor
from strategy_editor.ui.richtext.objects import Labels
from strategy_editor.ui.richtext.spans import editor_position
from strategy_editor.ui.richtext.surroundings import Surroundings
from strategy_editor.ui.theme import RADIUS, Theme

_BORDER = 2
"""Pixels: the room for the border with focus; without, one of them stays free."""


class FramedText(QWidget):
    """Edits the mixed content of one element.

    ``edited`` carries the whole new content after each change of the user, never after a
    ``show_content``. Undo and redo keys are left to the window.
    """

    edited = Signal(object)
    remarkClicked = Signal(object)
    """The passage with a remark that was clicked, as it was given to ``show_remarks``."""
    editingFinished = Signal()
    returnPressed = Signal()
    editor_kind: type[InlineEditor] = InlineEditor

    def __init__(
        self,
        theme: Theme,
        translate: Translator,
        parent: QWidget | None = None,
        surroundings: Surroundings | None = None,
    ) -> None:
        super().__init__(parent)
        self.frame = Frame(theme, translate, self, self.editor_kind)
        self.editor = self.frame.editor
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.frame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.editor)
        self.editor.edited.connect(self.edited)
        self.editor.editingFinished.connect(self.editingFinished)
        self.editor.returnPressed.connect(self.returnPressed)
        self.editor.stepEnded.connect(self._end_step)
        self.editor.placeClicked.connect(self.follow_remark)
        self._remarks: list[tuple[int, int]] = []
        FramedText.set_surroundings(self, surroundings)

    def set_surroundings(self, surroundings: Surroundings | None) -> None:
        """Tell what document the text is in: references can be chosen then, and lead somewhere."""
        if surroundings is not None and surroundings is not self.editor.surroundings:
            surroundings.on_change(self.editor.relabel)
        self.editor.surroundings = surroundings

    def show_content(self, content: tuple[Node | str, ...], labels: Labels | None = None) -> None:
        """Show a content unless it is the one shown; ``labels`` gives numbers for references."""
        self.editor.show_content(content, labels)

    def content(self) -> Content:
        """Return the content as it stands: neighbouring texts merged, no empty ones."""
        return self.editor.content

    def set_read_only(self, is_read_only: bool) -> None:
        """Let the text be read and copied only."""
        self.editor.setReadOnly(is_read_only)
        if is_read_only:
            self.editor.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.frame.update()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.frame.set_theme(theme)

    def retranslate(self) -> None:
        """Speak the current language."""
        self.editor.retranslate()

    def set_accessible_name(self, name: str) -> None:
        """Name the text for screen readers."""
        self.editor.setAccessibleName(name)

    def set_placeholder(self, text: str) -> None:
        """Say what belongs here while nothing does."""
        self.editor.setPlaceholderText(text)

    def set_lines(self, minimum: int, maximum: int) -> None:
        """Let the field grow with its text between two numbers of lines."""
        self.frame.set_lines(minimum, maximum)

    def set_allowed(self, tags: frozenset[str]) -> None:
        """Let only these inline elements come in; pasted others leave their text."""
        self.editor.allowed = tags

    def set_typography(self, language: str | None) -> None:
        """Help with quotation marks and dashes of a language while typing; None: not at all."""
        self.editor.helps_typing = language is not None
        self.editor.language = language or ""

    def focus_text(self) -> None:
        """Give the keyboard to the text, the cursor at its end."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)

    def select_passage(self, start: int, end: int) -> None:
        """Select characters, counted in the wording of the content."""
        content = self.editor.content
        if end > len(wording(Node("text", (), content))):
            return
        cursor = self.editor.textCursor()
        cursor.setPosition(editor_position(content, start))
        last = editor_position(content, end - 1) + 1 if end > start else cursor.position()
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)

    def select_lost(self, tag: str) -> bool:
        """Select the first reference or term that leads nowhere; return whether there is one."""
        editor, surroundings = self.editor, self.editor.surroundings
        name = {"cross-reference": "target", "term": "entry"}.get(tag)
        if name is None or surroundings is None:
            return False
        for at in range(editor.document().characterCount() - 1):
            node = editor.inline.object_at(at)
            nodes = [node] if node is not None else editor.inline.elements_at(at)
            lost = [each for each in nodes if each.tag == tag and each.get(name)]
            if lost and not surroundings.describe(lost[0].get(name)):
                editor.setFocus()
                editor.select(at, at + 1)
                return True
        return False

    def show_remarks(self, spans: Sequence[tuple[int, int]], colour: str) -> None:
        """Mark passages with a remark, counted in the wording of the content."""
        content = self.editor.content
        count = len(wording(Node("text", (), content)))
        marks, self._remarks = [], []
        for start, end in spans:
            if start < end <= count:
                self._remarks.append((start, end))
                mark = QTextEdit.ExtraSelection()
                mark.cursor = QTextCursor(self.editor.document())
                mark.cursor.setPosition(editor_position(content, start))
                last = editor_position(content, end - 1) + 1
                mark.cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
                mark.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
                mark.format.setUnderlineColor(QColor(colour))
                mark.format.setBackground(_faint(colour))
                marks.append(mark)
        if marks or self.editor.extraSelections():
            self.editor.setExtraSelections(marks)

    def follow_remark(self) -> bool:
        """Tell of the passage with a remark that the cursor is in; return whether it is in one.

        The shortest counts where several lie over one another.
        """
        at = self.editor.textCursor().position()
        marks = zip(self.editor.extraSelections(), self._remarks, strict=False)
        found = [
            (mark.cursor.selectionEnd() - mark.cursor.selectionStart(), span)
            for mark, span in marks
            if mark.cursor.selectionStart() <= at <= mark.cursor.selectionEnd()
        ]
        if found:
            self.remarkClicked.emit(min(found)[1])
        return bool(found)

    def insert_node(self, node: Node) -> None:
        """Put an inline element, such as a footnote, in place of the selection."""
        self.editor.insert_content((node,))

    def wrap_selection(self, node: Node) -> None:
        """Let an element, such as a link, enclose the selection; its content does not matter."""
        self.editor.wrap_selection(node)

    def unwrap_selection(self, tag: str) -> None:
        """Take the elements of a tag away from the selection."""
        cursor = self.editor.textCursor()
        self.editor.unwrap(cursor.selectionStart(), cursor.selectionEnd(), frozenset({tag}))

    def _end_step(self) -> None:
        if self.editor.surroundings is not None:
            self.editor.surroundings.end_step()


class Frame(QWidget):
    """Draws the border round the text and is as high as the text needs."""

    def __init__(
        self, theme: Theme, translate: Translator, parent: QWidget, kind: type[InlineEditor]
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = (3, 14)
        self.editor = kind(theme, translate, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(_BORDER + 2, _BORDER - 1, _BORDER, _BORDER - 1)
        box.addWidget(self.editor)
        self._colour()
        self.editor.focusChanged.connect(self.update)
        self.editor.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._colour()
        self.editor.set_theme(theme)
        self.update()

    def set_lines(self, minimum: int, maximum: int) -> None:
        self._lines = (minimum, max(minimum, maximum))
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        has_focus = self.editor.hasFocus()
        width = 2 if has_focus else 1
        inset = width / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.accent if has_focus else theme.outline), width))
        painter.setBrush(QColor(theme.background if self.editor.isReadOnly() else theme.field))
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, RADIUS - inset, RADIUS - inset)
        painter.end()

    def _colour(self) -> None:
        # The window's style sheet gives every text edit a border and padding of its own.
        theme = self._theme
        self.editor.setStyleSheet(
            "QTextEdit, QTextEdit:focus { border: 0; padding: 0; background: transparent;"
            f" color: {theme.text}; placeholder-text-color: {theme.muted};"
            f" selection-background-color: {theme.accent}; selection-color: {theme.on_accent}; }}"
        )

    def _fit(self) -> None:
        minimum, maximum = self._lines
        line = QFontMetricsF(self.editor.font()).lineSpacing()
        margins = 2 * self.editor.document().documentMargin()
        wanted = self.editor.document().size().height()
        height = min(max(wanted, minimum * line + margins), maximum * line + margins)
        # The frame's own height, so that it and the text in it never differ for a moment.
        self.setFixedHeight(ceil(height) + 2 * (_BORDER - 1))


def _faint(colour: str) -> QColor:
    faint = QColor(colour)
    faint.setAlpha(32)
    return faint
