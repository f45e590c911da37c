"""Findings as a feature of the window: remedies, muting, next and previous."""

from __future__ import annotations

from typing import TYPE_CHECKING

from strategy_editor.ui.host import Host
from strategy_editor.ui.remedy_words import offered
from strategy_editor.ui.speaking import speak
from strategy_editor.validation.problem import Problem

if TYPE_CHECKING:
    from strategy_editor.ui.mending.fixing import Fixing


def install(host: Host) -> None:
    """Connect the panel of findings and its actions."""
    panel = host.panels.problems

    def fixing() -> Fixing:
        # Loaded when something is mended, not when the window starts.
        from strategy_editor.ui.mending.fixing import Fixing

        return Fixing(host)

    # Functions, for a signal alone does not keep what its method belongs to.
    panel.remedies.fixRequested.connect(lambda problem, fix: fixing().run(problem, fix))
    panel.remedies.fixAllRequested.connect(lambda problem, fix: fixing().run_all(problem, fix))
    panel.remedies.muteRequested.connect(lambda problem: fixing().mute(problem))
    panel.remedies.unmuteRequested.connect(lambda problem: fixing().unmute(problem))

    def quick_fix() -> None:
        """Show the remedies for the finding in hand; the first takes the keyboard."""
        problem = _at_selection(host) or panel.current
        if problem is None:
            host.foot.say(host.translate("problems.none-here"))
            return
        host.panels.sides.show_side("problems")
        panel.choose(problem)
        if panel.remedies.buttons:
            panel.remedies.buttons[0].setFocus()

    def previous() -> None:
        step(host, -1)

    host.controller.remedyRequested.connect(lambda: quick_fix())
    host.foot.findingsWanted.connect(lambda: host.panels.sides.show_side("problems"))
    host.actions_.connect(
        {
            "quick-fix": quick_fix,
            "next-problem": lambda: step(host, 1),
            "previous-problem": previous,
        }
    )


def step(host: Host, by: int) -> None:
    """Go to the next or previous finding, from the one in hand or the selected element."""
    panel = host.panels.problems
    found = panel.model.problems
    if not found:
        host.foot.say(host.translate("problems.none"))
        return
    current = panel.current
    if current in found:
        at = found.index(current) + by
    else:
        ids = [each.node_id for each in found]
        selected = host.controller.selected_id
        at = ids.index(selected) if selected in ids else 0
    problem = found[at % len(found)]
    panel.choose(problem)
    host.panels.jump(problem.node_id, problem.field)
    # Where the cursor stands there already, nothing else would say what is found.
    speak(panel.list, host.controller.wording.problem(problem))


def _at_selection(host: Host) -> Problem | None:
    selected = host.controller.selected_id
    here = [each for each in host.controller.problems if each.node_id == selected]
    return next((each for each in here if offered(host.controller, each)), None)
