"""What became of the elements of one edition in the next, as JSON.

Shape ``strategy-truth/1``::

    {"format": "strategy-truth/1",
     "elements": blocks of the old edition, "seed": n,
     "ids": "keep" | "strip" | "shuffle" | "renumber",
     "units": what the rates are shares of, "rates": {operation: share, …},
     "counts": {operation: how often it was done, …},
     "pairs": [[old id, new id], …],
     "done": [{"did": [operation, …], "old": id or null, "new": id or null, "tag": new tag,
               "parent": new id, "at": position, "xml": element, "fields": {name: element, …},
               "attributes": {…}, "from": new id, "into": new id}, …]}

``pairs`` names every element that is in both editions, footnotes included, by its id in either
file; what is in no pair was removed or is new. ``done`` says what was done to an element, those
that are gone first, then in the order of the new edition; what it does not name only has its id
changed, and the ids it refers to. Operations are ``reworded``, ``rewritten``, ``moved`` (below
the same parent), ``moved-away``, ``retyped``, ``inserted``, ``deleted``, ``split`` and its second
half ``split-off``, ``merged`` and what was taken into it, ``merged-away``.

Elements stand as text without namespace declarations, with the ids of the new edition. Which
members an entry has follows from what was done:

* gone (``new`` null): nothing more; ``into`` names what a ``merged-away`` one was taken into;
* new (``old`` null): ``xml`` the element, ``parent`` and ``at``; ``from`` for a ``split-off``;
* moved: ``parent`` and ``at``, the position among the element children of the new parent;
* another text: ``fields``, with an empty name for the element itself, else the tag of the child,
  with ``#2`` where it is the second of that tag;
* retyped: ``attributes``, all of them.

To rebuild the new edition: take out what is gone and what has another place, replace fields and
attributes, change ids, then put in what is new or has another place in the order of ``done``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from random import Random

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage.formatting import node_text
from tests.stress.draft import Draft
from tests.stress.edits import Editor, Fate, units

FORMAT = "strategy-truth/1"
ID_MODES = ("keep", "strip", "shuffle", "renumber")
_PLACED = frozenset({"inserted", "split-off", "moved", "moved-away"})

Truth = dict[str, object]


def new_edition(
    old: Document, rates: Mapping[str, float], seed: int, ids: str
) -> tuple[Document, Truth]:
    """Return a new edition and what was done to make it."""
    editor = Editor(old, Random(f"edit {seed}"))
    count = sum(1 for _ in units(editor.root))
    editor.edit(rates)
    root = editor.root.node()
    names = _new_ids(root, ids, Random(f"ids {seed}"))
    new = Document(renamed(root, names))
    done = list(_done(editor, new.root, names))
    kept = set(ids_of(root))
    truth: Truth = {
        "format": FORMAT,
        "seed": seed,
        "ids": ids,
        "units": count,
        "rates": dict(rates),
        "counts": dict(sorted(Counter(" ".join(each["did"]) for each in done).items())),  # type: ignore[arg-type]
        "pairs": [[each, names[each]] for each in ids_of(old.root) if each in kept],
        "done": done,
    }
    return new, truth


def ids_of(root: Node) -> Iterable[str]:
    """Yield all ids in document order."""
    return (node.id for node in root.walk() if node.id is not None)


def renamed(root: Node, names: Mapping[str, str]) -> Node:
    """Return a copy with other ids, and with the references to them changed too."""
    referring = {
        tag: {attribute.name for attribute in attributes} | {"id"}
        for tag, attributes in current_schema().reference_attributes.items()
    }
    only_id = {"id"}

    def copy(node: Node) -> Node:
        chosen = referring.get(node.tag, only_id)
        attributes = tuple(
            (name, " ".join(names[word] for word in value.split(" ")))
            if name in chosen
            else (name, value)
            for name, value in node.attributes
        )
        content = tuple(copy(part) if isinstance(part, Node) else part for part in node.content)
        return Node(node.tag, attributes, content)

    return copy(root)


def _new_ids(root: Node, mode: str, random: Random) -> dict[str, str]:
    ids = list(ids_of(root))
    if mode == "strip":
        # Another scheme: eight hexadecimal digits in no order, after a letter the old ones lack.
        numbers = random.sample(range(16**8), len(ids))
        return {each: f"x{number:08x}" for each, number in zip(ids, numbers, strict=True)}
    if mode == "shuffle":
        by_tag: dict[str, list[str]] = {}
        for node in root.walk():
            if node.id is not None:
                by_tag.setdefault(node.tag, []).append(node.id)
        names: dict[str, str] = {}
        for like in by_tag.values():
            names.update(zip(like, random.sample(like, len(like)), strict=True))
        return names
    if mode == "renumber":
        # Counted anew in the new order, as programs do that know no ids of others.
        counts: Counter[str] = Counter()
        renumbered: dict[str, str] = {}
        for each in ids:
            stem = each.rstrip("0123456789") or "e"
            counts[stem] += 1
            renumbered[each] = f"{stem}{counts[stem]}"
        return renumbered
    return {each: each for each in ids}


def _done(editor: Editor, root: Node, names: Mapping[str, str]) -> Iterable[dict[str, object]]:
    nodes = {node.id: node for node in root.walk()}
    for gone in editor.gone:
        fate = editor.fates[gone]
        entry: dict[str, object] = {"did": fate.did, "old": gone.id, "new": None, "tag": gone.tag}
        if fate.partner:
            entry["into"] = names[fate.partner]
        yield entry
    for each in editor.root.walk():
        fate_here = editor.fates.get(each)
        if fate_here is not None:
            yield _entry(each, fate_here, nodes, names)


def _entry(
    each: Draft, fate: Fate, nodes: Mapping[str | None, Node], names: Mapping[str, str]
) -> dict[str, object]:
    node = nodes[names[each.id]]
    is_new = fate.did[0] in ("inserted", "split-off")
    entry: dict[str, object] = {
        "did": fate.did, "old": None if is_new else each.id, "new": node.id, "tag": each.tag,
    }  # fmt: skip
    if _PLACED.intersection(fate.did):
        assert each.parent is not None
        entry["parent"] = names[each.parent.id]
        entry["at"] = each.parent.parts.index(each)
    if is_new:
        entry["xml"] = _xml(node)
    if fate.fields:
        entry["fields"] = {name: _xml(_field(node, name)) for name in fate.fields}
    if "retyped" in fate.did:
        entry["attributes"] = dict(node.attributes)
    if fate.partner:
        entry["from"] = names[fate.partner]
    return entry


def _field(node: Node, name: str) -> Node:
    if not name:
        return node
    tag, _, number = name.partition("#")
    return node.children_of(tag)[int(number or 1) - 1]


def _xml(node: Node) -> str:
    return node_text(node, current_schema().mixed_tags).strip()
