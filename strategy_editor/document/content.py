"""Mixed content: texts and inline elements in order."""

from __future__ import annotations

import re
from collections.abc import Iterable

from strategy_editor.document.node import Node

Content = tuple[Node | str, ...]
_XML_BLANKS = re.compile("[ \t\r\n]+")


def joined(parts: Iterable[Node | str]) -> Content:
    """Return content in which neighbouring texts are one and empty ones are gone."""
    found: list[Node | str] = []
    for part in parts:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += part
        elif part != "":
            found.append(part)
    return tuple(found)


def trimmed(content: Content) -> Content:
    """Return content as a title holds it: each run of XML's white space one blank, none around.

    Non-breaking spaces are no white space of XML: they were typed on purpose, and stay.
    """
    parts = [part if isinstance(part, Node) else _XML_BLANKS.sub(" ", part) for part in content]
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip(" ")
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip(" ")
    return joined(parts)
