"""Make a new edition out of an old one, and remember what became of every element.

Each element gets at most one operation, save that a moved one may be reworded along with it. What
a move jumps over stays where it is, so that no two edits cancel each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from tests.stress.draft import FLOW, Draft, draft_of
from tests.stress.grow import is_block
from tests.stress.prose import Prose
from tests.stress.wording import Rewriter, joined

RATES: Mapping[str, float] = {
    "retyped": 0.0, "deleted": 0.02, "merged": 0.0, "split": 0.0, "moved": 0.01,
    "moved-away": 0.005, "moved-and-reworded": 0.0, "inserted": 0.02, "rewritten": 0.0,
    "reworded": 0.05,
}  # fmt: skip
"""Operations in the order in which they are done, the choosiest first, with the usual rates."""

HARD_RATES: Mapping[str, float] = {
    "retyped": 0.02, "deleted": 0.02, "merged": 0.005, "split": 0.005, "moved": 0.01,
    "moved-away": 0.005, "moved-and-reworded": 0.005, "inserted": 0.02, "rewritten": 0.01,
    "reworded": 0.05,
}  # fmt: skip
"""All operations, for measuring what is found without the help of ids."""

_STRUCTURE = frozenset({"goal", "subgoal", "measure"})
_JUMPED = 2


class DoesNotFit(ValueError):
    """More operations of a kind are asked for than the strategy has places for."""


@dataclass
class Fate:
    """What was done to an element; ``fields`` are those whose text changed."""

    did: list[str]
    fields: list[str] = field(default_factory=list)
    partner: str = ""


class Editor:
    """An edition in the making."""

    def __init__(self, old: Document, random: Random) -> None:
        self.root = draft_of(old.root)
        self.fates: dict[Draft, Fate] = {}
        self.gone: list[Draft] = []
        self._random = random
        self._prose = Prose(random)
        self._rewriter = Rewriter(random)
        self._taken: set[Draft] = set()
        self._pinned: set[Draft] = set()
        self._fresh = 0
        self._units = list(units(self.root))
        self._by_tag: dict[str, list[Draft]] = {}
        for each in self._units:
            kind = "flow" if each.tag in FLOW else each.tag
            self._by_tag.setdefault(kind, []).append(each)

    def edit(self, rates: Mapping[str, float]) -> None:
        """Do all operations at their rates; raise ``DoesNotFit`` where that is impossible."""
        steps: dict[str, Callable[[Draft], bool]] = {
            "retyped": self._retype, "deleted": self._delete, "merged": self._merge,
            "split": self._split, "moved": self._move, "moved-away": self._move_away,
            "moved-and-reworded": self._move_and_reword, "inserted": self._insert,
            "rewritten": self._rewrite, "reworded": self._reword,
        }  # fmt: skip
        for name in RATES:
            step = steps[name]
            pool = [each for each in self._units if name != "retyped" or each.tag in _STRUCTURE]
            wanted = round(rates.get(name, 0.0) * len(pool))
            self._random.shuffle(pool)
            done = 0
            candidates = iter(pool)
            while done < wanted:
                each = next(candidates, None)
                if each is None:
                    raise DoesNotFit(f"{name}: {wanted} asked for, room for {done}")
                done += each not in self._taken and step(each)

    # The operations; each says whether the element suited

    def _reword(self, each: Draft) -> bool:
        holder = self._text_field(each)
        text = each.field(holder)
        text.content = list(self._rewriter.reworded(text.content))  # type: ignore[arg-type]
        self._mark(each, "reworded", holder)
        return True

    def _rewrite(self, each: Draft) -> bool:
        if each.tag not in ("paragraph", "item"):
            return False
        holder = self._text_field(each)
        text = each.field(holder)
        text.content = list(self._rewriter.rewritten(text.content))  # type: ignore[arg-type]
        self._mark(each, "rewritten", holder)
        return True

    def _insert(self, anchor: Draft) -> bool:
        if anchor.tag in ("goal", "subgoal", "figure"):
            return False
        new = draft_of(self._fresh_like(anchor))
        anchor.put(new)
        self._mark(new, "inserted")
        return True

    def _delete(self, each: Draft) -> bool:
        if not _is_leaf(each) and each.tag != "measure":
            return False
        # Tables may be referred to from elsewhere.
        below = list(each.walk())
        if not self._can_leave(each) or any(part.tag == "table" for part in below):
            return False
        if any(part in self._taken for part in below):
            return False
        self._remove(each, Fate(["deleted"]))
        return True

    def _move(self, each: Draft) -> bool:
        row = each.row
        if each in self._pinned or len(row) <= _JUMPED or not _may_move(each):
            return False
        at = row.index(each)
        for to in self._random.sample(range(len(row)), len(row)):
            jumped = row[to:at] if to < at else row[at + 1 : to + 1]
            steady = [other for other in jumped if other not in self._taken]
            if len(steady) >= _JUMPED and len(jumped) <= 8:
                self._pinned.update(steady[:_JUMPED])
                each.detach()
                row[to].put(each, before=to < at)
                self._mark(each, "moved")
                return True
        return False

    def _move_away(self, each: Draft) -> bool:
        if not self._can_leave(each) or not _may_move(each):
            return False
        kind = "flow" if each.tag in FLOW else each.tag
        for _ in range(20):
            beside = self._random.choice(self._by_tag[kind])
            if self._can_join(each, beside):
                each.detach()
                beside.put(each)
                self._mark(each, "moved-away")
                return True
        return False

    def _move_and_reword(self, each: Draft) -> bool:
        step = self._move if self._random.random() < 0.5 else self._move_away
        if each.tag in _STRUCTURE or not step(each):
            return False
        return self._reword(each)

    def _split(self, each: Draft) -> bool:
        halves = self._rewriter.halves(each.content) if each.tag == "paragraph" else None  # type: ignore[arg-type]
        if halves is None:
            return False
        each.content = list(halves[0])
        rest = Draft("paragraph", {"id": self._new_id()}, None)
        rest.content = list(halves[1])
        each.put(rest)
        self._mark(each, "split", "")
        self._mark(rest, "split-off").partner = each.id
        return True

    def _merge(self, each: Draft) -> bool:
        if each.tag != "paragraph" or each.parent is None:
            return False
        parts = each.parent.parts
        following = parts[parts.index(each) + 1 :][:1]
        if not following or following[0].tag != "paragraph":
            return False
        other = following[0]
        if other in self._taken or other in self._pinned:
            return False
        each.content = list(joined(each.content, other.content))  # type: ignore[arg-type]
        self._remove(other, Fate(["merged-away"], partner=each.id))
        self._mark(each, "merged", "")
        return True

    def _retype(self, each: Draft) -> bool:
        kinds = {"measure": self._to_subgoal, "goal": self._demote, "subgoal": self._promote}
        return each not in self._pinned and kinds[each.tag](each)

    def _to_subgoal(self, measure: Draft) -> bool:
        """A goal's first measure becomes its last sub-goal without changing its place."""
        goal = measure.parent
        if goal is None or goal.tag != "goal" or goal in self._taken:
            return False
        if measure.row[0] is not measure:
            return False
        measure.tag, measure.attributes = "subgoal", {"id": measure.id}
        self._pinned.add(goal)
        self._mark(measure, "retyped")
        return True

    def _demote(self, goal: Draft) -> bool:
        """A goal becomes a sub-goal of the goal before it."""
        row = goal.row
        above = row[row.index(goal) - 1] if row[0] is not goal else None
        has_subgoals = any(part.tag == "subgoal" for part in goal.parts)
        if above is None or above in self._taken or has_subgoals:
            return False
        goal.detach()
        later = [part for part in above.parts if part.tag in ("measure", "finance")]
        if later:
            later[0].put(goal, before=True)
        else:
            above.parts[-1].put(goal)
        goal.tag = "subgoal"
        self._pinned.add(above)
        self._mark(goal, "retyped").did.append("moved-away")
        return True

    def _promote(self, subgoal: Draft) -> bool:
        """A sub-goal becomes a goal of its own, behind the one it served."""
        goal = subgoal.parent
        if goal is None or goal in self._taken:
            return False
        subgoal.detach()
        goal.put(subgoal)
        subgoal.tag = "goal"
        self._pinned.add(goal)
        self._mark(subgoal, "retyped").did.append("moved-away")
        return True

    # What suits, and what is kept in mind

    def _can_leave(self, each: Draft) -> bool:
        return each not in self._pinned and each.parent is not None and len(each.row) > 2

    def _can_join(self, each: Draft, beside: Draft) -> bool:
        parent = beside.parent
        if parent is None or parent is each.parent or beside.is_within(each):
            return False
        if not beside.is_within(self.root) or parent.tag == "box":
            return False
        if beside.tag != each.tag and not (each.tag in FLOW and beside.tag in FLOW):
            return False
        return beside.tag != "row" or len(beside.parts) == len(each.parts)

    def _text_field(self, each: Draft) -> str:
        if each.tag == "paragraph":
            return ""
        if each.tag in ("item", "quotation"):
            return "text"
        if each.tag == "figure":
            return "caption"
        if each.tag == "row":
            number = self._random.randrange(len(each.parts))
            return f"cell#{number + 1}" if number else "cell"
        return self._random.choice(("title", "statement"))

    def _mark(self, each: Draft, did: str, *fields: str) -> Fate:
        fate = self.fates.setdefault(each, Fate([]))
        fate.did.append(did)
        fate.fields += fields
        self._taken.add(each)
        return fate

    def _remove(self, each: Draft, fate: Fate) -> None:
        """Take an element out; nothing happens any more to what is in it."""
        each.detach()
        self._taken.update(each.walk())
        self.fates[each] = fate
        self.gone.append(each)

    def _new_id(self) -> str:
        self._fresh += 1
        return f"new{self._fresh}"

    def _fresh_like(self, anchor: Draft) -> Node:
        prose = self._prose
        match anchor.tag:
            case "item":
                return element("item", element("text", prose.item()), id=self._new_id())
            case "row":
                cells = [element("cell", prose.cell()) for _ in anchor.parts]
                return element("row", *cells, id=self._new_id())
            case "measure":
                lead = next(part for part in anchor.parts if part.tag == "responsibility")
                return element(
                    "measure",
                    element("title", prose.title()),
                    element("statement", prose.sentence()),
                    lead.node().with_attribute("id", self._new_id()),
                    element("paragraph", prose.sentences(3), id=self._new_id()),
                    id=self._new_id(),
                )
            case _:
                return element("paragraph", prose.sentences(self._random.randint(2, 6)),
                               id=self._new_id())  # fmt: skip


def _is_unit(each: Draft) -> bool:
    if each.tag in _STRUCTURE:
        return True
    return is_block(Node(each.tag, tuple(each.attributes.items())))


def _is_leaf(each: Draft) -> bool:
    return each.tag not in _STRUCTURE and all(part.tag != "list" for part in each.parts)


def _may_move(each: Draft) -> bool:
    return each.tag in _STRUCTURE or _is_leaf(each)


def units(root: Draft) -> Iterator[Draft]:
    """Yield what the rates count: blocks, goals, sub-goals and measures."""
    return (each for each in root.walk() if _is_unit(each))
