"""What a draft says of its elements' counterparts in a document that a part was taken from.

Where ids are not common, elements correspond because they are alike. After a part of the changes
was taken, some may be alike in another way, and what remains would no longer be what remained.
Where that is so, the draft says it in a processing instruction behind its root::

    <?strategy-counterparts 5f0e… a=b c= d=e,f,g h=+b?>

First comes the fingerprint of the other document, then ids of the draft's elements, each with
that of its counterpart: ``a`` is ``b``, ``c`` has none, ``d`` was split into ``e``, ``f`` and
``g``, and ``h`` was merged into ``b``. Nobody else needs to know it; when nothing remains that
could be mistaken, the next part that is taken takes it out again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import blake2b

from strategy_editor.comparison.declared import Known
from strategy_editor.document.document import Document
from strategy_editor.document.node import INSTRUCTION, Node

TARGET = "strategy-counterparts"


def known_of(old: Document, new: Document) -> Known:
    """Return what either of two documents says of the other."""
    said = _said(old, new)
    return _known(said) if said else _known(_said(new, old)).turned()


def with_counterparts(document: Document, other: Document, known: Known) -> Document:
    """Return a draft that says what is known of it and the other, and nothing else of others."""
    epilog = without_counterparts(document.epilog)
    words = _words(known)
    if words:
        text = " ".join([fingerprint(other.root), *words])
        epilog = (*epilog, Node(INSTRUCTION, (("target", TARGET),), (text,)))
    return document if epilog == document.epilog else replace(document, epilog=epilog)


def without_counterparts(epilog: Iterable[Node]) -> tuple[Node, ...]:
    """Return what stands behind a root without what is said of counterparts."""
    return tuple(each for each in epilog if not _is_said(each))


def fingerprint(root: Node) -> str:
    """Return what changes whenever anything in a document does."""
    made = blake2b(digest_size=12)
    for node in root.walk():
        texts = (part for part in node.content if isinstance(part, str))
        made.update(repr((node.tag, node.attributes, *texts)).encode())
    return made.hexdigest()


def _is_said(node: Node) -> bool:
    return node.tag == INSTRUCTION and node.get("target") == TARGET


def _said(document: Document, other: Document) -> Mapping[str, str]:
    """The counterparts that a document names in another, by its own ids."""
    for node in document.epilog:
        if _is_said(node):
            mark, *words = node.text.split()
            if mark == fingerprint(other.root):
                return dict(word.split("=", 1) for word in words if "=" in word)
    return {}


def _known(said: Mapping[str, str]) -> Known:
    pairs: dict[str, str] = {}
    splits: dict[str, tuple[str, ...]] = {}
    merges: dict[str, tuple[str, ...]] = {}
    for node_id, value in said.items():
        if value[:1] == "+":
            merges[value[1:]] = (*merges.get(value[1:], ()), node_id)
        elif value:
            first, *parts = value.split(",")
            pairs[node_id] = first
            if parts:
                splits[first] = tuple(parts)
    alone = frozenset(node_id for node_id, value in said.items() if not value)
    return Known(pairs, alone, frozenset(), splits, merges)


def _words(known: Known) -> list[str]:
    words = {before: ",".join((after, *known.splits.get(after, ())))
             for before, after in known.pairs.items()}  # fmt: skip
    words.update(dict.fromkeys(known.old_alone, ""))
    for after, parts in known.merges.items():
        words.update(dict.fromkeys(parts, f"+{after}"))
    return [f"{before}={after}" for before, after in sorted(words.items())]
