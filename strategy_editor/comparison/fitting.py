"""What must be taken together so that the content models of the schema are kept throughout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, combinations

from strategy_editor.comparison.layout import ROOT, Aspect, children_of, fields_of, key_of
from strategy_editor.comparison.walk import Differences, top_of
from strategy_editor.document.node import Node
from strategy_editor.schema.catalog import current_schema
from strategy_editor.schema.model import ElementType

Need = tuple[Aspect, Aspect]
"""An aspect, and one that it needs."""


class Fitting:
    """Says what the changes of elements in parents need of each other."""

    def __init__(self, found: Differences) -> None:
        self._found = found
        self._schema = current_schema()
        self._tags = {key: pair for key, pair in found.own.items() if pair[0].tag != pair[1].tag}

    def needs(self) -> Iterator[Need]:
        """Yield all needs."""
        for old, new in self._found.lists.values():
            yield from self._counted(old, new)
        yield from self._emptied()
        yield from self._filled()
        for key, (old, new) in self._tags.items():
            yield from self._retyped(key, old, new)
        for key in {**self._tags, **self._found.away}:
            yield from self._placed(key)

    def leaving(self, key: str) -> Aspect:
        """Return what must be taken for an element to leave its old parent."""
        found = self._found
        if key in found.gone:
            return ("removed", top_of(key, found.gone), "")
        return ("place", key, "")

    def arriving(self, key: str) -> Aspect:
        """Return what must be taken for an element to stand below its new parent."""
        found = self._found
        if key in found.come:
            return ("added", top_of(key, found.come), "")
        return ("place", key, "")

    def _counted(self, old: Node, new: Node) -> Iterator[Need]:
        """Children of which there must be one, or may be no more than one."""
        before, after = _by_tag(old), _by_tag(new)
        for tag in before.keys() & after.keys():
            least, most = _limits(self._schema.element(new.tag), tag)
            stays = before[tag].keys() & after[tag].keys()
            if stays or (least == 0 and most is None):
                continue
            left = [self.leaving(key) for key in before[tag]]
            came = [self.arriving(key) for key in after[tag]]
            if most == 1:
                yield from ((each, other) for each in came for other in left)
            if least:
                yield from ((each, came[0]) for each in left)

    def _emptied(self) -> Iterator[Need]:
        """What falls away keeps one of the children it must have until it goes itself."""
        for key, (node, _) in self._found.gone.items():
            for tag, kids in _by_tag(node).items():
                if _limits(self._schema.element(node.tag), tag)[0] and all(
                    each in self._found.away for each in kids
                ):
                    yield ("place", next(iter(kids)), ""), self.leaving(key)

    def _filled(self) -> Iterator[Need]:
        """What is new comes with one of the children it must have."""
        for key, (node, _) in self._found.come.items():
            for tag, kids in _by_tag(node).items():
                if _limits(self._schema.element(node.tag), tag)[0] and all(
                    each in self._found.away for each in kids
                ):
                    yield self.arriving(key), ("place", next(iter(kids)), "")

    def _retyped(self, key: str, old: Node, new: Node) -> Iterator[Need]:
        """What is only possible, or only demanded, in one of the two kinds."""
        one, other = self._schema.element(old.tag), self._schema.element(new.tag)
        if one is None or other is None:
            return
        tag = ("tag", key, "")
        bound = [
            ("attribute", key, name)
            for name, _ in {*old.attributes} ^ {*new.attributes}
            if not _is_free_attribute(one, other, name)
        ]
        before, after = fields_of(old), fields_of(new)
        bound += [
            ("part", key, name)
            for name in before.keys() | after.keys()
            if before.get(name) != after.get(name) and not _is_free_part(one, other, name)
        ]
        olds, news = _by_key(old), _by_key(new)
        bound += [
            self.leaving(each)
            for each in olds.keys() - news.keys()
            if not _may_hold(one, other, olds[each])
        ]
        bound += [
            self.arriving(each)
            for each in news.keys() - olds.keys()
            if not _may_hold(one, other, news[each])
        ]
        yield from together([tag, *bound])

    def _placed(self, key: str) -> Iterator[Need]:
        """Kinds and places of an element and its parent, tied where some mix would be wrong."""
        found = self._found
        parents = found.away.get(key) or (found.old_parents.get(key, ""),) * 2
        tags = self._own_tags(key)
        if tags is None:
            return
        switches: dict[Aspect, None] = {}
        if tags[0] != tags[1]:
            switches[("tag", key, "")] = None
        if key in found.away:
            switches[("place", key, "")] = None
        switches.update({("tag", each, ""): None for each in parents if each in self._tags})
        chosen = list(switches)
        if len(chosen) > 1 and any(
            not self._allowed(key, tags, parents, set(those)) for those in _subsets(chosen)
        ):
            yield from together(chosen)

    def _allowed(
        self, key: str, tags: tuple[str, str], parents: tuple[str, ...], taken: set[Aspect]
    ) -> bool:
        tag = tags[("tag", key, "") in taken]
        parent = parents[("place", key, "") in taken]
        above = self._own_tags(parent)
        if above is None:
            return True
        element_type = self._schema.element(above[("tag", parent, "") in taken])
        return element_type is None or tag in element_type.child_tags

    def _own_tags(self, key: str) -> tuple[str, str] | None:
        """The old and the new tag of an element that is in both, or is new or gone."""
        found = self._found
        for those in (found.own, found.lists, found.layouts):
            if key in those:
                return those[key][0].tag, those[key][1].tag
        for only in (found.gone, found.come):
            if key in only:
                return only[key][0].tag, only[key][0].tag
        moved = found.moved_nodes.get(key)
        return (moved.tag, moved.tag) if moved is not None else None


def together(aspects: Iterable[Aspect]) -> Iterator[Need]:
    """Yield the needs by which each aspect needs all others."""
    row = list(dict.fromkeys(aspects))
    if len(row) > 1:
        yield from zip(row, [*row[1:], row[0]], strict=True)


def _subsets(aspects: list[Aspect]) -> Iterator[tuple[Aspect, ...]]:
    return chain.from_iterable(combinations(aspects, size) for size in range(len(aspects) + 1))


def _by_key(node: Node) -> dict[str, str]:
    return {child.id or ROOT: child.tag for child in children_of(node)}


def _by_tag(node: Node) -> dict[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = {}
    for child in children_of(node):
        found.setdefault(child.tag, {})[key_of(child)] = None
    return found


def _limits(element_type: ElementType | None, tag: str) -> tuple[int, int | None]:
    """How many children of a tag there must and may be."""
    if element_type is None or element_type.particle is None:
        return 0, None
    for part in element_type.particle.parts:
        if part.kind == "element" and part.name == tag:
            return part.minimum, part.maximum
    return 0, None


def _may_hold(one: ElementType, other: ElementType, tag: str) -> bool:
    return tag in one.child_tags and tag in other.child_tags


def _is_free_attribute(one: ElementType, other: ElementType, name: str) -> bool:
    if name[0] == "{":
        return True
    first, second = one.attribute(name), other.attribute(name)
    return first is not None and second is not None and first.required == second.required


def _is_free_part(one: ElementType, other: ElementType, name: str) -> bool:
    tag = name.partition("#")[0] if name[:1] != "#" else name
    if tag[:1] in ("#", "{"):
        return True
    if not tag:
        return one.content == other.content == "mixed"
    return _may_hold(one, other, tag) and _limits(one, tag) == _limits(other, tag)
