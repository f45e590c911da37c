"""The field for a whole list: the editor in its frame, and buttons for signs and nesting."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from strategy_editor.document.node import Node
from strategy_editor.i18n import Translator
from strategy_editor.schema.catalog import current_schema
from strategy_editor.ui.icons import icon
from strategy_editor.ui.richtext.field import RichTextField
from strategy_editor.ui.richtext.list_editor import ListEditor
from strategy_editor.ui.richtext.surroundings import Surroundings
from strategy_editor.ui.theme import SPACE, Theme

_KINDS = {"bullet": "list", "number": "list-ordered", "letter": "case-sensitive"}
_MOVES = {"nest": ("list-indent-increase", 1), "unnest": ("list-indent-decrease", -1)}


class _Field(RichTextField):
    editor_kind = ListEditor


class ListField(QWidget):
    """Edits a list with all lists nested in it; ``edited`` carries it whole after each change."""

    edited = Signal(object)

    def __init__(
        self,
        theme: Theme,
        translate: Translator,
        parent: QWidget | None = None,
        *,
        new_id: Callable[[], str] | None = None,
        surroundings: Surroundings | None = None,
    ) -> None:
        super().__init__(parent)
        self._translate = translate
        self.field = _Field(theme, translate, self, new_id=new_id, surroundings=surroundings)
        editor = self.field.editor
        assert isinstance(editor, ListEditor)
        self.editor: ListEditor = editor
        self.field.set_lines(3, 30)
        self.field.edited.connect(self.edited)
        self.buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout()
        row.setSpacing(SPACE // 2)
        for name, symbol in _KINDS.items():
            button = self._button(name, symbol, theme)
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, kind=name: self._set_kind(kind))
            row.addWidget(button)
        row.addSpacing(SPACE)
        for name, (symbol, steps) in _MOVES.items():
            button = self._button(name, symbol, theme)
            button.clicked.connect(lambda _checked=False, by=steps: self._nest(by))
            row.addWidget(button)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE // 2)
        box.addLayout(row)
        box.addWidget(self.field)
        self.setFocusProxy(self.field)
        editor.cursorPositionChanged.connect(self._show_kind)
        editor.edited.connect(self._show_kind)
        self.retranslate()

    def show_list(self, node: Node) -> None:
        """Show a newer state of the list; the cursor stays."""
        self.editor.show_list(node)
        self._show_kind()

    def set_read_only(self, is_read_only: bool) -> None:
        """Let the list be read and copied only."""
        self.field.set_read_only(is_read_only)
        for button in self.buttons.values():
            button.setEnabled(not is_read_only)

    def retranslate(self) -> None:
        """Speak the current language."""
        self.field.retranslate()
        language = self._translate.language
        attribute = current_schema().elements["list"].attribute("kind")
        choices = attribute.value_type.choices if attribute is not None else ()
        names = {each.value: each.documentation.label(language) for each in choices}
        names |= {name: self._translate(f"richtext.list.{name}") for name in _MOVES}
        for name, button in self.buttons.items():
            button.setToolTip(names[name])
            button.setAccessibleName(names[name])

    def _button(self, name: str, symbol: str, theme: Theme) -> QToolButton:
        button = QToolButton()
        button.setObjectName("format")
        button.setIcon(icon(symbol, theme.muted, theme.accent))
        button.setIconSize(QSize(16, 16))
        self.buttons[name] = button
        return button

    def _set_kind(self, kind: str) -> None:
        self.editor.set_kind(kind)
        self._show_kind()
        self.editor.setFocus()

    def _nest(self, steps: int) -> None:
        self.editor.nest(steps)
        self.editor.setFocus()

    def _show_kind(self) -> None:
        kind = self.editor.kind()
        for name in _KINDS:
            self.buttons[name].setChecked(name == kind)
