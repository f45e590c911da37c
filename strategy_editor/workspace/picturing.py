"""The pictures of a strategy as SVG: the same for the window and the command line."""

from __future__ import annotations

from strategy_editor.document.document import Document
from strategy_editor.exchange.picture.flow_svg import FlowPicture
from strategy_editor.exchange.picture.palette import PALETTES
from strategy_editor.exchange.picture.timeline_svg import TimelinePicture

PICTURES = ("flow", "horizons")


def picture_of(document: Document, name: str, language: str, theme: str) -> str:
    """Return a picture, one of ``PICTURES``, in the colours of ``light`` or ``dark``."""
    palette = PALETTES[theme]
    if name == "flow":
        return FlowPicture(document, language).svg(palette)
    return TimelinePicture(document, language).svg(palette)
