"""Runs quick fixes and mutes findings: asks what has to be known, one step of undo each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer

from strategy_editor.document.document import Document
from strategy_editor.editing.history import Step
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.host import Host
from strategy_editor.ui.remedy_words import alike, means, prompt, words
from strategy_editor.validation.fixes import fixes
from strategy_editor.validation.fixes.fix import Fix
from strategy_editor.validation.fixes.muting import can_mute, mute, unmute
from strategy_editor.validation.problem import Problem


class Fixing:
    """Carries fixes out in one window."""

    def __init__(self, host: Host) -> None:
        self._host = host

    @property
    def _controller(self) -> Controller:
        return self._host.controller

    def run(self, problem: Problem, fix: Fix) -> bool:
        """Carry a fix out; return whether anything changed."""
        if fix.edit is None:
            self._host.panels.jump(fix.select, fix.field)
            return False
        answer = self._answer(problem, fix)
        if answer is None:
            return False
        edit, before = fix.edit, self._controller.session.document
        done = self._apply(problem, lambda document: edit(document, answer))
        if done:
            self._show(problem, fix, before)
        return done

    def run_all(self, problem: Problem, fix: Fix) -> bool:
        """Fix all findings of the kind in one step, after saying how many and where.

        What a fix asks is asked once, and the answer counts for all that it is a choice for.
        """
        controller = self._controller
        same = alike(controller, problem)
        places = "\n".join(controller.wording.place(each.node_id, each.field) for each in same[:12])
        answer = self._host.questions.choose(
            "fix-all", ("fix",), count=len(same), places=places, fix=words(controller, fix)
        )
        given = self._answer(problem, fix, len(same)) if answer == "fix" else None
        if given is None:
            return False
        tools = means(controller)

        def edit(document: Document) -> Document:
            for each in same:
                for found in fixes(document, each, tools):
                    if found.key == fix.key and found.for_all:
                        document = _mended(document, found, given)
                        break
            return document

        return self._apply(problem, edit)

    def mute(self, problem: Problem) -> bool:
        """Ask for the reason and keep it in the file."""
        if not can_mute(problem):
            return False
        controller = self._controller
        reason = self._host.questions.write(
            controller.translate("mute.title"),
            controller.translate("mute.prompt", finding=controller.wording.problem(problem)),
        ).strip()
        if not reason:
            return False
        author = self._host.settings.author
        step = Step("edit.mute", (), problem.node_id)
        return controller.apply(
            step, lambda document: mute(document, problem, reason, author, date.today())
        )

    def unmute(self, problem: Problem) -> bool:
        """Let a muted finding count again."""
        step = Step("edit.unmute", (), problem.node_id)
        return self._controller.apply(step, lambda document: unmute(document, problem))

    def _answer(self, problem: Problem, fix: Fix, count: int = 1) -> str | None:
        """What the user chose or wrote, for so many findings; None where nothing."""
        if not fix.asks:
            return ""
        title = words(self._controller, fix).rstrip(" …")
        if fix.asks_text:
            finding = self._controller.wording.problem(problem)
            asked = f"{finding}\n\n{prompt(self._controller, fix)}"
            if count > 1:
                for_all = self._controller.translate("problems.answer-for-all", count=count)
                asked = f"{asked}\n{for_all}"
            return self._host.questions.write(title, asked).strip() or None
        assert fix.choices is not None
        values = fix.choices(self._controller.session.document)
        entries = [(value, self._choice(fix, value)) for value in values]
        return self._host.questions.pick(title, entries) or None

    def _choice(self, fix: Fix, value: str) -> str:
        wording = self._controller.wording
        tag, attribute = fix.choice_of
        match fix.kind:
            case "element":
                node = self._controller.session.document.find(value)
                # Horizons and states are called what their buttons and lists say.
                return node.get("label") or wording.name(node) if node is not None else value
            case "tag":
                return wording.label(value)
            case "attribute":
                return wording.attribute_label(tag, value)
        return wording.choice(tag, attribute, value)

    def _apply(self, problem: Problem, edit: Callable[[Document], Document]) -> bool:
        return self._controller.apply(Step("edit.fix", (), problem.node_id), edit)

    def _show(self, problem: Problem, fix: Fix, before: Document) -> None:
        """Select what was mended; the keyboard goes where there is something to write or to see.

        The button that was pressed vanishes with the finding.
        """
        controller, panels = self._controller, self._host.panels
        target = fix.select or problem.node_id
        if target in controller.session.document:
            controller.select(target)
            if target not in before:
                controller.structure.added(target)
            elif panels.view == "form":
                panels.form.focus_field(fix.field or problem.field)
                panels.form.point_at(None)
        QTimer.singleShot(0, controller.check_now)


def _mended(document: Document, fix: Fix, given: str) -> Document:
    """Make a fix with an answer that was given for another of its kind, where it fits here."""
    if fix.edit is None or (fix.choices is not None and given not in fix.choices(document)):
        return document
    return fix.edit(document, given)
