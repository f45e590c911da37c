"""What stands outside the root: comments and processing instructions, told as one change."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.comparison.changes import Change
from strategy_editor.comparison.counterparts import without_counterparts
from strategy_editor.comparison.layout import Aspect, key_of
from strategy_editor.comparison.words import compare_words
from strategy_editor.document.document import Document
from strategy_editor.document.node import INSTRUCTION, Node
from strategy_editor.document.texts import title_of

FIELD = "#outside"
"""Names, in a change of the root, what stands before and behind it."""


def outside_aspect(old: Document) -> Aspect:
    """Return what takes over all that stands outside the root."""
    return ("outside", key_of(old.root), "")


def outside_changes(old: Document, new: Document) -> Iterator[Change]:
    """Yield the change of what stands outside the root, if there is one."""
    if _parts(old) == _parts(new):
        return
    before, after = _text(old), _text(new)
    words = compare_words(before, after)
    kind = "reworded" if before != after else "markup"
    root = new.root
    title = title_of(root.child("metadata") or Node("metadata"))
    yield Change(
        (kind,), key_of(root), root.tag, title, field=FIELD, old=before, new=after, words=words,
        aspects=(outside_aspect(old),),
    )  # fmt: skip


def _parts(document: Document) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    return document.prolog, without_counterparts(document.epilog)


def _text(document: Document) -> str:
    return "\n".join(_words(node) for some in _parts(document) for node in some)


def _words(node: Node) -> str:
    text = " ".join(str(part) for part in node.content).strip()
    return f"<?{node.get('target')} {text}?>" if node.tag == INSTRUCTION else text
