"""Which keys a command cannot have: those that write or edit, wherever the cursor is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from strategy_editor.i18n import Translator
from strategy_editor.ui.richtext.actions import TOOLS

_STANDARD = QKeySequence.StandardKey
_EDITING = (
    _STANDARD.Cut, _STANDARD.Copy, _STANDARD.Paste, _STANDARD.SelectAll,
    _STANDARD.DeleteStartOfWord, _STANDARD.DeleteEndOfWord,
    _STANDARD.MoveToNextWord, _STANDARD.MoveToPreviousWord,
    _STANDARD.MoveToStartOfDocument, _STANDARD.MoveToEndOfDocument, _STANDARD.SelectNextWord,
    _STANDARD.SelectPreviousWord, _STANDARD.SelectStartOfDocument, _STANDARD.SelectEndOfDocument,
)  # fmt: skip
_FUNCTION_KEYS = range(Qt.Key.Key_F1.value, Qt.Key.Key_F35.value + 1)
_WITH = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def why_not_free(wanted: QKeySequence, translate: Translator, *, for_outline: bool) -> str:
    """Return why a command cannot have these keys; empty where it can, and for no keys.

    Commands ``for_outline`` do not meet those that edit a text.
    """
    if wanted.isEmpty():
        return ""
    pressed = wanted[0]  # type: ignore[index]
    is_function_key = pressed.key().value in _FUNCTION_KEYS
    if not is_function_key and not pressed.keyboardModifiers() & _WITH:
        return translate("keys.writes")
    if for_outline:
        return ""
    for tool in TOOLS:
        if tool.shortcut and QKeySequence.fromString(tool.shortcut) == wanted:
            return translate("keys.of-text", name=translate(f"richtext.{tool.name}"))
    if any(wanted in QKeySequence.keyBindings(each) for each in _EDITING):
        return translate("keys.edits")
    return ""
