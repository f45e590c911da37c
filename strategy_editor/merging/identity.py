"""Which elements of several revisions are one and the same, so that ids can be trusted."""

from __future__ import annotations

from collections.abc import Sequence

from strategy_editor.document.document import Document
from strategy_editor.merging.sides import Pause, Returned


def aligned(base: Document, sides: Sequence[Returned], pause: Pause) -> list[Document]:
    """Return the revisions with such ids that what is the same has the same one."""
    return [side.document for side in sides]
