"""Character formats: how stacks, stand-ins and objects are kept in a Qt document, and look."""

from __future__ import annotations

from PySide6.QtGui import QBrush, QColor, QFont, QTextCharFormat, QTextFormat

from strategy_editor.ui.richtext.pieces import Piece, Serials, Stack
from strategy_editor.ui.theme import Theme

_USER = QTextFormat.Property.UserProperty.value
STACK = _USER + 1
SOURCE = _USER + 2
"""The code point that a stand-in is for; a string would not bring the byte order mark through."""
OBJECT = _USER + 3
OBJECT_TYPE = QTextFormat.ObjectTypes.UserObject.value + 1


class Formats:
    """Makes formats for pieces and reads them back; one for each document."""

    def __init__(self, serials: Serials, theme: Theme) -> None:
        self._serials = serials
        self._theme = theme
        self._stacks: list[Stack] = [()]
        self._numbers: dict[Stack, int] = {(): 0}
        self._made: dict[tuple[Stack, str], QTextCharFormat] = {}
        self._met: dict[int, Piece] = {}

    def set_theme(self, theme: Theme) -> None:
        """Use other colours for formats made from now on."""
        self._theme = theme
        self._made.clear()
        self._met.clear()

    def clear(self) -> None:
        """Forget all stacks; the document holds none of their formats any more."""
        self._stacks = [()]
        self._numbers = {(): 0}
        self._made.clear()
        self._met.clear()

    def of(self, piece: Piece) -> QTextCharFormat:
        """Return the format for a piece."""
        if piece.object:
            return self._object_format(piece)
        key = (piece.stack, piece.source)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._text_format(piece)
        return made

    def piece(self, text_format: QTextCharFormat) -> Piece:
        """Return the piece without its text that a format was made for."""
        source = text_format.intProperty(SOURCE)
        stack = self._stacks[text_format.intProperty(STACK)]
        return Piece("", stack, chr(source) if source else "", text_format.intProperty(OBJECT))

    def met(self, index: int) -> Piece | None:
        """Return the piece of a format by its index in the document, if that was met before."""
        return self._met.get(index)

    def meet(self, index: int, text_format: QTextCharFormat) -> Piece:
        """Remember the piece of a format by its index in the document."""
        piece = self._met[index] = self.piece(text_format)
        return piece

    def _text_format(self, piece: Piece) -> QTextCharFormat:
        result = QTextCharFormat()
        self._mark(result, piece)
        for serial in piece.stack:
            _LOOKS[self._serials.tag(serial)](result, self._theme)
        if piece.source and piece.source not in "\n\r\t":
            result.setForeground(QBrush(QColor(self._theme.muted)))
        return result

    def _object_format(self, piece: Piece) -> QTextCharFormat:
        result = QTextCharFormat()
        self._mark(result, piece)
        result.setObjectType(OBJECT_TYPE)
        result.setProperty(OBJECT, piece.object)
        result.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
        return result

    def _mark(self, result: QTextCharFormat, piece: Piece) -> None:
        if piece.stack:
            result.setProperty(STACK, self._number(piece.stack))
        if piece.source:
            result.setProperty(SOURCE, ord(piece.source))

    def _number(self, stack: Stack) -> int:
        number = self._numbers.get(stack)
        if number is None:
            number = self._numbers[stack] = len(self._stacks)
            self._stacks.append(stack)
        return number


def _emphasis(result: QTextCharFormat, _theme: Theme) -> None:
    result.setFontItalic(True)


def _strong(result: QTextCharFormat, _theme: Theme) -> None:
    result.setFontWeight(QFont.Weight.Bold)


def _term(result: QTextCharFormat, theme: Theme) -> None:
    result.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    result.setUnderlineColor(QColor(theme.accent))


def _link(result: QTextCharFormat, theme: Theme) -> None:
    result.setForeground(QBrush(QColor(theme.accent)))
    result.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    result.setUnderlineColor(QColor(theme.accent))


def _passage(result: QTextCharFormat, theme: Theme) -> None:
    result.setBackground(QBrush(QColor(theme.hover if not theme.is_dark else theme.line)))


_LOOKS = {
    "emphasis": _emphasis,
    "strong": _strong,
    "term": _term,
    "link": _link,
    "passage": _passage,
}
