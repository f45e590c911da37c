"""What differs between two revisions as text of one line, and making one from the other.

A patch follows the tree down to the smallest changed subtrees. As JSON, with *part* being

    "text"                            a text
    [tag, [name, value, …], [part]]   a new element
    {"k": [first, count]}             parts of the old content that stay
    {"c": position, "a": […], "p": [part]}   an old child with other attributes or content
    {"m": [position, …]}              an element that hung elsewhere, by its way from the old root

the root is either a new element or ``{"a": …, "p": …}``. Whatever is the same object in both
revisions is not looked into, so that a patch costs as little as the edit did.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from json.encoder import encode_basestring_ascii as quoted
from typing import Any

from strategy_editor.document.document import Document
from strategy_editor.document.node import Attributes, Node
from strategy_editor.pacing import give_way

Path = tuple[int, ...]
Json = Any
Part = Any
"""A text, a new node, or a pair: the place in the old content, and what changed there or again
the place."""


class DoesNotFit(ValueError):
    """A patch that was not made for this revision, or is no patch at all."""


@dataclass
class _Changed:
    """A node that stays what it is, with other attributes or content."""

    attributes: Attributes | None
    parts: list[Part] | None


@dataclass
class _Diff:
    """One pass over two trees: what was taken out, and whether anything was put in."""

    removed: list[tuple[Node, Path]] = field(default_factory=list)
    adds: bool = False

    def changed(self, old: Node, new: Node, path: Path) -> _Changed | None:
        """Return how two nodes of one tag differ; None where they do not."""
        attributes = None if old.attributes == new.attributes else new.attributes
        parts = None if old.content is new.content else self._parts(old, new, path)
        return None if attributes is None and parts is None else _Changed(attributes, parts)

    def _parts(self, old: Node, new: Node, path: Path) -> list[Part] | None:
        before, after = old.content, new.content
        start = _common(before, after)
        most = min(len(before), len(after)) - start
        end = _common(before[::-1], after[::-1], most)
        last = len(before) - end
        here = _Pairing(before, start, last)
        made: list[Part] = [(at, at) for at in range(start)]
        same = start == len(before) == len(after)
        if not same:
            for position, part in enumerate(after[start : len(after) - end], start):
                made.append(self._part(here, position, part, path))
        self.removed += [(part, (*path, at)) for at, part in here.left_over()]
        made += [(at, at) for at in range(last, len(before))]
        unchanged = [(at, at) for at in range(len(before))]
        return None if made == unchanged else made

    def _part(self, here: _Pairing, position: int, part: Node | str, path: Path) -> Part:
        if isinstance(part, str):
            return part
        at = here.find(position, part)
        if at is None:
            self.adds = True
            return part
        old = here.content[at]
        assert isinstance(old, Node)
        change = None if old is part else self.changed(old, part, (*path, at))
        return (at, at) if change is None else (at, change)


class _Pairing:
    """Which old child a new one was: the same object, else the one with its id, else its place."""

    def __init__(self, content: tuple[Node | str, ...], start: int, last: int) -> None:
        self.content = content
        self._free = {at: content[at] for at in range(start, last)}
        nodes = [(at, part) for at, part in self._free.items() if isinstance(part, Node)]
        self._same = {id(part): at for at, part in nodes}
        self._named = {(part.tag, part.id): at for at, part in nodes if part.id is not None}

    def find(self, position: int, new: Node) -> int | None:
        at = self._same.get(id(new))
        if at is None and new.id is not None:
            at = self._named.pop((new.tag, new.id), None)
        if at is None and new.id is None:
            old = self._free.get(position)
            fits = isinstance(old, Node) and old.id is None and old.tag == new.tag
            at = position if fits else None
        if at is not None:
            self._free.pop(at, None)
        return at

    def left_over(self) -> list[tuple[int, Node]]:
        return [(at, part) for at, part in self._free.items() if isinstance(part, Node)]


def _common(
    one: tuple[Node | str, ...], other: tuple[Node | str, ...], most: int | None = None
) -> int:
    """How many parts are the same from the front."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if count == most or not (a is b or (isinstance(a, str) and a == b)):
            break
        count += 1
    return count


def whole(document: Document) -> str:
    """Return the patch that makes a document out of nothing."""
    return _record(_Writer({}).node(document.root), _around(document))


def patch(old: Document, new: Document) -> str:
    """Return what makes the new revision out of the old one."""
    around = _around(new) if _outside(old) != _outside(new) else ""
    if old.root is new.root:
        return _record('{"a":null,"p":null}', around)
    if old.root.tag != new.root.tag:
        return _record(_Writer({}).node(new.root), around)
    diff = _Diff()
    changed = diff.changed(old.root, new.root, ()) or _Changed(None, None)
    moved = _ways(diff.removed) if diff.adds else {}
    return _record(_Writer(moved).change(changed), around)


def _ways(removed: list[tuple[Node, Path]]) -> dict[int, Path]:
    """The ways to all elements in what was taken out: they may turn up elsewhere."""
    ways: dict[int, Path] = {}
    pending = list(removed)
    while pending:
        node, way = pending.pop()
        ways[id(node)] = way
        pending += [
            (part, (*way, at)) for at, part in enumerate(node.content) if isinstance(part, Node)
        ]
    return ways


class _Writer:
    """Writes parts; elements that hung elsewhere in the old tree are named by their way."""

    def __init__(self, moved: dict[int, Path]) -> None:
        self._moved = moved

    def change(self, changed: _Changed) -> str:
        attributes = "null" if changed.attributes is None else _pairs(changed.attributes)
        parts = "null" if changed.parts is None else f"[{','.join(self._parts(changed.parts))}]"
        return f'{{"a":{attributes},"p":{parts}}}'

    def _parts(self, parts: list[Part]) -> Iterator[str]:
        first = count = 0
        for part in parts:
            stays = part[0] if isinstance(part, tuple) and part[0] == part[1] else None
            if count and stays == first + count:
                count += 1
                continue
            if count:
                yield f'{{"k":[{first},{count}]}}'
            first, count = (stays, 1) if stays is not None else (0, 0)
            if stays is None:
                yield self._part(part)
        if count:
            yield f'{{"k":[{first},{count}]}}'

    def _part(self, part: Part) -> str:
        if isinstance(part, tuple):
            return f'{{"c":{part[0]},{self.change(part[1])[1:]}'
        return quoted(part) if isinstance(part, str) else self.node(part)

    def node(self, node: Node) -> str:
        give_way()
        way = self._moved.get(id(node))
        if way is not None:
            return f'{{"m":[{",".join(map(str, way))}]}}'
        inside = ",".join(
            [quoted(part) if part.__class__ is str else self.node(part) for part in node.content]  # type: ignore[arg-type]
        )
        return f"[{quoted(node.tag)},{_pairs(node.attributes)},[{inside}]]"


def _pairs(attributes: Attributes) -> str:
    return f"[{','.join([quoted(text) for pair in attributes for text in pair])}]"


def _record(root: str, around: str) -> str:
    return f'{{"root":{root}{around}}}'


def _outside(document: Document) -> tuple[object, ...]:
    return document.prolog, document.epilog, document.namespaces


def _around(document: Document) -> str:
    writer = _Writer({})
    prolog, epilog = (
        ",".join(map(writer.node, nodes)) for nodes in (document.prolog, document.epilog)
    )
    return f',"prolog":[{prolog}],"epilog":[{epilog}],"namespaces":{_pairs(document.namespaces)}'


def patched(old: Document | None, change: Json) -> Document:
    """Return the revision that a patch makes; raise ``DoesNotFit`` where it was made for another.

    ``change`` is the patch as read from JSON; a patch that needs no old revision takes None.
    """
    try:
        root = change["root"]
        if isinstance(root, list):
            new_root = _Reader(None).node(root)
        elif old is None:
            raise DoesNotFit("a base is needed")
        else:
            new_root = _Reader(old.root).changed(old.root, root)
        if "prolog" in change:
            outside = [
                tuple(_Reader(None).node(each) for each in change[name])
                for name in ("prolog", "epilog")
            ]
            return Document(new_root, outside[0], outside[1], _tuples(change["namespaces"]))
        if old is None:
            raise DoesNotFit("what stands around the root is missing")
        return Document(new_root, old.prolog, old.epilog, old.namespaces)
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise DoesNotFit(str(error)) from None


class _Reader:
    """Makes nodes from parts, against the old root."""

    def __init__(self, root: Node | None) -> None:
        self._root = root

    def changed(self, old: Node, change: dict[str, Any]) -> Node:
        attributes, parts = change["a"], change["p"]
        content = old.content
        if parts is not None:
            content = tuple(made for part in parts for made in self._made(old, part))
        return Node(old.tag, old.attributes if attributes is None else _tuples(attributes), content)

    def _made(self, old: Node, part: Part) -> tuple[Node | str, ...]:
        if isinstance(part, str):
            return (part,)
        if isinstance(part, list):
            return (self.node(part),)
        if "k" in part:
            first, count = part["k"]
            kept = old.content[first : first + count]
            if first < 0 or len(kept) != count:
                raise DoesNotFit("fewer parts than there should be")
            return kept
        if "c" in part:
            return (self.changed(_child(old, part["c"]), part),)
        return (self._found(part["m"]),)

    def node(self, part: Part) -> Node:
        if isinstance(part, dict):
            return self._found(part["m"])
        tag, attributes, content = part
        if not isinstance(tag, str) or not tag:
            raise DoesNotFit("an element without a name")
        inside = tuple(each if isinstance(each, str) else self.node(each) for each in content)
        return Node(tag, _tuples(attributes), inside)

    def _found(self, way: list[int]) -> Node:
        if self._root is None:
            raise DoesNotFit("nothing to find it in")
        node = self._root
        for position in way:
            node = _child(node, position)
        return node


def _child(node: Node, position: int) -> Node:
    child = node.content[position]
    if position < 0 or not isinstance(child, Node):
        raise DoesNotFit("an element is missing")
    return child


def _tuples(flat: list[str]) -> tuple[tuple[str, str], ...]:
    if not all(isinstance(each, str) for each in flat):
        raise DoesNotFit("not a text")
    return tuple(zip(flat[::2], flat[1::2], strict=True))
