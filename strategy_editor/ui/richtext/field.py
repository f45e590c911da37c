"""The rich-text field: a framed text with its format bar, shortcuts and context menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from strategy_editor.i18n import Translator
from strategy_editor.ui.richtext.actions import TextActions
from strategy_editor.ui.richtext.bar import FormatBar
from strategy_editor.ui.richtext.editor import InlineEditor
from strategy_editor.ui.richtext.framed import FramedText
from strategy_editor.ui.richtext.surroundings import Surroundings
from strategy_editor.ui.theme import Theme


class RichTextField(FramedText):
    """A framed text; the bar floats over its upper edge while it has the keyboard."""

    def __init__(
        self,
        theme: Theme,
        translate: Translator,
        parent: QWidget | None = None,
        *,
        new_id: Callable[[], str] | None = None,
        with_tools: bool = True,
        surroundings: Surroundings | None = None,
    ) -> None:
        super().__init__(theme, translate, parent, surroundings)
        self._theme = theme
        self._translate = translate
        self.editor.new_id = new_id
        self._tools: TextActions | None = None
        self._bar: FormatBar | None = None
        self._with_tools = with_tools
        self.editor.focusChanged.connect(self._focus_changed)
        self.editor.barRequested.connect(self._enter_bar)

    @property
    def tools(self) -> TextActions:
        """The actions; made when the text is first entered, as most never are."""
        if self._tools is None:
            self._tools = text_actions(self.editor, self._theme, self._translate)
        return self._tools

    @property
    def bar(self) -> FormatBar | None:
        """The format bar, once it was shown."""
        return self._bar

    def set_surroundings(self, surroundings: Surroundings | None) -> None:
        super().set_surroundings(surroundings)
        if self._tools is not None:
            self._tools.refresh()

    def set_read_only(self, is_read_only: bool) -> None:
        super().set_read_only(is_read_only)
        if self._tools is not None:
            self._tools.set_enabled(not is_read_only)
        if self._bar is not None and is_read_only:
            self._bar.vanish()

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._theme = theme
        if self._tools is not None:
            self._tools.set_theme(theme)

    def retranslate(self) -> None:
        super().retranslate()
        if self._tools is not None:
            self._tools.retranslate()
        if self._bar is not None:
            self._bar.rename(self._translate("richtext.bar"))

    def set_allowed(self, tags: frozenset[str]) -> None:
        super().set_allowed(tags)
        if self._tools is not None:
            self._tools.refresh()

    def _focus_changed(self, has_focus: bool) -> None:
        if has_focus:
            # The shortcuts count also where no bar is shown.
            self.tools.refresh()
            self._show_bar()

    def _show_bar(self) -> None:
        if not self._with_tools or self.editor.isReadOnly():
            return
        if self._bar is None:
            self._bar = FormatBar(self.tools, self.frame, self.editor)
            self._bar.rename(self._translate("richtext.bar"))
            self.destroyed.connect(self._bar.deleteLater)
        self._bar.appear()

    def _enter_bar(self) -> None:
        if self._bar is not None and self._bar.isVisible():
            self._bar.enter()


def text_actions(editor: InlineEditor, theme: Theme, translate: Translator) -> TextActions:
    """Return the actions for any editor of running text, in a field or not."""

    def make_field(parent: QWidget) -> FramedText:
        return RichTextField(theme, translate, parent, surroundings=editor.surroundings)

    return TextActions(editor, theme, translate, make_field)


def select_passage(editor: QWidget | None, span: tuple[int, int]) -> None:
    """Select a stretch of the wording in whatever line or text has the keyboard."""
    if isinstance(editor, QLineEdit) and span[1] <= len(editor.text()):
        editor.setSelection(span[0], span[1] - span[0])
        return
    if isinstance(editor, QPlainTextEdit):
        cursor = editor.textCursor()
        cursor.setPosition(span[0])
        cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)
        return
    while editor is not None and not isinstance(editor, RichTextField):
        editor = editor.parentWidget()
    if editor is not None:
        editor.select_passage(*span)
