"""A goal's life across all editions at hand, as facts of its page."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.lineage.chain import Kin, ancestors, descendants
from strategy_editor.lineage.kinds import NEW
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.overview import BESIDE, Fact


def life_of(controller: Controller, edition: str, goal: str) -> list[Fact]:
    """Return what a goal goes back to, the oldest first, and what became of it.

    A fact whose edition is at hand shows the two goals side by side.
    """
    chain = controller.editions.chain()
    before = [fact for kin in ancestors(chain, edition, goal) for fact in _back(controller, kin)]
    after = [fact for kin in descendants(chain, edition, goal) for fact in _on(controller, kin, 1)]
    return list(dict.fromkeys([*before, *after]))


def _back(controller: Controller, kin: Kin) -> Iterator[Fact]:
    for further in kin.further:
        yield from _back(controller, further)
    if kin.kind != NEW:
        yield _fact(controller, kin, "earlier", 0)


def _on(controller: Controller, kin: Kin, depth: int) -> Iterator[Fact]:
    yield _fact(controller, kin, "later" if kin.goal else "end", depth)
    for further in kin.further:
        yield from _on(controller, further, depth + 1)


def _fact(controller: Controller, kin: Kin, way: str, depth: int) -> Fact:
    translate = controller.translate
    kind = controller.wording.choice("disposition", "kind", kin.kind) if kin.kind else ""
    words = translate(
        f"overview.kin.{way}",
        edition=kin.label,
        goal=f"{kin.number} {kin.title}".strip(),
        kind=kind or translate("lineage.open"),
        depth="\u2192" * depth,
    )
    if kin.goal and not kin.is_at_hand:
        return Fact(translate("overview.kin.not-at-hand", words=words), tone="hint")
    return Fact(words, f"{BESIDE}{kin.edition}/{kin.goal}" if kin.goal else "")
