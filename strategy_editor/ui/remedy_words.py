"""What is offered for a finding, and what the offers are called."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from strategy_editor.ui.controller import Controller
from strategy_editor.validation.problem import Problem

if TYPE_CHECKING:
    from strategy_editor.validation.fixes.fix import Fix, Means


def means(controller: Controller) -> Means:
    """Return what fixes need: the vocabulary and what new elements are called."""
    # Fixes are loaded when something is found, not when the window starts.
    from strategy_editor.validation.fixes.fix import Means

    translate, wording = controller.translate, controller.wording
    return Means(
        controller.session.schema,
        date.today(),
        lambda tag: translate("edit.new-title", label=wording.label(tag)),
        predecessors=controller.editions.predecessors(),
    )


def offered(controller: Controller, problem: Problem) -> list[Fix]:
    """Return the fixes for a finding; none for what is muted or may not be changed."""
    if problem.muted or controller.session.is_read_only:
        return []
    from strategy_editor.validation.fixes import fixes

    return fixes(controller.session.document, problem, means(controller))


def may_be_muted(controller: Controller, problem: Problem) -> bool:
    """Whether a finding can be accepted with a reason, and the file can be changed."""
    from strategy_editor.validation.fixes.muting import can_mute

    return can_mute(problem) and not controller.session.is_read_only


def words(controller: Controller, fix: Fix) -> str:
    """Return what a fix is called."""
    return controller.translate(f"fix.{fix.key}", **_shown(controller, fix))


def prompt(controller: Controller, fix: Fix) -> str:
    """Return what a fix that asks for words wants to know."""
    return controller.translate(f"fix-prompt.{fix.key}", **_shown(controller, fix))


def _shown(controller: Controller, fix: Fix) -> dict[str, str]:
    wording = controller.wording
    known = dict(fix.values)
    tag = known.get("element", "")
    ways: dict[str, Callable[[str], str]] = {
        "element": wording.label,
        "parent": wording.label,
        "attribute": lambda value: wording.attribute_label(tag, value),
        "actor": wording.short_name,
        "target": wording.short_name,
        "date": wording.date,
        "kind": lambda value: wording.choice("disposition", "kind", value),
        "direction": lambda value: wording.choice("indicator", "direction", value),
        "needed": lambda value: wording.field_label("disposition", value),
    }
    return {name: ways.get(name, str)(value) for name, value in known.items()}


def alike(controller: Controller, problem: Problem) -> list[Problem]:
    """Return the findings of the same rule that count."""
    return [each for each in controller.problems if each.rule == problem.rule and not each.muted]
