"""Breaks a paragraph into lines, with its marks, links and raised numbers."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextOption

from strategy_editor.exchange.reading.runs import Run
from strategy_editor.ui.text.laid import LaidText
from strategy_editor.ui.text.parts import Text
from strategy_editor.ui.text.styles import STYLES, Styles

_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}
_GAP = 0.55
_UNBOUNDED = 1e6


def lay_text(part: Text, styles: Styles, width: float) -> list[LaidText]:
    """Lay a paragraph out in a width: the marker, where there is one, and the text."""
    indent = part.indent * styles.em
    if not part.marker:
        laid = _lay(part, styles, width - indent)
        laid.x = indent
        return [laid]
    marker = lay_line(part.marker, part.marker_style or part.style, styles)
    hang = max(part.hang * styles.em, marker.width + _GAP * styles.em)
    laid = _lay(part, styles, width - indent - hang)
    marker.x, laid.x = indent, indent + hang
    rise = _ascent(laid) - _ascent(marker)
    marker.y, laid.y = max(rise, 0.0), max(-rise, 0.0)
    return [marker, laid]


def lay_line(text: str, style: str, styles: Styles) -> LaidText:
    """Lay a text out in one line."""
    laid = _lay(Text(style, (Run(text),)), styles, _UNBOUNDED)
    laid.width = laid.layout.lineAt(0).naturalTextWidth()
    return laid


def _lay(part: Text, styles: Styles, width: float) -> LaidText:
    width = max(width, 2 * styles.em)
    layout = QTextLayout(part.plain, styles.font(part.style))
    option = QTextOption(_ALIGN[part.align])
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    formats = _formats(part, styles)
    if formats:
        layout.setFormats(formats)
    layout.setCacheEnabled(True)
    pitch, y = styles.pitch(part.style), 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        high = max(pitch, line.height())
        line.setPosition(QPointF(0.0, y + round((pitch - line.height()) / 2)))
        y += high
    layout.endLayout()
    return LaidText(layout, part, styles.colour(STYLES[part.style].colour), width, y)


def _formats(part: Text, styles: Styles) -> list[QTextLayout.FormatRange]:
    found = []
    start = 0
    for run in part.runs:
        length = len(run.text.encode("utf-16-le")) // 2
        if run.marks or run.link or run.target or run.entry or run.footnote is not None:
            found.append(_range(start, length, _format(run, part, styles)))
        start += length
    return found


def _range(start: int, length: int, format_: QTextCharFormat) -> QTextLayout.FormatRange:
    # The stubs leave out the attributes of FormatRange.
    found = QTextLayout.FormatRange()
    for name, value in (("start", start), ("length", length), ("format", format_)):
        setattr(found, name, value)
    return found


def _format(run: Run, part: Text, styles: Styles) -> QTextCharFormat:
    style = STYLES[part.style]
    made = QTextCharFormat()
    if "strong" in run.marks:
        made.setFontWeight(max(QFont.Weight.Bold, style.weight))
    if "emphasis" in run.marks:
        made.setFontItalic(not style.italic)
    if run.entry or "term" in run.marks:
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        made.setUnderlineColor(styles.colour("outline"))
    if run.link or run.target or run.footnote is not None:
        made.setForeground(styles.colour("accent"))
    if run.link:
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    if run.footnote is not None:
        made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
    return made


def _ascent(laid: LaidText) -> float:
    if not laid.layout.lineCount():
        return 0.0
    line = laid.layout.lineAt(0)
    return line.y() + line.ascent()
