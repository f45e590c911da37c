"""Answers to the questions about the structure."""

from __future__ import annotations

from dataclasses import dataclass, field

from strategy_editor.ui.asking.asked import Moving, OnRemoval, Referred


@dataclass
class StructureAnswers:
    """Answers in place of dialogs, and what was asked."""

    confirm_answer: bool = True
    removal_answer: tuple[OnRemoval, str] = (OnRemoval.KEEP, "")
    place_answer: tuple[str, str] | None = None
    referred: Referred | None = None
    moving: Moving | None = None
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
