"""Mixed content: texts and inline elements in order."""

from __future__ import annotations

from collections.abc import Iterable

from strategy_editor.document.node import Node

Content = tuple[Node | str, ...]


def joined(parts: Iterable[Node | str]) -> Content:
    """Return content in which neighbouring texts are one and empty ones are gone."""
    found: list[Node | str] = []
    for part in parts:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += part
        elif part != "":
            found.append(part)
    return tuple(found)
