"""Answers to the questions about the structure."""

from __future__ import annotations

from dataclasses import dataclass, field

from strategy_editor.ui.asking.asked import Arriving, Moving, OnRemoval, Referred


@dataclass
class StructureAnswers:
    """Answers in place of dialogs, and what was asked."""

    confirm_answer: bool = True
    removal_answer: tuple[OnRemoval, str] = (OnRemoval.KEEP, "")
    place_answer: tuple[str, str] | None = None
    referred: Referred | None = None
    moving: Moving | None = None
    arriving: Arriving | None = None
    adopt_answer: dict[str, str] | None = field(default_factory=dict)
    confirmed: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def confirm(self, question: str, details: tuple[str, ...], accept: str) -> bool:
        self.confirmed.append((question, tuple(details)))
        return self.confirm_answer

    def on_removal(self, referred: Referred) -> tuple[OnRemoval, str]:
        self.referred = referred
        return self.removal_answer

    def choose_place(self, moving: Moving) -> tuple[str, str] | None:
        self.moving = moving
        return self.place_answer

    def adopt(self, arriving: Arriving) -> dict[str, str] | None:
        self.arriving = arriving
        if self.adopt_answer is None:
            return None
        proposed = {each.key: each.choices[0][0] for each in arriving.missing}
        return proposed | self.adopt_answer
