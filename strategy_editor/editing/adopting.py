"""Elements of another strategy: what they refer to there, found here, taken along or let go.

Ids mean something within one strategy and its editions only. What elements on their way refer to
travels beside them as a register: entries of profile, actors and lists whole, other elements by
their names alone. Here it is found again by id where the strategies are kin, else by what it is
called; what is not found is the user's to decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from strategy_editor.document.content import joined
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_field, title_of
from strategy_editor.editing.assembling import place_for
from strategy_editor.editing.blank import NewId, random_id
from strategy_editor.editing.references import Printed, relinked
from strategy_editor.schema.catalog import current_schema
from strategy_editor.schema.model import Schema

TAKE, LEAVE = "#take", ""
"""Answers besides an id: take the entry along, or go on without the reference."""

_HOMES = {
    "actor": ("actors",),
    "horizon-class": ("profile",),
    "status": ("profile",),
    "glossary-entry": ("glossary",),
    "abbreviation": ("abbreviations",),
}
"""Entries that may come along, and the register that takes them."""


@dataclass(frozen=True)
class Register:
    """What elements refer to outside themselves, and which strategies know its ids."""

    entries: tuple[Node, ...] = ()
    kin: frozenset[str] = frozenset()
    """Ids of the strategy's root and of those before it."""
    numbers: Mapping[str, str] = field(default_factory=dict)
    """Printed numbers of the entries."""


@dataclass(frozen=True)
class Referred:
    """An entry of the register: where it is here, who refers to it, whether it may come along."""

    entry: Node
    found: str = ""
    """The id of what it is here, empty where it is not found."""
    count: int = 0
    can_come: bool = False


@dataclass(frozen=True)
class Adoption:
    """What becomes of the references of elements on their way, by the ids that they name."""

    targets: Mapping[str, str] = field(default_factory=dict)
    entries: tuple[Node, ...] = ()
    left: frozenset[str] = frozenset()
    printed: Printed = title_of

    def adopt(self, document: Document, schema: Schema) -> Document:
        """Return the document with the entries that come along in its registers."""
        for entry in self.entries:
            document = _with_entry(document, schema, self._linked(entry))
        return document

    def link(self, nodes: Iterable[Node]) -> list[Node]:
        """Return elements whose references are these; one that is nothing without goes."""
        linked = relinked(Node("adopted", (), tuple(nodes)), self.targets, self.left, self.printed)
        return [part for part in linked.content if isinstance(part, Node)]

    def _linked(self, entry: Node) -> Node:
        return self.link([entry])[0]


def register_of(document: Document, nodes: Sequence[Node], numbers: Mapping[str, str]) -> Register:
    """Return what elements refer to outside themselves, and what that refers to in its turn."""
    own = _own_ids(nodes)
    entries: dict[str, Node] = {}
    pending = list(_words(nodes))
    while pending:
        word = pending.pop()
        node = document.find(word) if word not in own and word not in entries else None
        if node is None:
            continue
        entries[word] = entry = _entry(node)
        if entry.tag in _HOMES:
            pending.extend(_words([entry]))
    return Register(
        tuple(entries.values()),
        _kin(document),
        {each: numbers[each] for each in entries if each in numbers},
    )


def referred(document: Document, nodes: Sequence[Node], register: Register) -> list[Referred]:
    """Return what elements refer to outside themselves, and where it is in this document."""
    entries = {each.id or "": each for each in register.entries}
    by_tag: dict[str, list[Node]] = {}
    for node in document.root.walk() if entries else ():
        if node.id is not None:
            by_tag.setdefault(node.tag, []).append(node)
    is_kin = is_known(document, register)
    result: dict[str, Referred] = {}
    pending = _words(nodes)
    for word in pending:
        entry = entries.get(word)
        if word in result:
            result[word] = replace(result[word], count=result[word].count + 1)
        elif entry is not None:
            found = _found(document, entry, by_tag.get(entry.tag, ()), is_kin=is_kin)
            can_come = any(each in by_tag for each in _HOMES.get(entry.tag, ()))
            result[word] = Referred(entry, found, 1, can_come)
            if can_come and not found:
                # What it refers to comes into question with it: the successor of an actor.
                pending.extend(_words([entry]))
    return list(result.values())


def is_known(document: Document, register: Register) -> bool:
    """Whether ids mean the same in the strategy that a register comes from."""
    return not register.kin.isdisjoint(_kin(document))


def adoption(
    document: Document,
    nodes: Sequence[Node],
    register: Register,
    answers: Mapping[str, str],
    printed: Printed,
    new_id: NewId = random_id,
) -> Adoption:
    """Return what becomes of the references of elements from another strategy.

    ``answers`` say by the id of an entry that is not found what takes its place: the id of
    another element, ``TAKE`` or ``LEAVE``. ``printed`` says what a cross reference read there.
    What refers to nothing there, refers to nothing here, whatever may have that id.
    """
    targets: dict[str, str] = {}
    entries: list[Node] = []
    left: set[str] = set()
    for each in referred(document, nodes, register):
        old = each.entry.id or ""
        answer = each.found or answers.get(old, LEAVE)
        if answer == TAKE and each.can_come:
            targets[old] = new_id() if old in document else old
            entries.append(each.entry.with_attribute("id", targets[old]))
        elif answer in (TAKE, LEAVE):
            left.add(old)
        else:
            targets[old] = answer
    if register.kin and not is_known(document, register):
        known = {*targets, *left}
        lost = {word for word in _words(nodes) if word not in known and word in document}
        targets |= {word: new_id() for word in sorted(lost)}
    return Adoption(targets, tuple(entries), frozenset(left), printed)


def named(entry: Node) -> tuple[str, ...]:
    """Return what an entry is known by, the best first."""
    words = [title_of(entry), entry.get("abbreviation")]
    return tuple(dict.fromkeys(each for each in map(_plain, words) if each))


def _found(document: Document, entry: Node, like: Sequence[Node], *, is_kin: bool) -> str:
    same = document.find(entry.id or "")
    if same is not None and is_kin:
        return entry.id or ""
    for alike in _ALIKE:
        fitting = [each for each in like if alike(entry, each)]
        if same in fitting:
            return entry.id or ""
        if len(fitting) == 1:
            return fitting[0].id or ""
    return ""


def _same_name(one: Node, other: Node) -> bool:
    names = named(one)[:1]
    return bool(names) and names == named(other)[:1] and _same_subject(one, other)


def _same_abbreviation(one: Node, other: Node) -> bool:
    short = _plain(one.get("abbreviation"))
    return bool(short) and short == _plain(other.get("abbreviation"))


def _same_facts(one: Node, other: Node) -> bool:
    """Horizons with the same limits, statuses that mean the same, goals of the same wording."""
    names = _FACTS.get(one.tag, ())
    facts = [one.get(name) for name in names]
    return any(facts) and facts == [other.get(name) for name in names]


def _same_subject(one: Node, other: Node) -> bool:
    return one.tag != "status" or one.get("for") == other.get("for")


_ALIKE: tuple[Callable[[Node, Node], bool], ...] = (_same_name, _same_abbreviation, _same_facts)
_FACTS = {
    "horizon-class": ("over", "at-least", "up-to", "permanent"),
    "status": ("for", "meaning"),
    "former-goal": ("hash",),
}


def _with_entry(document: Document, schema: Schema, entry: Node) -> Document:
    homes = _HOMES[entry.tag]
    home = next(node for node in document.root.walk() if node.tag in homes and node.id is not None)
    like = [at for at, part in enumerate(home.content) if _is_like(part, entry)]
    at = place_for(schema, home, entry.tag, like[-1] + 1 if like else len(home.content))
    content = (*home.content[:at], entry, *home.content[at:])
    return document.updated(home.id or "", lambda node: node.with_content(content))


def _is_like(part: Node | str, entry: Node) -> bool:
    return isinstance(part, Node) and part.tag == entry.tag and _same_subject(part, entry)


def _entry(node: Node) -> Node:
    """Return an entry whole, of another element its name."""
    if node.tag in _HOMES:
        return node
    kept = title_field(node)
    if node.tag == "paragraph":
        return node.with_content(joined([title_of(node)]))
    return node.with_content((kept,) if kept is not None else ())


def _kin(document: Document) -> frozenset[str]:
    root = document.root
    lineage = root.child("lineage")
    before = lineage.children_of("predecessor") if lineage is not None else []
    return frozenset(filter(None, (root.id, *(each.get("document") for each in before))))


def _own_ids(nodes: Iterable[Node]) -> set[str]:
    return {each.id for node in nodes for each in node.walk() if each.id is not None}


def _words(nodes: Iterable[Node]) -> list[str]:
    """Return the ids that elements refer to outside themselves, as often as they do."""
    nodes = list(nodes)
    own, referring = _own_ids(nodes), current_schema().reference_attributes
    return [
        word
        for node in nodes
        for each in node.walk()
        for attribute in referring.get(each.tag, ())
        for word in each.get(attribute.name).split()
        if word not in own
    ]


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
