"""Three sides of a merge with planted cases, and the outcome expected of each, as JSON.

Shape ``strategy-merge-truth/1``::

    {"format": "strategy-merge-truth/1", "elements": blocks of the base, "seed": n,
     "counts": {case: how often it was planted, …},
     "cases": [{"case": …, "id": id or null, "ours": operation or null,
                "theirs": operation or null, "conflict": null or about what,
                "expected": outcome, "sides": {"ours": outcome, "theirs": outcome}}, …]}

An outcome is ``{"xml": paragraph, "parent": id, "after": id}``: its wording with everything
inline, and the element that stands directly before it; of a deleted one it is null. ``expected``
is null where there is a conflict, for then either side may stand; ``conflict`` says what about:
``text``, ``existence`` or ``place``. All three files keep the ids of the base. The cases do not
touch each other: each has six paragraphs in a row to itself. They are

* ``one-side``: only one side rewords;
* ``edits-apart``: both reword, at words far from each other; both edits are wanted;
* ``same-edit``: both make the same edit;
* ``overlapping-words``: both replace the same words by different ones; conflict about ``text``;
* ``move-against-edit``: one moves, the other rewords; both are wanted;
* ``delete-against-edit``: one deletes, the other rewords; conflict about ``existence``;
* ``moved-same``: both move to the same place;
* ``moved-apart``: both move to different places; conflict about ``place``;
* ``insertions``: both insert at one place. ``id`` is the element before it, ``expected`` has
  ``between``, that and the one behind it, and ``inserted``, what stands between them in the end,
  in either order.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage.formatting import node_text
from tests.stress.draft import Draft, draft_of
from tests.stress.edits import DoesNotFit
from tests.stress.grow import BLOCKS
from tests.stress.prose import Prose
from tests.stress.wording import Content, with_word, words_of

FORMAT = "strategy-merge-truth/1"
_PLANS: dict[str, tuple[str, str]] = {
    "one-side": ("edit", ""),
    "edits-apart": ("edit", "other edit"),
    "same-edit": ("edit", "edit"),
    "overlapping-words": ("edit", "same word"),
    "move-against-edit": ("move", "edit"),
    "delete-against-edit": ("delete", "edit"),
    "moved-same": ("move", "move"),
    "moved-apart": ("move", "move further"),
}
"""What the one side does and what the other."""

_CONFLICTS = {
    "overlapping-words": "text",
    "delete-against-edit": "existence",
    "moved-apart": "place",
}
CASES = (*_PLANS, "insertions")
_RUN = 6
_BLOCKS_PER_CASE = 20
_FEWEST_WORDS = 24
_SIDES = ("ours", "theirs")

_BEHIND = {"move": 3, "move further": 4}
"""Behind which of the six paragraphs the second goes."""

Outcome = dict[str, object]
Edit = tuple[tuple[int, int, int], str]


def three_sides(base: Document, seed: int) -> tuple[Document, Document, dict[str, object]]:
    """Return our side, their side and the truth; raise ``DoesNotFit`` for too small a base."""
    planter = _Planter(base, Random(f"three {seed}"))
    cases = planter.plant()
    truth: dict[str, object] = {
        "format": FORMAT,
        "seed": seed,
        "counts": {name: sum(1 for case in cases if case["case"] == name) for name in CASES},
        "cases": cases,
    }
    ours, theirs = (Document(planter.roots[side].node()) for side in _SIDES)
    return ours, theirs, truth


class _Planter:
    def __init__(self, base: Document, random: Random) -> None:
        self._random = random
        self._prose = Prose(random)
        self._base = draft_of(base.root)
        self.roots = {side: draft_of(base.root) for side in _SIDES}
        self._by_id = {
            side: {each.id: each for each in root.walk() if each.id}
            for side, root in self.roots.items()
        }
        self._inserted = 0

    def plant(self) -> list[dict[str, object]]:
        runs = list(_runs(self._base))
        self._random.shuffle(runs)
        blocks = sum(each.tag in BLOCKS for each in self._base.walk())
        rounds = min(max(1, blocks // _BLOCKS_PER_CASE // len(CASES)), len(runs) // len(CASES))
        if not rounds:
            raise DoesNotFit(f"{len(runs)} runs of {_RUN} paragraphs for {len(CASES)} cases")
        cases = []
        for number in range(rounds):
            for name in CASES:
                # Who does what takes turns.
                first, second = _SIDES if number % 2 == 0 else reversed(_SIDES)
                cases.append(self._case(name, runs.pop(), first, second))
        return cases

    def _case(self, name: str, run: list[Draft], first: str, second: str) -> dict[str, object]:
        if name == "insertions":
            return self._insertions(run)
        chosen = run[1]
        edits = self._edits(chosen)
        plans = zip((first, second), _PLANS[name], strict=True)
        did = {side: self._do(plan, side, run, edits) for side, plan in plans}
        conflict = _CONFLICTS.get(name)
        return {
            "case": name,
            "id": chosen.id,
            **{side: did[side] for side in _SIDES},
            "conflict": conflict,
            "expected": None if conflict else _expected(run, _PLANS[name], edits),
            "sides": {side: self._outcome(side, chosen.id) for side in _SIDES},
        }

    def _do(self, plan: str, side: str, run: list[Draft], edits: dict[str, Edit]) -> str | None:
        draft = self._by_id[side][run[1].id]
        if plan in edits:
            draft.content = list(with_word(draft.content, *edits[plan]))  # type: ignore[arg-type]
            return "reworded"
        if plan in _BEHIND:
            draft.detach()
            self._by_id[side][run[_BEHIND[plan]].id].put(draft)
            return "moved"
        if plan == "delete":
            self._by_id[side].pop(draft.id).detach()
            return "deleted"
        return None

    def _insertions(self, run: list[Draft]) -> dict[str, object]:
        new = {}
        for side in _SIDES:
            self._inserted += 1
            new_id = f"{side}{self._inserted}"
            paragraph = element("paragraph", self._prose.sentences(3), id=new_id)
            self._by_id[side][run[1].id].put(draft_of(paragraph))
            new[side] = paragraph
        assert run[1].parent is not None
        return {
            "case": "insertions",
            "id": run[1].id,
            **dict.fromkeys(_SIDES, "inserted"),
            "conflict": None,
            "expected": {
                "parent": run[1].parent.id,
                "between": [run[1].id, run[2].id],
                "inserted": [new[side].id for side in _SIDES],
            },
            "sides": {
                side: {"xml": _xml(new[side]), "parent": run[1].parent.id, "after": run[1].id}
                for side in _SIDES
            },
        }

    def _edits(self, chosen: Draft) -> dict[str, Edit]:
        """Edits of one word each: near the beginning, near the end, and against the first."""
        places = words_of(chosen.content)  # type: ignore[arg-type]
        third = len(places) // 3
        early = places[1 + self._random.randrange(third - 1)]
        late = places[-1 - self._random.randrange(third)]
        words = [self._prose.word() for _ in range(3)]
        while len({*words, *(_word(chosen, place) for place in (early, late))}) < 5:
            words = [self._prose.word() for _ in range(3)]
            early = places[1 + self._random.randrange(third - 1)]
        names = ("edit", "other edit", "same word")
        return dict(zip(names, zip((early, late, early), words, strict=True), strict=True))

    def _outcome(self, side: str, node_id: str) -> Outcome | None:
        draft = self._by_id[side].get(node_id)
        if draft is None:
            return None
        assert draft.parent is not None
        siblings = draft.parent.parts
        after = siblings[siblings.index(draft) - 1]
        return {"xml": _xml(draft.node()), "parent": draft.parent.id, "after": after.id}


def _runs(root: Draft) -> Iterator[list[Draft]]:
    """Yield paragraphs in a row, six at a time; the second has words enough to be edited."""
    for parent in root.walk():
        run: list[Draft] = []
        for part in parent.parts:
            run = [*run, part] if part.tag == "paragraph" else []
            if len(run) > _RUN:
                del run[0]
            if len(run) == _RUN and len(words_of(run[1].content)) >= _FEWEST_WORDS:  # type: ignore[arg-type]
                yield run
                run = []


def _expected(
    run: list[Draft], plans: tuple[str, str], edits: dict[str, Edit]
) -> dict[str, object]:
    chosen = run[1]
    content: Content = list(chosen.content)  # type: ignore[arg-type]
    # From the back, so that the places before keep their meaning.
    for place, word in sorted((edits[plan] for plan in {*plans} & edits.keys()), reverse=True):
        content = with_word(content, place, word)
    merged = Node("paragraph", (("id", chosen.id),), tuple(content))
    behind = next((run[_BEHIND[plan]] for plan in plans if plan in _BEHIND), run[0])
    assert chosen.parent is not None
    return {"xml": _xml(merged), "parent": chosen.parent.id, "after": behind.id}


def _word(draft: Draft, place: tuple[int, int, int]) -> str:
    part = draft.content[place[0]]
    assert isinstance(part, str)
    return part[place[1] : place[2]]


def _xml(node: Node) -> str:
    return node_text(node, current_schema().mixed_tags).strip()
