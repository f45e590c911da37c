"""Random strategies made from the schema, and random edits, for tests of laws.

A document follows from a seed and a budget of elements, so that making one costs little and a
failure shrinks to a small budget.
"""

from __future__ import annotations

import string
from collections import defaultdict
from random import Random

from hypothesis import strategies as st

from strategy_editor.document.content import joined
from strategy_editor.document.document import Document
from strategy_editor.document.node import COMMENT, INSTRUCTION, Node
from strategy_editor.schema.catalog import current_schema
from strategy_editor.schema.model import AttributeType, ElementType, Particle

SCHEMA = current_schema()
FOREIGN = {"a": "urn:example:a", "b": "urn:example:b"}
_LETTERS = "abcäßЖ中𝄞\u00a0\u202f\u00ad–„“&<>\"' "
_BLANKS = "  \t\n\r"
_DEPTH = 9


def documents(budget: int = 120) -> st.SearchStrategy[Document]:
    """Valid strategies with everything that the vocabulary and XML allow."""
    return st.builds(make_document, seeds(), st.integers(0, budget))


def seeds() -> st.SearchStrategy[int]:
    """Seeds of 32 bits, drawn by digits.

    Hypothesis mixes the numbers that stand in our modules into what it draws. By digits they are
    always the same, so that the ordinary run stays repeatable when a module is added.
    """
    return st.tuples(*[st.integers(0, 15)] * 8).map(_number)


def _number(digits: tuple[int, ...]) -> int:
    number = 0
    for digit in digits:
        number = number * 16 + digit
    return number


def make_document(seed: int, budget: int) -> Document:
    return Maker(Random(seed), budget).document()


class Maker:
    """Makes elements; ``budget`` says how many beyond those that must be."""

    def __init__(self, random: Random, budget: int) -> None:
        self.random = random
        self.budget = budget
        self._ids = 0

    def document(self) -> Document:
        root = self._resolved(self._with_actor(self.element("strategy", 0)))
        return Document(root, self._around(), self._around(), tuple(sorted(FOREIGN.items())))

    def element(self, tag: str, depth: int = 0) -> Node:
        """Make an element that is valid alone; its references are open (``?``)."""
        element_type = SCHEMA.elements[tag]
        return Node(tag, self._attributes(element_type), self._content(element_type, depth))

    def text(self, length: int = 12) -> str:
        count = self.random.randrange(length)
        made = "".join(self.random.choice(_LETTERS + _BLANKS) for _ in range(count))
        return made + self.random.choice(("", "", "]]>", "--", "\r\n", "Wort "))

    def chance(self, one_in: int) -> bool:
        return self.random.randrange(one_in) == 0

    def _content(self, element_type: ElementType, depth: int) -> tuple[Node | str, ...]:
        parts: list[Node | str] = []
        if element_type.content == "text":
            parts = [self._line()]
            if self.chance(15):
                parts += [self._other(), self._line()]
        elif element_type.content == "mixed":
            assert element_type.particle is not None
            for _ in range(self.random.randrange(4)):
                parts.append(self.text())
                if self._spend(depth):
                    parts += self._particle(element_type.particle, depth, once=True)
        elif element_type.particle is not None:
            parts = self._particle(element_type.particle, depth)
        if element_type.content != "text" and self.chance(12):
            parts.insert(self.random.randint(0, len(parts)), self._other())
        return joined(parts)

    def _particle(self, particle: Particle, depth: int, *, once: bool = False) -> list[Node | str]:
        made: list[Node | str] = []
        for _ in range(1 if once else self._times(particle, depth)):
            match particle.kind:
                case "element":
                    made.append(self.element(particle.name, depth + 1))
                case "any":
                    made.append(self.foreign())
                case "sequence":
                    for part in particle.parts:
                        made += self._particle(part, depth)
                case "choice":
                    made += self._particle(self.random.choice(particle.parts), depth)
        return made

    def _times(self, particle: Particle, depth: int) -> int:
        if particle.minimum == particle.maximum:
            return particle.minimum
        if particle.kind == "any" and not self.chance(20):
            return particle.minimum
        most = 3 if particle.maximum is None else particle.maximum - particle.minimum
        if depth == 0 and particle.maximum is None:
            most = 6
        wanted = self.random.randint(0, most)
        return particle.minimum + sum(self._spend(depth) for _ in range(wanted))

    def _spend(self, depth: int) -> bool:
        if self.budget <= 0 or depth > _DEPTH:
            return False
        self.budget -= 1
        return True

    def _attributes(self, element_type: ElementType) -> tuple[tuple[str, str], ...]:
        found = {
            each.name: self._value(each)
            for each in element_type.attributes
            if each.required or self.chance(3)
        }
        if element_type.tag == "strategy":
            found["version"] = "1.0"
        if element_type.content != "text" and self.chance(15):
            found[f"{{{self.random.choice([*FOREIGN.values()])}}}mark"] = self.text()
        return tuple(sorted(found.items()))

    def _value(self, attribute: AttributeType) -> str:
        value_type = attribute.value_type
        if value_type.choices:
            return self.random.choice(value_type.choices).value
        if attribute.is_reference:
            return "?"
        make = _VALUES.get(value_type.name)
        return make(self) if make is not None else self._line()[:100]

    def new_id(self) -> str:
        self._ids += 1
        return f"e{self._ids}"

    def _line(self) -> str:
        return f"{self.text()}{self.random.choice(string.ascii_letters)}{self.text()}"

    def foreign(self, depth: int = 0) -> Node:
        uri = self.random.choice([*FOREIGN.values(), ""] if depth else [*FOREIGN.values()])
        attributes = {}
        if self.chance(3):
            attributes["id"] = self.random.choice(("e1", "foreign"))
        if self.chance(3):
            attributes[f"{{{FOREIGN['a']}}}x"] = self.text()
        content: list[Node | str] = [self.text()]
        while depth < 3 and self.chance(2):
            content.append(self.foreign(depth + 1))
            content.append(self.text())
        if self.chance(6):
            content.append(Node("emphasis", (), ("own",)))
        if self.chance(8):
            content.append(self._other())
        name = self.random.choice(("Thing", "x-1", "ü"))
        return Node(f"{{{uri}}}{name}", tuple(sorted(attributes.items())), joined(content))

    def _other(self) -> Node:
        text = self.text().replace("\r", "").replace("--", "==").replace("?>", "").strip("- \t\n")
        if self.chance(2):
            return Node(COMMENT, (), (text,))
        return Node(INSTRUCTION, (("target", "do-it"),), (text,) if text else ())

    def _around(self) -> tuple[Node, ...]:
        return tuple(self._other() for _ in range(self.random.randrange(3)))

    def _with_actor(self, root: Node) -> Node:
        """Somebody must be there whom the metadata can name as the authority."""
        actors = root.child("actors")
        assert actors is not None
        someone = self.element("actor", _DEPTH)
        filled = actors.with_content((someone, *actors.content))
        return root.with_content(filled if part is actors else part for part in root.content)

    def _resolved(self, root: Node) -> Node:
        by_tag: dict[str, list[str]] = defaultdict(list)
        for node in own_elements(root):
            if node.id is not None:
                by_tag[node.tag].append(node.id)
        everything = [node_id for ids in by_tag.values() for node_id in ids]

        def value(tag: str, name: str, old: str) -> str | None:
            declared = SCHEMA.elements[tag].attribute(name)
            if declared is None or not declared.is_reference:
                return old
            kinds = declared.targets
            possible = [i for kind in kinds for i in by_tag[kind]] if kinds else everything
            if not possible:
                return None
            count = 1 if declared.value_type.name == "reference" else self.random.randint(1, 3)
            return " ".join(self.random.choice(possible) for _ in range(count))

        def resolve(node: Node) -> Node:
            if node.tag[0] in "#{":
                return node
            values = [(name, value(node.tag, name, old)) for name, old in node.attributes]
            attributes = tuple((name, new) for name, new in values if new is not None)
            content = tuple(resolve(p) if isinstance(p, Node) else p for p in node.content)
            return Node(node.tag, attributes, content)

        return resolve(root)


_VALUES = {
    "identifier": Maker.new_id,
    "date": lambda m: f"20{m.random.randint(9, 24):02}-{m.random.randint(1, 12):02}-28",
    "year": lambda m: str(m.random.randint(1990, 2040)),
    "partial-date": lambda m: m.random.choice(("2016", "2016-04", "2016-04-29", "2019-12")),
    "date-time": lambda _: "2014-04-29T12:00:00+02:00",
    "boolean": lambda m: m.random.choice(("true", "false", "1", "0")),
    "decimal": lambda m: m.random.choice(("0", "-3.25", "1000000")),
    "years": lambda m: m.random.choice(("0", "1.5", "2", "4")),
    "column-width": lambda m: m.random.choice(("0.5", "33", "100")),
    "span": lambda m: m.random.choice(("1", "2", "100")),
    "language": lambda m: m.random.choice(("de", "en", "hsb-DE")),
    "hash": lambda m: m.random.choice("0123456789abcdef") * 64,
    "version": lambda _: "1.0",
    "anyURI": lambda m: m.random.choice(("https://www.sachsen.de/?a=1&b=2", "mailto:x@y.de", "")),
    "file-name": lambda m: m.random.choice(("bild.png", "Übersicht 1.svg")),
    "labels": lambda m: m.random.choice(("", "SDG", "SDG EU ")),
    "string": lambda m: m.text(),
}


def own_elements(root: Node) -> list[Node]:
    """All elements of the vocabulary, without what hangs in foreign ones."""
    found = [root]
    for child in root.children:
        if child.tag in SCHEMA.elements:
            found += own_elements(child)
    return found


def own_ids(root: Node) -> list[str]:
    """The ids of the elements that a user can select, footnotes included."""
    return [node.id for node in own_elements(root) if node.id is not None]
