"""Grow a strategy of a given number of blocks: valid, without dangling references, from a seed.

Blocks are what an author writes one after the other: paragraphs, list items, table rows (without
the heading row), quotations and figures. 20 000 of them make about 41 000 XML elements.
"""

from __future__ import annotations

from collections import Counter
from random import Random

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from tests.stress.frame import Frame
from tests.stress.prose import Prose

Part = Node | str
FEWEST = 100
BLOCKS = frozenset({"paragraph", "item", "row", "quotation", "figure"})


def grow(blocks: int, seed: int) -> Document:
    """Return a strategy with that many blocks."""
    if blocks < FEWEST:
        raise ValueError(f"a strategy needs at least {FEWEST} blocks")
    return _Gardener(blocks, Random(f"grow {seed}")).document()


def is_block(node: Node) -> bool:
    """Whether an element counts as a block."""
    return node.tag in BLOCKS and node.get("header") != "true"


class _Gardener:
    def __init__(self, blocks: int, random: Random) -> None:
        self._left = blocks
        self._total = blocks
        self._random = random
        self._prose = Prose(random)
        self._used: Counter[str] = Counter()
        self._numbers: Counter[str] = Counter()
        self._frame = Frame(self._id, self._prose, random)
        self._goals: list[str] = []
        self._goal_tags: dict[str, str] = {}
        self._targets: list[str] = []
        self._tables: list[str] = []
        self._fields: list[str] = []

    def document(self) -> Document:
        frame = self._frame
        opening = [
            self._chapter("foreword", 0.004),
            self._chapter("context", 0.02),
            self._chapter("vision", 0.004),
            self._chapter("principles", 0.02),
            self._chapter("scope", 0.006),
        ]
        count = min(max(self._total // 1600, 2), 12)
        share = int(self._total * 0.84) // count
        fields = [self._field(share) for _ in range(count)]
        closing = [self._governance(int(self._total * 0.04))]
        closing += [*self._annexes(), *frame.registers()]
        lineage = frame.lineage(self._goals)
        items = [*opening, *fields, *closing]
        root = element(
            "strategy", *frame.opening(), lineage, *items, frame.annotations(self._targets),
            id="strategy1", version="1.0",
        )  # fmt: skip
        return Document(root.with_attribute("xml:lang", "de"))

    def _id(self, kind: str) -> str:
        self._numbers[kind] += 1
        return f"{kind.replace('-', '_')}{self._numbers[kind]}"

    def _between(self, low: int, high: int) -> int:
        return low + self._prose.below(high - low + 1)

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    # The parts of a strategy

    def _chapter(self, tag: str, share: float) -> Node:
        title = element("title", self._prose.title())
        blocks = max(3, min(int(self._total * share), 60))
        match tag:
            case "vision":
                parts = [self._mixed("statement", 2), *self._clauses()]
                parts += self._flow(blocks)
            case "principles":
                parts = [*self._flow(3)]
                for _ in range(max(2, blocks // 8)):
                    principle = element(
                        "principle", element("title", self._prose.title()),
                        self._mixed("statement", 1), *self._flow(6), id=self._id("principle"),
                    )  # fmt: skip
                    parts.append(principle)
            case "scope":
                parts = [*self._flow(blocks), *self._addressees()]
            case _:
                parts = self._flow(blocks)
        node_id = self._id(tag)
        self._targets.append(node_id)
        return element(tag, title, *parts, id=node_id)

    def _clauses(self) -> list[Node]:
        return [
            element("clause", self._mixed("statement", 1), id=self._id("clause")) for _ in range(5)
        ]

    def _addressees(self) -> list[Node]:
        degrees = ("binding", "recommended", "invited")
        return [
            element(
                "addressee", self._mixed("statement", 1), degree=degree, id=self._id("addressee")
            )
            for degree in degrees
        ]

    def _field(self, blocks: int) -> Node:
        limit = max(self._left - blocks, 0)
        node_id = self._id("field")
        self._fields.append(node_id)
        self._targets.append(node_id)
        parts: list[Node] = [
            element("title", self._prose.title()),
            element("short-title", self._prose.term()),
            self._frame.responsibility("lead"),
            *self._flow(self._between(6, 14)),
        ]
        rest: list[Node] = []
        while self._left - limit > 8:
            kind = 0 if not rest else self._prose.below(10)
            if kind < 6:
                rest.append(self._claim(min(self._between(60, 260), self._left - limit)))
            else:
                rest.append(self._section(min(self._between(20, 160), self._left - limit), 1))
        return element("field", *parts, *rest, id=node_id)

    def _claim(self, blocks: int) -> Node:
        limit = max(self._left - blocks, 0)
        parts: list[Node] = [
            element("title", self._prose.title()),
            self._mixed("statement", 1),
            *self._flow(min(self._between(4, 12), blocks)),
            self._goal(min(self._between(30, 90), self._left - limit)),
        ]
        while self._left - limit > 8:
            parts.append(self._goal(min(self._between(30, 90), self._left - limit)))
        if self._chance(0.3):
            parts.append(self._measure(0))
        node_id = self._id("claim")
        self._targets.append(node_id)
        return element("claim", *parts, id=node_id)

    def _goal(self, blocks: int) -> Node:
        limit = max(self._left - blocks, 0)
        node_id = self._id("goal")
        year = self._between(2015, 2020)
        above = list(self._goals[-40:])
        self._goals.append(node_id)
        self._targets.append(node_id)
        flow = self._flow(min(self._between(6, 40), blocks))
        subgoals: list[Node] = []
        if self._chance(0.4) and self._left - limit > 8:
            subgoals = [self._subgoal(year) for _ in range(self._between(1, 3))]
        measures: list[Node] = []
        while self._left - limit > 4:
            size = min(self._between(6, 40), self._left - limit)
            measures.append(self._measure(size, year, above))
        return element(
            "goal",
            *self._statements(),
            self._frame.responsibility("lead"),
            self._frame.responsibility("involved"),
            *self._relations(above),
            *flow,
            *([self._indicator(year)] if self._chance(0.5) else []),
            *subgoals,
            *measures,
            id=node_id,
            **self._frame.goal_attributes(year),
        )

    def _statements(self) -> list[Node]:
        rationale = [self._mixed("rationale", self._between(2, 3))] if self._chance(0.7) else []
        return [element("title", self._prose.title()), self._mixed("statement", 1), *rationale]

    def _relations(self, above: list[str]) -> list[Node]:
        """To goals that came before, so that none goes round in a circle."""
        if not above or not self._chance(0.3):
            return []
        target = self._random.choice(above)
        kind = self._random.choice(("depends-on", "supports", "conflicts-with"))
        return [element("relation", id=self._id("relation"), target=target, type=kind)]

    def _subgoal(self, year: int) -> Node:
        node_id = self._id("subgoal")
        self._goals.append(node_id)
        return element(
            "subgoal", *self._statements(), self._frame.responsibility("lead"),
            *self._flow(self._between(0, 4)), id=node_id, **self._frame.goal_attributes(year),
        )  # fmt: skip

    def _measure(self, blocks: int, year: int = 2020, above: list[str] | None = None) -> Node:
        frame = self._frame
        goals = {"goals": self._random.choice(above)} if above and self._chance(0.2) else {}
        return element(
            "measure",
            element("title", self._prose.title()),
            self._mixed("statement", 1),
            frame.responsibility("lead"),
            *self._flow(blocks),
            *([frame.milestone(year)] if self._chance(0.5) else []),
            *([frame.finance(year)] if self._chance(0.4) else []),
            id=self._id("measure"),
            **frame.measure_attributes(year),
            **goals,
        )

    def _indicator(self, year: int) -> Node:
        definition = self._mixed("definition", 1)
        return self._frame.indicator(year, definition)

    def _section(self, blocks: int, depth: int) -> Node:
        limit = max(self._left - blocks, 0)
        node_id = self._id("section")
        self._targets.append(node_id)
        parts = self._flow(min(self._between(8, 50), blocks))
        while depth < 3 and self._left - limit > 8:
            size = min(self._between(10, 60), self._left - limit)
            parts.append(self._section(size, depth + 1))
        return element("section", element("title", self._prose.title()), *parts, id=node_id)

    def _governance(self, blocks: int) -> Node:
        limit = max(self._left - blocks, 0)
        parts: list[Node] = self._flow(5)
        tags = ("governing-body", "instrument", "reporting")
        while self._left - limit > 4:
            tag = tags[len(parts) % 3]
            size = min(self._between(5, 30), self._left - limit)
            parts.append(
                element(
                    tag, element("title", self._prose.title()), *self._flow(size), id=self._id(tag)
                )
            )
        title = element("title", self._prose.title())
        return element("governance", title, *parts, id=self._id("governance"))

    def _annexes(self) -> list[Node]:
        """What is left of the blocks, to the last."""
        annexes: list[Node] = []
        while self._left:
            limit = max(self._left - 400, 0)
            parts = self._flow(min(12, self._left))
            while self._left > limit:
                parts.append(self._section(min(40, self._left - limit), 3))
            title = element("title", self._prose.title())
            annexes.append(element("annex", title, *parts, id=self._id("annex")))
        return annexes

    # Running text and blocks

    def _flow(self, blocks: int) -> list[Node]:
        """So many blocks, as far as there are any left."""
        stop = self._left - min(blocks, self._left)
        parts: list[Node] = []
        while self._left > stop:
            room = self._left - stop
            kind = self._prose.below(100)
            if kind < 89 or room < 3:
                parts.append(self._paragraph())
            elif kind < 96:
                parts.append(self._list(room))
            elif kind < 97:
                parts.append(self._table(room))
            elif kind < 98:
                parts.append(self._box(room))
            else:
                parts.append(self._quotation() if kind == 98 else self._figure())
        return parts

    def _paragraph(self) -> Node:
        self._left -= 1
        content = self._running(self._between(3, 7))
        return Node("paragraph", (("id", self._id("paragraph")),), tuple(content))

    def _list(self, room: int, depth: int = 0) -> Node:
        items: list[Node] = []
        for _ in range(min(self._between(3, 9), room)):
            if items and self._left <= 0:
                break
            self._left -= 1
            count = self._prose.below(3)
            text = self._prose.item() + (" " + self._prose.sentences(count) if count else "")
            parts = [element("text", text)]
            if depth == 0 and self._chance(0.02) and room - len(items) > 6:
                inner = self._list(3, 1)
                room -= 3
                parts.append(inner)
            items.append(element("item", *parts, id=self._id("item")))
        kind = self._random.choice(("bullet", "number", "letter"))
        return element("list", *items, id=self._id("list"), kind=kind)

    def _table(self, room: int) -> Node:
        width = self._between(3, 4)
        table_id = self._id("table")
        columns = [element("column", id=self._id("column"), width="25") for _ in range(width)]
        heads = [element("cell", self._prose.term()) for _ in range(width)]
        rows = [element("row", *heads, header="true", id=self._id("row"))]
        for _ in range(min(self._between(3, 9), room)):
            self._left -= 1
            cells = [element("cell", self._prose.cell()) for _ in range(width)]
            rows.append(element("row", *cells, id=self._id("row")))
        self._targets.append(table_id)
        return element(
            "table", element("caption", self._prose.title()), *columns, *rows, id=table_id
        )

    def _box(self, room: int) -> Node:
        count = min(self._between(2, 4), room)
        parts = [self._paragraph() for _ in range(count)]
        title = element("title", self._prose.title())
        return element("box", title, *parts, id=self._id("box"), kind="example")

    def _quotation(self) -> Node:
        self._left -= 1
        text = element("text", self._prose.sentences(2))
        return element("quotation", text, id=self._id("quotation"))

    def _figure(self) -> Node:
        self._left -= 1
        node_id = self._id("figure")
        return element(
            "figure", element("caption", self._prose.title()),
            element("alt-text", self._prose.sentence()), file=f"{node_id}.png", id=node_id,
        )  # fmt: skip

    def _mixed(self, tag: str, sentences: int) -> Node:
        return element(tag, *self._running(sentences))

    def _running(self, sentences: int) -> list[Part]:
        """Sentences with now and then something inline between or within them."""
        parts: list[Part] = []
        text = ""
        for _ in range(sentences):
            text += (" " if text or parts else "") + self._prose.sentence()
            if self._chance(0.05):
                text, inline = self._inline(text)
                parts += [text, inline]
                text = ""
        return [*parts, text] if text else parts

    def _inline(self, text: str) -> tuple[str, Node]:
        """Something inline, and the text before it."""
        prose = self._prose
        match prose.below(8):
            case 0 | 1 | 2:
                return text, element("footnote", prose.sentence(), id=self._id("footnote"))
            case 3 | 4 if self._targets:
                target = self._random.choice(self._targets[-60:])
                return text + " Siehe ", element("cross-reference", show="number", target=target)
            case 5:
                return text + " ", element("emphasis", prose.sentence())
            case 6:
                word, entry = self._frame.glossary_entry()
                return text + " Stichwort: ", element("term", word, entry=entry)
            case _:
                return text + " ", element("strong", prose.sentence())
