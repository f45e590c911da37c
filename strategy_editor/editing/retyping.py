"""One element as another type: what moves over, and what would be lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from strategy_editor.document.characters import on_one_line
from strategy_editor.document.content import joined
from strategy_editor.document.node import Node
from strategy_editor.document.profile import Profile
from strategy_editor.document.texts import title_of, wording
from strategy_editor.editing.assembling import is_complete, place_for
from strategy_editor.editing.blank import NewId, blank
from strategy_editor.schema.model import AttributeType, Schema

MAIN_TEXT = {
    "paragraph": "",
    "item": "text",
    "quotation": "text",
    "clause": "statement",
    "addressee": "statement",
    "open-question": "statement",
}
"""Elements that are one running text, and the field in which it stands."""

_RENAMED = {
    ("goal", "measure"): {"target-date": "end"},
    ("subgoal", "measure"): {"target-date": "end"},
    ("measure", "goal"): {"end": "target-date"},
    ("measure", "subgoal"): {"end": "target-date"},
    ("milestone", "goal"): {"date": "target-date"},
    ("milestone", "subgoal"): {"date": "target-date"},
    ("milestone", "measure"): {"date": "end"},
    ("goal", "milestone"): {"target-date": "date"},
    ("subgoal", "milestone"): {"target-date": "date"},
    ("measure", "milestone"): {"end": "date"},
}
_SUBJECTS = {"goal": "goal", "subgoal": "goal", "measure": "measure", "milestone": "milestone"}
_TITLE_LIMIT = 200
"""Characters. What is longer is no heading."""


@dataclass(frozen=True)
class Loss:
    """Something that the other type has no place for: an attribute or child, and what it says."""

    name: str
    text: str
    is_attribute: bool = False

    @property
    def field(self) -> str:
        """The name as fields are addressed, attributes with an at sign."""
        return f"@{self.name}" if self.is_attribute else self.name


@dataclass(frozen=True)
class Retyped:
    """An element as another type, and what that type has no place for."""

    node: Node
    lost: tuple[Loss, ...] = ()


class Retyping:
    """Makes elements of other types with the ids, dates and statuses of one document."""

    def __init__(self, schema: Schema, profile: Profile, today: date, new_id: NewId) -> None:
        self.schema = schema
        self.new_id = new_id
        self._profile = profile
        self._today = today

    def retyped(self, node: Node, tag: str) -> Retyped | None:
        """Return an element as another type; None where the two have nothing in common."""
        if node.tag in MAIN_TEXT and tag in MAIN_TEXT:
            return self._as_text(node, tag)
        if node.tag == "paragraph":
            return self._from_paragraph(node, tag)
        if node.tag in MAIN_TEXT or tag in MAIN_TEXT or "list" in (node.tag, tag):
            return None
        return self._as_titled(node, tag)

    def _as_text(self, node: Node, tag: str) -> Retyped | None:
        field, wanted = MAIN_TEXT[node.tag], MAIN_TEXT[tag]
        source = node if not field else node.child(field)
        content = source.content if source is not None else ()
        # A text in a field of its own has none but foreign attributes.
        attributes = source.attributes if source is not None and field else ()
        shell = self._shell(node, tag)
        lost = self._lost_attributes(node, shell)
        rest = [
            part for part in node.content if field and isinstance(part, Node) and part is not source
        ]
        if not wanted:
            kept = [part for part in rest if not part.is_element]
            lost += [Loss(*pair, is_attribute=True) for pair in attributes]
            lost += [_loss(part) for part in rest if part.is_element and not _is_empty(part)]
            return Retyped(shell.with_content(joined((*content, *kept))), tuple(lost))
        new = shell.with_content((Node(wanted, attributes, content),))
        for part in rest:
            added = self._added(new, part)
            if added is None:
                lost.append(_loss(part))
            new = added or new
        return self._complete(new, lost)

    def _from_paragraph(self, node: Node, tag: str) -> Retyped | None:
        if tag == "list":
            item = Node("item", (("id", node.id or self.new_id()),), (_text(node.content),))
            shell = self._blank("list").with_content((item,))
            return Retyped(shell, tuple(self._lost_attributes(node, item)))
        shell = self._shell(node, tag)
        if tag == "box":
            inner = node.with_attribute("id", self.new_id())
            return Retyped(shell.with_content((inner,)), ())
        return self._as_heading(node, shell)

    def _as_heading(self, node: Node, shell: Node) -> Retyped | None:
        title = on_one_line(wording(node))
        declared = self.schema.elements[shell.tag]
        if not title or len(title) > _TITLE_LIMIT or "title" not in declared.required_tags:
            return None
        lost = self._lost_attributes(node, shell)
        for part in node.walk():
            if part is not node and part.tag not in ("emphasis", "strong"):
                lost.append(_loss(part))
        named = Node("title", (), (title, *_remarks(node)))
        return self._complete(shell.with_content((named,)), lost)

    def _as_titled(self, node: Node, tag: str) -> Retyped | None:
        if tag == "box" or "title" not in self.schema.elements[tag].child_tags:
            return None
        shell = self._shell(node, tag)
        lost = self._lost_attributes(node, shell)
        new = shell
        for part in node.content:
            if isinstance(part, str):
                continue
            added = self._added(new, part)
            if added is None and part.is_element and (part.content or part.attributes):
                lost.append(_loss(part))
            new = added or new
        return self._complete(new, lost)

    def _added(self, shell: Node, part: Node) -> Node | None:
        """Put a part in; a text that has no field of its own becomes a paragraph."""
        if not part.is_element:
            return shell.with_content((*shell.content, part))
        at = place_for(self.schema, shell, part.tag, len(shell.content))
        if at is None and not part.attributes and part.tag in self.schema.mixed_tags:
            if not part.content:
                return shell
            part = Node("paragraph", (("id", self.new_id()),), part.content)
            at = place_for(self.schema, shell, part.tag, len(shell.content))
        if at is None:
            return None
        return shell.with_content((*shell.content[:at], part, *shell.content[at:]))

    def _complete(self, node: Node, lost: list[Loss]) -> Retyped | None:
        """Add the texts that the type requires, empty; None where more than texts is missing."""
        fresh = self._blank(node.tag)
        for part in fresh.children:
            if node.child(part.tag) is None and not part.attributes:
                at = place_for(self.schema, node, part.tag, 0)
                if at is not None:
                    node = node.with_content((*node.content[:at], part, *node.content[at:]))
        return Retyped(node, tuple(lost)) if is_complete(self.schema, node) else None

    def _blank(self, tag: str) -> Node:
        return blank(self.schema, tag, "–", self._today, self.new_id)

    def _shell(self, node: Node, tag: str) -> Node:
        """Return the empty element with the attributes that both types have."""
        declared = self.schema.elements[tag]
        values = {name: value for name, value in self._blank(tag).attributes if name != "id"}
        renamed = _RENAMED.get((node.tag, tag), {})
        own = self.schema.elements[node.tag]
        for name, value in node.attributes:
            wanted = declared.attribute(renamed.get(name, name))
            if name == "status" and wanted is not None:
                value = self._status(value, tag)
            if name[0] == "{" or name == "id":
                values[name] = value
            elif wanted is not None and value and _same_kind(own.attribute(name), wanted):
                values[wanted.name] = value
        return Node(tag, tuple(sorted(values.items())))

    def _lost_attributes(self, node: Node, shell: Node) -> list[Loss]:
        renamed = _RENAMED.get((node.tag, shell.tag), {})
        kept = {name for name, _ in shell.attributes}
        return [
            Loss(name, value, is_attribute=True)
            for name, value in node.attributes
            if renamed.get(name, name) not in kept and name != "numbered"
        ]

    def _status(self, status_id: str, tag: str) -> str:
        """Return the status of the other subject that means the same, nothing without one."""
        status = self._profile.status(status_id)
        subject = _SUBJECTS.get(tag)
        if status is None or status.subject == subject:
            return status_id
        like = [
            each.id
            for each in self._profile.statuses
            if each.subject == subject and each.meaning == status.meaning
        ]
        return like[0] if like else ""


def _text(content: tuple[Node | str, ...]) -> Node:
    return Node("text", (), content)


def _remarks(node: Node) -> list[Node]:
    """Return the comments and instructions inside a text."""
    found: list[Node] = []
    for part in node.content:
        if isinstance(part, Node):
            found += _remarks(part) if part.is_element else [part]
    return found


def _loss(part: Node) -> Loss:
    return Loss(part.tag, title_of(part) or " ".join(wording(part).split()))


def _is_empty(part: Node) -> bool:
    return not part.content and part.tag[0] != "{"


def _same_kind(one: AttributeType | None, other: AttributeType) -> bool:
    if one is None:
        return False
    first, second = one.value_type, other.value_type
    return (first.name, first.choices, one.targets) == (
        second.name,
        second.choices,
        other.targets,
    )
